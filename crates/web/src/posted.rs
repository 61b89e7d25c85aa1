//! What a form sent: names and texts in order, and files.

use crate::{app::App, errors::Failure, visit::Visit};
use axum::{
    extract::{FromRequest, FromRequestParts, Multipart, Request},
    http::request::Parts,
};
use kernel::Refusal;
use zeroize::Zeroizing;

/// Names and texts in the order they came. Names are paths: `items[0].name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(String, String)>);

impl Values {
    /// Nothing.
    pub const fn empty() -> Self {
        Self(Vec::new())
    }
    /// Reads `a=1&b=2`.
    pub fn parse(encoded: &str) -> Self {
        let pairs = encoded.split('&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }
    /// The first text under `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
    /// The first text under `name`, trimmed; `None` if that leaves nothing.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|text| !text.is_empty())
    }
    /// Every text under `name`.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }
    /// Takes a secret out, so that nothing shows or keeps it: it is wiped when it is dropped.
    pub fn take_secret(&mut self, name: &str) -> Zeroizing<String> {
        let mut taken = Zeroizing::default();
        self.0.retain_mut(|(other, value)| {
            let found = other == name;
            if found {
                taken = Zeroizing::new(std::mem::take(value));
            }
            !found
        });
        taken
    }
    /// Adds or replaces.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some(slot) => slot.1 = value,
            None => self.0.push((name, value)),
        }
    }
    /// Adds, keeping what is there under the same name.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }
    /// Every name and text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    /// How many rows a repeated group has: one more than its largest index.
    pub fn rows(&self, group: &str) -> usize {
        self.0.iter().filter_map(|(name, _)| index(name, group)).max().map_or(0, |last| last + 1)
    }
    /// Was a button to add or remove a row pressed? Then the rows are changed, and the form is to be drawn again.
    pub fn rows_changed(&mut self) -> bool {
        if let Some(group) = self.get("_add").map(str::to_owned) {
            let at = self.rows(&group).min(MOST_ROWS);
            // A form that was drawn with one empty row and nothing typed still counts that row.
            self.push(format!("{group}[{at}]._row"), "1");
        } else if let Some(row) = self.get("_remove").map(str::to_owned) {
            self.remove_row(&row);
        } else {
            return false;
        }
        self.0.retain(|(name, _)| name != "_add" && name != "_remove");
        true
    }
    fn remove_row(&mut self, row: &str) {
        let Some((group, gone)) = row.strip_suffix(']').and_then(|row| row.rsplit_once('[')) else { return };
        let Ok(gone) = gone.parse::<usize>() else { return };
        self.0.retain(|(name, _)| index(name, group) != Some(gone));
        for (name, _) in &mut self.0 {
            if let Some(at) = index(name, group).filter(|at| *at > gone) {
                let old = format!("{group}[{at}]");
                if let Some(rest) = name.strip_prefix(&old) {
                    *name = format!("{group}[{}]{rest}", at - 1);
                }
            }
        }
    }
    /// `a=1&b=2` again.
    pub fn encode(&self) -> String {
        self.0
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}
impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Values {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(iter: I) -> Self {
        Self(iter.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// No group of a form has more rows.
const MOST_ROWS: usize = 500;

fn index(name: &str, group: &str) -> Option<usize> {
    let (at, _) = name.strip_prefix(group)?.strip_prefix('[')?.split_once(']')?;
    at.parse().ok().filter(|at| *at < MOST_ROWS)
}

/// Percent-decoding, lenient: what is broken stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        at += if hex.is_some() { 3 } else { 1 };
        out.push(hex.unwrap_or(if byte == b'+' { b' ' } else { byte }));
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encoding for a query.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A form's content. The token was checked before the handler is called.
pub struct Posted(pub Values);
impl<S: Send + Sync> FromRequestParts<S> for Posted {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Values>().cloned().map(Self).ok_or_else(|| Refusal::new("E_CSRF").into())
    }
}

/// One file of an upload.
pub struct UploadedFile {
    /// The field's name.
    pub field: String,
    /// The file's name as the sender has it: shown, never used as a path.
    pub file_name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A form that may hold files. Sent as multipart, its token is checked here, because the body is read here; sent without
/// files it was checked before.
pub struct Uploaded {
    /// Names and texts.
    pub values: Values,
    /// Files that are not empty.
    pub files: Vec<UploadedFile>,
}
impl Uploaded {
    /// The file of a field.
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == field)
    }
}
impl FromRequest<App> for Uploaded {
    type Rejection = Failure;
    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        if let Some(values) = request.extensions().get::<Values>() {
            return Ok(Self { values: values.clone(), files: Vec::new() });
        }
        let visit =
            request.extensions().get::<Visit>().cloned().ok_or_else(|| Failure::internal("no visit"))?;
        let too_large = |_| Failure::from(Refusal::new("E_TOO_LARGE"));
        let mut parts = Multipart::from_request(request, app)
            .await
            .map_err(|_| Failure::from(Refusal::new("E_SCHEMA").field("file", "field-invalid")))?;
        let (mut values, mut files) = (Values::empty(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(too_large)? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file_name) => {
                    visit.check_token(values.get("_csrf"))?;
                    let bytes = part.bytes().await.map_err(too_large)?.to_vec();
                    if !bytes.is_empty() {
                        files.push(UploadedFile { field, file_name, bytes });
                    }
                }
                None => values.push(field, part.text().await.map_err(too_large)?),
            }
        }
        visit.check_token(values.get("_csrf"))?;
        Ok(Self { values, files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_body_is_decoded_and_broken_escapes_survive() {
        let values = Values::parse("name=%E9%87%87+a&x=50%&items%5B1%5D.a=2");
        assert_eq!(values.get("name"), Some("采 a"));
        assert_eq!(values.get("x"), Some("50%"));
        assert_eq!(values.rows("items"), 2);
        assert_eq!(Values::parse(&values.encode()), values);
    }
    #[test]
    fn a_removed_row_closes_the_gap() {
        let mut values = Values::parse("i[0].a=1&i[1].a=2&i[2].a=3&_remove=i[1]");
        assert!(values.rows_changed());
        assert_eq!((values.get("i[1].a"), values.rows("i")), (Some("3"), 2));
    }
    #[test]
    fn an_added_row_is_empty_and_the_rest_is_kept() {
        let mut values = Values::parse("i[0].a=1&_add=i");
        assert!(values.rows_changed());
        assert_eq!((values.get("i[0].a"), values.rows("i")), (Some("1"), 2));
        assert!(!values.rows_changed());
    }
    #[test]
    fn a_row_of_absurd_index_is_not_counted() {
        assert_eq!(Values::parse("i[99999999].a=1").rows("i"), 0);
    }
}
