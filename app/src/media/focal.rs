//! The part of a picture that cards show: sixteen to nine, around the point that must stay in sight.
//!
//! The part is named in the file's address, since what lies under an address never changes while the point may.

use super::renditions::{Format, want_in};
use crate::db::{Db, DbResult, Tx, args, row, statements};
use crate::ids::MediaId;
use crate::time::Stamp;

/// Pixels across of the rendition for telephones.
const SMALL: i64 = 640;
/// A picture whose shape differs by less is shown whole: what is lost at its edges is not worth another file.
const NEARLY: i64 = 2;
/// Stands in an address between the name and the part.
const MARK: &str = "_c";

statements! { "focal";
    SIZE = "SELECT width, height FROM media WHERE id = $1";
    OF_PART = "SELECT sha256 FROM media_rendition WHERE media_id = $1 AND crop = $2 AND format = $3 AND width <= $4
        ORDER BY width DESC LIMIT 1";
}
pub use STATEMENTS as FOCAL_STATEMENTS;

row! { struct SizeRow { width: i64, height: i64 } }
row! { struct HashRow { sha256: String } }

/// What a card shows of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPart {
    /// Left, top, width and height in ten-thousandths, as addresses and the database write them.
    pub key: String,
    /// Pixels across.
    pub width: i64,
    /// Pixels down.
    pub height: i64,
}

impl CardPart {
    /// The part of a picture of this size, in pixels, around a point in per cent from the left and from the top. None
    /// for a picture that has nearly the shape of a card.
    pub fn around(size: (i64, i64), focal: (i64, i64)) -> Option<Self> {
        let (width, height) = size;
        if width <= 0 || height <= 0 || (width * 9 - height * 16).abs() * 100 <= height * 16 * NEARLY {
            return None;
        }
        let (wide, high) = (width.min(height * 16 / 9).max(1), height.min(width * 9 / 16).max(1));
        let whole = |part: i64, of: i64| part * 10_000 / of;
        let (across, down) = (whole(wide, width), whole(high, height));
        let start = |point: i64, length: i64| (point * 100 - length / 2).clamp(0, 10_000 - length);
        let key = format!("{}-{}-{across}-{down}", start(focal.0, across), start(focal.1, down));
        Some(Self { key, width: wide, height: high })
    }

    /// The file's name in an address that shows this part.
    pub fn name_in(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{stem}{MARK}{}.{ending}", self.key),
            None => format!("{name}{MARK}{}", self.key),
        }
    }

    /// Pixels across of the small rendition; 0 when there is none.
    pub fn small_width(&self) -> i64 {
        if self.width > SMALL { SMALL } else { 0 }
    }
}

/// The part that the name in an address asks for.
pub fn part_in_name(name: &str) -> Option<&str> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (_, key) = stem.rsplit_once(MARK)?;
    let is_key = key.split('-').count() == 4 && key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_key.then_some(key)
}

/// The hash of the widest rendition of a part, or of the widest for telephones; none while it is not made.
///
/// # Errors
/// A database that does not answer.
pub async fn find_part(db: &Db, id: MediaId, key: &str, small: bool, format: Format) -> DbResult<Option<String>> {
    let most = if small { SMALL } else { i64::from(i32::MAX) };
    let row: Option<HashRow> = OF_PART.with(args![id.0, key, format.as_str(), most]).first(db).await?;
    Ok(row.map(|row| row.sha256))
}

/// Asks for the part that cards will show.
///
/// # Errors
/// A database that does not answer.
pub async fn want_card_in(tx: &mut Tx, id: MediaId, focal: (i64, i64), now: Stamp) -> DbResult<()> {
    let size: Option<SizeRow> = SIZE.with(args![id.0]).first_in(tx).await?;
    let part = size.and_then(|size| CardPart::around((size.width, size.height), focal));
    if let Some(part) = part {
        want_in(tx, id.0, &part.key, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    //! Parts.
    use proptest::prelude::*;

    use super::{CardPart, part_in_name};

    #[test]
    fn a_tall_picture_is_cut_around_the_point() {
        let part = |focal| CardPart::around((900, 1_600), focal).map(|part| (part.key, part.width, part.height));
        assert_eq!(part((50, 0)), Some(("0-0-10000-3162".to_owned(), 900, 506)));
        assert_eq!(part((50, 100)), Some(("0-6838-10000-3162".to_owned(), 900, 506)));
        assert_eq!(part((0, 50)), Some(("0-3419-10000-3162".to_owned(), 900, 506)));
        assert_eq!(CardPart::around((1_600, 900), (0, 0)), None);
        assert_eq!(CardPart::around((0, 0), (0, 0)), None);
    }

    proptest! {
        #[test]
        fn a_part_lies_in_the_picture_and_holds_the_point(
            size in (1_i64..9_000, 1_i64..9_000), x in 0_i64..=100, y in 0_i64..=100,
        ) {
            let Some(part) = CardPart::around(size, (x, y)) else { return Ok(()) };
            let numbers: Vec<i64> = part.key.split('-').map(|part| part.parse().expect("a number")).collect();
            for (point, (start, length)) in [(x, (numbers[0], numbers[2])), (y, (numbers[1], numbers[3]))] {
                prop_assert!(start >= 0 && length >= 0 && start + length <= 10_000);
                prop_assert!((start..=start + length).contains(&(point * 100)));
            }
            let name = part.name_in("anh_cu.2.jpg");
            prop_assert_eq!(part_in_name(&name), Some(part.key.as_str()));
        }
    }

    #[test]
    fn other_names_ask_for_no_part() {
        for name in ["a.jpg", "a_c.jpg", "a_c1-2-3.jpg", "a_c1-2-3-x.jpg", "_cach-mang.jpg", ""] {
            assert_eq!(part_in_name(name), None, "{name}");
        }
    }
}
