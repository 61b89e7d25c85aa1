//! 登记培训考核成绩.

use super::{EXPERT, SUBJECT, open, reviewed};
use crate::engine::prelude::*;
use procurement::registry::Expert;

/// Notes the result of training and examination; who passes is appointed for a term.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExamineExpert {
    /// The record.
    pub expert: ExpertId,
    /// 考核成绩
    pub score: u32,
}

impl Command for ExamineExpert {
    const NAME: &'static str = "registry.examine_expert";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator, Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[EXPERT, Field::new("score", Kind::Number { min: 0, max: 100 })];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        reviewed(desk, self.expert)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let (expert, law) = open(desk, self.expert)?;
        let events = expert.examine(self.score, desk.today(), &law)?;
        desk.record_all::<Expert>(self.expert, events)
    }
}
