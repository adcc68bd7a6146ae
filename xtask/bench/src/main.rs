//! `yardstick bare|page ADDRESS`: a bare axum handler, or a page of Leptos without any data behind it.
//!
//! `page` is a route with the elements and texts of one article page of the product, written as `view!` by
//! `page.mjs`. What it is faster by is what the product's data, their second copy for the client, and its layers cost.
#![recursion_limit = "512"]

use axum::Router;
use axum::routing::get;
use mimalloc::MiMalloc;
use tokio::net::TcpListener;

/// As in the product, so that the comparison is about the page.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

include!(concat!(env!("OUT_DIR"), "/page.rs"));

fn router(kind: &str) -> Option<Router> {
    let router = Router::new();
    match kind {
        "bare" => Some(router.route("/", get(|| async { "Đình" }))),
        // Rendered whole before it is sent, as the product does.
        "page" => Some(router.route("/", get(leptos_axum::render_app_async(page)))),
        _ => None,
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(kind), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: yardstick bare|page ADDRESS".into());
    };
    // The product does this when it lists its routes.
    any_spawner::Executor::init_tokio()?;
    let router = router(&kind).ok_or("the kind is bare or page")?;
    let listener = TcpListener::bind(address).await?;
    // The product sets it, too.
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true)));
    axum::serve(listener, router).await?;
    Ok(())
}
