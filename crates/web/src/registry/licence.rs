//! 营业执照识读: what a machine read on the uploaded licence, beside the form that asks for the same. It fills what is
//! empty; what a person typed it replaces only when told to; nothing of it is recorded before the form is saved.

use super::dossier::Seen;
use crate::{
    app::App,
    components::{Form, Summary, Tag, Tone},
    errors::Failure,
    posted::Values,
    reader::Outcome,
    visit::Visit,
    words::{Text, key, say},
};
use documents::licence::{Licence, Reading};
use kernel::{Arg, Digest};
use maud::{Markup, html};
use platform::texts::{self, Lang};
use procurement::registry::{DocumentKind, Part};

/// The form's buttons about the licence carry this name.
const ASKED: &str = "_licence";
/// Says that the reading is open beside the form.
const OPEN: &str = "_licence_open";
/// Read, and fill what is empty.
const READ: &str = "read";
/// Take everything that was read.
const ALL: &str = "all";

/// The address, behind a part's own, that reads the licence at once.
pub const READ_AT_ONCE: &str = "?_licence=read";

/// The licence beside a form.
pub struct Beside {
    part: Part,
    installed: bool,
    scan: Option<Digest>,
    outcome: Option<Outcome>,
}

/// One value that the form asks for and the licence has.
struct Offer {
    field: &'static str,
    value: String,
    sure: bool,
}

impl Beside {
    /// The licence beside this part's form; read if a button asked for it now or before. `None` if a licence says nothing
    /// about the part, or such an organisation has none.
    ///
    /// # Errors
    /// The server's own failure.
    pub async fn of(app: &App, seen: &Seen, part: Part, sent: &Values) -> Result<Option<Self>, Failure> {
        let said = matches!(part, Part::Identity | Part::Representative);
        if !said || !DocumentKind::required(seen.dossier.kind).contains(&DocumentKind::Licence) {
            return Ok(None);
        }
        let scan = scan(seen);
        let asked = sent.filled(ASKED).or_else(|| sent.filled(OPEN)).is_some();
        let outcome = match scan.filter(|_| asked && app.readings().installed()) {
            None => None,
            Some(digest) => {
                let platform = app.platform().clone();
                let bytes = tokio::task::spawn_blocking(move || platform.document(&digest));
                let bytes = bytes.await.map_err(Failure::internal)?;
                Some(app.readings().licence(digest, &bytes.ok_or_else(Failure::not_found)?).await)
            }
        };
        Ok(Some(Self { part, installed: app.readings().installed(), scan, outcome }))
    }
    /// Was a button about the licence pressed, and not the one that saves?
    pub fn asked(sent: &Values) -> bool {
        sent.filled(ASKED).is_some()
    }
    /// Fills the form as the button says: what is empty, everything, or one field.
    pub fn fill(&self, sent: &Values, values: &mut Values) {
        let Some(asked) = sent.filled(ASKED) else { return };
        for offer in self.offers() {
            let empty = values.filled(offer.field).is_none();
            if (asked == READ && empty) || asked == ALL || asked == offer.field {
                values.set(offer.field, offer.value);
            }
        }
    }
    fn licence(&self) -> Option<&Licence> {
        self.outcome.as_ref()?.as_deref().ok()
    }
    fn offers(&self) -> Vec<Offer> {
        fn offer<T>(
            field: &'static str,
            read: &Option<Reading<T>>,
            form: impl FnOnce(&T) -> String,
        ) -> Option<Offer> {
            read.as_ref().map(|read| Offer { field, value: form(&read.value), sure: read.sure })
        }
        let Some(licence) = self.licence() else { return Vec::new() };
        let offers = match self.part {
            Part::Identity => vec![
                offer("name", &licence.name, Clone::clone),
                offer("address", &licence.address, Clone::clone),
                offer("established", &licence.established, ToString::to_string),
                offer("capital", &licence.capital, ToString::to_string),
            ],
            Part::Representative => {
                vec![offer("name", &licence.representative, |name| name.reveal().clone())]
            }
            _ => Vec::new(),
        };
        offers.into_iter().flatten().collect()
    }
    /// What stands under a field: that a machine read it, or what the licence has instead.
    pub fn hint(&self, field: &str, values: &Values) -> Option<Text> {
        let offer = self.offers().into_iter().find(|offer| offer.field == field)?;
        Some(match (offer.taken(values), offer.sure) {
            (true, true) => key("page-registry-read-same"),
            (true, false) => key("page-registry-read-same_unsure"),
            (false, true) => key("page-registry-read-differs").with("value", offer.value),
            (false, false) => key("page-registry-read-differs_unsure").with("value", offer.value),
        })
    }
    /// The card beside the fields, inside the form: its buttons send what was typed along.
    pub fn card(&self, visit: &Visit, seen: &Seen, f: &Form<'_>, values: &Values) -> Markup {
        let lang = visit.lang;
        html! {
            aside class="card" aria-labelledby="licence" {
                h2 id="licence" { (say(lang, "page-registry-read")) }
                @if !self.installed {
                    p class="last" { (say(lang, "page-registry-read-absent")) }
                } @else if self.scan.is_none() {
                    p { (say(lang, "page-registry-read-first")) }
                    p class="last" {
                        a href={ (seen.path()) "/documents" } { (say(lang, "page-registry-part-documents")) }
                    }
                } @else {
                    @match &self.outcome {
                        None => {
                            p { (say(lang, "page-registry-read-intro")) }
                            (button(lang, READ, "page-registry-read-now"))
                        }
                        Some(Err(trouble)) => {
                            div class="note" role="status" { p { (say(lang, trouble.key())) } }
                            (button(lang, READ, "page-registry-read-again"))
                        }
                        Some(Ok(licence)) => { (self.read(lang, seen, f, values, licence)) }
                    }
                }
            }
        }
    }
    fn read(&self, lang: Lang, seen: &Seen, f: &Form<'_>, values: &Values, licence: &Licence) -> Markup {
        let offers = self.offers();
        html! {
            input type="hidden" name=(OPEN) value="1";
            p role="status" { (say(lang, "page-registry-read-compare")) }
            (code(lang, seen, licence))
            ul class="tasks" {
                @for offer in &offers {
                    li {
                        div { strong { (f.label(offer.field).said(lang)) } p lang="zh-CN" { (offer.value) } }
                        @if !offer.sure { (Tag::new(key("page-registry-read-unsure"), Tone::Warn).render(lang)) }
                        @if offer.taken(values) {
                            (Tag::new(key("page-registry-read-taken"), Tone::Good).render(lang))
                        } @else {
                            button class="btn quiet" type="submit" name=(ASKED) value=(offer.field) {
                                (say(lang, "page-registry-read-take"))
                                span class="vh" { " " (f.label(offer.field).said(lang)) }
                            }
                        }
                    }
                }
            }
            @if offers.iter().filter(|offer| !offer.taken(values)).count() > 1 {
                (button(lang, ALL, "page-registry-read-all"))
            }
            @if self.part == Part::Identity { (rest(lang, licence)) }
        }
    }
}

