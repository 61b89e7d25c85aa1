//! The library by the catalogue's tree and by words.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Form, Page, Pagination, Table},
    errors::Failure,
    give,
    posted::encode,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::State;
use kernel::{Catalogue, CatalogueCode, Role, StandardId};
use maud::{Markup, html};
use platform::{
    goods::{GoodsFilter, GoodsRow, counts, goods},
    texts::Lang,
};

const PAGE: u32 = 30;

/// `GET /goods?code=…&words=…&state=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let words = visit.query.filled("words").unwrap_or_default().to_owned();
    let code = visit.query.filled("code").and_then(|code| code.parse::<CatalogueCode>().ok());
    let keeper = give::actor(&visit).is(&[Role::Operator]);
    // What is not in the library yet is shown to those who keep it.
    let state =
        visit.query.filled("state").filter(|state| keeper && *state == "reviewing").unwrap_or("active");
    let filter = GoodsFilter {
        words: words.clone(),
        stem: code.as_ref().map(stem).unwrap_or_default(),
        state: state.to_owned(),
        after: after(visit.query.filled("after")),
    };
    let (mut rows, branches) = load(&app, &filter, code.as_ref()).await?;
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let asked = code.as_ref().map(ToString::to_string).unwrap_or_default();
    let here = format!("/goods?code={}&words={}&state={state}", encode(&asked), encode(&words));
    let next = rows.last().filter(|_| more).map(|row| format!("{here}&after={}.{}", row.catalogue, row.id));
    let pages = Pagination { first: filter.after.is_some().then_some(here), next, note: None };
    let form = Form::new(&visit, "goods-search").values(&visit.query);
    let mut page = Page::new(
        &visit,
        code.as_ref().map_or_else(|| key("subsystem-goods"), |code| data(Catalogue::builtin().name(code))),
    );
    if let Some(code) = &code {
        page = page.crumb(key("subsystem-goods"), "/goods");
        for up in ancestors(code) {
            page = page.crumb(data(Catalogue::builtin().name(&up)), format!("/goods?code={up}"));
        }
    } else {
        page = page.lede(key("page-goods-lede"));
    }
    Ok(page.body(html! {
        form class="card mb" method="get" action="/goods" role="search" {
            @if let Some(code) = &code { input type="hidden" name="code" value=(code); }
            div class="filters" {
                (form.text("words", 60).label(key("page-goods-words")))
                div { button class="btn" type="submit" { (say(lang, "page-goods-search")) } }
            }
        }
        (actions(&visit, keeper))
        @if !branches.is_empty() {
            nav class="card mb" aria-label=(say(lang, "page-goods-tree")) { ul class="tasks" {
                @for (branch, count) in &branches {
                    li { a href={ "/goods?code=" (branch) } { (Catalogue::builtin().name(branch)) } " " span class="quiet-text" { (count) } }
                }
            } }
        }
        section class="card" aria-label=(say(lang, "subsystem-goods")) { (table(lang, &rows)) (pages.render(lang)) }
    }))
}

fn actions(visit: &Visit, keeper: bool) -> Markup {
    let lang = visit.lang;
    html! {
        div class="row mb" {
            (Action::quiet(key("page-goods-standards"), "/goods/standards").render(lang))
            (Action::quiet(key("page-goods-templates"), "/goods/templates").render(lang))
            @if keeper || give::actor(visit).is(&[Role::SupplierClerk]) {
                (Action::quiet(key("goods-draft_standard"), "/goods/draft").render(lang))
            }
            @if keeper {
                (Action::quiet(key("goods-open_import"), "/goods/import").render(lang))
                (Action::quiet(key("goods-stage-reviewing"), "/goods?state=reviewing").render(lang))
            }
        }
    }
}

fn table(lang: Lang, rows: &[GoodsRow]) -> Markup {
    let cells = |row: &GoodsRow| {
        let code: Option<CatalogueCode> = row.catalogue.parse().ok();
        let item = code.as_ref().map(|code| Catalogue::builtin().name(code)).unwrap_or_default();
        vec![
            html! { a href={ "/goods/" (row.id) } { (row.name) } },
            html! { (row.brand) },
            html! { (row.model) },
            html! { (item) },
        ]
    };
    let columns = ["goods-name", "goods-brand", "goods-model", "goods-item"];
    let columns = columns.map(|name| Column::words(key(name))).into();
    let rows = rows.iter().map(cells).collect();
    Table { columns, rows, empty: Some(key("page-goods-empty")), ..Table::default() }.render(lang)
}

type Found = (Vec<GoodsRow>, Vec<(CatalogueCode, i64)>);

async fn load(app: &App, filter: &GoodsFilter, code: Option<&CatalogueCode>) -> Result<Found, Failure> {
    let (app, filter, code) = (app.clone(), filter.clone(), code.cloned());
    let read = move || {
        app.platform().journal().read(|tx| {
            let rows = goods(tx, &filter, PAGE + 1)?;
            let leaf = code.as_ref().is_some_and(|code| Catalogue::builtin().is_leaf(code));
            if leaf || !filter.words.is_empty() || filter.after.is_some() {
                return Ok((rows, Vec::new()));
            }
            // Children of one code have stems of one length: one letter, then two digits a level.
            let stem = if filter.stem.is_empty() { "A" } else { &filter.stem };
            let digits = u32::try_from(stem.len() + 2).unwrap_or(u32::MAX);
            let found = counts(tx, stem, digits)?;
            let code = |(stem, count): (String, i64)| Some((format!("{stem:0<9}").parse().ok()?, count));
            Ok((rows, found.into_iter().filter_map(code).collect()))
        })
    };
    tokio::task::spawn_blocking(read).await.map_err(Failure::internal)?.map_err(read_failed)
}

/// `A02010000` → `A0201`: what every code under it begins with.
fn stem(code: &CatalogueCode) -> String {
    let mut stem = code.as_str();
    while let Some(shorter) = stem.strip_suffix("00").filter(|shorter| shorter.len() % 2 == 1) {
        stem = shorter;
    }
    stem.to_owned()
}
/// The codes above it, from the top.
pub(super) fn ancestors(code: &CatalogueCode) -> Vec<CatalogueCode> {
    let stem = stem(code);
    let up = (1..stem.len()).step_by(2).filter_map(|length| stem.get(..length));
    up.filter_map(|stem| if stem.len() == 1 { stem.parse().ok() } else { format!("{stem:0<9}").parse().ok() })
        .collect()
}
fn after(text: Option<&str>) -> Option<(String, StandardId)> {
    let (catalogue, id) = text?.split_once('.')?;
    Some((catalogue.to_owned(), id.parse().ok()?))
}

#[cfg(test)]
mod stem_tests {
    use super::*;
    #[test]
    fn a_code_is_under_its_ancestors() {
        let code = |text: &str| text.parse::<CatalogueCode>().expect("a code");
        assert_eq!((stem(&code("A")).as_str(), stem(&code("A02010000")).as_str()), ("A", "A0201"));
        assert_eq!(stem(&code("A02010105")), "A02010105");
        assert_eq!(ancestors(&code("A02010105")), ["A", "A02000000", "A02010000", "A02010100"].map(code));
    }
}
