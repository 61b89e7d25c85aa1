//! 投标、开标: obtaining the document, sealed bids, the opening.

mod announce;
mod close_opening;
mod confirm_record;
mod decrypt_bid;
mod lists;
mod obtain_document;
mod start_opening;
mod submit_bid;
mod terms;
#[cfg(any(test, feature = "testing"))]
mod training;
mod withdraw_bid;

pub(crate) use lists::move_deadline;
pub use lists::{BidRow, ObtainmentRow, bid_of, bids_of, obtainment_of, obtainments_by};
pub use terms::terms_of;
#[cfg(any(test, feature = "testing"))]
pub(crate) use training::bid_where_open;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::bidding::{Bid, Obtainment, Opening};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<announce::Announce>();
    set.add::<close_opening::CloseOpening>();
    set.add::<confirm_record::ConfirmRecord>();
    set.add::<decrypt_bid::DecryptBid>();
    set.add::<obtain_document::ObtainDocument>();
    set.add::<start_opening::StartOpening>();
    set.add::<submit_bid::SubmitBid>();
    set.add::<withdraw_bid::WithdrawBid>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Bids)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Obtainment>().with::<Bid>().with::<Opening>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("bidding.announce", |scene| {
        Some(serde_json::json!({ "opening": scene.id::<kernel::OpeningId>()? }))
    });
    moves.teach("bidding.confirm_record", |scene| {
        Some(serde_json::json!({ "bid": scene.id::<kernel::BidId>()? }))
    });
    moves.teach("bidding.close_opening", |scene| {
        Some(serde_json::json!({ "opening": scene.id::<kernel::OpeningId>()?, "reply": "已核对，以开标一览表为准。" }))
    });
    #[cfg(any(test, feature = "testing"))]
    moves.teach("bidding.decrypt_bid", training::decrypt);
}

#[cfg(test)]
mod tests;
