//! The kinds of documents with their codes.

use super::read::loose;
use crate::fold;
use crate::token::is_word_part;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// Nghị quyết.
    Resolution,
    /// Chỉ thị.
    Directive,
    /// Quyết định.
    Decision,
    /// Nghị định.
    Decree,
    /// Thông tư.
    Circular,
    /// Thông tư liên tịch.
    JointCircular,
    /// Nghị quyết liên tịch.
    JointResolution,
    /// Luật, bộ luật.
    Law,
    /// Pháp lệnh.
    Ordinance,
    /// Lệnh.
    Order,
    /// Kết luận.
    Conclusion,
    /// Công văn, a letter.
    Letter,
    /// Kế hoạch.
    Plan,
    /// Thông báo.
    Notice,
    /// Báo cáo.
    Report,
    /// Chương trình.
    Programme,
    /// Chương trình hành động; Party committees of provinces write CTHĐ, though the guide has CTr for all programmes.
    ActionProgramme,
    /// Hướng dẫn.
    Guide,
    /// Quy định.
    Regulation,
    /// Quy chế.
    Statute,
    /// Tờ trình.
    Proposal,
    /// Đề án.
    Scheme,
    /// Phương án.
    Arrangement,
    /// Biên bản.
    Minutes,
    /// Giấy mời.
    Invitation,
    /// Công điện.
    Telegram,
    /// Thông cáo.
    Communique,
    /// Thông tri.
    Instruction,
}

use DocumentKind as Kind;

/// Each kind with its name, its code in State and in Party documents; no code where it has none there.
const KINDS: [(Kind, &str, &str, &str); 28] = [
    (Kind::JointResolution, "Nghị quyết liên tịch", "NQLT", "NQLT"),
    (Kind::Resolution, "Nghị quyết", "NQ", "NQ"),
    (Kind::Directive, "Chỉ thị", "CT", "CT"),
    (Kind::Decision, "Quyết định", "QĐ", "QĐ"),
    (Kind::Decree, "Nghị định", "NĐ", ""),
    (Kind::JointCircular, "Thông tư liên tịch", "TTLT", "TTLT"),
    (Kind::Circular, "Thông tư", "TT", ""),
    (Kind::Law, "Luật", "", ""),
    (Kind::Ordinance, "Pháp lệnh", "PL", ""),
    (Kind::Order, "Lệnh", "L", ""),
    (Kind::Conclusion, "Kết luận", "KL", "KL"),
    (Kind::Letter, "Công văn", "CV", "CV"),
    (Kind::Plan, "Kế hoạch", "KH", "KH"),
    (Kind::Notice, "Thông báo", "TB", "TB"),
    (Kind::Report, "Báo cáo", "BC", "BC"),
    (Kind::ActionProgramme, "Chương trình hành động", "CTHĐ", "CTHĐ"),
    (Kind::Programme, "Chương trình", "CTr", "CTr"),
    (Kind::Guide, "Hướng dẫn", "HD", "HD"),
    (Kind::Regulation, "Quy định", "QyĐ", "QĐ"),
    (Kind::Statute, "Quy chế", "QC", "QC"),
    (Kind::Proposal, "Tờ trình", "TTr", "TTr"),
    (Kind::Scheme, "Đề án", "ĐA", "ĐA"),
    (Kind::Arrangement, "Phương án", "PA", "PA"),
    (Kind::Minutes, "Biên bản", "BB", "BB"),
    (Kind::Invitation, "Giấy mời", "GM", "GM"),
    (Kind::Telegram, "Công điện", "CĐ", "CĐ"),
    (Kind::Communique, "Thông cáo", "TC", "TC"),
    (Kind::Instruction, "Thông tri", "", "TT"),
];

impl DocumentKind {
    /// All kinds, the longer name before one that it begins with.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|(kind, ..)| *kind)
    }

    /// The name for people, in Vietnamese: `Nghị quyết`.
    #[must_use]
    pub fn label(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, ..)| name)
    }

    /// The code in symbols of the State (Decree 30/2020, annex III); empty where there is none.
    #[must_use]
    pub fn state_code(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, _, code, _)| code)
    }

    /// The code in symbols of the Party (Guide 36-HD/VPTW); empty where there is none.
    #[must_use]
    pub fn party_code(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(.., code)| code)
    }

    /// Whether documents of this kind by State bodies are always legal normative ones, whose symbol carries the year
    /// (Law on the Promulgation of Legal Normative Documents, article 4).
    #[must_use]
    pub fn needs_year(self) -> bool {
        matches!(
            self,
            Self::Decree | Self::Circular | Self::JointCircular | Self::JointResolution | Self::Law | Self::Ordinance
        )
    }

    pub(super) fn code(self, is_party: bool) -> &'static str {
        if is_party { self.party_code() } else { self.state_code() }
    }

    /// The kind and the right code for a code in any case, with D or Đ; `None` for any other letters.
    pub(super) fn from_code(code: &str, is_party: bool) -> Option<(Self, &'static str)> {
        let is_match = |known: &str| !known.is_empty() && loose(known) == loose(code);
        let mut found =
            KINDS.iter().map(|(kind, ..)| (*kind, kind.code(is_party))).filter(|(_, known)| is_match(known));
        let first = found.next()?;
        // Guide 36 gives QĐ to decisions and to regulations alike; the first, the decision, is the commoner.
        Some(found.find(|(_, known)| *known == code).filter(|_| first.1 != code).unwrap_or(first))
    }

    /// The kind whose name ends a text, and where that name begins: `theo Nghị quyết`.
    pub(super) fn at_end(text: &str) -> Option<(Self, usize)> {
        let mut starts: Vec<usize> = Vec::new();
        let mut end = text.trim_end().len();
        // The longest name, `Chương trình hành động`, has four words.
        while starts.len() < 4 && end > 0 {
            let head = text.get(..end)?;
            let space = head.char_indices().rev().find(|(_, c)| !is_word_part(*c));
            let start = space.map_or(0, |(index, c)| index + c.len_utf8());
            if start == end {
                break;
            }
            starts.push(start);
            end = head.get(..start)?.trim_end().len();
        }
        let named = |start: &usize| {
            let name = text.get(*start..)?.split_whitespace().map(fold).collect::<Vec<_>>().join(" ");
            KINDS.iter().find(|(_, label, ..)| fold(label) == name).map(|(kind, ..)| (*kind, *start))
        };
        starts.iter().rev().find_map(named)
    }
}
