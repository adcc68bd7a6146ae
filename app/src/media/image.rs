//! Pictures: decoded within limits, turned upright, encoded anew in two widths.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage, Rgba, RgbaImage, imageops::FilterType};
use tokio::sync::Semaphore;

use crate::db::{DbFault, DbResult};
use crate::error::{AppError, Problem};

/// The widest rendition.
const WIDE: u32 = 1600;
/// The narrow rendition, for lists and phones.
const SMALL: u32 = 640;
/// Forty megapixels: more than any phone's camera makes by default.
const MOST_PIXELS: u64 = 40_000_000;
const QUALITY: u8 = 82;

/// Decoding takes a core and up to 256 MiB, so few run at once.
static PLACES: Semaphore = Semaphore::const_new(2);

/// A picture made anew.
pub struct Renditions {
    pub full: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub small: Option<(Vec<u8>, u32)>,
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, AppError> {
    let refused = |_| AppError::field("file", Problem::Malformed);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| AppError::field("file", Problem::Malformed))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(12_000);
    limits.max_image_height = Some(12_000);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(AppError::field("file", Problem::TooLarge));
    }
    let upright = decoder.orientation().map_err(refused)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(refused)?;
    image.apply_orientation(upright);
    Ok(image)
}

fn encode(image: &DynamicImage) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    let flat = if image.color().has_alpha() { on_white(image) } else { image.to_rgb8() };
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&flat)
        .map_err(|_| AppError::field("file", Problem::Malformed))?;
    Ok(bytes)
}

/// JPEG has no transparency; what was clear becomes white, as on the page it came from.
fn on_white(image: &DynamicImage) -> RgbImage {
    let mut ground = RgbaImage::from_pixel(image.width(), image.height(), Rgba([255, 255, 255, 255]));
    image::imageops::overlay(&mut ground, &image.to_rgba8(), 0, 0);
    DynamicImage::ImageRgba8(ground).to_rgb8()
}

fn narrow(image: &DynamicImage, width: u32) -> DynamicImage {
    image.resize(width, u32::MAX, FilterType::Lanczos3)
}

fn make(bytes: &[u8]) -> Result<Renditions, AppError> {
    let mut image = decode(bytes)?;
    if image.width() > WIDE {
        image = narrow(&image, WIDE);
    }
    let small = if image.width() > SMALL {
        let small = narrow(&image, SMALL);
        Some((encode(&small)?, small.width()))
    } else {
        None
    };
    Ok(Renditions { full: encode(&image)?, width: image.width(), height: image.height(), small })
}

/// Makes the renditions of an uploaded picture away from the threads that serve requests.
///
/// # Errors
/// Bytes that are no picture, or one beyond the limits.
pub async fn renditions(bytes: Vec<u8>) -> DbResult<Renditions> {
    let _place = PLACES.acquire().await.map_err(|_| DbFault::Broken("picture places are closed".into()))?;
    let made = tokio::task::spawn_blocking(move || make(&bytes))
        .await
        .map_err(|error| DbFault::Broken(format!("picture work stopped: {error}")))?;
    Ok(made?)
}
