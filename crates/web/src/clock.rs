//! The demonstration's clock: moved forward by a button, only where it may be moved.

use crate::{
    app::{App, read_failed},
    errors::Failure,
    give,
    posted::Posted,
    visit::Visit,
};
use axum::{extract::State, response::Response};
use kernel::{Instant, Refusal, Span};

/// `POST /clock/next`.
pub async fn next(State(app): State<App>, Posted(values): Posted) -> Result<Response, Failure> {
    if !app.banner().is_some_and(|banner| banner.adjustable) {
        return Err(Refusal::new("E_CLOCK_FIXED").into());
    }
    let platform = app.platform().clone();
    let now = platform.now();
    let target = match values.get("by") {
        Some("day") => morning(now, 1),
        Some("month") => morning(now, 30),
        _ => platform.next_deadline().map_err(read_failed)?.unwrap_or_else(|| morning(now, 1)),
    };
    tokio::task::spawn_blocking(move || platform.advance_to(target))
        .await
        .map_err(Failure::internal)?
        .map_err(Failure::from)?;
    Ok(give::done_to(Visit::safe_path(values.get("back")), "done-clock"))
}

/// Nine o'clock, so many days later.
fn morning(now: Instant, days: i64) -> Instant {
    Instant::at(now.plus(Span::days(days)).date(), 9, 0)
}
