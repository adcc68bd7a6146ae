//! The part of the client that belongs to `/cong-cu/sua-phong`: the repair of `vietnamese`, run in the browser on what is
//! pasted. It fills the places that the server's page has and makes its rows from the page's template, so the page has
//! one shape and every word of it comes from the server.

mod page;
mod work;

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the form, as soon as the module is there.
///
/// # Errors
/// A page without the places that this part fills; the form then works as it did, without it.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsError> {
    let page = page::Page::find().map_err(|missing| JsError::new(&missing))?;
    page.take_over();
    Ok(())
}
