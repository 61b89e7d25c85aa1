//! Where the reader is.

use super::Example;
use crate::words::{Text, data, key};
use maud::{Markup, html};
use platform::texts::Lang;

/// The way from the top to this page.
#[derive(Default)]
pub struct Breadcrumbs {
    /// `(words, link)`; the last one, without a link, is this page.
    pub trail: Vec<(Text, Option<String>)>,
}
impl Breadcrumbs {
    /// Draws them; nothing if the trail is empty.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            @if !self.trail.is_empty() {
                nav class="crumbs" aria-label=(key("ui-you-are-here").said(lang)) { ol {
                    @for (words, link) in &self.trail {
                        li {
                            @if let Some(link) = link { a href=(link) { (words.said(lang)) } }
                            @else { span aria-current="page" { (words.said(lang)) } }
                        }
                    }
                } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "breadcrumbs",
        draw: |lang| {
            let trail = vec![(key("nav-notices"), Some("/notices".to_owned())), (data("大庆市"), None)];
            Breadcrumbs { trail }.render(lang)
        },
    }]
}
