//! One evaluation: where it stands, the committee by seats, the bids, the result.

use super::{bench::Bench, report};
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Stage, Steps, Summary, Table, Tag, Tone},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{EvaluationId, StreamId};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::{
    bidding::BidStage,
    evaluation::{EvaluationStage, Seat},
};

/// `GET /evaluation/evaluation/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let bench = Bench::load(&app, &visit, id)?;
    let todos = app.platform().todo_of(&id.stream()).map_err(read_failed)?;
    // Every member has a task of its own: to the others they are one line.
    let mut waiting = todos.iter().any(|todo| todo.person == Some(bench.actor.person));
    let todos: Vec<_> = todos
        .into_iter()
        .filter(|todo| match todo.person {
            Some(person) if person == bench.actor.person => true,
            Some(_) => !std::mem::replace(&mut waiting, true),
            None => true,
        })
        .collect();
    let replace =
        app.platform().ready(&give::actor(&visit), "evaluation.replace_member", &id.stream()).is_ok()
            && bench.actor.organisation == bench.matter.agency;
    let thing = Thing::load(&app, &visit, id.stream());
    let body = html! {
        (steps(&bench).render(lang))
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" { (bids(&app, &visit, &bench)) }
                @if !bench.state.low_prices.is_empty() { section class="card" { (low_prices(&app, &visit, &bench)) } }
                (report::result(&app, &visit, &bench))
                section class="card" { (seats(lang, &bench)) }
            }
            aside class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-evaluation-evaluation")) }
                    (Summary::default()
                        .data(key("draw-party-purchaser"), names::organisation(&app, bench.matter.purchaser).said(lang))
                        .data(key("draw-party-agency"), names::organisation(&app, bench.matter.agency).said(lang))
                        .row(key("stream-draw-draw"), html! { a href=(names::page(&bench.matter.draw.stream())) { (say(lang, "page-evaluation-draw")) } })
                        .render(lang))
                    @if replace { p { (Action::quiet(key("evaluation-replace_member"), app.form_of("evaluation.replace_member", Some(&id.stream()))).render(lang)) } }
                }
                @if let Ok(thing) = &thing {
                    section class="card" aria-labelledby="history" {
                        h2 id="history" { (say(lang, "ui-history")) }
                        (thing.timeline(&app, &visit).render(lang))
                    }
                }
            }
        }
    };
    Ok(Page::new(&visit, key("page-evaluation-title").with("title", bench.matter.title.as_str()))
        .crumb(key("nav-work"), "/work")
        .beside_heading(stage_tag(&bench.state.stage).render(lang))
        .body(body))
}

fn stage_tag(stage: &EvaluationStage) -> Tag {
    let tone = match stage {
        EvaluationStage::Delivered { .. } => Tone::Good,
        EvaluationStage::Failed { .. } => Tone::Bad,
        _ => Tone::Warn,
    };
    Tag::new(key(format!("evaluation-stage-{}", stage.id())), tone)
}

fn steps(bench: &Bench) -> Steps {
    let mut ways = vec!["assembling", "qualification", "conformity"];
    if !bench.state.low_prices.is_empty() {
        ways.push("price_review");
    }
    ways.extend(["scoring", "signing", "delivered"]);
    let id = bench.state.stage.id();
    let name = |way: &str| key(format!("evaluation-stage-{way}"));
    match ways.iter().position(|way| *way == id) {
        // Delivered is the end: nothing is under way any more.
        Some(now) => {
            let now = if id == "delivered" { now + 1 } else { now };
            Steps::along(ways.iter().map(|way| name(way)), now)
        }
        None => Steps::default().stage(name(id), Stage::Stopped, None),
    }
}

