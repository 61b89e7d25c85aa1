//! One payment: what it rests on, to whom, by when, whether it was made.

use super::tag;
use crate::{
    app::{App, read_failed},
    components::{Amount, Page, Summary},
    errors::Failure,
    names,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{PaymentId, StreamId};
use maud::html;
use platform::texts;
use procurement::payment::{Application, Basis, Payment};

/// `GET /payment/payment/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<PaymentId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let state = app.platform().state::<Payment>(id).map_err(read_failed)?.unwrap_or_default();
    let application = state.application().ok_or_else(Failure::not_found)?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let mut summary = summary(&app, &visit, application);
    if let Payment::Applied { pay_by, .. } | Payment::Paid { pay_by, .. } = &state {
        summary = summary.data(key("page-payment-pay_by"), texts::deadline(lang, *pay_by));
    }
    if let Payment::Paid { paid_at, receipt, .. } = &state {
        summary = summary
            .data(key("page-payment-paid_at"), texts::instant(lang, *paid_at))
            .data(key("payment-voucher"), &receipt.number);
        if receipt.interest > kernel::Money::ZERO {
            let interest = Amount { money: receipt.interest, words: false }.render(lang);
            summary = summary.row(key("page-payment-interest"), interest);
        }
    }
    let body = html! {
        (work::next_steps(&app, &visit, &todos))
        div class="grid g2" {
            section class="card" aria-labelledby="content" {
                h2 id="content" { (say(lang, "stream-payment-payment")) }
                (summary.render(lang))
            }
            aside class="card" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }
    };
    let paid = matches!(state, Payment::Paid { .. });
    Ok(Page::new(&visit, data(&*application.title))
        .crumb(key("nav-work"), "/work")
        .beside_heading(tag(paid).render(lang))
        .body(body))
}

/// What is applied for. The account is shown by its last four digits.
pub fn summary(app: &App, visit: &Visit, application: &Application) -> Summary {
    let lang = visit.lang;
    let (href, number) = match application.basis {
        Basis::Contract(id) => {
            let state = app.platform().state::<procurement::contract::Contract>(id).ok().flatten();
            let number = state.and_then(|contract| Some(contract.terms().ok()?.number.clone()));
            (format!("/contract/contract/{id}"), number)
        }
        Basis::Order(id) => {
            let state = app.platform().state::<procurement::mall::Order>(id).ok().flatten();
            let number = state.and_then(|order| Some(order.deal().ok()?.number.clone()));
            (format!("/mall/order/{id}"), number)
        }
    };
    let mut summary = Summary::default()
        .row(key("page-payment-basis"), html! { a href=(href) { (number.unwrap_or_default()) } })
        .data(key("payment-line"), application.line.to_string())
        .row(key("payment-amount"), Amount { money: application.amount, words: true }.render(lang))
        .row(
            key("page-payment-purchaser"),
            html! { (names::organisation(app, application.purchaser).said(lang)) },
        )
        .row(
            key("page-payment-supplier"),
            html! { (names::organisation(app, application.supplier).said(lang)) },
        );
    if let Some(shown) = super::account(app, &application.payee) {
        summary = summary.row(key("page-payment-payee"), html! { (shown.said(lang)) });
    }
    summary
        .data(key("payment-invoice_number"), &application.invoice.number)
        .row(
            key("payment-invoice_amount"),
            Amount { money: application.invoice.amount, words: false }.render(lang),
        )
        .data(key("payment-invoice_received"), texts::date(lang, application.invoice.received_at.date()))
}
