//! What a page shows, on its way: fetched on the server, carried over in the document, fetched anew as pages change.
//!
//! Leptos' resources are compiled once for each type they hold, about 10 KB of the client each. Here one resource
//! carries them all in parcels, and the type is put on again where a view opens its parcel.
//!
//! In the document a parcel is a block of JSON with a number. Leptos would write it as a string of JavaScript, letter
//! by letter with a lookup in Unicode's tables for each, and the policy of the page would have to name its hash.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos::server::codee::string::FromToStringCodec;
use serde::{Serialize, de::DeserializeOwned};

use crate::error::AppError;

/// The answer of a server function without its type.
#[derive(Clone)]
enum Parcel {
    /// Fetched here; on the server also written down, under a number.
    Fetched(Arc<dyn Any + Send + Sync>, usize),
    /// Found in the document: JSON.
    Found(Arc<str>),
}

type Key = Box<dyn Fn() -> String + Send + Sync>;
type Coming = Pin<Box<dyn Future<Output = Parcel> + Send>>;
type Fetch = Box<dyn Fn(String) -> Coming + Send + Sync>;

impl fmt::Display for Parcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetched(_, number) => write!(f, "{number}"),
            Self::Found(json) => f.write_str(json),
        }
    }
}

impl FromStr for Parcel {
    type Err = Infallible;

    fn from_str(number: &str) -> Result<Self, Infallible> {
        let block = document().get_element_by_id(&format!("{BLOCK}{number}"));
        let json = block.and_then(|block| block.text_content()).unwrap_or_default();
        Ok(Self::Found(json.into()))
    }
}

/// What the ids of the blocks begin with.
const BLOCK: &str = "data-";

/// What was fetched for a document, as JSON. The server provides one for each page.
#[derive(Clone, Default)]
pub struct PageData(Arc<Mutex<Vec<String>>>);

impl PageData {
    fn put(&self, json: String) -> usize {
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        blocks.push(json);
        blocks.len() - 1
    }

    /// The blocks as HTML. Browsers run nothing in them, whatever a policy says.
    pub fn html(&self) -> String {
        let blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut html = String::new();
        for (number, json) in blocks.iter().enumerate() {
            // Whatever could end the block, or keep it from ending, begins with this sign; JSON knows both spellings.
            let json = json.replace('<', "\\u003c");
            html.push_str(&format!("<script type=\"application/json\" id=\"{BLOCK}{number}\">{json}</script>"));
        }
        html
    }
}

/// Writes an answer down for the document that is being made. Only the server makes documents, so the client is
/// spared the code that writes.
fn write_down<T: Serialize>(page: Option<&PageData>, answer: &Result<T, AppError>) -> usize {
    if cfg!(target_arch = "wasm32") {
        return 0;
    }
    let json = page.zip(serde_json::to_string(answer).ok());
    json.map_or(0, |(page, json)| page.put(json))
}

fn resource(key: Key, fetch: Fetch) -> Resource<Parcel, FromToStringCodec> {
    Resource::new_str_blocking(key, fetch)
}

/// Something that a page waits for.
pub struct Data<T> {
    parcel: Resource<Parcel, FromToStringCodec>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Data<T> {
    /// Fetches by a key, and again whenever the key changes.
    pub fn new<F>(
        key: impl Fn() -> String + Send + Sync + 'static,
        fetch: impl Fn(String) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<T, AppError>> + Send + 'static,
    {
        let page = use_context::<PageData>();
        let fetch = move |key| -> Coming {
            let (answer, page) = (fetch(key), page.clone());
            Box::pin(async move {
                let answer = answer.await;
                let number = write_down(page.as_ref(), &answer);
                Parcel::Fetched(Arc::new(answer), number)
            })
        };
        Self { parcel: resource(Box::new(key), Box::new(fetch)), kind: PhantomData }
    }

    /// Fetches once.
    pub fn once<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<T, AppError>> + Send + 'static,
    {
        Self::new(String::new, move |_| fetch())
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// The server function's; `Network` when the document's data cannot be read.
    pub async fn arrived(self) -> Result<T, AppError> {
        match self.parcel.await {
            Parcel::Fetched(value, _) => value.downcast_ref::<Result<T, AppError>>().cloned(),
            Parcel::Found(json) => serde_json::from_str(&json).ok(),
        }
        .unwrap_or(Err(AppError::Network))
    }
}

#[cfg(test)]
mod tests {
    //! Packing and unpacking.
    use super::*;

    #[test]
    fn a_document_carries_answers_that_cannot_end_their_block() {
        let page = PageData::default();
        let evil = "</script><!-- \"<script>".to_owned();
        assert_eq!(write_down::<Vec<i64>>(Some(&page), &Ok(vec![1, 2])), 0);
        assert_eq!(write_down(Some(&page), &Ok(evil.clone())), 1);
        let html = page.html();
        let blocks: Vec<_> = html.split("<script type=\"application/json\" id=\"data-").skip(1).collect();
        assert_eq!(blocks[0], "0\">{\"Ok\":[1,2]}</script>");
        let json = blocks[1].strip_prefix("1\">").and_then(|rest| rest.strip_suffix("</script>")).expect("a block");
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<Result<String, AppError>>(json).expect("JSON"), Ok(evil));
    }
}
