//! 评价采购人、代理机构.

use super::{RATING, SUBJECT, mark};
use crate::engine::prelude::*;
use procurement::evaluation::{Marks, Rater, Rating};

/// An expert rates the purchaser or the agency, within five working days of the evaluation (财库〔2016〕198号第二十二条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RateOrganiser {
    /// 评价
    pub rating: RatingId,
    /// 评价对象
    pub party: Rater,
    /// The marks.
    #[serde(flatten)]
    pub marks: Marks,
}

impl Command for RateOrganiser {
    const NAME: &'static str = "evaluation.rate_organiser";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        RATING,
        Field::choice("party", &["agency", "purchaser"]),
        mark("discipline"),
        mark("competence"),
        mark("integrity"),
        Field::paragraph("comment", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let person = desk.actor().person;
        desk.load::<Rating>(self.rating)?.rated(person)?;
        Ok(Matter::Person(person))
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<RatingId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let rating = desk.load::<Rating>(id)?;
        let done = rating.rated(desk.actor().person)?.of.len() == Rater::ALL.len();
        if done || desk.now() >= rating.matter()?.until {
            return Err(Refusal::new("E_STATE").into());
        }
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let person = desk.actor().person;
        let rating = desk.load::<Rating>(self.rating)?;
        let events = rating.give_back(person, self.party, self.marks, desk.received())?;
        desk.record_all::<Rating>(self.rating, events)
    }
}
