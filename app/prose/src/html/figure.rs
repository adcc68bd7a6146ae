//! Pictures to HTML: size, focal point and crop without inline style.

use super::{Media, Renderer, shows};
use crate::{Figure, FigureSize, Focal, Picture};

impl Renderer<'_> {
    pub(super) fn gallery(&mut self, id: &str, pictures: &[Picture]) {
        self.element("div", id);
        self.push(" class=\"gallery\" role=\"group\" aria-label=\"Bộ ảnh\">");
        for picture in pictures {
            self.open_suggestions(&picture.suggestions);
            self.figure(&picture.id, &picture.figure);
            self.close_suggestions(&picture.suggestions);
        }
        self.push("</div>");
    }

    pub(super) fn figure(&mut self, id: &str, figure: &Figure) {
        let cropped = figure.media_id.zip(figure.crop).and_then(|(id, crop)| self.assets.cropped(id, crop));
        let found = cropped.or_else(|| figure.media_id.and_then(|id| self.assets.media(id)));
        let has_caption = shows(&figure.caption);
        if found.is_none() && !has_caption && figure.alt.trim().is_empty() {
            return;
        }
        self.element("figure", id);
        self.push(" class=\"figure");
        if figure.size != FigureSize::Normal {
            self.push(" figure--");
            self.push(figure.size.as_str());
        }
        match &found {
            Some(media) => {
                self.push("\">");
                self.image(media, figure);
            }
            None => self.push(" figure--missing\">"),
        }
        if has_caption {
            self.push("<figcaption>");
            self.inlines(&figure.caption);
            self.push("</figcaption>");
        } else if found.is_none() {
            self.push("<figcaption>");
            self.text(&figure.alt);
            self.push("</figcaption>");
        }
        self.push("</figure>");
    }

    fn image(&mut self, media: &Media, figure: &Figure) {
        if media.webp.is_empty() {
            return self.img(media, figure);
        }
        self.push("<picture><source type=\"image/webp\"");
        self.set(&media.webp, figure);
        self.push(">");
        self.img(media, figure);
        self.push("</picture>");
    }

    fn set(&mut self, srcset: &str, figure: &Figure) {
        let absolute = self.base.as_ref().map(|base| base.absolute_set(srcset));
        self.attribute("srcset", absolute.as_deref().unwrap_or(srcset));
        self.attribute("sizes", sizes(figure.size));
    }

    fn img(&mut self, media: &Media, figure: &Figure) {
        self.push("<img");
        if let Some(focal) = figure.focal {
            self.attribute("class", &focal_class(focal));
        }
        self.address("src", &media.src);
        self.attribute("alt", if figure.decorative { "" } else { &figure.alt });
        if media.width > 0 && media.height > 0 {
            self.attribute("width", &media.width.to_string());
            self.attribute("height", &media.height.to_string());
        }
        self.push(" loading=\"lazy\" decoding=\"async\"");
        if !media.srcset.is_empty() {
            self.set(&media.srcset, figure);
        }
        self.push(">");
    }
}

/// How wide a figure is shown: the window, or the text's measure of 44 rem and what the size makes of it.
fn sizes(size: FigureSize) -> &'static str {
    match size {
        FigureSize::Small => "(min-width: 48rem) 22rem, 100vw",
        FigureSize::Normal => "(min-width: 48rem) 44rem, 100vw",
        FigureSize::Wide => "(min-width: 68rem) 64rem, 100vw",
        FigureSize::Full => "100vw",
    }
}

/// One class for each direction, in tenths, which the style sheet turns into an `object-position`.
fn focal_class(focal: Focal) -> String {
    let class_x = format!("focal-x--{}", focal.x.tenths());
    let class_y = format!("focal-y--{}", focal.y.tenths());
    format!("{class_x} {class_y}")
}
