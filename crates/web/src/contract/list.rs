//! Contracts: of the reader's organisation, or of the region that an authority oversees.

use super::tag;
use crate::{
    app::{App, read_failed},
    components::{Choice, Column, Page, Table},
    errors::Failure,
    reach,
    visit::Visit,
    words::{key, say},
};
use axum::{extract::State, response::Response};
use maud::{Markup, html};
use platform::{
    contract::{ContractRow, contracts},
    texts,
};

const STATES: [&str; 7] =
    ["drafted", "supplier_signed", "effective", "filed", "accepted", "completed", "terminated"];

/// `GET /contract?words=…&state=…&from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let mut rows = load(&app, &visit, reach::offset(&visit), reach::PAGE + 1)?;
    let pages = reach::pages(&visit, "/contract", &mut rows);
    let table = Table {
        columns: vec![
            Column::words(key("contract-number")),
            Column::words(key("contract-name")),
            Column::words(key("page-contract-purchaser")),
            Column::words(key("page-contract-supplier")),
            Column::number(key("page-contract-amount")),
            Column::words(key("page-contract-drafted_at")),
            Column::words(key("page-contract-state")),
        ],
        rows: rows.iter().map(|row| line(&visit, row)).collect(),
        csv: Some(reach::csv_link(&visit, "/contract")),
        empty: Some(key("page-contract-none")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("subsystem-contract")).body(html! {
        (reach::bar(&visit, "/contract", "contract", states()))
        (table.render(lang))
        (pages.render(lang))
    }))
}

/// `GET /contract.csv`: the same list, more rows.
pub async fn csv(State(app): State<App>, visit: Visit) -> Result<Response, Failure> {
    let lang = visit.lang;
    let head: Vec<String> = [
        "contract-number",
        "contract-name",
        "page-contract-purchaser",
        "page-contract-supplier",
        "page-contract-amount",
        "page-contract-drafted_at",
        "page-contract-state",
    ]
    .iter()
    .map(|name| say(lang, name))
    .collect();
    let rows = load(&app, &visit, 0, reach::EXPORT)?;
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.number.clone(),
                row.name.clone(),
                row.purchaser_name.clone(),
                row.supplier_name.clone(),
                reach::plain(row.amount),
                row.drafted_at.date().to_string(),
                say(lang, &format!("contract-status-{}", row.status)),
            ]
        })
        .collect();
    Ok(reach::csv("contract", &head, &rows))
}

fn load(app: &App, visit: &Visit, from: u32, limit: u32) -> Result<Vec<ContractRow>, Failure> {
    let asked = (reach::asked(visit, "state"), reach::asked(visit, "words"));
    let within = reach::within(visit);
    app.platform().journal().read(|tx| contracts(tx, within, asked, from, limit)).map_err(read_failed)
}
fn states() -> Vec<Choice> {
    STATES.iter().map(|state| Choice::new(*state, key(format!("contract-status-{state}")))).collect()
}

fn line(visit: &Visit, row: &ContractRow) -> Vec<Markup> {
    let lang = visit.lang;
    vec![
        html! { a href={ "/contract/contract/" (row.id) } { (row.number) } },
        html! { (row.name) },
        html! { (row.purchaser_name) },
        html! { (row.supplier_name) },
        html! { (row.amount) },
        html! { span class="nw" { (texts::date(lang, row.drafted_at.date())) } },
        tag(&row.status).render(lang),
    ]
}
