//! One contract: where it stands, what is next, its text with digest and signatures, schedule, acceptance, payments.

use super::{schedule_table, tag};
use crate::{
    acceptance::inspection_tag,
    app::{App, read_failed},
    components::{Action, Amount, Page, Stage as Progress, Steps, Summary},
    errors::Failure,
    give, names,
    payment::payments_table,
    registry::seals,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{ContractId, StreamId};
use maud::{Markup, html};
use platform::{payment::payments_of, texts};
use procurement::{
    contract::{Active, Contract, PartySignature, Stage, Terms},
    payment::Inspection,
};

/// `GET /contract/contract/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<ContractId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let contract =
        app.platform().state::<Contract>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let terms = contract.terms()?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let payments = app.platform().journal().read(|tx| payments_of(tx, &thing.stream)).map_err(read_failed)?;
    let text = app.platform().document(&terms.text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let active = contract.active();
    let signed = given(&contract);
    let parties = [("purchaser", &terms.purchaser), ("supplier", &terms.supplier)];
    let parties = parties.map(|(role, party)| seals::Place {
        role,
        organisation: party.organisation,
        name: &party.name,
        signed: signed.iter().any(|signature| signature.organisation == party.organisation),
    });
    let places = seals::places(&app, &visit, &terms.text, &parties)?;
    let own = give::actor(&visit);
    let may_end = app.platform().ready(&own, "contract.terminate", &thing.stream).is_ok();
    let body = html! {
        (steps(&contract).render(lang))
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            div class="grid top" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-contract-contract")) }
                    (summary(&visit, terms, active))
                }
                @if let Some(active) = active {
                    section class="card" { (schedule_table(lang, &active.lines)) }
                }
                @if !payments.is_empty() { section class="card" { (payments_table(lang, &payments)) } }
                section class="card official" aria-labelledby="text" {
                    h2 id="text" { (say(lang, "page-contract-text")) }
                    @for line in text.as_deref().unwrap_or_default().lines() { p { (line) } }
                    (places)
                }
            }
            aside class="grid top" {
                section class="card" aria-labelledby="signatures" {
                    h2 id="signatures" { (say(lang, "page-contract-signatures")) }
                    (signatures(&app, &visit, &contract))
                    p class="small" { (say(lang, "page-contract-digest")) br; code { (terms.text) } }
                }
                section class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (thing.timeline(&app, &visit).render(lang))
                }
                @if may_end {
                    p { (Action::quiet(key("contract-terminate"), app.form_of("contract.terminate", Some(&thing.stream))).render(lang)) }
                }
            }
        }
    };
    Ok(Page::new(&visit, data(&*terms.name))
        .crumb(key("subsystem-contract"), "/contract")
        .beside_heading(tag(contract.status()).render(lang))
        .body(body))
}

fn summary(visit: &Visit, terms: &Terms, active: Option<&Active>) -> Markup {
    let lang = visit.lang;
    let mut summary = Summary::default()
        .data(key("contract-number"), &terms.number)
        .row(
            key("page-contract-lot"),
            html! { a href=(names::page(&terms.origin.project.stream())) { (terms.origin.project_name) } @if terms.origin.lot_name != terms.origin.project_name { " · " (terms.origin.lot_name) } },
        )
        .data(key("page-contract-purchaser"), &terms.purchaser.name)
        .data(key("page-contract-supplier"), &terms.supplier.name)
        .row(key("page-contract-amount"), Amount { money: terms.key.amount, words: true }.render(lang));
    if let Some(active) = active {
        summary = summary.data(key("page-contract-effective_at"), texts::instant(lang, active.effective_at));
        if let Some(notice) = active.notice {
            summary = summary.row(
                key("page-contract-notice"),
                html! { a href=(names::page(&notice.stream())) { (say(lang, "page-contract-notice-open")) } },
            );
        }
        if let Some(filing) = &active.filing {
            summary = summary.data(key("page-contract-filed_at"), texts::instant(lang, filing.at));
        }
        let inspection = inspection_tag(active.inspection).render(lang);
        let acceptance = match active.acceptance {
            Some(id) => html! { a href={ "/acceptance/acceptance/" (id) } { (inspection) } },
            None => inspection,
        };
        summary = summary.row(key("stream-acceptance-acceptance"), acceptance);
    }
    summary.render(lang)
}

fn given(contract: &Contract) -> Vec<&PartySignature> {
    match contract.stage() {
        Some(Stage::Draft(draft)) => draft.supplier.iter().collect(),
        _ => contract.active().map(|active| active.signatures.iter().collect()).unwrap_or_default(),
    }
}

fn signatures(app: &App, visit: &Visit, contract: &Contract) -> Markup {
    let lang = visit.lang;
    let given = given(contract);
    html! {
        @if given.is_empty() { p class="empty" { (say(lang, "page-contract-unsigned")) } }
        ul class="tasks" { @for signature in given {
            li { div {
                b { (names::organisation(app, signature.organisation).said(lang)) }
                p class="small" { (say(lang, "page-contract-certificate")) " " code { (signature.signature.certificate.to_string().chars().take(16).collect::<String>()) "…" } }
            } }
        } }
    }
}

fn steps(contract: &Contract) -> Steps {
    let names = ["drafted", "signed", "published", "filed", "accepted", "paid"];
    let (done, ended) = match contract.stage() {
        None => ([false; 6], false),
        Some(Stage::Draft(_)) => ([true, false, false, false, false, false], false),
        Some(stage) => {
            let active = contract.active();
            let has = |test: fn(&Active) -> bool| active.is_some_and(test);
            let done = [
                true,
                active.is_some(),
                has(|active| active.notice.is_some()),
                has(|active| active.filing.is_some()),
                has(|active| active.inspection == Inspection::Qualified),
                matches!(stage, Stage::Completed(_)),
            ];
            (done, matches!(stage, Stage::Terminated(_)))
        }
    };
    let now = done.iter().position(|done| !done);
    names.into_iter().zip(done).enumerate().fold(Steps::default(), |steps, (at, (name, done))| {
        let stage = match (done, Some(at) == now, ended) {
            (true, ..) => Progress::Done,
            (false, true, true) => Progress::Stopped,
            (false, true, false) => Progress::Now,
            (false, false, _) => Progress::Ahead,
        };
        steps.stage(key(format!("contract-step-{name}")), stage, None)
    })
}
