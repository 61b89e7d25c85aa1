//! 专家应答.

use super::candidates::pool;
use crate::engine::prelude::*;
use procurement::{
    draw::{Draw, DrawEvent, Standing},
    evaluation::Evaluation,
};

/// A called expert accepts or declines; declining calls the next in order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Respond {
    /// 抽取
    pub draw: DrawId,
    /// 是否参加
    pub answer: Answer,
    /// 不能参加的原因
    #[serde(default)]
    pub reason: Option<String>,
}

/// An expert's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 参加
    Accept,
    /// 不能参加
    Decline,
}

impl Command for Respond {
    const NAME: &'static str = "draw.respond";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("draw.draw", "draw"));
    const FIELDS: &'static [Field] = &[
        Field::id("draw", "draw.draw"),
        Field::choice("answer", &["accept", "decline"]),
        Field::text("reason", 200).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let person = desk.actor().person;
        let called = desk.load::<Draw>(self.draw)?.chosen.iter().any(|one| one.person == person);
        Ok(Matter::Person(if called { person } else { PersonId::from_uuid(Default::default()) }))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let draw = desk.load::<Draw>(self.draw)?;
        let law = desk.law(draw.asked()?.region);
        let pool = pool(desk, &draw)?;
        let accepts = self.answer == Answer::Accept;
        let person = desk.actor().person;
        let events = draw.respond(person, accepts, self.reason, &pool, desk.received(), &law)?;
        desk.record_all::<Draw>(self.draw, events.clone())?;
        take_seat(desk, &draw, &events)
    }
}

/// Gives the seat of a member who withdrew to the expert who just accepted, if the committee was convened already.
pub(crate) fn take_seat(desk: &mut Desk<'_, '_>, draw: &Draw, events: &[DrawEvent]) -> Result<(), Stop> {
    let Some(id) = draw.evaluation else { return Ok(()) };
    let accepted = events.iter().find_map(|event| match event {
        DrawEvent::Answered { person, standing: Standing::Accepted, .. } => Some(*person),
        _ => None,
    });
    let Some(newcomer) = draw.chosen.iter().find(|one| Some(one.person) == accepted) else { return Ok(()) };
    let evaluation = desk.load::<Evaluation>(id)?;
    let gone =
        |person| draw.chosen.iter().any(|one| one.person == person && one.standing == Standing::Withdrawn);
    let Some(seat) = evaluation.seats.iter().find(|seat| gone(seat.person)) else { return Ok(()) };
    let events = evaluation.replace(seat.person, newcomer.person, newcomer.organisation)?;
    desk.record_all::<Evaluation>(id, events)
}
