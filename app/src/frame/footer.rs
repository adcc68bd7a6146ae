//! The foot of every page: who is behind the site and who answers for it.

use leptos::prelude::*;

use crate::site::SiteInfo;
use crate::text::labels;

/// Owning body, licence, person responsible, address, telephone, e-mail; empty lines are left out.
#[component]
pub fn Footer(
    /// The body behind the site.
    site: SiteInfo,
) -> AnyView {
    let text = labels();
    let line = |label: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let phone = format!("tel:{}", site.telephone.replace(' ', ""));
    let mail = format!("mailto:{}", site.email);
    view! {
        <footer class="colophon">
            <div class="colophon__inner">
                <p class="colophon__name">{site.name}</p>
                <dl class="colophon__list">
                    {line(text.footer.owner, site.owner)}
                    {line(text.footer.licence, site.licence)}
                    {line(text.footer.responsible, site.responsible)}
                    {line(text.footer.address, site.address)}
                    {(!site.telephone.is_empty()).then(|| view! {
                        <div><dt>{text.footer.telephone}</dt><dd><a href=phone rel="external">{site.telephone}</a></dd></div>
                    })}
                    {(!site.email.is_empty()).then(|| view! {
                        <div><dt>{text.footer.email}</dt><dd><a href=mail rel="external">{site.email}</a></dd></div>
                    })}
                </dl>
                <p class="colophon__links">
                    <a href="/thong-ke">{text.counter.title}</a>
                    <a href="/cong-cu/sua-phong" rel="external">{text.footer.repair}</a>
                    <a href="/dang-nhap" rel="external nofollow">{text.sign_in}</a>
                </p>
            </div>
        </footer>
    }
    .into_any()
}
