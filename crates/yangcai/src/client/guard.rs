//! Only pages of this computer's own client may use it: the host must be loopback by name (against DNS rebinding), a form
//! must come from the client's own page and carry its token.

use super::{State, pages};
use axum::{
    extract::{Request, State as Shared},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use std::sync::Arc;
use web::words::say;

/// Checks host and origin before anything else.
pub async fn layer(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if own_host(request.headers(), state.port) && (safe || own_origin(request.headers(), state.port)) {
        return next.run(request).await;
    }
    let lang = super::lang(request.headers());
    pages::message(lang, StatusCode::FORBIDDEN, &say(lang, "client-forbidden"))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The names under which the client may be addressed.
fn hosts(port: u16) -> [String; 2] {
    [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
}

pub(super) fn own_host(headers: &HeaderMap, port: u16) -> bool {
    text(headers, header::HOST.as_str()).is_some_and(|host| hosts(port).iter().any(|own| own == host))
}

/// A form comes from the client's own page: by `Origin`, or by `Sec-Fetch-Site` where a browser sends no origin. The
/// policy `no-referrer` makes some browsers send the origin `null`; then the fetch metadata decides.
pub(super) fn own_origin(headers: &HeaderMap, port: u16) -> bool {
    match (text(headers, header::ORIGIN.as_str()), text(headers, "sec-fetch-site")) {
        (Some("null") | None, site) => site == Some("same-origin"),
        (Some(origin), _) => {
            origin.strip_prefix("http://").is_some_and(|host| hosts(port).iter().any(|own| own == host))
        }
    }
}

/// Does the form carry this process's token?
pub(super) fn token_holds(state: &State, values: &super::Values) -> bool {
    values.iter().any(|(name, value)| name == "_csrf" && *value == state.token)
}
