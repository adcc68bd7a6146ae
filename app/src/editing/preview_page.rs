//! `/bien-tap/bai-viet/{id}/soan/xem`: the words as readers would see them, for the frame beside the editor.

use leptos::prelude::*;

use crate::articles::Attachments;
use crate::media::{Attachment, Picture};
use crate::ui::{PictureImage, RichText};

/// What the frame shows.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// The title.
    pub title: String,
    /// The lead.
    pub lead: String,
    /// The picture.
    pub picture: Option<Picture>,
    /// Its caption.
    pub picture_caption: String,
    /// The body, with the id of every block.
    pub html: String,
    /// Author and office.
    pub byline: String,
    /// Files to download.
    pub attachments: Vec<Attachment>,
}

/// The article without the frame of the site.
#[component]
pub fn Preview(
    /// What it shows.
    view: PreviewView,
) -> impl IntoView {
    let has_caption = !view.picture_caption.is_empty();
    let has_lead = !view.lead.is_empty();
    let has_byline = !view.byline.is_empty();
    view! {
        <main class="preview" id="noi-dung">
            <article class="article" lang="vi">
                <header class="article__head">
                    <h1 class="article__title">{view.title}</h1>
                    {has_lead.then(|| view! { <p class="article__lead">{view.lead}</p> })}
                </header>
                {view.picture.map(|picture| view! {
                    <figure class="figure article__picture">
                        <PictureImage picture eager=true/>
                        {has_caption.then(|| view! { <figcaption>{view.picture_caption}</figcaption> })}
                    </figure>
                })}
                <RichText html=view.html/>
                {has_byline.then(|| view! { <p class="byline">{view.byline}</p> })}
                <Attachments files=view.attachments/>
            </article>
        </main>
    }
}
