//! The words of the editor. Readers download none of them; the editor's script takes them from the page.

use super::Labels;

/// Defines the words once for both languages, and a list of them by name for the script.
macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// The words of the editor.
        pub struct EditingWords { $(#[doc = $en] pub $name: &'static str,)* }
        const VI: EditingWords = EditingWords { $($name: $vi,)* };
        const EN: EditingWords = EditingWords { $($name: $en,)* };
        impl EditingWords {
            /// Every word with its name.
            pub fn pairs(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }
    };
}

words! {
    untitled: "Bài chưa có tiêu đề", "Untitled article";
    editor: "Thân bài", "Body of the article";
    toolbar: "Công cụ soạn bài", "Editing tools";
    without_script: "Trình soạn thảo cần JavaScript. Bạn vẫn sửa bài được bằng biểu mẫu thường.", "The editor needs JavaScript. The plain form works without it.";
    plain_form: "Mở biểu mẫu thường", "Open the plain form";
    locked: "Bạn chỉ xem được bài này.", "You can only look at this article.";
    loading: "Đang mở bài…", "Opening…";
    load_failed: "Chưa mở được trình soạn thảo. Hãy tải lại trang, hoặc dùng biểu mẫu thường.", "The editor could not be opened. Load the page again, or use the plain form.";
    saved: "Đã lưu", "Saved";
    saving: "Đang lưu…", "Saving…";
    offline: "Ngoại tuyến – đã giữ trên máy này", "Offline – kept on this device";
    offline_unkept: "Ngoại tuyến – chưa giữ được trên máy này, đừng đóng trang", "Offline – not kept on this device, do not close the page";
    connecting: "Đang kết nối…", "Connecting…";
    conflict: "Có phần chữ cần xem lại", "Some text needs a look";
    signed_out: "Phiên đã hết – chữ vẫn được giữ", "Signed out – your text is kept";
    sign_in: "Đăng nhập lại (thẻ mới)", "Sign in again (new tab)";
    full: "Máy chủ hết chỗ – chữ được giữ trên máy này", "The server is full – your text is kept on this device";
    away: "Máy chủ đang bận – chữ được giữ trên máy này", "The server is busy – your text is kept on this device";
    read_only: "Chỉ đọc", "Read only";
    new_build: "Trang đã có bản mới. Hãy tải lại; chữ chưa lưu được giữ trên máy này.", "There is a new build. Load the page again; unsaved text is kept on this device.";
    gone: "Bài này không còn nữa – chữ vẫn được giữ", "The article is gone – your text is kept";
    denied: "Bạn không còn quyền sửa – chữ vẫn được giữ", "You may not edit any more – your text is kept";
    refused: "Máy chủ không nhận thay đổi vừa rồi. Chữ được đưa lại bên dưới.", "The server refused the last change. Its text is offered back.";
    try_again: "Thử lại", "Try again";
    reload: "Tải lại", "Load again";
    reloaded: "Bài vừa được tải lại cho khớp với máy chủ.", "The article was loaded again to match the server.";
    others_here: "Cùng soạn: {names}", "Also here: {names}";
    field_title: "Tiêu đề", "Title";
    field_lead: "Sa pô", "Lead";
    field_section: "Chuyên mục", "Section";
    field_byline_name: "Tác giả", "Author";
    field_byline_office: "Đơn vị", "Office";
    field_picture: "Ảnh chính", "Main picture";
    field_picture_alt: "Mô tả ảnh chính", "Alternative text of the main picture";
    field_picture_caption: "Chú thích ảnh chính", "Caption of the main picture";
    field_attachments: "Tệp đính kèm", "Attachments";
    details: "Thông tin bài", "Details";
    choose_picture: "Chọn ảnh", "Choose a picture";
    remove_picture: "Bỏ ảnh", "Remove the picture";
    add_attachment: "Thêm tệp", "Add a file";
    remove_file: "Bỏ {name}", "Remove {name}";
    no_section: "Chưa chọn", "None yet";
    counts: "Số liệu", "Counts";
    count_words: "{n} tiếng", "{n} words";
    count_characters: "{n} ký tự", "{n} characters";
    count_images: "{n} ảnh", "{n} pictures";
    count_minutes: "đọc khoảng {n} phút", "about {n} min to read";
    g_history: "Hoàn tác", "History";
    g_block: "Kiểu đoạn", "Block";
    g_marks: "Kiểu chữ", "Text";
    g_lists: "Danh sách và khối", "Lists and boxes";
    g_insert: "Chèn", "Insert";
    g_moves: "Khối", "Block";
    g_table: "Bảng", "Table";
    g_quote: "Trích dẫn", "Quote";
    g_callout: "Hộp", "Box";
    g_figure: "Ảnh", "Picture";
    undo: "Hoàn tác", "Undo";
    redo: "Làm lại", "Redo";
    paragraph: "Đoạn văn", "Paragraph";
    heading2: "Đề mục lớn", "Heading";
    heading3: "Đề mục vừa", "Subheading";
    heading4: "Đề mục nhỏ", "Small heading";
    strong: "Đậm", "Strong";
    em: "Nghiêng", "Emphasis";
    link: "Liên kết", "Link";
    strike: "Gạch ngang", "Strike through";
    sub: "Chỉ số dưới", "Subscript";
    sup: "Chỉ số trên", "Superscript";
    code: "Mã", "Code";
    lang: "Ngôn ngữ của đoạn chữ", "Language of the words";
    bullet_list: "Danh sách", "List";
    ordered_list: "Danh sách đánh số", "Numbered list";
    indent: "Thụt vào", "Indent";
    outdent: "Thụt ra", "Outdent";
    blockquote: "Trích dẫn", "Quote";
    callout: "Hộp ghi chú", "Box";
    insert: "Chèn khối…", "Insert…";
    picture: "Ảnh", "Picture";
    gallery: "Bộ ảnh", "Gallery";
    table: "Bảng", "Table";
    attachment: "Tệp đính kèm", "Attachment";
    embed: "Video, bản đồ", "Video or map";
    footnote: "Chú thích cuối bài", "Footnote";
    page_ref: "Dẫn một trang", "Refer to a page";
    rule: "Đường ngăn", "Rule";
    block_menu: "Thao tác với khối", "Block actions";
    row_before: "Thêm hàng trên", "Row above";
    row_after: "Thêm hàng dưới", "Row below";
    row_delete: "Xóa hàng", "Delete the row";
    column_before: "Thêm cột trước", "Column before";
    column_after: "Thêm cột sau", "Column after";
    column_delete: "Xóa cột", "Delete the column";
    header_row: "Hàng tiêu đề", "Header row";
    header_column: "Cột tiêu đề", "Header column";
    merge: "Gộp ô", "Merge cells";
    split: "Tách ô", "Split the cell";
    table_caption: "Tên bảng", "Caption";
    table_delete: "Xóa bảng", "Delete the table";
    quote_source: "Nguồn trích dẫn", "Source of the quote";
    lift: "Đưa ra ngoài", "Lift out";
    callout_note: "Ghi chú", "Note";
    callout_info: "Thông tin", "Information";
    callout_success: "Kết quả", "Success";
    callout_warning: "Lưu ý", "Warning";
    figure_edit: "Sửa ảnh", "Edit the picture";
    move_up: "Chuyển lên", "Move up";
    move_down: "Chuyển xuống", "Move down";
    duplicate: "Nhân đôi", "Duplicate";
    turn_into: "Đổi thành: {name}", "Turn into: {name}";
    delete_block: "Xóa khối", "Delete the block";
    find: "Tìm và thay", "Find and replace";
    check: "Kiểm tra bài", "Check the article";
    preview: "Xem trước", "Preview";
    calm: "Soạn toàn màn hình", "Calm full screen";
    calm_end: "Thoát toàn màn hình", "Leave full screen";
    shortcuts: "Phím tắt", "Shortcuts";
    version: "Lưu thành phiên bản", "Save a version";
    close: "Đóng", "Close";
    ok: "Xong", "Done";
    cancel: "Hủy", "Cancel";
    find_title: "Tìm và thay", "Find and replace";
    find_what: "Tìm", "Find";
    find_with: "Thay bằng", "Replace with";
    find_accents: "Đúng dấu", "Match accents";
    find_case: "Đúng hoa thường", "Match case";
    find_whole: "Cả tiếng", "Whole words";
    find_next: "Tiếp", "Next";
    find_previous: "Trước", "Previous";
    find_replace: "Thay", "Replace";
    find_all: "Thay tất cả", "Replace all";
    find_count: "{n} trên {m}", "{n} of {m}";
    find_none: "Không tìm thấy", "Nothing found";
    find_replaced: "Đã thay {n} chỗ", "{n} replaced";
    check_title: "Kiểm tra bài", "Check";
    check_again: "Kiểm tra lại", "Check again";
    check_none: "Không thấy điều gì cần sửa.", "Nothing to mend.";
    check_failed: "Chưa kiểm tra được. Hãy thử lại.", "The check did not work. Try again.";
    check_go: "Tới chỗ đó", "Go there";
    check_error: "Lỗi", "Error";
    check_warning: "Nên sửa", "Warning";
    check_hint: "Gợi ý", "Hint";
    check_stale: "Bài đã đổi; hãy kiểm tra lại rồi sửa.", "The article changed; check again first.";
    preview_title: "Xem trước", "Preview";
    preview_360: "Điện thoại", "Phone";
    preview_768: "Máy tính bảng", "Tablet";
    preview_1280: "Máy tính", "Desktop";
    preview_again: "Làm mới", "Refresh";
    preview_wait: "Còn chữ chưa lưu; bản xem trước có thể cũ hơn.", "Some text is not saved yet; the preview may be older.";
    link_title: "Liên kết", "Link";
    link_href: "Địa chỉ", "Address";
    link_hint: "https://…, thư điện tử, hoặc đường dẫn trên trang này bắt đầu bằng /", "https://…, a mail address, or a path of this site that begins with /";
    link_search: "Hoặc tìm trang theo tiêu đề", "Or find a page by title";
    link_bad: "Địa chỉ này không dùng được.", "This address cannot be used.";
    link_none: "Không có trang nào như vậy.", "No page is like that.";
    link_remove: "Bỏ liên kết", "Remove the link";
    link_page: "Đang trỏ tới: {title}", "Leads to: {title}";
    page_title: "Dẫn một trang", "Refer to a page";
    table_title: "Chèn bảng", "Insert a table";
    table_rows: "Số hàng", "Rows";
    table_columns: "Số cột", "Columns";
    table_header: "Hàng đầu là tiêu đề", "The first row is a header";
    table_words: "Tên bảng", "Caption";
    caption_title: "Tên bảng", "Caption";
    figure_title: "Ảnh", "Picture";
    figure_alt: "Mô tả cho người không nhìn thấy", "Alternative text";
    figure_alt_hint: "Nói điều ảnh cho thấy, không phải tên tệp.", "Say what the picture shows, not its file name.";
    figure_alt_missing: "Hãy ghi mô tả, hoặc đánh dấu ảnh trang trí.", "Describe the picture, or tick that it only decorates.";
    figure_decorative: "Ảnh chỉ để trang trí", "The picture only decorates";
    figure_size: "Cỡ", "Size";
    size_small: "Nhỏ", "Small";
    size_normal: "Vừa cột chữ", "Text width";
    size_wide: "Rộng", "Wide";
    size_full: "Hết bề ngang", "Full width";
    focal: "Điểm chính của ảnh: bấm vào ảnh hoặc dùng phím mũi tên", "Focal point: press on the picture, or use the arrow keys";
    focal_x: "Điểm chính, từ trái %", "Focal point, % from the left";
    focal_y: "Điểm chính, từ trên %", "Focal point, % from the top";
    crop_x: "Cắt từ trái %", "Crop, % from the left";
    crop_y: "Cắt từ trên %", "Crop, % from the top";
    crop_w: "Rộng giữ lại %", "Width kept, %";
    crop_h: "Cao giữ lại %", "Height kept, %";
    figure_replace: "Thay ảnh", "Replace";
    figure_delete: "Xóa ảnh", "Delete";
    figure_no_alt: "Thiếu mô tả ảnh", "No alternative text";
    figure_caption: "Chú thích ảnh…", "Caption…";
    figure_missing: "Chưa có ảnh", "No picture yet";
    gallery_add: "Thêm ảnh vào bộ", "Add to the gallery";
    embed_title: "Video, bản đồ", "Video or map";
    embed_address: "Địa chỉ trang", "Address";
    embed_hint: "YouTube, Vimeo, OpenStreetMap, Google Maps", "YouTube, Vimeo, OpenStreetMap, Google Maps";
    embed_name: "Tên (bắt buộc)", "Title (required)";
    embed_bad: "Chỉ nhận địa chỉ của YouTube, Vimeo, OpenStreetMap và Google Maps.", "Only YouTube, Vimeo, OpenStreetMap and Google Maps.";
    embed_no_name: "Hãy ghi tên để người đọc biết đó là gì.", "Give it a title.";
    footnote_title: "Chú thích", "Footnote";
    footnote_text: "Nội dung", "Text";
    footnote_delete: "Xóa chú thích", "Delete";
    footnote_n: "Chú thích {n}: {text}", "Footnote {n}: {text}";
    quote_title: "Nguồn trích dẫn", "Source";
    quote_cite: "Địa chỉ nguồn", "Address of the source";
    lang_title: "Ngôn ngữ", "Language";
    lang_tag: "Đoạn chữ viết bằng", "The words are";
    lang_en: "Tiếng Anh", "English";
    lang_fr: "Tiếng Pháp", "French";
    lang_zh: "Tiếng Trung", "Chinese";
    lang_lo: "Tiếng Lào", "Lao";
    lang_km: "Tiếng Khmer", "Khmer";
    lang_vi: "Tiếng Việt", "Vietnamese";
    lang_remove: "Bỏ đánh dấu", "Remove";
    version_title: "Lưu thành phiên bản", "Save a version";
    version_label: "Tên phiên bản", "Name";
    version_hint: "Để trống nếu không cần tên.", "Leave it empty for none.";
    version_done: "Đã lưu thành phiên bản {n}.", "Saved as version {n}.";
    version_failed: "Chưa lưu được phiên bản.", "The version could not be saved.";
    recover_title: "Chữ được giữ lại", "Recovered text";
    recover_text: "Chữ trên máy này chưa vào được bài", "Text on this device that is not in the article";
    recover_hint: "Chép ra chỗ khác hoặc chèn vào nơi con trỏ đang đứng. Chữ còn ở đây cho tới khi bạn bỏ.", "Copy it, or insert it at the caret. It stays until you discard it.";
    recover_copy: "Chép", "Copy";
    recover_insert: "Chèn vào bài", "Insert";
    recover_drop: "Bỏ", "Discard";
    recovered: "Đã đưa lại những gì chưa kịp lưu lần trước.", "What was not saved last time is back.";
    repair_title: "Phông chữ cũ đã đổi sang Unicode", "Old font changed to Unicode";
    repair_name: "Chữ dán vào dùng bảng mã {name}.", "The pasted words were in {name}.";
    repair_before: "Trước", "Before";
    repair_after: "Sau", "After";
    repair_keep: "Giữ bản đã đổi", "Keep the change";
    repair_back: "Dùng chữ như cũ", "Use it as it was";
    paste_large: "Phần dán vào lớn hơn 8 MB nên không dán được. Bài của bạn còn nguyên; hãy dán từng phần.", "What you paste is larger than 8 MB. Nothing changed; paste it in parts.";
    paste_busy: "Đang dán…", "Pasting…";
    paste_local: "Chưa hỏi được máy chủ nên đã dán theo cách đơn giản.", "The server did not answer, so it was pasted in a simple way.";
    paste_missing: "{n} ảnh không đi kèm khi dán. Hãy chèn các ảnh đó riêng.", "{n} pictures did not come along. Insert them separately.";
    upload_wait: "Đang tải {name}: {n}%", "Uploading {name}: {n}%";
    upload_done: "Đã thêm {name}", "{name} added";
    upload_failed: "Chưa tải được {name}: {why}", "{name} was not uploaded: {why}";
    shortcuts_title: "Phím tắt", "Shortcuts";
    keys_toolbar: "Tới thanh công cụ", "To the toolbar";
    keys_back: "Về bài, đóng", "Back to the text, close";
    keys_slash: "Chèn khối", "Insert a block";
    keys_move: "Chuyển khối lên, xuống", "Move the block";
    keys_cells: "Sang ô sau, ô trước", "Next or previous cell";
    keys_leave: "Rời ô soạn thảo", "Leave the editor";
    keys_break: "Xuống dòng trong đoạn", "Line break";
    keys_rules: "Đầu dòng: ## đề mục, - danh sách, 1. đánh số, > trích dẫn, --- đường ngăn", "Line start: ## heading, - list, 1. numbers, > quote, --- rule";
    chooser_title: "Chọn tệp", "Choose a file";
    chooser_upload: "Tải tệp từ máy", "Upload from this device";
    chooser_failed: "Chưa tải được danh sách tệp.", "The files could not be loaded.";
    slash_label: "Chèn", "Insert";
    slash_none: "Không có khối nào như vậy", "No such block";
    said_block: "Đã đổi thành {name}", "Now {name}";
    said_moved: "Đã chuyển khối", "Block moved";
    said_deleted: "Đã xóa khối", "Block deleted";
    said_added: "Đã chèn {name}", "{name} added";
    page_missing: "[Trang không còn nữa]", "[The page is gone]";
    file_missing: "Tệp không còn nữa", "The file is gone";
    unknown_block: "Nội dung mà bản này chưa biết; được giữ nguyên.", "Content that this build does not know; it is kept as it is.";
    leave: "Còn chữ chưa lưu lên máy chủ. Rời trang?", "Some text is not on the server yet. Leave?";
}

impl EditingWords {
    /// The word of that name; empty where there is none.
    pub fn named(&self, name: &str) -> &'static str {
        self.pairs().into_iter().find_map(|(known, word)| (known == name).then_some(word)).unwrap_or_default()
    }
}

impl Labels {
    /// The words of the editor.
    pub fn editing(&self) -> &'static EditingWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
