//! 采购计划.

mod file_plan;
mod lists;
mod moves;
#[cfg(test)]
mod tests;

pub use lists::{PlanRow, plans};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::plan::Plan;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<file_plan::FilePlan>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Plans)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Plan>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("plan.file_plan", moves::file_plan);
}
