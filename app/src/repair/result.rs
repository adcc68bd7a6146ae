//! What the repair made of a text: the text, and each change with its reason.

use leptos::prelude::*;
use vietnamese::repair::{Confidence, Repair};

use crate::text::labels;

/// The result, empty until a text was repaired. The part that runs in the browser fills the same places, and makes its
/// rows from the template.
#[component]
pub fn RepairResult(
    /// What was made, once something was pasted.
    repair: Option<Repair>,
) -> AnyView {
    let words = labels().repair();
    let groups = repair.as_ref().map(Repair::groups).unwrap_or_default();
    let hidden = repair.is_none();
    let summary = repair.as_ref().map(|repair| {
        let doubtful = repair.changes.iter().filter(|change| change.confidence == Confidence::Likely).count();
        words.summary(repair.changes.len(), doubtful)
    });
    let text = repair.as_ref().map(|repair| repair.text.clone()).unwrap_or_default();
    let rows = groups.iter().map(|group| {
        let change = group.change;
        row(
            &change.before,
            &change.after,
            &group.places.len().to_string(),
            change.rule.label(),
            change.confidence.label(),
        )
    });
    let rows = rows.collect_view();
    let no_table = groups.is_empty();
    view! {
        <section id="ket-qua" class="repair" hidden=hidden aria-labelledby="ket-qua-ten"
            data-none=words.nothing data-some=words.some data-doubtful=words.some_doubtful data-long=words.too_long>
            <h2 id="ket-qua-ten">{words.result}</h2>
            <p id="tom-tat" class="repair__summary" role="status">{summary}</p>
            {crate::ui::area_field("da-sua", 10, words.repaired, &text, None)}
            <p class="repair__actions"><button type="button" id="sao-chep" class="button" hidden=true data-done=words.copied>{words.copy}</button></p>
            <div id="bang" class="table-scroll" tabindex="0" role="region" aria-label=words.changes hidden=no_table>
                <table class="table">
                    <caption>{words.changes}</caption>
                    <thead><tr>
                        <th scope="col">{words.before}</th><th scope="col">{words.after}</th>
                        <th scope="col" class="repair__keep" hidden=true>{words.keep}</th>
                        <th scope="col">{words.times}</th><th scope="col">{words.confidence}</th><th scope="col">{words.reason}</th>
                    </tr></thead>
                    <tbody id="thay-doi">{rows}</tbody>
                </table>
            </div>
            <template id="hang">{row("", "", "", "", "")}</template>
        </section>
    }
    .into_any()
}

fn row(before: &str, after: &str, count: &str, confidence: &str, reason: &str) -> AnyView {
    let [before, after, count, confidence, reason] = [before, after, count, confidence, reason].map(str::to_owned);
    view! {
        <tr>
            <td><del>{before}</del></td><td><ins>{after}</ins></td>
            <td class="repair__keep" hidden=true><input type="checkbox"/></td>
            <td>{count}</td><td>{confidence}</td><td>{reason}</td>
        </tr>
    }
    .into_any()
}
