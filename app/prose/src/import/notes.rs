//! What an import has to report.

use std::fmt;

/// Something that was dropped, changed or left in doubt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Note {
    /// Elements that show something a body cannot hold, such as `svg`; by name.
    Dropped(String),
    /// A link whose target is not allowed; its text stays. Holds the target, shortened.
    BadLink(String),
    /// Characters in a font that stands for an old encoding were decoded; by font.
    Decoded(String),
    /// A font of an old encoding's name that the decoder did not know, so that the text stays as it is.
    UnknownFont(String),
    /// Things that are hidden on the page were left out.
    Hidden,
    /// A picture of a few pixels, for decoration or counting, was left out.
    TinyImage(String),
    /// An image without an address was left out.
    NoAddress,
    /// Containers nested too deeply for a body were dissolved; their content stays.
    Flattened,
    /// A frame of another site that no provider of the list plays; its address.
    Frame(String),
    /// Tracked changes were on: insertions were taken, deletions stay struck through.
    TrackedChanges,
    /// Numbers in several parts (`1.2.`) became simple ones.
    PartsOfNumber,
    /// A list's sign holds words (`Điều 1.`); it stays as text.
    WordsAsSign(String),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dropped(name) => write!(f, "Phần tử <{name}> không đưa vào bài được nên đã bỏ"),
            Self::BadLink(target) => write!(f, "Liên kết “{target}” không hợp lệ: giữ chữ, bỏ liên kết"),
            Self::Decoded(font) => write!(f, "Đã chuyển chữ phông {font} sang Unicode"),
            Self::UnknownFont(font) => write!(f, "Phông {font} có vẻ dùng bảng mã cũ nhưng chưa chuyển được"),
            Self::Hidden => write!(f, "Đã bỏ phần bị ẩn trên trang gốc"),
            Self::TinyImage(source) => write!(f, "Đã bỏ ảnh trang trí vài điểm ảnh: {source}"),
            Self::NoAddress => write!(f, "Đã bỏ một ảnh không có địa chỉ"),
            Self::Flattened => write!(f, "Có phần lồng quá sâu: giữ nội dung, bỏ bớt lớp bọc"),
            Self::Frame(address) => write!(f, "Khung nhúng {address} không thuộc danh sách cho phép nên đã bỏ"),
            Self::TrackedChanges => write!(f, "Văn bản còn dấu vết sửa đổi: nhận phần thêm, gạch ngang phần xoá"),
            Self::PartsOfNumber => write!(f, "Số mục nhiều cấp (1.2.) đã thành số mục đơn"),
            Self::WordsAsSign(sign) => write!(f, "Số mục “{sign}” có chữ nên được giữ làm chữ"),
        }
    }
}

/// Notes with how often each was made, in the order of first appearance.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(Vec<(Note, usize)>);

impl Notes {
    /// More different notes than a person reads; further ones are not kept, so that hostile input stays cheap.
    const MOST: usize = 200;

    pub fn add(&mut self, note: Note) {
        if let Some((_, count)) = self.0.iter_mut().find(|(own, _)| *own == note) {
            *count += 1;
        } else if self.0.len() < Self::MOST {
            self.0.push((note, 1));
        }
    }

    pub fn into_vec(self) -> Vec<(Note, usize)> {
        self.0
    }
}
