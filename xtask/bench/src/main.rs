//! `yardstick bare ADDRESS | page ADDRESS ARTICLE.html`: a bare axum handler, or a page of Leptos without data.
//!
//! `page` answers with one article page of the product: the same views, handed what the saved page was made from, and
//! the same bytes beside them. What it is faster by is what the product's storage, server functions and layers cost.

use std::error::Error;
use std::sync::Arc;

use app::articles::{Article, ArticleView};
use app::error::AppError;
use app::frame::{Footer, FrameView, Header, Sidebar};
use app::text::Language;
use axum::routing::get;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};
use mimalloc::MiMalloc;
use serde::de::DeserializeOwned;
use tokio::net::TcpListener;

/// As in the product, so that the comparison is about the page.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a saved page was made from.
#[derive(Clone)]
struct Saved(Arc<Parts>);

struct Parts {
    head: String,
    frame: FrameView,
    article: ArticleView,
    data: String,
}

fn between<'h>(html: &'h str, start: &str, end: &str) -> Result<&'h str, String> {
    let (_, rest) = html.split_once(start).ok_or_else(|| format!("the page has no {start}"))?;
    rest.split_once(end).map(|(text, _)| text).ok_or_else(|| format!("the page has no {end} after {start}"))
}

fn answer<T: DeserializeOwned>(html: &str, number: usize) -> Result<T, Box<dyn Error>> {
    let json = between(html, &format!("id=\"data-{number}\">"), "</script>")?;
    Ok(serde_json::from_str::<Result<T, AppError>>(json)??)
}

impl Saved {
    fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let html = std::fs::read_to_string(path)?;
        Ok(Self(Arc::new(Parts {
            head: between(&html, "<head>", "</head>")?.to_owned(),
            frame: answer(&html, 0)?,
            article: answer(&html, 1)?,
            data: between(&html, "</footer>", "</body>")?.to_owned(),
        })))
    }
}

#[component]
fn Page() -> impl IntoView {
    let saved = expect_context::<Saved>().0;
    let (frame, article) = (saved.frame.clone(), saved.article.clone());
    view! {
        <a class="skip" href="#noi-dung" rel="external">"Đến nội dung chính"</a>
        <Header site=frame.site.clone() sections=frame.sections.clone()/>
        <div class="columns">
            <main class="columns__main" id="noi-dung" tabindex="-1"><Article article/></main>
            <Sidebar frame=frame.clone()/>
        </div>
        <Footer site=frame.site/>
        <div hidden inner_html=saved.data.clone()></div>
    }
}

fn document() -> impl IntoView {
    let saved = expect_context::<Saved>().0;
    view! {
        <!DOCTYPE html>
        <html lang="vi">
            <head inner_html=saved.head.clone()></head>
            <body>
                <Router>
                    <Routes fallback=|| ()><Route path=path!("") view=Page ssr=SsrMode::Async/></Routes>
                </Router>
            </body>
        </html>
    }
}

fn router(kind: &str, page: Option<String>) -> Result<axum::Router, Box<dyn Error>> {
    let router = axum::Router::new();
    match (kind, page) {
        ("bare", None) => Ok(router.route("/", get(|| async { "Đình" }))),
        ("page", Some(path)) => {
            let saved = Saved::read(&path)?;
            let context = move || {
                provide_context(Language::Vietnamese);
                provide_context(saved.clone());
            };
            // Rendered whole before it is sent, as the product does.
            Ok(router.route("/", get(leptos_axum::render_app_async_with_context(context, document))))
        }
        _ => Err("usage: yardstick bare ADDRESS | page ADDRESS ARTICLE.html".into()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (kind, address) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    // The product does this when it lists its routes.
    any_spawner::Executor::init_tokio()?;
    let router = router(&kind, arguments.next())?;
    let listener = TcpListener::bind(address).await?;
    // The product sets it, too.
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router).await?;
    Ok(())
}
