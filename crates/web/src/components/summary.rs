//! Names and values, before confirming or to read.

use super::{Amount, Example};
use crate::words::{Text, data, key, say};
use maud::{Markup, html};
use platform::texts::Lang;

/// A list of names and values.
#[derive(Default)]
pub struct Summary {
    rows: Vec<(Text, Markup, Option<String>)>,
}
impl Summary {
    /// Adds a row.
    #[must_use]
    pub fn row(mut self, name: Text, value: Markup) -> Self {
        self.rows.push((name, value, None));
        self
    }
    /// Adds a row of data.
    #[must_use]
    pub fn data(self, name: Text, value: impl AsRef<str>) -> Self {
        let value = value.as_ref();
        self.row(name, html! { (value) })
    }
    /// Adds a row that can be changed under `href`.
    #[must_use]
    pub fn changeable(mut self, name: Text, value: Markup, href: impl Into<String>) -> Self {
        self.rows.push((name, value, Some(href.into())));
        self
    }
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            dl class="sum" {
                @for (name, value, change) in &self.rows {
                    @let name = name.said(lang);
                    dt { (name) }
                    dd {
                        (value)
                        @if let Some(href) = change {
                            a class="change" href=(href) { (say(lang, "ui-change")) span class="vh" { " " (name) } }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "summary-list",
        draw: |lang| {
            let money = kernel::Money::from_yuan(3_860_000);
            Summary::default()
                .changeable(key("gallery-title"), html! { "多媒体教室设备采购" }, "/gallery")
                .row(key("gallery-amount"), Amount { money, words: true }.render(lang))
                .row(data("最高限价"), Amount { money, words: false }.render(lang))
                .render(lang)
        },
    }]
}
