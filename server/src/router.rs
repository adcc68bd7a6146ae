//! Every endpoint in one table: what it answers, who may call it, what handles it. `dinh routes --json` prints it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::app::App;
use app::auth::{Action, Actor, authorize};
use app::polls::Voter;
use app::shell::public_shell;
use app::state::AppState;
use app::text::Language;
use app::ui::{BaseUrl, ResponseStatus};
use app::visits::Visitor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::{expect_context, provide_context};
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list};
use serde::Serialize;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::config::Config;
use crate::layers::{Surroundings, headers, identify};
use crate::{forms, live};

/// Where server functions are; each also says so in its own attribute.
const FUNCTIONS: &str = "/_fn";
/// The largest body of a request that is no upload.
const BODY: usize = 2 * 1024 * 1024;
/// The longest a request may take.
const TIME: Duration = Duration::from_secs(30);

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everybody.
    Public,
    /// Staff who may open the desk.
    Desk,
    /// Staff who may publish.
    Publish,
}

/// A line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Endpoint {
    /// The method.
    pub method: &'static str,
    /// The path, with `{names}`.
    pub path: String,
    /// Who may call it.
    pub access: Access,
}

struct Table {
    router: Router<AppState>,
    endpoints: Vec<Endpoint>,
}

impl Table {
    fn add(
        mut self,
        method: &'static str,
        path: &str,
        access: Access,
        handler: MethodRouter<AppState>,
    ) -> Self {
        // The handlers ask for their guards again; this holds even for one that forgot.
        let handler = match access {
            Access::Public => handler,
            Access::Desk => handler.layer(from_fn(|request, next| {
                only(Action::OpenDesk, request, next)
            })),
            Access::Publish => handler.layer(from_fn(|request, next| {
                only(Action::Publish, request, next)
            })),
        };
        self.router = self.router.route(path, handler);
        self.endpoints.push(Endpoint {
            method,
            path: path.to_owned(),
            access,
        });
        self
    }
}

async fn only(action: Action, request: Request, next: Next) -> Response {
    let actor = request
        .extensions()
        .get::<Actor>()
        .cloned()
        .unwrap_or(Actor::Anonymous);
    match authorize(&actor, action) {
        Ok(()) => next.run(request).await,
        Err(error) => forms::refused(request.method(), &error),
    }
}

fn table() -> Table {
    use Access::{Desk, Public, Publish};
    let table = Table {
        router: Router::new(),
        endpoints: Vec::new(),
    };
    let table = table
        .add("GET", "/healthz", Public, get(healthz))
        .add("GET", "/readyz", Public, get(readyz))
        .add("GET", "/live", Public, get(live::live))
        .add("GET", "/favicon.svg", Public, get(favicon))
        .add("GET", "/tep/{id}/{name}", Public, get(forms::file))
        .add("GET", "/dang-nhap", Public, get(forms::sign_in_page))
        .add("POST", "/dang-nhap", Public, post(forms::sign_in))
        .add("POST", "/dang-xuat", Public, post(forms::sign_out))
        .add("POST", "/tham-do/{id}", Public, post(forms::ballot));
    let table = table
        .add("GET", "/bien-tap", Desk, get(forms::articles))
        .add(
            "GET",
            "/bien-tap/bai-viet/moi",
            Desk,
            get(forms::new_article),
        )
        .add(
            "POST",
            "/bien-tap/bai-viet/moi",
            Desk,
            post(forms::save_article),
        )
        .add(
            "GET",
            "/bien-tap/bai-viet/{id}",
            Desk,
            get(forms::edit_article),
        )
        .add(
            "POST",
            "/bien-tap/bai-viet/{id}",
            Desk,
            post(forms::save_article),
        )
        .add(
            "POST",
            "/bien-tap/bai-viet/{id}/go-xuong",
            Publish,
            post(forms::unpublish_article),
        );
    let table = table
        .add("GET", "/bien-tap/thong-bao", Desk, get(forms::notices))
        .add(
            "GET",
            "/bien-tap/thong-bao/moi",
            Desk,
            get(forms::new_notice),
        )
        .add(
            "POST",
            "/bien-tap/thong-bao/moi",
            Desk,
            post(forms::save_notice),
        )
        .add(
            "GET",
            "/bien-tap/thong-bao/{id}",
            Desk,
            get(forms::edit_notice),
        )
        .add(
            "POST",
            "/bien-tap/thong-bao/{id}",
            Desk,
            post(forms::save_notice),
        )
        .add(
            "POST",
            "/bien-tap/thong-bao/{id}/go-xuong",
            Publish,
            post(forms::unpublish_notice),
        );
    table
        .add("GET", "/bien-tap/tham-do", Desk, get(forms::polls))
        .add("GET", "/bien-tap/tham-do/moi", Desk, get(forms::new_poll))
        .add(
            "POST",
            "/bien-tap/tham-do/moi",
            Desk,
            post(forms::save_poll),
        )
        .add("GET", "/bien-tap/tham-do/{id}", Desk, get(forms::edit_poll))
        .add(
            "POST",
            "/bien-tap/tham-do/{id}",
            Desk,
            post(forms::save_poll),
        )
        .add(
            "POST",
            "/bien-tap/tham-do/{id}/mo",
            Publish,
            post(forms::open_poll),
        )
        .add(
            "POST",
            "/bien-tap/tham-do/{id}/dong",
            Publish,
            post(forms::close_poll),
        )
        .add("GET", "/bien-tap/tep", Desk, get(forms::media))
        .add(
            "POST",
            "/bien-tap/tep",
            Desk,
            post(forms::upload).layer(DefaultBodyLimit::max(app::media::MAX_UPLOAD + 64 * 1024)),
        )
}

