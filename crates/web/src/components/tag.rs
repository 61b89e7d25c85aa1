//! A plain word for a status.

use super::Example;
use crate::words::{Text, data, key};
use maud::{Markup, html};
use platform::texts::Lang;

/// What a status means to the reader. The word says it; the colour only repeats it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neutral information.
    #[default]
    Plain,
    /// Done, valid.
    Good,
    /// Needs attention.
    Warn,
    /// Forbidden, failed, void.
    Bad,
    /// Not in force.
    Off,
}

/// A status tag.
pub struct Tag {
    /// The word.
    pub text: Text,
    /// Its colour.
    pub tone: Tone,
}
impl Tag {
    /// A tag.
    pub const fn new(text: Text, tone: Tone) -> Self {
        Self { text, tone }
    }
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        let class = match self.tone {
            Tone::Plain => "tag",
            Tone::Good => "tag ok",
            Tone::Warn => "tag warn",
            Tone::Bad => "tag red",
            Tone::Off => "tag off",
        };
        html! { span class=(class) { (self.text.said(lang)) } }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "tag",
        draw: |lang| {
            html! { p {
                (Tag::new(data("公开招标"), Tone::Plain).render(lang)) " "
                (Tag::new(key("ui-recorded"), Tone::Good).render(lang)) " "
                (Tag::new(data("更正"), Tone::Warn).render(lang)) " "
                (Tag::new(data("废标"), Tone::Bad).render(lang)) " "
                (Tag::new(data("已撤回"), Tone::Off).render(lang))
            } }
        },
    }]
}
