//! 预算指标.

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use std::sync::Arc;

pub(crate) fn commands(_set: &mut CommandSet) {}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    Vec::new()
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<procurement::budget::Indicator>().with::<procurement::budget::Hold>()
}

pub(crate) fn moves(_moves: &mut Moves) {}
