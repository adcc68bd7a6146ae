//! The part of the client that belongs to the desk's forms with a body: what is pasted from Word, a spreadsheet or another
//! site comes in as Markdown, by the rules that the server's import has, over the tree of the browser's own parser. Plain
//! text is left to the browser, and so is everything where this part did not arrive.

mod body;
mod field;
mod tree;

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Listens to the field, as soon as the module is there.
///
/// # Errors
/// A page without the places that this part needs; the form then works as it did, without it.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsError> {
    let field = field::Field::find().map_err(|missing| JsError::new(&missing))?;
    field.listen();
    Ok(())
}
