//! Full-text search: words of Chinese text, an index that any subsystem fills with its entries, and marked extracts.
//!
//! Nothing here knows what an entry is about; statutes are the first to use it.
#![warn(missing_docs)]

mod highlight;
mod index;
mod words;

pub use highlight::{Span, extract, mark};
pub use index::{Entry, Found, Hit, Index, Query, SearchError};
pub use words::{Word, query_words, words};
