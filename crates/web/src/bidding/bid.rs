//! One's own bid: where it stands, its receipt, what can be done with it.

use super::bid_tag;
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Page, Summary},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{BidId, StreamId};
use maud::html;
use platform::handover::Receipt;
use procurement::bidding::{Bid, BidStage, Opening};

/// `GET /bidding/bid/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<BidId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let platform = app.platform();
    let thing = Thing::load(&app, &visit, id.stream())?;
    let bid = platform.state::<Bid>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let matter = bid.matter.as_ref().ok_or_else(Failure::not_found)?;
    let todos = platform.todo_of(&thing.stream).map_err(read_failed)?;
    let own = give::actor(&visit);
    let may_withdraw = platform.ready(&own, "bidding.withdraw_bid", &thing.stream).is_ok();
    let started =
        !matches!(bid.stage, BidStage::Absent | BidStage::Submitted { .. } | BidStage::Withdrawn { .. });
    let body = html! {
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            section class="card" aria-labelledby="content" {
                h2 id="content" { (say(lang, "stream-bidding-bid")) }
                @match &bid.stage {
                    BidStage::Submitted { envelope, no, received } => {
                        (super::client::receipt_of(&visit, &Receipt { bid: id, no: *no, received: *received, envelope: envelope.digest }))
                        p class="small quiet-text" { (say(lang, "page-bidding-sealed")) }
                    }
                    BidStage::Locked { decrypt_until, .. } => {
                        p { (key("page-bidding-decrypt-until").with("until", *decrypt_until).said(lang)) }
                    }
                    BidStage::Decrypted { .. } => { p { (say(lang, "page-bidding-decrypted")) } }
                    BidStage::DecryptFailed { .. } => { p { (say(lang, "page-bidding-decrypt-failed")) } }
                    BidStage::Lapsed {} => { p { (say(lang, "page-bidding-lapsed")) } }
                    BidStage::Withdrawn { at, .. } => { p { (key("page-bidding-withdrawn").with("at", *at).said(lang)) } }
                    _ => {}
                }
                @if let Some(offer) = bid.offer() {
                    (Summary::default()
                        .row(key("page-bidding-price"), Amount { money: offer.price, words: true }.render(lang))
                        .data(key("page-bidding-delivery"), offer.delivery_days.to_string())
                        .data(key("page-bidding-sme"), say(lang, &format!("choice-sme-{}", offer.sme.id())))
                        .render(lang))
                }
                @if let BidStage::Unqualified { reason, .. } | BidStage::Invalid { reason, .. } = &bid.stage {
                    p class="note" { (reason) }
                }
                div class="row mt" {
                    @if started {
                        (Action::quiet(key("page-bidding-hall"), names::page(&Opening::id_of(matter.lot).stream())).render(lang))
                    }
                    @if may_withdraw {
                        (Action::quiet(key("bidding-withdraw_bid"), app.form_of("bidding.withdraw_bid", Some(&thing.stream))).render(lang))
                    }
                }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, data(&*matter.title))
        .crumb(key("nav-bidding"), "/bidding")
        .beside_heading(bid_tag(bid.stage.id()).render(lang))
        .body(body))
}
