//! 项目采购、文件、公告.

mod close_project;
mod confirm_award;
mod confirm_document;
mod correct_notice;
mod draft_document;
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

use procurement::tender::{Lot, Notice, Project};
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
