//! A risk that was found, with what was seen, its basis and what can be done.

use super::{Action, Example, Tag, Tone};
use crate::words::{Text, data, key};
use maud::{Markup, html};
use platform::texts::Lang;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 红
    Red,
    /// 橙
    Orange,
    /// 黄
    Yellow,
}

/// An alert.
pub struct Alert {
    /// `PLN-05 疑似化整为零`.
    pub title: Text,
    /// How grave.
    pub level: Level,
    /// What was seen: a sentence, then a table or chart.
    pub seen: Markup,
    /// Rule, law, how sure.
    pub basis: Option<Markup>,
    /// What can be done.
    pub actions: Vec<Action>,
}
impl Alert {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        let (class, tag) = match self.level {
            Level::Red => ("alert", Tag::new(key("ui-red"), Tone::Bad)),
            Level::Orange => ("alert w", Tag::new(key("ui-orange"), Tone::Warn)),
            Level::Yellow => ("alert w", Tag::new(key("ui-yellow"), Tone::Plain)),
        };
        html! {
            article class=(class) {
                h3 { (self.title.said(lang)) " " (tag.render(lang)) }
                (self.seen)
                @if let Some(basis) = &self.basis { p class="small quiet-text" { (basis) } }
                @if !self.actions.is_empty() { div class="row" { @for action in &self.actions { (action.render(lang)) } } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "alert",
        draw: |lang| {
            let seen =
                html! { p { "同一单位 26 天内 4 次采购“打印设备”，合计 612,000.00 元，每次都略低于限额。" } };
            let basis = Some(super::basis("依据：政府采购法实施条例第二十八条。线索不等于结论。"));
            let actions = vec![Action::quiet(data("要求说明"), "/gallery")];
            Alert { title: data("PLN-05 疑似化整为零"), level: Level::Orange, seen, basis, actions }
                .render(lang)
        },
    }]
}
