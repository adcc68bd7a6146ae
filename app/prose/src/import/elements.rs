//! Which HTML elements are blocks, and which carry nothing that a body may hold.

/// Elements that begin and end a block of text.
pub(super) fn is_block(name: &str) -> bool {
    const NAMES: [&str; 47] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    NAMES.contains(&name) || matches!(name, "tfoot" | "xmp" | "legend")
}

/// Elements that vanish with all they hold: code, drawings, controls, things that run or load by themselves.
pub(super) fn is_dropped(name: &str) -> bool {
    const NAMES: [&str; 39] = [
        "applet", "area", "audio", "base", "basefont", "bgsound", "button", "canvas", "col", "colgroup", "datalist",
        "embed", "frame", "frameset", "head", "iframe", "input", "link", "map", "math", "meta", "meter", "noembed",
        "noframes", "noscript", "object", "optgroup", "option", "param", "progress", "script", "select", "source",
        "style", "svg", "template", "textarea", "title", "track",
    ];
    NAMES.contains(&name) || matches!(name, "video" | "xml" | "portal" | "rp" | "rt")
}

/// Whether a reader of the report should hear that the element was dropped: it showed something.
pub(super) fn is_missed(name: &str) -> bool {
    matches!(
        name,
        "applet" | "audio" | "canvas" | "embed" | "frame" | "iframe" | "map" | "math" | "object" | "svg" | "video"
    )
}
