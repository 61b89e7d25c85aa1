//! 项目采购、文件、公告.

mod close_project;
mod confirm_award;
mod confirm_document;
mod correct_notice;
mod deem_award;
mod draft_document;
mod lapse_confirmation;
pub mod lists;
mod moves;
mod notices;
mod open_project;
mod publish_notice;
mod publish_result;
mod review_document;
pub(crate) mod sample;
#[cfg(test)]
mod tests;
mod void_lot;

use crate::{
    engine::{CommandSet, prelude::*},
    training::Moves,
};
pub use sample::standard_text;

use procurement::{
    Law,
    budget::{Hold, Movement, Part},
    plan::Plan,
    tender::{Lot, LotAbout, Notice, Project},
};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<open_project::OpenProject>();
    set.add::<draft_document::DraftDocument>();
    set.add::<review_document::ReviewDocument>();
    set.add::<confirm_document::ConfirmDocument>();
    set.add::<publish_notice::PublishNotice>();
    set.add::<correct_notice::CorrectNotice>();
    set.add::<publish_result::PublishResult>();
    set.add::<confirm_award::ConfirmAward>();
    set.add::<lapse_confirmation::LapseConfirmation>();
    set.add::<deem_award::DeemAward>();
    set.add::<void_lot::VoidLot>();
    set.add::<close_project::CloseProject>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Tenders)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Project>().with::<Lot>().with::<Notice>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves::teach(moves);
}

/// Tells a lot's project that nothing remains to be done in it, so that the project may be closed. Called by whatever
/// command finishes the lot: the last payment, or voiding. `lot` is the state after that command's own events.
pub(crate) fn finish_lot(desk: &mut Desk<'_, '_>, lot: &Lot) -> Result<(), Stop> {
    let id = lot.about()?.project;
    let events = desk.load::<Project>(id)?.finish_lot(lot)?;
    desk.record_all::<Project>(id, events)
}

/// What is still reserved for a lot goes back to its indicators 释放: it is void, or its contract was ended.
pub(crate) fn release_reserve(
    desk: &mut Desk<'_, '_>,
    lot: &LotAbout,
    law: &Law,
) -> Result<Vec<(HoldId, Movement)>, Stop> {
    let plan = desk.load::<Plan>(lot.plan)?;
    let lots = &plan.filed(law)?.0.lots;
    let funding = usize::from(lot.number).checked_sub(1).and_then(|place| lots.get(place));
    let mut movements = Vec::new();
    for part in funding.map(|lot| lot.funding.as_slice()).unwrap_or_default() {
        let hold = desk.load::<Hold>(part.hold)?;
        let reserved = hold.balance()?.reserved;
        if reserved > Money::ZERO {
            movements.push((part.hold, hold.release(Part::Reserved, reserved, law)?));
        }
    }
    Ok(movements)
}
