//! 代理委托: a purchaser chooses an agency, and both agree on what it is to do.

mod entrustment;
#[cfg(test)]
mod tests;

pub use entrustment::{Agreement, Candidate, Entrustment, EntrustmentEvent, FeePayer, Terms};
