//! As much of CSS as tells what text means: declarations, simple selectors, Word's list definitions.

use std::collections::HashMap;
use std::rc::Rc;

/// More rules than any saved page has; further ones are not read.
const MAX_RULES: usize = 20_000;

/// Rules on one class and classes of one element beyond these are not read: no program writes so many, and their
/// product is work for every element.
const MAX_PER_CLASS: usize = 8;
const MAX_CLASSES: usize = 16;

/// Property and value, the property in lower case.
pub(super) type Declaration = (String, String);

/// The declarations of a `style` attribute or a rule's body. A semicolon within quotes or brackets is no end.
pub(super) fn declarations(text: &str) -> Vec<Declaration> {
    let mut found = Vec::new();
    let (mut start, mut quote, mut depth, mut escaped) = (0, None, 0_usize, false);
    let ends = text.char_indices().chain([(text.len(), ';')]);
    for (at, c) in ends {
        let is_last = at == text.len();
        match c {
            _ if escaped && !is_last => escaped = false,
            '\\' => escaped = true,
            c if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '(' if quote.is_none() => depth += 1,
            ')' if quote.is_none() => depth = depth.saturating_sub(1),
            ';' if is_last || (quote.is_none() && depth == 0) => {
                if let Some((name, value)) = text.get(start..at).and_then(|one| one.split_once(':')) {
                    let value = value.trim().trim_end_matches("!important").trim_end();
                    found.push((name.trim().to_ascii_lowercase(), value.to_owned()));
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// The first family of a `font-family` or `face`: quotes off, CSS escapes (`\.VnTimeH`) resolved.
pub(super) fn first_family(value: &str) -> String {
    let value = value.trim_start();
    let mut chars = value.chars().peekable();
    let quote = chars.next_if(|c| matches!(c, '"' | '\''));
    let mut family = String::new();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let mut code = String::new();
                while code.len() < 6
                    && let Some(digit) = chars.next_if(char::is_ascii_hexdigit)
                {
                    code.push(digit);
                }
                if code.is_empty() {
                    family.extend(chars.next());
                } else {
                    chars.next_if_eq(&' ');
                    family.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
            }
            c if Some(c) == quote => break,
            ',' if quote.is_none() => break,
            c => family.push(c),
        }
    }
    family.trim().to_owned()
}

/// A length in points; `None` for percentages and for what is no length.
pub(super) fn points(value: &str) -> Option<f32> {
    let value = value.trim().to_ascii_lowercase();
    let digits = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(value.len());
    let (number, unit) = value.split_at(digits);
    let number: f32 = number.parse().ok()?;
    let factor = match unit.trim() {
        "pt" => 1.0,
        "in" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "px" => 0.75,
        "pc" | "em" | "rem" => 12.0,
        "" if number == 0.0 => 0.0,
        _ => return None,
    };
    Some(number * factor)
}

/// The style sheets of a page, as far as they are read.
#[derive(Default)]
pub(super) struct Sheet {
    by_class: HashMap<String, Vec<Rule>>,
    /// Fonts alone: other rules on bare tags only say what the tag says.
    fonts: HashMap<String, String>,
    /// Word's `@list l0:level1` blocks, by that name.
    lists: HashMap<String, Vec<Declaration>>,
    rules: usize,
}

struct Rule {
    tag: Option<String>,
    declarations: Rc<[Declaration]>,
}

impl Sheet {
    /// Adds the text of a `style` element.
    pub fn add(&mut self, text: &str) {
        let mut rest = text;
        while self.rules < MAX_RULES
            && let Some(open) = rest.find('{')
        {
            let selector = clean(rest.get(..open).unwrap_or_default());
            let body_and_rest = rest.get(open + 1..).unwrap_or_default();
            if selector.starts_with("@media") {
                // Its rules are read as if they stood outside; a closing brace too many is skipped with a selector.
                rest = body_and_rest;
                continue;
            }
            let close = body_and_rest.find('}').unwrap_or(body_and_rest.len());
            let (body, after) = body_and_rest.split_at(close);
            rest = after.strip_prefix('}').unwrap_or(after);
            self.rule(&selector, body);
            self.rules += 1;
        }
    }

    fn rule(&mut self, selector: &str, body: &str) {
        if let Some(name) = selector.strip_prefix("@list") {
            self.lists.entry(name.trim().to_owned()).or_default().extend(declarations(body));
            return;
        }
        if selector.starts_with('@') {
            return;
        }
        let mut declarations = declarations(body);
        declarations.retain(|(name, _)| super::style::is_read(name));
        if declarations.is_empty() {
            return;
        }
        let declarations: Rc<[Declaration]> = declarations.into();
        for simple in selector.split(',').map(str::trim) {
            let is_name =
                |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
            match simple.split_once('.') {
                Some((tag, class)) if is_name(class) && (tag.is_empty() || is_name(tag)) => {
                    let tag = (!tag.is_empty()).then(|| tag.to_ascii_lowercase());
                    let rule = Rule { tag, declarations: Rc::clone(&declarations) };
                    let rules = self.by_class.entry(class.to_owned()).or_default();
                    if rules.len() < MAX_PER_CLASS {
                        rules.push(rule);
                    }
                }
                None if is_name(simple) => {
                    let font = declarations.iter().find(|(name, _)| name == "font-family");
                    self.fonts.extend(font.map(|(_, font)| (simple.to_ascii_lowercase(), font.clone())));
                }
                _ => {}
            }
        }
    }

    /// The font of a bare tag's rule.
    pub fn font(&self, tag: &str) -> Option<&str> {
        self.fonts.get(tag).map(String::as_str)
    }

    /// What the rules say of an element with these classes.
    pub fn of_classes(&self, tag: &str, classes: &str) -> Vec<Rc<[Declaration]>> {
        let rules =
            classes.split_ascii_whitespace().take(MAX_CLASSES).filter_map(|class| self.by_class.get(class)).flatten();
        let fitting = rules.filter(|rule| rule.tag.as_deref().is_none_or(|own| own == tag));
        fitting.map(|rule| Rc::clone(&rule.declarations)).collect()
    }

    /// Whether Word's style sheet defines the list.
    pub fn has_list(&self, list: &str) -> bool {
        self.lists.contains_key(list)
    }

    /// A property of Word's `@list` block of that list and level.
    pub fn list(&self, list: &str, level: u8, property: &str) -> Option<&str> {
        let block = self.lists.get(&format!("{list}:level{level}"))?;
        block.iter().rev().find(|(name, _)| name == property).map(|(_, value)| value.as_str())
    }
}

/// A selector without comments and what is left of the rule before it.
fn clean(selector: &str) -> String {
    let mut out = String::new();
    let mut rest = selector;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.trim_start_matches(|c: char| c.is_whitespace() || c == '}').trim_start_matches("<!--").trim().to_owned()
}
