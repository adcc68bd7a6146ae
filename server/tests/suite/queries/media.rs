//! Renditions, and the work on files.

use app::auth::this_machine;
use app::db::{Arg, Db, Sql};
use app::ids::MediaId;
use app::media::{
    Files, Format, Reader, add_upload, count_download, damaged_files, downloads_of, find_part, find_rendition,
    load_for, text_of, want_card_in, want_crops_in, work_once,
};
use app::time::Stamp;
use image::ImageFormat;
use prose::{Block, Crop, Document, Figure, Fraction, Node};

use super::NOW;
use crate::support::Folder;
use crate::support::traps::{pdf, picture};

static AS_BEFORE: Sql = Sql {
    name: "test.as_before",
    text: "INSERT INTO media_work (media_id, kind, detail, tries, due_at) VALUES ($1, 'renditions', '', 0, 0)",
};

/// Two pieces of work are done, and one is put off since its file is gone.
pub async fn media(db: &Db) {
    let folder = Folder::new();
    let files = Files::new(folder.0.join("files"));
    let editor = this_machine().as_editor();
    let reader = Reader::new(env!("CARGO_BIN_EXE_dinh").into());
    let bytes = picture(700, 350, ImageFormat::Png);
    let stored = add_upload(db, &files, &editor, "a.png", bytes, NOW).await.expect("a picture");
    let id = stored.id;
    damaged_files(db, &files).await.expect("an answer");
    assert!(find_rendition(db, MediaId(id), "", 640, Format::WebP).await.expect("an answer").is_some());
    let crop = Crop::new(Fraction::ZERO, Fraction::ZERO, Fraction::HALF, Fraction::ONE);
    let figure = Figure { media_id: Some(prose::MediaId(id)), crop, ..Figure::default() };
    let document = Document::new(vec![Block::new(Node::Figure(figure))]);
    let wanted = document.clone();
    db.write(move |tx| {
        Box::pin(async move {
            AS_BEFORE.with(vec![Arg::from(id)]).run(tx).await?;
            want_card_in(tx, MediaId(id), (0, 0), NOW).await?;
            want_crops_in(tx, &wanted, NOW).await
        })
    })
    .await
    .expect("work");
    while work_once(db, &files, &reader, NOW).await.expect("an answer") {}
    let part = find_part(db, MediaId(id), "0-0-5000-10000", true, Format::Jpeg).await.expect("an answer");
    assert!(part.is_some(), "the left half");
    let paper = add_upload(db, &files, &editor, "read.pdf", pdf("x"), NOW).await.expect("a file");
    while work_once(db, &files, &reader, NOW).await.expect("an answer") {}
    assert_eq!(text_of(db, MediaId(paper.id)).await.expect("an answer").expect("a text").pages, 1);
    count_download(db, MediaId(paper.id), NOW).await.expect("it is counted");
    assert_eq!(downloads_of(db, MediaId(paper.id)).await.expect("an answer"), 1);
    load_for(db, &document).await.expect("the renditions");
    add_upload(db, &files, &editor, "gone.pdf", b"%PDF-1.7".to_vec(), NOW).await.expect("a file");
    std::fs::remove_dir_all(folder.0.join("files")).expect("the files go");
    assert!(work_once(db, &files, &reader, NOW).await.expect("an answer"), "it is put off");
    assert!(!work_once(db, &files, &reader, NOW).await.expect("an answer"), "and not due again yet");
    let later = Stamp(NOW.0 + 3_600_000);
    while work_once(db, &files, &reader, later).await.expect("an answer") {}
}
