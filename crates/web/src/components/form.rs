//! A form: its values, errors and words; it makes the fields, which wire themselves up.

use super::{
    Checkbox, Checks, Choice, Control, DateInput, DateTimeInput, Field, FileInput, Group, MoneyInput,
    NumberInput, PercentInput, Radios, Select, TextArea, TextInput,
};
use crate::{posted::Values, visit::Visit, words::Text};
use kernel::FieldError;
use maud::{Markup, html};
use platform::texts::Lang;

/// A form. `scope` finds the words: with `tender-publish_notice`, the label of `lots[0].price` is the first that the locale
/// files have of `tender-publish_notice-lots-price`, `tender-publish_notice-price`, `tender-lots-price`, `tender-price`,
/// `field-price`; its hint is the attribute `.hint` of the first of them that has one.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// Where the words are, `tender-publish_notice`.
    pub scope: &'a str,
    /// What was typed, echoed.
    pub values: &'a Values,
    /// What has to change.
    pub errors: &'a [FieldError],
    /// Proves that the page came from here.
    pub csrf: &'a str,
}

static NOTHING: Values = Values::empty();

impl<'a> Form<'a> {
    /// An empty form for this visit.
    pub fn new(visit: &'a Visit, scope: &'a str) -> Self {
        Self { lang: visit.lang, scope, values: &NOTHING, errors: &[], csrf: visit.csrf() }
    }
    /// A form outside any visit: gallery and tests.
    pub fn plain(lang: Lang, scope: &'a str) -> Self {
        Self { lang, scope, values: &NOTHING, errors: &[], csrf: "" }
    }
    /// Echoes what was typed.
    #[must_use]
    pub const fn values(mut self, values: &'a Values) -> Self {
        self.values = values;
        self
    }
    /// Shows what has to change.
    #[must_use]
    pub const fn errors(mut self, errors: &'a [FieldError]) -> Self {
        self.errors = errors;
        self
    }

    /// `<form method="post">` with the token and, if it gives a command, the command's id.
    pub fn post(&self, action: &str, command: Option<&str>, inner: &Markup) -> Markup {
        html! {
            form method="post" action=(action) novalidate {
                (self.hidden(command))
                (inner)
            }
        }
    }
    /// The same for files: sent as multipart, with progress where the browser can.
    pub fn upload(&self, action: &str, command: Option<&str>, inner: &Markup) -> Markup {
        html! {
            form method="post" action=(action) enctype="multipart/form-data" novalidate
                data-upload data-failed=(crate::words::say(self.lang, "ui-upload-failed")) {
                (self.hidden(command))
                (inner)
            }
        }
    }
    fn hidden(&self, command: Option<&str>) -> Markup {
        html! {
            input type="hidden" name="_csrf" value=(self.csrf);
            @if let Some(id) = command { input type="hidden" name="_id" value=(id); }
        }
    }

