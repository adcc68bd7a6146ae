//! Every endpoint in one table: what it answers, who may call it, what handles it. `dinh routes --json` prints it, and
//! the router is built from it, so that neither can know one that the other does not.

use app::app::App;
use app::auth::{Action, Actor, authorize};
use app::state::AppState;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodRouter, delete, get, post, put};
use leptos_axum::generate_route_list;
use serde::Serialize;

use crate::layers::SecondStepNeeded;
use crate::{forms, health, live};

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everybody.
    Public,
    /// Staff who may open the desk.
    Desk,
    /// Staff who may change what others wrote.
    Edit,
    /// Staff who may publish.
    Publish,
    /// Administrators.
    Administer,
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

/// The endpoints with their handlers.
pub struct Table {
    /// The router made from them.
    pub router: Router<AppState>,
    endpoints: Vec<Endpoint>,
}

impl Table {
    fn add(mut self, method: &'static str, path: &str, access: Access, handler: MethodRouter<AppState>) -> Self {
        // The handlers ask for their guards again; this holds even for one that forgot.
        let handler = match access {
            Access::Public => handler,
            Access::Desk => handler.layer(from_fn(|request, next| only(Action::OpenDesk, request, next))),
            Access::Edit => handler.layer(from_fn(|request, next| only(Action::Edit, request, next))),
            Access::Publish => handler.layer(from_fn(|request, next| only(Action::Publish, request, next))),
            Access::Administer => handler.layer(from_fn(|request, next| only(Action::Administer, request, next))),
        };
        self.router = self.router.route(path, handler);
        self.endpoints.push(Endpoint { method, path: path.to_owned(), access });
        self
    }
}

async fn only(action: Action, request: Request, next: Next) -> Response {
    let actor = request.extensions().get::<Actor>().cloned().unwrap_or(Actor::Anonymous);
    match authorize(&actor, action) {
        // Without a second step there is nothing to do but to set one up.
        Ok(()) if request.extensions().get::<SecondStepNeeded>().is_some() && !is_own_account(&request) => {
            forms::to_own_account(request.method())
        }
        Ok(()) => next.run(request).await,
        Err(error) => forms::refused(request.method(), &error),
    }
}

fn is_own_account(request: &Request) -> bool {
    let path = request.uri().path();
    path == "/bien-tap/toi" || path.starts_with("/bien-tap/toi/")
}

/// The table.
pub fn table() -> Table {
    let table = Table { router: Router::new(), endpoints: Vec::new() };
    people(beside(editing(articles(public(table)))))
}

/// What everybody may call.
fn public(table: Table) -> Table {
    use Access::Public;
    table
        .add("GET", "/healthz", Public, get(health::healthz))
        .add("GET", "/readyz", Public, get(health::readyz))
        .add("GET", "/live", Public, get(live::live))
        .add("GET", "/favicon.svg", Public, get(health::favicon))
        .add("GET", "/desk/{file}", Public, get(forms::desk_script))
        .add("GET", "/tep/{id}/{name}", Public, get(forms::file))
        .add("GET", "/tep/{id}/{name}/van-ban", Public, get(forms::file_text))
        .add("GET", "/dang-nhap", Public, get(forms::sign_in_page))
        .add("POST", "/dang-nhap", Public, post(forms::sign_in))
        .add("POST", "/dang-xuat", Public, post(forms::sign_out))
        .add("POST", "/tham-do/{id}", Public, post(forms::ballot))
        .add("GET", "/bai-viet/{id}/{slug}/ban/{version}", Public, get(forms::published_version))
        .add("GET", "/cong-cu/sua-phong", Public, get(forms::repair_page))
        .add(
            "POST",
            "/cong-cu/sua-phong",
            Public,
            post(forms::repair_text).layer(DefaultBodyLimit::max(forms::REPAIR_BODY)),
        )
}

/// The desk's articles and their way.
fn articles(table: Table) -> Table {
    use Access::{Desk, Edit, Publish};
    table
        .add("GET", "/bien-tap", Desk, get(forms::queues))
        .add("POST", "/bien-tap/hang-loat", Desk, post(forms::bulk_articles))
        .add("POST", "/bien-tap/hang-loat/{id}/hoan-tac", Desk, post(forms::undo_bulk_articles))
        .add("GET", "/bien-tap/bao-cao", Edit, get(forms::report))
        .add("GET", "/bien-tap/bao-cao.csv", Edit, get(forms::report_csv))
        .add("GET", "/bien-tap/bao-cao.xlsx", Edit, get(forms::report_xlsx))
        .add("GET", "/bien-tap/bai-viet/moi", Desk, get(forms::new_article))
        .add("POST", "/bien-tap/bai-viet/moi", Desk, post(forms::save_article))
        .add("GET", "/bien-tap/bai-viet/{id}", Desk, get(forms::edit_article))
        .add("POST", "/bien-tap/bai-viet/{id}", Desk, post(forms::save_article))
        .add("GET", "/bien-tap/bai-viet/{id}/lich-su", Desk, get(forms::versions))
        .add("GET", "/bien-tap/bai-viet/{id}/so-sanh", Desk, get(forms::compare_versions))
        .add("POST", "/bien-tap/bai-viet/{id}/ten-ban/{version}", Desk, post(forms::name_a_version))
        .add("POST", "/bien-tap/bai-viet/{id}/lay-lai/{version}", Desk, post(forms::restore_version))
        .add("POST", "/bien-tap/bai-viet/{id}/buoc", Desk, post(forms::step))
        .add("POST", "/bien-tap/bai-viet/{id}/giao-viec", Edit, post(forms::charge_article))
        .add("POST", "/bien-tap/bai-viet/{id}/y-kien", Desk, post(forms::comment_article))
        .add("POST", "/bien-tap/bai-viet/{id}/hen-gio", Publish, post(forms::time_article))
        .add("POST", "/bien-tap/bai-viet/{id}/dia-chi", Publish, post(forms::readdress_article))
        .add("POST", "/bien-tap/bai-viet/{id}/go-xuong", Publish, post(forms::unpublish_article))
}

