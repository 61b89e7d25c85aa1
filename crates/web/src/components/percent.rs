//! Percentages.

use super::{Control, Example, Form, Wired};
use maud::{Markup, html};

/// An exact decimal percentage: `15` means 15 %.
pub struct PercentInput;
impl Control for PercentInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            div class="money" {
                input id=(wired.id) name=(wired.name) type="text" inputmode="decimal" value=(wired.value)
                    aria-describedby=[wired.described] aria-invalid=[wired.invalid];
                span class="unit" { "%" }
            }
        }
    }
    fn class(&self) -> &'static str {
        "narrow"
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "percent",
        draw: |lang| html! { (Form::plain(lang, "gallery").percent("share").value("15")) },
    }]
}
