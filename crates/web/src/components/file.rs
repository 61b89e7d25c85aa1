//! Uploading a file, with progress where the browser can.

use super::{Control, Example, Form, Wired};
use crate::words::key;
use maud::{Markup, html};

/// A file. The form around it is made with [`Form::upload`].
pub struct FileInput {
    /// Endings that are accepted: `.pdf,.docx`.
    pub accept: &'static str,
    /// The largest size in megabytes.
    pub max_mb: u32,
}
impl Control for FileInput {
    fn control(&self, wired: &Wired<'_>) -> Markup {
        html! {
            input id=(wired.id) name=(wired.name) type="file" accept=(self.accept)
                aria-describedby=[wired.described] aria-invalid=[wired.invalid];
            p class="hint" {
                (key("ui-file-limits").with("accept", self.accept).with("max", i64::from(self.max_mb)).said(wired.lang))
            }
            progress hidden aria-label=(key("ui-progress").said(wired.lang)) {}
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "file",
        draw: |lang| {
            let form = Form::plain(lang, "gallery");
            form.upload("/gallery", None, &html! { (form.file("attachment", ".pdf,.docx", 20)) })
        },
    }]
}
