//! Which link targets are let through.

use proptest::prelude::*;
use prose::{Href, LangTag};

#[test]
fn allows_the_listed_schemes_and_paths_of_this_site() {
    let allowed = [
        ("http://a.vn", "http://a.vn"),
        ("HTTPS://a.vn/x?y#z", "HTTPS://a.vn/x?y#z"),
        ("mailto:phong.vt@quangtri.gov.vn", "mailto:phong.vt@quangtri.gov.vn"),
        ("tel:+84-233-385-2529", "tel:+84-233-385-2529"),
        ("/", "/"),
        ("/văn-bản/13-NQ/TW.pdf", "/văn-bản/13-NQ/TW.pdf"),
        ("/a:b", "/a:b"),
        ("#muc-1", "#muc-1"),
        ("  /x  ", "/x"),
        ("/văn bản.pdf", "/văn%20bản.pdf"),
    ];
    for (input, stored) in allowed {
        assert_eq!(Href::parse(input).map(|href| href.as_str().to_owned()), Ok(stored.to_owned()), "{input}");
    }
}

#[test]
fn refuses_everything_else() {
    let refused = [
        "",
        " ",
        "x",
        "./x",
        "../x",
        "?q=1",
        "a.vn",
        "//evil.vn",
        "/\\evil.vn",
        "\\\\evil.vn",
        "/a\\b",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "/\t/evil.vn",
        " \u{0}//evil.vn",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "http:evil.vn",
        "http:///x",
        "https://",
        "https:// x",
        "ftp://a.vn",
        "mailto:",
        "mailto:x",
        "tel:",
        "tel:abc",
        "http://a.vn/\u{202e}fdp.exe",
        "&#106;avascript:alert(1)",
        "%6aavascript:x",
    ];
    for input in refused {
        assert!(Href::parse(input).is_err(), "{input:?}");
    }
    assert!(Href::parse(&format!("/{}", "x".repeat(5000))).is_err());
}

#[test]
fn only_targets_with_a_host_are_external() {
    assert!(Href::parse("https://a.vn").is_ok_and(|href| href.is_external()));
    for inner in ["/http://a.vn", "#https://a.vn", "mailto:a@b.vn"] {
        assert!(Href::parse(inner).is_ok_and(|href| !href.is_external()), "{inner}");
    }
}

#[test]
fn language_tags_have_the_bcp_47_shape() {
    for tag in ["en", "vi-VN", "zh-Hant", "de-CH-1996"] {
        assert!(LangTag::parse(tag).is_ok(), "{tag}");
    }
    for tag in ["", "e", "en_US", "en-", "-en", "1a", "en\" onclick", "abcdefghi", "en--US"] {
        assert!(LangTag::parse(tag).is_err(), "{tag}");
    }
}

proptest! {
    #[test]
    fn what_is_accepted_is_stable_and_starts_safely(input in "[ /#\\\\:a-zA-Z@.\\x00-\\x20]{0,20}") {
        if let Ok(href) = Href::parse(&input) {
            let target = href.as_str();
            prop_assert_eq!(Href::parse(target), Ok(href.clone()));
            prop_assert!(!target.starts_with("//") && !target.chars().any(|c| c.is_control() || c == '\\' || c == ' '));
            let lower = target.to_ascii_lowercase();
            let starts = ["http://", "https://", "mailto:", "tel:", "/", "#"];
            prop_assert!(starts.iter().any(|start| lower.starts_with(start)), "{}", target);
        }
    }
}
