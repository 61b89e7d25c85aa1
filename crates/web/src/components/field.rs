//! What all fields share: label, hint and error, tied to the control for the eye and for a screen reader.

use super::Form;
use crate::words::{Text, say};
use maud::{Markup, Render, html};
use platform::texts::{self, Lang};

/// What draws the input itself.
pub trait Control {
    /// Several inputs under one legend instead of one input under one label.
    const GROUPED: bool = false;
    /// Draws the input with the wiring it is given.
    fn control(&self, wired: &Wired<'_>) -> Markup;
    /// The key of a text that tells in which form the value is typed; it follows the hint.
    fn format(&self) -> Option<&'static str> {
        None
    }
    /// More classes for the field's box.
    fn class(&self) -> &'static str {
        ""
    }
}

/// What an input needs to be tied to its field.
pub struct Wired<'a> {
    /// `f-lots-0-price`.
    pub id: &'a str,
    /// `lots[0].price`.
    pub name: &'a str,
    /// What was typed.
    pub value: &'a str,
    /// All values under this name (checkboxes).
    pub values: Vec<&'a str>,
    /// Ids of hint and error, for `aria-describedby`.
    pub described: Option<&'a str>,
    /// Is there an error?
    pub invalid: Option<&'static str>,
    /// The label in words.
    pub label: &'a str,
    /// May it stay empty?
    pub optional: bool,
    /// The reader's language.
    pub lang: Lang,
}

/// A field of a form: label, hint, error, control. Put it into `html!` with `(…)`.
pub struct Field<'a, K> {
    form: &'a Form<'a>,
    name: String,
    label: Option<Text>,
    hint: Option<Text>,
    value: Option<String>,
    optional: bool,
    /// The control's own options.
    pub control: K,
}

/// The id of the input for `path`.
pub fn id(path: &str) -> String {
    let plain: String =
        path.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    format!("f-{plain}").replace("--", "-").trim_end_matches('-').to_owned()
}

impl<'a, K: Control> Field<'a, K> {
    pub(super) fn new(form: &'a Form<'a>, name: &str, control: K) -> Self {
        Self { form, name: name.to_owned(), label: None, hint: None, value: None, optional: false, control }
    }
    /// Other words than the locale files have for this name.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }
    /// A hint that depends on the case: `指标 2026-教-0117，可用 2,720,000.00 元`.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
    /// The same, if the case has one.
    #[must_use]
    pub fn hint_if(mut self, hint: Option<Text>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }
    /// What the field holds before anything was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }
    /// It may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
    /// May it stay empty?
    #[must_use]
    pub fn optional_if(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }
}

impl<K: Control> Render for Field<'_, K> {
    fn render(&self) -> Markup {
        let (form, lang) = (self.form, self.form.lang);
        let id = id(&self.name);
        let label = self.label.clone().unwrap_or_else(|| form.label(&self.name)).said(lang);
        let hint = self.hint.clone().or_else(|| form.hint(&self.name)).map(|hint| hint.said(lang));
        let hint = match (hint, self.control.format().map(|format| say(lang, format))) {
            (Some(hint), Some(format)) if hint.ends_with('。') => Some(format!("{hint}{format}")),
            (Some(hint), Some(format)) => Some(format!("{hint} {format}")),
            (hint, format) => hint.or(format),
        };
        let errors: Vec<String> = form
            .errors
            .iter()
            .filter(|error| error.path == self.name)
            .map(|error| texts::text(lang, &error.key, &error.args))
            .collect();
        let mut described = Vec::new();
        if hint.is_some() {
            described.push(format!("{id}-hint"));
        }
        if !errors.is_empty() {
            described.push(format!("{id}-error"));
        }
        let described = described.join(" ");
        let typed = form.values.get(&self.name);
        let wired = Wired {
            id: &id,
            name: &self.name,
            value: typed.or(self.value.as_deref()).unwrap_or_default(),
            values: if typed.is_some() {
                form.values.all(&self.name)
            } else {
                self.value.as_deref().into_iter().collect()
            },
            described: (!described.is_empty()).then_some(described.as_str()),
            invalid: (!errors.is_empty()).then_some("true"),
            label: &label,
            optional: self.optional,
            lang,
        };
        let words = html! {
            (label)
            @if self.optional { span class="opt" { (say(lang, "field-optional")) } }
        };
        let notes = html! {
            @if let Some(hint) = &hint { p class="hint" id={ (id) "-hint" } { (hint) } }
            @if !errors.is_empty() { p class="err" id={ (id) "-error" } { @for error in &errors { (error) " " } } }
        };
        let class = format!("field {}{}", if errors.is_empty() { "" } else { "bad " }, self.control.class());
        html! {
            div class=(class.trim()) {
                @if K::GROUPED {
                    fieldset aria-describedby=[wired.described] {
                        legend { (words) } (notes)
                        (self.control.control(&wired))
                    }
                } @else {
                    label for=(id) { (words) } (notes)
                    (self.control.control(&wired))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Refusal;
    #[test]
    fn hint_and_error_are_read_with_the_input() {
        let refusal = Refusal::new("E_SCHEMA").field("amount", "field-not-money");
        let form = Form::plain(Lang::Zh, "gallery").errors(&refusal.fields);
        let html = form.money("amount").hint(crate::words::data("可用 1.00 元")).render().into_string();
        assert!(html.contains("aria-describedby=\"f-amount-hint f-amount-error\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\""));
    }
    #[test]
    fn ids_are_made_of_paths() {
        assert_eq!(id("lots[0].price"), "f-lots-0-price");
        assert_eq!(id("items[3]"), "f-items-3");
    }
}
