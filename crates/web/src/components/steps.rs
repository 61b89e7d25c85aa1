//! Where a thing stands on its way.

use super::Example;
use crate::words::{Text, data, say};
use maud::{Markup, html};
use platform::texts::Lang;

/// How far a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Behind.
    Done,
    /// Where it stands.
    Now,
    /// Ahead.
    Ahead,
    /// Ended here without success (废标, 终止).
    Stopped,
}

/// A step tracker.
#[derive(Default)]
pub struct Steps {
    /// Each stage: its name, how far, and a date or time limit below.
    pub stages: Vec<(Text, Stage, Option<Text>)>,
}
impl Steps {
    /// Adds a stage.
    #[must_use]
    pub fn stage(mut self, name: Text, stage: Stage, note: Option<Text>) -> Self {
        self.stages.push((name, stage, note));
        self
    }
    /// The stages of a fixed way: those before `now` are done.
    pub fn along(names: impl IntoIterator<Item = Text>, now: usize) -> Self {
        let stage = |at: usize| match at.cmp(&now) {
            std::cmp::Ordering::Less => Stage::Done,
            std::cmp::Ordering::Equal => Stage::Now,
            std::cmp::Ordering::Greater => Stage::Ahead,
        };
        Self { stages: names.into_iter().enumerate().map(|(at, name)| (name, stage(at), None)).collect() }
    }
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            ol class="steps" aria-label=(say(lang, "ui-progress")) tabindex="0" {
                @for (name, stage, note) in &self.stages {
                    @let (class, state) = match stage {
                        Stage::Done => (Some("done"), Some("ui-step-done")),
                        Stage::Now => (Some("now"), Some("ui-step-now")),
                        Stage::Ahead => (None, None),
                        Stage::Stopped => (Some("stopped"), Some("ui-step-stopped")),
                    };
                    li class=[class] aria-current=[(*stage == Stage::Now).then_some("step")] {
                        (name.said(lang))
                        @if let Some(state) = state { span class="vh" { (say(lang, "ui-open")) (say(lang, state)) (say(lang, "ui-close")) } }
                        @if let Some(note) = note { small { (note.said(lang)) } }
                    }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "step-tracker",
            draw: |lang| {
                let names = [
                    "预算",
                    "意向",
                    "需求",
                    "计划",
                    "公告",
                    "开标",
                    "评审",
                    "确认结果",
                    "合同",
                    "验收",
                    "支付",
                    "结项",
                ];
                let mut steps = Steps::along(names.map(data), 7);
                if let Some(now) = steps.stages.get_mut(7) {
                    now.2 = Some(data("还剩 3 个工作日"));
                }
                steps.render(lang)
            },
        },
        Example {
            name: "step-tracker-stopped",
            draw: |lang| {
                Steps::default()
                    .stage(data("公告"), Stage::Done, Some(data("10-27")))
                    .stage(data("开标"), Stage::Stopped, Some(data("不足三家")))
                    .render(lang)
            },
        },
    ]
}
