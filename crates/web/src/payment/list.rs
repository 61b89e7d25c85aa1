//! Payments, pending and paid: of the reader's organisation, or of the region that an authority oversees.

use super::tag;
use crate::{
    app::{App, read_failed},
    components::{Choice, Column, Page, Table},
    errors::Failure,
    names, reach,
    visit::Visit,
    words::{key, say},
};
use axum::{extract::State, response::Response};
use maud::{Markup, html};
use platform::{
    payment::{PaymentRow, payments},
    texts,
};

/// `GET /payment?words=…&state=…&from=…`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let mut rows = load(&app, &visit, reach::offset(&visit), reach::PAGE + 1)?;
    let pages = reach::pages(&visit, "/payment", &mut rows);
    let table = Table {
        columns: vec![
            Column::words(key("page-payment-title")),
            Column::words(key("page-payment-purchaser")),
            Column::words(key("page-payment-supplier")),
            Column::number(key("payment-amount")),
            Column::words(key("page-payment-applied_at")),
            Column::words(key("page-payment-pay_by")),
            Column::words(key("page-payment-paid_at")),
            Column::words(key("page-payment-state")),
        ],
        rows: rows.iter().map(|row| line(&app, &visit, row)).collect(),
        csv: Some(reach::csv_link(&visit, "/payment")),
        empty: Some(key("page-payment-none")),
        ..Table::default()
    };
    Ok(Page::new(&visit, key("subsystem-payment")).body(html! {
        (reach::bar(&visit, "/payment", "payment", states()))
        (table.render(lang))
        (pages.render(lang))
    }))
}

/// `GET /payment.csv`: the same list, more rows.
pub async fn csv(State(app): State<App>, visit: Visit) -> Result<Response, Failure> {
    let lang = visit.lang;
    let head: Vec<String> = [
        "page-payment-title",
        "page-payment-purchaser",
        "page-payment-supplier",
        "payment-amount",
        "page-payment-applied_at",
        "page-payment-pay_by",
        "page-payment-paid_at",
        "page-payment-state",
    ]
    .iter()
    .map(|name| say(lang, name))
    .collect();
    let rows = load(&app, &visit, 0, reach::EXPORT)?;
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.title.clone(),
                names::organisation(&app, row.purchaser).said(lang),
                names::organisation(&app, row.supplier).said(lang),
                reach::plain(row.amount),
                row.applied_at.date().to_string(),
                row.pay_by.last_day().to_string(),
                row.paid_at.map(|at| at.date().to_string()).unwrap_or_default(),
                say(
                    lang,
                    if row.paid_at.is_some() { "payment-status-paid" } else { "payment-status-applied" },
                ),
            ]
        })
        .collect();
    Ok(reach::csv("payment", &head, &rows))
}

fn load(app: &App, visit: &Visit, from: u32, limit: u32) -> Result<Vec<PaymentRow>, Failure> {
    let paid = match reach::asked(visit, "state") {
        "paid" => Some(true),
        "applied" => Some(false),
        _ => None,
    };
    let asked = (paid, reach::asked(visit, "words"));
    let within = reach::within(visit);
    app.platform().journal().read(|tx| payments(tx, within, asked, from, limit)).map_err(read_failed)
}
fn states() -> Vec<Choice> {
    ["applied", "paid"]
        .iter()
        .map(|state| Choice::new(*state, key(format!("payment-status-{state}"))))
        .collect()
}
fn line(app: &App, visit: &Visit, row: &PaymentRow) -> Vec<Markup> {
    let lang = visit.lang;
    vec![
        html! { a href=(names::page(&kernel::StreamId::stream(row.id))) { (row.title) } },
        html! { (names::organisation(app, row.purchaser).said(lang)) },
        html! { (names::organisation(app, row.supplier).said(lang)) },
        html! { (row.amount) },
        html! { span class="nw" { (texts::date(lang, row.applied_at.date())) } },
        html! { span class="nw" { (texts::date(lang, row.pay_by.last_day())) } },
        html! { @if let Some(at) = row.paid_at { span class="nw" { (texts::date(lang, at.date())) } } @else { "—" } },
        tag(row.paid_at.is_some()).render(lang),
    ]
}
