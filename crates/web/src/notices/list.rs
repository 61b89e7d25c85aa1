//! `GET /notices`: filters and the newest notices, page by page.

use super::texts;
use crate::{
    app::{App, read_failed},
    components::{Choice, Column, Form, Page, Pagination, Table, Tag, TextInput, Tone},
    errors::Failure,
    generated, names,
    posted::{Values, encode},
    reach,
    visit::Visit,
    words::{key, say},
};
use axum::{extract::State, response::Response};
use kernel::{FieldError, Region};
use maud::{Markup, html};
use platform::{
    portal::{self, NoticeFilter, NoticeLine, NoticePage},
    texts::Lang,
};
use procurement::tender::NoticeType;

/// Notices on one page.
const PAGE: u32 = 20;
/// Notices in one export.
const EXPORT: u32 = 1000;
/// Pages of the list that are looked through for an export.
const EXPORT_PAGES: usize = 25;
const METHODS: &[&str] = procurement::demand::Method::IDS;

/// `GET /notices`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let (filter, errors) = read(&visit.query);
    let page = load(&app, &filter, PAGE).await?;
    let lang = visit.lang;
    let base: Values =
        visit.query.iter().filter(|(name, text)| *name != "before" && !text.is_empty()).collect();
    let link = |before: Option<String>| {
        let mut query = base.clone();
        if let Some(before) = before {
            query.set("before", before);
        }
        format!("/notices?{}", query.encode())
    };
    let pages = Pagination {
        first: filter.before.map(|_| link(None)),
        next: page.next.map(|id| link(Some(id.to_string()))),
        note: (page.next.is_some() && page.lines.len() < PAGE as usize).then(|| key("notices-search-window")),
    };
    let mut list = table(lang, &page.lines);
    list.csv = Some(format!("/notices.csv?{}", base.encode()));
    Ok(Page::new(&visit, key("nav-notices")).body(html! {
        div class="card" { (filters(&visit, &errors)) }
        section class="card mt" aria-label=(say(lang, "nav-notices")) { (list.render(lang)) (pages.render(lang)) }
    }))
}

/// `GET /notices.csv`: the same filters, more rows.
pub async fn csv(State(app): State<App>, visit: Visit) -> Result<Response, Failure> {
    let (mut filter, _) = read(&visit.query);
    let mut lines = Vec::new();
    for _ in 0..EXPORT_PAGES {
        let page = load(&app, &filter, EXPORT - u32::try_from(lines.len()).unwrap_or(EXPORT)).await?;
        lines.extend(page.lines);
        filter.before = page.next;
        if lines.len() >= EXPORT as usize || page.next.is_none() {
            break;
        }
    }
    let lang = visit.lang;
    let head =
        ["notices-title", "notices-kind", "notices-region", "notices-number", "notices-amount", "notices-at"];
    let head: Vec<String> = head.iter().map(|name| say(lang, name)).collect();
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            vec![
                line.title.clone(),
                texts::kind(&line.code).said(lang),
                names::region(line.region).said(lang),
                line.project_no.clone(),
                reach::plain(line.amount),
                line.at.to_string(),
            ]
        })
        .collect();
    Ok(reach::csv("notices", &head, &rows))
}

async fn load(app: &App, filter: &NoticeFilter, limit: u32) -> Result<NoticePage, Failure> {
    let (app, filter) = (app.clone(), filter.clone());
    tokio::task::spawn_blocking(move || {
        app.platform().journal().read(|tx| portal::notices(tx, &filter, limit))
    })
    .await
    .map_err(Failure::internal)?
    .map_err(read_failed)
}

/// Reads the filters; what does not parse is left out and marked.
fn read(query: &Values) -> (NoticeFilter, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut wrong = |path: &str, key: &'static str| {
        errors.push(FieldError { path: path.to_owned(), key: key.into(), args: kernel::Args::new() });
    };
    let mut date = |name: &'static str| {
        let parsed = query.filled(name).map(kernel::typed_date);
        if parsed == Some(None) {
            wrong(name, "field-not-a-date");
        }
        parsed.flatten()
    };
    let (from, until) = (date("from"), date("until"));
    let one_of =
        |name: &str, all: &[&str]| query.filled(name).filter(|text| all.contains(text)).map(str::to_owned);
    let codes: Vec<&str> = NoticeType::ALL.iter().map(|kind| kind.code()).collect();
    let filter = NoticeFilter {
        region: query.filled("region").and_then(|code| code.parse::<Region>().ok()),
        kind: one_of("kind", &codes),
        method: one_of("method", METHODS),
        category: one_of("category", &["goods", "services", "works"]),
        from,
        until,
        words: query.filled("q").map(|words| words.chars().take(100).collect()),
        before: query.filled("before").and_then(|id| id.parse().ok()),
    };
    (filter, errors)
}

fn filters(visit: &Visit, errors: &[FieldError]) -> Markup {
    let form = Form::plain(visit.lang, "notices").values(&visit.query).errors(errors);
    let kinds =
        NoticeType::ALL.iter().map(|kind| Choice::new(kind.code(), texts::kind(kind.code()))).collect();
    let methods = METHODS.iter().map(|id| Choice::new(*id, key(format!("demand-method-{id}")))).collect();
    let categories = form.choices("category", &["goods", "services", "works"]);
    html! {
        form method="get" action="/notices" role="search" {
            div class="filters" {
                (form.field("q", TextInput { max: 100, ..TextInput::default() }).label(key("notices-q")))
                (form.filter("region", generated::regions(visit)).label(key("notices-region")))
                (form.filter("kind", kinds).label(key("notices-kind")))
                (form.filter("method", methods).label(key("notices-method")))
                (form.filter("category", categories).label(key("notices-category")))
                (form.date("from").label(key("notices-from")))
                (form.date("until").label(key("notices-until")))
            }
            p class="row mt last" {
                button class="btn" type="submit" { (say(visit.lang, "notices-search")) }
                a href="/notices" { (say(visit.lang, "notices-clear")) }
            }
        }
    }
}

/// Notices as a table, for the list and the first page.
pub fn table(lang: Lang, lines: &[NoticeLine]) -> Table {
    let row = |line: &NoticeLine| {
        vec![
            html! {
                a href={ "/notices/" (encode(&line.id.to_string())) } { (texts::title(lang, &line.title, &line.code)) }
                " " (Tag::new(texts::kind(&line.code), tone(&line.code)).render(lang))
            },
            html! { span class="nw" { (names::region(line.region).said(lang)) } },
            html! { (line.amount) },
            html! { span class="nw" { (line.at.date()) } },
        ]
    };
    Table {
        columns: vec![
            crate::components::Column::words(key("notices-title")),
            Column::words(key("notices-region")),
            Column::number(key("notices-amount")),
            Column::words(key("notices-at")),
        ],
        rows: lines.iter().map(row).collect(),
        empty: Some(key("notices-none")),
        ..Table::default()
    }
}

fn tone(code: &str) -> Tone {
    match code {
        "N-05" => Tone::Warn,
        "N-06" | "N-08" => Tone::Good,
        "N-07" => Tone::Bad,
        _ => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_filter_that_does_not_parse_is_marked_and_the_rest_is_kept() {
        let (filter, errors) = read(&Values::parse("from=gestern&kind=N-03&category=nonsense&region=230600"));
        assert_eq!((filter.kind.as_deref(), filter.category, filter.from), (Some("N-03"), None, None));
        assert_eq!(errors.len(), 1);
    }
}
