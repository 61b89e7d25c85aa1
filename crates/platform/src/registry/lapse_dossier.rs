//! 未完成的注册逾期关闭: a timer.

use super::dossier::{DOSSIER, SUBJECT, organisation_of};
use crate::engine::prelude::*;
use procurement::registry::{Dossier, Organisation};

/// Closes a first registration that nobody went on with, so that its code is free for whoever it belongs to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LapseDossier {
    /// The dossier.
    pub dossier: DossierId,
}

impl Command for LapseDossier {
    const NAME: &'static str = "registry.lapse_dossier";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[DOSSIER];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Dossier>(self.dossier)?.lapse(desk.now())?;
        desk.record_all::<Dossier>(self.dossier, events)?;
        let id = organisation_of(self.dossier);
        let events = desk.load::<Organisation>(id)?.deregister(id, String::new(), None)?;
        desk.record_all::<Organisation>(id, events)
    }
}