/// Every endpoint: pages, server functions, forms, streams.
pub fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = table().endpoints;
    for listing in generate_route_list(App) {
        endpoints.push(Endpoint {
            method: "GET",
            path: listing.path().to_owned(),
            access: Access::Public,
        });
    }
    for (path, _) in server_fn::axum::server_fn_paths() {
        endpoints.push(Endpoint {
            method: "POST",
            path: path.to_owned(),
            access: Access::Public,
        });
    }
    endpoints.push(Endpoint {
        method: "GET",
        path: "/pkg/{file}".into(),
        access: Access::Public,
    });
    endpoints.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    endpoints
}

/// The whole service.
pub fn build(config: &Config, state: AppState) -> Router {
    let pages: Vec<AxumRouteListing> = generate_route_list(App);
    let mut router = table()
        .router
        .route(&format!("{FUNCTIONS}/{{name}}"), post(function));
    for listing in pages {
        // POST on a poll's page is in the table already; everything else answers GET alone.
        router = router.route(&axum_path(listing.path()), get(page));
    }
    let around = Surroundings {
        state: state.clone(),
        trusted: config.trusted_proxies.clone().into(),
        tls: config.is_tls(),
    };
    router
        .nest_service("/pkg", client_files(&config.site_dir))
        .fallback(any(not_allowed))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME,
        ))
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
    let files = ServeDir::new(site.join("pkg"))
        .precompressed_br()
        .precompressed_gzip();
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let caching = SetResponseHeaderLayer::if_not_present(
        header::CACHE_CONTROL,
        move |response: &Response<_>| response.status().is_success().then(|| for_ever.clone()),
    );
    Router::new().fallback_service(files).layer(caching)
}

fn axum_path(path: &str) -> String {
    path.split('/')
        .map(
            |part| match (part.strip_prefix(':'), part.strip_prefix('*')) {
                (Some(name), _) => format!("{{{name}}}"),
                (_, Some(name)) => format!("{{*{name}}}"),
                _ => part.to_owned(),
            },
        )
        .collect::<Vec<_>>()
        .join("/")
}

/// What views and server functions find in their context.
fn provide(
    state: &AppState,
    request: &Request,
) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let state = state.clone();
    let base = BaseUrl(state.base_url.clone());
    let extensions = request.extensions();
    let actor = extensions.get::<Actor>().cloned();
    let visitor = extensions.get::<Visitor>().cloned();
    let voter = extensions.get::<Voter>().cloned();
    move || {
        provide_context(state.clone());
        provide_context(base.clone());
        provide_context(Language::Vietnamese);
        actor.clone().map(provide_context);
        visitor.clone().map(provide_context);
        voter.clone().map(provide_context);
        let options = expect_context::<ResponseOptions>();
        provide_context(ResponseStatus(Arc::new(move |status| {
            options.set_status(
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            );
        })));
    }
}

/// A public page, rendered whole.
async fn page(State(state): State<AppState>, mut request: Request) -> Response {
    let is_poll = request.uri().path().starts_with("/tham-do/");
    // Only the page with the form may set the voter's cookie: a view of any other page sets none.
    let new_voter = (is_poll && request.extensions().get::<Voter>().is_none()).then(Voter::new);
    if let Some(voter) = &new_voter {
        request.extensions_mut().insert(voter.clone());
    }
    let context = provide(&state, &request);
    let assets = state.assets.clone();
    let render = leptos_axum::render_app_async_with_context(context, move || {
        public_shell((*assets).clone())
    });
    let mut response = render(request).await.into_response();
    if is_poll {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(cookie) = new_voter.and_then(|voter| HeaderValue::from_str(&voter.cookie()).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A server function. A form that a browser posts here without its client is answered, never redirected: the
/// framework would send it to any `Referer`.
async fn function(State(state): State<AppState>, mut request: Request) -> Response {
    request.headers_mut().remove(header::REFERER);
    request
        .headers_mut()
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let context = provide(&state, &request);
    let mut response = leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn not_allowed(State(state): State<AppState>, request: Request) -> Response {
    if request.method() == http::Method::GET {
        page(State(state), request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn healthz() -> &'static str {
    "ok"
}

async fn readyz(State(state): State<AppState>) -> Response {
    match app::site::site_info(&state.db).await {
        Ok(_) => "ready".into_response(),
        Err(fault) => {
            tracing::error!(%fault, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer",
            )
                .into_response()
        }
    }
}

async fn favicon() -> Response {
    let cached = (header::CACHE_CONTROL, "public, max-age=86400");
    (
        [(header::CONTENT_TYPE, "image/svg+xml"), cached],
        include_str!("favicon.svg"),
    )
        .into_response()
}
