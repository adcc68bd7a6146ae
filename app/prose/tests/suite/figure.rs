//! Pictures, galleries and things of other sites, as they are shown.

use prose::html::{Options, render_with};
use prose::{
    Assets, Block, Crop, Document, EmbedRef, Figure, FigureSize, Focal, Fraction, Inline, Media, MediaId, Node,
    ProseError, Provider, crops,
};

use super::html::{Files, show};

fn part(value: f64) -> Fraction {
    Fraction::exact(value).unwrap()
}

fn figure() -> Figure {
    Figure { media_id: Some(MediaId(1)), alt: "Trụ sở".to_owned(), ..Figure::default() }
}

#[test]
fn size_and_focal_point_are_classes() {
    let focal = Some(Focal { x: part(0.3333), y: Fraction::ONE });
    let html = show(vec![Block::new(Node::Figure(Figure { size: FigureSize::Wide, focal, ..figure() }))]);
    assert!(
        html.starts_with("<figure class=\"figure figure--wide\"><img class=\"focal-x--3 focal-y--10\" src="),
        "{html}"
    );
    assert!(html.contains(" sizes=\"(min-width: 68rem) 64rem, 100vw\""), "{html}");
    let missing = Figure { media_id: None, size: FigureSize::Small, ..figure() };
    assert_eq!(
        show(vec![Block::new(Node::Figure(missing))]),
        "<figure class=\"figure figure--small figure--missing\"><figcaption>Trụ sở</figcaption></figure>"
    );
}

#[test]
fn a_crop_is_shown_where_it_was_cut_out_and_the_whole_elsewhere() {
    let crop = |width: f64| Crop::new(Fraction::ZERO, Fraction::ZERO, part(width), Fraction::ONE);
    let html = |crop| show(vec![Block::new(Node::Figure(Figure { crop, ..figure() }))]);
    assert!(html(crop(0.5)).contains("src=\"/tep/1-trai.jpg\""));
    assert!(html(crop(0.4)).contains("src=\"/tep/1.jpg\""));
}

/// The whole of file 1 in two formats.
struct Modern;

impl Assets for Modern {
    fn media(&self, _id: MediaId) -> Option<Media> {
        let webp = "/tep/1.jpg?w=320&f=webp 320w, /tep/1.jpg?w=640&f=webp 640w".to_owned();
        Some(Media { src: "/tep/1.jpg".to_owned(), webp, width: 640, height: 480, ..Media::default() })
    }
}

#[test]
fn a_newer_format_is_offered_before_the_picture_that_every_browser_takes() {
    let document = Document::new(vec![Block::new(Node::Figure(figure()))]);
    assert_eq!(
        render_with(&document, &Modern, &Options::default()),
        "<figure class=\"figure\"><picture><source type=\"image/webp\" \
         srcset=\"/tep/1.jpg?w=320&amp;f=webp 320w, /tep/1.jpg?w=640&amp;f=webp 640w\" \
         sizes=\"(min-width: 48rem) 44rem, 100vw\"><img src=\"/tep/1.jpg\" alt=\"Trụ sở\" width=\"640\" height=\"480\" \
         loading=\"lazy\" decoding=\"async\"></picture></figure>"
    );
    let feed = Options { base: Some("https://a.vn/bai"), ..Options::default() };
    let html = render_with(&document, &Modern, &feed);
    assert!(
        html.contains("srcset=\"https://a.vn/tep/1.jpg?w=320&amp;f=webp 320w, https://a.vn/tep/1.jpg?w=640"),
        "{html}"
    );
}

#[test]
fn the_crops_of_a_body_are_known() {
    let crop = Crop::new(Fraction::ZERO, Fraction::ZERO, Fraction::HALF, Fraction::ONE);
    let cut = Figure { crop, ..figure() };
    let block = || Block::new(Node::Figure(cut.clone()));
    let document = Document::new(vec![block(), Block::new(Node::Figure(figure())), block()]);
    assert_eq!(crops(&document), [(MediaId(1), crop.unwrap())]);
}

#[test]
fn fractions_have_four_decimals_and_crops_stay_in_the_picture() {
    assert_eq!(Fraction::exact(0.1234).map(Fraction::get), Some(0.1234));
    for value in [0.12345, 0.1 + 0.2, 1.0001, -0.1, f64::NAN, f64::INFINITY] {
        assert_eq!(Fraction::exact(value), None, "{value}");
    }
    assert_eq!(Fraction::nearest(1.0 / 3.0).map(Fraction::get), Some(0.3333));
    assert_eq!(Fraction::nearest(1.00001), None);
    let crop = |x, y, width, height| Crop::new(part(x), part(y), part(width), part(height));
    assert!(crop(0.5, 0.25, 0.5, 0.75).is_some());
    for (x, y, width, height) in
        [(0.5, 0.0, 0.6, 1.0), (0.0, 0.5, 1.0, 0.5001), (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 0.0)]
    {
        assert!(crop(x, y, width, height).is_none());
    }
}

#[test]
fn a_gallery_is_a_named_group_of_figures() {
    let caption = Figure { caption: vec![Inline::text("Hội nghị")], ..figure() };
    let html = show(vec![Block::gallery(vec![caption, Figure::default()])]);
    assert!(
        html.starts_with("<div class=\"gallery\" role=\"group\" aria-label=\"Bộ ảnh\"><figure class=\"figure\"><img ")
    );
    assert!(html.ends_with("<figcaption>Hội nghị</figcaption></figure></div>"), "{html}");
}

