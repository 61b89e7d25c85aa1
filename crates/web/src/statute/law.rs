//! `GET /laws/{id}`: a statute in full, as it reads on a day; its other texts; what it does to other documents.

use super::{Asked, find, laws, parts};
use crate::{
    app::App,
    components::{Action, Form, Page, Summary},
    errors::Failure,
    names,
    posted::Values,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use kernel::{Region, Role};
use maud::{Markup, html};
use platform::statute::Laws;
use procurement::{
    RuleBook,
    statute::{Document, Named, RelationKind, Standing, Version},
};

/// `GET /laws/{id}?on=2025-05-31`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let laws = laws(&app)?;
    let asked = Asked::of(&app, &visit);
    let (document, version) = find(&laws, &id, asked)?;
    let lang = visit.lang;
    let standing = document.standing(version, asked.when);
    let linked = parts::Linked { library: &laws.library, home: document, version, asked, whole: true };
    Ok(Page::new(&visit, data(document.title.clone()))
        .crumb(key("nav-laws"), "/laws")
        .beside_heading(parts::tag(standing).render(lang))
        .body(html! {
            (notice(&visit, document, asked, standing))
            div class="grid g2" {
                div {
                    section class="card mb" aria-label=(say(lang, "page-laws-number")) {
                        (about(&visit, document, version, asked).render(lang))
                    }
                    (contents(&visit, version))
                    article class="card official law mt" {
                        h2 class="vh" { (document.title) }
                        @for line in &version.text.preamble { p { (linked.line(line)) } }
                        (text(&linked, version, &id, asked))
                        p class="noprint" { button class="btn quiet" type="button" data-print hidden { (say(lang, "ui-print")) } }
                    }
                }
                aside class="grid top noprint" {
                    (texts(&visit, document, version, asked))
                    (relations(&laws, &visit, document))
                    (rules(&laws, &app.platform().outside().rules, &visit, document))
                    (doings(&visit, document))
                }
            }
        }))
}

/// Said above a text that is not the one in force today.
fn notice(visit: &Visit, document: &Document, asked: Asked, standing: Standing) -> Markup {
    let lang = visit.lang;
    let date = asked.when.valid;
    html! {
        @if asked.named {
            div class="note noprint" { p {
                @if standing == Standing::InForce { (key("page-law-as-of").with("date", date).said(lang)) }
                @else { (key("page-law-none-then").with("date", date).said(lang)) }
                " " a href={ "/laws/" (document.id) } { (say(lang, "page-law-current")) }
            } }
        }
    }
}

fn about(visit: &Visit, document: &Document, version: &Version, asked: Asked) -> Summary {
    let lang = visit.lang;
    let mut summary = Summary::default()
        .data(key("page-laws-number"), &document.number)
        .data(key("page-laws-issuer"), &document.issuer)
        .row(key("page-laws-level"), html! { (say(lang, &format!("statute-level-{}", document.level.id()))) })
        .data(key("page-laws-date"), parts::day(lang, version.published))
        .data(key("page-laws-from"), parts::day(lang, version.from));
    if let Some(until) = document.until(version, asked.when) {
        summary = summary.data(key("page-laws-until"), parts::day(lang, until));
    }
    if document.region != Region::default() {
        summary = summary.data(key("page-laws-region"), names::region(document.region).said(lang));
    }
    if let Some(note) = &version.note {
        summary = summary.data(key("statute-note"), note);
    }
    if let Some(known) = version.known {
        let told = key("page-law-published-here").with("at", known).said(lang);
        summary = summary.data(key("ui-history"), told);
    }
    match &document.repealed {
        Some(end) => {
            let told = key("page-law-repealed-by").with("from", end.from).with("by", end.by.as_str());
            summary.data(key("statute-standing-repealed"), told.said(lang))
        }
        None => summary,
    }
}

fn contents(visit: &Visit, version: &Version) -> Markup {
    let headings = &version.text.headings;
    html! {
        @if !headings.is_empty() {
            nav class="card contents noprint" aria-labelledby="contents" {
                h2 id="contents" { (say(visit.lang, "page-law-contents")) }
                ul { @for (at, heading) in headings.iter().enumerate() {
                    li class=[(heading.depth == 3).then_some("i")] { a href={ "#h" (at) } { (heading.words) } }
                } }
            }
        }
    }
}

