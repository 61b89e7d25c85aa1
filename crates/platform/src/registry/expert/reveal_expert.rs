//! 查看专家敏感信息.

use super::{EXPERT, SUBJECT, own, supervised};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Shows identity, telephone and card unmasked for some minutes, to the expert or to a finance department; every use stands in the journal with its purpose (个人信息保护法第五十一条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RevealExpert {
    /// The record.
    pub expert: ExpertId,
    /// 用途
    pub purpose: String,
}

impl Command for RevealExpert {
    const NAME: &'static str = "registry.reveal_expert";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::FaRegulator, Role::FaRegulatorHead];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::text("purpose", 200)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        if desk.actor().is(&[Role::Expert]) { own(self.expert) } else { supervised(desk, self.expert) }
    }
    fn ready(_: &mut Desk<'_, '_>, _: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Expert>(self.expert)?.reveal(self.purpose)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
