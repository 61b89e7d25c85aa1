//! Live parts of a page: drawn anew when the journal grows, at most once a second, and sent as server-sent events to an
//! element with `data-live="<address>"`. Without script the page is the same, as of when it was opened.

use crate::{app::App, visit::Visit};
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use futures_util::stream;
use maud::Markup;
use std::{convert::Infallible, time::Duration};

/// No element changes more often.
const PACE: Duration = Duration::from_secs(1);
/// A connection is given up after so long; the browser opens a new one.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Sends what `draw` draws, now and after every change of the journal that changes it. `None` ends the stream: the thing is
/// over, or the reader may not see it any more or
/// has signed out.
pub fn updates<D>(app: &App, visit: &Visit, draw: D) -> Response
where
    D: Fn(&App, &Visit) -> Option<Markup> + Clone + Send + Sync + 'static,
{
    let start = State {
        app: app.clone(),
        visit: visit.clone(),
        seen: None,
        last: String::new(),
        spent: 0,
        over: false,
    };
    let events = stream::unfold(start, move |mut state| {
        let draw = draw.clone();
        async move {
            if state.over {
                return None;
            }
            loop {
                state.wait().await;
                let (app, visit) = (state.app.clone(), state.visit.clone());
                let draw = draw.clone();
                let drawn = move || visit.holds(&app).then(|| draw(&app, &visit)).flatten();
                let drawn = tokio::task::spawn_blocking(drawn).await.ok().flatten();
                let Some(markup) = drawn.filter(|_| state.spent < LONGEST.as_secs()) else {
                    state.over = true;
                    return Some((Ok::<_, Infallible>(Event::default().event("end").data("")), state));
                };
                let html = markup.into_string();
                if html != state.last {
                    state.last.clone_from(&html);
                    return Some((Ok(Event::default().data(html)), state));
                }
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

struct State {
    app: App,
    visit: Visit,
    seen: Option<u64>,
    last: String,
    spent: u64,
    over: bool,
}
impl State {
    /// Returns at once the first time, then when the journal has grown or time limits may have passed.
    async fn wait(&mut self) {
        let journal = self.app.platform().journal();
        if let Some(seen) = self.seen {
            tokio::time::sleep(PACE).await;
            let grown = tokio::time::timeout(Duration::from_secs(10), journal.subscribe().beyond(seen)).await;
            self.spent += if grown.is_ok() { 1 } else { 11 };
        }
        self.seen = Some(journal.head().seq);
    }
}
