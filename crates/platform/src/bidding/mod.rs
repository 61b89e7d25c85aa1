//! 投标、开标.

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use std::sync::Arc;

pub(crate) fn commands(_set: &mut CommandSet) {}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    Vec::new()
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams
}

pub(crate) fn moves(_moves: &mut Moves) {}

/// Suppliers look at what is open and bid; the scenario calls it every morning.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn bid_where_open(_pilot: &mut crate::training::Autopilot) -> Result<(), journal::StoreError> {
    Ok(())
}
