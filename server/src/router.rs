//! How a request reaches its handler: the table of endpoints, the pages, and the layers around both.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::app::App;
use app::auth::Actor;
use app::error::AppError;
use app::ids::ArticleId;
use app::polls::Voter;
use app::redirects::find_target;
use app::shell::public_shell;
use app::state::AppState;
use app::text::Language;
use app::ui::{PageData, PageHead, ResponseStatus, ServerPage};
use app::visits::Visitor;
use app::workflow::{TombstonePage, tombstone};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{IntoAny, expect_context, provide_context, view};
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::config::Config;
use crate::document::{Besides, finished};
use crate::endpoints;
use crate::layers::{Surroundings, headers, identify};

/// Where server functions are; each also says so in its own attribute.
const FUNCTIONS: &str = "/_fn";
/// The largest body of a request that is no upload.
const BODY: usize = 2 * 1024 * 1024;
/// The longest a request may take.
const TIME: Duration = Duration::from_secs(30);

/// The whole service.
pub fn build(config: &Config, state: AppState) -> Router {
    let pages: Vec<AxumRouteListing> = generate_route_list(App);
    let mut router = endpoints::table()
        .router
        .route(&format!("{FUNCTIONS}/{{name}}"), post(function).layer(RequestBodyLimitLayer::new(BODY)));
    for listing in pages {
        // POST on a poll's page is in the table already; everything else answers GET alone.
        router = router.route(&axum_path(listing.path()), get(page));
    }
    let around =
        Surroundings { state: state.clone(), trusted: config.trusted_proxies.clone().into(), tls: config.is_tls() };
    router
        .nest_service("/pkg", client_files(&config.site_dir))
        .fallback(any(not_allowed))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
        .layer(from_fn_with_state(around.clone(), identify))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(around, headers))
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .with_state(state)
}

/// Pages and data are worth it; streams must not wait in a compressor, pictures and fonts have no air left.
fn worth_compressing() -> impl Predicate {
    SizeAbove::new(860)
        .and(NotForContentType::SSE)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/pdf"))
}

/// The client's files are named by their content, so they never change under a name.
fn client_files(site: &Path) -> Router {
    let files = ServeDir::new(site.join("pkg")).precompressed_br().precompressed_gzip();
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let caching = SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, move |response: &Response<_>| {
        response.status().is_success().then(|| for_ever.clone())
    });
    Router::new().fallback_service(files).layer(caching)
}

