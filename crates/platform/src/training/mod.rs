//! 仿真实验室: people who do what their to-do lists say, so that a town's history is made by the real commands.
//!
//! Each subsystem teaches the moves of its commands ([`Moves::teach`]): given a to-do, what would a sensible person
//! answer? What nobody is asked to do (publish an intention, submit a bid) is an initiative of the scenario.

mod autopilot;
#[cfg(any(test, feature = "testing"))]
mod city;
mod dice;
mod keys;
mod moves;
#[cfg(any(test, feature = "testing"))]
mod scenario;

pub use autopilot::Autopilot;
#[cfg(any(test, feature = "testing"))]
pub use city::{Account, Buyer, City, Scale, Size};
pub use dice::Dice;
pub use keys::{Keys, request_certificate};
pub use moves::{Move, Moves, Scene};