/// Writing in the editor.
fn editing(table: Table) -> Table {
    use Access::Desk;
    let paste = post(forms::pasted).layer(DefaultBodyLimit::max(forms::PASTED));
    let batch = post(forms::editing_batch).layer(DefaultBodyLimit::max(forms::PASTED));
    table
        .add("GET", "/bien-tap/bai-viet/{id}/soan", Desk, get(forms::editor_page))
        .add("GET", "/bien-tap/bai-viet/{id}/soan/kenh", Desk, get(forms::editing_socket))
        .add("GET", "/bien-tap/bai-viet/{id}/soan/buoc", Desk, get(forms::editing_commits))
        .add("POST", "/bien-tap/bai-viet/{id}/soan/buoc", Desk, batch)
        .add("GET", "/bien-tap/bai-viet/{id}/soan/ban", Desk, get(forms::editing_head))
        .add("POST", "/bien-tap/bai-viet/{id}/soan/phien-ban", Desk, post(forms::editing_checkpoint))
        .add("GET", "/bien-tap/bai-viet/{id}/soan/kiem", Desk, get(forms::editing_findings))
        .add("GET", "/bien-tap/bai-viet/{id}/soan/xem", Desk, get(forms::editing_preview))
        .add("POST", "/bien-tap/bai-viet/{id}/soan/dan", Desk, paste)
        .add("GET", "/bien-tap/trang", Desk, get(forms::linked_pages))
        .add("GET", "/bien-tap/tep/tin", Desk, get(forms::described_files))
}

/// Who may use the desk, and one's own account.
fn people(table: Table) -> Table {
    use Access::{Administer, Desk, Public};
    table
        .add("GET", "/dang-nhap/ma", Public, get(forms::code_page))
        .add("POST", "/dang-nhap/ma", Public, post(forms::give_code))
        .add("GET", "/quen-mat-khau", Public, get(forms::forgot_page))
        .add("POST", "/quen-mat-khau", Public, post(forms::forgot_password))
        .add("GET", "/loi-moi/{token}", Public, get(forms::join_page))
        .add("POST", "/loi-moi/{token}", Public, post(forms::join_site))
        .add("GET", "/bien-tap/toi", Desk, get(forms::me))
        .add("POST", "/bien-tap/toi/mat-khau", Desk, post(forms::change_password))
        .add("POST", "/bien-tap/toi/hai-buoc", Desk, post(forms::begin_second_step))
        .add("POST", "/bien-tap/toi/hai-buoc/bat", Desk, post(forms::turn_second_step_on))
        .add("POST", "/bien-tap/toi/hai-buoc/tat", Desk, post(forms::turn_second_step_off))
        .add("POST", "/bien-tap/toi/phien", Desk, post(forms::end_other_sessions))
        .add("POST", "/bien-tap/toi/phien/{id}", Desk, post(forms::end_own_session))
        .add("GET", "/tap-lenh/{name}", Public, get(forms::script))
        .add("POST", "/dang-nhap/khoa/hoi", Public, post(forms::ask_for_sign_in))
        .add("POST", "/dang-nhap/khoa", Public, post(forms::sign_in_with_passkey))
        .add("POST", "/bien-tap/toi/khoa/hoi", Desk, post(forms::ask_for_passkey))
        .add("POST", "/bien-tap/toi/khoa", Desk, post(forms::add_passkey))
        .add("POST", "/bien-tap/toi/khoa/{id}/bo", Desk, post(forms::remove_passkey))
        .add("POST", "/bien-tap/toi/thu", Desk, post(forms::choose_mail))
        .add("POST", "/bien-tap/thu/{id}/bo", Administer, post(forms::discard_mail))
        .add("GET", "/bien-tap/nguoi", Administer, get(forms::people))
        .add("POST", "/bien-tap/nguoi", Administer, post(forms::invite_person))
        .add("GET", "/bien-tap/nguoi/{id}", Administer, get(forms::person))
        .add("POST", "/bien-tap/nguoi/{id}/vai-tro", Administer, post(forms::set_person_rights))
        .add("POST", "/bien-tap/nguoi/{id}/khoa", Administer, post(forms::disable_person))
        .add("POST", "/bien-tap/nguoi/{id}/mo-khoa", Administer, post(forms::enable_person))
        .add("POST", "/bien-tap/nguoi/{id}/dang-xuat", Administer, post(forms::sign_person_out))
        .add("POST", "/bien-tap/nguoi/{id}/mat-khau", Administer, post(forms::reset_person))
        .add("POST", "/bien-tap/nguoi/{id}/hai-buoc", Administer, post(forms::reset_person_step))
        .add("POST", "/bien-tap/nguoi/{id}/du-lieu", Administer, post(forms::export_person))
        .add("POST", "/bien-tap/nguoi/{id}/xoa", Administer, post(forms::erase_person))
}

