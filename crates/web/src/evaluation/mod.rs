//! 评审: the committee's table, the reviews, the score sheets, the report.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod bench;
mod member;
mod price;
mod rating;
mod report;
mod review;
mod scores;
mod show;
mod sign;
#[cfg(test)]
mod tests;

/// The subsystem's pages.
pub fn routes() -> Routes {
    const MEMBER: Audience = Audience::Roles(&[Role::Expert, Role::PurchaserClerk]);
    const CLERK: Audience = Audience::Roles(&[Role::PurchaserClerk]);
    const EXPERT: Audience = Audience::Roles(&[Role::Expert]);
    const BIDDER: Audience = Audience::Roles(&[Role::SupplierClerk]);
    Routes::new()
        .get("/evaluation/evaluation/{id}", Audience::SignedIn, show::show)
        .step::<member::SignIn>(MEMBER)
        .step::<member::ElectLeader>(MEMBER)
        .get("/evaluation/evaluation/{id}/qualification", CLERK, review::qualification_form)
        .post("/evaluation/evaluation/{id}/qualification", CLERK, review::qualification_send)
        .get("/evaluation/evaluation/{id}/conformity", MEMBER, review::conformity_form)
        .post("/evaluation/evaluation/{id}/conformity", MEMBER, review::conformity_send)
        .get("/evaluation/evaluation/{id}/scores", MEMBER, scores::form)
        .post("/evaluation/evaluation/{id}/scores", MEMBER, scores::send)
        .step::<price::ExplainPrice>(BIDDER)
        .step::<price::JudgePrice>(EXPERT)
        .step::<sign::SignReport>(MEMBER)
        .get("/evaluation/rating/{id}", Audience::SignedIn, rating::show)
        .step::<rating::RateExpert>(Audience::Roles(&[Role::AgencyPm, Role::PurchaserClerk]))
        .step::<rating::RateOrganiser>(EXPERT)
        .command("evaluation.review_qualification", "/evaluation/evaluation/{id}/qualification")
        .command("evaluation.review_conformity", "/evaluation/evaluation/{id}/conformity")
        .command("evaluation.submit_scores", "/evaluation/evaluation/{id}/scores")
}
