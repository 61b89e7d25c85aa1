//! 电子合同.

mod lists;
mod terminate;
mod text;

pub use lists::{ContractRow, contracts_by, contracts_of_lot};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::contract::Contract;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<terminate::Terminate>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Contracts)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Contract>()
}

pub(crate) fn moves(_moves: &mut Moves) {}
