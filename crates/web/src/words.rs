//! What a component shows: a text of the locale files, or data as it is.

use kernel::{Arg, Args};
use platform::texts::{self, Lang};
use std::borrow::Cow;

/// A text of the locale files, or data as it is (always escaped).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// A key of the locale files with its arguments.
    Key(Cow<'static, str>, Args),
    /// The first key of several that has a text.
    First(Vec<String>),
    /// Data: a project's name, a number.
    Data(String),
}

/// A text of the locale files.
pub fn key(id: impl Into<Cow<'static, str>>) -> Text {
    Text::Key(id.into(), Args::new())
}

/// Data as it is.
pub fn data(words: impl Into<String>) -> Text {
    Text::Data(words.into())
}

impl Text {
    /// Adds an argument of the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        if let Self::Key(_, args) = &mut self {
            args.insert(name.into(), value.into());
        }
        self
    }
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Key(id, args) => texts::text(lang, id, args),
            Self::First(keys) => {
                let ids: Vec<&str> = keys.iter().map(String::as_str).collect();
                texts::first(lang, &ids).unwrap_or_else(|| keys.last().cloned().unwrap_or_default())
            }
            Self::Data(words) => words.clone(),
        }
    }
}

/// A text of the locale files, at once.
pub fn say(lang: Lang, id: &str) -> String {
    texts::text(lang, id, &Args::new())
}
