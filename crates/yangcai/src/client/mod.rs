//! `yangcai client`: a party's own client. Holds the keys, composes, seals, signs, opens; its pages are on loopback only.

mod bid_form;
mod files;
mod guard;
mod keys;
mod pages;
mod remote;
#[cfg(test)]
mod tests;
mod token;

pub use files::{OpenArgs, SealArgs, SignArgs, open, seal, sign};

use crate::Failure;
use axum::{
    Form, Router,
    extract::{Path, State as Shared},
    http::{HeaderMap, StatusCode, header},
    middleware,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bid_form::Values;
use documents::{Certificate, USER};
use kernel::Digest;
use keys::{KeyFolder, PASSPHRASE_MIN, Unlocked};
use pages::{Shown, message, told};
use platform::{
    handover::{Answer, CLIENT_PORT, HandOver, Outcome, Task},
    texts::Lang,
};
use procurement::bidding::Signature;
use remote::{Remote, RemoteError};
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};
use token::{Reader, TokenArgs, TokenError};
use web::words::say;

/// A party's own client: keys, certificate, bids; pages on http://127.0.0.1:17831 only.
#[derive(clap::Args)]
pub struct Args {
    /// The platform, https://….
    #[arg(long, env = "YANGCAI_SERVER", default_value = "http://127.0.0.1:8080")]
    server: String,
    /// Folder of the keys.
    #[arg(long, env = "YANGCAI_KEYS", default_value = "yangcai-keys")]
    keys: PathBuf,
    /// Port on loopback.
    #[arg(long, default_value_t = CLIENT_PORT)]
    port: u16,
    #[command(flatten)]
    token: TokenArgs,
}

/// What the pages share.
pub struct State {
    folder: KeyFolder,
    remote: Remote,
    /// Every form carries it.
    token: String,
    port: u16,
    reader: Option<Reader>,
    open: Mutex<Option<Unlocked>>,
}
impl State {
    fn new(folder: PathBuf, server: &str, port: u16, reader: Option<Reader>) -> Self {
        let token = hex::encode(kernel::secret::bytes::<32>());
        Self {
            folder: KeyFolder::new(folder),
            remote: Remote::new(server),
            token,
            port,
            reader,
            open: Mutex::default(),
        }
    }
    fn unlocked(&self) -> Option<Unlocked> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
    fn is_open(&self) -> bool {
        self.unlocked().is_some()
    }
    fn set_open(&self, unlocked: Unlocked) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = Some(unlocked);
    }
}

/// Serves the pages until interrupted.
///
/// # Errors
/// If the port is taken.
pub fn run(args: Args) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::Said(format!("127.0.0.1:{}: {error}", args.port));
    let reader = args.token.reader().map_err(|error| Failure::Said(error.to_string()))?;
    let state = Arc::new(State::new(args.keys.clone(), &args.server, args.port, reader));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
        let listener = tokio::net::TcpListener::bind(address).await.map_err(failed)?;
        println!("http://127.0.0.1:{}  →  {}", args.port, args.server);
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        axum::serve(listener, router(state)).with_graceful_shutdown(stop).await.map_err(failed)
    })
}

fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/style.css", get(style))
        .route("/keys", axum::routing::post(open_keys))
        .route("/request/{id}", get(show).post(act))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guard::layer))
        .with_state(state)
}

fn lang(headers: &HeaderMap) -> Lang {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Lang::negotiate(accept.unwrap_or_default())
}

async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], web::assets::CSS).into_response()
}

async fn home(Shared(state): Shared<Arc<State>>, headers: HeaderMap) -> Response {
    pages::home(&state, lang(&headers), None)
}