#[test]
fn a_feed_has_absolute_addresses() {
    let link = Inline::link("x", prose::Href::parse("#muc-1").unwrap());
    let far = Inline::link("y", prose::Href::parse("https://b.vn/").unwrap());
    let blocks = vec![Block::new(Node::Paragraph(vec![link, far])), Block::new(Node::Figure(figure()))];
    let render = |base| render_with(&Document::new(blocks.clone()), &Files, &Options { base, ..Options::default() });
    let html = render(Some("https://a.vn/tin/1#x"));
    assert!(
        html.contains("<a href=\"https://a.vn/tin/1#muc-1\">x</a><a href=\"https://b.vn/\" rel=\"noopener\">y</a>")
    );
    assert!(
        html.contains("src=\"https://a.vn/tep/1.jpg\"") && html.contains("srcset=\"https://a.vn/tep/1-400.jpg 400w\"")
    );
    for wrong in ["javascript:alert(1)", "/tin", "", "ftp://a.vn"] {
        assert_eq!(render(Some(wrong)), render(None), "{wrong}");
    }
}

#[test]
fn a_preview_names_every_block() {
    let list = Block::bullets(vec!["a".into()]);
    let document = Document::new(vec![Block::paragraph("x"), list, Block::gallery(vec![figure()])]);
    let html = render_with(&document, &Files, &Options { block_ids: true, base: None });
    for id in [
        "<p data-block=\"b1\">",
        "<ul data-block=\"b2\"><li data-block=\"b3\">a",
        "<div data-block=\"b5\" class=\"gallery\"",
        "<figure data-block=\"b6\"",
    ] {
        assert!(html.contains(id), "{id} in {html}");
    }
}

#[test]
fn embeds_are_links_made_from_checked_references() {
    let allowed = [
        (Provider::Youtube, "dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        (Provider::Vimeo, "76979871", "https://vimeo.com/76979871"),
        (Provider::Vimeo, "76979871/8272103f6e", "https://vimeo.com/76979871/8272103f6e"),
        (
            Provider::OpenStreetMap,
            "16/16.8163/107.1003",
            "https://www.openstreetmap.org/?mlat=16.8163&mlon=107.1003#map=16/16.8163/107.1003",
        ),
        (Provider::GoogleMaps, "16.8,-107", "https://www.google.com/maps/search/?api=1&query=16.8,-107"),
    ];
    for (provider, reference, url) in allowed {
        assert_eq!(EmbedRef::new(provider, reference).unwrap().url(), url);
    }
    let refused = [
        (Provider::Youtube, ""),
        (Provider::Youtube, "dQw4w9WgXc"),
        (Provider::Youtube, "dQw4w9WgX\"Q"),
        (Provider::Youtube, "../../../ab"),
        (Provider::Vimeo, "76979871/"),
        (Provider::Vimeo, "76979871/../x"),
        (Provider::Vimeo, "x"),
        (Provider::OpenStreetMap, "21/0/0"),
        (Provider::OpenStreetMap, "5/91/0"),
        (Provider::OpenStreetMap, "5/0/181"),
        (Provider::OpenStreetMap, "5/0"),
        (Provider::OpenStreetMap, "5/0/0/0"),
        (Provider::GoogleMaps, "1e1,0"),
        (Provider::GoogleMaps, "+1,0"),
        (Provider::GoogleMaps, "1,0&x=y"),
        (Provider::GoogleMaps, "1.,0"),
    ];
    for (provider, reference) in refused {
        assert!(matches!(EmbedRef::new(provider, reference), Err(ProseError::BadEmbed(_))), "{reference}");
    }
    let video = EmbedRef::new(Provider::Youtube, "dQw4w9WgXcQ").unwrap();
    assert_eq!(
        show(vec![Block::embed(video, " Lễ hội ")]),
        "<figure class=\"embed embed--youtube\"><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\" \
         rel=\"noopener\">Lễ hội</a><figcaption>Video trên YouTube</figcaption></figure>"
    );
}

#[test]
fn embeds_are_found_in_the_addresses_that_people_copy() {
    let found = [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", Provider::Youtube, "dQw4w9WgXcQ"),
        ("https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ", Provider::Youtube, "dQw4w9WgXcQ"),
        ("http://youtu.be/dQw4w9WgXcQ?si=1", Provider::Youtube, "dQw4w9WgXcQ"),
        ("//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", Provider::Youtube, "dQw4w9WgXcQ"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", Provider::Youtube, "dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", Provider::Vimeo, "76979871"),
        ("https://player.vimeo.com/video/76979871?h=1", Provider::Vimeo, "76979871"),
        (
            "https://www.openstreetmap.org/#map=16/16.8163/107.1003&layers=N",
            Provider::OpenStreetMap,
            "16/16.8163/107.1003",
        ),
        ("https://www.google.com/maps/place/X/@16.8163,107.1003,17z/data=1", Provider::GoogleMaps, "16.8163,107.1003"),
        ("https://maps.google.com/maps?q=16.8,107.1", Provider::GoogleMaps, "16.8,107.1"),
    ];
    for (url, provider, reference) in found {
        assert_eq!(EmbedRef::from_url(url), EmbedRef::new(provider, reference).ok(), "{url}");
    }
    for url in
        ["", "youtube.com", "https://evil.vn/watch?v=dQw4w9WgXcQ", "https://youtube.com.evil.vn/embed/dQw4w9WgXcQ"]
    {
        assert_eq!(EmbedRef::from_url(url), None, "{url}");
    }
}
