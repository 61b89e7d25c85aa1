//! 履职评价: purchaser, agency and experts rate each other after an evaluation.

mod close_rating;
mod explain_rating;
mod lists;
mod rate_expert;
mod rate_organiser;
#[cfg(test)]
mod tests;

pub(super) use lists::Ratings;
pub use lists::{RatingRow, ratings_of, ratings_of_evaluation};

use crate::{
    engine::{CommandSet, prelude::*},
    training::Moves,
};
use procurement::evaluation::{Evaluation, Marks, Rater, Rating};
use serde_json::json;

/// The subject of these commands.
const SUBJECT: Option<(&str, &str)> = Some(("evaluation.rating", "rating"));
/// Its field.
const RATING: Field = Field::id("rating", "evaluation.rating");
/// One mark.
const fn mark(name: &'static str) -> Field {
    Field::new(name, Kind::Number { min: 1, max: Marks::BEST as i64 })
}

pub(super) fn commands(set: &mut CommandSet) {
    set.add::<close_rating::CloseRating>();
    set.add::<explain_rating::ExplainRating>();
    set.add::<rate_expert::RateExpert>();
    set.add::<rate_organiser::RateOrganiser>();
}

pub(super) fn moves(moves: &mut Moves) {
    moves.teach("evaluation.rate_expert", |scene| {
        let rating = scene.subject::<Rating>()?;
        let next = rating.unrated(Rater::Agency).next()?.seat;
        let mark = scene.dice.between(3, 5);
        Some(json!({
            "rating": scene.id::<RatingId>()?, "seat": next, "discipline": 5, "competence": mark, "integrity": 5,
        }))
    });
    moves.teach("evaluation.rate_organiser", |scene| {
        let mark = scene.dice.between(4, 5);
        Some(json!({
            "rating": scene.id::<RatingId>()?, "party": "agency", "discipline": mark, "competence": mark, "integrity": 5,
        }))
    });
}

/// Opens the ratings of an evaluation whose report was delivered.
pub(super) fn open(desk: &mut Desk<'_, '_>, id: EvaluationId, evaluation: &Evaluation) -> Result<(), Stop> {
    let region = desk.actor().region;
    let law = desk.law(region);
    let events = Rating::default().open(id, evaluation, desk.now(), &law)?;
    desk.record_all::<Rating>(RatingId::from_uuid(id.uuid()), events)
}

/// Purchaser and agency, nobody else.
fn require_party(desk: &mut Desk<'_, '_>, rating: RatingId) -> Result<Matter, Stop> {
    let matter = desk.load::<Rating>(rating)?.matter()?.clone();
    Ok(Matter::Organisations(vec![matter.purchaser, matter.agency]))
}
