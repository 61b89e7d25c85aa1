//! 撤回入库申请.

use super::dossier::{CLERKS, DOSSIER, SUBJECT, organisation_of, own, require_no_proposal};
use crate::engine::prelude::*;
use procurement::registry::Dossier;

/// Takes the dossier back before it was reviewed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WithdrawDossier {
    /// The dossier.
    pub dossier: DossierId,
}

impl Command for WithdrawDossier {
    const NAME: &'static str = "registry.withdraw_dossier";
    const AUDIENCE: &'static [Role] = CLERKS;
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[DOSSIER];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.dossier)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<DossierId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        if desk.actor().organisation != organisation_of(id) {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        desk.load::<Dossier>(id)?.withdraw()?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_no_proposal(desk, &self.dossier.stream())?;
        let events = desk.load::<Dossier>(self.dossier)?.withdraw()?;
        desk.record_all::<Dossier>(self.dossier, events)
    }
}