    /// One line of text, at most `max` characters.
    pub fn text(&'a self, name: &str, max: usize) -> Field<'a, TextInput> {
        self.field(name, TextInput { max, ..TextInput::default() })
    }
    /// Several lines of text.
    pub fn textarea(&'a self, name: &str, max: usize) -> Field<'a, TextArea> {
        self.field(name, TextArea { max, ..TextArea::default() })
    }
    /// A whole number.
    pub fn number(&'a self, name: &str) -> Field<'a, NumberInput> {
        self.field(name, NumberInput::default())
    }
    /// An amount in yuan.
    pub fn money(&'a self, name: &str) -> Field<'a, MoneyInput> {
        self.field(name, MoneyInput)
    }
    /// A legal date.
    pub fn date(&'a self, name: &str) -> Field<'a, DateInput> {
        self.field(name, DateInput)
    }
    /// A date and time, in Beijing time.
    pub fn datetime(&'a self, name: &str) -> Field<'a, DateTimeInput> {
        self.field(name, DateTimeInput)
    }
    /// A percentage.
    pub fn percent(&'a self, name: &str) -> Field<'a, PercentInput> {
        self.field(name, PercentInput)
    }
    /// One of a list.
    pub fn select(&'a self, name: &str, choices: Vec<Choice>) -> Field<'a, Select> {
        self.field(name, Select { choices, nothing: "ui-choose" })
    }
    /// One of a list by which a list is narrowed; nothing chosen means all.
    pub fn filter(&'a self, name: &str, choices: Vec<Choice>) -> Field<'a, Select> {
        self.field(name, Select { choices, nothing: "ui-any" })
    }
    /// One of a few.
    pub fn radios(&'a self, name: &str, choices: Vec<Choice>) -> Field<'a, Radios> {
        self.field(name, Radios { choices })
    }
    /// Yes or no.
    pub fn checkbox(&'a self, name: &str) -> Field<'a, Checkbox> {
        self.field(name, Checkbox)
    }
    /// Any of a few.
    pub fn checks(&'a self, name: &str, choices: Vec<Choice>) -> Field<'a, Checks> {
        self.field(name, Checks { choices })
    }
    /// A file; `accept` lists the endings, `max_mb` the size in megabytes.
    pub fn file(&'a self, name: &str, accept: &'static str, max_mb: u32) -> Field<'a, FileInput> {
        self.field(name, FileInput { accept, max_mb })
    }
    /// Rows that can be added and removed, with or without script.
    pub fn group(&'a self, name: &'a str) -> Group<'a> {
        Group::new(self, name)
    }
    /// Any control.
    pub fn field<K: Control>(&'a self, name: &str, control: K) -> Field<'a, K> {
        Field::new(self, name, control)
    }

    /// The choices of a field with these values, labelled by `<subsystem>-<field>-<value>`, then `choice-<value>`.
    pub fn choices(&self, name: &str, values: &[&str]) -> Vec<Choice> {
        values.iter().map(|value| Choice::new(*value, self.choice(name, value))).collect()
    }
    /// The words of one choice.
    pub fn choice(&self, name: &str, value: &str) -> Text {
        Text::First(self.keys("choice", &words_of(name), &format!("-{value}")))
    }
    /// The label of a field.
    pub fn label(&self, path: &str) -> Text {
        Text::First(self.keys("field", &words_of(path), ""))
    }
    /// The hint of a field, if the locale files have one.
    pub fn hint(&self, path: &str) -> Option<Text> {
        let keys: Vec<String> =
            self.keys("field", &words_of(path), "").into_iter().map(|key| format!("{key}.hint")).collect();
        let ids: Vec<&str> = keys.iter().map(String::as_str).collect();
        platform::texts::first(self.lang, &ids).map(Text::Data)
    }
    /// From the special to the general; the last, `field-<name>` or `choice-<value>`, is the same everywhere.
    fn keys(&self, general: &str, path: &str, value: &str) -> Vec<String> {
        // `lots-items-name`, then `items-name`, then `name`.
        let suffixes: Vec<&str> =
            std::iter::successors(Some(path), |path| path.split_once('-').map(|(_, rest)| rest)).collect();
        let last = suffixes.last().copied().unwrap_or_default();
        let subsystem = self.scope.split('-').next().unwrap_or_default();
        let mut keys: Vec<String> = [self.scope, subsystem]
            .iter()
            .flat_map(|scope| suffixes.iter().map(move |suffix| format!("{scope}-{suffix}{value}")))
            .collect();
        if value.is_empty() {
            keys.push(format!("{general}-{last}"));
        } else {
            // `role-purchaser_clerk`, then `choice-purchaser_clerk`.
            keys.push(format!("{last}{value}"));
            keys.push(format!("{general}{value}"));
        }
        keys.dedup();
        keys
    }
}

/// `lots[0].price` → `lots-price`.
fn words_of(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            '.' => out.push('-'),
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn words_are_found_from_the_special_to_the_general() {
        let form = Form::plain(Lang::Zh, "tender-publish_notice");
        let keys = form.keys("field", &words_of("lots[12].price"), "");
        let wanted = [
            "tender-publish_notice-lots-price",
            "tender-publish_notice-price",
            "tender-lots-price",
            "tender-price",
        ];
        assert_eq!(keys[..4], wanted);
        assert_eq!(keys[4], "field-price");
        assert_eq!(
            form.keys("choice", "category", "-goods")[1..],
            ["tender-category-goods", "category-goods", "choice-goods"]
        );
    }
    #[test]
    fn a_form_carries_its_token_and_command() {
        let form = Form { csrf: "token", ..Form::plain(Lang::Zh, "gallery") };
        let html = form.post("/do/x", Some("0190"), &html! {}).into_string();
        assert!(
            html.contains("name=\"_csrf\" value=\"token\"") && html.contains("name=\"_id\" value=\"0190\"")
        );
    }
}
