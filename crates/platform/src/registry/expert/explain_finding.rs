//! 说明情况.

use super::{EXPERT, NUMBER, SUBJECT, own};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// The expert explains.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainFinding {
    /// The record.
    pub expert: ExpertId,
    /// 线索
    pub number: u32,
    /// 情况说明
    pub explanation: String,
}

impl Command for ExplainFinding {
    const NAME: &'static str = "registry.explain_finding";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, NUMBER, Field::paragraph("explanation", 1000)];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        own(self.expert)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Expert>(self.expert)?.explain(self.number, self.explanation)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
