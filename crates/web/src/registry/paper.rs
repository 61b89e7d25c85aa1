//! 文书: the letter of award and the acceptance report as they are printed, with the parties' seals; and the way to seal them.

use super::{
    seals::{Place, places},
    signing_key,
};
use crate::{
    app::App,
    components::{Action, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::{Posted, Values, encode},
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{AcceptanceId, LotId, Refusal, StreamName};
use maud::html;
use platform::registry::{Paper, paper};
use serde_json::json;

const COMMAND: &str = "registry.seal_paper";
/// What the address of a document is made of: the parts of its stream's name.
type Parts = (String, String, String);

/// The address of the document that belongs to a stream.
pub fn page(about: &StreamName) -> String {
    format!("/registry/paper/{}/{}", about.kind().replace('.', "/"), about.uuid())
}
/// The address of the document, or of the thing itself where the document is part of its page.
pub fn page_of(about: &StreamName) -> String {
    let has_paper = about.id::<LotId>().is_some() || about.id::<AcceptanceId>().is_some();
    if has_paper { page(about) } else { names::page(about) }
}

/// `GET /registry/paper/tender/lot/{id}`, `GET /registry/paper/acceptance/acceptance/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(parts): Path<Parts>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let (about, paper) = load(&app, &visit, &parts)?;
    let digest = paper.digest();
    let under: Vec<_> = paper
        .signatories
        .iter()
        .map(|party| Place {
            role: party.role,
            organisation: party.organisation,
            name: &party.name,
            signed: false,
        })
        .collect();
    let places = places(&app, &visit, &digest, &under)?;
    Ok(Page::new(&visit, data(&*paper.title)).crumb(names::kind(about.kind()), names::page(&about)).body(html! {
        @if may_seal(&visit, &paper) {
            p class="noprint" { (Action::main(key("page-registry-paper-seal"), format!("{}/seal", page(&about))).render(lang)) }
        }
        section class="card official" aria-labelledby="text" {
            h2 id="text" { (say(lang, "page-registry-paper-text")) }
            @for line in paper.text.lines() { p { (line) } }
            (places)
        }
        p class="small mt" { (say(lang, "page-registry-paper-digest")) br; code { (digest) } }
        p class="small quiet-text noprint" { (say(lang, "page-registry-paper-print")) }
    }))
}

/// `GET …/seal`: what is about to be signed, and the two ways.
pub async fn form(State(app): State<App>, visit: Visit, Path(parts): Path<Parts>) -> Result<Page, Failure> {
    let (about, paper) = mine(&app, &visit, &parts)?;
    draw(&app, &visit, (&about, &paper), &visit.query, None)
}

/// `POST …/seal`: signs with the key kept here.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(parts): Path<Parts>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let (about, paper) = mine(&app, &visit, &parts)?;
    let (passphrase, code) = (values.take_secret("passphrase"), values.take_secret("code"));
    let (certificate, signature) = match signing_key::sign(&app, &visit, &paper.digest(), passphrase).await {
        Ok(signed) => signed,
        Err(failure) if failure.status().is_server_error() => return Err(failure),
        Err(failure) => {
            let refusal = Some(&*failure.refusal);
            return Ok(draw(&app, &visit, (&about, &paper), &values, refusal)?.into_response());
        }
    };
    let input = json!({
        "paper": about, "certificate": certificate, "signature": signature.value, "user": signature.user,
        "code": code.trim(),
    });
    match give::json(&app, &visit, COMMAND, &values, input).await? {
        Ok(_) => Ok(give::done_to(&page(&about), "done-registry-seal_paper")),
        Err(refusal) => Ok(draw(&app, &visit, (&about, &paper), &values, Some(&refusal))?.into_response()),
    }
}

fn load(app: &App, visit: &Visit, (subsystem, entity, id): &Parts) -> Result<(StreamName, Paper), Failure> {
    let about = StreamName::parse(&format!("{subsystem}.{entity}/{id}")).ok_or_else(Failure::not_found)?;
    Thing::load(app, visit, about.clone())?;
    let paper = paper(app.platform(), &about)?;
    Ok((about, paper))
}
/// For somebody of a signatory.
fn mine(app: &App, visit: &Visit, parts: &Parts) -> Result<(StreamName, Paper), Failure> {
    let (about, paper) = load(app, visit, parts)?;
    if may_seal(visit, &paper) { Ok((about, paper)) } else { Err(Failure::forbidden()) }
}
fn may_seal(visit: &Visit, paper: &Paper) -> bool {
    let actor = give::actor(visit);
    paper.signatories.iter().any(|party| party.organisation == actor.organisation)
        && actor.is(super::SEAL_HOLDERS)
}

fn draw(
    app: &App,
    visit: &Visit,
    (about, paper): (&StreamName, &Paper),
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let f = Form::new(visit, "registry-seal_paper").values(values).errors(give::errors(refusal));
    let own = visit.person.as_ref().map(|person| person.organisation.clone()).unwrap_or_default();
    let what = Summary::default()
        .data(key("page-registry-seal-document"), &paper.title)
        .data(key("page-registry-paper-for"), own)
        .row(key("page-registry-paper-digest"), html! { code { (paper.digest()) } });
    let client = format!("/bidding/client?purpose=seal-paper&id={}", encode(about.as_str()));
    let ways =
        signing_key::ways(app, visit, &f, (&format!("{}/seal", page(about)), &client), values, refusal)?;
    Ok(Page::new(visit, key("page-registry-paper-seal"))
        .crumb(data(&*paper.title), page(about))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" aria-labelledby="what" {
                h2 id="what" { (say(lang, "page-contract-sign-what")) }
                (what.render(lang))
                details class="mt" { summary { (say(lang, "page-registry-paper-text")) }
                    div class="official mt" { @for line in paper.text.lines() { p { (line) } } } }
            }
            (ways)
        }))
}
