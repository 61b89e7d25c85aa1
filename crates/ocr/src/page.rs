//! What was read.

use serde::{Deserialize, Serialize};

/// The largest picture that is read, in bytes.
pub const MAX_BYTES: usize = 10 << 20;

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// How sure the reading is on the whole, per cent.
    pub confidence: u8,
    /// How sure it is of the least certain character, per cent.
    pub weakest: u8,
    /// Left edge, pixels of the page set straight.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}
impl Line {
    /// Its height, never less than a pixel.
    pub fn height(&self) -> i32 {
        (self.bottom - self.top).max(1)
    }
    /// The middle between its upper and lower edge.
    pub fn middle(&self) -> i32 {
        self.top.midpoint(self.bottom)
    }
}

/// A page's lines from top to bottom, set straight: lines of one row have the same height on the page even if it was
/// photographed askew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Neither PNG nor JPEG.
    #[error("neither a PNG nor a JPEG picture")]
    NotAPicture,
    /// A picture, but broken or cut off.
    #[error("the picture is damaged or incomplete")]
    Damaged,
    /// More bytes or pixels than are read.
    #[error("the picture is too large")]
    TooLarge,
    /// Too few pixels for text.
    #[error("the picture is too small")]
    TooSmall,
    /// The models are missing, or are not what they should be.
    #[error("the models are missing or unfit")]
    NoModels,
}

/// The program's answer, one JSON value.
pub type Answer = Result<Page, Problem>;
