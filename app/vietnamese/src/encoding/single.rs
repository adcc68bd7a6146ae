//! The encodings with one byte for a letter, as tables of the bytes 80 to FF and the C0 controls in use.
//!
//! Sources: the tables of VISCII and TCVN 5712-1 (VN1) were made from those of glibc's iconv, that of
//! windows-1258 from Python's codec `cp1258`. TCVN3 is VN2, that is VN1 without capitals with tones, with
//! windows-1252 punctuation from 80 to 9F. VPS was made from one published list; Unikey's table confirms it from
//! 80 up. Nothing confirms its capitals among the C0 controls.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::Encoding;

const VISCII: Table = Table {
    controls: &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')],
    high: [
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
        "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        "Õắằặấầẩậẽẹếềểễệố",
        "ồổỗỠƠộờởịỰỨỪỬơớƯ",
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
        "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        "àáâãảăữẫèéêẻìíĩỉ",
        "đựòóôõỏọụùúũủýợỮ",
    ],
};

const VN1: Table = Table {
    controls: &[
        (0x01, 'Ú'),
        (0x02, 'Ụ'),
        (0x04, 'Ừ'),
        (0x05, 'Ử'),
        (0x06, 'Ữ'),
        (0x11, 'Ứ'),
        (0x12, 'Ự'),
        (0x13, 'Ỳ'),
        (0x14, 'Ỷ'),
        (0x15, 'Ỹ'),
        (0x16, 'Ý'),
        (0x17, 'Ỵ'),
    ],
    high: [
        "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
        "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
        "\u{a0}ĂÂÊÔƠƯĐăâêôơưđẰ",
        "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
        "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
        "éẹềểễếệìỉỄẾỒĩíịò",
        "Ổỏõóọồổỗốộờởỡớợù",
        "ỖủũúụừửữứựỳỷỹýỵỐ",
    ],
};

const TCVN3: Table = Table {
    controls: &[],
    high: [
        "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}",
        "\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ",
        "\u{a0}ĂÂÊÔƠƯĐăâêôơưđ\u{fffd}",
        "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạ\u{fffd}ằẳẵắ\u{fffd}",
        "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}ặầẩẫấậè\u{fffd}ẻẽ",
        "éẹềểễếệìỉ\u{fffd}\u{fffd}\u{fffd}ĩíịò",
        "\u{fffd}ỏõóọồổỗốộờởỡớợù",
        "\u{fffd}ủũúụừửữứựỳỷỹýỵ\u{fffd}",
    ],
};

const VPS: Table = Table {
    controls: &[
        (0x02, 'Ạ'),
        (0x03, 'Ậ'),
        (0x04, 'Ặ'),
        (0x05, 'Ẹ'),
        (0x06, 'Ệ'),
        (0x10, 'Ị'),
        (0x11, 'Ọ'),
        (0x12, 'Ộ'),
        (0x13, 'Ợ'),
        (0x14, 'Ụ'),
        (0x15, 'Ự'),
        (0x19, 'Ỵ'),
        (0x1C, 'Ẫ'),
        (0x1D, 'Ữ'),
    ],
    high: [
        "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
        "Ế‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ",
        "\u{a0}ắằẳẵặỠớÙờởỡŨỨợỪ",
        "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
        "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
        "ƯỦồốÔỏơÈừứÚũưÝẺß",
        "àáâãảạăçèéêẽìíîĩ",
        "ẴĐòóôõöƠụùúủüỶẼỳ",
    ],
};

const WINDOWS_1258: Table = Table {
    controls: &[],
    high: [
        "€\u{fffd}‚ƒ„…†‡ˆ‰\u{fffd}‹Œ\u{fffd}\u{fffd}\u{fffd}",
        "\u{fffd}‘’“”•–—˜™\u{fffd}›œ\u{fffd}\u{fffd}Ÿ",
        "\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯",
        "°±²³´µ¶·¸¹º»¼½¾¿",
        "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏ",
        "ĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß",
        "àáâăäåæçèéêë\u{301}íîï",
        "đñ\u{323}óôơö÷øùúûüư₫ÿ",
    ],
};

