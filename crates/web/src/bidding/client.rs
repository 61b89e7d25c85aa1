//! Handing over to the client on the person's own computer: the page that makes the request and waits, and the two
//! addresses that the client itself uses.

use super::store::{HandOvers, Waiting};
use crate::{
    app::{App, read_failed},
    components::{Action, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    session, sign_in_certificate,
    subject::Thing,
    visit::Visit,
    words::{key, say},
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use kernel::{BidId, CertificateId, ContractId, LotId, ObtainmentId, Refusal, StreamId, StreamName};
use maud::html;
use platform::{
    Envelope,
    handover::{Answer, CLIENT_PORT, HandOver, Outcome, Receipt, Task},
    texts,
};
use procurement::{
    bidding::{Bid, BidStage, Obtainment},
    contract::Contract,
    registry::{Certificate, Organisation},
};
use serde_json::json;
use uuid::Uuid;

/// What a request is about; the query of the page, the hidden fields of its form.
const ABOUT: [&str; 3] = ["purpose", "id", "lot"];

/// `GET /bidding/client?purpose=…`: says what will happen, with the button that asks for it.
pub async fn ask(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let purpose = task(&app, &visit, &visit.query)?.purpose();
    let form = Form::new(&visit, "bidding-client");
    let inner = html! {
        @for name in ABOUT {
            @if let Some(value) = visit.query.filled(name) { input type="hidden" name=(name) value=(value); }
        }
        (give::submit(&visit, "page-bidding-client-on"))
    };
    let body = html! {
        section class="card" aria-labelledby="steps" {
            h2 id="steps" { (say(lang, "page-bidding-client-steps")) }
            p { (key(format!("page-bidding-client-{purpose}-why")).said(lang)) }
            p { (say(lang, "page-bidding-client-start")) " " code { "yangcai client" } }
            (form.post("/bidding/client", None, &inner))
        }
    };
    let title = key(format!("page-bidding-client-{purpose}"));
    Ok(Page::new(&visit, title).crumb(key("nav-work"), "/work").body(body))
}

/// `POST /bidding/client`: makes a request, shown at an address of its own.
pub async fn make(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    let task = task(&app, &visit, &values)?;
    let person = visit.signed_in()?;
    let organisation =
        app.platform().state::<Organisation>(person.actor.organisation).map_err(read_failed)?;
    organisation.unwrap_or_default().require_active()?;
    if matches!(task, Task::Certificate {}) {
        let own = person.actor.person.stream();
        app.platform().ready(&person.actor, "registry.issue_certificate", &own)?;
    }
    let request = HandOver {
        id: HandOvers::new_id(),
        now: app.platform().now(),
        person: person.actor.person,
        organisation: person.organisation.clone(),
        task,
    };
    let to = format!("/bidding/client/{}", request.id);
    let command = Uuid::parse_str(&give::new_id()).unwrap_or_default();
    let session = session::digest(visit.session_token());
    app.handovers().add(Waiting::new(request, person, session, command))?;
    let location = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/work"));
    Ok((StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response())
}

fn task(app: &App, visit: &Visit, query: &Values) -> Result<Task, Failure> {
    let id = query.get("id").unwrap_or_default();
    let own = visit.signed_in()?.actor.organisation;
    match query.get("purpose").unwrap_or_default() {
        "certificate" => Ok(Task::Certificate {}),
        "submit-bid" => {
            let obtainment: ObtainmentId = id.parse().map_err(|_| Failure::not_found())?;
            let lot: LotId =
                query.get("lot").unwrap_or_default().parse().map_err(|_| Failure::not_found())?;
            let state = app.platform().state::<Obtainment>(obtainment).map_err(read_failed)?;
            let mine = state.as_ref().and_then(Obtainment::matter).is_some_and(|made| made.supplier == own);
            if !mine {
                return Err(Failure::not_found());
            }
            let terms = Box::new(platform::bidding::terms_of(app.platform(), lot, own)?);
            Ok(Task::SubmitBid { obtainment, lot, terms })
        }
        "open-bid" => {
            let bid: BidId = id.parse().map_err(|_| Failure::not_found())?;
            let state =
                app.platform().state::<Bid>(bid).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
            let matter = state.matter.as_ref().filter(|matter| matter.supplier == own);
            let matter = matter.ok_or_else(Failure::not_found)?;
            // The key leaves the bidder's computer only once the opening is on.
            let BidStage::Locked { envelope, .. } = &state.stage else {
                return Err(Refusal::new("E_OPENING_NOT_STARTED").into());
            };
            Ok(Task::OpenBid { bid, title: matter.title.clone(), envelope: envelope.digest })
        }
        "seal-paper" => {
            let paper: StreamName = id.parse().map_err(|()| Failure::not_found())?;
            Thing::load(app, visit, paper.clone())?;
            let found = platform::registry::paper(app.platform(), &paper)?;
            if !found.signatories.iter().any(|party| party.organisation == own) {
                return Err(Failure::not_found());
            }
            let digest = found.digest();
            Ok(Task::SealPaper { paper, title: found.title, text: found.text, digest })
        }
        "sign-contract" => {
            let contract: ContractId = id.parse().map_err(|_| Failure::not_found())?;
            Thing::load(app, visit, contract.stream())?;
            let state = app.platform().state::<Contract>(contract).map_err(read_failed)?;
            let state = state.ok_or_else(Failure::not_found)?;
            let terms = state.terms()?;
            let text = app.platform().document(&terms.text).ok_or_else(Failure::not_found)?;
            Ok(Task::SignContract {
                contract,
                title: terms.name.clone(),
                text: String::from_utf8_lossy(&text).into_owned(),
                digest: terms.text,
            })
        }
        _ => Err(Failure::not_found()),
    }
}

/// `GET /bidding/client/{id}`: the link to the client, and what came of it.
pub async fn wait(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let waiting = app.handovers().find(&id)?;
    if visit.signed_in()?.actor.person != waiting.actor.person {
        return Err(Failure::not_found());
    }
    let purpose = waiting.request.task.purpose();
    let title = key(format!("page-bidding-client-{purpose}"));
    let body = match &waiting.outcome {
        None => html! {
            section class="card" aria-labelledby="steps" {
                h2 id="steps" { (say(lang, "page-bidding-client-steps")) }
                p { (say(lang, "page-bidding-client-start")) " " code { "yangcai client" } }
                div class="row" {
                    (Action::main(key("page-bidding-client-open"), format!("http://127.0.0.1:{CLIENT_PORT}/request/{id}")).render(lang))
                    (Action::quiet(key("page-bidding-client-look"), format!("/bidding/client/{id}")).render(lang))
                }
                p class="small quiet-text mt" { (say(lang, "page-bidding-client-limit")) }
            }
        },
        Some(outcome) => html! {
            section class="card" aria-labelledby="steps" {
                h2 id="steps" { (say(lang, "page-bidding-client-done")) }
                @if let Some(receipt) = &outcome.receipt { (receipt_of(&visit, receipt)) }
                p { (Action::main(key("page-bidding-client-on"), after(&waiting.request.task)).render(lang)) }
            }
        },
    };
    Ok(Page::new(&visit, title).crumb(key("nav-work"), "/work").body(body))
}

/// A receipt as it is shown.
pub fn receipt_of(visit: &Visit, receipt: &Receipt) -> maud::Markup {
    Summary::default()
        .data(key("page-bidding-receipt-no"), receipt.no.to_string())
        .data(key("page-bidding-received"), texts::instant(visit.lang, receipt.received))
        .row(key("page-bidding-envelope"), html! { code { (receipt.envelope) } })
        .render(visit.lang)
}

fn after(task: &Task) -> String {
    let stream: StreamName = match task {
        Task::Certificate {} => return "/registry/certificates".to_owned(),
        Task::SignIn { .. } => return "/work".to_owned(),
        Task::SubmitBid { obtainment, .. } => obtainment.stream(),
        Task::OpenBid { bid, .. } => bid.stream(),
        Task::SignContract { contract, .. } => contract.stream(),
        Task::SealPaper { paper, .. } => return crate::registry::paper_page(paper),
    };
    names::page(&stream)
}

/// `GET /api/v1/client/requests/{id}`: the client fetches the request.
pub async fn fetch(State(app): State<App>, Path(id): Path<String>) -> Result<Json<HandOver>, Failure> {
    if let Some(challenge) = sign_in_certificate::request(&app, &id) {
        return Ok(Json(challenge));
    }
    let waiting = app.handovers().find(&id)?;
    still_good(&app, &waiting)?;
    if waiting.outcome.is_some() {
        return Err(Refusal::new("E_HANDOVER_GONE").into());
    }
    Ok(Json(waiting.request))
}

/// A request ends when who made it signs out, is disabled or changes the password.
fn still_good(app: &App, waiting: &Waiting) -> Result<(), Refusal> {
    let account = app.platform().account(waiting.actor.person);
    let same = account.is_ok_and(|account| account.credential == waiting.credential);
    if same && app.sessions().holds(&waiting.session) { Ok(()) } else { Err(Refusal::new("E_HANDOVER_GONE")) }
}

/// `POST /api/v1/client/requests/{id}/answer`: the client answers; the answer becomes the command of the person who asked.
pub async fn answer(
    State(app): State<App>,
    Path(id): Path<String>,
    Json(answer): Json<Answer>,
) -> Result<Json<Outcome>, Failure> {
    let waiting = app.handovers().answered(&id)?;
    still_good(&app, &waiting)?;
    if let Some(outcome) = waiting.outcome {
        return Ok(Json(outcome));
    }
    let mut received = None;
    let (command, input) = match (&waiting.request.task, answer) {
        (Task::Certificate {}, Answer::Certificate { public_key, proof }) => {
            ("registry.issue_certificate", json!({ "public_key": public_key, "proof": proof }))
        }
        (Task::SubmitBid { obtainment, lot, .. }, Answer::SubmitBid { envelope, signature }) => {
            let malformed = |_| Refusal::new("E_SCHEMA").field("envelope", "field-invalid");
            let bytes = BASE64_STANDARD.decode(envelope).map_err(malformed)?;
            if !bytes.starts_with(b"age-encryption.org/") {
                return Err(Refusal::new("E_NOT_SEALED").field("envelope", "field-invalid").into());
            }
            let size = bytes.len();
            let platform = app.platform().clone();
            let stored = tokio::task::spawn_blocking(move || platform.outside().put(&bytes)).await;
            let digest = stored.map_err(|_| Refusal::new("E_STORE"))??;
            // The last byte is durable now; this is the moment the deadline is judged by (87号令第33条).
            received = Some(app.platform().now());
            let input = json!({
                "obtainment": obtainment, "lot": lot, "envelope": digest, "size": size,
                "signature": signature.value, "user": signature.user, "certificate": signature.certificate,
            });
            ("bidding.submit_bid", input)
        }
        (Task::OpenBid { bid, .. }, Answer::OpenBid { identity }) => {
            ("bidding.decrypt_bid", json!({ "bid": bid, "identity": identity }))
        }
        (Task::SignContract { contract, .. }, Answer::SignContract { certificate, signature }) => {
            let input = json!({
                "contract": contract, "certificate": certificate, "signature": signature.value,
                "user": signature.user,
            });
            ("contract.sign", input)
        }
        (Task::SealPaper { paper, .. }, Answer::SealPaper { certificate, signature }) => {
            let input = json!({
                "paper": paper, "certificate": certificate, "signature": signature.value,
                "user": signature.user,
            });
            ("registry.seal_paper", input)
        }
        _ => return Err(Refusal::new("E_SCHEMA").field("purpose", "field-invalid").into()),
    };
    let envelope = Envelope { received, ..Envelope::new(waiting.command, command, input) };
    let accepted = app.platform().submit_async(waiting.actor.clone(), envelope).await?;
    let outcome = outcome(&app, &waiting.request.task, accepted.streams.first())?;
    app.handovers().finish(&id, outcome.clone());
    Ok(Json(outcome))
}

fn outcome(app: &App, task: &Task, first: Option<&StreamName>) -> Result<Outcome, Failure> {
    let platform = app.platform();
    match task {
        Task::Certificate {} => {
            let held = match first.and_then(StreamName::id::<CertificateId>) {
                Some(id) => platform.state::<Certificate>(id).map_err(read_failed)?,
                None => None,
            };
            let pem = held.and_then(|held| held.issued).map(|issued| issued.pem);
            let root = platform.outside().authority()?.root().to_pem().ok();
            Ok(Outcome { certificate: pem, root, receipt: None })
        }
        Task::SubmitBid { .. } => {
            let bid = first.and_then(StreamName::id::<BidId>);
            let state = bid.map(|bid| platform.state::<Bid>(bid)).transpose().map_err(read_failed)?.flatten();
            let receipt = match (bid, state.map(|state| state.stage)) {
                (Some(bid), Some(BidStage::Submitted { envelope, no, received })) => {
                    Some(Receipt { bid, no, received, envelope: envelope.digest })
                }
                _ => None,
            };
            Ok(Outcome { receipt, ..Outcome::default() })
        }
        Task::OpenBid { .. } | Task::SignContract { .. } | Task::SealPaper { .. } | Task::SignIn { .. } => {
            Ok(Outcome::default())
        }
    }
}
