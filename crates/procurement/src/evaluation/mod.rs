//! 评审: reviews, sheets, aggregation and report of one lot (87号令第44–68条).

mod aggregate;
mod committee;
#[cfg(test)]
mod committee_tests;
mod conformity;
pub mod formula;
mod scheme;
mod sheet;

pub use aggregate::{Considered, Outcome, Row, aggregate, result_without};
pub use committee::{
    Candidate, Evaluation, EvaluationEvent, EvaluationMatter, EvaluationStage, LowPriceReview,
    PriceJudgement, Seat, SeatKind, Signature,
};
pub use conformity::{Decision, decide};
pub use scheme::{ItemSort, LotTerms, Method, Scheme, ScoreItem};
pub use sheet::{Correction, Fault, Scores, Sheet, SheetEvent, SheetMatter, score_outlier};
