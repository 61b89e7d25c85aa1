//! 签署合同: what is about to be signed, and the two ways: with the client on this computer, or with the key kept here.

use crate::{
    app::{App, read_failed},
    components::{Form, Page, Summary},
    errors::Failure,
    give,
    posted::{Posted, Values},
    registry::signing_key,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{ContractId, Refusal, StreamId};
use maud::html;
use procurement::contract::{Contract, Terms};
use serde_json::json;

const COMMAND: &str = "contract.sign";

/// `GET /contract/contract/{id}/sign`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<ContractId>) -> Result<Page, Failure> {
    let terms = load(&app, &visit, id)?;
    draw(&app, &visit, (id, &terms), &visit.query, None)
}

/// `POST /contract/contract/{id}/sign`: signs with the key kept here.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<ContractId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let terms = load(&app, &visit, id)?;
    let (passphrase, code) = (values.take_secret("passphrase"), values.take_secret("code"));
    let (certificate, signature) = match signing_key::sign(&app, &visit, &terms.text, passphrase).await {
        Ok(signed) => signed,
        Err(failure) if failure.status().is_server_error() => return Err(failure),
        Err(failure) => {
            let refusal = Some(&*failure.refusal);
            return Ok(draw(&app, &visit, (id, &terms), &values, refusal)?.into_response());
        }
    };
    let input = json!({
        "contract": id, "certificate": certificate, "signature": signature.value, "user": signature.user,
        "code": code.trim(),
    });
    match give::json(&app, &visit, COMMAND, &values, input).await? {
        Ok(_) => Ok(give::done_to(&format!("/contract/contract/{id}"), "done-contract-sign")),
        Err(refusal) => Ok(draw(&app, &visit, (id, &terms), &values, Some(&refusal))?.into_response()),
    }
}

/// What the reader is asked to sign now.
fn load(app: &App, visit: &Visit, id: ContractId) -> Result<Terms, Failure> {
    Thing::load(app, visit, id.stream())?;
    app.platform().ready(&give::actor(visit), COMMAND, &id.stream())?;
    let contract =
        app.platform().state::<Contract>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    Ok(contract.terms()?.clone())
}

fn draw(
    app: &App,
    visit: &Visit,
    (id, terms): (ContractId, &Terms),
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let f = Form::new(visit, "contract-sign").values(values).errors(give::errors(refusal));
    let text = app.platform().document(&terms.text).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let action = format!("/contract/contract/{id}/sign");
    let client = format!("/bidding/client?purpose=sign-contract&id={id}");
    let body = html! {
        (give::refused(&f, refusal))
        section class="card mb" aria-labelledby="what" {
            h2 id="what" { (say(lang, "page-contract-sign-what")) }
            (what(visit, terms).render(lang))
            @if let Some(text) = &text {
                details class="mt" { summary { (say(lang, "page-contract-sign-read")) }
                    div class="official mt" { @for line in text.lines() { p { (line) } } } }
            }
            p class="small quiet-text mt" { (say(lang, "page-contract-sign-seals")) }
        }
        (signing_key::ways(app, visit, &f, (&action, &client), values, refusal)?)
    };
    Ok(Page::new(visit, key("contract-sign"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*terms.name), format!("/contract/contract/{id}"))
        .status(give::status(refusal))
        .body(body))
}

fn what(visit: &Visit, terms: &Terms) -> Summary {
    let own = visit.person.as_ref().map(|person| person.organisation.clone()).unwrap_or_default();
    Summary::default()
        .data(key("contract-name"), &terms.name)
        .data(key("contract-number"), &terms.number)
        .data(key("page-contract-purchaser"), &terms.purchaser.name)
        .data(key("page-contract-supplier"), &terms.supplier.name)
        .data(key("page-contract-amount"), terms.key.amount.to_string())
        .data(key("page-contract-sign-for"), own)
        .row(key("page-contract-digest"), html! { code { (terms.text) } })
}
