//! For those who run the platform: is it well, and what does it measure.

use crate::app::{App, read_failed};
use crate::errors::Failure;
use axum::{
    Json,
    extract::{Request, State},
    http::header::CONTENT_TYPE,
    middleware::Next,
    response::{IntoResponse, Response},
};
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

/// `GET /metrics`, Prometheus text.
pub async fn metrics(State(app): State<App>) -> Response {
    let mut text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    let journal = app.platform().journal();
    text.push_str(&format!(
        "# TYPE yangcai_journal_seq counter\nyangcai_journal_seq {}\n# TYPE yangcai_queue_depth gauge\nyangcai_queue_depth {}\n",
        journal.head().seq,
        journal.queue_depth()
    ));
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
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
