//! A date, for people and for machines.

use leptos::prelude::*;

use crate::time::Stamp;

/// A `<time>` that shows the day, and the clock when asked.
#[component]
pub fn Day(
    /// The moment.
    stamp: Stamp,
    /// Show hour and minute too.
    #[prop(optional)]
    clock: bool,
) -> AnyView {
    let day = stamp.day().short();
    let shown = if clock { format!("{day}, {}", stamp.clock()) } else { day };
    view! { <time datetime=stamp.iso()>{shown}</time> }.into_any()
}
