//! What went wrong, as a page that helps or as problem details; internals go to the log only.

use crate::{
    components::{Page, RefusalBox, addresses},
    posted::encode,
    visit::Visit,
    words::{key, say},
};
use axum::{
    Json,
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_TYPE, LOCATION, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use kernel::{Arg, Args, Refusal};
use maud::html;
use platform::texts::{self, Lang};
use serde_json::json;

/// Why a request was not answered as wished.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What the reader is told.
    pub refusal: Box<Refusal>,
    /// What the log is told.
    pub log: Option<String>,
}
impl Failure {
    /// Not there, or not for this reader: the two look alike.
    pub fn not_found() -> Self {
        Refusal::new("E_NOT_FOUND").into()
    }
    /// The role does not allow it.
    pub fn forbidden() -> Self {
        Refusal::new("E_FORBIDDEN").into()
    }
    /// A fault of ours; the reader is told a number, the log the reason.
    pub fn internal(log: impl std::fmt::Display) -> Self {
        Self { refusal: Box::new(Refusal::new("E_INTERNAL")), log: Some(log.to_string()) }
    }
    /// The status of a refusal.
    pub fn status(&self) -> StatusCode {
        status(&self.refusal.code)
    }
}
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { refusal: Box::new(refusal), log: None }
    }
}
/// The failure travels with the response; [`explain`] puts it into words where language and reader are known.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Which code is which HTTP status.
pub fn status(code: &str) -> StatusCode {
    match code {
        "E_SIGN_IN" => StatusCode::UNAUTHORIZED,
        "E_FORBIDDEN" | "E_FORBIDDEN_SCOPE" | "E_CSRF" | "E_SAME_PERSON" => StatusCode::FORBIDDEN,
        "E_NOT_FOUND" | "E_UNKNOWN_COMMAND" => StatusCode::NOT_FOUND,
        "E_STALE" | "E_IDEMPOTENT_CONFLICT" => StatusCode::CONFLICT,
        "E_TOO_LARGE" => StatusCode::PAYLOAD_TOO_LARGE,
        "E_THROTTLED" => StatusCode::TOO_MANY_REQUESTS,
        "E_BUSY" => StatusCode::SERVICE_UNAVAILABLE,
        "E_INTERNAL" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Puts a failed response into words: a page, problem details for `/api/`, or the way to the sign-in page.
pub fn explain(visit: &Visit, api: bool, mut response: Response) -> Response {
    let failure = response.extensions_mut().remove::<Failure>().or_else(|| bare(&response));
    let Some(mut failure) = failure else { return response };
    if failure.refusal.code == "E_NOT_FOUND" && !api {
        failure.refusal.args.entry("what".into()).or_insert_with(|| Arg::Key(sought(&visit.path)));
    }
    let number = failure.log.as_ref().map(|log| {
        let number = hex::encode(kernel::secret::bytes::<6>());
        tracing::error!(number, log, path = visit.path, "a request failed");
        number
    });
    if api {
        let mut response = problem(visit.lang, &failure.refusal, number.as_deref());
        retry_after(&mut response, &failure.refusal);
        return response;
    }
    if failure.refusal.code == "E_SIGN_IN" {
        let to = format!("/sign-in?back={}", encode(&visit.path));
        let location = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/sign-in"));
        return (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
    }
    let mut page = page(visit, &failure.refusal, number.as_deref()).into_response();
    retry_after(&mut page, &failure.refusal);
    page
}

/// When it is worth trying again.
fn retry_after(response: &mut Response, refusal: &Refusal) {
    let seconds = match (response.status(), refusal.args.get("seconds")) {
        (_, Some(Arg::Number(seconds))) => *seconds,
        (StatusCode::SERVICE_UNAVAILABLE, _) => 3,
        _ => return,
    };
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
}

/// What the address asked for: the kind of `/tender/project/<id>`, or just a page.
fn sought(path: &str) -> String {
    let plain = path.split('?').next().unwrap_or_default();
    let mut parts = plain.trim_start_matches('/').split('/');
    let kind = match (parts.next(), parts.next(), parts.next()) {
        (Some("notices"), Some(_), _) => "stream-tender-notice".to_owned(),
        (Some(subsystem), Some(entity), Some(_)) => format!("stream-{subsystem}-{entity}"),
        _ => return "error-this-page".to_owned(),
    };
    texts::lookup(Lang::Zh, &kind, &Args::new()).map_or_else(|| "error-this-page".to_owned(), |_| kind)
}

/// Rejections of the HTTP library, which come as plain text.
fn bare(response: &Response) -> Option<Failure> {
    let plain = response
        .headers()
        .get(CONTENT_TYPE)
        .is_none_or(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    if !plain || !(response.status().is_client_error() || response.status().is_server_error()) {
        return None;
    }
    Some(match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Failure::not_found(),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new("E_TOO_LARGE").into(),
        StatusCode::SERVICE_UNAVAILABLE => Refusal::new("E_BUSY").into(),
        other if other.is_client_error() => Refusal::new("E_SCHEMA").into(),
        other => Failure::internal(other),
    })
}

fn page(visit: &Visit, refusal: &Refusal, number: Option<&str>) -> Page {
    let lang = visit.lang;
    let status = status(&refusal.code);
    let title = match status {
        StatusCode::NOT_FOUND => "error-title-404",
        StatusCode::FORBIDDEN => "error-title-403",
        StatusCode::CONFLICT => "error-title-409",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => "error-title-503",
        StatusCode::INTERNAL_SERVER_ERROR => "error-title-500",
        _ => "error-title-422",
    };
    Page::new(visit, key(title)).status(status).body(html! {
        (RefusalBox { refusal }.render(lang))
        @if let Some(number) = number { p { (say(lang, "error-number")) (say(lang, "ui-colon")) code { (number) } } }
        p { a class="btn" href=(if visit.person.is_some() { "/work" } else { "/" }) { (say(lang, "error-back")) } }
    })
}

/// RFC 9457 problem details of a refusal.
pub fn problem(lang: Lang, refusal: &Refusal, number: Option<&str>) -> Response {
    let told = texts::refusal(lang, refusal);
    let status = status(&refusal.code);
    let fields: Vec<_> =
        told.fields.iter().map(|(path, message)| json!({ "path": path, "message": message })).collect();
    let body = json!({
        "type": format!("/api/v1/problems/{}", refusal.code),
        "title": told.message,
        "status": status.as_u16(),
        "code": refusal.code,
        "rule": refusal.rule,
        "basis": refusal.basis,
        "laws": refusal.basis.as_deref().map(addresses).unwrap_or_default(),
        "remedy": told.remedy,
        "fields": fields,
        "refusal": refusal,
        "instance": number,
    });
    (status, [(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))], Json(body))
        .into_response()
}

/// What a panic becomes. The message goes to the log only.
pub fn panicked(reason: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let words = reason
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("panic");
    Failure::internal(words).into_response()
}
