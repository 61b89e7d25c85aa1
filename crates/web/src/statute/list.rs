//! `GET /laws`: the statutes by level, and the articles that hold what somebody looks for.

use super::{laws, parts};
use crate::{
    app::App,
    components::{Choice, Form, Page, TextInput},
    errors::Failure,
    reach,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::State;
use kernel::{Date, Region};
use maud::{Markup, html};
use platform::statute::Laws;
use procurement::statute::{Document, Level, Piece, Standing, Version};
use std::sync::Arc;

/// Characters of an article shown with a result.
const EXTRACT: usize = 110;
const STANDINGS: &[&str] = &["in_force", "not_yet", "superseded", "repealed"];

/// `GET /laws?q=&level=&year=&standing=&from=`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let laws = laws(&app)?;
    let today = app.platform().now().date();
    let words = visit.query.filled("q").map(|words| words.chars().take(100).collect::<String>());
    let body = match words {
        // The first search makes the index, which takes longer than a page may hold up others.
        Some(words) => {
            let (laws, visit) = (Arc::clone(&laws), visit.clone());
            tokio::task::spawn_blocking(move || found(&laws, &visit, &words))
                .await
                .map_err(Failure::internal)?
        }
        None => all(&laws, &visit, today),
    };
    Ok(Page::new(&visit, key("page-laws-title")).lede(key("page-laws-lede")).body(html! {
        div class="card mb noprint" { (filters(&laws, &visit)) }
        (body)
    }))
}

fn filters(laws: &Laws, visit: &Visit) -> Markup {
    let lang = visit.lang;
    let form = Form::plain(lang, "statute").values(&visit.query);
    let levels = form.choices("level", Level::IDS);
    let standings =
        STANDINGS.iter().map(|id| Choice::new(*id, key(format!("statute-standing-{id}")))).collect();
    let published = laws.library.documents().flat_map(|document| &document.versions);
    let mut years: Vec<i16> = published.map(|version| version.published.year()).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let years = years.iter().map(|year| Choice::new(year.to_string(), data(year.to_string()))).collect();
    html! {
        form method="get" action="/laws" role="search" {
            div class="filters" {
                (form.field("q", TextInput { max: 100, ..TextInput::default() })
                    .label(key("page-laws-search")).hint(key("page-laws-hint")))
                (form.filter("level", levels).label(key("page-laws-level")).optional_if(true))
                (form.filter("year", years).label(key("page-laws-year")).optional_if(true))
                (form.filter("standing", standings).label(key("page-laws-standing")).optional_if(true))
            }
            p class="row mt last" {
                button class="btn" type="submit" { (say(lang, "page-laws-search-button")) }
                a href="/laws" { (say(lang, "page-laws-all")) }
            }
        }
    }
}

/// Which statutes are listed.
struct Filter<'v> {
    level: Option<&'v str>,
    year: Option<&'v str>,
    standing: Option<&'v str>,
}
impl<'v> Filter<'v> {
    fn of(visit: &'v Visit) -> Self {
        let filled = |name| visit.query.filled(name);
        Self { level: filled("level"), year: filled("year"), standing: filled("standing") }
    }
    fn admits(&self, document: &Document, version: &Version, standing: Standing) -> bool {
        self.level.is_none_or(|level| level == document.level.id())
            && self.year.is_none_or(|year| year == version.published.year().to_string())
            && self.standing.is_none_or(|wanted| wanted == standing.id())
    }
}