fn axum_path(path: &str) -> String {
    path.split('/')
        .map(|part| match (part.strip_prefix(':'), part.strip_prefix('*')) {
            (Some(name), _) => format!("{{{name}}}"),
            (_, Some(name)) => format!("{{*{name}}}"),
            _ => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// What views and server functions find in their context.
fn provide(state: &AppState, request: &Request) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let state = state.clone();
    let extensions = request.extensions();
    let actor = extensions.get::<Actor>().cloned();
    let tool = extensions.get::<Tool>().cloned();
    let visitor = extensions.get::<Visitor>().cloned();
    let voter = extensions.get::<Voter>().cloned();
    move || {
        provide_context(state.clone());
        provide_context(Language::Vietnamese);
        if let Some(actor) = actor.clone() {
            provide_context(actor);
        }
        if let Some(tool) = tool.clone() {
            provide_context(tool.page);
        }
        if let Some(visitor) = visitor.clone() {
            provide_context(visitor);
        }
        if let Some(voter) = voter.clone() {
            provide_context(voter);
        }
        let options = expect_context::<ResponseOptions>();
        provide_context(ResponseStatus(Arc::new(move |status| {
            options.set_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        })));
    }
}

/// A public page of the server alone, and the part of the client that belongs to it.
#[derive(Clone)]
pub struct Tool {
    /// Makes what stands in the frame.
    pub page: ServerPage,
    /// The part's name among the client's files; an empty one for a page that needs none.
    pub part: &'static str,
}

/// Answers with a page of the server alone. `asked` brings who asks and from where; its body is not looked at.
pub async fn tool_page(state: AppState, asked: http::request::Parts, tool: Tool) -> Response {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = asked.uri;
    *request.headers_mut() = asked.headers;
    *request.extensions_mut() = asked.extensions;
    request.extensions_mut().insert(tool);
    page(State(state), request).await
}

/// A public page, rendered whole. A path that is none of ours may be one of the site that was moved here.
async fn page(State(state): State<AppState>, mut request: Request) -> Response {
    let address = request.uri().path_and_query().map_or(String::new(), ToString::to_string);
    let is_poll = request.uri().path().starts_with("/tham-do/");
    // Only the page with the form may set the voter's cookie: a view of any other page sets none.
    let new_voter = (is_poll && request.extensions().get::<Voter>().is_none()).then(Voter::new);
    if let Some(voter) = &new_voter {
        request.extensions_mut().insert(voter.clone());
    }
    let besides = Besides { head: PageHead::new(state.base_url.clone()), data: PageData::default() };
    let context = {
        let (context, besides) = (provide(&state, &request), besides.clone());
        move || {
            context();
            provide_context(besides.head.clone());
            provide_context(besides.data.clone());
        }
    };
    let (assets, base) = (state.assets.clone(), state.base_url.clone());
    let part = request.extensions().get::<Tool>().map(|tool| tool.part);
    let asked = request_parts(&request);
    let render =
        leptos_axum::render_app_async_with_context(context, move || public_shell((*assets).clone(), &base, part));
    let page = state.db.snapshot(render(request)).await.into_response();
    if page.status() == StatusCode::NOT_FOUND
        && let Some(target) = moved(&state, &address).await.filter(|target| *target != address)
    {
        // An article may be taken down and come back, so nobody keeps the answer for good.
        let headers = [(header::LOCATION, target), (header::CACHE_CONTROL, "public, max-age=3600".to_owned())];
        return (StatusCode::MOVED_PERMANENTLY, headers).into_response();
    }
    if let Some(asked) = asked.filter(|_| page.status() == StatusCode::NOT_FOUND)
        && let Some(tool) = gone(&state, asked.uri.path()).await
    {
        let mut asked = asked;
        // No client's route answers this address, so the page shows what the server puts there.
        asked.uri = http::Uri::from_static("/da-go-xuong");
        return Box::pin(tool_page(state, asked, tool)).await;
    }
    if part.is_none()
        && page.status() == StatusCode::OK
        && let Some(target) = renamed(&address, &besides.head.path())
    {
        let headers = [(header::LOCATION, target), (header::CACHE_CONTROL, "public, max-age=3600".to_owned())];
        return (StatusCode::MOVED_PERMANENTLY, headers).into_response();
    }
    let mut response = finished(page, &besides).await;
    if is_poll {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(cookie) = new_voter.and_then(|voter| HeaderValue::from_str(&voter.cookie()).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Who asks for an article, for the page that stands where it stood.
fn request_parts(request: &Request) -> Option<http::request::Parts> {
    let is_article = request.uri().path().starts_with("/bai-viet/") && request.extensions().get::<Tool>().is_none();
    is_article.then(|| {
        let (mut asked, ()) = http::Request::new(()).into_parts();
        (asked.uri, asked.headers) = (request.uri().clone(), request.headers().clone());
        asked.extensions = request.extensions().clone();
        asked
    })
}

/// The page that stands where an article stood that readers knew.
async fn gone(state: &AppState, path: &str) -> Option<Tool> {
    let id: ArticleId = path.split('/').nth(2)?.parse().ok()?;
    let stone = match tombstone(&state.db, id).await {
        Ok(stone) => stone?,
        Err(fault) => {
            tracing::error!(%fault, "a tombstone could not be read");
            return None;
        }
    };
    let page = ServerPage(Arc::new(move || {
        let stone = stone.clone();
        view! { <TombstonePage stone/> }.into_any()
    }));
    Some(Tool { page, part: "" })
}

/// The address of an article that was asked for by an older one: its number says which it is, whatever follows.
fn renamed(address: &str, path: &str) -> Option<String> {
    let (asked, query) = address.split_once('?').map_or((address, None), |(asked, query)| (asked, Some(query)));
    let is_older = asked.starts_with("/bai-viet/") && path.starts_with("/bai-viet/") && asked != path;
    is_older.then(|| query.map_or(path.to_owned(), |query| format!("{path}?{query}")))
}

/// Where an address of the older site leads, first with its query, which some portals keep the article's number in.
async fn moved(state: &AppState, address: &str) -> Option<String> {
    let path = address.split('?').next().unwrap_or_default();
    for candidate in [address, path] {
        match find_target(&state.db, candidate).await {
            Ok(Some(target)) => return Some(target),
            Ok(None) => {}
            Err(fault) => {
                tracing::error!(%fault, "redirects could not be read");
                return None;
            }
        }
    }
    None
}

/// A server function. A form that a browser posts here without its client is answered, never redirected: the
/// framework would send it to any `Referer`.
async fn function(State(state): State<AppState>, mut request: Request) -> Response {
    request.headers_mut().remove(header::REFERER);
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let context = provide(&state, &request);
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    let mut response = with_status(response).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The framework answers every error of a server function with 500; ours say what they are.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, BODY).await.unwrap_or_default();
    let known = serde_json::from_slice::<AppError>(&bytes).ok();
    if let Some(status) = known.and_then(|error| StatusCode::from_u16(error.status()).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

async fn not_allowed(State(state): State<AppState>, request: Request) -> Response {
    if request.method() == http::Method::GET {
        page(State(state), request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}
