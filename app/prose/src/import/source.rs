//! Which program the HTML came from.

use super::dom::{Dom, Kind, descend};

/// The program that wrote the HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Word, on any system or in the browser.
    Word,
    /// Google Docs.
    GoogleDocs,
    /// LibreOffice or OpenOffice.
    LibreOffice,
    /// Excel.
    Excel,
    /// Any other; a page.
    #[default]
    Plain,
}

/// Tells the program by the marks it leaves: the generator, name spaces, ids and classes.
pub(super) fn sniff<D: Dom>(dom: &D) -> Source {
    let mut source = Source::Plain;
    descend(dom, &dom.root(), &mut |node, kind| {
        if source != Source::Plain {
            return false;
        }
        if let Kind::Element(name) = kind {
            source = of_element(dom, node, name);
        }
        true
    });
    source
}

fn of_element<D: Dom>(dom: &D, node: &D::Node, name: &str) -> Source {
    let value = |attribute: &str| dom.attribute(node, attribute).unwrap_or_default();
    match name {
        "html" if value("xmlns:x").contains("schemas-microsoft-com:office:excel") => Source::Excel,
        "html" if value("xmlns:w").contains("schemas-microsoft-com:office:word") => Source::Word,
        "meta" if value("name").eq_ignore_ascii_case("generator") || value("name").eq_ignore_ascii_case("progid") => {
            let content = value("content").to_ascii_lowercase();
            let knows = |word: &str| content.contains(word);
            match () {
                () if knows("excel") => Source::Excel,
                () if knows("microsoft word") || knows("word.document") => Source::Word,
                () if knows("libreoffice") || knows("openoffice") => Source::LibreOffice,
                () => Source::Plain,
            }
        }
        _ if value("id").starts_with("docs-internal-guid") => Source::GoogleDocs,
        "ul" | "ol" if value("class").contains("lst-kix") => Source::GoogleDocs,
        "p" | "li" | "div" | "h1" | "h2" | "h3" | "span" | "table" => {
            let (class, style) = (value("class"), value("style"));
            let is_word = class.starts_with("Mso")
                || style.contains("mso-list:")
                || style.contains("mso-element:")
                || class.split_ascii_whitespace().any(|one| matches!(one, "OutlineElement" | "ListContainerWrapper"))
                || !value("data-ccp-props").is_empty();
            if is_word { Source::Word } else { Source::Plain }
        }
        _ => Source::Plain,
    }
}
