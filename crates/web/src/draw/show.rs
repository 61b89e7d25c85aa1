//! One draw: where it stands, what makes the seed, how many have accepted. Who was called is shown to nobody but each
//! expert (四不知).

use crate::{
    app::{App, read_failed},
    components::{Column, Page, Steps, Summary, Table, Tag, Tone},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Actor, DrawId, Role, StreamId};
use maud::{Markup, html};
use platform::texts::{self, Lang};
use procurement::draw::{Draw, DrawRequest, DrawStage, Party, Standing};

/// `GET /draw/draw/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<DrawId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let draw = app.platform().state::<Draw>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let request = draw.asked()?;
    let actor = give::actor(&visit);
    let party = party_may_see(&draw, &actor);
    if !party && !called(&draw, &actor) {
        return Err(Failure::not_found());
    }
    let thing = Thing::load(&app, &visit, id.stream());
    let todos = app.platform().todo_of(&id.stream()).map_err(read_failed)?;
    // Every called expert has a task of its own: to the others it is one line.
    let mut waiting = false;
    let todos: Vec<_> = todos
        .into_iter()
        .filter(|todo| match todo.person {
            Some(person) if person == actor.person => true,
            Some(_) => party && !std::mem::replace(&mut waiting, true),
            None => party,
        })
        .collect();
    let body = html! {
        (steps(&draw).render(lang))
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-draw-draw")) }
                    (asked(&app, &visit, request, party).render(lang))
                }
                @if party { section class="card" { (calls(lang, &draw)) } }
                @else { section class="card" { (own_call(lang, &draw, &actor)) } }
            }
            aside class="grid top" {
                @if party {
                    section class="card" aria-labelledby="seed" {
                        h2 id="seed" { (say(lang, "page-draw-seed")) }
                        p class="small quiet-text" { (say(lang, "page-draw-seed-how")) }
                        (proof(lang, &draw))
                    }
                    @if let Ok(thing) = &thing {
                        section class="card" aria-labelledby="history" {
                            h2 id="history" { (say(lang, "ui-history")) }
                            (thing.timeline(&app, &visit).render(lang))
                        }
                    }
                }
            }
        }
    };
    Ok(Page::new(&visit, key("page-draw-title").with("title", request.title.as_str()))
        .crumb(key("nav-work"), "/work")
        .beside_heading(stage_tag(&draw.stage).render(lang))
        .body(body))
}

/// The three parties, authorities whose reach covers it, and auditors.
fn party_may_see(draw: &Draw, actor: &Actor) -> bool {
    let Some(request) = &draw.request else { return false };
    let authority =
        actor.is(&[Role::FaRegulator, Role::FaRegulatorHead]) && actor.region.covers(&request.region);
    let own = !actor.is(&[Role::Expert]) && draw.party(actor.organisation).is_ok();
    own || authority || actor.is(&[Role::Auditor])
}
/// Was this person called?
pub(super) fn called(draw: &Draw, actor: &Actor) -> bool {
    draw.chosen.iter().any(|one| one.person == actor.person)
}

/// What the draw is for.
pub(super) fn asked(app: &App, visit: &Visit, request: &DrawRequest, party: bool) -> Summary {
    let lang = visit.lang;
    let organisation = |id| names::organisation(app, id).said(lang);
    let lot = html! {
        @if party { a href=(names::page(&request.lot.stream())) { (request.title) } } @else { (request.title) }
    };
    Summary::default()
        .row(key("draw-lot"), lot)
        .data(key("draw-party-purchaser"), organisation(request.purchaser))
        .data(key("draw-party-agency"), organisation(request.agency))
        .data(key("draw-specialities"), request.specialities.join(" · "))
        .data(key("draw-reach"), names::region(request.reach).said(lang))
        .data(
            key("page-draw-panel"),
            key("page-draw-panel-of")
                .with("experts", i64::from(request.panel.experts))
                .with("representatives", i64::from(request.panel.representatives))
                .said(lang),
        )
        .data(key("draw-evaluation_at"), texts::instant(lang, request.evaluation_at))
}

