//! Commands and views: who may do what, what is loaded, what is listed; live rules; timers.
//!
//! One module per subsystem, one file per command. Nothing writes except a command.

pub mod engine;
pub mod handover;
pub mod parties;
pub mod passwords;
pub mod portal;
pub mod private;
pub mod sweep;
#[cfg(any(test, feature = "testing"))]
#[expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a town that cannot be built ends the test or the simulation"
)]
pub mod testing;
pub mod texts;
pub mod training;

pub mod acceptance;
pub mod agency;
pub mod bidding;
pub mod budget;
pub mod contract;
pub mod demand;
pub mod draw;
pub mod evaluation;
pub mod goods;
pub mod mall;
pub mod payment;
pub mod plan;
pub mod registry;
pub mod statute;
pub mod supervision;
pub mod tender;

pub use engine::{
    Account, Approval, BusinessClock, CommandDef, CommandSet, Envelope, Field, Kind, Outside, OutsideCa,
    Platform, Setup, Todo, public_actor, system_actor, system_now,
};

use journal::{Streams, View};
use std::sync::Arc;

/// Calls `$call` for every subsystem, in the order of the layout.
macro_rules! every_subsystem {
    ($module:ident => $call:expr) => {
        every_subsystem!(@ $module => $call;
            registry, budget, demand, plan, agency, tender, bidding, draw, evaluation, contract, acceptance,
            payment, goods, mall, supervision, statute)
    };
    (@ $module:ident => $call:expr; $($name:ident),*) => { $( { use crate::$name as $module; $call } )* };
}

/// Every command.
pub fn commands() -> CommandSet {
    let mut set = CommandSet::default();
    every_subsystem!(subsystem => subsystem::commands(&mut set));
    set
}

/// Every decision view.
pub fn views() -> Vec<Arc<dyn View>> {
    let mut all: Vec<Arc<dyn View>> = vec![Arc::new(engine::TodoView)];
    every_subsystem!(subsystem => all.extend(subsystem::views()));
    all
}

/// Everything that follows the journal.
pub fn followers() -> Vec<Box<dyn engine::Follower>> {
    supervision::followers().into_iter().chain(goods::followers()).collect()
}

/// What simulated people answer to their to-dos.
pub fn moves() -> training::Moves {
    let mut moves = training::Moves::default();
    every_subsystem!(subsystem => subsystem::moves(&mut moves));
    moves
}

/// Every stream's fold.
pub fn streams() -> Streams {
    let mut streams = Streams::new();
    every_subsystem!(subsystem => { streams = subsystem::streams(streams); });
    streams
}
