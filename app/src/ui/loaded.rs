//! The one way a page waits for its data.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use serde::{Serialize, de::DeserializeOwned};

use super::ErrorView;
use crate::error::AppError;

/// A view that is not there yet.
type Coming = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// Erased to its last type, so that the client carries the waiting once and not for every page.
fn boundary(make: SharedReactiveFunction<Suspend<AnyView>>) -> AnyView {
    view! { <Transition>{make}</Transition> }.into_any()
}

/// Shows what a resource loaded, or what `or` makes of its error. While the next value loads, the last one stays.
pub fn loaded_or<T>(
    resource: Resource<Result<T, AppError>>,
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
            match resource.await {
                Ok(value) => show(value),
                Err(error) => or(error),
            }
        });
        Suspend::new(coming)
    })))
}

/// Shows what a resource loaded, or why it could not.
pub fn loaded<T>(
    resource: Resource<Result<T, AppError>>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    loaded_or(resource, show, |error| view! { <ErrorView error/> }.into_any())
}
