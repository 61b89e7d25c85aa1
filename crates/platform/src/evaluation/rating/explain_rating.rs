//! 专家对评价作出说明.

use super::{RATING, SUBJECT};
use crate::engine::prelude::*;
use procurement::evaluation::Rating;

/// An expert explains the marks that were given (财库〔2016〕198号第二十一条); it stands beside them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainRating {
    /// 评价
    pub rating: RatingId,
    /// 情况说明
    pub words: String,
}

impl Command for ExplainRating {
    const NAME: &'static str = "evaluation.explain_rating";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[RATING, Field::paragraph("words", 500)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let person = desk.actor().person;
        desk.load::<Rating>(self.rating)?.rated(person)?;
        Ok(Matter::Person(person))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<RatingId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let person = desk.actor().person;
        desk.load::<Rating>(id)?.explain(person, String::new())?;
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let person = desk.actor().person;
        let events = desk.load::<Rating>(self.rating)?.explain(person, self.words)?;
        desk.record_all::<Rating>(self.rating, events)
    }
}