/// Every text with how it stands: of each statute the one in force or nearest to it, and with a filter the others too.
fn all(laws: &Laws, visit: &Visit, today: Date) -> Markup {
    let lang = visit.lang;
    let filter = Filter::of(visit);
    let narrow = filter.year.is_some() || filter.standing.is_some();
    let mut lines: Vec<(&Document, &Version, Standing)> = laws
        .library
        .documents()
        .flat_map(|document| {
            let shown = document.shown(today);
            let versions = document.versions.iter();
            versions
                .filter(move |version| narrow || shown.is_some_and(|shown| shown.from == version.from))
                .map(move |version| (document, version, document.standing(version, today)))
        })
        .filter(|(document, version, standing)| filter.admits(document, version, *standing))
        .collect();
    lines.sort_by_key(|(document, version, _)| (document.level, std::cmp::Reverse(version.from)));
    let levels: Vec<Level> = {
        let mut levels: Vec<Level> = lines.iter().map(|(document, ..)| document.level).collect();
        levels.dedup();
        levels
    };
    let today_shown = |document: &Document, version: &Version| {
        document.shown(today).is_some_and(|shown| shown.from == version.from)
    };
    html! {
        @if lines.is_empty() { p class="empty" { (say(lang, "page-laws-none")) } }
        @for level in levels {
            section class="card mb" aria-labelledby=(level.id()) {
                h2 id=(level.id()) { (say(lang, &format!("statute-level-{}", level.id()))) }
                ul class="tasks" { @for (document, version, standing) in lines.iter().filter(|(d, ..)| d.level == level) {
                    li { div {
                        @let on = if today_shown(document, version) { String::new() } else { format!("?on={}", version.from) };
                        a href={ "/laws/" (document.id) (on) } { (document.title) } " " (parts::tag(*standing).render(lang))
                        p { (about(visit, document, version)) }
                    } }
                } }
            }
        }
        (absent(laws, visit))
    }
}

/// Number, issuer, days, place.
fn about(visit: &Visit, document: &Document, version: &Version) -> String {
    let lang = visit.lang;
    let mut parts = vec![document.number.clone(), document.issuer.clone()];
    parts.push(key("page-law-version").with("from", version.from).said(lang));
    if document.region != Region::default() {
        parts.push(crate::names::region(document.region).said(lang));
    }
    parts.join(" · ")
}

fn absent(laws: &Laws, visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        details class="card noprint" {
            summary { (say(lang, "page-laws-absent")) }
            p class="small quiet-text mt" { (say(lang, "page-laws-absent-text")) }
            ul class="small" { @for document in laws.library.absent() {
                li { (document.number) @if !document.title.is_empty() { " " (document.title) } }
            } }
        }
    }
}

/// The articles that were found, page by page.
fn found(laws: &Laws, visit: &Visit, words: &str) -> Markup {
    let lang = visit.lang;
    let (from, limit) = (reach::offset(visit) as usize, reach::PAGE as usize);
    let (hits, total, partly) = laws.search(words, Filter::of(visit).level, from, limit);
    let pages = reach::links(visit, "/laws", from + limit < total);
    html! {
        (direct(laws, visit, words))
        section class="card" aria-labelledby="found" {
            h2 id="found" { (key("page-laws-found").with("count", total).said(lang)) }
            @if partly && total > 0 { p class="note" { (say(lang, "page-laws-partly")) } }
            @if total == 0 { p class="empty" { (say(lang, "page-laws-nothing")) } }
            ul class="tasks" { @for hit in &hits {
                @let text = &hit.version.text;
                @let label = text.label(hit.article.no);
                @let lines = hit.article.lines().collect::<Vec<_>>().join("");
                li { div {
                    a href={ "/laws/" (hit.document.id) "/" (hit.article.no) } { (hit.document.short()) " " (label) }
                    @for heading in text.over(hit.article.no) { span class="small quiet-text" { " · " (heading.words) } }
                    p { (parts::marked(&search::extract(&lines, words, EXTRACT))) }
                } }
            } }
            (pages.render(lang))
        }
    }
}

/// A citation typed into the search box leads there at once.
fn direct(laws: &Laws, visit: &Visit, words: &str) -> Markup {
    let lang = visit.lang;
    let pieces = laws.library.names().basis(words);
    let cited = pieces.iter().filter_map(Piece::citation).filter_map(|cited| {
        let document = laws.library.document(cited.held()?)?;
        let text = &document.versions.last()?.text;
        let article = cited.article.filter(|no| text.article(*no).is_some());
        Some((document, article.map(|no| (no, text.label(no)))))
    });
    let cited: Vec<_> = cited.take(5).collect();
    html! {
        @if !cited.is_empty() {
            div class="next" {
                p { (say(lang, "page-laws-direct")) }
                ul class="last" { @for (document, article) in cited {
                    @match article {
                        Some((no, label)) => li { a href={ "/laws/" (document.id) "/" (no) } { (document.short()) " " (label) } },
                        None => li { a href={ "/laws/" (document.id) } { (document.title) } },
                    }
                } }
            }
        }
    }
}
