//! 资金支付: applications, payments, the treasury's desk.

use crate::{
    app::App,
    components::{Column, Table, Tag, Tone},
    routes::{Audience, Routes},
    visit::Visit,
    words::{Text, key, say},
};
use kernel::{Role, Sealed};
use maud::{Markup, html};
use platform::{
    payment::PaymentRow,
    texts::{self, Lang},
};
use procurement::registry::BankAccount;

mod apply;
mod apply_order;
mod list;
mod pay;
mod show;

/// Parties see their own; a finance authority and an auditor those of their region and below.
const READERS: Audience = Audience::Roles(&[
    Role::PurchaserFinance,
    Role::PurchaserHead,
    Role::PurchaserClerk,
    Role::SupplierClerk,
    Role::FaTreasury,
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::Auditor,
]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    let finance = Audience::Roles(&[Role::PurchaserFinance]);
    let treasury = Audience::Roles(&[Role::FaTreasury]);
    Routes::new()
        .get("/payment", READERS, list::show)
        .get("/payment.csv", READERS, list::csv)
        .get("/payment/apply", finance, apply::form)
        .post("/payment/apply", finance, apply::send)
        .get("/payment/apply_order", finance, apply_order::form)
        .post("/payment/apply_order", finance, apply_order::send)
        .get("/payment/payment/{id}", Audience::SignedIn, show::show)
        .step::<pay::Pay>(treasury)
        .command("payment.apply", "/payment/apply")
        .command("payment.apply_order", "/payment/apply_order")
        .nav(71, "/payment", "subsystem-payment", READERS)
}

/// Paid or waiting.
pub fn tag(paid: bool) -> Tag {
    if paid {
        Tag::new(key("payment-status-paid"), Tone::Good)
    } else {
        Tag::new(key("payment-status-applied"), Tone::Warn)
    }
}

/// Payments of one contract or order.
pub fn payments_table(lang: Lang, payments: &[PaymentRow]) -> Markup {
    Table {
        caption: Some(key("page-payment-payments")),
        columns: vec![
            Column::words(key("payment-line")),
            Column::words(key("page-payment-applied_at")),
            Column::words(key("page-payment-state")),
            Column::number(key("payment-amount")),
        ],
        rows: payments
            .iter()
            .map(|row| {
                vec![
                    html! { (row.line) },
                    html! { a href={ "/payment/payment/" (row.id) } { (texts::date(lang, row.applied_at.date())) } },
                    html! { (tag(row.paid_at.is_some()).render(lang)) },
                    html! { (row.amount) " " (say(lang, "ui-yuan")) },
                ]
            })
            .collect(),
        ..Table::default()
    }
    .render(lang)
}

/// Holder, bank and last digits of a payee's account; `None` once erased.
fn account(app: &App, payee: &Sealed<BankAccount>) -> Option<Text> {
    let account = app.platform().unseal(payee)?;
    let shown = key("page-payment-account-shown")
        .with("holder", account.holder.as_str())
        .with("bank", account.bank.as_str());
    Some(shown.with("end", platform::contract::last_four(&account.number)))
}

/// Which account it must be; the whole number is typed from the invoice, so that a wrong invoice is found out. In
/// training there is no invoice to look at, and the number stands in the hint.
fn account_hint(app: &App, visit: &Visit, payee: Option<&Sealed<BankAccount>>) -> Text {
    let shown = payee.and_then(|payee| account(app, payee)).map(|shown| shown.said(visit.lang));
    let number = payee.filter(|_| app.options().training).and_then(|payee| app.platform().unseal(payee));
    let hint = match number {
        Some(account) => key("page-payment-account-training").with("number", account.number),
        None => key("page-payment-account"),
    };
    hint.with("account", shown.unwrap_or_default())
}
