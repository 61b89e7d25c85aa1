//! 申请续聘.

use super::{EXPERT, SUBJECT, id_of, open, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Asks for another term; it is reviewed like the application.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RenewExpert {
    /// The record.
    pub expert: ExpertId,
}

impl Command for RenewExpert {
    const NAME: &'static str = "registry.renew_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = id_of(subject)?;
        let (expert, law) = open(desk, id)?;
        expert.renew(desk.now(), &law)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.renew(desk.now(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
