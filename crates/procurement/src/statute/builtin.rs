//! The statutes that come with the platform: `data/laws`.

use super::{
    library::{Absent, Document, Level, Library, Version},
    text::Text,
};
use include_dir::{Dir, include_dir};
use kernel::{Date, Region};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../data/laws");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    statutes: Vec<Entry>,
    absent: Vec<NotHeld>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    title: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    names_in_basis: Vec<String>,
    level: Level,
    issuer: String,
    number: String,
    versions: Vec<Held>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    file: String,
    published: Date,
    from: Date,
    #[serde(default)]
    note: Option<String>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotHeld {
    number: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    names_in_basis: Vec<String>,
}

impl Library {
    /// The statutes that come with the platform.
    ///
    /// # Panics
    /// Never in a released build: a test reads every file.
    #[expect(clippy::expect_used, reason = "data compiled in; a test parses it")]
    pub fn builtin() -> &'static Arc<Self> {
        static LIBRARY: LazyLock<Arc<Library>> =
            LazyLock::new(|| Arc::new(read().expect("the built-in statutes can be read")));
        &LIBRARY
    }
}

fn read() -> Result<Library, String> {
    let source = FILES.get_file("statutes.yaml").and_then(|file| file.contents_utf8()).unwrap_or_default();
    let catalogue: Catalogue = serde_norway::from_str(source).map_err(|problem| problem.to_string())?;
    let documents: Vec<Document> = catalogue.statutes.into_iter().map(document).collect::<Result<_, _>>()?;
    let absent = catalogue
        .absent
        .into_iter()
        .map(|entry| (Absent { number: entry.number, title: entry.title }, entry.names_in_basis));
    Ok(Library::new(documents, absent.collect()))
}

fn document(entry: Entry) -> Result<Document, String> {
    let versions = entry.versions.into_iter().map(|held| {
        let file = FILES.get_file(&held.file).and_then(|file| file.contents_utf8());
        let text =
            Text::parse(file.unwrap_or_default()).map_err(|problem| format!("{}: {problem}", held.file))?;
        Ok(Version {
            published: held.published,
            from: held.from,
            known: None,
            text: Arc::new(text),
            note: held.note,
        })
    });
    Ok(Document {
        versions: versions.collect::<Result<_, String>>()?,
        id: entry.id,
        title: entry.title,
        names: entry.names,
        names_in_basis: entry.names_in_basis,
        level: entry.level,
        region: Region::default(),
        issuer: entry.issuer,
        number: entry.number,
        repealed: None,
        amends: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
