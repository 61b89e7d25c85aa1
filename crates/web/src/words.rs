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

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::PathBuf};

    /// Literal keys in the source: `key("…")` and `say(…, "…")`.
    #[test]
    fn every_key_in_the_source_has_a_text() {
        let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        let mut missing = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the source tree") {
                let path = entry.expect("a file").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = fs::read_to_string(&path).expect("text");
                for opening in ["key(\"", "say(lang, \"", "say(visit.lang, \"", "say(form.lang, \""] {
                    for rest in source.split(opening).skip(1) {
                        let id = rest.split('"').next().unwrap_or_default();
                        let plain = !id.is_empty()
                            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
                        if plain && !id.ends_with('-') && texts::lookup(Lang::Zh, id, &Args::new()).is_none()
                        {
                            missing.push(format!("{id} ({})", path.display()));
                        }
                    }
                }
            }
        }
        assert!(missing.is_empty(), "no words for:\n{}", missing.join("\n"));
    }
}
