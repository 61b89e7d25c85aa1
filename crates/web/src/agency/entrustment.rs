//! One entrustment: its terms, and the agency's consent to them.

use crate::{
    app::{App, read_failed},
    budget::named,
    components::{Action, Form, Page, Summary, Tag, Tone},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{EntrustmentId, Refusal, StreamId};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::agency::{Agreement, Entrustment};

const ACCEPT: &str = "agency.accept";

/// Where it stands, as a tag.
pub fn stage(entrustment: &Entrustment) -> Tag {
    match entrustment {
        Entrustment::Absent | Entrustment::Invited { .. } => {
            Tag::new(key("page-agency-stage-invited"), Tone::Warn)
        }
        Entrustment::InForce { .. } => Tag::new(key("page-agency-stage-in_force"), Tone::Good),
        Entrustment::Declined { .. } => Tag::new(key("page-agency-stage-declined"), Tone::Bad),
    }
}

fn terms(app: &App, lang: Lang, agreement: &Agreement) -> Markup {
    let terms = &agreement.terms;
    let payer = |field: &str, id: &str| say(lang, &format!("agency-{field}-{id}"));
    Summary::default()
        .data(key("page-agency-purchaser"), names::organisation(app, agreement.purchaser).said(lang))
        .data(key("agency-agency"), names::organisation(app, agreement.agency).said(lang))
        .data(key("agency-scope"), &terms.scope)
        .data(key("agency-authority"), &terms.authority)
        .data(key("agency-until"), platform::texts::date(lang, terms.until))
        .data(key("agency-fee_payer"), payer("fee_payer", terms.fee_payer.id()))
        .data(key("agency-fee_standard"), &terms.fee_standard)
        .data(key("agency-review_fee_payer"), payer("review_fee_payer", terms.review_fee_payer.id()))
        .data(key("agency-archive"), &terms.archive)
        .data(key("agency-liability"), &terms.liability)
        .render(lang)
}

fn load(app: &App, id: EntrustmentId) -> Result<Entrustment, Failure> {
    app.platform().state::<Entrustment>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)
}

/// `GET /agency/entrustment/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: EntrustmentId = id.parse().map_err(|_| Failure::not_found())?;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let entrustment = load(&app, id)?;
    let agreement = entrustment.agreement()?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let (lang, actor) = (visit.lang, give::actor(&visit));
    let asked = actor.organisation == agreement.agency && todos.iter().any(|todo| todo.command == ACCEPT);
    Ok(Page::new(&visit, data(&*agreement.title))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-agency"), "/agency")
        .beside_heading(stage(&entrustment).render(lang))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            @if let Entrustment::Declined { reason, .. } = &entrustment {
                div class="note" { p { b { (say(lang, "agency-reason")) } " " (reason) } }
            }
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-agency-entrustment")) }
                    (terms(&app, lang, agreement))
                    p class="mt" { a href={ "/plan/plan/" (agreement.plan) } { (say(lang, "page-agency-to-plan")) } }
                    @if asked && actor.is(&[kernel::Role::AgencyPm]) {
                        div class="row mt" {
                            (Action::quiet(key("agency-decline"), format!("/do/agency.decline?entrustment={id}")).render(lang))
                        }
                    }
                }
                aside class="card" aria-labelledby="history" {
                    h2 id="history" { (say(lang, "ui-history")) }
                    (thing.timeline(&app, &visit).render(lang))
                }
            }
        }))
}

/// `GET /agency/accept?entrustment=…`: the terms, then the consent.
pub async fn accept(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}
/// `POST /agency/accept`.
pub async fn send_accept(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::command(&app, &visit, ACCEPT, &values).await? {
        Ok(accepted) => Ok(give::done(ACCEPT, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}
fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: EntrustmentId = named(values, "entrustment")?;
    let entrustment = load(app, id)?;
    let agreement = entrustment.agreement()?;
    if agreement.agency != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let f = Form::new(visit, "agency-accept").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("agency-accept"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*agreement.title), names::page(&id.stream()))
        .lede(key("page-agency-accept-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (terms(app, visit.lang, agreement)) }
            (f.post("/agency/accept", Some(&give::id_of(values)), &html! {
                input type="hidden" name="entrustment" value=(id);
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