/// The bytes of an encoding that differ from ASCII.
struct Table {
    controls: &'static [(u8, char)],
    high: [&'static str; 8],
}

/// A table made ready: the character of each byte, and the bytes by character.
struct Ready {
    chars: [char; 256],
    bytes: Vec<(char, u8)>,
}

static READY_VISCII: LazyLock<Ready> = LazyLock::new(|| VISCII.ready());
static READY_VN1: LazyLock<Ready> = LazyLock::new(|| VN1.ready());
static READY_TCVN3: LazyLock<Ready> = LazyLock::new(|| TCVN3.ready());
static READY_VPS: LazyLock<Ready> = LazyLock::new(|| VPS.ready());
static READY_1258: LazyLock<Ready> = LazyLock::new(|| WINDOWS_1258.ready());

impl Table {
    fn ready(&self) -> Ready {
        let mut chars: [char; 256] = std::array::from_fn(|at| u8::try_from(at).map_or('\u{fffd}', char::from));
        let high = self.high.iter().flat_map(|row| row.chars());
        for (slot, c) in chars.iter_mut().skip(0x80).zip(high) {
            *slot = c;
        }
        for (byte, c) in self.controls {
            if let Some(slot) = chars.get_mut(usize::from(*byte)) {
                *slot = *c;
            }
        }
        let mut bytes: Vec<(char, u8)> =
            (0..=u8::MAX).zip(chars).filter(|(_, c)| *c != char::REPLACEMENT_CHARACTER).map(|(b, c)| (c, b)).collect();
        bytes.sort_unstable();
        Ready { chars, bytes }
    }
}

impl Ready {
    fn byte(&self, c: char) -> Option<u8> {
        let at = self.bytes.binary_search_by_key(&c, |(key, _)| *key).ok()?;
        self.bytes.get(at).map(|(_, byte)| *byte)
    }
}

fn table(encoding: Encoding) -> &'static Ready {
    match encoding {
        Encoding::Tcvn3 | Encoding::Tcvn3Capitals => &READY_TCVN3,
        Encoding::Viscii => &READY_VISCII,
        Encoding::Vps => &READY_VPS,
        Encoding::Tcvn5712 => &READY_VN1,
        // VNI and VIQR are no single-byte encodings and never ask.
        Encoding::Windows1258 | Encoding::Vni | Encoding::Viqr => &READY_1258,
    }
}

/// The character of each byte in an encoding, U+FFFD for a byte without meaning.
pub(crate) fn chars(encoding: Encoding) -> &'static [char; 256] {
    &table(encoding).chars
}

/// The text of the bytes, not yet composed.
pub(super) fn decode(encoding: Encoding, bytes: &[u8]) -> String {
    let chars = chars(encoding);
    let shown = bytes.iter().map(|byte| chars.get(usize::from(*byte)).copied().unwrap_or('\u{fffd}'));
    if encoding == Encoding::Tcvn3Capitals { shown.flat_map(char::to_uppercase).collect() } else { shown.collect() }
}

/// Writes one composed character; `false` when the encoding has none.
pub(super) fn encode(encoding: Encoding, letter: char, bytes: &mut Vec<u8>) -> bool {
    let table = table(encoding);
    if encoding == Encoding::Tcvn3Capitals && letter.is_lowercase() {
        return false;
    }
    if encoding == Encoding::Windows1258
        && let Some((base, tone)) = parted(letter)
        && let (Some(base), Some(tone)) = (table.byte(base), table.byte(tone))
    {
        bytes.extend([base, tone]);
        return true;
    }
    let small = || {
        // A capital with a tone has no code of its own in TCVN3; an ASCII letter always has.
        let mut lower = letter.to_lowercase();
        let (first, rest) = (lower.next()?, lower.next());
        if rest.is_none() { table.byte(first) } else { None }
    };
    let byte = match encoding {
        Encoding::Tcvn3 | Encoding::Tcvn3Capitals => table.byte(letter).or_else(small),
        _ => table.byte(letter),
    };
    if let Some(byte) = byte {
        bytes.push(byte);
        return true;
    }
    // Combining tones are in the tables of TCVN and 1258, so that ć is c and an acute, ǻ is å and an acute.
    let parts: Vec<char> = std::iter::once(letter).nfd().collect();
    let split = |at: usize| -> Option<Vec<u8>> {
        let (head, marks) = parts.split_at_checked(at)?;
        head.iter().copied().nfc().chain(marks.iter().copied()).map(|part| table.byte(part)).collect()
    };
    let written = (1..=parts.len()).rev().find_map(split);
    bytes.extend(written.iter().flatten());
    written.is_some()
}

/// A Vietnamese vowel with a tone, as its letter and its tone: windows-1258 as Vietnamese keyboards write it.
fn parted(letter: char) -> Option<(char, char)> {
    let parts: Vec<char> = std::iter::once(letter).nfd().collect();
    let tone = parts.iter().copied().find(|part| crate::syllable::TONES.contains(part))?;
    let mut base = parts.into_iter().filter(|part| *part != tone).nfc();
    let (first, rest) = (base.next()?, base.next());
    let vowel = first.to_lowercase().next().is_some_and(crate::syllable::is_vowel);
    (rest.is_none() && vowel).then_some((first, tone))
}
