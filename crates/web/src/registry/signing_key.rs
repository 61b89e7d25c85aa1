//! 签名密钥托管: for people who sign by phone. The key lies here under a passphrase that only its owner knows; here, and
//! nowhere deeper, the passphrase is seen: it opens the key for one signature and is wiped.

use crate::{
    app::{App, read_failed},
    components::{Action, Form, Page, Summary, TextInput},
    errors::Failure,
    give,
    posted::{Posted, Values},
    subject::Thing,
    visit::Visit,
    words::{key, say},
};
use ::documents::{DocumentError, PASSPHRASE_MIN, locked_key, sign_locked};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Digest, Refusal, SigningKeyId, StreamId};
use maud::{Markup, html};
use platform::{
    Envelope,
    registry::{certificates::certificate_of_serial, signing_key_of},
    texts,
};
use procurement::{
    bidding::Signature,
    registry::{Certificate, Organisation, Person, SigningKey},
};
use serde_json::json;
use zeroize::Zeroizing;

/// Where people find it.
pub const PATH: &str = "/registry/account/signing-key";
const KEEP: &str = "registry.keep_signing_key";
const WRONG: &str = "registry.count_wrong_passphrase";
/// Opening a key costs a core and some memory for a moment: only so many at once.
static OPENINGS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
/// How long one waits for one's turn.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(8);

/// The reader's key, if one is kept.
pub fn own(app: &App, visit: &Visit) -> Result<Option<(SigningKeyId, SigningKey)>, Failure> {
    let person = visit.signed_in()?.actor.person;
    let id = app.platform().journal().read(|tx| signing_key_of(tx, person)).map_err(read_failed)?;
    let Some(id) = id else { return Ok(None) };
    let key = app.platform().state::<SigningKey>(id).map_err(read_failed)?;
    Ok(key.filter(|key| key.kept.is_some()).map(|key| (id, key)))
}

/// Signs a digest with the reader's kept key; answers the certificate's serial number and the signature. A wrong passphrase
/// is counted in the journal.
///
/// # Errors
/// `E_NO_SIGNING_KEY`, `E_SIGNING_KEY_BLOCKED`, `E_CERTIFICATE_UNKNOWN`, `E_PASSPHRASE_WRONG`, `E_THROTTLED`, `E_BUSY`.
pub async fn sign(
    app: &App,
    visit: &Visit,
    document: &Digest,
    passphrase: Zeroizing<String>,
) -> Result<(String, Signature), Failure> {
    let actor = give::actor(visit);
    let (id, state) = own(app, visit)?.ok_or_else(|| Refusal::new("E_NO_SIGNING_KEY"))?;
    let kept = state.usable()?.clone();
    let held =
        certificate_of(app, &kept.certificate)?.ok_or_else(|| Refusal::new("E_CERTIFICATE_UNKNOWN"))?;
    let fingerprint = held.good(app.platform().now())?.fingerprint;
    let locked = app.platform().unseal(&kept.locked).and_then(|text| hex::decode(text).ok());
    let locked = locked.ok_or_else(|| Refusal::new("E_NO_SIGNING_KEY"))?;

    let name = format!("{WRONG} {}", actor.person);
    app.throttle().admit(&name, visit.address)?;
    let gate = tokio::time::timeout(PATIENCE, OPENINGS.acquire()).await;
    let gate = gate.map_err(|_| Refusal::new("E_BUSY"))?;
    let message = *document.bytes();
    let signed =
        tokio::task::spawn_blocking(move || sign_locked(&locked, &passphrase, &message, fingerprint));
    let signed = signed.await.map_err(|_| Refusal::new("E_BUSY"))?;
    drop(gate);
    match signed {
        Ok(signature) => {
            app.throttle().succeeded(&name, visit.address);
            Ok((kept.certificate, signature))
        }
        Err(DocumentError::Passphrase) => {
            let command = uuid::Uuid::parse_str(&give::new_id()).unwrap_or_default();
            app.platform().submit_async(actor, Envelope::new(command, WRONG, json!({ "key": id }))).await?;
            let left = SigningKey::FAILURES.saturating_sub(kept.failures + 1);
            Err(Refusal::new("E_PASSPHRASE_WRONG")
                .arg("left", i64::from(left))
                .field("passphrase", "field-passphrase-wrong")
                .into())
        }
        Err(problem) => {
            tracing::error!(%problem, "a kept key cannot be used");
            Err(Refusal::new("E_INTERNAL").into())
        }
    }
}

