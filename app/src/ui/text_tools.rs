//! Reading tools: theme and text size, remembered in the browser and nowhere else.

use leptos::prelude::*;

use crate::text::labels;

fn stored(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Sets an attribute of the document and remembers it; `None` goes back to what the system says.
fn apply(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    let storage = window().local_storage().ok().flatten();
    let attribute = format!("data-{name}");
    match value {
        Some(value) => {
            let _ = root.set_attribute(&attribute, value);
            // A browser that keeps nothing still shows the choice until the page goes.
            let _ = storage.map(|storage| storage.set_item(name, value));
        }
        None => {
            let _ = root.remove_attribute(&attribute);
            let _ = storage.map(|storage| storage.remove_item(name));
        }
    }
}

/// Buttons for theme and text size. They appear with JavaScript, since nothing could work them without.
#[component]
pub fn TextTools() -> AnyView {
    let text = labels();
    let started = RwSignal::new(false);
    let theme = RwSignal::new(None::<String>);
    let size = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        started.set(true);
        theme.set(stored("theme"));
        size.set(stored("size"));
    });
    let choose_theme = move |value: Option<&'static str>| {
        apply("theme", value);
        theme.set(value.map(str::to_owned));
    };
    let choose_size = move |value: Option<&'static str>| {
        apply("size", value);
        size.set(value.map(str::to_owned));
    };
    let pressed = move |signal: RwSignal<Option<String>>, value: Option<&'static str>| {
        move || {
            if signal.get().as_deref() == value { "true" } else { "false" }
        }
    };
    let button = move |label: &'static str,
                       face: &'static str,
                       signal,
                       value: Option<&'static str>,
                       act: Callback<Option<&'static str>>| {
        view! {
            <button class="tools__button" type="button" aria-pressed=pressed(signal, value) title=label
                on:click=move |_| act.run(value)>
                <span aria-hidden="true">{face}</span><span class="visually-hidden">{label}</span>
            </button>
        }
    };
    let tools = move || {
        started.get().then(|| {
            let (theme_act, size_act) = (Callback::new(choose_theme), Callback::new(choose_size));
            view! {
                <div class="tools" role="group" aria-label=text.tools.title>
                    {button(text.tools.system, "◐", theme, None, theme_act)}
                    {button(text.tools.light, "○", theme, Some("light"), theme_act)}
                    {button(text.tools.dark, "●", theme, Some("dark"), theme_act)}
                    {button(text.tools.contrast, "◧", theme, Some("contrast"), theme_act)}
                    {button(text.tools.normal, "A", size, None, size_act)}
                    {button(text.tools.large, "A+", size, Some("large"), size_act)}
                </div>
            }
        })
    };
    // The place is kept before the buttons come, so that nothing moves when they do.
    view! { <div class="tools-place">{tools}</div> }.into_any()
}
