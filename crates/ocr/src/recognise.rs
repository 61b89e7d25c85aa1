//! What a line says: the recognition network of PP-OCR over one line set upright, its answer decoded.

use crate::{Picture, Problem, detect::fill};
use rten::Model;
use rten_imageproc::RotatedRect;
use rten_tensor::{AsView, Layout, NdTensor, NdTensorView};

/// The network reads lines of this height.
const HEIGHT: usize = 48;
/// It was trained on lines no narrower than this.
const LEAST_WIDTH: usize = 320;
/// A line of some ninety characters; a longer one is squeezed.
const MOST_WIDTH: usize = 3200;

/// A line's text and how sure it is, from 0 to 1: on the mean, and of the least certain character.
#[derive(Debug, PartialEq)]
pub struct Reading {
    pub text: String,
    pub mean: f32,
    pub weakest: f32,
}

/// The characters that the network knows, in its own order: they come with the model.
pub struct Alphabet(Vec<String>);
impl Alphabet {
    /// Out of the model's metadata; the blank between words follows those listed.
    pub fn of(model: &Model) -> Option<Self> {
        let listed = model.metadata().get("character")?;
        let mut characters: Vec<_> = listed.lines().map(str::to_owned).collect();
        characters.push(" ".to_owned());
        Some(Self(characters))
    }
}

/// Reads one line of the picture.
pub fn read(
    model: &Model,
    alphabet: &Alphabet,
    picture: &Picture,
    place: &RotatedRect,
) -> Result<Reading, Problem> {
    let ratio = place.width() / place.height().max(1.0);
    let width = ((HEIGHT as f32 * ratio).ceil() as usize).clamp(8, MOST_WIDTH);
    let strip = upright(picture, place, width);
    let output = model.run_one(strip.into(), None).map_err(|_| Problem::NoModels)?;
    let output: NdTensor<f32, 3> = output.try_into().map_err(|_| Problem::NoModels)?;
    let steps = output.slice(0);
    // The first class is «nothing here».
    if steps.size(1) != alphabet.0.len() + 1 {
        return Err(Problem::NoModels);
    }
    Ok(decoded(steps, alphabet))
}

/// The line upright in a strip; what is wider than the line is left grey.
fn upright(picture: &Picture, place: &RotatedRect, width: usize) -> NdTensor<f32, 4> {
    let (center, up) = (place.center(), place.up_axis());
    let along = (-up.y, up.x);
    let strip = NdTensor::<f32, 4>::zeros([1, 3, HEIGHT, width.max(LEAST_WIDTH)]);
    let grey = [127.5; 3];
    fill(strip, |x, y| {
        if x >= width as f32 {
            return grey;
        }
        let right = ((x + 0.5) / width as f32 - 0.5) * place.width();
        let rise = (0.5 - (y + 0.5) / HEIGHT as f32) * place.height();
        picture.sample(
            center.x + along.0 * right + up.x * rise - 0.5,
            center.y + along.1 * right + up.y * rise - 0.5,
        )
    })
}

/// The likeliest character of each step, repetitions and «nothing here» left out (connectionist temporal classification).
fn decoded(steps: NdTensorView<'_, f32, 2>, alphabet: &Alphabet) -> Reading {
    let [count, classes] = steps.shape();
    let (mut text, mut last, mut sum, mut weakest, mut read) = (String::new(), 0, 0.0, 1.0_f32, 0_usize);
    for step in 0..count {
        let (class, probability) = (0..classes)
            .map(|class| (class, steps[[step, class]]))
            .fold((0, f32::MIN), |best, one| if one.1 > best.1 { one } else { best });
        if class != 0 && class != last {
            text.push_str(alphabet.0.get(class - 1).map_or("", String::as_str));
            sum += probability;
            weakest = weakest.min(probability);
            read += 1;
        }
        last = class;
    }
    Reading { text, mean: sum / read.max(1) as f32, weakest: if read == 0 { 0.0 } else { weakest } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_count_once_and_a_gap_parts_two_of_a_kind() {
        let alphabet = Alphabet(["公", "司", " "].map(str::to_owned).to_vec());
        let likely = [(1, 0.9), (1, 0.8), (0, 0.9), (1, 0.6), (2, 1.0), (2, 1.0), (0, 1.0)];
        let steps = NdTensor::<f32, 2>::from_fn([likely.len(), 4], |[step, class]| {
            if likely[step].0 == class { likely[step].1 } else { 0.0 }
        });
        let reading = decoded(steps.view(), &alphabet);
        assert_eq!((reading.text.as_str(), reading.weakest), ("公公司", 0.6));
        let nothing = NdTensor::<f32, 2>::from_fn([3, 4], |[_, class]| if class == 0 { 1.0 } else { 0.0 });
        assert_eq!(
            decoded(nothing.view(), &alphabet),
            Reading { text: String::new(), mean: 0.0, weakest: 0.0 }
        );
    }
}
