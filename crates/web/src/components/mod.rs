//! The parts that pages are made of. Each file: options with docs, `examples` for the gallery, accessibility tests.

mod alert;
mod basis;
mod breadcrumbs;
mod choice;
mod date;
mod errors;
mod field;
mod file;
mod form;
mod group;
mod money;
mod next_step;
mod notice;
mod page;
mod pagination;
mod percent;
mod proof;
mod steps;
mod summary;
mod table;
mod tag;
mod text;
mod textarea;
mod timeline;

pub use alert::{Alert, Level};
pub use basis::{addresses, basis};
pub use breadcrumbs::Breadcrumbs;
pub use choice::{Checkbox, Checks, Choice, Radios, Select};
pub use date::{DateInput, DateTimeInput};
pub use errors::{ErrorSummary, RefusalBox};
pub use field::{Control, Field, Wired};
pub use file::FileInput;
pub use form::Form;
pub use group::Group;
pub use money::{Amount, MoneyInput};
pub use next_step::{Action, NextStep};
pub use notice::{Article, Section};
pub use page::Page;
pub use pagination::Pagination;
pub use percent::PercentInput;
pub use proof::Proof;
pub use steps::{Stage, Steps};
pub use summary::Summary;
pub use table::{Column, Row, Sort, Table};
pub use tag::{Tag, Tone};
pub use text::{NumberInput, TextInput};
pub use textarea::TextArea;
pub use timeline::{Happening, Timeline};

use maud::Markup;
use platform::texts::Lang;

/// One named example of a component.
pub struct Example {
    /// Component and case, `money-with-an-error`; its words are `example-<name>`.
    pub name: &'static str,
    /// Draws it.
    pub draw: fn(Lang) -> Markup,
}

/// Every example of every component, in the order of the gallery.
pub fn examples() -> Vec<Example> {
    [
        breadcrumbs::examples(),
        errors::examples(),
        text::examples(),
        textarea::examples(),
        choice::examples(),
        money::examples(),
        date::examples(),
        percent::examples(),
        file::examples(),
        group::examples(),
        summary::examples(),
        table::examples(),
        pagination::examples(),
        tag::examples(),
        steps::examples(),
        timeline::examples(),
        next_step::examples(),
        notice::examples(),
        proof::examples(),
        alert::examples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn every_example_is_accessible_in_both_languages() {
        for example in examples() {
            for lang in Lang::ALL {
                let html = (example.draw)(lang).into_string();
                assert_eq!(crate::audit::fragment(&html), Vec::<String>::new(), "{} {lang:?}", example.name);
            }
        }
    }
    #[test]
    fn an_example_is_drawn_the_same_twice() {
        for example in examples() {
            assert_eq!((example.draw)(Lang::Zh).into_string(), (example.draw)(Lang::Zh).into_string());
        }
    }
}
