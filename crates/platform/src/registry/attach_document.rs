//! 上传证照.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, own};
use crate::engine::prelude::*;
use procurement::registry::{Document, DocumentKind, Dossier};

/// Hands in a document: a licence, a certificate, a set of rules.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttachDocument {
    /// The dossier.
    pub dossier: DossierId,
    /// 材料类别
    pub document: DocumentKind,
    /// 证照名称
    pub title: String,
    /// 证照编号
    #[serde(default)]
    pub code: Option<String>,
    /// 有效期至; left out if it does not expire.
    #[serde(default)]
    pub until: Option<Date>,
    /// The file.
    pub file: Digest,
}

impl Command for AttachDocument {
    const NAME: &'static str = "registry.attach_document";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        DOSSIER,
        Field::choice("document", DocumentKind::IDS),
        Field::text("title", 100),
        Field::text("code", 100).optional(),
        Field::date("until").optional(),
        Field::new("file", Kind::File),
    ];
    fn prepare(&mut self, outside: &Outside) -> Result<(), Refusal> {
        match documents::Scan::of(&outside.get(&self.file)?) {
            Some(_) => Ok(()),
            None => Err(Refusal::new("E_SCHEMA").field("file", "field-not-a-scan")),
        }
    }
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let document = Document {
            number: 0,
            kind: self.document,
            title: self.title,
            code: self.code,
            until: self.until,
            file: self.file,
            reminded: false,
            expired: false,
        };
        let events = desk.load::<Dossier>(self.dossier)?.attach(document, desk.today())?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
}
