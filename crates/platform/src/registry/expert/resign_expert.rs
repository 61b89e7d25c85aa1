//! 申请不再担任.

use super::{EXPERT, SUBJECT, id_of, open, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Leaves the register by own wish (财库〔2016〕198号第十二条第二项).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ResignExpert {
    /// The record.
    pub expert: ExpertId,
    /// 原因
    pub reason: String,
}

impl Command for ResignExpert {
    const NAME: &'static str = "registry.resign_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::paragraph("reason", 500)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = id_of(subject)?;
        let (expert, law) = open(desk, id)?;
        expert.resign(String::new(), desk.now(), &law)?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.resign(self.reason, desk.now(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