/// What stands on the desk beside articles.
fn beside(table: Table) -> Table {
    use Access::{Administer, Desk, Edit, Publish};
    table
        .add("GET", "/bien-tap/thong-bao", Desk, get(forms::notices))
        .add("GET", "/bien-tap/thong-bao/moi", Desk, get(forms::new_notice))
        .add("POST", "/bien-tap/thong-bao/moi", Desk, post(forms::save_notice))
        .add("GET", "/bien-tap/thong-bao/{id}", Desk, get(forms::edit_notice))
        .add("POST", "/bien-tap/thong-bao/{id}", Desk, post(forms::save_notice))
        .add("POST", "/bien-tap/thong-bao/{id}/go-xuong", Publish, post(forms::unpublish_notice))
        .add("GET", "/bien-tap/tham-do", Desk, get(forms::polls))
        .add("GET", "/bien-tap/tham-do/moi", Desk, get(forms::new_poll))
        .add("POST", "/bien-tap/tham-do/moi", Desk, post(forms::save_poll))
        .add("GET", "/bien-tap/tham-do/{id}", Desk, get(forms::edit_poll))
        .add("POST", "/bien-tap/tham-do/{id}", Desk, post(forms::save_poll))
        .add("POST", "/bien-tap/tham-do/{id}/mo", Publish, post(forms::open_poll))
        .add("POST", "/bien-tap/tham-do/{id}/dong", Publish, post(forms::close_poll))
        .add("GET", "/bien-tap/chu-hong", Edit, get(forms::damaged_words))
        .add("POST", "/bien-tap/chu-hong/{kind}/{id}", Edit, post(forms::mend_words))
        .add("GET", "/bien-tap/nhat-ky", Administer, get(forms::audit))
        .add("GET", "/bien-tap/tep", Desk, get(forms::library))
        .add("GET", "/bien-tap/tep/chon", Desk, get(forms::choose_file))
        .add("GET", "/bien-tap/tep/han-muc", Administer, get(forms::library_quota))
        .add("POST", "/bien-tap/tep/han-muc", Administer, post(forms::set_library_quota))
        .add("POST", "/bien-tap/tep/hang-loat", Desk, post(forms::bulk_library))
        .add("POST", "/bien-tap/tep/hang-loat/{id}/hoan-tac", Desk, post(forms::undo_bulk_library))
        .add(
            "POST",
            "/bien-tap/tep/{id}/thay",
            Edit,
            post(forms::replace_file).layer(DefaultBodyLimit::max(forms::UPLOAD_BODY)),
        )
        .add("POST", "/bien-tap/tep/thay/{id}/hoan-tac", Edit, post(forms::undo_replace_file))
        .add("POST", "/bien-tap/tep/{id}/xoa", Edit, post(forms::trash_file))
        .add("POST", "/bien-tap/tep/{id}/lay-lai", Edit, post(forms::untrash_file))
        .add("POST", "/bien-tap/tep/phan", Desk, post(forms::begin_arrival))
        .add("GET", "/bien-tap/tep/phan/{id}", Desk, get(forms::arrival))
        .add("PUT", "/bien-tap/tep/phan/{id}", Desk, put(forms::receive_piece))
        .add("DELETE", "/bien-tap/tep/phan/{id}", Desk, delete(forms::cancel_arrival))
        .add("GET", "/bien-tap/tep/{id}", Desk, get(forms::library_file))
        .add("POST", "/bien-tap/tep/{id}", Desk, post(forms::save_library_file))
        .add("POST", "/bien-tap/tep", Desk, post(forms::upload).layer(DefaultBodyLimit::max(forms::UPLOAD_BODY)))
}

/// Every endpoint: pages, server functions, forms, streams.
pub fn endpoints() -> Vec<Endpoint> {
    let mut endpoints = table().endpoints;
    for listing in generate_route_list(App) {
        endpoints.push(Endpoint { method: "GET", path: listing.path().to_owned(), access: Access::Public });
    }
    for (path, _) in server_fn::axum::server_fn_paths() {
        endpoints.push(Endpoint { method: "POST", path: path.to_owned(), access: Access::Public });
    }
    endpoints.push(Endpoint { method: "GET", path: "/pkg/{file}".into(), access: Access::Public });
    endpoints.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    endpoints
}
