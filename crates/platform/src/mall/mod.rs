//! 电子卖场.

mod accept_goods;
mod accept_order;
mod deliver;
mod lapse_order;
mod list_goods;
mod lists;
mod note_refusal;
mod place_order;
mod refuse_order;
mod sample;
#[cfg(test)]
pub(crate) mod tests;

pub use lists::{ListingFilter, ListingRow, OrderRow, listings, offers_of_item, offers_of_standard, orders};
pub use sample::{sample_list_goods, sample_place_order};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::mall::{Listing, Order};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<accept_goods::AcceptGoods>();
    set.add::<accept_order::AcceptOrder>();
    set.add::<deliver::Deliver>();
    set.add::<lapse_order::LapseOrder>();
    set.add::<list_goods::ListGoods>();
    set.add::<note_refusal::NoteRefusal>();
    set.add::<place_order::PlaceOrder>();
    set.add::<refuse_order::RefuseOrder>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Mall)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Listing>().with::<Order>()
}

pub(crate) fn moves(moves: &mut Moves) {
    sample::teach(moves);
}
