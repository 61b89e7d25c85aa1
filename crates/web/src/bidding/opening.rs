//! 开标大厅: one lot's opening. Before the reading out nothing is shown but that it is on; then all together.

use super::bid_tag;
use crate::{
    app::{App, read_failed},
    components::{Column, Page, Stage as Progress, Steps, Summary, Table},
    errors::Failure,
    give, names,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{OpeningId, Role, StreamId};
use maud::html;
use platform::{bidding::bids_of, texts};
use procurement::{
    bidding::{Bid, Confirmation, Opening, OpeningStage},
    tender::Lot,
};

/// `GET /bidding/opening/{id}`: for the conductor, the bidders, the purchaser and the authorities of the region.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<OpeningId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let platform = app.platform();
    let opening = platform.state::<Opening>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let matter = opening.matter.as_ref().ok_or_else(Failure::not_found)?;
    let lot = platform.state::<Lot>(matter.lot).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = lot.about()?;
    let bids = platform.journal().read(|tx| bids_of(tx, matter.lot)).map_err(read_failed)?;
    let own = give::actor(&visit);
    let part = [matter.conductor, about.purchaser].contains(&own.organisation)
        || bids.iter().any(|bid| bid.supplier == own.organisation && bid.state != "withdrawn");
    let authority = own.is(&[Role::FaRegulator, Role::FaRegulatorHead]) && own.region.covers(&about.region);
    if !part && !authority && !own.is(&[Role::Auditor]) {
        return Err(Failure::not_found());
    }
    let stream = id.stream();
    let mut todos = platform.todo_of(&stream).map_err(read_failed)?;
    if let Some(mine) = bids.iter().find(|bid| bid.supplier == own.organisation) {
        todos.extend(platform.todo_of(&mine.id.stream()).map_err(read_failed)?);
    }
    let read_out = matches!(opening.stage, OpeningStage::Announced { .. } | OpeningStage::Closed { .. });
    let mut rows = Vec::new();
    if read_out {
        for (place, row) in bids.iter().filter(|bid| bid.state != "withdrawn").enumerate() {
            let bid = platform.state::<Bid>(row.id).map_err(read_failed)?.unwrap_or_default();
            let offer = bid.offer();
            let confirmation = match &bid.stage {
                procurement::bidding::BidStage::Announced { confirmation: Some(given), .. } => {
                    Some(given.clone())
                }
                _ => None,
            };
            rows.push(vec![
                html! { (place + 1) },
                html! { (names::organisation(&app, row.supplier).said(lang)) },
                html! { @if let Some(offer) = offer { (offer.price) } @else { "—" } },
                html! { @if let Some(offer) = offer { (offer.delivery_days) } @else { "—" } },
                html! {
                    (bid_tag(bid.stage.id()).render(lang))
                    @match &confirmation {
                        Some(Confirmation::Objection { text }) => { br; span class="small" { (say(lang, "page-bidding-objection")) (text) } }
                        Some(Confirmation::Bidder {}) => { br; span class="small quiet-text" { (say(lang, "page-bidding-confirmed")) } }
                        Some(Confirmation::Silence {}) => { br; span class="small quiet-text" { (say(lang, "page-bidding-silence")) } }
                        None => {}
                    }
                },
            ]);
        }
    }
    let mut summary = Summary::default()
        .data(key("page-bidding-conductor"), names::organisation(&app, matter.conductor).said(lang))
        .data(key("page-bidding-started"), texts::instant(lang, matter.started))
        .data(key("page-bidding-count"), matter.bids.to_string());
    match &opening.stage {
        OpeningStage::Decrypting { until, opened, faulty } => {
            summary = summary
                .data(key("page-bidding-window"), texts::deadline(lang, *until))
                .data(key("page-bidding-opened"), format!("{} / {}", opened + faulty, matter.bids));
        }
        OpeningStage::Closed { reply: Some(reply), .. } => {
            summary = summary.data(key("bidding-reply"), reply);
        }
        OpeningStage::Failed { valid } => {
            summary = summary.data(key("page-bidding-valid"), valid.to_string());
        }
        _ => {}
    }
    let body = html! {
        (steps(&opening.stage).render(lang))
        (work::next_steps(&app, &visit, &todos))
        section class="card mb" aria-labelledby="content" {
            h2 id="content" { (say(lang, "stream-bidding-opening")) }
            (summary.render(lang))
            @match &opening.stage {
                OpeningStage::Decrypting { .. } => { p class="note" { (say(lang, "page-bidding-quiet")) } }
                OpeningStage::Failed { .. } => { p class="note" { (say(lang, "page-bidding-failed")) } }
                _ => {}
            }
        }
        @if read_out {
            (Table {
                caption: Some(key("page-bidding-list")),
                columns: vec![
                    Column::number(key("page-bidding-order")),
                    Column::words(key("page-bidding-bidder")),
                    Column::number(key("page-bidding-price")),
                    Column::number(key("page-bidding-delivery")),
                    Column::words(key("page-bidding-record")),
                ],
                rows,
                ..Table::default()
            }.render(lang))
        }
    };
    Ok(Page::new(&visit, data(&*matter.title)).crumb(key("nav-work"), "/work").body(body))
}

fn steps(stage: &OpeningStage) -> Steps {
    let at = match stage {
        OpeningStage::Scheduled => 0,
        OpeningStage::Decrypting { .. } => 1,
        OpeningStage::Announced { .. } => 3,
        OpeningStage::Closed { .. } => 5,
        OpeningStage::Failed { .. } => 1,
    };
    let failed = matches!(stage, OpeningStage::Failed { .. });
    let names = ["start", "decrypt", "announce", "confirm", "close"];
    names.into_iter().enumerate().fold(Steps::default(), |steps, (place, name)| {
        let progress = match place.cmp(&at) {
            std::cmp::Ordering::Less => Progress::Done,
            std::cmp::Ordering::Equal if failed => Progress::Stopped,
            std::cmp::Ordering::Equal => Progress::Now,
            std::cmp::Ordering::Greater => Progress::Ahead,
        };
        steps.stage(key(format!("opening-step-{name}")), progress, None)
    })
}