fn steps(draw: &Draw) -> Steps {
    let ways = ["committing", "revealing", "calling", "filled"];
    let now = match &draw.stage {
        DrawStage::Absent | DrawStage::Committing { .. } => 0,
        DrawStage::Revealing { .. } => 1,
        DrawStage::Calling { .. } | DrawStage::Failed { .. } => 2,
        DrawStage::Filled { .. } if draw.evaluation.is_none() => 3,
        DrawStage::Filled { .. } => 4,
    };
    Steps::along(ways.into_iter().map(|way| key(format!("draw-stage-{way}"))), now)
}
fn stage_tag(stage: &DrawStage) -> Tag {
    let tone = match stage {
        DrawStage::Filled { .. } => Tone::Good,
        DrawStage::Failed { .. } => Tone::Bad,
        _ => Tone::Warn,
    };
    Tag::new(key(format!("draw-stage-{}", stage.id())), tone)
}

/// How many were called and what they answered; never who.
fn calls(lang: Lang, draw: &Draw) -> Markup {
    let all =
        [Standing::Called, Standing::Accepted, Standing::Declined, Standing::Silent, Standing::Withdrawn];
    let rows = all.into_iter().map(|standing| {
        let count = draw.chosen.iter().filter(|one| one.standing == standing).count();
        vec![html! { (say(lang, &format!("draw-standing-{}", standing.id()))) }, html! { (count) }]
    });
    html! {
        (Table {
            caption: Some(key("page-draw-calls")),
            columns: vec![Column::words(key("page-draw-answer")), Column::number(key("page-draw-people"))],
            rows: rows.collect(),
            ..Table::default()
        }.render(lang))
        p class="small quiet-text" { (say(lang, "page-draw-secret")) }
    }
}
fn own_call(lang: Lang, draw: &Draw, actor: &Actor) -> Markup {
    let standing = draw.chosen.iter().rev().find(|one| one.person == actor.person).map(|one| one.standing);
    html! {
        h2 { (say(lang, "page-draw-your-answer")) }
        @if let Some(standing) = standing { p { (say(lang, &format!("draw-standing-{}", standing.id()))) } }
        p class="small quiet-text" { (say(lang, "page-draw-secret")) }
    }
}

/// Everything needed to compute the draw again.
fn proof(lang: Lang, draw: &Draw) -> Markup {
    let code = |text: String| html! { code { (text) } };
    let mut summary = Summary::default();
    if let Some(candidates) = &draw.candidates {
        summary = summary
            .data(key("page-draw-candidates"), candidates.count.to_string())
            .row(key("page-draw-candidates-digest"), code(candidates.digest.to_string()))
            .row(key("page-draw-algorithm"), code(candidates.algorithm.clone()));
    }
    for party in Party::ALL {
        let said = match draw.contributions.get(&party) {
            None => html! { (say(lang, "page-draw-not-committed")) },
            Some(one) => html! {
                span class="small" { "SM3 " code { (one.commitment) } }
                @if let Some(revealed) = &one.revealed { br; span class="small" { (say(lang, "page-draw-revealed")) " " code { (revealed) } } }
            },
        };
        summary = summary.row(key(format!("draw-party-{}", party.id())), said);
    }
    if let Some(root) = &draw.root {
        summary = summary.row(key("page-draw-root"), code(root.clone()));
    }
    if let Some(seed) = draw.seed() {
        summary = summary.row(key("page-draw-seed"), code(seed.to_string()));
        let forfeited = draw.forfeited();
        if !forfeited.is_empty() {
            let named: Vec<String> =
                forfeited.iter().map(|party| say(lang, &format!("draw-party-{}", party.id()))).collect();
            summary = summary.data(key("page-draw-forfeited"), named.join(" · "));
        }
    }
    summary.render(lang)
}
