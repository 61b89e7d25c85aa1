//! 处理合规线索.

use super::{EXPERT, NUMBER, SUBJECT, open, reviewed};
use crate::engine::prelude::*;
use procurement::registry::{Answer, Expert};

/// Settles a finding of a compliance review: kept, suspended or dismissed, with reasons; two people (财库〔2016〕198号第十二条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerFinding {
    /// The record.
    pub expert: ExpertId,
    /// 线索
    pub number: u32,
    /// 处理意见
    pub answer: Answer,
    /// 理由
    pub reason: String,
}

impl Command for AnswerFinding {
    const NAME: &'static str = "registry.answer_finding";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const APPROVAL: Approval = Approval::Second(Role::FaRegulatorHead);
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        EXPERT,
        NUMBER,
        Field::choice("answer", &["kept", "suspended", "dismissed"]),
        Field::paragraph("reason", 500),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reviewed(desk, self.expert)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.answer(self.number, self.answer, self.reason, desk.now(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Expert>(self.expert)?.office()?.code.clone())
    }
}
