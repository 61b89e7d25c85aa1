//! Where on the page text stands: the detection network of PP-OCR, and boxes out of its map.
//!
//! The network answers a probability for each pixel that it lies in the core of a line (Liao et al., Real-time Scene Text
//! Detection with Differentiable Binarization). Limits are those the models were published with.

use crate::{Picture, Problem};
use rten::Model;
use rten_imageproc::{PointF, RetrievalMode, RotatedRect, Vec2, find_contours, min_area_rect};
use rten_tensor::{AsView, Layout, NdTensor, NdTensorView};

/// A pixel more probable than this belongs to text.
const CORE: f32 = 0.3;
/// A box whose pixels are on the mean less probable is dropped.
const BOX: f32 = 0.5;
/// The core is grown by its area over its perimeter times this.
const GROWTH: f32 = 1.6;
/// No core lower than this many pixels of the map is a line.
const LEAST_CORE: f32 = 3.0;
/// No more lines are looked for on a page.
const MOST_LINES: usize = 400;
/// The network's input has sides that are multiples of this.
const GRID: usize = 32;
/// Longer sides of the network's input, from small to large pictures.
const SIDES: (usize, usize) = (960, 1280);

/// The boxes of the lines, in the picture's pixels, none upside down.
pub fn lines(model: &Model, picture: &Picture) -> Result<Vec<RotatedRect>, Problem> {
    let longest = picture.width.max(picture.height);
    let side = longest.clamp(SIDES.0, SIDES.1);
    let scaled = |length: usize| (length * side / longest).div_ceil(GRID).max(1) * GRID;
    let (width, height) = (scaled(picture.width), scaled(picture.height));
    let (across, down) = (picture.width as f32 / width as f32, picture.height as f32 / height as f32);
    let input = NdTensor::<f32, 4>::from_fn([1, 3, height, width], |_| 0.0);
    let input = fill(input, |x, y| picture.sample((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5));
    let output = model.run_one(input.into(), None).map_err(|_| Problem::NoModels)?;
    let map: NdTensor<f32, 4> = output.try_into().map_err(|_| Problem::NoModels)?;
    if map.shape() != [1, 1, height, width] {
        return Err(Problem::NoModels);
    }
    let map = map.slice((0, 0));
    let core = NdTensor::<bool, 2>::from_fn([height, width], |[y, x]| {
        // Grown by a pixel, so that a line does not fall to pieces.
        [
            (y, x),
            (y.saturating_sub(1), x),
            (y, x.saturating_sub(1)),
            (y.saturating_sub(1), x.saturating_sub(1)),
        ]
        .into_iter()
        .any(|(y, x)| map[[y, x]] > CORE)
    });
    let contours = find_contours(core.view(), RetrievalMode::External);
    let found = contours.iter().take(MOST_LINES).filter_map(|contour| grown(&map, contour));
    Ok(found.map(|found| scale(&found, across, down)).collect())
}

/// Fills a network's input: blue before red, each channel from -1 to 1.
pub fn fill(mut input: NdTensor<f32, 4>, colour: impl Fn(f32, f32) -> [f32; 3]) -> NdTensor<f32, 4> {
    let [_, _, height, width] = input.shape();
    for y in 0..height {
        for x in 0..width {
            let [red, green, blue] = colour(x as f32, y as f32);
            for (channel, value) in [blue, green, red].into_iter().enumerate() {
                input[[0, channel, y, x]] = value / 127.5 - 1.0;
            }
        }
    }
    input
}

fn grown(map: &NdTensorView<'_, f32, 2>, contour: &[rten_imageproc::Point]) -> Option<RotatedRect> {
    let points: Vec<PointF> = contour.iter().map(|point| point.to_f32()).collect();
    let core = min_area_rect(&points)?.orient_towards(Vec2::from_yx(-1.0, 0.0));
    if core.width().min(core.height()) < LEAST_CORE || mean(map, &core) < BOX {
        return None;
    }
    let growth = core.area() * GROWTH / (core.width() + core.height());
    Some(core.expanded(growth, growth))
}

/// The mean of the map within a box.
fn mean(map: &NdTensorView<'_, f32, 2>, core: &RotatedRect) -> f32 {
    let corners = core.corners();
    let bounds = |values: [f32; 4], end: usize| {
        let least = values.into_iter().fold(f32::MAX, f32::min).max(0.0);
        let most = values.into_iter().fold(0.0, f32::max);
        (least as usize).min(end)..(most as usize + 1).min(end)
    };
    let [height, width] = map.shape();
    let (rows, columns) = (bounds(corners.map(|c| c.y), height), bounds(corners.map(|c| c.x), width));
    let inside = rows
        .flat_map(|y| columns.clone().map(move |x| (y, x)))
        .filter(|(y, x)| core.contains(PointF::from_yx(*y as f32, *x as f32)));
    let (sum, count) = inside.fold((0.0, 0usize), |(sum, count), (y, x)| (sum + map[[y, x]], count + 1));
    sum / count.max(1) as f32
}

/// From the map's pixels to the picture's. Both scales are the same but for the grid's rounding.
fn scale(found: &RotatedRect, across: f32, down: f32) -> RotatedRect {
    let (center, up) = (found.center(), found.up_axis());
    RotatedRect::new(
        PointF::from_yx(center.y * down, center.x * across),
        up,
        found.width() * across,
        found.height() * down,
    )
}