/// The two ways to sign: with the key kept here, sent to `action`; or with the client on this computer.
///
/// # Errors
/// If the store cannot be read.
pub fn ways(
    app: &App,
    visit: &Visit,
    f: &Form<'_>,
    (action, client): (&str, &str),
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Markup, Failure> {
    let lang = visit.lang;
    let kept = own(app, visit)?.and_then(|(_, state)| state.kept);
    Ok(html! {
        div class="grid g2" {
            section class="card" aria-labelledby="here" {
                h2 id="here" { (say(lang, "page-registry-sign-here")) }
                @if let Some(kept) = &kept {
                    (f.post(action, Some(&give::id_of(values)), &html! {
                        p class="small" { (say(lang, "page-registry-seal-certificate")) " " code { (kept.certificate) } }
                        (f.field("passphrase", secret()).label(key("registry-passphrase")).value(""))
                        (f.field("code", code()).label(key("registry-signing-code")).hint(key("registry-signing-code.hint")).value(""))
                        (give::reasons(f, refusal))
                        (give::submit(visit, "page-registry-sign-submit"))
                    }))
                } @else {
                    p { (say(lang, "page-registry-sign-no-key")) }
                    p class="last" { (Action::quiet(key("page-registry-signing-key"), PATH).render(lang)) }
                }
            }
            section class="card" aria-labelledby="client" {
                h2 id="client" { (say(lang, "page-registry-sign-client")) }
                p { (say(lang, "page-registry-sign-client-text")) }
                p class="last" { (Action::quiet(key("page-registry-sign-client-go"), client).render(lang)) }
            }
        }
    })
}
fn secret() -> TextInput {
    TextInput { max: 200, secret: true, autocomplete: Some("off"), ..TextInput::default() }
}
fn code() -> TextInput {
    TextInput { max: 20, autocomplete: Some("one-time-code"), narrow: true, ..TextInput::default() }
}

/// `GET /registry/account/signing-key`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /registry/account/signing-key`: makes a key, locks it and has it kept.
pub async fn keep(
    State(app): State<App>,
    visit: Visit,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let (passphrase, again) = (values.take_secret("passphrase"), values.take_secret("again"));
    let code = values.take_secret("code");
    if let Err(refusal) = fit(&passphrase, &again) {
        return Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response());
    }
    let holder = give::actor(&visit).person.to_string();
    let gate = tokio::time::timeout(PATIENCE, OPENINGS.acquire()).await;
    let gate = gate.map_err(|_| Refusal::new("E_BUSY"))?;
    let made = tokio::task::spawn_blocking(move || locked_key(&holder, &passphrase)).await;
    drop(gate);
    let made = made.map_err(|_| Refusal::new("E_BUSY"))?.map_err(|problem| {
        tracing::error!(%problem, "a key could not be made");
        Refusal::new("E_INTERNAL")
    })?;
    let input = json!({
        "public_key": made.public_key, "proof": made.proof, "locked": hex::encode(made.locked),
        "code": code.trim(),
    });
    match give::json(&app, &visit, KEEP, &values, input).await? {
        Ok(_) => Ok(give::done_to(PATH, "done-registry-keep_signing_key")),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

/// `POST /registry/account/signing-key/destroy`.
pub async fn destroy(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    match give::command(&app, &visit, "registry.destroy_signing_key", &values).await? {
        Ok(_) => Ok(give::done_to(PATH, "done-registry-destroy_signing_key")),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

/// Is it long enough, and twice the same?
fn fit(passphrase: &str, again: &str) -> Result<(), Refusal> {
    if passphrase.chars().count() < PASSPHRASE_MIN {
        return Err(Refusal::new("E_SCHEMA").field("passphrase", "field-passphrase-short"));
    }
    if passphrase != again {
        return Err(Refusal::new("E_SCHEMA").field("again", "field-passphrase-differs"));
    }
    Ok(())
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let person = app.platform().state::<Person>(give::actor(visit).person).map_err(read_failed)?;
    let confirmed = person.is_some_and(|person| person.second_factor.is_some());
    let kept = own(app, visit)?;
    let f = Form::new(visit, "registry-keep_signing_key").values(values).errors(give::errors(refusal));
    let inner = html! {
        (f.field("passphrase", secret()).label(key("registry-passphrase")).hint(key("registry-passphrase.hint")).value(""))
        (f.field("again", secret()).label(key("registry-passphrase-again")).value(""))
        (f.field("code", code()).label(key("registry-signing-code")).hint(key("registry-signing-code.hint")).value(""))
        (give::submit(visit, "registry-keep_signing_key.submit"))
    };
    let form = f.post(PATH, Some(&give::id_of(values)), &inner);
    let body = html! {
        (give::refused(&f, refusal))
        @if let Some((id, state)) = &kept { (present(app, visit, *id, state)?) }
        @if !confirmed {
            div class="card" {
                p { (say(lang, "page-registry-signing-key-needs-factor")) }
                p class="last" { (Action::main(key("registry-enable_second_factor"), "/registry/account/second-factor").render(lang)) }
            }
        } @else if kept.is_some() {
            details class="card mt" { summary { (say(lang, "page-registry-signing-key-anew")) }
                p class="note mt" { (say(lang, "page-registry-signing-key-anew-text")) } (form) }
        } @else {
            div class="card" { (form) }
        }
    };
    Ok(Page::new(visit, key("page-registry-signing-key"))
        .crumb(key("nav-work"), "/work")
        .crumb(key("page-registry-account"), "/registry/account")
        .lede(key("page-registry-signing-key-lede"))
        .status(give::status(refusal))
        .body(body))
}

/// The trial CA's certificate of this serial number.
fn certificate_of(app: &App, serial: &str) -> Result<Option<Certificate>, Failure> {
    let id = app.platform().journal().read(|tx| certificate_of_serial(tx, serial)).map_err(read_failed)?;
    id.map_or(Ok(None), |id| app.platform().state::<Certificate>(id).map_err(read_failed))
}

/// The key that is there: how long its certificate holds, every use, and the way to destroy it.
fn present(app: &App, visit: &Visit, id: SigningKeyId, state: &SigningKey) -> Result<Markup, Failure> {
    let lang = visit.lang;
    let Some(kept) = &state.kept else { return Ok(html! {}) };
    let organisation = app.platform().state::<Organisation>(kept.organisation).map_err(read_failed)?;
    let organisation = organisation.unwrap_or_default();
    let held = certificate_of(app, &kept.certificate)?.unwrap_or_default();
    let until = held.good(app.platform().now()).map_or_else(
        |_| say(lang, "page-registry-signing-key-ended"),
        |issued| texts::instant(lang, issued.until),
    );
    let left = i64::from(SigningKey::FAILURES.saturating_sub(kept.failures));
    let facts = Summary::default()
        .data(key("page-registry-seal-organisation"), &organisation.registration.name)
        .row(key("page-registry-seal-certificate"), html! { code { (kept.certificate) } })
        .data(key("page-registry-seal-until"), until)
        .data(key("page-registry-signing-key-uses"), kept.uses.to_string())
        .data(key("page-registry-signing-key-left"), left.to_string());
    let thing = Thing::load(app, visit, id.stream())?;
    let f = Form::new(visit, "registry-destroy_signing_key");
    Ok(html! {
        div class="grid g2" {
            section class="card" aria-labelledby="kept" {
                h2 id="kept" { (say(lang, "page-registry-signing-key-kept")) }
                (facts.render(lang))
                (f.post(&format!("{PATH}/destroy"), Some(&give::new_id()), &html! {
                    input type="hidden" name="key" value=(id);
                    p class="mt" { button class="btn quiet" type="submit" data-confirm=(say(lang, "page-registry-signing-key-destroy-sure")) {
                        (say(lang, "registry-destroy_signing_key"))
                    } }
                }))
            }
            section class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(app, visit).render(lang))
            }
        }
    })
}
