//! Several lines of text.

use super::{Control, Example, Form, Wired};
use maud::{Markup, html};

/// Several lines of text.
pub struct TextArea {
    /// The most characters that are accepted; 0 for no limit.
    pub max: usize,
    /// Height in lines.
    pub rows: u8,
}
impl Default for TextArea {
    fn default() -> Self {
        Self { max: 0, rows: 5 }
    }
}
impl Control for TextArea {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            textarea id=(wired.id) name=(wired.name) rows=(self.rows) maxlength=[(self.max > 0).then_some(self.max)]
                aria-describedby=[wired.described] aria-invalid=[wired.invalid] { (wired.value) }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "textarea",
        draw: |lang| html! { (Form::plain(lang, "gallery").textarea("overview", 2000)) },
    }]
}