/// Makes the key or opens it.
async fn open_keys(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    Form(values): Form<Values>,
) -> Response {
    let lang = lang(&headers);
    if !guard::token_holds(&state, &values) {
        return message(lang, StatusCode::FORBIDDEN, &say(lang, "client-forbidden"));
    }
    let text = |name: &str| {
        values.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (passphrase, pin, back) = (text("passphrase"), text("pin"), text("back"));
    let new = !state.folder.has_key();
    if new && passphrase.chars().count() < PASSPHRASE_MIN {
        return pages::home(&state, lang, Some("client-passphrase-short"));
    }
    let (folder, reader) = (state.folder.clone(), state.reader.clone());
    let opened = blocking(move || {
        let token = keys::token(reader.as_ref(), &pin)?;
        if new { folder.create(&passphrase, token) } else { folder.unlock(&passphrase, token) }
    })
    .await;
    match opened {
        Some(Ok(unlocked)) => {
            state.set_open(unlocked);
            let request = back.strip_prefix("/request/").filter(|id| remote::is_request_id(id));
            Redirect::to(&request.map_or_else(|| "/".to_owned(), |id| format!("/request/{id}")))
                .into_response()
        }
        Some(Err(keys::KeyError::Document(documents::DocumentError::Passphrase))) => {
            pages::home(&state, lang, Some("client-passphrase-wrong"))
        }
        Some(Err(keys::KeyError::Token(TokenError::Pin))) => {
            pages::home(&state, lang, Some("client-pin-wrong"))
        }
        Some(Err(error)) => message(lang, StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        None => message(lang, StatusCode::INTERNAL_SERVER_ERROR, ""),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

async fn fetch(state: &Arc<State>, id: String, lang: Lang) -> Result<HandOver, Response> {
    if !remote::is_request_id(&id) {
        return Err(message(lang, StatusCode::NOT_FOUND, &say(lang, "client-problem")));
    }
    let remote = state.remote.clone();
    let fetched = blocking(move || remote.fetch(&id, lang)).await;
    fetched
        .unwrap_or_else(|| Err(RemoteError::Unreachable(String::new())))
        .map_err(|error| remote_problem(lang, error))
}

fn remote_problem(lang: Lang, error: RemoteError) -> Response {
    let (status, words) = match error {
        RemoteError::Unreachable(problem) => {
            (StatusCode::BAD_GATEWAY, told(lang, "client-no-server", "problem", problem))
        }
        RemoteError::Refused(problem) => {
            (StatusCode::UNPROCESSABLE_ENTITY, told(lang, "client-answered-wrong", "problem", problem))
        }
    };
    message(lang, status, &words)
}

/// Shows what the platform asks for.
async fn show(Shared(state): Shared<Arc<State>>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let lang = lang(&headers);
    match fetch(&state, id, lang).await {
        Ok(request) => {
            let shown = Shown { values: &Vec::new(), errors: &[], preview: None };
            pages::request(&state, lang, &request, &shown)
        }
        Err(response) => response,
    }
}

/// Does what the person confirmed. The request is fetched again: what is done is what the platform asks for now.
async fn act(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(values): Form<Values>,
) -> Response {
    let lang = lang(&headers);
    if !guard::token_holds(&state, &values) {
        return message(lang, StatusCode::FORBIDDEN, &say(lang, "client-forbidden"));
    }
    let request = match fetch(&state, id.clone(), lang).await {
        Ok(request) => request,
        Err(response) => return response,
    };
    let Some(unlocked) = state.unlocked() else {
        return pages::home(&state, lang, Some("client-need-key"));
    };
    let step = values.iter().rev().find(|(name, _)| name == "step").map_or("", |(_, value)| value.as_str());
    if let Task::SubmitBid { terms, .. } = &request.task
        && step != "send"
    {
        let read = bid_form::read(terms, &values);
        let (errors, preview) = match (step, read) {
            ("check", Ok(content)) => (Vec::new(), Some(bid_form::preview(lang, terms, &content, &values))),
            ("check", Err(errors)) => (errors, None),
            _ => (Vec::new(), None),
        };
        return pages::request(&state, lang, &request, &Shown { values: &values, errors: &errors, preview });
    }
    let answer = match answer(&state, &unlocked, &request, &values) {
        Ok(answer) => answer,
        Err(Stopped::Fields(errors)) => {
            let shown = Shown { values: &values, errors: &errors, preview: None };
            return pages::request(&state, lang, &request, &shown);
        }
        Err(Stopped::Key(key)) => {
            return message(lang, StatusCode::UNPROCESSABLE_ENTITY, &say(lang, key));
        }
        Err(Stopped::Said(problem)) => {
            return message(lang, StatusCode::INTERNAL_SERVER_ERROR, &problem);
        }
    };
    if let Answer::SignIn { certificate, signature } = &answer {
        return pages::carry_back(&state, lang, &id, certificate, signature);
    }
    let remote = state.remote.clone();
    let answered = blocking(move || remote.answer(&id, &answer, lang)).await;
    match answered.unwrap_or_else(|| Err(RemoteError::Unreachable(String::new()))) {
        Ok(outcome) => finished(&state, &unlocked, &request, &outcome, lang),
        Err(error) => remote_problem(lang, error),
    }
}

/// Why nothing was sent.
enum Stopped {
    Fields(Vec<kernel::FieldError>),
    Key(&'static str),
    Said(String),
}
impl From<keys::KeyError> for Stopped {
    fn from(error: keys::KeyError) -> Self {
        Self::Said(error.to_string())
    }
}
impl From<documents::DocumentError> for Stopped {
    fn from(error: documents::DocumentError) -> Self {
        Self::Said(error.to_string())
    }
}

/// Signs, seals or reveals; nothing secret but what the person agreed to hand over is in the answer.
fn answer(
    state: &State,
    unlocked: &Unlocked,
    request: &HandOver,
    values: &Values,
) -> Result<Answer, Stopped> {
    let certificate = || state.folder.certificate().ok_or(Stopped::Key("client-need-certificate"));
    match &request.task {
        Task::Certificate {} => {
            let public = unlocked.key.public();
            let text = documents::request_text(&public, &request.person.to_string())?;
            let proof = unlocked.key.sign(USER, &text, Digest::of(b""))?;
            Ok(Answer::Certificate { public_key: public.to_pem()?, proof: proof.value })
        }
        Task::OpenBid { envelope, .. } => {
            let key = state.folder.bid_key(unlocked, envelope)?;
            let key = key.ok_or(Stopped::Key("client-open-missing"))?;
            Ok(Answer::OpenBid { identity: key.reveal() })
        }
        Task::SealPaper { text, digest, .. } => {
            let (certificate, signature) = sign_text(unlocked, &certificate()?, text, digest)?;
            Ok(Answer::SealPaper { certificate, signature })
        }
        Task::SignContract { text, digest, .. } => {
            let (certificate, signature) = sign_text(unlocked, &certificate()?, text, digest)?;
            Ok(Answer::SignContract { certificate, signature })
        }
        Task::SignIn { origin, until } => {
            if origin != state.remote.server() {
                return Err(Stopped::Key("client-other-origin"));
            }
            let fingerprint = certificate()?.fingerprint();
            let text = documents::sign_in_text(origin, &request.id, *until);
            let signature = unlocked.key.sign(USER, &text, fingerprint)?;
            Ok(Answer::SignIn { certificate: fingerprint, signature: signature.value })
        }
        Task::SubmitBid { terms, .. } => {
            let content = bid_form::read(terms, values).map_err(Stopped::Fields)?;
            let sealed = documents::bid::compose(&content, &*unlocked.key, &certificate()?)?;
            let envelope = (sealed.envelope.digest, &sealed.key);
            state.folder.keep_bid(unlocked, (terms.lot, &terms.title), envelope, request.now)?;
            Ok(Answer::SubmitBid {
                envelope: BASE64_STANDARD.encode(&sealed.bytes),
                signature: sealed.envelope.signature,
            })
        }
    }
}

/// Signs the digest of a text that was shown, once it is that text's; answers the certificate's serial number with it.
fn sign_text(
    unlocked: &Unlocked,
    certificate: &Certificate,
    text: &str,
    digest: &Digest,
) -> Result<(String, Signature), Stopped> {
    if remote::digest_of(text) != *digest {
        return Err(Stopped::Key("client-text-differs"));
    }
    let signature = unlocked.key.sign(USER, digest.bytes(), certificate.fingerprint())?;
    Ok((certificate.serial(), signature))
}

fn finished(
    state: &State,
    unlocked: &Unlocked,
    request: &HandOver,
    outcome: &Outcome,
    lang: Lang,
) -> Response {
    if let (Some(pem), Some(root)) = (&outcome.certificate, &outcome.root)
        && let Err(error) = state.folder.keep_certificate(unlocked, pem, root, request.now)
    {
        return message(lang, StatusCode::BAD_GATEWAY, &error.to_string());
    }
    let words = match request.task {
        Task::SubmitBid { .. } => "client-done-submit-bid",
        _ => "client-done-other",
    };
    let body = maud::html! {
        div class="told" role="status" { p { (say(lang, words)) } }
        @if let Some(receipt) = &outcome.receipt { dl class="sum" {
            dt { (say(lang, "page-bidding-receipt-no")) } dd { (receipt.no) }
            dt { (say(lang, "page-bidding-received")) } dd { (platform::texts::instant(lang, receipt.received)) }
            dt { (say(lang, "page-bidding-envelope")) } dd { code { (receipt.envelope) } }
        } }
        p { a class="btn quiet" href={ (state.remote.server()) "/bidding/client/" (request.id) } { (say(lang, "page-bidding-client-on")) } }
    };
    pages::page(lang, &say(lang, "client-done"), StatusCode::OK, &body)
}
