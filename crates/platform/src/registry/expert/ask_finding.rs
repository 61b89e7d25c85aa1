//! 要求专家说明.

use super::{EXPERT, NUMBER, SUBJECT, reviewed};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Asks an expert to explain what a compliance review found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskFinding {
    /// The record.
    pub expert: ExpertId,
    /// 线索
    pub number: u32,
    /// 需要说明的问题
    pub question: String,
}

impl Command for AskFinding {
    const NAME: &'static str = "registry.ask_finding";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, NUMBER, Field::paragraph("question", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reviewed(desk, self.expert)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        desk.require_duty("registry.answer_finding", subject)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Expert>(self.expert)?.ask(self.number, self.question)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
