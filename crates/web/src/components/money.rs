//! Amounts: typed in yuan with separators, shown with the Chinese words 大写.

use super::{Control, Example, Form, Wired};
use crate::words::say;
use kernel::Money;
use maud::{Markup, html};
use platform::texts::Lang;

/// An amount, typed in yuan. What was typed is echoed; if it reads as an amount its words stand below.
pub struct MoneyInput;
impl Control for MoneyInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        let amount: Option<Money> = wired.value.parse().ok();
        html! {
            div class="money" {
                input id=(wired.id) name=(wired.name) type="text" inputmode="decimal" data-money
                    value=(amount.map_or_else(|| wired.value.to_owned(), |amount| amount.to_string()))
                    aria-describedby=[wired.described] aria-invalid=[wired.invalid];
                span class="unit" { (say(wired.lang, "ui-yuan")) }
            }
            @if let Some(amount) = amount { p class="upper" { (amount.in_words()) } }
        }
    }
}

/// An amount that is shown.
pub struct Amount {
    /// How much.
    pub money: Money,
    /// With its words, for official texts and before confirming.
    pub words: bool,
}
impl Amount {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            span class="num" { (self.money) } " " (say(lang, "ui-yuan"))
            @if self.words { (say(lang, "ui-open")) (self.money.in_words()) (say(lang, "ui-close")) }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "money",
            draw: |lang| html! { (Form::plain(lang, "gallery").money("amount").value("3860000")) },
        },
        Example {
            name: "money-with-an-error",
            draw: |lang| {
                let refusal = kernel::Refusal::new("E_SCHEMA").field("amount", "field-not-money");
                html! { (Form::plain(lang, "gallery").errors(&refusal.fields).money("amount").value("三百万")) }
            },
        },
        Example {
            name: "amount-with-its-words",
            draw: |lang| html! { p { (Amount { money: Money::from_yuan(3_612_800), words: true }.render(lang)) } },
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::Render;
    #[test]
    fn an_amount_is_echoed_with_separators_and_words() {
        let html = Form::plain(Lang::Zh, "gallery").money("amount").value("3860000").render().into_string();
        assert!(html.contains("value=\"3,860,000.00\"") && html.contains("叁佰捌拾陆万元整"), "{html}");
    }
    #[test]
    fn what_is_no_amount_is_echoed_as_typed() {
        let html = Form::plain(Lang::Zh, "gallery").money("amount").value("三百万").render().into_string();
        assert!(html.contains("value=\"三百万\"") && !html.contains("class=\"upper\""), "{html}");
    }
}