impl Offer {
    /// Does the form hold it already? Blanks and separators of thousands make no difference.
    fn taken(&self, values: &Values) -> bool {
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect::<String>();
        values.get(self.field).is_some_and(|held| plain(held) == plain(&self.value))
    }
}

/// The licence that was handed in last.
fn scan(seen: &Seen) -> Option<Digest> {
    let documents = seen.dossier.draft.documents.iter();
    documents
        .filter(|document| document.kind == DocumentKind::Licence)
        .max_by_key(|document| document.number)
        .map(|document| document.file)
}
fn button(lang: Lang, value: &str, words: &str) -> Markup {
    html! {
        p class="last mt" {
            button class="btn quiet" type="submit" name=(ASKED) value=(value) { (say(lang, words)) }
        }
    }
}
/// Is it this organisation's licence at all? The code was given when it registered, and is not asked for again.
fn code(lang: Lang, seen: &Seen, licence: &Licence) -> Markup {
    let registered = seen.organisation.registration.uscc.as_str();
    let words = match &licence.code {
        None => key("page-registry-read-no_code"),
        Some(read) if read.value.as_str() == registered => {
            return html! {
                p { (say(lang, "registry-uscc")) " " (registered) " "
                    (Tag::new(key("page-registry-read-code_same"), Tone::Good).render(lang)) }
            };
        }
        Some(read) => key("page-registry-read-code_differs")
            .with("read", read.value.to_string())
            .with("registered", registered),
    };
    html! { div class="note" { p { (words.said(lang)) } } }
}
/// What the form does not ask for, to compare.
fn rest(lang: Lang, licence: &Licence) -> Markup {
    let term = licence.term.as_ref().map(|read| {
        let until = match read.value.until {
            Some(until) => Arg::Text(texts::date(lang, until)),
            None => Arg::Key("page-registry-no-end".to_owned()),
        };
        match read.value.from {
            Some(from) => key("page-registry-read-span").with("from", Arg::Text(texts::date(lang, from))),
            None => key("page-registry-read-until"),
        }
        .with("until", until)
        .said(lang)
    });
    let said = |read: &Option<Reading<String>>| read.as_ref().map(|read| read.value.clone());
    let rows = [
        ("page-registry-read-kind", said(&licence.kind)),
        ("page-registry-read-term", term),
        ("page-registry-read-scope", said(&licence.scope)),
    ];
    let rows: Vec<_> = rows.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
    let summary =
        rows.into_iter().fold(Summary::default(), |summary, (label, value)| summary.data(key(label), value));
    html! { div class="mt" { (summary.render(lang)) } }
}
