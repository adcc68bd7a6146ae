//! What the checks can find, and how each is explained.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Could be better.
    Advice,
    /// Makes reading harder.
    Warning,
    /// Shuts some readers out.
    Error,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $name:literal, $severity:ident, $label:literal, $why:literal;)*) => {
        /// What can be found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum FindingKind { $($(#[$doc])* $kind,)* }

        impl FindingKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The stable name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            /// The Vietnamese name.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$kind => $label),* }
            }

            /// A Vietnamese sentence that says why, or what to do.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$kind => $why),* }
            }

            /// How grave it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$kind => Severity::$severity),* }
            }
        }
    };
}

kinds! {
    /// A picture that tells something, without words for it.
    AltMissing, "alt_missing", Error, "Ảnh thiếu mô tả", "Hãy mô tả ảnh cho người không nhìn thấy, hoặc đánh dấu là ảnh trang trí.";
    /// The name of a file in place of a description.
    AltIsFileName, "alt_is_file_name", Error, "Mô tả ảnh là tên tệp", "Tên tệp không cho biết ảnh có gì; hãy viết một câu mô tả.";
    /// A picture that tells nothing, with words for it.
    DecorativeWithAlt, "decorative_with_alt", Warning, "Ảnh trang trí có mô tả", "Ảnh trang trí không được đọc lên nên không cần mô tả.";
    /// A caption that awaits its picture.
    FigureWithoutMedia, "figure_without_media", Error, "Khung ảnh chưa có ảnh", "Hãy chọn ảnh hoặc xóa khung này.";
    /// A level left out.
    HeadingSkip, "heading_skip", Warning, "Tiêu đề nhảy cấp", "Cấp tiêu đề chỉ nên tăng từng bậc để người nghe dễ theo dõi.";
    /// A heading without words.
    HeadingEmpty, "heading_empty", Error, "Tiêu đề trống", "Hãy viết nội dung cho tiêu đề hoặc xóa nó.";
    /// The outline begins below its top.
    FirstHeadingLevel, "first_heading_level", Warning, "Tiêu đề đầu tiên chưa đúng cấp", "Tiêu đề đầu tiên trong bài nên là cấp 2.";
    /// No cell heads a row or column.
    TableWithoutHeader, "table_without_header", Error, "Bảng thiếu ô tiêu đề", "Hãy đặt hàng hoặc cột đầu làm tiêu đề để biết mỗi ô nói về điều gì.";
    /// Nothing says what the table shows.
    TableWithoutCaption, "table_without_caption", Advice, "Bảng thiếu tên", "Tên bảng cho biết bảng trình bày điều gì.";
    /// Nothing says what the embedded thing shows.
    EmbedWithoutTitle, "embed_without_title", Error, "Nội dung nhúng thiếu tên", "Hãy đặt tên để người đọc biết nội dung trước khi mở.";
    /// A reference to a footnote that is not there.
    FootnoteMissing, "footnote_missing", Error, "Thiếu nội dung chú thích", "Dấu chú thích này không dẫn tới chú thích nào.";
    /// A footnote that nothing refers to.
    FootnoteUnused, "footnote_unused", Warning, "Chú thích không được dùng", "Không có chỗ nào trong bài dẫn tới chú thích này.";
    /// A paragraph in bold that stands for a heading.
    HeadingByBold, "heading_by_bold", Warning, "Chữ đậm thay cho tiêu đề", "Hãy đổi dòng in đậm này thành tiêu đề để mục lục và trình đọc màn hình nhận ra.";
    /// Paragraphs or lines that stand for a list.
    ListByHand, "list_by_hand", Warning, "Danh sách gõ bằng tay", "Hãy đổi các dòng này thành danh sách thật để người nghe biết có bao nhiêu mục.";
    /// Paragraphs without words that stand for room.
    ParagraphEmpty, "paragraph_empty", Advice, "Đoạn trống", "Trang đã có khoảng cách giữa các đoạn; hãy xóa đoạn trống này.";
    /// A link that says nothing of where it leads.
    LinkVague, "link_vague", Warning, "Chữ của liên kết chưa rõ", "Người nghe có thể chỉ nghe riêng liên kết; hãy viết rõ nó dẫn tới đâu, thay vì “tại đây” hay “xem thêm”.";
    /// A long address as the text of a link.
    LinkIsAddress, "link_is_address", Warning, "Liên kết là một địa chỉ dài", "Đọc cả địa chỉ rất khó nghe; hãy thay bằng tên trang hoặc tên tài liệu.";
    /// Two links side by side that lead to the same place.
    LinkRepeated, "link_repeated", Advice, "Hai liên kết liền nhau dẫn tới cùng một nơi", "Hãy gộp thành một liên kết để không bị đọc hai lần.";
    /// A link without words.
    LinkBlank, "link_blank", Error, "Liên kết không có chữ", "Không ai thấy hay nghe được liên kết này; hãy bỏ nó.";
    /// Half of a pair of quotation marks or brackets.
    Unbalanced, "unbalanced", Advice, "Thiếu một nửa dấu ngoặc", "Dấu ngoặc này chưa có dấu mở hoặc dấu đóng đi cùng.";
    /// Many words in capitals.
    Capitals, "capitals", Advice, "Nhiều chữ viết hoa liền nhau", "Cả câu viết hoa rất khó đọc; hãy viết thường, và in đậm nếu cần nhấn mạnh.";
    /// A place that is named by its colour alone.
    ColourAlone, "colour_alone", Advice, "Chỉ dẫn bằng màu sắc", "Người không phân biệt được màu sẽ không tìm thấy; hãy nói thêm tên hoặc vị trí.";
    /// Sentences in another language that nothing marks.
    LanguageUnmarked, "language_unmarked", Warning, "Chưa đánh dấu ngôn ngữ", "Hãy chọn ngôn ngữ cho đoạn chữ này để trình đọc màn hình đọc đúng.";
    /// Several spaces in a row.
    DoubleSpace, "double_space", Advice, "Thừa dấu cách", "Giữa hai từ chỉ cần một dấu cách.";
    /// Words that run together at a sign.
    MissingSpace, "missing_space", Warning, "Thiếu dấu cách sau dấu câu", "Cần một dấu cách sau dấu câu.";
    /// A sign apart from its word.
    SpaceBeforePunctuation, "space_before_punctuation", Advice, "Thừa dấu cách trước dấu câu", "Dấu câu viết liền với từ đứng trước.";
    /// A word that the caller's speller does not know.
    Spelling, "spelling", Advice, "Có thể sai chính tả", "Hãy kiểm tra lại từ này.";
}
