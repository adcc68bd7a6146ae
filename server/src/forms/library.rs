//! The library of the desk: its list, and one file.

use app::auth::{Action, Place, authorize_at, editor};
use app::db::DbFault;
use app::error::{AppError, Problem};
use app::ids::MediaId;
use app::library::{
    Click, DeskChooser, DeskFile, DeskLibrary, FileData, FileForm, FileKind, FilePage, LibraryFilter, LibraryPage,
    Licence, Replaced, Sort, folders, list, load_file, may_change, save_file, split_tags, tags, usage, uses_of,
};
use app::state::AppState;
use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use leptos::prelude::{IntoAny, view};
use serde::Deserialize;

use super::render::{Done, SignedIn, desk_page, error_page, status_of, to};

/// What an address of the list asks for. A word that says nothing asks for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Asked {
    tim: String,
    loai: String,
    thu_muc: String,
    nhan: String,
    chua_dung: String,
    cua_toi: String,
    thu_tu: String,
    dang: String,
    trang: String,
    trung: String,
    rac: String,
    lam: String,
    xong: String,
    khong: String,
}

impl Asked {
    /// What one click did: 0 stands for one that took something back, nothing below for one that cannot be.
    fn click(&self) -> Option<Click> {
        let id: i64 = self.lam.parse().ok()?;
        let (done, refused) = (self.xong.parse().ok()?, self.khong.parse().ok()?);
        Some(Click { id: (id > 0).then_some(id), done, refused, undone: id == 0 })
    }

    /// The list that is asked for.
    pub fn filter(&self, who: &SignedIn) -> LibraryFilter {
        let words = |text: &str| text.chars().take(200).collect::<String>();
        LibraryFilter {
            words: words(&self.tim),
            kind: FileKind::parse(&self.loai),
            folder: Some(words(&self.thu_muc)).filter(|folder| !folder.is_empty()),
            tag: words(&self.nhan),
            unused: self.chua_dung == "1",
            mine: (self.cua_toi == "1").then_some(who.0.id),
            trash: self.rac == "1",
            sort: Sort::parse(&self.thu_tu).unwrap_or_default(),
            grid: self.dang == "luoi",
            page: self.trang.parse().unwrap_or(1).max(1),
        }
    }
}

/// What became of files that were sent together, but for those that were added.
#[derive(Default)]
pub struct SentFiles {
    /// Those that were there already.
    pub already: Vec<MediaId>,
    /// Those that were not taken, by name.
    pub refused: Vec<(String, AppError)>,
    /// What one click did.
    pub click: Option<Click>,
}

/// The list with what was just done, or why it was not.
pub async fn library_page(
    state: &AppState,
    who: SignedIn,
    filter: LibraryFilter,
    done: Option<&'static str>,
    sent: SentFiles,
) -> Response {
    let db = &state.db;
    let error = sent.refused.first().map(|(_, error)| error.clone());
    let status = status_of(&error);
    let loaded = async {
        let (listed, folders, tags) = (list(db, &filter).await?, folders(db).await?, tags(db).await?);
        let usage = usage(db, Some(who.0.id)).await?;
        let unfinished = state.arrivals.unfinished(Some(who.0.id)).await.map_err(DbFault::disk)?;
        let unfinished = unfinished.into_iter().map(|(_, file)| file).collect();
        let SentFiles { already, refused, click } = sent;
        Ok::<_, AppError>(LibraryPage {
            filter,
            listed,
            folders,
            tags,
            usage,
            unfinished,
            already,
            refused,
            click,
            error,
        })
    };
    let page = match loaded.await {
        Ok(page) => page,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status, move || {
        let (staff, page) = (who.0.clone(), page.clone());
        view! { <DeskLibrary staff page done/> }.into_any()
    })
    .await
}

/// The list.
pub async fn library(
    State(state): State<AppState>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    Query(done): Query<Done>,
) -> Response {
    let filter = asked.filter(&who);
    let already = asked.trung.split(',').take(50).filter_map(|id| id.parse().ok()).collect();
    let sent = SentFiles { already, refused: Vec::new(), click: asked.click() };
    library_page(&state, who, filter, done.words(), sent).await
}

/// Files to choose from.
pub async fn choose_file(State(state): State<AppState>, who: SignedIn, Query(asked): Query<Asked>) -> Response {
    let filter = LibraryFilter { trash: false, ..asked.filter(&who) };
    let listed = match list(&state.db, &filter).await {
        Ok(listed) => listed,
        Err(fault) => return error_page(&state, fault.into()).await,
    };
    desk_page(&state, StatusCode::OK, move || {
        let (staff, filter, listed) = (who.0.clone(), filter.clone(), listed.clone());
        view! { <DeskChooser staff filter listed/> }.into_any()
    })
    .await
}

