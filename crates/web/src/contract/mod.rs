//! 电子合同: drafting, the contract with its text, signatures, schedule, acceptance and payments.

use crate::{
    components::{Column, Table, Tag, Tone},
    routes::{Audience, Routes},
    words::{key, say},
};
use kernel::Role;
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::payment::{Line, LineKind};

mod draft;
mod list;
mod show;
mod sign;
#[cfg(test)]
mod tests;

/// Parties see their own; a finance authority and an auditor those of their region and below.
const READERS: Audience = Audience::Roles(&[
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserFinance,
    Role::PurchaserSupervisor,
    Role::SupplierClerk,
    Role::AuthorizedRep,
    Role::FaTreasury,
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::Auditor,
]);

/// Who signs for a party.
const SIGNERS: Audience = Audience::Roles(&[Role::AuthorizedRep, Role::PurchaserHead]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    let clerk = Audience::Roles(&[Role::PurchaserClerk]);
    Routes::new()
        .get("/contract", READERS, list::show)
        .get("/contract.csv", READERS, list::csv)
        .get("/contract/draft", clerk, draft::form)
        .post("/contract/draft", clerk, draft::send)
        .get("/contract/contract/{id}", Audience::SignedIn, show::show)
        .get("/contract/contract/{id}/sign", SIGNERS, sign::form)
        .post("/contract/contract/{id}/sign", SIGNERS, sign::send)
        .command("contract.draft", "/contract/draft")
        .command("contract.sign", "/contract/contract/{id}/sign")
        .nav(70, "/contract", "subsystem-contract", READERS)
}

/// A contract's status.
pub fn tag(status: &str) -> Tag {
    let tone = match status {
        "accepted" | "completed" => Tone::Good,
        "drafted" | "supplier_signed" | "effective" => Tone::Warn,
        "terminated" => Tone::Bad,
        _ => Tone::Plain,
    };
    Tag::new(key(format!("contract-status-{status}")), tone)
}

/// The end of a line kind's locale key.
pub fn line_key(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Prepayment => "prepayment",
        LineKind::Progress => "progress",
        LineKind::Final => "final",
    }
}

/// The payment schedule and what has been paid.
pub fn schedule_table(lang: Lang, lines: &[Line]) -> Markup {
    Table {
        caption: Some(key("page-contract-schedule")),
        columns: vec![
            Column::words(key("acceptance-no")),
            Column::words(key("page-contract-line")),
            Column::words(key("page-contract-condition")),
            Column::number(key("page-contract-agreed")),
            Column::number(key("page-contract-applied")),
            Column::number(key("page-contract-paid")),
        ],
        rows: lines
            .iter()
            .enumerate()
            .map(|(at, line)| {
                vec![
                    html! { (at + 1) },
                    html! { (say(lang, &format!("contract-line-{}", line_key(line.agreed.kind)))) },
                    html! { (line.agreed.condition) },
                    html! { (line.agreed.amount) },
                    html! { (line.applied) },
                    html! { (line.paid) },
                ]
            })
            .collect(),
        ..Table::default()
    }
    .render(lang)
}
