//! One obtained document: the lots to bid for, and the bids made.

use super::bid_tag;
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Page, Summary},
    errors::Failure,
    names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use kernel::{ObtainmentId, StreamId};
use maud::html;
use platform::{bidding::bid_of, texts};
use procurement::{
    bidding::{Bid, BidStage, Obtainment},
    tender::{Lot, LotStage, Project},
};

/// `GET /bidding/obtainment/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ObtainmentId>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let platform = app.platform();
    let thing = Thing::load(&app, &visit, id.stream())?;
    let state = platform.state::<Obtainment>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let matter = state.matter().ok_or_else(Failure::not_found)?;
    let project =
        platform.state::<Project>(matter.project).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let (about, now) = (project.about()?, platform.now());
    let mut lots = Vec::new();
    for lot in &about.lots {
        let state = platform.state::<Lot>(lot.id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let bid = platform.journal().read(|tx| bid_of(tx, lot.id, matter.supplier)).map_err(read_failed)?;
        let bid = match bid {
            Some(bid) => platform.state::<Bid>(bid).map_err(read_failed)?.map(|state| (bid, state)),
            None => None,
        };
        lots.push((lot.id, state, bid));
    }
    let body = html! {
        div class="grid g2" {
            div class="grid top" {
                @for (lot, state, bid) in &lots {
                    @if let (Ok(about), Ok(terms)) = (state.about(), state.terms()) {
                        section class="card" {
                            h2 { (about.name) @if let Some((_, bid)) = bid { " " (bid_tag(bid.stage.id()).render(lang)) } }
                            (Summary::default()
                                .row(key("page-bidding-ceiling"), Amount { money: about.ceiling, words: false }.render(lang))
                                .data(key("page-bidding-deadline"), texts::deadline(lang, terms.deadline))
                                .render(lang))
                            @if let Some((id, Bid { stage: BidStage::Submitted { envelope, no, received }, .. })) = bid {
                                (super::client::receipt_of(&visit, &platform::handover::Receipt {
                                    bid: *id, no: *no, received: *received, envelope: envelope.digest,
                                }))
                            }
                            div class="row mt" {
                                @if state.stage == LotStage::Announced && now < terms.deadline {
                                    @let words = match bid {
                                        Some((_, Bid { stage: BidStage::Submitted { .. }, .. })) => "page-bidding-replace",
                                        _ => "page-bidding-compose",
                                    };
                                    (Action::main(key(words), format!("/bidding/client?purpose=submit-bid&id={id}&lot={lot}")).render(lang))
                                }
                                @if let Some((id, _)) = bid {
                                    (Action::quiet(key("page-bidding-see-bid"), names::page(&id.stream())).render(lang))
                                }
                            }
                        }
                    }
                }
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (crate::notices::links(&app, lang, matter.project))
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    Ok(Page::new(&visit, data(&*about.name)).crumb(key("nav-bidding"), "/bidding").body(body))
}
