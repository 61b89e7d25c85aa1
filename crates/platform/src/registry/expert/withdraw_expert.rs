//! 撤回.

use super::{EXPERT, SUBJECT, id_of, own};
use crate::engine::prelude::*;
use crate::registry::dossier::require_no_proposal;
use procurement::registry::Expert;

/// Takes the papers back before they are reviewed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WithdrawExpert {
    /// The record.
    pub expert: ExpertId,
}

impl Command for WithdrawExpert {
    const NAME: &'static str = "registry.withdraw_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let expert = desk.load::<Expert>(id_of(subject)?)?;
        expert.withdraw()?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        require_no_proposal(desk, &self.expert.stream())?;
        let events = desk.load::<Expert>(self.expert)?.withdraw()?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