/// The page of a file; a form that was refused is shown again as it was sent.
async fn file_page(
    state: &AppState,
    who: SignedIn,
    id: MediaId,
    sent: Option<FileForm>,
    (done, replaced): (Option<&'static str>, Option<Replaced>),
) -> Response {
    let loaded = async {
        let (row, stored) = load_file(&state.db, id).await?.ok_or(AppError::NotFound)?;
        let form = match sent {
            // Saving once more is then a choice made with the other's words in view.
            Some(sent) if sent.error == Some(AppError::Stale) => FileForm { base: row.version, ..sent },
            Some(sent) => sent,
            None => FileForm::stored(&row, stored.clone()),
        };
        let uses = uses_of(&state.db, id).await?;
        let may_change = may_change(&editor(&who.actor())?, row.uploaded_by.map(app::ids::AccountId)).is_ok();
        let may_delete = authorize_at(&who.actor(), Action::Edit, Place::Site).is_ok();
        Ok::<_, AppError>(FilePage {
            row,
            stored,
            form,
            uses,
            folders: folders(&state.db).await?,
            may_change,
            may_delete,
            replaced,
        })
    };
    let page = match loaded.await {
        Ok(page) => page,
        Err(error) => return error_page(state, error).await,
    };
    desk_page(state, status_of(&page.form.error), move || {
        let (staff, page) = (who.0.clone(), page.clone());
        view! { <DeskFile staff page done/> }.into_any()
    })
    .await
}

/// What a replacing did, in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WasReplaced {
    thay: String,
    xong: usize,
    nhap: usize,
    khong: usize,
}

impl WasReplaced {
    fn read(&self) -> Option<Replaced> {
        let id: i64 = self.thay.parse().ok()?;
        Some(Replaced { id: (id > 0).then_some(id), shown: self.xong, drafts: self.nhap, refused: self.khong })
    }
}

/// One file.
pub async fn library_file(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<MediaId>,
    Query(done): Query<Done>,
    Query(was): Query<WasReplaced>,
) -> Response {
    file_page(&state, who, id, None, (done.words(), was.read())).await
}

/// What the form of a file sends. Only pictures have the fields with a default.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    base: i64,
    #[serde(default)]
    alt: String,
    #[serde(default)]
    decorative: String,
    caption: String,
    credit: String,
    licence: String,
    licence_note: String,
    source: String,
    folder: String,
    tags: String,
    #[serde(default)]
    focal_x: String,
    #[serde(default)]
    focal_y: String,
}

fn focal(sent: &Sent) -> Result<Option<(i64, i64)>, AppError> {
    let (x, y) = (sent.focal_x.trim(), sent.focal_y.trim());
    if x.is_empty() && y.is_empty() {
        return Ok(None);
    }
    let per_cent = |text: &str| text.parse::<i64>().map_err(|_| AppError::field("focal_x", Problem::Malformed));
    Ok(Some((per_cent(x)?, per_cent(y)?)))
}

/// Saves what is said of a file.
pub async fn save_library_file(
    State(state): State<AppState>,
    who: SignedIn,
    Path(id): Path<MediaId>,
    Form(sent): Form<Sent>,
) -> Response {
    let (point, licence) = (focal(&sent), Licence::parse(&sent.licence));
    let data = FileData {
        alt: sent.alt,
        decorative: sent.decorative == "1",
        caption: sent.caption,
        credit: sent.credit,
        licence: licence.unwrap_or_default(),
        licence_note: sent.licence_note,
        source: sent.source,
        folder: sent.folder,
        tags: split_tags(&sent.tags),
        focal: point.clone().unwrap_or_default(),
    };
    let saved = async {
        let guard = editor(&who.actor())?;
        licence.ok_or(AppError::field("licence", Problem::Malformed))?;
        point?;
        Ok(save_file(&state.db, guard, id, sent.base, &data, state.clock.now()).await?)
    };
    match saved.await {
        Ok(()) => to(&format!("/bien-tap/tep/{id}"), "saved"),
        Err(error @ (AppError::NotFound | AppError::Denied)) => error_page(&state, error).await,
        Err(error) => {
            let (focal_x, focal_y, tags) = (sent.focal_x, sent.focal_y, sent.tags);
            let form = FileForm { base: sent.base, data, tags, focal_x, focal_y, error: Some(error) };
            file_page(&state, who, id, Some(form), (None, None)).await
        }
    }
}

/// The page of a file with why something was not done to it; somebody else's error as a page of its own.
pub async fn refused_file(state: &AppState, who: SignedIn, id: MediaId, error: AppError) -> Response {
    let stored = match load_file(&state.db, id).await {
        Ok(Some((row, stored))) if matches!(error, AppError::Invalid(_)) => FileForm::stored(&row, stored),
        Ok(_) => return error_page(state, error).await,
        Err(fault) => return error_page(state, fault.into()).await,
    };
    file_page(state, who, id, Some(FileForm { error: Some(error), ..stored }), (None, None)).await
}
