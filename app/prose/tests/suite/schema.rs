//! The schema that the editor is given.

use prose::schema::{MARKS, NODES, editor_json};
use serde_json::{Value, json};

fn entry(list: &str, name: &str) -> Value {
    let schema = editor_json();
    schema[list].as_array().unwrap().iter().find(|entry| entry["name"] == name).cloned().unwrap()
}

#[test]
fn the_editor_gets_every_type_in_order_with_what_prosemirror_needs() {
    let schema = editor_json();
    let names = |list: &str| -> Vec<String> {
        let entries = schema[list].as_array().unwrap();
        entries.iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("nodes"), NODES.iter().map(|node| node.name).collect::<Vec<_>>());
    let marks =
        ["link", "strong", "em", "strike", "sub", "sup", "code", "lang", "insertion", "deletion", "modification"];
    assert_eq!(names("marks"), marks);
    assert_eq!(MARKS.len(), marks.len());

    let heading = json!({
        "name": "heading", "content": "inline*", "group": "block cell_block", "marks": "_", "defining": true,
        "attrs": {
            "id": { "default": null, "validate": "string|null" },
            "level": { "default": 2, "validate": "number" },
        },
    });
    assert_eq!(entry("nodes", "heading"), heading);
    let page = json!({
        "name": "page_ref", "group": "inline", "inline": true, "atom": true, "leaf": true,
        "attrs": { "page_id": { "validate": "number" } },
    });
    assert_eq!(entry("nodes", "page_ref"), page);
    assert_eq!(entry("marks", "deletion")["excludes"], "insertion deletion modification");
    assert_eq!(entry("marks", "modification")["excludes"], "insertion deletion");
    assert_eq!(entry("marks", "link")["inclusive"], false);
}

#[test]
fn every_type_that_is_not_inline_has_an_id_and_a_table_cannot_stand_in_a_cell() {
    for node in NODES.iter().filter(|node| !node.inline && node.name != "doc") {
        assert_eq!(entry("nodes", node.name)["attrs"]["id"]["default"], Value::Null, "{}", node.name);
    }
    let groups = |name: &str| entry("nodes", name)["group"].as_str().unwrap_or_default().to_owned();
    assert_eq!(groups("table"), "block");
    assert_eq!(entry("nodes", "table_cell")["content"], "cell_block+");
    assert!(NODES.iter().all(|node| !node.content.contains('{')));
}

/// The file that the editor's build takes in. `WRITE_SCHEMA=1` writes it anew.
#[test]
fn the_editor_is_built_from_the_schema_of_this_crate() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/editor/schema.json");
    let told = format!("{}\n", serde_json::to_string_pretty(&editor_json()).unwrap());
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        std::fs::write(&file, &told).unwrap();
    }
    let built_from = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        built_from == told,
        "frontend/editor/schema.json is old: run this test with WRITE_SCHEMA=1, then build the editor"
    );
}
