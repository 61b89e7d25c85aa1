//! For those who run the platform: is it well, and what does it measure.

use crate::{
    address,
    app::{App, read_failed},
    errors::Failure,
};
use axum::{
    Json,
    extract::{Request, State},
    http::header::{AUTHORIZATION, CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kernel::Digest;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde_json::{Value, json};
use std::{sync::OnceLock, time::Instant};

fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).as_ref()
}

/// `GET /healthz`: 200 if the journal reads.
pub async fn healthz(State(app): State<App>) -> Result<Json<Value>, Failure> {
    let journal = app.platform().journal();
    journal.read(|tx| tx.query("SELECT seq FROM head", &[])).map_err(read_failed)?;
    Ok(Json(json!({ "status": "ok" })))
}

/// `GET /metrics`, Prometheus text, for who runs the platform alone: from the journal's length hand-ins could be counted
/// before a deadline.
pub async fn metrics(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    if !may_measure(&app, &request) {
        return Err(Failure::not_found());
    }
    let mut text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    let journal = app.platform().journal();
    text.push_str(&format!(
        "# TYPE yangcai_journal_seq counter\nyangcai_journal_seq {}\n# TYPE yangcai_queue_depth gauge\nyangcai_queue_depth {}\n",
        journal.head().seq,
        journal.queue_depth()
    ));
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

/// Who has the token; without one, who asks on this machine. Behind a proxy everybody seems to.
fn may_measure(app: &App, request: &Request) -> bool {
    let options = app.options();
    let given =
        request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let digest = |token: &str| Digest::of_parts(&[b"metrics", token.as_bytes()]);
    match (&options.metrics_token, given) {
        // Digests are compared, so that the time it takes says nothing about the token.
        (Some(token), given) => given.is_some_and(|given| digest(given) == digest(token)),
        (None, _) => !options.https && options.trusted_proxies.is_empty() && address::is_local(request),
    }
}

/// Counts requests and their time by status.
pub async fn measure(request: Request, next: Next) -> Response {
    let _ = recorder();
    let (begun, method) = (Instant::now(), request.method().clone());
    let response = next.run(request).await;
    let labels = [("method", method.to_string()), ("status", response.status().as_u16().to_string())];
    metrics::counter!("yangcai_http_requests_total", &labels).increment(1);
    metrics::histogram!("yangcai_http_seconds", &labels).record(begun.elapsed());
    response
}
