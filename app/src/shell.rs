//! The HTML document around the app: head, style sheet, fonts, and the few lines that start the client.

use leptos::prelude::*;

use crate::app::App;
use crate::state::ClientAssets;

/// Sets the reader's theme and text size before the first paint, so that nothing flashes.
const EARLY: &str = "for(const n of['theme','size']){try{const v=localStorage.getItem(n);\
if(v)document.documentElement.setAttribute('data-'+n,v)}catch{}}";

/// Loads the client once the browser says that the page has been painted and it has nothing better to do: links and forms work before it, so nobody waits for it. Animation
/// frames alone are no sign of a paint, since a busy machine paints later than it animates; they serve browsers that do not tell of paints, and the ten seconds those
/// that could but do not, as for some pages opened in the background.
fn late(assets: &ClientAssets) -> String {
    format!(
        "addEventListener('load',()=>{{let go=()=>{{go=()=>{{}};\
(window.requestIdleCallback||setTimeout)(()=>import('/pkg/{}')\
.then(m=>m.default({{module_or_path:'/pkg/{}'}}).then(()=>m.hydrate())),{{timeout:3000}})}};\
const next=f=>requestAnimationFrame(f),tells=window.PerformanceObserver&&PerformanceObserver.supportedEntryTypes;\
if(tells&&tells.includes('paint')){{new PerformanceObserver(l=>{{if(l.getEntriesByName('first-contentful-paint')[0])go()}})\
.observe({{type:'paint',buffered:true}});setTimeout(()=>go(),10000)}}else next(()=>next(()=>go()))}})",
        assets.js, assets.wasm
    )
}

#[component]
fn Head(assets: ClientAssets) -> impl IntoView {
    view! {
        <Looks assets/>
        <script inner_html=EARLY></script>
    }
}

/// What a page looks like.
#[component]
fn Looks(assets: ClientAssets) -> impl IntoView {
    let fonts = assets.fonts.iter().map(|font| {
        let href = format!("/pkg/{font}");
        view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        {fonts.collect_view()}
        <link rel="stylesheet" href=format!("/pkg/{}", assets.css)/>
    }
}

/// Loads a part that belongs to one page, at once: the page is for little else.
fn tool(names: &[String; 2]) -> String {
    let [js, wasm] = names;
    format!("import('/pkg/{js}').then(m=>m.default({{module_or_path:'/pkg/{wasm}'}}))")
}

/// A public page, with the reader's client or, on a page of the server alone, with the part named, if there is one.
pub fn public_shell(assets: ClientAssets, base: &str, part: Option<&'static str>) -> impl IntoView + use<> {
    let start = match part {
        None => late(&assets),
        Some(name) => assets.parts.get(name).map(tool).unwrap_or_default(),
    };
    let build = assets.build.clone();
    let base = base.to_owned();
    let watched = assets.watched.then_some("");
    view! {
        <!DOCTYPE html>
        <html lang="vi" data-build=build data-base=base data-watched=watched>
            <head>
                <Head assets/>
                <script inner_html=start></script>
            </head>
            <body><App/></body>
        </html>
    }
}

/// A page for a frame: what a body looks like to readers, with nothing that runs.
pub fn preview_shell(assets: ClientAssets, title: &str, page: AnyView) -> impl IntoView + use<> {
    let title = title.to_owned();
    view! {
        <!DOCTYPE html>
        <html lang="vi">
            <head>
                <Looks assets/>
                <meta name="robots" content="noindex"/>
                <title>{title}</title>
            </head>
            <body>{page}</body>
        </html>
    }
}

/// A page of the desk, or the sign-in page: plain HTML and forms, no client to load but the part named, if there is one.
pub fn desk_shell(assets: ClientAssets, part: Option<&'static str>, page: impl Fn() -> AnyView) -> impl IntoView {
    let start =
        part.and_then(|name| assets.parts.get(name)).map(|names| view! { <script inner_html=tool(names)></script> });
    view! {
        <!DOCTYPE html>
        <html lang="vi">
            <head>
                <Head assets/>
                <meta name="robots" content="noindex"/>
                {start}
            </head>
            <body class="desk">{page()}</body>
        </html>
    }
}
