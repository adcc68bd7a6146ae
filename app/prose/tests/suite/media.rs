//! Keys of files.

use prose::{Block, Document, Figure, MediaId, Node, Picture, media, rename_media};

fn figure(id: i64) -> Figure {
    Figure { media_id: Some(MediaId(id)), ..Figure::default() }
}

fn block(node: Node) -> Block {
    Block { id: String::new(), suggestions: Vec::new(), node }
}

#[test]
fn files_get_other_keys_wherever_they_stand() {
    let picture = |id| Picture { id: String::new(), suggestions: Vec::new(), figure: figure(id) };
    let mut document = Document::new(vec![
        block(Node::Figure(figure(-1))),
        block(Node::Callout(prose::CalloutKind::Note, vec![block(Node::Gallery(vec![picture(-2), picture(-3)]))])),
        block(Node::Attachment(MediaId(-4))),
    ]);
    rename_media(&mut document, &|id| (id.0 != -3).then_some(MediaId(100 - id.0)));
    assert_eq!(media(&document), [MediaId(101), MediaId(102), MediaId(104)]);
}
