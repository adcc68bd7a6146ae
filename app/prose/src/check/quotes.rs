//! Signs without their other half, where a quotation may go on over several paragraphs.

use super::balance;
use super::line::{Units, line};
use super::{Finding, FindingKind};
use crate::{Inline, Place};

/// What is open, over the whole body.
#[derive(Default)]
pub(super) struct Quotes {
    /// How many runs of content were looked at.
    seen: usize,
    /// Open signs that may be closed in another paragraph, as where a law is quoted.
    curly: Vec<Half>,
    angle: Vec<Half>,
    left: Vec<(usize, Finding)>,
}

struct Half {
    /// The number of the run in which it stands.
    run: usize,
    /// Whether a paragraph begins with it.
    leads: bool,
    finding: Finding,
}

impl Quotes {
    /// Looks at the next run of content; must be called once for every node and footnote in reading order.
    pub(super) fn check(&mut self, content: &[Inline], place: &Place, found: &mut Vec<Finding>) {
        let run = self.seen;
        self.seen += 1;
        let line = line(content);
        let singles = balance::singles(&line);
        // The last paragraph of a quotation, where each begins with the sign and only the last ends with it.
        let first = line.trim_start().chars().next();
        if let Some(sign @ ('“' | '«')) = first
            && !singles.iter().any(|single| single.sign == sign)
        {
            self.drop_repeated(sign);
        }
        if singles.is_empty() {
            return;
        }
        let units = Units::new(&line);
        for single in singles {
            let range = units.range(&single.range);
            let finding = Finding { kind: FindingKind::Unbalanced, place: place.clone(), range, fix: None };
            let half = Half { run, leads: single.leads, finding };
            match single.sign {
                '“' | '«' => self.open(single.sign).push(half),
                '”' | '»' => self.close(single.sign, half),
                _ => found.push(half.finding),
            }
        }
    }

    fn open(&mut self, sign: char) -> &mut Vec<Half> {
        if matches!(sign, '“' | '”') { &mut self.curly } else { &mut self.angle }
    }

    /// A closing sign takes the nearest opening one with it, and those with which paragraphs of the same quotation
    /// begin anew.
    fn close(&mut self, sign: char, half: Half) {
        match self.open(sign).pop() {
            None => self.left.push((half.run, half.finding)),
            Some(open) if open.leads => self.drop_repeated(sign),
            Some(_) => {}
        }
    }

    fn drop_repeated(&mut self, sign: char) {
        let open = self.open(sign);
        while open.pop_if(|half| half.leads).is_some() {}
    }

    /// What is left at the end, each with the number of the run in which it stands.
    pub(super) fn left(self) -> impl Iterator<Item = (usize, Finding)> {
        let open = self.curly.into_iter().chain(self.angle);
        open.map(|half| (half.run, half.finding)).chain(self.left)
    }
}
