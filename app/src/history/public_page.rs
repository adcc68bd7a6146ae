//! `/bai-viet/{id}/{slug}/ban/{n}`: a version as readers saw it, for good.

use leptos::prelude::*;

use super::Published;
use crate::articles::{Attachments, article_url};
use crate::text::labels;
use crate::ui::{Day, PageTitle, PictureImage, QrCode, RichText};

/// The page. Search engines are led to the article itself.
#[component]
pub fn PublicVersion(
    /// The version.
    version: Published,
    /// Where the page is, from the scheme on.
    address: String,
) -> AnyView {
    let words = labels().history();
    let current = article_url(version.id, &version.slug);
    let number = words.number.replace("{n}", &version.version.to_string());
    let has_caption = !version.picture_caption.is_empty();
    let has_lead = !version.lead.is_empty();
    let byline: Vec<String> =
        [version.byline_name, version.byline_office].into_iter().filter(|part| !part.is_empty()).collect();
    view! {
        <PageTitle title=format!("{} ({number})", version.title) description=version.lead.clone() path=current.clone()/>
        <article class="article" lang="vi">
            <header class="article__head">
                <h1 class="article__title">{version.title}</h1>
                <p class="article__meta">
                    <span>{number} ", " {words.first_published} " " <Day stamp=version.published_at clock=true/></span>
                </p>
                <p class="version__note">
                    {if version.is_live { words.is_current } else { words.is_older }} " "
                    <a href=current>{words.to_current}</a>
                </p>
                {has_lead.then(|| view! { <p class="article__lead">{version.lead}</p> })}
            </header>
            {version.picture.map(|picture| view! {
                <figure class="figure article__picture">
                    <PictureImage picture eager=true/>
                    {has_caption.then(|| view! { <figcaption>{version.picture_caption}</figcaption> })}
                </figure>
            })}
            <RichText html=version.html/>
            {(!byline.is_empty()).then(|| view! { <p class="byline">{byline.join(", ")}</p> })}
            <Attachments files=version.attachments/>
            <Sheet address digest=version.digest/>
        </article>
    }
    .into_any()
}

/// What a reader needs to cite the version, and whoever holds its print to find it again and to tell whether both are
/// the same.
#[component]
fn Sheet(address: String, digest: String) -> impl IntoView {
    let words = labels().history();
    view! {
        <footer class="version__sheet">
            <dl>
                <dt>{words.address}</dt>
                <dd>{address.clone()}</dd>
                <dt>{words.digest}</dt>
                <dd><code>{digest}</code></dd>
            </dl>
            <QrCode text=address label=words.address/>
        </footer>
    }
}
