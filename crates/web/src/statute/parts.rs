//! What the pages of statutes share: words of the law with their links, tags, lists.

use super::Asked;
use crate::{
    components::{Tag, Tone},
    words::key,
};
use maud::{Markup, html};
use platform::texts::{self, Lang};
use procurement::{
    law::Rule,
    statute::{Article, Document, Library, Named, Piece, Standing, Version},
};
use search::Span;

/// The words of a law's article with links to the articles they name.
pub struct Linked<'l> {
    /// Where names are looked up.
    pub library: &'l Library,
    /// The law itself.
    pub home: &'l Document,
    /// Its text.
    pub version: &'l Version,
    /// As of when.
    pub asked: Asked,
    /// Is the whole text on the page? Then the law's own articles are anchors.
    pub whole: bool,
}
impl Linked<'_> {
    /// One line.
    pub fn line(&self, words: &str) -> Markup {
        let pieces = self.library.names().law(words, &self.home.id);
        html! { @for piece in &pieces { (self.piece(piece)) } }
    }
    fn piece(&self, piece: &Piece<'_>) -> Markup {
        let cited = match piece {
            Piece::Words(words) => return html! { (words) },
            Piece::Cited(cited) => cited,
        };
        let Some(id) = cited.held() else { return html! { (cited.words) } };
        let own = id == self.home.id;
        let href = match cited.article {
            Some(no) if own && self.version.text.article(no).is_none() => return html! { (cited.words) },
            Some(no) if own && self.whole => format!("#a{no}"),
            Some(no) => format!("/laws/{id}/{no}{}", self.asked.query()),
            None if own => return html! { (cited.words) },
            None => format!("/laws/{id}{}", self.asked.query()),
        };
        html! { a href=(href) { (cited.words) } }
    }
    /// The paragraphs and items after the article's number.
    pub fn article(&self, article: &Article, number: &Markup) -> Markup {
        html! {
            @for (at, paragraph) in article.paragraphs.iter().enumerate() {
                @if at == 0 || !paragraph.words.is_empty() {
                    p { @if at == 0 { (number) " " } (self.line(&paragraph.words)) }
                }
                @for item in &paragraph.items { p class="i" { (self.line(item)) } }
            }
        }
    }
}

/// 现行有效 and the like.
pub fn tag(standing: Standing) -> Tag {
    let tone = match standing {
        Standing::InForce => Tone::Good,
        Standing::NotYet => Tone::Warn,
        Standing::Superseded | Standing::Repealed => Tone::Off,
    };
    Tag::new(key(format!("statute-standing-{}", standing.id())), tone)
}

/// The days of a text: from, and until if an end is known.
pub fn days(lang: Lang, document: &Document, version: &Version, asked: Asked) -> String {
    match document.until(version, asked.when) {
        Some(until) => {
            key("page-law-version-until").with("from", version.from).with("until", until).said(lang)
        }
        None => key("page-law-version").with("from", version.from).said(lang),
    }
}
/// A day in the reader's language.
pub fn day(lang: Lang, date: kernel::Date) -> String {
    texts::date(lang, date)
}

/// A document by name, linked if the library holds it.
pub fn named(library: &Library, named: &Named) -> Markup {
    match named {
        Named::Held(id) => match library.document(id) {
            Some(document) => html! { a href={ "/laws/" (id) } { (document.short()) } },
            None => html! { (id) },
        },
        Named::Absent(name) => html! { (name) },
    }
}

/// Rules by id and name.
pub fn rules(lang: Lang, rules: &[&Rule]) -> Markup {
    html! {
        ul class="small" { @for rule in rules {
            li { code { (rule.id) } " " (if lang == Lang::Zh { &rule.name_zh } else { &rule.name_en }) }
        } }
    }
}

/// Words with what was looked for marked.
pub fn marked(spans: &[Span]) -> Markup {
    html! { @for span in spans { @if span.hit { mark { (span.text) } } @else { (span.text) } } }
}
