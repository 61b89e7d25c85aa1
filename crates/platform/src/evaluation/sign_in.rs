//! 评审签到.

use super::basis::{matter_of, members};
use crate::{
    draw::{pool, take_seat},
    engine::prelude::*,
};
use procurement::{
    draw::Draw,
    evaluation::{Evaluation, SeatKind},
};

/// A member signs in, promises to keep discipline, and declares whether there is something to avoid (87号令第45条;
/// 实施条例第9条). Who has something to avoid is replaced by the next in the drawn order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// 评审
    pub evaluation: EvaluationId,
    /// 承诺遵守评审纪律
    #[serde(default)]
    pub discipline: bool,
    /// 是否需要回避
    pub avoidance: Avoidance,
    /// 回避事由
    #[serde(default)]
    pub reason: Option<String>,
}

/// The declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Avoidance {
    /// 没有需要回避的情形
    None,
    /// 需要回避
    Avoid,
}

impl Command for SignIn {
    const NAME: &'static str = "evaluation.sign_in";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::flag("discipline"),
        Field::choice("avoidance", &["none", "avoid"]),
        Field::text("reason", 200).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let person = desk.actor().person;
        if self.avoidance == Avoidance::None {
            if !self.discipline {
                return Err(Refusal::new("E_SCHEMA").field("discipline", "evaluation-field-promise").into());
            }
            let events = evaluation.sign_in(person)?;
            return desk.record_all::<Evaluation>(self.evaluation, events);
        }
        let reason = self.reason.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
        let Some(reason) = reason else {
            return Err(Refusal::new("E_SCHEMA").field("reason", "field-required").into());
        };
        if evaluation.seat_of(person)?.kind == SeatKind::Representative {
            return Err(Refusal::new("E_REPRESENTATIVE_AVOIDS").into());
        }
        let id = matter_of(&evaluation)?.draw;
        withdraw(desk, id, person, reason)
    }
}

/// Calls the next expert in a member's place.
pub(super) fn withdraw(
    desk: &mut Desk<'_, '_>,
    id: DrawId,
    person: PersonId,
    reason: String,
) -> Result<(), Stop> {
    let draw = desk.load::<Draw>(id)?;
    let law = desk.law(draw.asked()?.region);
    let pool = pool(desk, &draw)?;
    let events = draw.withdraw(person, reason, &pool, desk.now(), &law)?;
    desk.record_all::<Draw>(id, events.clone())?;
    take_seat(desk, &draw, &events)
}
