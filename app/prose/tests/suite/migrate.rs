//! Bodies stored by earlier versions, kept as they were written then.

use prose::{Block, Document, Inline, Node, SCHEMA_VERSION, markdown, text};
use serde_json::{Value, json};

const FULL_1: &str = include_str!("../data/schema-1/full.json");
const BARE_1: &str = include_str!("../data/schema-1/bare.json");

#[test]
fn version_1_reads_as_what_it_was() {
    let document = Document::from_json(FULL_1).unwrap();
    assert_eq!(document.schema_version, SCHEMA_VERSION);
    assert!(document.has_unknown() && document.footnotes.is_empty());
    assert_eq!(
        text::plain(&document),
        "Kết quả sau 15 năm\nThực hiện Nghị quyết 13-NQ/TW, toàn tỉnh có 301 hợp tác xã.\nSummary\nMục ba\nLưu ý\n\
         Ảnh: Văn phòng\nNăm\n2019"
    );
    assert_eq!(text::links(&document), ["/van-ban/13-nq-tw"]);
    assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
}

/// Every node, attribute and mark of version 1 is in version 2, which adds attributes alone.
#[test]
fn version_1_gains_attributes_and_loses_nothing() {
    fn within(old: &Value, new: &Value) -> bool {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => {
                old.iter().all(|(key, value)| new.get(key).is_some_and(|new| within(value, new)))
            }
            (Value::Array(old), Value::Array(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| within(old, new))
            }
            _ => old == new,
        }
    }
    let old: Value = serde_json::from_str(FULL_1).unwrap();
    let new = Document::from_json(FULL_1).unwrap().to_value();
    assert!(within(&old["doc"], &new["doc"]), "{new:#}");
    assert_eq!(new["doc"]["attrs"], json!({ "footnotes": {} }));
    assert_eq!(new["doc"]["content"][2]["attrs"], json!({ "id": "b3", "start": 3, "kind": "decimal" }));
    assert_eq!(new["doc"]["content"][4]["attrs"]["size"], "normal");
}

#[test]
fn version_1_with_little_written_out_reads_too() {
    let document = Document::from_json(BARE_1).unwrap();
    let [quote, Block { node: Node::Figure(_), .. }, Block { node: Node::Unknown(poll), .. }] =
        document.blocks.as_slice()
    else {
        panic!("other blocks: {document:?}");
    };
    let Node::Blockquote { cite: None, blocks } = &quote.node else { panic!("no quotation") };
    let [Block { node: Node::Paragraph(content), .. }] = blocks.as_slice() else { panic!("no paragraph") };
    assert_eq!(content.last(), Some(&Inline::hard_break()));
    assert_eq!(poll, &json!({ "type": "poll", "content": [{ "type": "figure" }] }));
    assert!(!markdown::write(&document, &|_| String::new()).is_empty());
}
