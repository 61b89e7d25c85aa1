//! 预算指标.

mod adjust_indicator;
mod import_indicator;
mod lists;
mod sample;
#[cfg(test)]
mod tests;

pub use lists::{IndicatorRow, indicators};
pub use sample::sample_import_indicator;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::budget::{Hold, Indicator};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<adjust_indicator::AdjustIndicator>();
    set.add::<import_indicator::ImportIndicator>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Indicators)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Indicator>().with::<Hold>()
}

pub(crate) fn moves(_moves: &mut Moves) {}
