//! Characters on their way into a block: blanks collapsed, line ends counted, the block's edges trimmed.

use super::lists::ListMark;
use super::style::{Style, TextKind};
use crate::builders::push_text;
use crate::{Inline, Mark};

/// What is remembered of a block beside its content, until its neighbours are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Hint {
    /// It begins a list item.
    pub list: Option<ListMark>,
    /// It goes on in the list item above it, whatever its indent.
    pub follows: bool,
    /// Its left margin in points.
    pub indent: Option<f32>,
    /// It is centred.
    pub centred: bool,
    /// Its class says that it is a list paragraph, so a sign at its start was put there by the program.
    pub is_list_paragraph: bool,
}

/// How many blanks a tab of preformatted text is worth.
const TAB: usize = 4;

/// A blank seen but not yet written: at a block's end it never is.
struct Blank {
    marks: Vec<Mark>,
    is_bound: bool,
}

/// The block of text being filled.
#[derive(Default)]
pub(super) struct Run {
    content: Vec<Inline>,
    pub kind: TextKind,
    pub hint: Hint,
    blank: Option<Blank>,
    breaks: usize,
    /// Line ends of preformatted text since its last character.
    lines: usize,
    /// Blanks of preformatted text since its last character.
    blanks: usize,
}

/// Whether the text that follows starts a new block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    NewBlock,
}

impl Run {
    /// What it holds and what is to be remembered of it.
    pub fn finish(self) -> (Vec<Inline>, TextKind, Hint) {
        (self.content, self.kind, self.hint)
    }

    /// Whether two line ends stand before the next character, which in running text divide paragraphs.
    pub fn flow(&self) -> Flow {
        let divides = self.breaks > 1 && self.kind == TextKind::Paragraph && !self.content.is_empty();
        if divides { Flow::NewBlock } else { Flow::On }
    }

    pub fn line_break(&mut self) {
        self.blank = None;
        self.breaks += 1;
    }

    /// Adds one character of running text.
    pub fn add(&mut self, c: char, marks: &[Mark], style: &Style) {
        let is_code = style.code;
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.blank(marks, false),
            '\u{a0}' if !is_code => self.blank(marks, true),
            c if is_invisible(c) => {}
            c => {
                self.start(style);
                self.push(c, marks);
            }
        }
    }

    /// Adds one character of preformatted text, in which the blanks that HTML would drop become bound ones.
    pub fn add_pre(&mut self, c: char, marks: &[Mark], style: &Style) {
        match c {
            '\n' => (self.lines, self.blanks) = (self.lines + 1, 0),
            ' ' | '\u{a0}' => self.blanks += 1,
            '\t' => self.blanks += TAB,
            c if is_invisible(c) => {}
            c => {
                let blanks = std::mem::take(&mut self.blanks);
                self.start(style);
                let lines = if self.content.is_empty() { 0 } else { self.lines };
                let is_line_start = self.content.is_empty() || lines > 0;
                for line in 0..lines {
                    if line > 0 {
                        self.push('\u{a0}', marks);
                    }
                    self.breaks = 1;
                }
                self.lines = 0;
                for blank in 0..blanks {
                    let is_bound = (blank % 2 == 0) == is_line_start;
                    self.push(if is_bound { '\u{a0}' } else { ' ' }, marks);
                }
                self.push(c, marks);
            }
        }
    }

    /// Adds something that is no character.
    pub fn add_inline(&mut self, inline: Inline, style: &Style) {
        self.start(style);
        self.pending();
        self.content.push(inline);
    }

    fn start(&mut self, style: &Style) {
        if self.content.is_empty() {
            self.kind = style.text;
            self.hint.indent = style.indent;
            self.hint.centred = style.centred;
            self.hint.is_list_paragraph = style.is_list_paragraph;
            (self.blank, self.breaks) = (None, 0);
        }
    }

    fn blank(&mut self, marks: &[Mark], is_bound: bool) {
        if self.content.is_empty() || self.breaks > 0 {
            return;
        }
        match &mut self.blank {
            // A bound blank beside another blank only makes room; it binds nothing.
            Some(blank) => blank.is_bound = false,
            None => self.blank = Some(Blank { marks: marks.to_vec(), is_bound }),
        }
    }

    fn pending(&mut self) {
        if self.breaks > 0 && !self.content.is_empty() {
            self.content.push(Inline::hard_break());
        } else if let Some(blank) = self.blank.take() {
            push_text(&mut self.content, if blank.is_bound { "\u{a0}" } else { " " }, &blank.marks);
        }
        (self.blank, self.breaks) = (None, 0);
    }

    fn push(&mut self, c: char, marks: &[Mark]) {
        self.pending();
        push_text(&mut self.content, c.encode_utf8(&mut [0; 4]), marks);
    }
}

/// Characters that show nothing and that readers trip over: controls, soft hyphens, blanks of no width.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{ad}' | '\u{200b}' | '\u{feff}')
}
