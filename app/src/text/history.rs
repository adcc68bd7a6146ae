//! The words of the pages of versions. Readers download none of them.

use super::Labels;

/// The words of the pages of versions.
pub struct HistoryWords {
    /// Versions
    pub versions: &'static str,
    /// What the page is for.
    pub lead: &'static str,
    /// From
    pub from: &'static str,
    /// To
    pub to: &'static str,
    /// Compare the two
    pub compare: &'static str,
    /// Version
    pub version: &'static str,
    /// Saved
    pub saved: &'static str,
    /// Name
    pub name: &'static str,
    /// Keep name
    pub set_name: &'static str,
    /// Readers see it
    pub live: &'static str,
    /// Newest
    pub newest: &'static str,
    /// Published
    pub published: &'static str,
    /// Go back to it
    pub restore: &'static str,
    /// What going back does.
    pub restore_hint: &'static str,
    /// Version {n} was saved as a new draft.
    pub restored: &'static str,
    /// The name is kept.
    pub named: &'static str,
    /// Version {n} and version {m}
    pub compared: &'static str,
    /// Both are the same.
    pub same: &'static str,
    /// {n} words new, {m} gone
    pub words: &'static str,
    /// Text
    pub body: &'static str,
    /// What a stale save shows, and what saving again does.
    pub conflict: &'static str,
    /// What you wrote, beside version {n}
    pub yours: &'static str,
    /// All versions
    pub all: &'static str,
    /// Version {n}
    pub number: &'static str,
    /// first published
    pub first_published: &'static str,
    /// This is what readers see now.
    pub is_current: &'static str,
    /// There is a newer one.
    pub is_older: &'static str,
    /// To the article
    pub to_current: &'static str,
    /// Check sum (SHA-256)
    pub digest: &'static str,
    pub address: &'static str,
}

impl HistoryWords {
    /// How many words are new and gone, in a sentence.
    pub fn changed(&self, (new, gone): (usize, usize)) -> String {
        self.words.replace("{n}", &new.to_string()).replace("{m}", &gone.to_string())
    }
}

impl Labels {
    /// The words of the pages of versions in this language.
    pub fn history(&self) -> &'static HistoryWords {
        if self.is_vietnamese() { &VIETNAMESE } else { &ENGLISH }
    }
}

static VIETNAMESE: HistoryWords = HistoryWords {
    versions: "Các bản đã lưu",
    lead: "Mỗi lần lưu là một bản, không bản nào mất đi. Chọn hai bản để xem đã thêm, bớt những chữ nào.",
    from: "Từ",
    to: "Đến",
    compare: "So sánh hai bản",
    version: "Bản",
    saved: "Lưu lúc",
    name: "Tên",
    set_name: "Đặt tên",
    live: "Bạn đọc đang thấy",
    newest: "Mới nhất",
    published: "Đã đăng",
    restore: "Lấy lại bản này",
    restore_hint: "Lấy lại một bản tức là lưu nội dung của nó thành bản nháp mới nhất. Bạn đọc vẫn thấy bản đang đăng, và có thể lấy lại bản khác bất cứ lúc nào.",
    restored: "Đã lấy lại thành bản nháp mới.",
    named: "Đã đặt tên.",
    compared: "Bản {n} và bản {m}",
    same: "Hai bản giống hệt nhau.",
    words: "Thêm {n} chữ, bớt {m} chữ.",
    body: "Nội dung",
    conflict: "Có người vừa lưu bản mới hơn trong lúc bạn viết. Chữ của bạn còn nguyên trong các ô bên dưới và chưa được lưu. Xem những chỗ khác nhau, chép thêm điều cần giữ, rồi lưu lại: bản của bạn sẽ là bản mới nhất, bản kia vẫn còn trong lịch sử.",
    yours: "Chữ của bạn so với bản {n}",
    all: "Xem các bản đã lưu",
    number: "Bản số {n}",
    first_published: "đăng lúc",
    is_current: "Đây là bản đang đăng.",
    is_older: "Bài này đã có bản mới hơn; bản này được giữ để đối chiếu.",
    to_current: "Đến bài viết",
    digest: "Mã kiểm tra (SHA-256)",
    address: "Địa chỉ lâu dài của bản này",
};

static ENGLISH: HistoryWords = HistoryWords {
    versions: "Saved versions",
    lead: "Every save is a version, and none is ever lost. Choose two to see which words came and went.",
    from: "From",
    to: "To",
    compare: "Compare the two",
    version: "Version",
    saved: "Saved",
    name: "Name",
    set_name: "Name it",
    live: "Readers see it",
    newest: "Newest",
    published: "Published",
    restore: "Go back to it",
    restore_hint: "Going back to a version saves its text as the newest draft. Readers still see what is published, and you can go back to any other version at any time.",
    restored: "Its text is the new draft.",
    named: "The name is kept.",
    compared: "Version {n} and version {m}",
    same: "Both are the same.",
    words: "{n} words new, {m} gone.",
    body: "Text",
    conflict: "Somebody saved a newer version while you were writing. Your words are still in the fields below and are not saved. Look at the differences, take over what should stay, and save again: yours becomes the newest version, and the other one stays in the history.",
    yours: "Your words beside version {n}",
    all: "All saved versions",
    number: "Version {n}",
    first_published: "published",
    is_current: "This is what is published now.",
    is_older: "There is a newer version; this one is kept for the record.",
    to_current: "To the article",
    digest: "Check sum (SHA-256)",
    address: "Permanent address of this version",
};
