//! 证照到期: a timer.

use super::dossier::{DOSSIER, SUBJECT};
use crate::engine::prelude::*;
use procurement::registry::Dossier;

/// Calls a dated document to mind thirty days before its end, and marks it when it has expired.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WatchDocuments {
    /// The dossier.
    pub dossier: DossierId,
}

impl Command for WatchDocuments {
    const NAME: &'static str = "registry.watch_documents";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[DOSSIER];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Dossier>(self.dossier)?.tick(desk.now())?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
}
