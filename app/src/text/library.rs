//! The words of the library. Readers download none of them.

use super::Labels;
use crate::error::{AppError, Problem};
use crate::library::{FileKind, Licence, Sort};

/// Defines the words once for both languages.
macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// The words of the library.
        pub struct LibraryWords { $(#[doc = $en] pub $name: &'static str,)* }
        const VI: LibraryWords = LibraryWords { $($name: $vi,)* };
        const EN: LibraryWords = LibraryWords { $($name: $en,)* };
    };
}

words! {
    search: "Tìm tệp", "Find files";
    bulk: "Với các tệp đã chọn", "With the files chosen";
    kind: "Loại", "Kind";
    any_kind: "Mọi loại", "Any kind";
    picture: "Ảnh", "Pictures";
    pdf: "PDF", "PDF";
    office: "Văn bản, bảng tính", "Office files";
    folder: "Thư mục", "Folder";
    folder_hint: "Gõ tên mới để tạo thư mục; để trống là không xếp vào thư mục nào.", "Type a new name to make a folder; leave it empty for none.";
    any_folder: "Mọi thư mục", "Any folder";
    tag: "Nhãn", "Tag";
    any_tag: "Mọi nhãn", "Any tag";
    tags: "Nhãn", "Tags";
    tags_hint: "Cách nhau bằng dấu phẩy.", "Separated by commas.";
    sort: "Thứ tự", "Order";
    newest: "Mới nhất trước", "Newest first";
    oldest: "Cũ nhất trước", "Oldest first";
    by_name: "Theo tên", "By name";
    largest: "Lớn nhất trước", "Largest first";
    unused: "Chỉ tệp chưa dùng ở đâu", "Only files used nowhere";
    mine: "Chỉ tệp tôi tải lên", "Only files I uploaded";
    filter: "Lọc", "Filter";
    as_grid: "Xem dạng lưới", "Show as a grid";
    as_list: "Xem dạng bảng", "Show as a table";
    files: "{n} tệp, {size}", "{n} files, {size}";
    page: "Trang {n} trên {m}", "Page {n} of {m}";
    pages: "Các trang của thư viện", "Pages of the library";
    previous: "Trang trước", "Previous page";
    next: "Trang sau", "Next page";
    none: "Không có tệp nào như vậy.", "No file is like that.";
    not_used: "chưa dùng", "not used";
    uploaded: "Tải lên", "Uploaded";
    by: "bởi", "by";
    to_library: "Về thư viện", "Back to the library";
    about: "Về tệp này", "About this file";
    number: "Số tệp", "File number";
    mime: "Kiểu", "Type";
    size: "Kích cỡ", "Size";
    dimensions: "Chiều rộng × cao", "Width × height";
    pixels: "điểm ảnh", "pixels";
    sha256: "SHA-256", "SHA-256";
    original: "SHA-256 của tệp gốc đã gửi", "SHA-256 of what was sent";
    uploader: "Người tải lên", "Uploaded by";
    nobody: "không ghi lại", "not recorded";
    open: "Mở tệp", "Open the file";
    alt: "Mô tả ảnh cho người không nhìn thấy", "What the picture shows, for those who do not see it";
    decorative: "Ảnh chỉ để trang trí, không cần mô tả", "The picture only decorates and needs no such words";
    alt_or_decorative: "Ảnh trang trí thì để trống phần mô tả, hoặc bỏ chọn “chỉ để trang trí”.", "A decorative picture has no description: clear it, or untick “only decorates”.";
    caption: "Chú thích", "Caption";
    credit: "Tác giả, nguồn ảnh", "Credit";
    licence: "Điều kiện sử dụng", "Licence";
    licence_note: "Điều kiện khác, ghi rõ", "Other conditions, in words";
    source: "Lấy từ đâu", "Source";
    unknown: "Chưa rõ", "Not known";
    own: "Tự làm", "Own work";
    cc_by: "CC BY (ghi tác giả)", "CC BY";
    cc_by_sa: "CC BY-SA (ghi tác giả, giữ điều kiện)", "CC BY-SA";
    public_domain: "Thuộc công chúng", "Public domain";
    press: "Ảnh báo chí được phát", "Press handout";
    other: "Khác", "Other";
    focal: "Điểm phải còn thấy khi ảnh bị cắt", "Point that must stay in view when the picture is cut";
    focal_x: "Từ trái, phần trăm", "From the left, per cent";
    focal_y: "Từ trên, phần trăm", "From the top, per cent";
    focal_both: "Ghi cả hai số từ 0 đến 100, hoặc để trống cả hai.", "Give both numbers from 0 to 100, or neither.";
    preview: "Xem trước", "Preview";
    save: "Lưu thông tin", "Save";
    locked: "Tệp này do người khác tải lên nên bạn chỉ xem được.", "Somebody else uploaded this file, so you can only look.";
    stale: "Người khác vừa lưu tệp này. Những gì bạn gõ còn nguyên; bấm lưu lần nữa để thay bằng nội dung của bạn.", "Somebody saved this file meanwhile. What you typed is still here; save again to put it in the place of theirs.";
    theirs: "Họ đã lưu", "They saved";
    where_used: "Đang dùng ở", "Where it is used";
    used_nowhere: "Chưa bài viết hay thông báo nào dùng tệp này.", "No article or notice uses this file.";
    as_picture: "ảnh đầu bài", "lead picture";
    as_attachment: "tệp đính kèm", "attachment";
    as_body: "trong thân bài", "in the body";
    as_link: "liên kết", "link";
    live: "bạn đọc đang thấy", "readers see it";
    head: "bản mới nhất", "newest version";
    was_published: "bản đã đăng", "was published";
    older: "bản cũ", "older version";
    version: "bản", "version";
    notice: "Thông báo", "Notice";
    bin: "Thùng rác", "Trash";
    trash: "Bỏ vào thùng rác", "Put in the trash";
    untrash: "Lấy khỏi thùng rác", "Take out of the trash";
    trash_hint: "Tệp nằm trong thùng rác 30 ngày, lấy lại được; sau đó mất hẳn.", "A file stays in the trash for 30 days and can be taken back; then it is gone.";
    cannot_trash: "Tệp đang dùng ở bài mới nhất, bài đã đăng hoặc thông báo nên chưa xóa được; xem mục “Đang dùng ở”.", "The file is used by a newest or published version or a notice, so it cannot be deleted; see where it is used.";
    in_trash_since: "Ở trong thùng rác từ", "In the trash since";
    trashed: "Đã bỏ vào thùng rác.", "Put in the trash.";
    untrashed: "Đã lấy khỏi thùng rác.", "Taken out of the trash.";
    bulk_move: "Chuyển vào thư mục", "Move to a folder";
    bulk_tag: "Thêm nhãn", "Add tags";
    bulk_untag: "Bớt nhãn", "Take tags away";
    bulk_to: "Tên thư mục hoặc các nhãn", "Name of the folder, or tags";
    bulk_done: "Đã làm với {n} tệp, {m} tệp giữ nguyên.", "Done for {n} files; {m} were left as they are.";
    bulk_undone: "Đã trả lại {n} tệp, {m} tệp giữ nguyên vì đã đổi.", "Put back {n} files; {m} were left since they changed.";
    replace: "Thay tệp", "Replace";
    replace_lead: "Tệp mới thay tệp này ở bản mới nhất của mọi bài và thông báo đang dùng. Các bản đã đăng trước đây vẫn giữ tệp cũ.", "The new file takes the place of this one in the newest version of every article and notice that uses it. What was published before keeps the old file.";
    replace_file: "Tệp mới", "New file";
    replaced: "Đã thay: bạn đọc thấy tệp mới ở {n} nơi, {d} nơi còn là bản nháp, {m} nơi giữ nguyên.", "Replaced: readers see the new file in {n} places, {d} are drafts still, {m} were left as they are.";
    look_up: "Tìm số tệp trong thư viện (mở ở thẻ mới, chữ đang gõ còn nguyên)", "Find file numbers in the library (in a new tab; what you type stays)";
    already: "Tệp này đã có trong thư viện, ngay đây; không cần lưu lần nữa.", "This file is in the library already, here it is; it was not stored again.";
    piece_lost: "Máy chủ không còn chờ phần này của tệp. Bấm gửi lại để gửi tiếp từ chỗ máy chủ đã nhận.", "The server does not wait for this part of the file. Send again to go on from where it is.";
    choose_file: "Chọn tệp trong thư viện", "Choose a file of the library";
    choose: "Chọn", "Choose";
    choose_close: "Đóng", "Close";
    choose_failed: "Chưa tải được danh sách tệp. Hãy đóng rồi mở lại.", "The files could not be loaded. Close this and open it again.";
    chosen: "Đã chọn tệp số {n}: {name}", "Chosen: number {n}, {name}";
    choose_picture: "Chọn ảnh chính trong thư viện", "Choose the main picture from the library";
    choose_attachment: "Chọn tệp đính kèm trong thư viện", "Choose an attachment from the library";
    drop_here: "Hoặc thả tệp vào đây. Tệp gửi từng phần; mất mạng thì gửi tiếp, không phải gửi lại từ đầu.", "Or drop files here. They are sent in parts; after a lost connection they go on, not from the start.";
    sent_summary: "Đã nhận {n} trên {m} tệp.", "{n} of {m} files received.";
    sent_waiting: "Đang chờ", "Waiting";
    sent_sending: "Đang gửi, {n}%", "Sending, {n}%";
    sent_checking: "Đã gửi xong, đang kiểm tra", "Sent, being checked";
    sent_done: "Đã nhận.", "Received.";
    sent_already: "Đã nhận; tệp này có sẵn trong thư viện nên không lưu lần nữa.", "Received; the library had this file already, so it was not stored again.";
    sent_into: "Đã nhận, tệp số {n}.", "Received as number {n}.";
    sent_broken: "Mất kết nối, sẽ tự gửi tiếp.", "The connection is lost; it goes on by itself.";
    sent_failed: "Chưa gửi được. Phần đã gửi còn nguyên trong 24 giờ; bấm gửi lại để gửi tiếp.", "It could not be sent. What was sent stays for 24 hours; send again to go on.";
    sent_cancelled: "Đã hủy.", "Given up.";
    send_again: "Gửi lại", "Send again";
    send_cancel: "Hủy", "Give up";
    sent_unfinished: "Bạn còn tệp gửi dở. Chọn lại đúng tệp đó để gửi tiếp; sau 24 giờ phần dở được xóa.", "You have unfinished files. Choose the same file again to go on; after 24 hours they are removed.";
    sent_far: "đã có {n} trên {m}", "{n} of {m} are here";
    attach_new: "Tải lên và đính kèm", "Upload and attach";
    picture_new: "Tải lên ảnh chính", "Upload the main picture";
    already_some: "Đã có trong thư viện, không lưu lần nữa:", "In the library already and not stored again:";
    refused_some: "Không nhận:", "Not taken:";
    quota_site: "Thư viện đã hết chỗ. Hãy xóa bớt tệp không dùng, hoặc nhờ quản trị viên nới hạn mức.", "The library is full. Delete files that are not used, or ask an administrator for more room.";
    quota_person: "Phần của bạn trong thư viện đã hết chỗ. Hãy xóa bớt tệp không dùng, hoặc nhờ quản trị viên nới hạn mức.", "Your part of the library is full. Delete files that are not used, or ask an administrator for more room.";
    quota: "Hạn mức thư viện", "Quota of the library";
    quota_lead: "Tệp trong thùng rác vẫn được tính. Để trống là không giới hạn.", "Files in the trash count, too. Leave a field empty for no limit.";
    site_limit: "Cả trang, MB", "The whole site, MB";
    person_limit: "Mỗi người, MB", "Each person, MB";
    whole_site: "Cả trang", "Whole site";
    your_part: "của bạn", "yours";
    spent: "đang dùng {used}", "{used} used";
    spent_of: "đang dùng {used} trên {limit}", "{used} of {limit} used";
}

