//! The client's pages, in the platform's look, without scripts.

use super::{State, bid_form::Values};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use kernel::{Args, Digest, FieldError};
use maud::{DOCTYPE, Markup, html};
use platform::{
    handover::{HandOver, Task},
    texts::{self, Lang},
};
use web::words::say;

/// A text with one argument.
pub fn told(lang: Lang, key: &str, name: &'static str, value: impl Into<kernel::Arg>) -> String {
    texts::text(lang, key, &Args::from([(name.into(), value.into())]))
}

/// A whole page.
pub fn page(lang: Lang, title: &str, status: StatusCode, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) " · " (say(lang, "client-title")) }
                link rel="stylesheet" href="/style.css";
            }
            body {
                header class="masthead" { div class="wrap" { a class="brand" href="/" { (say(lang, "client-title")) } } }
                main id="main" { div class="wrap" { h1 { (title) } (body) } }
            }
        }
    };
    (
        status,
        [
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        page,
    )
        .into_response()
}

/// Nothing but the own stylesheet and own forms.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A message and nothing else.
pub fn message(lang: Lang, status: StatusCode, words: &str) -> Response {
    let body = html! { div class="refused" role="alert" { p { (words) } } };
    page(lang, &say(lang, "client-problem"), status, &body)
}

/// A form with the token.
fn form(state: &State, action: &str, body: &Markup) -> Markup {
    html! { form method="post" action=(action) { input type="hidden" name="_csrf" value=(state.token); (body) } }
}

/// The keys: make, open, or open already. `back`: where to go on.
pub fn keys(state: &State, lang: Lang, back: &str, error: Option<&str>) -> Markup {
    let has_key = state.folder.has_key();
    html! {
        section class="card mb" aria-labelledby="keys" {
            h2 id="keys" { (say(lang, "client-keys")) }
            @if state.is_open() {
                p { (say(lang, "client-keys-open")) }
            } @else {
                p { (say(lang, if has_key { "client-keys-locked" } else { "client-keys-none" })) }
                (form(state, "/keys", &html! {
                    input type="hidden" name="back" value=(back);
                    div class=(if error.is_some() { "field bad" } else { "field" }) {
                        label for="passphrase" { (say(lang, "client-passphrase")) }
                        @if !has_key { p class="hint" { (say(lang, "client-passphrase.hint")) } }
                        @if let Some(key) = error { p class="err" { (say(lang, key)) } }
                        input type="password" id="passphrase" name="passphrase" autocomplete="off" maxlength="200" required;
                    }
                    @if state.reader.is_some() {
                        div class="field" {
                            label for="pin" { (say(lang, "client-pin")) }
                            p class="hint" { (say(lang, "client-pin.hint")) }
                            input type="password" id="pin" name="pin" autocomplete="off" maxlength="64" required;
                        }
                    }
                    button class="btn" type="submit" { (say(lang, if has_key { "client-unlock" } else { "client-create" })) }
                }))
            }
        }
    }
}

/// The first page.
pub fn home(state: &State, lang: Lang, error: Option<&str>) -> Response {
    let certificate = state.folder.certificate();
    let bids = state.folder.bids();
    let body = html! {
        (keys(state, lang, "/", error))
        section class="card mb" aria-labelledby="state" {
            h2 id="state" { (say(lang, "client-certificate")) }
            dl class="sum" {
                dt { (say(lang, "client-server")) } dd { (state.remote.server()) }
                dt { (say(lang, "client-certificate")) }
                dd { @match &certificate {
                    Some(certificate) => { (certificate.holder().organisation) br; (told(lang, "client-certificate-until", "until", certificate.validity().1)) },
                    None => (say(lang, "client-certificate-none")),
                } }
            }
        }
        section class="card" aria-labelledby="bids" {
            h2 id="bids" { (say(lang, "client-bids")) }
            @if bids.is_empty() { p class="quiet-text" { (say(lang, "client-bids-none")) } }
            ul class="tasks" { @for bid in &bids { li { div { b { (bid.title) } p class="small" { (texts::instant(lang, bid.at)) " " code { (bid.envelope) } } } } } }
        }
    };
    page(lang, &say(lang, "client-title"), StatusCode::OK, &body)
}

