//! The one way a page waits for its data.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::ErrorView;
use crate::error::AppError;

/// Shows what a resource loaded, or why it could not. While the next page loads, the last one stays.
pub fn loaded<T, F>(resource: Resource<Result<T, AppError>>, show: F) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Transition>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => show(value),
                        Err(error) => view! { <ErrorView error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
