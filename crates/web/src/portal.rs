//! The portal's first page.

use crate::{app::App, components::Page, visit::Visit, words::key};
use axum::extract::State;
use maud::html;

/// `GET /`.
pub async fn home(State(_app): State<App>, visit: Visit) -> Page {
    Page::new(&visit, key("home-title")).lede(key("home-lede")).body(html! {})
}
