//! A picture in the widths it is stored in.

use leptos::prelude::*;

use crate::media::Picture;

/// An `<img>` with its size, so that nothing jumps when it arrives.
#[component]
pub fn PictureImage(
    /// The picture.
    picture: Picture,
    /// It is seen first, so fetch it at once; others wait until they come near.
    #[prop(optional)]
    eager: bool,
) -> AnyView {
    let sizes = if eager { "(min-width: 64rem) 44rem, 100vw" } else { "(min-width: 48rem) 20rem, 100vw" };
    view! {
        <img
            class="picture" src=picture.src() srcset=picture.srcset() sizes=sizes alt=picture.alt
            width=picture.width height=picture.height
            loading=if eager { "eager" } else { "lazy" } decoding="async"
            fetchpriority=if eager { "high" } else { "auto" }
        />
    }
    .into_any()
}
