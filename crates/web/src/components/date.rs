//! Legal dates, and moments in Beijing time.

use super::{Control, Example, Form, Wired};
use maud::{Markup, html};

/// A legal date.
pub struct DateInput;
impl Control for DateInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            input id=(wired.id) name=(wired.name) type="date" value=(wired.value) min="2000-01-01" max="2099-12-31"
                aria-describedby=[wired.described] aria-invalid=[wired.invalid];
        }
    }
    fn class(&self) -> &'static str {
        "narrow"
    }
}

/// A date and a time of day, in Beijing time.
pub struct DateTimeInput;
impl Control for DateTimeInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        let value: String = wired.value.trim_end_matches("+08:00").trim_end().replace(' ', "T");
        html! {
            div class="money" {
                input id=(wired.id) name=(wired.name) type="datetime-local" value=(value) min="2000-01-01T00:00"
                    max="2099-12-31T23:59" aria-describedby=[wired.described] aria-invalid=[wired.invalid];
                span class="unit" { (crate::words::say(wired.lang, "ui-beijing-time")) }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "date",
            draw: |lang| html! { (Form::plain(lang, "gallery").date("planned").value("2026-03-02")) },
        },
        Example {
            name: "date and time",
            draw: |lang| html! { (Form::plain(lang, "gallery").datetime("deadline").value("2026-03-24 09:30")) },
        },
    ]
}
