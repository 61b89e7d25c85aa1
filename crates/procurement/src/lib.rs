//! The law: pure state machines and formulae. No IO, no clock, no randomness of its own.
//!
//! One module per subsystem; a stream's state, events and decisions lie together. A decision takes the state by
//! reference, the moment and the [`Law`], and answers events or a [`kernel::Refusal`].
#![warn(missing_docs)]

pub mod acceptance;
pub mod agency;
pub mod bidding;
pub mod budget;
pub mod contract;
pub mod demand;
pub mod draw;
pub mod evaluation;
pub mod goods;
pub mod law;
pub mod mall;
pub mod payment;
pub mod plan;
pub mod registry;
pub mod statute;
pub mod supervision;
pub mod tender;

pub use law::{Law, RuleBook};
