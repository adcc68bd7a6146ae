//! Pictures: decoded within limits, turned upright, encoded anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, imageops::FilterType,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::renditions::Format;
use crate::db::{DbFault, DbResult};
use crate::error::{AppError, Problem};

/// The widest rendition.
const WIDE: u32 = 1600;
/// The narrow rendition, for lists and phones.
const SMALL: u32 = 640;
/// The widths of renditions besides the picture's own; none is wider than the picture.
const WIDTHS: [u32; 4] = [320, SMALL, 960, 1280];
/// WebP at this quality looks as JPEG does at [`QUALITY`] and is a third as large; libwebp takes 0.1 s a megapixel for
/// it. AVIF is left out: encoding it in pure Rust took 40 s a megapixel at its highest speed, for the same size.
const WEBP_QUALITY: f32 = 80.0;
/// Forty megapixels: more than any phone's camera makes by default.
const MOST_PIXELS: u64 = 40_000_000;
const MOST_ACROSS: u32 = 12_000;
const QUALITY: u8 = 82;
/// The most memory that pictures being decoded take together, in MiB: forty megapixels, thirty with transparency.
const MEMORY: u32 = 160;
const MIB: u64 = 1024 * 1024;
/// The most memory that resampling one picture takes.
const RESAMPLED: u64 = 96 * MIB;
/// Pixels of an ordinary picture at twice the widest rendition.
const TWICE: u64 = 3200 * 2400;

static ROOM: Semaphore = Semaphore::const_new(MEMORY as usize);

/// One rendition that was made; its bytes are beside it until they are stored.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub width: u32,
    pub height: u32,
    pub format: Format,
    pub size: usize,
}

/// A picture made anew.
pub struct Renditions {
    /// In the newer format, in every width.
    pub modern: Vec<(Made, Vec<u8>)>,
    pub full: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub small: Option<(Vec<u8>, u32)>,
}

fn refused(error: ImageError) -> AppError {
    let is_limit = matches!(error, ImageError::Limits(_));
    AppError::field("file", if is_limit { Problem::TooLarge } else { Problem::Malformed })
}

fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder, Option<ImageFormat>), AppError> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| refused(error.into()))?;
    let format = reader.format();
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_ACROSS);
    limits.max_image_height = Some(MOST_ACROSS);
    limits.max_alloc = Some(u64::from(MEMORY) * MIB);
    reader.limits(limits);
    Ok((reader.into_decoder().map_err(refused)?, format))
}

/// What decoding takes, in MiB, by the header alone: the pixels, and what the format's decoder keeps beside them.
fn cost(bytes: &[u8]) -> Result<u32, AppError> {
    let (decoder, format) = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let beside = match format {
        // A progressive one keeps two bytes for each coefficient of each colour until its last scan.
        Some(ImageFormat::Jpeg) if is_progressive(bytes) => pixels.saturating_mul(6),
        Some(ImageFormat::WebP | ImageFormat::Gif) => pixels.saturating_mul(4),
        // Two bytes a colour, or grey with transparency, become one byte a colour in a copy.
        _ if !matches!(decoder.color_type(), ColorType::L8 | ColorType::Rgb8 | ColorType::Rgba8) => pixels * 4,
        _ => 0,
    };
    // The picture stays until it is averaged to twice the width wanted, or is copied when it is turned and for each encoder.
    let beside = beside.saturating_add(if width <= WIDE { pixels * 8 } else { pixels.min(TWICE) * 4 });
    let needed = decoder.total_bytes().saturating_add(beside).max(if width > WIDE { RESAMPLED } else { 0 });
    let needed = needed.div_ceil(MIB).max(1);
    let too_large = AppError::field("file", Problem::TooLarge);
    if pixels > MOST_PIXELS { Err(too_large) } else { fitting(needed).ok_or(too_large) }
}

fn fitting(needed: u64) -> Option<u32> {
    u32::try_from(needed).ok().filter(|needed| *needed <= MEMORY)
}

/// Whether the frame is of one of the progressive kinds (ITU T.81, table B.1).
fn is_progressive(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, high, low, ..] = rest {
        match marker {
            0xC2 | 0xC6 | 0xCA | 0xCE => return true,
            0xC0 | 0xC1 | 0xDA => return false,
            // Any number of 0xFF may stand before a marker.
            0xFF => rest = rest.get(1..).unwrap_or_default(),
            _ => rest = rest.get(2 + usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default(),
        }
    }
    false
}

fn decode(bytes: &[u8]) -> Result<(DynamicImage, Orientation), AppError> {
    let (mut decoder, _) = decoder(bytes)?;
    let upright = decoder.orientation().map_err(refused)?;
    Ok((flat(DynamicImage::from_decoder(decoder).map_err(refused)?), upright))
}

fn encode(image: &DynamicImage) -> Result<Vec<u8>, AppError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&image.to_rgb8()).map_err(refused)?;
    Ok(bytes)
}

