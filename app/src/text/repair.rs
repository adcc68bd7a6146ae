//! The words of the tool that repairs text. Readers of other pages download none of them.

use super::Labels;

/// The words of the tool.
pub struct RepairWords {
    /// Repair broken Vietnamese text
    pub title: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// Paste the text
    pub pasted: &'static str,
    /// Encoding
    pub encoding: &'static str,
    /// Find out
    pub find_out: &'static str,
    /// Where the text is worked on without JavaScript.
    pub on_server: &'static str,
    /// Where it is worked on with it.
    pub on_device: &'static str,
    /// Repair
    pub run: &'static str,
    /// Result
    pub result: &'static str,
    /// Repaired text
    pub repaired: &'static str,
    /// Copy
    pub copy: &'static str,
    /// Copied
    pub copied: &'static str,
    /// What was changed
    pub changes: &'static str,
    /// Before
    pub before: &'static str,
    /// After
    pub after: &'static str,
    /// Times
    pub times: &'static str,
    /// Reason
    pub reason: &'static str,
    /// Confidence
    pub confidence: &'static str,
    /// Keep as it was
    pub keep: &'static str,
    /// Nothing needs repair.
    pub nothing: &'static str,
    /// `{n}` words repaired.
    pub some: &'static str,
    /// `{n}` words repaired, `{m}` of them to be looked at.
    pub some_doubtful: &'static str,
    /// The text is too long.
    pub too_long: &'static str,
    /// Damaged words
    pub damaged: &'static str,
    /// What the list is, and what mending does.
    pub damaged_lead: &'static str,
    /// No damaged word is stored.
    pub no_damage: &'static str,
    /// More follow once these are mended.
    pub more_damage: &'static str,
    /// In its surroundings
    pub context: &'static str,
    /// Mend and save as a new draft
    pub mend: &'static str,
    /// How it decides
    pub how: &'static str,
    /// The rules, one a paragraph.
    pub rules: &'static [&'static str],
}

impl RepairWords {
    /// What was done, in a sentence.
    pub fn summary(&self, changes: usize, doubtful: usize) -> String {
        let sentence = match (changes, doubtful) {
            (0, _) => self.nothing,
            (_, 0) => self.some,
            _ => self.some_doubtful,
        };
        sentence.replace("{n}", &changes.to_string()).replace("{m}", &doubtful.to_string())
    }
}

impl Labels {
    /// The words of the tool in this language.
    pub fn repair(&self) -> &'static RepairWords {
        if self.is_vietnamese() { &VIETNAMESE } else { &ENGLISH }
    }
}

static VIETNAMESE: RepairWords = RepairWords {
    title: "Sửa chữ tiếng Việt bị hỏng",
    lead: "Dán vào đây đoạn chữ hiện sai do phông hoặc bảng mã cũ, như “caìc xaÞ”, “Liªn minh” hay “LiÃªn minh”, để lấy lại chữ đúng.",
    pasted: "Văn bản bị hỏng",
    encoding: "Bảng mã của văn bản",
    find_out: "Tự nhận biết",
    on_server: "Văn bản được gửi đến máy chủ để sửa, trả kết quả ngay và không được lưu lại.",
    on_device: "Văn bản được sửa ngay trên máy của bạn, không gửi đi đâu.",
    run: "Sửa",
    result: "Kết quả",
    repaired: "Văn bản đã sửa",
    copy: "Sao chép",
    copied: "Đã sao chép",
    changes: "Những chỗ đã sửa",
    before: "Trước",
    after: "Sau",
    times: "Số lần",
    reason: "Lý do",
    confidence: "Mức chắc chắn",
    keep: "Giữ như cũ",
    nothing: "Không thấy chữ nào cần sửa.",
    some: "Đã sửa {n} chữ.",
    some_doubtful: "Đã sửa {n} chữ, trong đó {m} chữ cần bạn xem lại.",
    too_long: "Văn bản dài quá 1 MB. Xin chia nhỏ rồi sửa từng phần.",
    damaged: "Chữ hỏng",
    damaged_lead: "Những bài viết, thông báo và phiếu thăm dò còn chữ hỏng do phông hoặc bảng mã cũ. Đánh dấu những chữ cần giữ như cũ rồi sửa. Bài viết được lưu thành bản nháp mới: bản cũ vẫn còn trong lịch sử, và bạn đọc thấy bản sửa sau khi bạn đăng. Thông báo và phiếu thăm dò đổi ngay; phương án đã có người bầu thì không đổi được.",
    no_damage: "Không có gì còn chữ hỏng.",
    more_damage: "Còn nữa; danh sách sẽ hiện tiếp khi những mục trên đã sửa xong.",
    context: "Trong câu",
    mend: "Sửa và lưu bản nháp mới",
    how: "Cách sửa",
    rules: &[
        "Từng chữ được xét riêng: chữ nào đã là âm tiết tiếng Việt hợp lệ thì giữ nguyên; chữ nào đọc theo bảng mã cũ mà thành âm tiết hợp lệ thì mới được sửa. Vì thế chữ lành và chữ hỏng nằm lẫn trong một câu đều được xử lý đúng.",
        "Tiếng nước ngoài, địa chỉ trang, thư điện tử và mã lệnh không bị đụng đến.",
        "Chữ nào đọc được cả hai cách chỉ được sửa khi bên cạnh có chữ chắc chắn hỏng, và được đánh dấu để bạn xem lại.",
    ],
};

static ENGLISH: RepairWords = RepairWords {
    title: "Repair broken Vietnamese text",
    lead: "Paste text that an old font or encoding broke, such as “caìc xaÞ”, “Liªn minh” or “LiÃªn minh”, and get the right letters back.",
    pasted: "Broken text",
    encoding: "Encoding of the text",
    find_out: "Find out",
    on_server: "The text is sent to the server, answered at once and not kept.",
    on_device: "The text is repaired on your device and sent nowhere.",
    run: "Repair",
    result: "Result",
    repaired: "Repaired text",
    copy: "Copy",
    copied: "Copied",
    changes: "What was changed",
    before: "Before",
    after: "After",
    times: "Times",
    reason: "Reason",
    confidence: "Confidence",
    keep: "Keep as it was",
    nothing: "Nothing needs repair.",
    some: "Words repaired: {n}.",
    some_doubtful: "Words repaired: {n}, of which {m} should be looked at.",
    too_long: "The text is longer than 1 MB. Please repair it in parts.",
    damaged: "Damaged words",
    damaged_lead: "Articles, notices and polls with words that an old font or encoding broke. Mark what is to stay as it is, then mend. An article is saved as a new draft: the old version stays in its history, and readers see the mended one once you publish it. Notices and polls change at once; an answer that somebody voted for cannot change.",
    no_damage: "Nothing holds a damaged word.",
    more_damage: "There are more; they follow once these are mended.",
    context: "In its sentence",
    mend: "Mend and save as a new draft",
    how: "How it decides",
    rules: &[
        "Each word is judged by itself: a word that is a valid Vietnamese syllable stays; one that becomes a valid syllable when read in the old encoding is repaired. Healthy and broken words may stand in one sentence.",
        "Foreign words, addresses, e-mail and code are not touched.",
        "A word that can be read both ways is changed only beside words that are certainly broken, and is marked.",
    ],
};
