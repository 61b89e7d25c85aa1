//! Movements of budget money: both halves of each are recorded, in one command.

use crate::engine::prelude::*;
use procurement::budget::{Hold, Indicator, Movement};

/// The holds of these ids, in this order.
pub(crate) fn holds(desk: &mut Desk<'_, '_>, ids: &[HoldId]) -> Result<Vec<(HoldId, Hold)>, Stop> {
    ids.iter().map(|id| Ok((*id, desk.load::<Hold>(*id)?.as_ref().clone()))).collect()
}

/// Records what a decision answered.
pub(crate) fn record(desk: &mut Desk<'_, '_>, movements: Vec<(HoldId, Movement)>) -> Result<(), Stop> {
    movements.into_iter().try_for_each(|(hold, movement)| {
        desk.record::<Hold>(hold, movement.hold)?;
        desk.record::<Indicator>(movement.on, movement.indicator)
    })
}
