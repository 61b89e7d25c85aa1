//! 法律法规库: statutes in full text, split to articles, valid and known over time, with the links between them.
//!
//! What comes with the platform lies in `data/laws`; a regulator publishes further texts and repeals by command.

mod builtin;
mod cite;
mod library;
mod number;
mod record;
mod relation;
mod text;

pub use cite::{Citation, Named, Names, Piece};
pub use library::{Absent, Document, Level, Library, Repealed, Standing, Version, When};
pub use number::{ArticleNo, in_chinese};
pub use record::{Edition, Imprint, Statute, StatuteEvent};
pub use relation::{Relation, RelationKind};
pub use text::{Article, Heading, Numbering, Paragraph, Text, TextError};
