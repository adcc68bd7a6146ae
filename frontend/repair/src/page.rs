//! The page's places, and what happens in them.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use vietnamese::repair::Change;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTemplateElement,
    HtmlTextAreaElement,
};

use crate::work::{LONGEST, Work};

/// Milliseconds after the last key before the text is repaired: less flickers, more feels slow.
const PAUSE: u32 = 300;

/// The places. A clone is the same page.
#[derive(Clone)]
pub struct Page {
    document: Document,
    form: HtmlElement,
    hint: HtmlElement,
    pasted: HtmlTextAreaElement,
    encoding: HtmlSelectElement,
    result: HtmlElement,
    summary: HtmlElement,
    repaired: HtmlTextAreaElement,
    copy: HtmlElement,
    table: HtmlElement,
    rows: HtmlElement,
    template: HtmlTemplateElement,
    work: Rc<RefCell<Option<Work>>>,
    waiting: Rc<RefCell<Option<Timeout>>>,
}

/// The element with this id.
fn place<E: JsCast>(document: &Document, id: &str) -> Result<E, String> {
    let found = document.get_element_by_id(id).and_then(|element| element.dyn_into().ok());
    found.ok_or_else(|| format!("the page has no #{id}"))
}

/// Calls `act` on each event of this kind, as long as the page lives.
fn on(target: &EventTarget, kind: &str, act: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(act);
    if target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}

impl Page {
    /// Finds every place.
    ///
    /// # Errors
    /// The first place that is missing.
    pub fn find() -> Result<Self, String> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no document")?;
        Ok(Self {
            form: place(&document, "sua-phong")?,
            hint: place(&document, "noi-xu-ly")?,
            pasted: place(&document, "text")?,
            encoding: place(&document, "encoding")?,
            result: place(&document, "ket-qua")?,
            summary: place(&document, "tom-tat")?,
            repaired: place(&document, "da-sua")?,
            copy: place(&document, "sao-chep")?,
            table: place(&document, "bang")?,
            rows: place(&document, "thay-doi")?,
            template: place(&document, "hang")?,
            work: Rc::default(),
            waiting: Rc::default(),
            document,
        })
    }

    /// Answers the form here from now on.
    pub fn take_over(self) {
        self.hint.set_text_content(self.hint.dataset().get("here").as_deref());
        self.copy.set_hidden(false);
        self.show_choices(self.document.as_ref(), "thead .repair__keep");
        let page = self.clone();
        on(&self.form, "submit", move |event| {
            event.prevent_default();
            page.run();
        });
        let page = self.clone();
        on(&self.pasted, "input", move |_| {
            let after = page.clone();
            *page.waiting.borrow_mut() = Some(Timeout::new(PAUSE, move || after.run()));
        });
        let page = self.clone();
        on(&self.encoding, "change", move |_| page.run());
        let page = self.clone();
        on(&self.rows, "change", move |event| page.chosen(&event));
        let page = self.clone();
        on(&self.copy, "click", move |_| page.clone().copied());
        // What was typed before this part came, or brought back by the browser, or posted.
        if !self.pasted.value().trim().is_empty() {
            self.run();
        }
    }

    fn show_choices(&self, within: &web_sys::Node, selector: &str) {
        let found = match within.dyn_ref::<Element>() {
            Some(element) => element.query_selector(selector),
            None => self.document.query_selector(selector),
        };
        if let Ok(Some(cell)) = found
            && let Some(cell) = cell.dyn_ref::<HtmlElement>()
        {
            cell.set_hidden(false);
        }
    }

    /// Repairs what stands in the form.
    fn run(&self) {
        let text = self.pasted.value();
        self.result.set_hidden(text.trim().is_empty());
        if text.len() > LONGEST {
            self.say("long", 0, 0);
            self.show(None);
            return;
        }
        let work = Work::new(text, &self.encoding.value());
        self.show(Some(&work));
        *self.work.borrow_mut() = Some(work);
        self.tell();
    }

    /// Fills the table; without work it is empty.
    fn show(&self, work: Option<&Work>) {
        self.rows.set_text_content(None);
        let mut empty = true;
        for (index, (change, times)) in work.into_iter().flat_map(Work::rows).enumerate() {
            empty &= self.add_row(index, change, times).is_none();
        }
        self.table.set_hidden(empty);
    }

    fn add_row(&self, index: usize, change: &Change, times: usize) -> Option<()> {
        let copy = self.template.content().clone_node_with_deep(true).ok()?;
        let row = copy.first_child()?.dyn_into::<Element>().ok()?;
        let cells = row.query_selector_all("td").ok()?;
        let texts = [
            (0, change.before.as_str()),
            (1, change.after.as_str()),
            (3, &times.to_string()),
            (4, change.confidence.label()),
            (5, change.rule.label()),
        ];
        for (place, text) in texts {
            let cell = cells.item(place)?;
            cell.first_child().filter(|inner| inner.has_type::<Element>()).unwrap_or(cell).set_text_content(Some(text));
        }
        self.show_choices(&row, ".repair__keep");
        let choice = row.query_selector("input").ok()??.dyn_into::<HtmlInputElement>().ok()?;
        choice.set_value(&index.to_string());
        let keep = self.document.query_selector("thead .repair__keep").ok()??.text_content()?;
        choice.set_attribute("aria-label", &format!("{keep}: {}", change.before)).ok()?;
        self.rows.append_child(&row).ok()?;
        Some(())
    }

    /// A kind of change was chosen to be kept as it was, or not.
    fn chosen(&self, event: &Event) {
        let choice = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let group = choice.as_ref().and_then(|choice| choice.value().parse().ok());
        if let (Some(choice), Some(group), Some(work)) = (choice, group, self.work.borrow_mut().as_mut()) {
            work.keep(group, choice.checked());
        }
        self.tell();
    }

    /// Writes the text and the summary.
    fn tell(&self) {
        if let Some(work) = self.work.borrow().as_ref() {
            self.repaired.set_value(&work.text());
            let (changes, doubtful) = work.counts();
            let sentence = match (changes, doubtful) {
                (0, _) => "none",
                (_, 0) => "some",
                _ => "doubtful",
            };
            self.say(sentence, changes, doubtful);
        }
    }

    /// Writes one of the sentences that the page brought.
    fn say(&self, sentence: &str, changes: usize, doubtful: usize) {
        let words = self.result.dataset().get(sentence).unwrap_or_default();
        let words = words.replace("{n}", &changes.to_string()).replace("{m}", &doubtful.to_string());
        if self.summary.text_content().as_deref() != Some(&words) {
            self.summary.set_text_content(Some(&words));
        }
    }

    /// Puts the repaired text on the clipboard and says so once the browser has agreed.
    fn copied(self) {
        let Some(window) = web_sys::window() else { return };
        let promise = window.navigator().clipboard().write_text(&self.repaired.value());
        wasm_bindgen_futures::spawn_local(async move {
            let done: Result<JsValue, JsValue> = wasm_bindgen_futures::JsFuture::from(promise).await;
            if done.is_ok() {
                self.summary.set_text_content(self.copy.dataset().get("done").as_deref());
            } else {
                // Without the right to the clipboard the reader copies by hand what is selected now.
                self.repaired.select();
            }
        });
    }
}
