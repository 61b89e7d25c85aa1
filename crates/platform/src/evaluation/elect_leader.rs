//! 推选评标组长.

use super::basis::members;
use crate::engine::prelude::*;
use procurement::evaluation::Evaluation;

/// A member names the leader, by seat; most votes win (87号令第45条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ElectLeader {
    /// 评审
    pub evaluation: EvaluationId,
    /// 席位
    pub leader: u8,
}

impl Command for ElectLeader {
    const NAME: &'static str = "evaluation.elect_leader";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::new("leader", Kind::Number { min: 1, max: 41 }),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let events = evaluation.elect_leader(desk.actor().person, self.leader)?;
        desk.record_all::<Evaluation>(self.evaluation, events)
    }
}
