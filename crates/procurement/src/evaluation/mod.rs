//! 评审: reviews, sheets, aggregation and report of one lot (87号令第44–68条).

mod aggregate;
mod committee;
#[cfg(test)]
mod committee_tests;
mod conformity;
mod fold;
pub mod formula;
mod rating;
mod record;
mod scheme;
mod sheet;

pub use aggregate::{Considered, Outcome, Row, aggregate, result_without};
pub use conformity::{Checked, Decision, checklist, decide};
pub use rating::{Marks, Rated, Rater, Rating, RatingEvent, RatingMatter};
pub use record::{
    Candidate, Evaluation, EvaluationEvent, EvaluationMatter, EvaluationStage, LowPriceReview,
    PriceJudgement, Seat, SeatKind, Signature,
};
pub use scheme::{ItemSort, LotTerms, Method, Scheme, ScoreItem};
pub use sheet::{Correction, Fault, Scores, Sheet, SheetEvent, SheetMatter, score_outlier};
