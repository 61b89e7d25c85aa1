//! 资金支付.

mod apply;
mod apply_order;
mod lists;
pub(crate) mod money;
mod pay;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "testing"))]
#[expect(clippy::unwrap_used, clippy::expect_used, reason = "for tests")]
pub mod town;

pub use lists::{PaymentRow, payments, payments_of};

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use kernel::{ContractId, OrderId, PaymentId, StreamId};
use procurement::{contract::Contract, mall::Order, payment::Payment, registry::BankAccount};
use serde_json::json;
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<apply::Apply>();
    set.add::<apply_order::ApplyOrder>();
    set.add::<pay::Pay>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Payments)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Payment>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("payment.apply", |scene| {
        let contract = scene.subject::<Contract>()?;
        let (line, amount) = contract.payable().ok()?.next_line()?;
        let account = scene.platform.unseal::<BankAccount>(&contract.terms().ok()?.payee)?;
        let number = scene.dice.between(10_000_000, 99_999_999);
        Some(json!({
            "contract": scene.id::<ContractId>()?, "line": line, "amount": amount.fen(), "account": account.number,
            "invoice_number": format!("2523{number}"), "invoice_amount": amount.fen(),
            "invoice_received": scene.platform.now().date(),
        }))
    });
    moves.teach("payment.apply_order", |scene| {
        let order = scene.subject::<Order>()?;
        let account = scene.platform.unseal::<BankAccount>(&order.fulfilment()?.payee)?;
        let number = scene.dice.between(10_000_000, 99_999_999);
        Some(json!({
            "order": scene.id::<OrderId>()?, "account": account.number,
            "invoice_number": format!("2523{number}"), "invoice_amount": order.deal().ok()?.amount.fen(),
            "invoice_received": scene.platform.now().date(),
        }))
    });
    moves.teach("payment.pay", |scene| {
        let payment = scene.id::<PaymentId>()?;
        let end = payment.uuid().simple().to_string()[26..].to_uppercase();
        Some(json!({ "payment": payment, "voucher": format!("ZF{}-{end}", scene.platform.now().date().strftime("%Y%m%d")) }))
    });
}
