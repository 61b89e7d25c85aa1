//! `GET /laws/{id}/{article}`: one article as it reads on a day, in its other texts, what cites it, what rests on it.

use super::{Asked, find, laws, parts};
use crate::{
    app::App,
    components::{Column, Page, Table},
    errors::Failure,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use maud::{Markup, html};
use platform::statute::Laws;
use procurement::statute::{ArticleNo, Document, Version};

/// `GET /laws/{id}/{article}?on=2025-05-31`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path((id, article)): Path<(String, String)>,
) -> Result<Page, Failure> {
    let no: ArticleNo = article.parse().map_err(|()| Failure::not_found())?;
    let laws = laws(&app)?;
    let asked = Asked::of(&app, &visit);
    let (document, version) = find(&laws, &id, asked)?;
    let text = &version.text;
    let article = text.article(no).ok_or_else(Failure::not_found)?;
    let lang = visit.lang;
    let linked = parts::Linked { library: &laws.library, home: document, version, asked, whole: false };
    let book = &app.platform().outside().rules;
    let rules: Vec<_> = laws.rules_on(&id, Some(no)).into_iter().filter_map(|id| book.rule(id)).collect();
    let label = text.label(no);
    Ok(Page::new(&visit, data(format!("{} {label}", document.short())))
        .crumb(key("nav-laws"), "/laws")
        .crumb(data(document.short()), format!("/laws/{id}{}#a{no}", asked.query()))
        .beside_heading(parts::tag(document.standing(version, asked.when)).render(lang))
        .body(html! {
            div class="grid g2" {
                div {
                    article class="card official law" {
                        p class="meta" {
                            (document.number) " · " (parts::days(lang, document, version, asked))
                            @for heading in text.over(no) { " · " (heading.words) }
                        }
                        (linked.article(article, &html! { b { (label) } }))
                        p class="noprint" { button class="btn quiet" type="button" data-print hidden { (say(lang, "ui-print")) } }
                    }
                    (neighbours(&visit, document, version, no, asked))
                }
                aside class="grid top" {
                    (rests(&visit, &rules))
                    (citing(&laws, &visit, &id, no))
                    (texts(&visit, document, version, no, asked))
                }
            }
        }))
}

fn neighbours(visit: &Visit, document: &Document, version: &Version, no: ArticleNo, asked: Asked) -> Markup {
    let (lang, text, query) = (visit.lang, &version.text, asked.query());
    let at = text.articles.iter().position(|article| article.no == no).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|at| text.articles.get(at));
    let after = text.articles.get(at + 1);
    html! {
        nav class="row mt spread noprint" aria-label=(say(lang, "page-law-contents")) {
            @if let Some(before) = before {
                a href={ "/laws/" (document.id) "/" (before.no) (query) } rel="prev" {
                    (say(lang, "page-article-before")) " " (text.label(before.no))
                }
            }
            a href={ "/laws/" (document.id) (query) "#a" (no) } { (say(lang, "page-article-whole")) }
            @if let Some(after) = after {
                a href={ "/laws/" (document.id) "/" (after.no) (query) } rel="next" {
                    (say(lang, "page-article-after")) " " (text.label(after.no))
                }
            }
        }
    }
}

fn rests(visit: &Visit, rules: &[&procurement::law::Rule]) -> Markup {
    let lang = visit.lang;
    html! {
        section class="card" aria-labelledby="rules" {
            h2 id="rules" { (say(lang, "page-article-rules")) }
            @if rules.is_empty() { p class="small quiet-text last" { (say(lang, "page-article-rules-none")) } }
            @else { (parts::rules(lang, rules)) }
        }
    }
}

fn citing(laws: &Laws, visit: &Visit, id: &str, no: ArticleNo) -> Markup {
    let lang = visit.lang;
    let found: Vec<_> = laws
        .library
        .citing(id, no)
        .filter_map(|(document, no)| Some((document, no, document.versions.last()?.text.label(no))))
        .collect();
    html! {
        section class="card" aria-labelledby="cited" {
            h2 id="cited" { (say(lang, "page-article-cited")) }
            @if found.is_empty() { p class="small quiet-text last" { (say(lang, "page-article-cited-none")) } }
            ul class="small" { @for (document, no, label) in &found {
                li { a href={ "/laws/" (document.id) "/" (no) } { (document.short()) " " (label) } }
            } }
        }
    }
}

/// The article of the same number in the statute's other texts: the same words, or others.
fn texts(visit: &Visit, document: &Document, version: &Version, no: ArticleNo, asked: Asked) -> Markup {
    let lang = visit.lang;
    let digest = version.text.article(no).map(procurement::statute::Article::digest);
    let row = |other: &Version| {
        let same = match other.text.article(no) {
            None => "page-article-not-there",
            Some(article) if Some(article.digest()) == digest => "page-article-same",
            Some(_) => "page-article-changed",
        };
        let there = other.text.article(no).is_some();
        let days = parts::days(lang, document, other, asked);
        let link = format!("/laws/{}/{no}?on={}", document.id, other.from);
        vec![
            html! { @if there && other.from != version.from { a href=(link) { (days) } } @else { (days) } },
            parts::tag(document.standing(other, asked.when)).render(lang),
            html! { @if other.from == version.from { "—" } @else { (say(lang, same)) } },
        ]
    };
    let columns = ["page-laws-from", "page-laws-standing", "page-article-versions"];
    let table = Table {
        columns: columns.map(|name| Column::words(key(name))).into(),
        rows: document.versions.iter().rev().map(row).collect(),
        ..Table::default()
    };
    html! {
        section class="card" aria-labelledby="texts" {
            h2 id="texts" { (say(lang, "page-article-versions")) }
            (table.render(lang))
        }
    }
}
