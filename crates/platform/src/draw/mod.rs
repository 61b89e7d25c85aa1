//! 专家抽取.

mod candidates;
mod commit;
mod expire;
mod fall_due;
mod lists;
mod request;
mod respond;
mod reveal;
mod sample;
mod widen;

pub(crate) use candidates::{bidders, pool};
pub(crate) use respond::take_seat;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::draw::Draw;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<request::RequestDraw>();
    set.add::<commit::Commit>();
    set.add::<reveal::Reveal>();
    set.add::<respond::Respond>();
    set.add::<expire::Expire>();
    set.add::<fall_due::FallDue>();
    set.add::<widen::Widen>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Seats)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Draw>()
}

pub(crate) fn moves(moves: &mut Moves) {
    sample::teach(moves);
}