/// JPEG has no transparency; what was clear becomes white, as on the page it came from. Pixels of a byte a colour are
/// changed where they are, since a copy would take as much memory again.
fn flat(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgba8(mut pixels) => {
            for pixel in pixels.chunks_exact_mut(4) {
                if let [red, green, blue, alpha] = pixel
                    && *alpha != u8::MAX
                {
                    for colour in [red, green, blue] {
                        *colour = on_white(*colour, *alpha);
                    }
                    *alpha = u8::MAX;
                }
            }
            DynamicImage::ImageRgba8(pixels)
        }
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageLuma8(_) => image,
        other if other.color().has_alpha() => flat(DynamicImage::ImageRgba8(other.into_rgba8())),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

/// The same picture less wide. Far larger ones are averaged to twice the width first, which takes little memory, and
/// then resampled with care, unless even that would take too much.
fn narrow(image: DynamicImage, width: u32) -> DynamicImage {
    let (twice, once) = (height_at(&image, width * 2), height_at(&image, width));
    let image = if image.width() > width * 2 { image.thumbnail_exact(width * 2, twice) } else { image };
    if resampling(image.width(), once) > RESAMPLED {
        return image.thumbnail_exact(width, once);
    }
    image.resize_exact(width, once, FilterType::Lanczos3)
}

fn height_at(image: &DynamicImage, width: u32) -> u32 {
    let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

/// What resampling keeps: four floats a pixel of the picture once it has its new height.
fn resampling(width: u32, height: u32) -> u64 {
    u64::from(width) * u64::from(height) * 16
}

fn make(bytes: &[u8]) -> Result<Renditions, AppError> {
    let (mut image, upright) = decode(bytes)?;
    // Narrowed first: turning copies every pixel.
    let lies = matches!(
        upright,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = (image.width(), image.height());
    let wide = if lies { u64::from(width) * u64::from(WIDE) / u64::from(height.max(1)) } else { u64::from(WIDE) };
    let wide = u32::try_from(wide).unwrap_or(u32::MAX).max(1);
    if width > wide {
        image = narrow(image, wide);
    }
    image.apply_orientation(upright);
    let modern = webp_in_widths(&image)?;
    let small = if image.width() > SMALL {
        let small = narrow(image.clone(), SMALL);
        Some((encode(&small)?, small.width()))
    } else {
        None
    };
    Ok(Renditions { modern, full: encode(&image)?, width: image.width(), height: image.height(), small })
}

fn webp(image: &DynamicImage) -> Result<(Made, Vec<u8>), AppError> {
    let flat = image.to_rgb8();
    let encoder = webp::Encoder::from_rgb(&flat, flat.width(), flat.height());
    let bytes = encoder.encode_simple(false, WEBP_QUALITY).map_err(|_| AppError::field("file", Problem::Malformed))?;
    Ok(made(image, Format::WebP, bytes.to_vec()))
}

fn made(image: &DynamicImage, format: Format, bytes: Vec<u8>) -> (Made, Vec<u8>) {
    (Made { width: image.width(), height: image.height(), format, size: bytes.len() }, bytes)
}

/// The picture in each width that it has pixels for, the widest last.
fn in_widths(image: &DynamicImage) -> impl Iterator<Item = DynamicImage> {
    let narrower = WIDTHS.into_iter().filter(|width| *width < image.width());
    narrower.map(|width| narrow(image.clone(), width)).chain(std::iter::once(image.clone()))
}

fn webp_in_widths(image: &DynamicImage) -> Result<Vec<(Made, Vec<u8>)>, AppError> {
    in_widths(image).map(|image| webp(&image)).collect()
}

/// A part, in ten-thousandths of the picture, in every width and format.
fn cut(bytes: &[u8], [x, y, width, height]: [u32; 4]) -> Result<Vec<(Made, Vec<u8>)>, AppError> {
    let (image, _) = decode(bytes)?;
    let of = |part: u32, whole: u32| {
        u32::try_from(u64::from(part) * u64::from(whole) / 10_000).unwrap_or(u32::MAX).min(whole.saturating_sub(1))
    };
    let (left, top) = (of(x, image.width()), of(y, image.height()));
    let (width, height) = (of(width, image.width()).max(1), of(height, image.height()).max(1));
    let mut found = Vec::new();
    for part in in_widths(&image.crop_imm(left, top, width, height)) {
        found.push(webp(&part)?);
        found.push(made(&part, Format::Jpeg, encode(&part)?));
    }
    Ok(found)
}

/// Waits until `needed` MiB of the memory for pictures are free.
async fn room(needed: u32) -> DbResult<SemaphorePermit<'static>> {
    ROOM.acquire_many(needed).await.map_err(|_| DbFault::Broken("the room for pictures is closed".into()))
}

/// Runs work on a picture away from the threads that serve requests. A decoder that panics refuses the picture.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, AppError> + Send + 'static) -> DbResult<T> {
    let done = tokio::task::spawn_blocking(work).await;
    let made = done.unwrap_or_else(|error| {
        tracing::warn!(%error, "a picture's decoder stopped");
        Err(AppError::field("file", Problem::Malformed))
    });
    Ok(made?)
}

/// Runs work on a picture once there is memory for it.
async fn within<T: Send + 'static>(
    bytes: Vec<u8>,
    work: impl FnOnce(&[u8]) -> Result<T, AppError> + Send + 'static,
) -> DbResult<T> {
    let (needed, bytes) = aside(move || Ok((cost(&bytes)?, bytes))).await?;
    let room = room(needed).await?;
    aside(move || {
        // Goes with the work, which goes on when the request that waits for it is given up.
        let _room = room;
        work(&bytes)
    })
    .await
}

/// Makes the renditions of an uploaded picture.
///
/// # Errors
/// Bytes that are no picture, or one beyond the limits.
pub async fn renditions(bytes: Vec<u8>) -> DbResult<Renditions> {
    within(bytes, make).await
}

/// Makes the renditions in the newer format of a picture that was stored without.
///
/// # Errors
/// As [`renditions`].
pub async fn modern(bytes: Vec<u8>) -> DbResult<Vec<(Made, Vec<u8>)>> {
    within(bytes, |bytes| webp_in_widths(&decode(bytes)?.0)).await
}

/// Cuts a part out of a stored picture.
///
/// # Errors
/// As [`renditions`].
pub async fn cropped(bytes: Vec<u8>, part: [u32; 4]) -> DbResult<Vec<(Made, Vec<u8>)>> {
    within(bytes, move |bytes| cut(bytes, part)).await
}
