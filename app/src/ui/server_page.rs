//! A page that the server alone makes, inside the frame of all pages.

use std::sync::Arc;

use leptos::prelude::*;

/// Makes the page; only the server provides it, for an address that no client's route answers.
#[derive(Clone)]
pub struct ServerPage(pub Arc<dyn Fn() -> AnyView + Send + Sync>);
