//! Bytes in any encoding: told, read, and written back where every byte had a meaning.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vietnamese::encoding::latin::{bytes_of_1252, shown_as_1252, shown_as_latin1};
use vietnamese::encoding::{Charset, Decoded, Encoding, detect};
use vietnamese::nfc;

fuzz_target!(|data: &[u8]| {
    for declared in [None, Some("utf-8"), Some("iso-8859-1"), Some("viscii"), Some("utf-16be")] {
        let found = detect(data, declared);
        assert_eq!(found.agrees.is_some(), declared.is_some());
        check(&found.charset.decode(data));
        assert_eq!(Charset::from_name(found.charset.as_str()), Some(found.charset));
    }
    for charset in [Charset::Ascii, Charset::Utf8, Charset::Utf16Le, Charset::Utf16Be, Charset::Windows1252] {
        check(&charset.decode(data));
    }
    for encoding in Encoding::ALL {
        let decoded = encoding.decode(data);
        check(&decoded);
        if decoded.unknown == 0 {
            round(encoding, &decoded.text);
        }
    }
    assert_eq!(bytes_of_1252(&shown_as_1252(data)).as_deref(), Some(data));
    assert_eq!(bytes_of_1252(&shown_as_latin1(data)).as_deref(), Some(data));
    // Text of any kind is written, or its first letter without a code is named.
    let text = String::from_utf8_lossy(data);
    for encoding in Encoding::ALL {
        if let Err(error) = encoding.encode(&text) {
            assert!(text.is_char_boundary(error.at) && error.at < text.len(), "{error}");
        }
    }
});

fn check(decoded: &Decoded) {
    assert_eq!(decoded.text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count(), decoded.unknown);
    assert_eq!(nfc(&decoded.text), decoded.text);
}

/// What an encoding said it can say again, but for the case of toned capitals, which TCVN3 has none of.
fn round(encoding: Encoding, text: &str) {
    let again = encoding.encode(text).map(|bytes| encoding.decode(&bytes).text);
    if encoding == Encoding::Tcvn3 {
        assert_eq!(again.map(|text| text.to_lowercase()), Ok(text.to_lowercase()));
    } else {
        assert_eq!(again.as_deref(), Ok(text), "{encoding:?}");
    }
}
