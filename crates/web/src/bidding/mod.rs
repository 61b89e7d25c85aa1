//! 投标与开标: what was obtained, bids, the opening hall, the hand-over to the client on the bidder's own computer.

use crate::{
    components::{Tag, Tone},
    routes::{Audience, Routes},
    words::key,
};
use kernel::Role;

mod bid;
mod client;
mod list;
mod obtainment;
mod opening;
mod store;
#[cfg(test)]
mod tests;

pub use store::HandOvers;

/// The largest answer of a client, in megabytes: an envelope in base64.
const ANSWER_MB: usize = 48;

/// The subsystem's pages.
pub fn routes() -> Routes {
    let suppliers = Audience::Roles(&[Role::SupplierClerk, Role::AuthorizedRep]);
    Routes::new()
        .get("/bidding", suppliers, list::show)
        .get("/bidding/obtainment/{id}", suppliers, obtainment::show)
        .get("/bidding/bid/{id}", suppliers, bid::show)
        .get("/bidding/opening/{id}", Audience::SignedIn, opening::show)
        .get("/bidding/client", Audience::SignedIn, client::ask)
        .post("/bidding/client", Audience::SignedIn, client::make)
        .get("/bidding/client/{id}", Audience::SignedIn, client::wait)
        .get("/api/v1/client/requests/{id}", Audience::Public, client::fetch)
        .upload("/api/v1/client/requests/{id}/answer", Audience::Public, ANSWER_MB, client::answer)
        .command("bidding.submit_bid", "/bidding/obtainment/{id}")
        .command("bidding.decrypt_bid", "/bidding/client?purpose=open-bid&id={id}")
        .nav(60, "/bidding", "nav-bidding", suppliers)
}

/// Where a bid stands.
pub fn bid_tag(state: &str) -> Tag {
    let tone = match state {
        "submitted" | "decrypted" | "announced" | "qualified" | "compliant" | "scored" => Tone::Good,
        "won" => Tone::Good,
        "locked" => Tone::Warn,
        "decrypt_failed" | "lapsed" | "unqualified" | "invalid" => Tone::Bad,
        _ => Tone::Plain,
    };
    Tag::new(key(format!("bid-state-{state}")), tone)
}
