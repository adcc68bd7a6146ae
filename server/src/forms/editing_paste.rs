//! What is pasted into the editor, made into blocks by the rules that the import has.

use std::borrow::Cow;

use app::text::Language;
use axum::extract::Json;
use axum::response::Response;
use http::StatusCode;
use prose::import::{Dom, Imported, Options, parse, read};
use prose::{Document, MAX_BYTES};
use serde::Deserialize;
use serde_json::{Value, json};

use super::editing::{answer, refused};
use super::render::SignedIn;
use crate::import::decode_font;

/// The largest clipboard that is read, in bytes of HTML, and room for its JSON.
pub const PASTED: usize = 16 * 1024 * 1024;
/// So much of a passage is shown before and after its letters were mended.
const SAMPLE: usize = 120;

/// A clipboard.
#[derive(Deserialize)]
pub struct Clipboard {
    html: String,
}

/// Reads a clipboard. Nothing is stored.
pub async fn pasted(_who: SignedIn, Json(clipboard): Json<Clipboard>) -> Response {
    // A long report takes a second, in which others wait for nothing.
    match tokio::task::spawn_blocking(move || blocks(&clipboard.html)).await {
        Ok(Some(found)) => answer(StatusCode::OK, &found),
        _ => {
            let message = Language::Vietnamese.labels().co_editing().unreadable.to_owned();
            refused(&app::editing::Refusal { code: "invalid", message, status: 422 }, None)
        }
    }
}

fn blocks(html: &str) -> Option<Value> {
    let mended = imported(html, true)?;
    let plain = imported(html, false)?;
    let (after, before) = (text(&mended.document), text(&plain.document));
    let missing = mended.images.iter().filter(|image| image.media.is_none()).count();
    let (doc, other) = (mended.document.to_value(), plain.document.to_value());
    let repaired = (after != before).then(|| {
        let (before, after) = sample(&before, &after);
        json!({ "name": "TCVN3 / VNI", "sample_before": before, "sample_after": after })
    });
    let plain = repaired.is_some().then(|| other.get("doc").cloned());
    Some(json!({ "doc": doc.get("doc"), "plain": plain, "repaired": repaired, "missing_images": missing }))
}

fn imported(html: &str, is_mended: bool) -> Option<Imported> {
    let page = parse(html).ok()?;
    let media = |address: &str| app::articles::media_in_address(address).map(|id| prose::MediaId(id.0));
    let decode: &dyn Fn(&str, &str) -> Option<String> = if is_mended { &decode_font } else { &|_, _| None };
    let options = Options {
        media: &media,
        decode_font: decode,
        clean_text: &|text| Cow::Owned(vietnamese::nfc(text)),
        ..Options::default()
    };
    let mut imported = read(&page, &page.root(), &options);
    if is_mended {
        imported.document = repaired(&imported.document);
    }
    (imported.document.to_json().len() <= MAX_BYTES).then_some(imported)
}

/// Letters that no font explains, mended where it is certain.
fn repaired(document: &Document) -> Document {
    let mut mended = document.clone();
    prose::rewrite(&mut mended, &mut |words| {
        let found = vietnamese::repair::repair(words).changes;
        found.into_iter().map(|change| (change.range, change.after)).collect()
    });
    mended
}

fn text(document: &Document) -> String {
    prose::text::summary(document).text
}

/// The first passages that differ.
fn sample(before: &str, after: &str) -> (String, String) {
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let from = same.saturating_sub(20);
    let part = |text: &str| text.chars().skip(from).take(SAMPLE).collect();
    (part(before), part(after))
}
