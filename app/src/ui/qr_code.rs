//! A QR code for a telephone's camera (ISO/IEC 18004), as one path of an SVG.

use leptos::prelude::*;
use qrcodegen::{QrCode as Code, QrCodeEcc};

/// The code; nothing for a text that is too long for one, over some 2,300 bytes.
#[component]
pub fn QrCode(
    /// What it says.
    text: String,
    /// Its name for those who do not see it.
    label: &'static str,
) -> impl IntoView {
    path_of(&text).map(|(path, size)| {
        view! {
            <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label>
                <path d=path/>
            </svg>
        }
    })
}

/// The dark squares as one path, with the four squares of rest around them that the standard asks for.
fn path_of(text: &str) -> Option<(String, i32)> {
    let code = Code::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
        }
    }
    Some((path, code.size() + 8))
}
