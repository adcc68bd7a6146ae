//! Answers that forms share.

use app::auth::{Actor, Staff};
use app::editing::{Preview, PreviewView};
use app::error::AppError;
use app::shell::{desk_shell, preview_shell};
use app::state::AppState;
use app::text::Language;
use app::ui::{ErrorView, PageData, PageHead};
use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};
use leptos::prelude::*;
use serde::Deserialize;

use crate::document::{Besides, finished};

/// What a page in a frame of the editor may do: show itself, there alone.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'self'";

/// The member of staff who sent the request.
pub struct SignedIn(pub Staff);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Response> {
        match parts.extensions.get::<Actor>() {
            Some(Actor::Staff(staff)) => Ok(Self(staff.clone())),
            _ => Err(refused(&parts.method, &AppError::SignIn)),
        }
    }
}

impl SignedIn {
    /// The same person, for guards.
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.0.clone())
    }
}

/// What was just done, carried over a redirect.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    /// The sentence for it; anything unknown says nothing.
    pub fn words(&self) -> Option<&'static str> {
        let words = Language::Vietnamese.labels().desk();
        match self.done.as_str() {
            "saved" => Some(words.saved),
            "published" => Some(words.published),
            "taken-down" => Some(words.taken_down),
            "restored" => Some(Language::Vietnamese.labels().history().restored),
            "done" => Some(Language::Vietnamese.labels().people().done),
            "step" => Some(Language::Vietnamese.labels().workflow().done_step),
            "charged" => Some(Language::Vietnamese.labels().workflow().done_charge),
            "timed" => Some(Language::Vietnamese.labels().workflow().done_times),
            "commented" => Some(Language::Vietnamese.labels().workflow().done_comment),
            "readdressed" => Some(Language::Vietnamese.labels().workflow().done_readdress),
            "trashed" => Some(Language::Vietnamese.labels().library().trashed),
            "untrashed" => Some(Language::Vietnamese.labels().library().untrashed),
            "already" => Some(Language::Vietnamese.labels().library().already),
            "named" => Some(Language::Vietnamese.labels().history().named),
            _ => None,
        }
    }
}

/// An answer to somebody who may not do what was asked: the sign-in page for a reader who opened a page of the desk,
/// a status otherwise.
pub fn refused(method: &Method, error: &AppError) -> Response {
    if *error == AppError::SignIn && method == Method::GET {
        return Redirect::to("/dang-nhap").into_response();
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN);
    (status, error.message(Language::Vietnamese.labels())).into_response()
}

/// An answer to somebody who has to set up a second step first.
pub fn to_own_account(method: &Method) -> Response {
    if method == Method::GET {
        return Redirect::to("/bien-tap/toi").into_response();
    }
    (StatusCode::FORBIDDEN, Language::Vietnamese.labels().people().second_needed).into_response()
}

/// A page made on the server alone.
pub async fn desk_page(
    state: &AppState,
    status: StatusCode,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    desk_page_with(state, status, None, page).await
}

/// As [`desk_page`], with the part of the client that belongs to a form with a body: it takes what is pasted.
pub async fn writing_page(
    state: &AppState,
    status: StatusCode,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    desk_page_with(state, status, Some("pasting"), page).await
}

async fn desk_page_with(
    state: &AppState,
    status: StatusCode,
    part: Option<&'static str>,
    page: impl Fn() -> AnyView + Clone + Send + Sync + 'static,
) -> Response {
    let assets = state.assets.clone();
    let head = PageHead::new(state.base_url.clone());
    head.name_site(Language::Vietnamese.labels().desk().title.to_owned());
    let context = {
        let head = head.clone();
        move || {
            provide_context(Language::Vietnamese);
            provide_context(head.clone());
        }
    };
    let render =
        leptos_axum::render_app_async_with_context(context, move || desk_shell((*assets).clone(), part, page.clone()));
    let besides = Besides { head, data: PageData::default() };
    let mut response = finished(render(Request::new(Body::empty())).await.into_response(), &besides).await;
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// The words of an article in a frame of this site's own. Nothing in it runs, not even what other pages bring along.
pub fn preview_page(state: &AppState, view: PreviewView) -> Response {
    let html = Owner::new().with(|| {
        provide_context(Language::Vietnamese);
        preview_shell((*state.assets).clone(), &view.title.clone(), view! { <Preview view/> }.into_any()).to_html()
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED)),
    ];
    (headers, html).into_response()
}

/// The error as a page.
pub async fn error_page(state: &AppState, error: AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    desk_page(state, status, move || {
        let error = error.clone();
        view! { <main id="noi-dung"><ErrorView error/></main> }.into_any()
    })
    .await
}

/// The status that goes with a form shown again.
pub fn status_of(error: &Option<AppError>) -> StatusCode {
    error.as_ref().and_then(|error| StatusCode::from_u16(error.status()).ok()).unwrap_or(StatusCode::OK)
}

/// Sends the browser to `path` with what was done.
pub fn to(path: &str, done: &str) -> Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}
