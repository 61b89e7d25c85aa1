//! From page to page of a list, by key and not by number: page 10,000 costs what page 1 costs.

use super::Example;
use crate::words::{Text, key, say};
use maud::{Markup, html};
use platform::texts::Lang;

/// Links to the pages before and after.
#[derive(Default)]
pub struct Pagination {
    /// The first page, if this is not it.
    pub first: Option<String>,
    /// The next page, if there is one.
    pub next: Option<String>,
    /// How many there are, or "10,000+".
    pub note: Option<Text>,
}
impl Pagination {
    /// Draws it; nothing if there is but one page.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            @if self.first.is_some() || self.next.is_some() || self.note.is_some() {
                nav class="pages" aria-label=(say(lang, "ui-pages")) {
                    @if let Some(first) = &self.first { a href=(first) { (say(lang, "ui-first-page")) } }
                    @if let Some(next) = &self.next { a class="btn quiet" rel="next" href=(next) { (say(lang, "ui-next-page")) } }
                    @if let Some(note) = &self.note { span class="small quiet-text" { (note.said(lang)) } }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "pagination",
        draw: |lang| {
            let link = |to: &str| Some(format!("/gallery{to}"));
            Pagination { first: link(""), next: link("?after=7"), note: Some(key("ui-nothing")) }.render(lang)
        },
    }]
}
