//! 专家抽取: a draw that nobody can steer and anybody can repeat.

mod composition;
#[cfg(test)]
pub(crate) mod draw_tests;
mod expert_draw;
mod fold;
mod record;
mod sampling;

pub use composition::{Panel, check_composition, least_members};
pub use record::{
    Avoidance, Candidate, Candidates, Chosen, Contribution, Draw, DrawEvent, DrawRequest, DrawStage, Party,
    PassedOver, Standing,
};
pub use sampling::{ALGORITHM, candidate_commitment, candidates_digest, order, seed};
