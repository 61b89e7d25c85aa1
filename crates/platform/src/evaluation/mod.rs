//! 评审.

mod aggregate;
mod basis;
mod convene;
mod elect_leader;
mod explain_price;
mod judge_price;
mod lists;
mod rating;
mod replace_member;
mod review_conformity;
mod review_qualification;
mod sample;
#[cfg(any(test, feature = "testing"))]
#[expect(clippy::unwrap_used, clippy::expect_used, reason = "for tests")]
pub mod scene;
mod sign_in;
mod sign_report;
mod submit_scores;
#[cfg(test)]
mod tests;

pub use basis::scheme;
pub(crate) use lists::READ_OUT;
pub use lists::{BidRow, SheetRow, bids_of_lot, sheets_of_bid, sheets_of_seat};

pub use rating::{RatingRow, ratings_of, ratings_of_evaluation};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::evaluation::{Evaluation, Rating, Sheet};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<convene::Convene>();
    set.add::<sign_in::SignIn>();
    set.add::<replace_member::ReplaceMember>();
    set.add::<elect_leader::ElectLeader>();
    set.add::<review_qualification::ReviewQualification>();
    set.add::<review_conformity::ReviewConformity>();
    set.add::<explain_price::ExplainPrice>();
    set.add::<judge_price::JudgePrice>();
    set.add::<submit_scores::SubmitScores>();
    set.add::<aggregate::Aggregate>();
    set.add::<sign_report::SignReport>();
    rating::commands(set);
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Evaluations), Arc::new(rating::Ratings)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Evaluation>().with::<Rating>().with::<Sheet>()
}

pub(crate) fn moves(moves: &mut Moves) {
    sample::teach(moves);
    rating::moves(moves);
}
