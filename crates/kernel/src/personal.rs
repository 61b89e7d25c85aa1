//! Personal data that does not print.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A name, phone or identity number. It neither prints nor logs; [`Personal::reveal`] is visible in review.
/// It serialises, because the vault stores it: never put it in an event, use [`crate::Sealed`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(T);
impl<T> Personal<T> {
    /// Wraps.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
    /// The value, for a place that may show or store it.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}
impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}
