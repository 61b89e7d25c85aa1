//! Pictures that strangers send: decoded within limits, turned upright, no larger than the engine needs.

use crate::{MAX_BYTES, Problem, exif};
use std::io::Cursor;
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Most pixels of a picture, whatever its file's size: a phone's 50 megapixels.
const MAX_PIXELS: usize = 52_000_000;
/// Longest side of what is kept: a page at 170 dots per inch.
const KEPT_SIDE: usize = 2000;
/// A shorter side than this holds no line of text.
const LEAST_SIDE: usize = 24;

/// An upright picture: three bytes a pixel, red first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

impl Picture {
    /// Decodes a PNG or JPEG file.
    ///
    /// # Errors
    /// [`Problem`] for what is no picture, damaged, too large or too small.
    pub fn decode(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > MAX_BYTES {
            return Err(Problem::TooLarge);
        }
        let (picture, turn) = match bytes {
            [0xff, 0xd8, 0xff, ..] => jpeg(bytes)?,
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => (png(bytes)?, exif::UPRIGHT),
            _ => return Err(Problem::NotAPicture),
        };
        if picture.width.min(picture.height) < LEAST_SIDE {
            return Err(Problem::TooSmall);
        }
        Ok(exif::upright(picture.reduced(KEPT_SIDE), turn))
    }
    /// The same picture turned clockwise by so many quarters.
    pub(crate) fn turned(self, quarters: usize) -> Self {
        (0..quarters % 4).fold(self, |picture, _| {
            let (width, height) = (picture.height, picture.width);
            picture.arranged(width, height, |x, y| (y, width - 1 - x))
        })
    }
    /// Left and right exchanged.
    pub(crate) fn mirrored(self) -> Self {
        let (width, height) = (self.width, self.height);
        self.arranged(width, height, |x, y| (width - 1 - x, y))
    }
    /// A new picture whose pixel (x, y) is the old one's pixel `from(x, y)`.
    fn arranged(&self, width: usize, height: usize, from: impl Fn(usize, usize) -> (usize, usize)) -> Self {
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for y in 0..height {
            for x in 0..width {
                let (old_x, old_y) = from(x, y);
                rgb.extend_from_slice(self.pixel(old_x, old_y));
            }
        }
        Self { width, height, rgb }
    }
    /// Shrunk so that its longer side is at most `side`, each pixel the mean of those it stands for.
    fn reduced(self, side: usize) -> Self {
        let longest = self.width.max(self.height);
        if longest <= side {
            return self;
        }
        let scaled = |length: usize| (length * side / longest).max(1);
        let (width, height) = (scaled(self.width), scaled(self.height));
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let rows = y * self.height / height..((y + 1) * self.height / height).max(1);
            for x in 0..width {
                let columns = x * self.width / width..((x + 1) * self.width / width).max(1);
                let mut sum = [0usize; 3];
                for row in rows.clone() {
                    for column in columns.clone() {
                        for (total, value) in sum.iter_mut().zip(self.pixel(column, row)) {
                            *total += usize::from(*value);
                        }
                    }
                }
                let count = (rows.len() * columns.len()).max(1);
                rgb.extend(sum.map(|total| u8::try_from(total / count).unwrap_or(u8::MAX)));
            }
        }
        Self { width, height, rgb }
    }
    /// A pixel's three bytes.
    pub(crate) fn pixel(&self, x: usize, y: usize) -> &[u8] {
        let at = (y * self.width + x) * 3;
        self.rgb.get(at..at + 3).unwrap_or(&[0; 3])
    }
    /// The colour between pixels, by distance to the four around; outside, that of the nearest edge.
    pub(crate) fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x.clamp(0.0, self.width as f32 - 1.0), y.clamp(0.0, self.height as f32 - 1.0));
        let (left, top) = (x.floor(), y.floor());
        let (right_share, lower_share) = (x - left, y - top);
        let (left, top) = (left as usize, top as usize);
        let (right, lower) = ((left + 1).min(self.width - 1), (top + 1).min(self.height - 1));
        let corners = [
            self.pixel(left, top),
            self.pixel(right, top),
            self.pixel(left, lower),
            self.pixel(right, lower),
        ];
        std::array::from_fn(|channel| {
            let [a, b, c, d] = corners.map(|pixel| f32::from(pixel[channel]));
            let (upper, under) = (a + (b - a) * right_share, c + (d - c) * right_share);
            upper + (under - upper) * lower_share
        })
    }
}

fn within(width: usize, height: usize) -> Result<(), Problem> {
    match width.checked_mul(height) {
        Some(pixels) if pixels <= MAX_PIXELS => Ok(()),
        _ => Err(Problem::TooLarge),
    }
}

fn jpeg(bytes: &[u8]) -> Result<(Picture, u8), Problem> {
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Problem::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(Problem::Damaged)?;
    within(width, height)?;
    // Decoders fill what was cut off with grey; a picture that does not end is damaged.
    if !bytes.windows(2).rev().take(64 << 10).any(|pair| pair == [0xff, 0xd9]) {
        return Err(Problem::Damaged);
    }
    let rgb = decoder.decode().map_err(|_| Problem::Damaged)?;
    if rgb.len() != width * height * 3 {
        return Err(Problem::Damaged);
    }
    let turn = decoder.exif().map_or(exif::UPRIGHT, |data| exif::orientation(data));
    Ok((Picture { width, height, rgb }, turn))
}

fn png(bytes: &[u8]) -> Result<Picture, Problem> {
    let limits = png::Limits { bytes: 64 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    within(width, height)?;
    let mut raw = vec![0; reader.output_buffer_size().ok_or(Problem::TooLarge)?];
    let frame = reader.next_frame(&mut raw).map_err(damaged)?;
    let raw = raw.get(..frame.buffer_size()).ok_or(Problem::Damaged)?;
    // On paper what is transparent is white.
    let over_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u16::from(value), u16::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let rgb: Vec<u8> = match frame.color_type {
        png::ColorType::Grayscale => raw.iter().flat_map(|grey| [*grey; 3]).collect(),
        png::ColorType::GrayscaleAlpha => {
            raw.as_chunks().0.iter().flat_map(|[grey, alpha]| [over_white(*grey, *alpha); 3]).collect()
        }
        png::ColorType::Rgb => raw.to_vec(),
        png::ColorType::Rgba => raw
            .as_chunks()
            .0
            .iter()
            .flat_map(|[red, green, blue, alpha]| [red, green, blue].map(|value| over_white(*value, *alpha)))
            .collect(),
        png::ColorType::Indexed => return Err(Problem::Damaged),
    };
    if rgb.len() == width * height * 3 { Ok(Picture { width, height, rgb }) } else { Err(Problem::Damaged) }
}
fn damaged(problem: png::DecodingError) -> Problem {
    match problem {
        png::DecodingError::LimitsExceeded => Problem::TooLarge,
        _ => Problem::Damaged,
    }
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
