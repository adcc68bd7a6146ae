//! Sentences with numbers and dates in them.

use super::{Labels, vi};
use crate::error::Problem;
use crate::notices::Severity;
use crate::polls::PollView;
use crate::visits::{Baseline, Counts};

/// A whole number with the language's thousands sign.
fn grouped(value: i64, sign: char) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

/// A whole number as the page's language writes it.
pub fn number(value: i64) -> String {
    grouped(value, super::labels().signs.thousands)
}

/// A file's size with one decimal: kB of 1,000 bytes, as disks and phones count.
pub fn bytes(size: i64) -> String {
    let decimal = super::labels().signs.decimal;
    let (unit, name) = if size >= 1_000_000 { (1_000_000, "MB") } else { (1000, "kB") };
    let tenths = (size * 10 + unit / 2) / unit;
    format!("{}{decimal}{} {name}", tenths / 10, tenths % 10)
}

impl Labels {
    pub(super) fn is_vietnamese(&self) -> bool {
        self.home == vi::LABELS.home
    }

    fn count(&self, value: i64) -> String {
        grouped(value, self.signs.thousands)
    }

    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Info => self.severities.info,
            Severity::Important => self.severities.important,
            Severity::Urgent => self.severities.urgent,
        }
    }

    /// What is wrong with a field.
    pub fn problem(&self, problem: Problem) -> &'static str {
        let words = &self.problems;
        match problem {
            Problem::Missing => words.missing,
            Problem::TooLong => words.too_long,
            Problem::Malformed => words.malformed,
            Problem::TooLarge => words.too_large,
            Problem::WrongKind => words.wrong_kind,
            Problem::TooFew => words.too_few,
            Problem::Frozen => words.frozen,
            Problem::UnknownParts => words.unknown_parts,
        }
    }

    /// An option's votes and share.
    pub fn votes(&self, votes: i64, share: i64) -> String {
        format!("{} {} ({share} %)", self.count(votes), self.poll.votes)
    }

    /// From when to when a poll takes ballots.
    pub fn poll_dates(&self, poll: &PollView) -> String {
        let day = |stamp: crate::time::Stamp| stamp.day().short();
        let (from, to) = if self.is_vietnamese() { ("Mở từ ngày", "đến ngày") } else { ("Open from", "to") };
        match (poll.opens_at, poll.closes_at) {
            (Some(opens), Some(closes)) => format!("{from} {} {to} {}.", day(opens), day(closes)),
            (Some(opens), None) => format!("{from} {}.", day(opens)),
            (None, _) => String::new(),
        }
    }

    /// The visits of an older site.
    pub fn counter_baseline(&self, old: &Baseline) -> String {
        let (value, day) = (self.count(old.value), old.as_of.short());
        if self.is_vietnamese() {
            format!("Trang cũ ghi {value} lượt đến ngày {day} (không cộng vào số liệu trên).")
        } else {
            format!("The old site showed {value} by {day} (not added to the figures above).")
        }
    }

    /// The reads of an older site.
    pub fn reads_baseline(&self, old: &Baseline) -> String {
        let (value, day) = (self.count(old.value), old.as_of.short());
        if self.is_vietnamese() {
            format!("Trang cũ ghi {value} lượt đến ngày {day}")
        } else {
            format!("The old site showed {value} by {day}")
        }
    }

    /// The figures in a sentence.
    pub fn stats_sentence(&self, counts: &Counts) -> String {
        let (online, today) = (self.count(counts.online), self.count(counts.today));
        if self.is_vietnamese() {
            format!("Lúc này có {online} khách đang xem; hôm nay đã có {today} lượt khách.")
        } else {
            format!("{online} visitors are here now; {today} came today.")
        }
    }
}

#[cfg(test)]
mod tests {
    //! Numbers as people write them.
    use super::{bytes, grouped};

    #[test]
    fn thousands_are_grouped() {
        for (value, text) in [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-4321, "-4.321")] {
            assert_eq!(grouped(value, '.'), text);
        }
    }

    #[test]
    fn sizes_have_one_decimal() {
        assert_eq!(bytes(61_440), "61,4 kB");
        assert_eq!(bytes(2_450_000), "2,5 MB");
    }
}
