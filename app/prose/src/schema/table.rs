//! The tables of nodes and marks.

use super::Default::{Empty, False, Null, Number, Required, Text};
use super::{AttrSpec, Default, MarkSpec, NodeSpec};

/// Any JSON but null and nothing.
const THING: &str = "object|string|number|boolean";
/// The marks of a suggested change, which any child of a container may bear.
const SUGGESTIONS: &str = "insertion deletion modification";
/// The group of blocks, and that of the blocks that a table's cell may hold: all but tables.
const BLOCK: &str = "block cell_block";

const ID: AttrSpec = attr("id", Null, "string|null");
const ID_ONLY: &[AttrSpec] = &[ID];
const SUGGESTION_ID: AttrSpec = attr("id", Required, "number|string");

/// Every node type, in the schema's order.
pub const NODES: &[NodeSpec] = &[
    NodeSpec { attrs: &[attr("footnotes", Empty, "object")], group: "", ..container("doc", "block+", &[]) },
    text_block("paragraph", ID_ONLY),
    NodeSpec { defining: true, ..text_block("heading", &[ID, attr("level", Number(2), "number")]) },
    container("bullet_list", "list_item+", ID_ONLY),
    container(
        "ordered_list",
        "list_item+",
        &[ID, attr("start", Number(1), "number"), attr("kind", Text("decimal"), "string")],
    ),
    NodeSpec { group: "", defining: true, ..container("list_item", "block+", ID_ONLY) },
    NodeSpec { defining: true, ..container("blockquote", "block+", &[ID, attr("cite", Null, "string|null")]) },
    NodeSpec { defining: true, ..container("callout", "block+", &[ID, attr("kind", Text("note"), "string")]) },
    text_block(
        "figure",
        &[
            ID,
            attr("media_id", Null, "number|null"),
            attr("alt", Text(""), "string"),
            attr("decorative", False, "boolean"),
            attr("focal", Null, "object|null"),
            attr("crop", Null, "object|null"),
            attr("size", Text("normal"), "string"),
        ],
    ),
    container("gallery", "figure+", ID_ONLY),
    NodeSpec {
        group: "block",
        isolating: true,
        ..container("table", "table_row+", &[ID, attr("caption", Text(""), "string")])
    },
    NodeSpec { group: "", ..container("table_row", "(table_cell | table_header)+", ID_ONLY) },
    cell("table_cell", &[ID, COLSPAN, ROWSPAN, COLWIDTH]),
    cell("table_header", &[ID, COLSPAN, ROWSPAN, COLWIDTH, attr("scope", Text("col"), "string")]),
    leaf("attachment", &[ID, attr("media_id", Required, "number")]),
    leaf(
        "embed",
        &[ID, attr("provider", Required, "string"), attr("ref", Required, "string"), attr("title", Text(""), "string")],
    ),
    NodeSpec { atom: false, ..leaf("rule", ID_ONLY) },
    leaf("unknown_block", &[ID, attr("original", Required, THING)]),
    NodeSpec { atom: false, ..inline("text", &[]) },
    NodeSpec { atom: false, ..inline("hard_break", &[]) },
    inline("footnote", &[attr("id", Required, "string")]),
    inline("page_ref", &[attr("page_id", Required, "number")]),
    inline("unknown_inline", &[attr("original", Required, THING)]),
];

/// Every mark type, in the schema's order.
pub const MARKS: &[MarkSpec] = &[
    MarkSpec {
        inclusive: false,
        ..mark("link", &[attr("href", Null, "string|null"), attr("page_id", Null, "number|null")])
    },
    mark("strong", &[]),
    mark("em", &[]),
    mark("strike", &[]),
    mark("sub", &[]),
    mark("sup", &[]),
    MarkSpec { code: true, ..mark("code", &[]) },
    mark("lang", &[attr("tag", Required, "string")]),
    suggestion("insertion", SUGGESTIONS, &[SUGGESTION_ID]),
    suggestion("deletion", SUGGESTIONS, &[SUGGESTION_ID]),
    suggestion(
        "modification",
        "insertion deletion",
        &[
            SUGGESTION_ID,
            attr("type", Required, "string"),
            attr("attrName", Null, "string|null"),
            attr("previousValue", Null, "object|string|number|boolean|null"),
            attr("newValue", Null, "object|string|number|boolean|null"),
        ],
    ),
];

const COLSPAN: AttrSpec = attr("colspan", Number(1), "number");
const ROWSPAN: AttrSpec = attr("rowspan", Number(1), "number");
const COLWIDTH: AttrSpec = attr("colwidth", Null, "object|null");

const fn attr(name: &'static str, default: Default, validate: &'static str) -> AttrSpec {
    AttrSpec { name, default, validate }
}

const fn text_block(name: &'static str, attrs: &'static [AttrSpec]) -> NodeSpec {
    NodeSpec { marks: "_", ..container(name, "inline*", attrs) }
}

const fn container(name: &'static str, content: &'static str, attrs: &'static [AttrSpec]) -> NodeSpec {
    NodeSpec {
        name,
        content,
        group: BLOCK,
        marks: SUGGESTIONS,
        attrs,
        inline: false,
        atom: false,
        defining: false,
        isolating: false,
    }
}

const fn cell(name: &'static str, attrs: &'static [AttrSpec]) -> NodeSpec {
    NodeSpec { group: "", isolating: true, ..container(name, "cell_block+", attrs) }
}

const fn leaf(name: &'static str, attrs: &'static [AttrSpec]) -> NodeSpec {
    NodeSpec { marks: "", atom: true, ..container(name, "", attrs) }
}

const fn inline(name: &'static str, attrs: &'static [AttrSpec]) -> NodeSpec {
    NodeSpec { group: "inline", inline: true, ..leaf(name, attrs) }
}

const fn mark(name: &'static str, attrs: &'static [AttrSpec]) -> MarkSpec {
    MarkSpec { name, attrs, inclusive: true, excludes: None, code: false }
}

const fn suggestion(name: &'static str, excludes: &'static str, attrs: &'static [AttrSpec]) -> MarkSpec {
    MarkSpec { inclusive: false, excludes: Some(excludes), ..mark(name, attrs) }
}
