//! One line of text; a whole number.

use super::{Control, Example, Form, Wired};
use maud::{Markup, html};

/// One line of text.
#[derive(Default)]
pub struct TextInput {
    /// The most characters that are accepted; 0 for no limit.
    pub max: usize,
    /// A password: never echoed.
    pub secret: bool,
    /// What the browser may fill in by itself: `username`, `one-time-code`.
    pub autocomplete: Option<&'static str>,
    /// As narrow as what is expected.
    pub narrow: bool,
}
impl Control for TextInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            input id=(wired.id) name=(wired.name) type=(if self.secret { "password" } else { "text" })
                value=[(!self.secret).then_some(wired.value)] maxlength=[(self.max > 0).then_some(self.max)]
                autocomplete=[self.autocomplete] aria-describedby=[wired.described] aria-invalid=[wired.invalid];
        }
    }
    fn class(&self) -> &'static str {
        if self.narrow { "narrow" } else { "" }
    }
}

/// A whole number.
#[derive(Default)]
pub struct NumberInput {
    /// A unit shown behind the input.
    pub unit: Option<crate::words::Text>,
}
impl Control for NumberInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            div class="money" {
                input id=(wired.id) name=(wired.name) type="text" inputmode="numeric" value=(wired.value)
                    aria-describedby=[wired.described] aria-invalid=[wired.invalid];
                @if let Some(unit) = &self.unit { span class="unit" { (unit.said(wired.lang)) } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "text-with-a-hint",
            draw: |lang| html! { (Form::plain(lang, "gallery").text("title", 100)) },
        },
        Example {
            name: "text-optional",
            draw: |lang| html! { (Form::plain(lang, "gallery").text("title", 100).optional()) },
        },
        Example {
            name: "number-with-an-error",
            draw: |lang| {
                let refusal = kernel::Refusal::new("E_SCHEMA").field("count", "field-not-a-number");
                html! { (Form::plain(lang, "gallery").errors(&refusal.fields).number("count").value("三")) }
            },
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::Render;
    use platform::texts::Lang;
    #[test]
    fn a_password_is_never_echoed() {
        let form = Form::plain(Lang::Zh, "gallery");
        let input = TextInput { secret: true, ..TextInput::default() };
        let html = form.field("password", input).value("geheim").render().into_string();
        assert!(!html.contains("geheim"));
    }
    #[test]
    fn markup_in_a_value_stays_text() {
        let form = Form::plain(Lang::Zh, "gallery");
        let html = form.text("title", 10).value("\"><script>").render().into_string();
        assert!(!html.contains("<script>"), "{html}");
    }
}
