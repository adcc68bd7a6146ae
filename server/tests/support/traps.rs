//! Files that somebody made to harm: pictures that unpack to gigabytes, files that are two things at once.

use std::io::{Cursor, Write};

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, RgbaImage};

/// A picture whose every place has another colour.
pub fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([(x % 251) as u8, (y % 241) as u8, ((x + y) % 239) as u8]));
    encoded(&DynamicImage::ImageRgb8(image), format)
}

/// A picture of one colour, which packs to almost nothing.
pub fn plain(width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgba8(RgbaImage::new(width, height)), ImageFormat::Png)
}

/// The same without transparency.
pub fn opaque(width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(RgbImage::new(width, height)), ImageFormat::Png)
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A PNG whose header promises thirty thousand pixels each way, with the checksum that goes with it.
pub fn vast_png() -> Vec<u8> {
    let mut bytes = plain(1, 1);
    bytes[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let sum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&sum);
    bytes
}

/// A GIF whose screen and frame are thirty thousand pixels each way.
pub fn vast_gif() -> Vec<u8> {
    let side = 30_000_u16.to_le_bytes();
    let mut bytes = gif(1, 1);
    bytes[6..8].copy_from_slice(&side);
    bytes[8..10].copy_from_slice(&side);
    bytes
}

/// A WebP whose canvas is thirty thousand pixels each way.
pub fn vast_webp() -> Vec<u8> {
    let side = 29_999_u32.to_le_bytes();
    let inner = picture(1, 1, ImageFormat::WebP).split_off(12);
    let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    bytes.extend_from_slice(&side[..3]);
    bytes.extend_from_slice(&side[..3]);
    bytes.extend_from_slice(&inner);
    let length = u32::try_from(bytes.len() - 8).expect("a length").to_le_bytes();
    bytes[4..8].copy_from_slice(&length);
    bytes
}

/// A moving GIF.
pub fn gif(side: u32, frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
        for frame in 0..frames {
            let shade = u8::try_from(frame % 200).expect("a shade");
            let image = RgbaImage::from_pixel(side, side, image::Rgba([shade, 90, 160, 255]));
            encoder.encode_frame(Frame::new(image)).expect("a frame");
        }
    }
    bytes
}

/// Puts a segment right behind the beginning of a JPEG.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

/// What a telephone writes into a photograph: it was held upright, and where.
pub fn exif() -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // Make, orientation 6 (turn right), and the place's own directory.
    tiff.extend(entry(0x010F, 2, 12, 80));
    tiff.extend(entry(0x0112, 3, 1, 6));
    tiff.extend(entry(0x8825, 4, 1, 50));
    tiff.extend([0; 4]);
    tiff.extend(1_u16.to_le_bytes());
    tiff.extend(entry(0x0002, 2, 12, 80));
    tiff.extend([0; 4]);
    tiff.resize(80, 0);
    tiff.extend(b"16N48-107E06\0");
    [b"Exif\0\0", tiff.as_slice()].concat()
}

/// A ZIP archive with these entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A Word document that says `text`.
pub fn docx(text: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/\
         wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// A PDF of one empty page.
pub fn pdf(comment: &str) -> Vec<u8> {
    written_pdf(comment, &[""], "")
}

/// A PDF whose pages say these words, in ASCII; `more` goes into its trailer.
pub fn written_pdf(comment: &str, pages: &[&str], more: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (page, words) in pages.iter().enumerate() {
        let content = 5 + page * 2;
        let resources = "<</Font<</F1 3 0 R>>>>";
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources{resources}/Contents {content} 0 R>>"
        ));
        let stream = format!("BT /F1 12 Tf 20 200 Td ({words}) Tj ET");
        objects.push(format!("<</Length {}>>stream\n{stream}\nendstream", stream.len()));
    }
    let mut file = format!("%PDF-1.4\n%{comment}\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (table, count) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{}", places.concat()));
    file.push_str(&format!("trailer<</Size {count}/Root 1 0 R{more}>>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

/// The checksum of PNG and ZIP, bit by bit (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}
