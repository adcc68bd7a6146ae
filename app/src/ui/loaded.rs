//! The one way a page waits for its data.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::{OwnedView, SharedReactiveFunction};
use serde::{Serialize, de::DeserializeOwned};

use super::{Data, ErrorView};
use crate::error::AppError;

/// A view that is not there yet.
type Coming = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Erased to its last type, so that the client carries the waiting once and not for every page.
fn boundary(make: SharedReactiveFunction<Suspend<AnyView>>) -> AnyView {
    if cfg!(target_arch = "wasm32") {
        return view! { <Transition>{make}</Transition> }.into_any();
    }
    // A document is written whole, so nothing is shown meanwhile, and a `Transition` would build every view once to see
    // what it waits for and once more to write it. It takes a number, which both sides must count.
    if let Some(context) = Owner::current_shared_context() {
        context.next_id();
    }
    let mut make = make.lock().unwrap_or_else(PoisonError::into_inner);
    (*make)().into_any()
}

/// Keeps the owner of a view's signals until the view is written: on the server it would end with the waiting, which
/// is before that whenever the data took a while.
fn held(view: AnyView) -> AnyView {
    if cfg!(target_arch = "wasm32") { view } else { OwnedView::new(view).into_any() }
}

/// Shows what arrived, or what `or` makes of its error. While the next value loads, the last one stays.
pub fn loaded_or<T>(
    data: Data<T>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
    or: fn(AppError) -> AnyView,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let show = Arc::new(show);
    boundary(Arc::new(Mutex::new(move || {
        let show = show.clone();
        let coming: Coming = Box::pin(async move {
            let view = match data.arrived().await {
                Ok(value) => show(value),
                Err(error) => or(error),
            };
            held(view)
        });
        Suspend::new(coming)
    })))
}

/// Shows what arrived, or why it did not.
pub fn loaded<T>(data: Data<T>, show: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    loaded_or(data, show, |error| view! { <ErrorView error/> }.into_any())
}
