//! What a message says.

use super::types::{Kind, Outgoing};
use crate::text::Language;

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// One line: what is put into a subject must not end it.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of a message. `base` is the site's address.
pub fn letter(message: &Outgoing, site: &str, base: &str) -> Letter {
    let words = Language::Vietnamese.labels().mail();
    let (subject, text) = match message.kind {
        Kind::Invite => (words.invite_subject, words.invite),
        Kind::Reset => (words.reset_subject, words.reset),
        Kind::Charge => (words.charge_subject, words.charge),
    };
    let about = line(&message.about);
    let site = line(site);
    let until = format!("{} {}", message.until.clock(), message.until.day().short());
    // One pass, so that a title with braces stays as it was written.
    let fill = |text: &str| {
        let mut filled = String::new();
        for (place, part) in text.split('{').enumerate() {
            match (place, part.split_once('}')) {
                (0, _) | (_, None) => filled.push_str(part),
                (_, Some((name, rest))) => {
                    filled.push_str(match name {
                        "about" => &about,
                        "site" => &site,
                        "until" => &until,
                        _ => "",
                    });
                    filled.push_str(rest);
                }
            }
        }
        filled
    };
    let link = format!("{base}{}", message.path);
    Letter { subject: fill(subject), text: format!("{}\n\n{link}\n\n{}\n", fill(text), fill(words.end)) }
}

#[cfg(test)]
mod tests {
    //! What others wrote stays what it is.
    use super::*;
    use crate::time::Stamp;

    #[test]
    fn a_title_changes_nothing_but_its_own_place() {
        let message = Outgoing {
            id: 1,
            kind: Kind::Charge,
            recipient: "a@b.vn".into(),
            about: "Tựa {site}\r\nBcc: x@y.vn".into(),
            path: "/bien-tap/bai-viet/1".into(),
            created: Stamp(0),
            until: Stamp(0),
            tries: 1,
        };
        let letter = letter(&message, "Trang", "https://x.vn");
        assert!(letter.subject.contains("Tựa {site} Bcc: x@y.vn"), "{}", letter.subject);
        assert!(letter.text.contains("\n\nhttps://x.vn/bien-tap/bai-viet/1\n\n"), "{}", letter.text);
        assert!(!letter.subject.contains(['\r', '\n']));
    }
}
