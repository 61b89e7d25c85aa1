//! Rows that can be added and removed. The buttons submit the form, so they work without script; the page that receives it
//! calls [`crate::posted::Values::rows_changed`] and draws the form again.

use super::{Example, Form};
use crate::words::{Text, key, say};
use maud::{Markup, html};

/// A repeated group: `items[0].name`, `items[1].name`, …
pub struct Group<'a> {
    form: &'a Form<'a>,
    name: &'a str,
    /// Never fewer rows than this are drawn.
    pub min: usize,
    /// The button to add is not drawn beyond this.
    pub max: usize,
    /// The heading of the group.
    pub label: Option<Text>,
}
impl<'a> Group<'a> {
    pub(super) const fn new(form: &'a Form<'a>, name: &'a str) -> Self {
        Self { form, name, min: 1, max: 100, label: None }
    }
    /// Never fewer rows than this.
    #[must_use]
    pub const fn min(mut self, min: usize) -> Self {
        self.min = min;
        self
    }
    /// Never more rows than this.
    #[must_use]
    pub const fn max(mut self, max: usize) -> Self {
        self.max = max;
        self
    }
    /// Draws the rows; `row` is given the prefix `items[2]` and draws the fields `items[2].name`, …
    pub fn rows(&self, row: impl Fn(&str) -> Markup) -> Markup {
        let (form, lang) = (self.form, self.form.lang);
        let count = form.values.rows(self.name).max(self.min);
        let label = self.label.clone().unwrap_or_else(|| form.label(self.name)).said(lang);
        let id = super::field::id(self.name);
        let errors: Vec<String> = form
            .errors
            .iter()
            .filter(|error| error.path == self.name)
            .map(|error| platform::texts::text(lang, &error.key, &error.args))
            .collect();
        html! {
            div class={ "rows" @if !errors.is_empty() { " field bad" } } id=(id) tabindex="-1" role="group" aria-label=(label) {
                h2 { (label) }
                @if let Some(hint) = form.hint(self.name) { p class="hint" { (hint.said(lang)) } }
                @for error in &errors { p class="err" { (error) } }
                @for at in 0..count {
                    @let prefix = format!("{}[{at}]", self.name);
                    fieldset {
                        legend { (label) " " (at + 1) }
                        input type="hidden" name={ (prefix) "._row" } value="1";
                        div class="cells" { (row(&prefix)) }
                        @if count > self.min {
                            p { button class="linklike" type="submit" name="_remove" value=(prefix) {
                                (key("ui-remove-row").with("what", label.as_str()).with("number", at + 1).said(lang))
                            } }
                        }
                    }
                }
                @if count < self.max {
                    p { button class="btn quiet" type="submit" name="_add" value=(self.name) {
                        (say(lang, "ui-add-row")) " " (label)
                    } }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "repeated-group",
        draw: |lang| {
            let form = Form::plain(lang, "gallery");
            let row = |at: &str| {
                html! { (form.text(&format!("{at}.title"), 100)) (form.money(&format!("{at}.amount"))) }
            };
            form.post("/gallery", None, &form.group("items").min(2).rows(row))
        },
    }]
}