/// What a request page shows.
pub struct Shown<'s> {
    /// What the form sent.
    pub values: &'s Values,
    /// What is wrong with it.
    pub errors: &'s [FieldError],
    /// The content to be checked once more.
    pub preview: Option<Markup>,
}

/// A request: what it is, and the form that confirms it.
pub fn request(state: &State, lang: Lang, request: &HandOver, shown: &Shown<'_>) -> Response {
    let action = format!("/request/{}", request.id);
    let purpose = request.task.purpose();
    let title = say(lang, &format!("page-bidding-client-{purpose}"));
    let confirm = |step: &str, key: &str| html! { button class="btn" type="submit" name="step" value=(step) { (say(lang, key)) } };
    let certificate = state.folder.certificate();
    let certified = certificate.is_some();
    // Before somebody has signed in, only the certificate says for whom.
    let organisation = match (&request.task, &certificate) {
        (Task::SignIn { .. }, Some(certificate)) => certificate.holder().organisation,
        _ => request.organisation.clone(),
    };
    let body = html! {
        p class="lede" { (told(lang, "client-request-for", "organisation", organisation)) }
        @if !state.is_open() { (keys(state, lang, &action, None)) }
        @else if !certified && !matches!(request.task, Task::Certificate {} | Task::OpenBid { .. }) {
            div class="refused" role="alert" { p { (say(lang, "client-need-certificate")) } p { (say(lang, "client-certificate-none")) } }
        } @else { @match &request.task {
            Task::Certificate {} => {
                p { (say(lang, "client-certificate-what")) }
                (form(state, &action, &confirm("send", "client-confirm")))
            }
            Task::SignIn { origin, until } => {
                p class="note" { (say(lang, "client-sign-in-what")) }
                dl class="sum mb" {
                    dt { (say(lang, "client-server")) } dd { (origin) }
                    dt { (say(lang, "client-sign-in-until")) } dd { (texts::instant(lang, *until)) }
                }
                (form(state, &action, &confirm("send", "client-sign-in-confirm")))
            }
            Task::OpenBid { title, envelope, .. } => {
                p { (say(lang, "client-open-what")) }
                p { b { (title) } br; code { (envelope) } }
                (form(state, &action, &confirm("send", "client-confirm")))
            }
            Task::SignContract { title, text, digest, .. } | Task::SealPaper { title, text, digest, .. } => {
                p class="note" { (say(lang, "client-sign-what")) }
                p { b { (title) } }
                section class="card official mb" { @for line in text.lines() { p { (line) } } }
                p class="small" { (say(lang, "client-digest")) br; code { (digest) } }
                (form(state, &action, &confirm("send", "client-confirm")))
            }
            Task::SubmitBid { terms, .. } => {
                p { b { (terms.title) } }
                dl class="sum mb" {
                    dt { (say(lang, "page-bidding-deadline")) } dd { (texts::deadline(lang, terms.deadline)) }
                    dt { (say(lang, "page-bidding-ceiling")) } dd { (terms.ceiling) }
                }
                (form(state, &action, &match &shown.preview {
                    Some(preview) => html! { (preview) div class="row mt" {
                        (confirm("send", "client-send"))
                        button class="btn quiet" type="submit" name="step" value="edit" { (say(lang, "client-back")) }
                    } },
                    None => html! {
                        (super::bid_form::fields(lang, terms, shown.values, shown.errors))
                        (confirm("check", "client-check"))
                    },
                }))
            }
        } }
    };
    let status = if shown.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(lang, &title, status, &body)
}

/// A signed challenge: the link by which this browser, and no other, brings it back.
pub fn carry_back(state: &State, lang: Lang, id: &str, certificate: &Digest, signature: &str) -> Response {
    let server = state.remote.server();
    let to = format!("{server}/sign-in/certificate/{id}?certificate={certificate}&signature={signature}");
    let body = html! {
        div class="told" role="status" { p { (say(lang, "client-sign-in-done")) } }
        p { a class="btn" href=(to) { (say(lang, "page-bidding-client-on")) } }
    };
    page(lang, &say(lang, "client-done"), StatusCode::OK, &body)
}
