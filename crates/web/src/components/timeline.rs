//! What has happened, the latest first.

use super::Example;
use crate::words::{Text, data, say};
use kernel::Instant;
use maud::{Markup, html};
use platform::texts::Lang;

/// One thing that happened.
pub struct Happening {
    /// When.
    pub at: Instant,
    /// What.
    pub what: Text,
    /// Who, as the reader may know them.
    pub who: Option<Text>,
    /// Where its receipt or details are.
    pub link: Option<(Text, String)>,
}

/// What has happened.
#[derive(Default)]
pub struct Timeline {
    /// The latest first.
    pub happenings: Vec<Happening>,
}
impl Timeline {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            @if self.happenings.is_empty() { p class="empty" { (say(lang, "ui-nothing")) } }
            @else { ol class="line" { @for happening in &self.happenings {
                li {
                    @let at = happening.at.civil();
                    time datetime={ (at.date()) "T" (format!("{:02}:{:02}:{:02}+08:00", at.hour(), at.minute(), at.second())) } {
                        (at.date()) " " (format!("{:02}:{:02}", at.hour(), at.minute()))
                    }
                    (happening.what.said(lang))
                    @if let Some(who) = &happening.who { br; span class="who2" { (who.said(lang)) } }
                    @if let Some((words, href)) = &happening.link { " " a class="small" href=(href) { (words.said(lang)) } }
                }
            } } }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "timeline",
        draw: |lang| {
            let at = |ms| Instant::from_millis(ms);
            let who = |words: &str| Some(data(words));
            let link = Some((crate::words::key("ui-receipt"), "/gallery".to_owned()));
            let happenings = vec![
                Happening {
                    at: at(1_795_000_000_000),
                    what: data("评审报告送达"),
                    who: who("代理机构 · 张岚"),
                    link,
                },
                Happening {
                    at: at(1_794_000_000_000),
                    what: data("开标，5 家解密"),
                    who: who("系统"),
                    link: None,
                },
            ];
            Timeline { happenings }.render(lang)
        },
    }]
}
