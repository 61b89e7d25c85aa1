//! 采购意向与采购需求.

mod compile_demand;
mod lists;
mod moves;
mod publish_intention;
mod review_general;
mod review_key;
mod revise_demand;
#[cfg(test)]
mod tests;
mod wanted;

pub use lists::{DemandRow, IntentionRow, demands, intentions};
pub use moves::sample_need;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::demand::{Demand, Intention};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<compile_demand::CompileDemand>();
    set.add::<publish_intention::PublishIntention>();
    set.add::<review_general::ReviewGeneral>();
    set.add::<review_key::ReviewKey>();
    set.add::<revise_demand::ReviseDemand>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Matters)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Intention>().with::<Demand>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves::teach(moves);
}
