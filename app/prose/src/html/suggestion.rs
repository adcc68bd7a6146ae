//! Suggested changes to HTML: elements that mean it, with words for who does not see their looks.

use serde_json::Value;

use super::Renderer;
use super::inline::escape;
use crate::{Modification, Suggestion};

/// The longest value that a label quotes, in characters.
const MAX_QUOTED: usize = 80;

impl Renderer<'_> {
    /// Opens what stands around a node that is not inline, the first suggestion outermost.
    pub(super) fn open_suggestions(&mut self, suggestions: &[Suggestion]) {
        for suggestion in suggestions {
            let tag = if matches!(suggestion, Suggestion::Modification(_)) { "div" } else { element(suggestion) };
            self.push(&opening(suggestion, tag));
        }
    }

    pub(super) fn close_suggestions(&mut self, suggestions: &[Suggestion]) {
        for suggestion in suggestions.iter().rev() {
            let tag = if matches!(suggestion, Suggestion::Modification(_)) { "div" } else { element(suggestion) };
            self.push(&format!("</{tag}>"));
        }
    }
}

/// The element around inline content.
pub(super) fn element(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::Insertion(_) => "ins",
        Suggestion::Deletion(_) => "del",
        Suggestion::Modification(_) => "span",
    }
}

/// The opening tag and the label, which is text, since screen readers seldom tell such elements.
pub(super) fn opening(suggestion: &Suggestion, tag: &str) -> String {
    let (class, label) = match suggestion {
        Suggestion::Insertion(_) => ("insertion", "Thêm".to_owned()),
        Suggestion::Deletion(_) => ("deletion", "Bỏ".to_owned()),
        Suggestion::Modification(modification) => ("modification", modified(modification)),
    };
    let mut escaped = String::new();
    escape(&mut escaped, &label);
    format!("<{tag} class=\"suggestion suggestion--{class}\"><span class=\"suggestion__label\">[{escaped}] </span>")
}

/// What was changed, as far as it is known, since little of it shows by itself.
fn modified(modification: &Modification) -> String {
    let name = match (modification.kind.as_str(), modification.attr_name.as_deref()) {
        ("nodeType", _) => "loại",
        (_, Some(name)) => attribute(name),
        _ => return "Sửa".to_owned(),
    };
    format!("Sửa {name}: {} → {}", shown(&modification.previous_value), shown(&modification.new_value))
}

/// An attribute as editors know it; one that this version does not know by its own name.
fn attribute(name: &str) -> &str {
    match name {
        "level" => "cấp",
        "kind" => "kiểu",
        "start" => "số bắt đầu",
        "cite" => "nguồn",
        "alt" => "mô tả ảnh",
        "decorative" => "ảnh trang trí",
        "focal" => "tâm ảnh",
        "crop" => "phần ảnh hiện ra",
        "size" => "cỡ",
        "caption" => "tên bảng",
        "colspan" => "số cột gộp",
        "rowspan" => "số hàng gộp",
        "colwidth" => "bề rộng cột",
        "scope" => "ô tiêu đề của",
        "title" => "nhan đề",
        name => name,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "không có".to_owned(),
        Value::Bool(true) => "có".to_owned(),
        Value::Bool(false) => "không".to_owned(),
        Value::String(text) => match term(text) {
            Some(term) => term.to_owned(),
            None => format!("“{}”", shortened(text)),
        },
        value => shortened(&value.to_string()),
    }
}

/// Terms of the schema; any other text is the writer's own.
fn term(text: &str) -> Option<&'static str> {
    Some(match text {
        "paragraph" => "đoạn văn",
        "heading" => "tiêu đề",
        "bullet_list" => "danh sách chấm",
        "ordered_list" => "danh sách số",
        "table_cell" => "ô thường",
        "table_header" => "ô tiêu đề",
        "note" => "ghi chú",
        "info" => "thông tin",
        "success" => "kết quả tốt",
        "warning" => "cảnh báo",
        "small" => "nhỏ",
        "normal" => "vừa",
        "wide" => "rộng",
        "full" => "hết khổ",
        "col" => "cột",
        "row" => "hàng",
        _ => return None,
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
