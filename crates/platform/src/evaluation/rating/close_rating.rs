//! 评价截止: a timer.

use super::{RATING, SUBJECT};
use crate::engine::prelude::*;
use procurement::evaluation::Rating;

/// Ends the time for marks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloseRating {
    /// 评价
    pub rating: RatingId,
}

impl Command for CloseRating {
    const NAME: &'static str = "evaluation.close_rating";
    const AUDIENCE: &'static [Role] = &[Role::System];
    const SUBJECT: Option<(&'static str, &'static str)> = SUBJECT;
    const FIELDS: &'static [Field] = &[RATING];
    fn matter(&self, _desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Open)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let events = desk.load::<Rating>(self.rating)?.close(desk.now())?;
        desk.record_all::<Rating>(self.rating, events)
    }
}
