//! Choosing: from a list, one of a few, yes or no, any of a few.

use super::{Control, Example, Form, Wired};
use crate::words::{Text, say};
use maud::{Markup, html};

/// One thing to choose.
#[derive(Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Text,
}
impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: Text) -> Self {
        Self { value: value.into(), label }
    }
}

/// One of a list.
pub struct Select {
    /// The list.
    pub choices: Vec<Choice>,
    /// What it says before anything is chosen: `ui-choose` in a form, `ui-any` in a filter.
    pub nothing: &'static str,
}
impl Control for Select {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            select id=(wired.id) name=(wired.name) aria-describedby=[wired.described] aria-invalid=[wired.invalid] {
                option value="" { (say(wired.lang, self.nothing)) }
                @for choice in &self.choices {
                    option value=(choice.value) selected[choice.value == wired.value] { (choice.label.said(wired.lang)) }
                }
            }
        }
    }
}

/// One of a few, all visible.
pub struct Radios {
    /// The few.
    pub choices: Vec<Choice>,
}
impl Control for Radios {
    const GROUPED: bool = true;
    fn control(&self, wired: &Wired<'_>) -> Markup {
        picks(wired, &self.choices, "radio", &[wired.value])
    }
}

/// Any of a few.
pub struct Checks {
    /// The few.
    pub choices: Vec<Choice>,
}
impl Control for Checks {
    const GROUPED: bool = true;
    fn control(&self, wired: &Wired<'_>) -> Markup {
        picks(wired, &self.choices, "checkbox", &wired.values)
    }
}

/// Yes or no; sends `true` or nothing.
pub struct Checkbox;
impl Control for Checkbox {
    const GROUPED: bool = true;
    fn control(&self, wired: &Wired<'_>) -> Markup {
        let choice = Choice::new("true", crate::words::key("ui-yes"));
        picks(wired, &[choice], "checkbox", &[wired.value])
    }
}

/// The first input carries the field's own id, so that the error summary leads to it.
fn picks(wired: &Wired<'_>, choices: &[Choice], kind: &str, chosen: &[&str]) -> Markup {
    let id = |at: usize| if at == 0 { wired.id.to_owned() } else { format!("{}-{at}", wired.id) };
    html! {
        @for (at, choice) in choices.iter().enumerate() {
            div class="pick" {
                input id=(id(at)) type=(kind) name=(wired.name) value=(choice.value)
                    checked[chosen.contains(&choice.value.as_str())] aria-invalid=[wired.invalid];
                label for=(id(at)) { (choice.label.said(wired.lang)) }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    fn sample(form: &Form<'_>) -> Vec<Choice> {
        form.choices("category", &["goods", "services", "works"])
    }
    vec![
        Example {
            name: "select",
            draw: |lang| {
                let form = Form::plain(lang, "gallery");
                html! { (form.select("category", sample(&form)).value("services")) }
            },
        },
        Example {
            name: "filter",
            draw: |lang| {
                let form = Form::plain(lang, "gallery");
                html! { (form.filter("category", sample(&form))) }
            },
        },
        Example {
            name: "radios",
            draw: |lang| {
                let form = Form::plain(lang, "gallery");
                html! { (form.radios("category", sample(&form)).value("goods")) }
            },
        },
        Example {
            name: "checkbox",
            draw: |lang| html! { (Form::plain(lang, "gallery").checkbox("agreed")) },
        },
        Example {
            name: "checks",
            draw: |lang| {
                let form = Form::plain(lang, "gallery");
                html! { (form.checks("category", sample(&form)).value("works")) }
            },
        },
    ]
}
