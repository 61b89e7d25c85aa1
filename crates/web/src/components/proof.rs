//! That a thing is recorded and can be checked by anyone.

use super::{Example, Tag, Tone};
use crate::words::{key, say};
use kernel::Instant;
use maud::{Markup, html};
use platform::texts::Lang;

/// The proof box of an official text.
pub struct Proof {
    /// Position in the journal.
    pub seq: u64,
    /// When it was recorded.
    pub at: Instant,
    /// SM3 of the event.
    pub digest: Option<String>,
    /// The root of the log that covers it.
    pub root: Option<String>,
    /// Where the receipt is downloaded.
    pub receipt: Option<String>,
}
impl Proof {
    /// Draws it.
    pub fn render(&self, lang: Lang) -> Markup {
        let seq = i64::try_from(self.seq).unwrap_or(i64::MAX);
        html! {
            section class="card proof" aria-labelledby="proof-title" {
                h2 id="proof-title" { (say(lang, "ui-proof-title")) }
                p {
                    (Tag::new(key("ui-recorded"), Tone::Good).render(lang)) " "
                    (key("ui-proof-at").with("seq", seq).with("at", self.at).said(lang))
                }
                @if let Some(digest) = &self.digest { p { (say(lang, "ui-proof-digest")) br; code { (digest) } } }
                @if let Some(root) = &self.root { p { (say(lang, "ui-proof-root")) br; code { (root) } } }
                p class="quiet-text" { (say(lang, "ui-proof-how")) }
                @if let Some(receipt) = &self.receipt { p { a href=(receipt) { (say(lang, "ui-receipt-download")) } } }
            }
        }
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example {
        name: "proof-box",
        draw: |lang| {
            let digest = Some("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0".to_owned());
            let receipt = Some("/gallery".to_owned());
            let at = Instant::from_millis(1_795_161_723_000);
            Proof { seq: 1_884_201, at, root: digest.clone(), digest, receipt }.render(lang)
        },
    }]
}
