//! The next step: one thing to do, said plainly.

use super::Example;
use crate::words::{Text, data, key};
use kernel::Instant;
use maud::{Markup, html};
use platform::texts::Lang;

/// A link that looks like a button.
pub struct Action {
    /// What it does.
    pub label: Text,
    /// Where.
    pub href: String,
    /// Not the main thing to do.
    pub quiet: bool,
}
impl Action {
    /// The main thing to do.
    pub fn main(label: Text, href: impl Into<String>) -> Self {
        Self { label, href: href.into(), quiet: false }
    }
    /// Something else that can be done.
    pub fn quiet(label: Text, href: impl Into<String>) -> Self {
        Self { label, href: href.into(), quiet: true }
    }
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! { a class=(if self.quiet { "btn quiet" } else { "btn" }) href=(self.href) { (self.label.said(lang)) } }
    }
}

/// The next step.
pub struct NextStep {
    /// What is to be done.
    pub what: Text,
    /// Why, by which law, by whom.
    pub why: Option<Text>,
    /// Until when.
    pub due: Option<Instant>,
    /// The ways to do it.
    pub actions: Vec<Action>,
}
impl NextStep {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            div class="next" {
                p {
                    b { (self.what.said(lang)) }
                    @if let Some(due) = self.due { " " (key("ui-due").with("due", due).said(lang)) }
                    @if let Some(why) = &self.why { " " (why.said(lang)) }
                }
                @if !self.actions.is_empty() { div class="row" { @for action in &self.actions { (action.render(lang)) } } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "next-step",
        draw: |lang| {
            let actions = vec![
                Action::main(data("查看报告并确认"), "/gallery"),
                Action::quiet(data("不能确认，说明理由"), "/gallery"),
            ];
            let why = Some(data("评审报告已送达，法定期限 5 个工作日（87 号令第六十八条）。"));
            NextStep {
                what: data("请确认中标供应商。"),
                why,
                due: Some(Instant::from_millis(1_795_651_200_000)),
                actions,
            }
            .render(lang)
        },
    }]
}