impl LibraryWords {
    /// The words for a licence.
    pub fn licence_name(&self, licence: Licence) -> &'static str {
        match licence {
            Licence::Unknown => self.unknown,
            Licence::Own => self.own,
            Licence::CcBy => self.cc_by,
            Licence::CcBySa => self.cc_by_sa,
            Licence::PublicDomain => self.public_domain,
            Licence::Press => self.press,
            Licence::Other => self.other,
        }
    }

    /// The words for a kind of file.
    pub fn kind_name(&self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::Picture => self.picture,
            FileKind::Pdf => self.pdf,
            FileKind::Office => self.office,
        }
    }

    /// The words for an order.
    pub fn sort_name(&self, sort: Sort) -> &'static str {
        match sort {
            Sort::Newest => self.newest,
            Sort::Oldest => self.oldest,
            Sort::Name => self.by_name,
            Sort::Largest => self.largest,
        }
    }

    /// The words for how a text names a file.
    pub fn place_name(&self, place: &str) -> &'static str {
        match place {
            "picture" => self.as_picture,
            "attachment" => self.as_attachment,
            "link" => self.as_link,
            _ => self.as_body,
        }
    }

    /// What is wrong with a file's data, where the field says more than its problem does.
    pub fn hint(&self, error: Option<&AppError>) -> Option<&'static str> {
        let Some(AppError::Invalid(fields)) = error else { return None };
        fields.iter().find_map(|one| match (one.field.as_str(), one.problem) {
            ("alt", Problem::Malformed) => Some(self.alt_or_decorative),
            ("used", _) => Some(self.cannot_trash),
            ("focal_x", _) => Some(self.focal_both),
            _ => None,
        })
    }
}

impl Labels {
    /// The words of the library in this language.
    pub fn library(&self) -> &'static LibraryWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
