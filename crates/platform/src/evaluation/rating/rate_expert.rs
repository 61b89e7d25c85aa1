//! 评价专家.

use super::{RATING, SUBJECT, mark, require_party};
use crate::engine::prelude::*;
use procurement::evaluation::{Marks, Rating};

/// The purchaser or the agency rates an expert of the committee, within five working days of the evaluation
/// (财库〔2016〕198号第二十一条; D-EXP-02).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RateExpert {
    /// 评价
    pub rating: RatingId,
    /// 评委席位
    pub seat: u8,
    /// The marks.
    #[serde(flatten)]
    pub marks: Marks,
}

impl Command for RateExpert {
    const NAME: &'static str = "evaluation.rate_expert";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[
        RATING,
        Field::new("seat", Kind::Number { min: 1, max: 50 }),
        mark("discipline"),
        mark("competence"),
        mark("integrity"),
        Field::paragraph("comment", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        require_party(desk, self.rating)
    }
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<RatingId>().ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        let rating = desk.load::<Rating>(id)?;
        let by = rating.rater(desk.actor().organisation)?;
        if desk.now() >= rating.matter()?.until || rating.unrated(by).next().is_none() {
            return Err(Refusal::new("E_STATE").into());
        }
        Ok(())
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let rating = desk.load::<Rating>(self.rating)?;
        let by = rating.rater(desk.actor().organisation)?;
        let events = rating.give(self.seat, by, self.marks, desk.received())?;
        desk.record_all::<Rating>(self.rating, events)
    }
}
