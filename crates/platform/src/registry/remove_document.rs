//! 移除证照.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, editable, own};
use crate::engine::prelude::*;
use procurement::registry::Dossier;

/// Takes a document out of what is being filled in; an accepted version keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemoveDocument {
    /// The dossier.
    pub dossier: DossierId,
    /// 序号
    pub number: u32,
}

impl Command for RemoveDocument {
    const NAME: &'static str = "registry.remove_document";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] =
        &[DOSSIER, Field::new("number", Kind::Number { min: 1, max: 1_000_000 })];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        editable(desk, subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Dossier>(self.dossier)?.detach(self.number)?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
}
