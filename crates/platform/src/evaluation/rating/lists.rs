//! What pages and the compliance review ask about ratings.

use crate::engine::prelude::*;
use procurement::evaluation::{Marks, Rater, Rating, RatingEvent};

/// One row per rating.
pub(in crate::evaluation) struct Ratings;

impl View for Ratings {
    fn name(&self) -> &'static str {
        "evaluation_rating"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "evaluation_rating",
            columns: const {
                &[
                    Column::text("rating"),
                    Column::text("person"),
                    Column::text("direction"),
                    Column::text("party"),
                    Column::text("title"),
                    Column::int("discipline"),
                    Column::int("competence"),
                    Column::int("integrity"),
                    Column::int("percent"),
                    Column::text("comment"),
                    Column::text("explanation"),
                    Column::int("at"),
                ]
            },
            primary: &["rating", "person", "direction", "party"],
            indexes: const { &[Index::on(&["person", "direction", "at"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(state)) = (event.event::<RatingEvent>(), event.state::<Rating>()) else {
            return Ok(());
        };
        let mut insert = |person: &PersonId, direction: &str, party: Rater, marks: &Marks| {
            let title = state.matter.as_ref().map(|matter| matter.title.clone()).unwrap_or_default();
            tx.later(
                "INSERT INTO evaluation_rating (rating, person, direction, party, title, discipline, competence, \
                 integrity, percent, comment, explanation, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11)",
                &[
                    event.stream.uuid().to_string().into(),
                    person.to_string().into(),
                    direction.into(),
                    party.id().into(),
                    title.into(),
                    i64::from(marks.discipline).into(),
                    i64::from(marks.competence).into(),
                    i64::from(marks.integrity).into(),
                    i64::from(marks.percent()).into(),
                    marks.comment.clone().unwrap_or_default().into(),
                    event.at.millis().into(),
                ],
            )
        };
        match happened {
            RatingEvent::Given { person, by, marks } => insert(person, "given", *by, marks),
            RatingEvent::Returned { person, of, marks } => insert(person, "returned", *of, marks),
            RatingEvent::Explained { person, words } => tx.later(
                "UPDATE evaluation_rating SET explanation = $3 \
                 WHERE rating = $1 AND person = $2 AND direction = 'given'",
                &[event.stream.uuid().to_string().into(), person.to_string().into(), words.as_str().into()],
            ),
            RatingEvent::Opened { .. } | RatingEvent::Closed => Ok(()),
        }
    }
}

/// One rating of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingRow {
    /// The evaluation it belongs to.
    pub rating: RatingId,
    /// The expert.
    pub person: PersonId,
    /// `given` to the expert, or `returned` by the expert.
    pub direction: String,
    /// `purchaser` or `agency`: who gave it, or of whom it is.
    pub party: String,
    /// Project and lot name.
    pub title: String,
    /// The marks.
    pub marks: [u32; 3],
    /// All marks together, in percent of the best.
    pub percent: u32,
    /// 情况说明 of who gave it.
    pub comment: String,
    /// 本人说明 of the expert.
    pub explanation: String,
    /// When.
    pub at: Instant,
}
const RATING: &str = "SELECT rating, person, direction, party, title, discipline, competence, integrity, percent, \
     comment, explanation, at FROM evaluation_rating";

fn rating_row(row: &Row) -> Result<RatingRow, StoreError> {
    let number = |at: usize| row.int(at).map(|n| u32::try_from(n).unwrap_or(0));
    Ok(RatingRow {
        rating: row.parse(0)?,
        person: row.parse(1)?,
        direction: row.text(2)?.to_owned(),
        party: row.text(3)?.to_owned(),
        title: row.text(4)?.to_owned(),
        marks: [number(5)?, number(6)?, number(7)?],
        percent: number(8)?,
        comment: row.text(9)?.to_owned(),
        explanation: row.text(10)?.to_owned(),
        at: row.instant(11)?,
    })
}

/// The marks that an expert got, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn ratings_of(tx: &mut dyn Tx, person: PersonId, limit: u32) -> Result<Vec<RatingRow>, StoreError> {
    let sql = format!("{RATING} WHERE person = $1 AND direction = 'given' ORDER BY at DESC, rating LIMIT $2");
    tx.query(&sql, &[person.to_string().into(), i64::from(limit).into()])?.iter().map(rating_row).collect()
}
/// All marks of one evaluation.
///
/// # Errors
/// If the store cannot be read.
pub fn ratings_of_evaluation(tx: &mut dyn Tx, rating: RatingId) -> Result<Vec<RatingRow>, StoreError> {
    let sql = format!("{RATING} WHERE rating = $1 ORDER BY person, direction, party");
    tx.query(&sql, &[rating.to_string().into()])?.iter().map(rating_row).collect()
}