fn text(linked: &parts::Linked<'_>, version: &Version, id: &str, asked: Asked) -> Markup {
    let text = &version.text;
    let query = asked.query();
    html! {
        @for (at, article) in text.articles.iter().enumerate() {
            @for (number, heading) in text.headings.iter().enumerate().filter(|(_, heading)| heading.first == at) {
                h3 id={ "h" (number) } { (heading.words) }
            }
            div id={ "a" (article.no) } {
                (linked.article(article, &html! { a href={ (id) "/" (article.no) (query) } { (text.label(article.no)) } }))
            }
        }
    }
}

/// The other texts, and a day of one's own.
fn texts(visit: &Visit, document: &Document, version: &Version, asked: Asked) -> Markup {
    let lang = visit.lang;
    let mut values = Values::default();
    values.set("on", asked.when.valid.to_string());
    let form = Form::plain(lang, "page-law").values(&values);
    html! {
        section class="card" aria-labelledby="texts" {
            h2 id="texts" { (say(lang, "page-law-versions")) }
            ul { @for other in document.versions.iter().rev() {
                @let standing = parts::tag(document.standing(other, asked.when)).render(lang);
                li {
                    @if other.from == version.from { b { (parts::days(lang, document, other, asked)) } }
                    @else { a href={ "/laws/" (document.id) "?on=" (other.from) } { (parts::days(lang, document, other, asked)) } }
                    " " (standing)
                }
            } }
            form method="get" action={ "/laws/" (document.id) } {
                (form.date("on").label(key("page-law-on")).hint(key("page-law-on.hint")))
                p class="last" { button class="btn quiet" type="submit" { (say(lang, "page-law-on-button")) } }
            }
        }
    }
}

/// What it says about others, and what others say about it.
fn relations(laws: &Laws, visit: &Visit, document: &Document) -> Markup {
    let lang = visit.lang;
    let library = &laws.library;
    let kinds = [
        (RelationKind::Implements, "page-law-implements", "page-law-implemented"),
        (RelationKind::Amends, "page-law-amends", "page-law-amended"),
        (RelationKind::Repeals, "page-law-repeals", "page-law-repealed"),
        (RelationKind::Cites, "page-law-cites", "page-law-cited"),
    ];
    let mut groups: Vec<(&str, Vec<Markup>)> = Vec::new();
    for (kind, says, said) in kinds {
        let of = library.relations_of(&document.id).filter(|relation| relation.kind == kind);
        groups.push((says, of.map(|relation| parts::named(library, &relation.to)).collect()));
        let to = library.relations_to(&document.id).filter(|relation| relation.kind == kind);
        let others = to.map(|relation| parts::named(library, &Named::Held(relation.from.clone())));
        groups.push((said, others.collect()));
    }
    groups.retain(|(_, documents)| !documents.is_empty());
    html! {
        @if !groups.is_empty() {
            section class="card" aria-labelledby="relations" {
                h2 id="relations" { (say(lang, "page-law-relations")) }
                @for (words, documents) in groups {
                    h3 { (say(lang, words)) }
                    ul class="small" { @for document in documents { li { (document) } } }
                }
            }
        }
    }
}

fn rules(laws: &Laws, book: &RuleBook, visit: &Visit, document: &Document) -> Markup {
    let rules: Vec<_> =
        laws.rules_on(&document.id, None).into_iter().filter_map(|id| book.rule(id)).collect();
    html! {
        @if !rules.is_empty() {
            section class="card" aria-labelledby="rules" {
                h2 id="rules" { (say(visit.lang, "page-law-rules")) }
                (parts::rules(visit.lang, &rules))
            }
        }
    }
}

/// For regulators: a further text, a repeal.
fn doings(visit: &Visit, document: &Document) -> Markup {
    html! {
        @if visit.is(&[Role::FaRegulator]) {
            div class="row" {
                (Action::quiet(key("page-law-new-text"), format!("/statute/publish?code={}", document.id)).render(visit.lang))
                @if document.repealed.is_none() {
                    (Action::quiet(key("page-law-repeal"), format!("/do/statute.repeal?code={}", document.id)).render(visit.lang))
                }
            }
        }
    }
}