fn seats(lang: Lang, bench: &Bench) -> Markup {
    let state = &bench.state;
    let done = |yes: bool| {
        let (word, tone) = if yes { ("ui-yes", Tone::Good) } else { ("page-evaluation-not-yet", Tone::Off) };
        Tag::new(key(word), tone).render(lang)
    };
    let name = |seat: &Seat| {
        html! {
            (key("page-evaluation-seat").with("no", i64::from(seat.no)).said(lang)) " · "
            (say(lang, if seat.kind == procurement::evaluation::SeatKind::Expert { "evaluation-kind-expert" } else { "evaluation-kind-representative" }))
            @if state.leader == Some(seat.no) { " " (Tag::new(key("page-evaluation-leader"), Tone::Plain).render(lang)) }
            @if seat.person == bench.actor.person { " " (Tag::new(key("page-evaluation-you"), Tone::Plain).render(lang)) }
        }
    };
    let signed = |seat: &Seat| {
        html! {
            (done(seat.signature.is_some()))
            @if seat.signature.as_ref().is_some_and(|signature| signature.dissent.is_some()) { " " (Tag::new(key("page-evaluation-dissent"), Tone::Warn).render(lang)) }
        }
    };
    let rows = state.seats.iter().map(|seat| {
        vec![
            name(seat),
            done(seat.signed_in.is_some()),
            html! { (seat.voted) },
            html! { (seat.scored) },
            signed(seat),
        ]
    });
    html! {
        (Table {
            caption: Some(key("page-evaluation-committee")),
            columns: vec![
                Column::words(key("evaluation-seat")),
                Column::words(key("page-evaluation-signed-in")),
                Column::number(key("page-evaluation-voted")),
                Column::number(key("page-evaluation-scored")),
                Column::words(key("page-evaluation-signed")),
            ],
            rows: rows.collect(),
            ..Table::default()
        }.render(lang))
        p class="small quiet-text" { (say(lang, "page-evaluation-secret")) }
    }
}

fn bids(app: &App, visit: &Visit, bench: &Bench) -> Markup {
    let lang = visit.lang;
    let rows = bench.bids.iter().map(|one| {
        let offer = one.bid.offer();
        let tone = match one.bid.stage {
            BidStage::Unqualified { .. } | BidStage::Invalid { .. } => Tone::Bad,
            BidStage::Announced { .. } => Tone::Off,
            _ => Tone::Good,
        };
        let reason = match &one.bid.stage {
            BidStage::Unqualified { reason, .. } | BidStage::Invalid { reason, .. } => Some(reason),
            _ => None,
        };
        vec![
            html! { (bench.name(app, one).said(lang)) },
            html! { @if let Some(offer) = offer { (Amount { money: offer.price, words: false }.render(lang)) } },
            html! { @if let Some(offer) = offer { (say(lang, &format!("page-evaluation-sme-{}", offer.sme.id()))) } },
            html! {
                (Tag::new(key(format!("page-evaluation-bid-{}", one.bid.stage.id())), tone).render(lang))
                @if let Some(reason) = reason { p class="small" { (reason) } }
            },
        ]
    });
    Table {
        caption: Some(key("page-evaluation-bids")),
        columns: vec![
            Column::words(key("page-evaluation-bidder")),
            Column::number(key("page-evaluation-price")),
            Column::words(key("page-evaluation-sme")),
            Column::words(key("page-evaluation-state")),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
    .render(lang)
}

fn low_prices(app: &App, visit: &Visit, bench: &Bench) -> Markup {
    let lang = visit.lang;
    let rows = bench.state.low_prices.iter().map(|review| {
        let bidder = bench.tendered(review.bid).map_or_else(|| data(""), |one| bench.name(app, one));
        let conclusion = match (review.reasonable, &review.explanation) {
            (Some(true), _) => Tag::new(key("evaluation-conclusion-reasonable"), Tone::Good),
            (Some(false), _) => Tag::new(key("evaluation-conclusion-unreasonable"), Tone::Bad),
            (None, Some(_)) => Tag::new(key("page-evaluation-explained"), Tone::Warn),
            (None, None) => {
                let until = key("page-evaluation-waits-until").with("until", review.until);
                Tag::new(until, Tone::Warn)
            }
        };
        vec![
            html! { (bidder.said(lang)) },
            html! { @for ground in &review.grounds { p { (say(lang, ground_key(*ground))) } } },
            conclusion.render(lang),
        ]
    });
    Table {
        caption: Some(key("page-evaluation-low-prices")),
        columns: vec![
            Column::words(key("page-evaluation-bidder")),
            Column::words(key("page-evaluation-grounds")),
            Column::words(key("evaluation-conclusion")),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
    .render(lang)
}

/// The words of a ground.
pub(super) fn ground_key(ground: procurement::evaluation::formula::LowPriceGround) -> &'static str {
    use procurement::evaluation::formula::LowPriceGround as Ground;
    match ground {
        Ground::Mean => "evaluation-ground-mean",
        Ground::SecondLowest => "evaluation-ground-second_lowest",
        Ground::Ceiling => "evaluation-ground-ceiling",
        Ground::Judgement => "evaluation-ground-judgement",
    }
}
