//! Legal dates, and moments in Beijing time.

use super::{Control, Example, Form, Wired};
use maud::{Markup, html};

/// A legal date, typed in any usual form. Browsers show their own date field in the browser's language and not the page's, so
/// the field is text; a script adds a button that opens the browser's calendar.
pub struct DateInput;
impl Control for DateInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! { div class="date" { (input(wired, "date", wired.value)) } }
    }
    fn format(&self) -> Option<&'static str> {
        Some("ui-date-format")
    }
}

/// A date and a time of day, in Beijing time.
pub struct DateTimeInput;
impl Control for DateTimeInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        let value = wired.value.trim_end_matches("+08:00").trim_end().replace('T', " ");
        // `2026-03-24 09:30:00` is read back without its empty seconds.
        let value = if value.len() == 19 { value.strip_suffix(":00").unwrap_or(&value) } else { &value };
        html! {
            div class="date" {
                (input(wired, "datetime-local", value))
                span class="unit" { (crate::words::say(wired.lang, "ui-beijing-time")) }
            }
        }
    }
    fn format(&self) -> Option<&'static str> {
        Some("ui-datetime-format")
    }
}

fn input(wired: &Wired<'_>, picker: &str, value: &str) -> Markup {
    html! {
        input id=(wired.id) name=(wired.name) type="text" value=(value) autocomplete="off" data-picker=(picker)
            data-open={ (crate::words::say(wired.lang, "ui-calendar")) " " (wired.label) }
            aria-describedby=[wired.described] aria-invalid=[wired.invalid];
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "date",
            draw: |lang| html! { (Form::plain(lang, "gallery").date("planned").value("2026-03-02")) },
        },
        Example {
            name: "date-and-time",
            draw: |lang| html! { (Form::plain(lang, "gallery").datetime("deadline").value("2026-03-24 09:30")) },
        },
    ]
}
