//! Where files are dropped or chosen and sent in pieces. Its script finds its places by their data attributes and takes
//! its words from them.

use leptos::prelude::*;

use crate::desk::Script;
use crate::media::Arriving;
use crate::text::{bytes, labels};

/// The form of the library's list. Without its script it sends files as any form does.
#[component]
pub fn UploadForm(
    /// What the person began and did not finish.
    unfinished: Vec<Arriving>,
) -> impl IntoView {
    let (text, words) = (labels(), labels().library());
    view! {
        <form class="form upload" method="post" action="/bien-tap/tep" enctype="multipart/form-data"
            data-upload="/bien-tap/tep/phan" data-files="/bien-tap/tep" data-summary=words.sent_summary
            data-waiting=words.sent_waiting data-sending=words.sent_sending data-checking=words.sent_checking
            data-done=words.sent_done data-already=words.sent_already data-broken=words.sent_broken
            data-failed=words.sent_failed data-cancelled=words.sent_cancelled>
            <div class="field">
                <label class="field__label" for="file">{text.desk().file}</label>
                <input class="field__control" type="file" id="file" name="file" required=true multiple=true/>
            </div>
            <div class="form__buttons" data-without-script="">
                <button class="button" type="submit">{text.desk().upload}</button>
            </div>
            <Unfinished files=unfinished/>
            <Rows/>
        </form>
        <script type="module" src=Script::Upload.url()></script>
    }
}

/// The same beside a field that takes numbers of files, in a form of its own; there only with its script.
#[component]
pub fn UploadInto(
    /// The field's id.
    field: &'static str,
    /// The words for its picker.
    label: &'static str,
    /// More than one file may be sent.
    many: bool,
) -> impl IntoView {
    let words = labels().library();
    let id = format!("{field}-file");
    view! {
        <div class="upload" hidden=true data-into=field data-one=(!many).then_some("")
            data-upload="/bien-tap/tep/phan" data-files="/bien-tap/tep" data-summary=words.sent_summary
            data-waiting=words.sent_waiting data-sending=words.sent_sending data-checking=words.sent_checking
            data-done=words.sent_into data-already=words.sent_into data-broken=words.sent_broken
            data-failed=words.sent_failed data-cancelled=words.sent_cancelled>
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                <input class="field__control" type="file" id=id multiple=many/>
            </div>
            <Rows/>
        </div>
    }
}

/// What the script fills.
#[component]
fn Rows() -> impl IntoView {
    let words = labels().library();
    view! {
        <p class="upload__hint" hidden=true data-with-script="">{words.drop_here}</p>
        <ul class="upload__list" data-upload-list=""></ul>
        <p class="upload__hint" aria-live="polite" data-upload-summary=""></p>
        <template>
            <li class="upload__row">
                <span class="upload__name" data-upload-name=""></span>
                <progress class="upload__bar" max="100" value="0"></progress>
                <span class="upload__state" data-upload-state=""></span>
                <span class="upload__buttons">
                    <button class="button button--plain" type="button" data-upload-again="" hidden=true>{words.send_again}</button>
                    <button class="button button--plain" type="button" data-upload-cancel="">{words.send_cancel}</button>
                </span>
            </li>
        </template>
    }
}

/// What was begun before, so that nobody begins at nothing again.
#[component]
fn Unfinished(files: Vec<Arriving>) -> impl IntoView {
    let words = labels().library();
    (!files.is_empty()).then(|| {
        let size = |size: u64| bytes(i64::try_from(size).unwrap_or(i64::MAX));
        let lines = files.into_iter().map(|file| {
            let far = words.sent_far.replace("{n}", &size(file.received)).replace("{m}", &size(file.size));
            view! { <li>{file.name} ": " {far}</li> }
        });
        view! {
            <div class="version__note" data-with-script="" hidden=true>
                <p>{words.sent_unfinished}</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
    })
}
