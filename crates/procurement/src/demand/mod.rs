//! 采购意向与采购需求: what is going to be bought is published early (财库〔2020〕10号), determined and reviewed
//! (财库〔2021〕22号) before a plan may be filed.

mod arrangement;
mod intention;
mod need;
mod review;
#[cfg(test)]
mod tests;

pub(crate) use arrangement::choices;
pub use arrangement::{EvaluationMethod, Method, OrganisationForm, Pricing};
pub use intention::{Intention, IntentionEvent, Outline, PublishedIntention};
pub use need::{Demand, DemandEvent, DemandFile, DemandStage, Need, Survey};
pub use review::{GeneralReview, KeyReview, Verdict};
