//! The words of the desk. Readers download none of them.

mod en;
mod vi;

use super::Labels;

/// The words of the desk.
pub struct Desk {
    /// Desk
    pub title: &'static str,
    /// Articles
    pub articles: &'static str,
    /// Notices
    pub notices: &'static str,
    /// Polls
    pub polls: &'static str,
    /// Files
    pub media: &'static str,
    /// Sign out
    pub sign_out: &'static str,
    /// Signed in as
    pub signed_in_as: &'static str,
    /// New article
    pub new_article: &'static str,
    /// New notice
    pub new_notice: &'static str,
    /// New poll
    pub new_poll: &'static str,
    /// Edit
    pub edit: &'static str,
    /// Save draft
    pub save: &'static str,
    /// Publish
    pub publish: &'static str,
    /// Publish this version
    pub publish_version: &'static str,
    /// Take down
    pub unpublish: &'static str,
    /// Open
    pub open_poll: &'static str,
    /// Close
    pub close_poll: &'static str,
    /// View on the site
    pub view: &'static str,
    /// Saved.
    pub saved: &'static str,
    /// Published.
    pub published: &'static str,
    /// Taken down.
    pub taken_down: &'static str,
    /// Title
    pub heading: &'static str,
    /// Section
    pub section: &'static str,
    /// Lead
    pub lead: &'static str,
    /// Body
    pub body: &'static str,
    /// Markdown: ## heading, - list, **bold**, [text](https://…). Picture: ![alt](/tep/number/name "caption") on a line of its own.
    pub body_hint: &'static str,
    /// Pasting from Word …: headings, lists, … are kept; Ctrl+Shift+V pastes the words alone.
    pub paste_ready: &'static str,
    /// Pasted as Markdown; broken words mended: {n}. Ctrl+Z takes it back.
    pub paste_done: &'static str,
    /// The same, and how many pictures, {m}, have to be uploaded.
    pub paste_pictures: &'static str,
    /// Author
    pub byline_name: &'static str,
    /// Office
    pub byline_office: &'static str,
    /// Main picture (file number)
    pub picture: &'static str,
    /// What the picture shows
    pub picture_alt: &'static str,
    /// Caption
    pub picture_caption: &'static str,
    /// Attachments (file numbers, by commas)
    pub attachments: &'static str,
    /// Severity
    pub severity: &'static str,
    /// Shown from
    pub starts_at: &'static str,
    /// Until (empty: no end)
    pub ends_at: &'static str,
    /// Question
    pub question: &'static str,
    /// Options, one a line
    pub options: &'static str,
    /// Closes at (empty: no end)
    pub closes_at: &'static str,
    /// State
    pub state: &'static str,
    /// Draft
    pub draft: &'static str,
    /// Published
    pub live: &'static str,
    /// Published, newer draft waiting
    pub live_older: &'static str,
    /// Open
    pub poll_open: &'static str,
    /// Closed
    pub poll_closed: &'static str,
    /// Saved
    pub changed: &'static str,
    /// by
    pub by: &'static str,
    /// version
    pub version: &'static str,
    /// Choose a file (picture, PDF, Word, Excel; 20 MB at most)
    pub file: &'static str,
    /// Upload
    pub upload: &'static str,
    /// File number
    pub file_number: &'static str,
    /// Name
    pub name: &'static str,
    /// Size
    pub size: &'static str,
    /// Nothing yet.
    pub nothing: &'static str,
    /// E-mail
    pub email: &'static str,
    /// Password
    pub password: &'static str,
    /// Sign in
    pub enter: &'static str,
    /// E-mail or password is wrong.
    pub wrong_password: &'static str,
    /// Sign-in over http is allowed on this machine only. Put TLS in front (HAProxy, nginx or Caddy passing on to this port) and set DINH_BASE_URL to the https address.
    pub needs_tls: &'static str,
    /// To the site
    pub to_site: &'static str,
    /// votes
    pub votes: &'static str,
    /// Not published
    pub not_published: &'static str,
}

impl Labels {
    /// The words of the desk in this language.
    pub fn desk(&self) -> &'static Desk {
        if self.is_vietnamese() { &vi::DESK } else { &en::DESK }
    }
}
