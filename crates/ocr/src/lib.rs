//! Text out of a picture: its lines with their places and how sure the reading is.
//!
//! Without the feature `engine` there are only the types that the program `yangcai-ocr` answers with, so that who reads
//! its answer need not build the engine.
#![warn(missing_docs)]
#![cfg_attr(
    feature = "engine",
    expect(clippy::float_arithmetic, reason = "pixels, probabilities and geometry; nothing here is money")
)]

mod page;
pub use page::{Answer, Line, MAX_BYTES, Page, Problem};

#[cfg(feature = "engine")]
mod detect;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod exif;
#[cfg(feature = "engine")]
mod picture;
#[cfg(feature = "engine")]
mod recognise;
#[cfg(feature = "engine")]
pub use {
    engine::{DETECTOR, Engine, RECOGNISER},
    picture::Picture,
};
