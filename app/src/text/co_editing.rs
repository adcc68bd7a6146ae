//! The words of the server about what is written in the editor. Readers download none of them.

use super::Labels;

/// The words of the server about what is written in the editor.
pub struct CoEditingWords {
    /// It is larger than an article may be.
    pub too_large: &'static str,
    /// Without a title
    pub untitled: &'static str,
    /// Mend it
    pub fix: &'static str,
    /// Write in the editor
    pub open: &'static str,
    /// Save and write in the editor
    pub save_open: &'static str,
    /// What was pasted cannot be read.
    pub unreadable: &'static str,
}

const VI: CoEditingWords = CoEditingWords {
    too_large: "Bài dài quá giới hạn nên thay đổi này chưa được lưu. Hãy bớt nội dung hoặc tách thành nhiều bài.",
    untitled: "Chưa có tiêu đề",
    fix: "Sửa giúp",
    open: "Mở trình soạn thảo",
    save_open: "Lưu và mở trình soạn thảo",
    unreadable: "Không đọc được nội dung vừa dán.",
};

const EN: CoEditingWords = CoEditingWords {
    too_large: "The article is longer than the limit, so this change is not saved. Shorten it or make several articles of it.",
    untitled: "Without a title",
    fix: "Mend it",
    open: "Open the editor",
    save_open: "Save and open the editor",
    unreadable: "What was pasted cannot be read.",
};

impl Labels {
    /// The words of the server about what is written in the editor, in this language.
    pub fn co_editing(&self) -> &'static CoEditingWords {
        if self.is_vietnamese() { &VI } else { &EN }
    }
}
