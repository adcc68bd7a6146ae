//! The field of the form, and what is said beside it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ClipboardEvent, Document, Event, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use crate::body::{Pasted, pasted};
use crate::tree::Tree;

/// The longest HTML that is read, in bytes; a longer one comes in as its plain text.
const LONGEST: usize = 16 * 1024 * 1024;

/// The places. A clone is the same page.
#[derive(Clone)]
pub struct Field {
    document: Document,
    text: HtmlTextAreaElement,
    /// Holds the sentences that are said, as data attributes.
    hint: HtmlElement,
}

/// The element with this id.
fn place<E: JsCast>(document: &Document, id: &str) -> Result<E, String> {
    let found = document.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    found.ok_or_else(|| format!("the page has no #{id}"))
}

impl Field {
    /// Finds the places.
    ///
    /// # Errors
    /// The first place that is missing.
    pub fn find() -> Result<Self, String> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no document")?;
        Ok(Self { text: place(&document, "body")?, hint: place(&document, "dan")?, document })
    }

    /// Answers pastes from now on, as long as the page lives.
    pub fn listen(self) {
        self.say("ready", None);
        let field = self.clone();
        let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Ok(event) = event.dyn_into::<ClipboardEvent>() {
                field.pasted(&event);
            }
        });
        if self.text.add_event_listener_with_callback("paste", closure.as_ref().unchecked_ref()).is_ok() {
            closure.forget();
        }
    }

    fn pasted(&self, event: &ClipboardEvent) {
        let html = event.clipboard_data().and_then(|data| data.get_data("text/html").ok()).unwrap_or_default();
        if html.is_empty() || html.len() > LONGEST {
            return;
        }
        let Some(pasted) = Tree::parse(&html).and_then(|tree| pasted(&tree)) else { return };
        if self.insert(&pasted.markdown) {
            event.prevent_default();
            self.say(if pasted.pictures > 0 { "pictures" } else { "done" }, Some(&pasted));
        }
    }

    /// Puts the text in the place of the selection. The command is called obsolete, but nothing else keeps the browser's
    /// own undo; without it the text goes in all the same.
    fn insert(&self, markdown: &str) -> bool {
        let _ = self.text.focus();
        let document: &HtmlDocument = self.document.unchecked_ref();
        let done = document.exec_command_with_show_ui_and_value("insertText", false, markdown);
        done.unwrap_or(false) || self.text.set_range_text(markdown).is_ok()
    }

    /// Writes one of the sentences that the page brought.
    fn say(&self, sentence: &str, pasted: Option<&Pasted>) {
        let mut words = self.hint.dataset().get(sentence).unwrap_or_default();
        if let Some(pasted) = pasted {
            words = words.replace("{n}", &pasted.mended.to_string()).replace("{m}", &pasted.pictures.to_string());
        }
        self.hint.set_text_content(Some(&words));
    }
}
