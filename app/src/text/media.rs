//! The words about stored files. Readers download none of them.

use super::{Labels, bytes, number};
use crate::media::Reading;

/// The words about stored files.
pub struct MediaWords {
    /// Read it as text
    pub as_text: &'static str,
    /// Fetch the document
    pub fetch: &'static str,
    /// Page {n}
    pub page: &'static str,
    /// {n} pages
    pub pages: &'static str,
    /// fetched {n} times
    pub downloads: &'static str,
    /// What the page of a text is.
    pub read: &'static str,
    /// Only its beginning is here.
    pub cut: &'static str,
    /// Its pages are pictures.
    pub empty: &'static str,
    /// It needs a password.
    pub encrypted: &'static str,
    /// It cannot be read.
    pub unreadable: &'static str,
    /// Files of this kind are not read.
    pub unknown: &'static str,
    /// It was not read yet.
    pub waiting: &'static str,
}

impl MediaWords {
    /// What became of reading a document.
    pub fn state(&self, state: Option<Reading>) -> &'static str {
        match state {
            Some(Reading::Read) => self.read,
            Some(Reading::Cut) => self.cut,
            Some(Reading::Empty) => self.empty,
            Some(Reading::Encrypted) => self.encrypted,
            Some(Reading::Unreadable) => self.unreadable,
            Some(Reading::Unknown) => self.unknown,
            None => self.waiting,
        }
    }

    /// Kind, size, pages and how often it was fetched, as far as there is something to say.
    pub fn about(&self, name: &str, size: i64, pages: i64, downloads: i64) -> String {
        let mut parts = vec![name.rsplit('.').next().unwrap_or_default().to_uppercase(), bytes(size)];
        for (count, words) in [(pages, self.pages), (downloads, self.downloads)] {
            if count > 0 {
                parts.push(words.replace("{n}", &number(count)));
            }
        }
        parts.join(", ")
    }
}

impl Labels {
    /// The words about stored files in this language.
    pub fn media(&self) -> &'static MediaWords {
        if self.is_vietnamese() { &VIETNAMESE } else { &ENGLISH }
    }
}

static VIETNAMESE: MediaWords = MediaWords {
    as_text: "Đọc dạng văn bản",
    fetch: "Tải tài liệu gốc",
    page: "Trang {n}",
    pages: "{n} trang",
    downloads: "{n} lượt tải",
    read: "Đây là chữ trong tài liệu, được lấy ra tự động; hình, bảng và cách trình bày chỉ có trong tài liệu gốc.",
    cut: "Tài liệu dài nên ở đây chỉ có phần đầu; xem đủ trong tài liệu gốc.",
    empty: "Tài liệu chỉ có ảnh chụp trang giấy, không có chữ để lấy ra; xem trong tài liệu gốc.",
    encrypted: "Tài liệu được khóa bằng mật khẩu nên không lấy được chữ.",
    unreadable: "Không đọc được chữ trong tài liệu này; xem trong tài liệu gốc.",
    unknown: "Loại tài liệu này chưa lấy được chữ; xem trong tài liệu gốc.",
    waiting: "Chữ trong tài liệu đang được lấy ra; xin xem lại sau ít phút.",
};

static ENGLISH: MediaWords = MediaWords {
    as_text: "Read it as text",
    fetch: "Get the document itself",
    page: "Page {n}",
    pages: "{n} pages",
    downloads: "fetched {n} times",
    read: "These are the document's words, taken out by the program; pictures, tables and layout are in the document only.",
    cut: "The document is long, and only its beginning is here; the document has all of it.",
    empty: "The document's pages are pictures and have no words to take out; see the document itself.",
    encrypted: "The document is locked with a password, so its words cannot be taken out.",
    unreadable: "The words of this document cannot be read; see the document itself.",
    unknown: "Documents of this kind cannot be read yet; see the document itself.",
    waiting: "The document's words are being taken out; please look again in a few minutes.",
};
