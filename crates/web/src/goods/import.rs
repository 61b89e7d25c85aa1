//! 批量导入: a file is handed in, two persons agree, its rows go in in the background; bad ones come back as a file.

use super::FILE_MB;
use crate::{
    app::{App, read_failed},
    components::{Column, Form, Page, Summary, Table, Tag, Tone},
    errors::Failure,
    give,
    posted::{Uploaded, Values},
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::{
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use kernel::{CatalogueCode, GoodsImportId, Refusal, StreamId};
use maud::{Markup, html};
use platform::{
    goods::{blank_file, imports},
    texts::{self, Lang},
};
use procurement::goods::{Import, Imported};

const OPEN: &str = "goods.open_import";
/// Imports on the page.
const MOST: u32 = 30;

/// `GET /goods/import`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}
/// `POST /goods/import`.
pub async fn send(State(app): State<App>, visit: Visit, sent: Uploaded) -> Result<Response, Failure> {
    let given = match sent.file("file") {
        Some(file) => {
            let (app, bytes) = (app.clone(), file.bytes.clone());
            let put = tokio::task::spawn_blocking(move || app.platform().outside().put(&bytes));
            let name: String = file.file_name.chars().filter(|c| !c.is_control()).take(200).collect();
            Ok((put.await.map_err(Failure::internal)??, name))
        }
        None => Err(Refusal::new("E_SCHEMA").field("file", "field-required")),
    };
    let answer = match given {
        Ok((file, name)) => {
            let input = serde_json::json!({ "file": file, "name": name });
            give::json(&app, &visit, OPEN, &sent.values, input).await?
        }
        Err(refusal) => Err(refusal),
    };
    match answer {
        Ok(accepted) => Ok(give::done(OPEN, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &sent.values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let f = Form::new(visit, "goods-open_import").values(values).errors(give::errors(refusal));
    let rows = app.platform().journal().read(|tx| imports(tx, MOST)).map_err(read_failed)?;
    let cells = |row: &platform::goods::ImportRow| {
        let tone = if row.finished { Tone::Good } else { Tone::Warn };
        let state =
            key(if row.finished { "page-goods-import-finished" } else { "page-goods-import-running" });
        vec![
            html! { a href={ "/goods/import/" (row.id) } { (row.name) } },
            html! { (texts::instant(lang, row.opened)) },
            Tag::new(state, tone).render(lang),
        ]
    };
    let list = Table {
        caption: Some(key("page-goods-imports")),
        columns: ["goods-file", "page-goods-opened", "goods-state"]
            .map(|name| Column::words(key(name)))
            .into(),
        rows: rows.iter().map(cells).collect(),
        ..Table::default()
    };
    let refusal_again = |refusal: &Refusal| refusal.code != "E_SCHEMA";
    Ok(Page::new(visit, key("goods-open_import"))
        .crumb(key("subsystem-goods"), "/goods")
        .lede(key("page-goods-import-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            @if refusal.is_some_and(refusal_again) { p class="note" { (say(lang, "page-goods-import-again")) } }
            section class="card mb" {
                (f.upload("/goods/import", Some(&give::id_of(values)), &html! {
                    (f.file("file", ".csv,.xlsx", FILE_MB))
                    (give::submit(visit, "ui-confirm-propose"))
                }))
                p class="small" { (say(lang, "page-goods-import-blank")) " " a href="/goods/templates" { (say(lang, "page-goods-templates")) } }
            }
            section class="card" { (list.render(lang)) }
        }))
}

fn loaded(app: &App, id: GoodsImportId) -> Result<Imported, Failure> {
    let state = app.platform().state::<Import>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    Ok(state.opened()?.clone())
}

/// `GET /goods/import/{id}`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<GoodsImportId>,
) -> Result<Page, Failure> {
    let import = loaded(&app, id)?;
    let todos = app.platform().todo_of(&id.stream()).map_err(read_failed)?;
    Ok(Page::new(&visit, data(import.name.clone()))
        .crumb(key("subsystem-goods"), "/goods")
        .crumb(key("goods-open_import"), "/goods/import")
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            section class="card" data-live={ "/goods/import/" (id) "/live" } { (progress(visit.lang, id, &import)) }
        }))
}
/// `GET /goods/import/{id}/live`.
pub async fn live(State(app): State<App>, visit: Visit, Path(id): Path<GoodsImportId>) -> Response {
    crate::live::updates(&app, &visit, move |app, visit| {
        loaded(app, id).ok().map(|import| progress(visit.lang, id, &import))
    })
}

fn progress(lang: Lang, id: GoodsImportId, import: &Imported) -> Markup {
    let (tone, state) = match import.finished {
        Some(_) => (Tone::Good, "page-goods-import-finished"),
        None => (Tone::Warn, "page-goods-import-running"),
    };
    let tally = import.tally;
    let mut all = Summary::default()
        .row(key("goods-state"), Tag::new(key(state), tone).render(lang))
        .data(key("page-goods-opened"), texts::instant(lang, import.opened));
    if let Some(at) = import.finished {
        all = all
            .data(key("page-goods-ended"), texts::instant(lang, at))
            .data(key("goods-rows"), tally.rows.to_string());
    }
    all = all
        .data(key("page-goods-added"), tally.added.to_string())
        .data(key("page-goods-same"), tally.same.to_string())
        .data(key("goods-refused"), tally.refused.to_string())
        .data(key("page-goods-suspected"), tally.suspects.to_string());
    html! {
        (all.render(lang))
        @if import.report.is_some() {
            p class="mt" { a class="btn" href={ "/goods/import/" (id) "/report.csv" } download { (say(lang, "page-goods-report")) } }
            p class="small quiet-text" { (say(lang, "page-goods-report-note")) }
        }
    }
}

/// `GET /goods/import/{id}/report.csv`.
pub async fn report(State(app): State<App>, Path(id): Path<GoodsImportId>) -> Result<Response, Failure> {
    let digest = loaded(&app, id)?.report.ok_or_else(Failure::not_found)?;
    let bytes = tokio::task::spawn_blocking(move || app.platform().document(&digest));
    let bytes = bytes.await.map_err(Failure::internal)?.ok_or_else(Failure::not_found)?;
    Ok(csv("report.csv", bytes))
}
/// `GET /goods/blank.csv?code=…`: an empty file to fill in.
pub async fn blank(visit: Visit) -> Result<Response, Failure> {
    let code: CatalogueCode =
        visit.query.get("code").and_then(|code| code.parse().ok()).ok_or_else(Failure::not_found)?;
    Ok(csv(&format!("{code}.csv"), blank_file(&code)))
}
fn csv(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
