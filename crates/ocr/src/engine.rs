//! A picture to a page of lines.

use crate::{
    Line, Page, Picture, Problem, detect,
    recognise::{self, Alphabet, Reading},
};
use rten::Model;
use rten_imageproc::RotatedRect;
use std::{fs, path::Path};

/// File of the network that finds lines.
pub const DETECTOR: &str = "ch_PP-OCRv4_det_infer.onnx";
/// File of the network that reads them, with its alphabet.
pub const RECOGNISER: &str = "ch_PP-OCRv4_rec_infer.onnx";

/// A line less sure than this on the mean is a stain.
const LEAST_MEAN: f32 = 0.5;
/// A page whose characters are read this well stands the right way up.
const WELL_READ: f32 = 0.85;
/// Quarter turns that are tried, the likeliest first.
const TURNS: [usize; 4] = [0, 1, 3, 2];

/// The two networks, loaded.
pub struct Engine {
    detector: Model,
    recogniser: Model,
    alphabet: Alphabet,
}

impl Engine {
    /// Loads the models of a folder.
    ///
    /// # Errors
    /// [`Problem::NoModels`].
    pub fn load(folder: &Path) -> Result<Self, Problem> {
        let load = |name: &str| {
            let bytes = fs::read(folder.join(name)).map_err(|_| Problem::NoModels)?;
            Model::load(bytes).map_err(|_| Problem::NoModels)
        };
        let (detector, recogniser) = (load(DETECTOR)?, load(RECOGNISER)?);
        let alphabet = Alphabet::of(&recogniser).ok_or(Problem::NoModels)?;
        Ok(Self { detector, recogniser, alphabet })
    }
    /// Reads a picture. One that lies on its side or on its head is turned until it can be read.
    ///
    /// # Errors
    /// [`Problem::NoModels`] if these are not the models they are named after.
    pub fn read(&self, picture: &Picture) -> Result<Page, Problem> {
        let mut best: Option<(f32, Vec<Found>)> = None;
        for turn in TURNS {
            let found = self.found(&picture.clone().turned(turn))?;
            let sure = sureness(&found);
            let nothing = found.is_empty();
            if best.as_ref().is_none_or(|(other, _)| sure > *other) {
                best = Some((sure, found));
            }
            // What shows no line this way shows none in any other.
            if sure >= WELL_READ || nothing {
                break;
            }
        }
        Ok(best.map(|(_, found)| straightened(found)).unwrap_or_default())
    }
    fn found(&self, picture: &Picture) -> Result<Vec<Found>, Problem> {
        let places = detect::lines(&self.detector, picture)?;
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            let reading = recognise::read(&self.recogniser, &self.alphabet, picture, &place)?;
            found.push((place, reading));
        }
        Ok(found)
    }
}

type Found = (RotatedRect, Reading);

/// The mean over all characters; lines that stand upright count as unread, for text runs across.
fn sureness(found: &[Found]) -> f32 {
    let characters = |reading: &Reading| reading.text.chars().count().max(1) as f32;
    let all: f32 = found.iter().map(|(_, reading)| characters(reading)).sum();
    let read = found.iter().filter(|(place, _)| place.width() >= place.height());
    read.map(|(_, reading)| reading.mean * characters(reading)).sum::<f32>() / all.max(1.0)
}

/// Lines with their places as if the page had not been askew, from top to bottom.
fn straightened(mut found: Vec<Found>) -> Page {
    found.retain(|(_, reading)| reading.mean >= LEAST_MEAN && !reading.text.trim().is_empty());
    // The median slope of the lines that are long enough to show one.
    let mut slopes: Vec<f32> = found
        .iter()
        .filter(|(place, _)| place.width() > 4.0 * place.height())
        .map(|(place, _)| place.up_axis().x.atan2(-place.up_axis().y))
        .collect();
    slopes.sort_by(f32::total_cmp);
    let (sine, cosine) = slopes.get(slopes.len() / 2).copied().unwrap_or(0.0).sin_cos();
    let per_cent = |share: f32| (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    let mut lines: Vec<Line> = found
        .into_iter()
        .map(|(place, reading)| {
            let center = place.center();
            let (x, y) = (center.x * cosine + center.y * sine, center.y * cosine - center.x * sine);
            let (half_width, half_height) = (place.width() / 2.0, place.height() / 2.0);
            Line {
                text: reading.text.trim().to_owned(),
                confidence: per_cent(reading.mean),
                weakest: per_cent(reading.weakest),
                left: (x - half_width).round() as i32,
                top: (y - half_height).round() as i32,
                right: (x + half_width).round() as i32,
                bottom: (y + half_height).round() as i32,
            }
        })
        .collect();
    lines.sort_by_key(|line| (line.middle(), line.left));
    Page { lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rten_imageproc::{PointF, Vec2};

    #[test]
    fn lines_of_one_row_are_level_again() {
        let (sine, cosine) = 2.0_f32.to_radians().sin_cos();
        let up = Vec2::from_xy(sine, -cosine);
        let at = |along: f32| PointF::from_yx(100.0 + along * sine, 100.0 + along * cosine);
        let reading = || Reading { text: "住所".to_owned(), mean: 0.99, weakest: 0.9 };
        let found =
            [0.0, 700.0, 1400.0].map(|along| (RotatedRect::new(at(along), up, 300.0, 30.0), reading()));
        let page = straightened(found.into());
        let tops: Vec<i32> = page.lines.iter().map(|line| line.top).collect();
        assert!(tops.iter().all(|top| top.abs_diff(tops[0]) <= 1), "{tops:?}");
        let lefts: Vec<i32> = page.lines.iter().map(|line| line.left).collect();
        assert!(lefts.windows(2).all(|pair| pair[1] - pair[0] == 700), "{lefts:?}");
    }
    #[test]
    fn a_folder_without_models_says_so() {
        assert_eq!(Engine::load(Path::new("nowhere")).err(), Some(Problem::NoModels));
    }
}
