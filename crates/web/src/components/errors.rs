//! What has to change: the summary that links to its fields, and the box of a refusal with law and remedy.

use super::{Example, Form};
use crate::words::{key, say};
use kernel::Refusal;
use maud::{Markup, html};
use platform::texts::{self, Lang};

/// The list of what has to change, at the top of the form, read first.
pub struct ErrorSummary<'a> {
    /// The form's errors, each linked to its field.
    pub form: &'a Form<'a>,
}
impl ErrorSummary<'_> {
    /// Draws it; nothing if there are no errors.
    pub fn render(&self) -> Markup {
        let (lang, errors) = (self.form.lang, self.form.errors);
        html! {
            @if !errors.is_empty() {
                div class="errors" role="alert" tabindex="-1" data-focus aria-labelledby="errors-title" {
                    h2 id="errors-title" { (key("ui-errors").with("count", errors.len()).said(lang)) }
                    ul { @for error in errors {
                        li { a href={ "#" (super::field::id(&error.path)) } {
                            (self.form.label(&error.path).said(lang)) (say(lang, "ui-colon"))
                            (texts::text(lang, &error.key, &error.args))
                        } }
                    } }
                }
            }
        }
    }
}

/// A refusal: what is wrong, which law says so, what would make it pass.
pub struct RefusalBox<'a> {
    /// The refusal.
    pub refusal: &'a Refusal,
}
impl RefusalBox<'_> {
    /// Draws it. Its fields belong into the form's [`ErrorSummary`].
    pub fn render(&self, lang: Lang) -> Markup {
        let told = texts::refusal(lang, self.refusal);
        html! {
            div class="refused" role="alert" tabindex="-1" data-focus aria-labelledby="refused-title" {
                h2 id="refused-title" { (told.message) }
                @if let Some(remedy) = told.remedy { p { (remedy) } }
                p class="small quiet-text" {
                    (self.refusal.code)
                    @if let Some(rule) = &self.refusal.rule { " · " (rule) }
                    @if let Some(basis) = &self.refusal.basis { " · " (say(lang, "ui-basis")) (say(lang, "ui-colon")) (super::basis(basis)) }
                }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        Example {
            name: "error-summary-linked-to-its-fields",
            draw: |lang| {
                let refusal = Refusal::new("E_SCHEMA").field("title", "field-required");
                let form = Form::plain(lang, "gallery").errors(&refusal.fields);
                html! { (ErrorSummary { form: &form }.render()) (form.text("title", 100)) }
            },
        },
        Example {
            name: "refusal-with-law-and-remedy",
            draw: |lang| {
                let refusal = Refusal::new("E_NO_BUDGET")
                    .rule("BUD-01")
                    .basis("政府采购法第三十三条")
                    .arg("needed", kernel::Money::from_yuan(3_860_000))
                    .arg("available", kernel::Money::from_yuan(2_720_000));
                RefusalBox { refusal: &refusal }.render(lang)
            },
        },
    ]
}
