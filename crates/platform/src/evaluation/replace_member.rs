//! 更换评审成员.

use super::{basis::matter_of, sign_in::withdraw};
use crate::engine::prelude::*;
use procurement::evaluation::{Evaluation, EvaluationStage};

/// A member does not come, or cannot stay: the next in the drawn order is called (87号令第49条). The agency names the seat,
/// never the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReplaceMember {
    /// 评审
    pub evaluation: EvaluationId,
    /// 席位
    pub seat: u8,
    /// 原因
    pub reason: String,
}

impl Command for ReplaceMember {
    const NAME: &'static str = "evaluation.replace_member";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::new("seat", Kind::Number { min: 1, max: 41 }),
        Field::text("reason", 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(matter_of(&*desk.load::<Evaluation>(self.evaluation)?)?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        assembling(&evaluation)?;
        let seat = evaluation.seats.iter().find(|seat| seat.no == self.seat && seat.signed_in.is_none());
        let Some(seat) = seat else {
            return Err(Refusal::new("E_SCHEMA").field("seat", "evaluation-field-seat").into());
        };
        withdraw(desk, matter_of(&evaluation)?.draw, seat.person, self.reason)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<EvaluationId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        Ok(assembling(&*desk.load::<Evaluation>(id)?)?)
    }
}

fn assembling(evaluation: &Evaluation) -> Result<(), Refusal> {
    let waiting = evaluation.seats.iter().any(|seat| seat.signed_in.is_none());
    if evaluation.stage == EvaluationStage::Assembling && waiting {
        Ok(())
    } else {
        Err(Refusal::new("E_STATE"))
    }
}
