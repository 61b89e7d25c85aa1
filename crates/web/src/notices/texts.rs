//! The words of a notice: types, sections, labels, values.

use crate::{
    components::Amount,
    words::{Text, key, say},
};
use kernel::Arg;
use maud::{Markup, html};
use platform::texts::{self, Lang};

/// The name of a type, `notice-type-N-03`.
pub fn kind(code: &str) -> Text {
    key(format!("notice-type-{code}"))
}
/// Title and type: 采购人 + 项目名称 + 公告类型.
pub fn title(lang: Lang, title: &str, code: &str) -> String {
    let kind = kind(code).said(lang);
    match lang {
        Lang::En => format!("{title} – {kind}"),
        // …设备采购 and 采购意向公告 share a word.
        Lang::Zh if kind.starts_with("采购") => {
            format!("{}{kind}", title.strip_suffix("采购").unwrap_or(title))
        }
        Lang::Zh => format!("{title}{kind}"),
    }
}
/// A label of a row or column.
pub fn label(name: &str) -> Text {
    key(format!("notice-label-{name}"))
}
/// A value, in the reader's language.
pub fn value(lang: Lang, value: &Arg, words: bool) -> Markup {
    match value {
        Arg::Text(text) => {
            html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
        }
        Arg::Number(number) => html! { (number) },
        Arg::Money(money) => Amount { money: *money, words }.render(lang),
        Arg::Date(date) => html! { (texts::date(lang, *date)) },
        Arg::Instant(at) => html! { (texts::instant(lang, *at)) },
        Arg::Key(name) => html! { (say(lang, name)) },
    }
}
