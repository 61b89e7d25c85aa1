//! 代理委托.

mod accept;
mod decline;
mod invite;
mod lists;
mod moves;
#[cfg(test)]
mod tests;

pub use lists::{EntrustmentRow, entrustments};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::agency::Entrustment;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<accept::Accept>();
    set.add::<decline::Decline>();
    set.add::<invite::Invite>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Entrustments)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Entrustment>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("agency.invite", moves::invite);
    moves.teach("agency.accept", moves::accept);
}
