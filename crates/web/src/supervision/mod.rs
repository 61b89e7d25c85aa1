//! Pages of the subsystem `supervision`: alerts for the authorities, and for those concerned once they are asked.

mod list;
mod show;
#[cfg(test)]
mod tests;

use crate::{
    components::{Tag, Tone},
    routes::{Audience, Routes},
    words::{Text, key},
};
use kernel::Role;
use platform::{supervision::AlertRow, texts::Lang};
use procurement::{RuleBook, law::Level};

const AUTHORITIES: Audience = Audience::Roles(&[Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/supervision", AUTHORITIES, list::show)
        .get("/supervision/live", AUTHORITIES, list::live)
        .nav(15, "/supervision", "nav-supervision", AUTHORITIES)
        .get("/supervision/alert/{id}", Audience::SignedIn, show::show)
}

/// `BRG-16 报价等差`.
fn rule_name(book: &RuleBook, rule: &str, lang: Lang) -> String {
    let name = book.rule(rule).map(|rule| if lang == Lang::Zh { &rule.name_zh } else { &rule.name_en });
    format!("{rule} {}", name.map_or("", String::as_str))
}
fn level_tag(level: Level) -> Tag {
    match level {
        Level::Red => Tag::new(key("ui-red"), Tone::Bad),
        Level::Orange => Tag::new(key("ui-orange"), Tone::Warn),
        Level::Yellow => Tag::new(key("ui-yellow"), Tone::Plain),
    }
}
fn state_tag(state: &str) -> Tag {
    let tone = match state {
        "open" => Tone::Bad,
        "asked" | "explained" => Tone::Warn,
        _ => Tone::Off,
    };
    Tag::new(key(format!("alert-state-{state}")), tone)
}
fn title(row: &AlertRow) -> Text {
    Text::Data(row.title.clone())
}
