//! Articles: what readers see is a pointer to one of the versions that editors saved.
//!
//! Invariants: a save never overwrites, it adds a version and names the one it was based on; `live_version` alone
//! decides what readers see; the body is stored as a `prose` tree and becomes HTML in one place.

mod article_page;
mod attachments;
mod byline;
mod card;
mod contents;
mod home_page;
mod related;
mod server;
mod types;

#[cfg(feature = "ssr")]
mod assets;
#[cfg(feature = "ssr")]
mod desk_form;
#[cfg(feature = "ssr")]
mod drafts;
#[cfg(feature = "ssr")]
mod input;
#[cfg(feature = "ssr")]
mod publish;
#[cfg(feature = "ssr")]
mod store;

pub use article_page::{Article, ArticlePage};
pub use attachments::Attachments;
pub use card::CardList;
pub use home_page::HomePage;
pub use server::{GetArticle, GetHome, get_article, get_home};
pub use types::{ArticleCard, ArticleLink, ArticleView, HomeView, OutlineEntry, SectionDigest, article_url};

#[cfg(feature = "ssr")]
pub use assets::{ASSET_STATEMENTS, BodyAssets, assets_for};
#[cfg(feature = "ssr")]
pub use desk_form::{ArticleForm, DeskArticle, MayDo};
#[cfg(feature = "ssr")]
pub use drafts::{
    DRAFT_STATEMENTS, Draft, Head, Saved, files_in_bodies, files_of, heads_after, load_draft, load_text,
    remove_untouched_in, save_draft, save_draft_in,
};
#[cfg(feature = "ssr")]
pub use input::{ArticleInput, ArticleText, body_to_markdown, media_in_address};
#[cfg(feature = "ssr")]
pub use publish::{PUBLISH_STATEMENTS, check_publishable_in, publish, publish_in, publish_scheduled_in, withdraw_in};
#[cfg(feature = "ssr")]
pub use store::{STATEMENTS, article_view, home_view, in_section, is_public};
