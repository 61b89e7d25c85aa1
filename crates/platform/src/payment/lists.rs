//! What pages ask about payments.

use crate::{
    engine::prelude::*,
    registry::{Within, pattern},
};
use procurement::payment::{Basis, PaymentEvent};

/// Payments, one row each.
pub(super) struct Payments;

impl View for Payments {
    fn name(&self) -> &'static str {
        "payment"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "payment_payment",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("basis"),
                    Column::text("purchaser"),
                    Column::text("supplier"),
                    Column::text("title"),
                    Column::int("line"),
                    Column::int("amount"),
                    Column::int("applied_at"),
                    Column::int("pay_by"),
                    Column::int("paid_at").nullable(),
                ]
            },
            primary: &["id"],
            indexes: const {
                &[
                    Index::on(&["basis"]),
                    Index::on(&["purchaser", "applied_at"]),
                    Index::on(&["supplier", "applied_at"]),
                ]
            },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(happened) = event.event::<PaymentEvent>() else { return Ok(()) };
        let id = event.stream.uuid().to_string();
        match happened {
            PaymentEvent::Applied { application, pay_by } => tx.later(
                "INSERT INTO payment_payment (id, basis, purchaser, supplier, title, line, amount, applied_at, pay_by, \
                 paid_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)",
                &[
                    id.into(),
                    basis(application.basis).as_str().into(),
                    application.purchaser.to_string().into(),
                    application.supplier.to_string().into(),
                    application.title.as_str().into(),
                    i64::from(application.line).into(),
                    application.amount.fen().into(),
                    event.at.millis().into(),
                    pay_by.millis().into(),
                ],
            ),
            PaymentEvent::Paid { .. } => tx.later(
                "UPDATE payment_payment SET paid_at = $2 WHERE id = $1",
                &[id.into(), event.at.millis().into()],
            ),
        }
    }
}

fn basis(basis: Basis) -> StreamName {
    match basis {
        Basis::Contract(id) => id.stream(),
        Basis::Order(id) => id.stream(),
    }
}

/// One payment of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// The payment.
    pub id: PaymentId,
    /// The contract or order.
    pub basis: StreamName,
    /// Who pays.
    pub purchaser: OrganisationId,
    /// Who is paid.
    pub supplier: OrganisationId,
    /// Its name.
    pub title: String,
    /// Line of the payment schedule.
    pub line: u16,
    /// Fen.
    pub amount: Money,
    /// When it was applied for.
    pub applied_at: Instant,
    /// Last moment to pay in time.
    pub pay_by: Instant,
    /// When it was paid.
    pub paid_at: Option<Instant>,
}
const PAYMENT: &str = "SELECT id, basis, purchaser, supplier, title, line, amount, applied_at, pay_by, paid_at FROM payment_payment";
fn payment_row(row: &Row) -> Result<PaymentRow, StoreError> {
    Ok(PaymentRow {
        id: row.parse(0)?,
        basis: row.parse(1)?,
        purchaser: row.parse(2)?,
        supplier: row.parse(3)?,
        title: row.text(4)?.to_owned(),
        line: u16::try_from(row.int(5)?).unwrap_or_default(),
        amount: Money::from_fen(row.int(6)?),
        applied_at: row.instant(7)?,
        pay_by: row.instant(8)?,
        paid_at: row.opt_int(9)?.map(Instant::from_millis),
    })
}

/// The payments of a contract or order, in the order of application.
///
/// # Errors
/// If the store cannot be read.
pub fn payments_of(tx: &mut dyn Tx, basis: &StreamName) -> Result<Vec<PaymentRow>, StoreError> {
    let sql = format!("{PAYMENT} WHERE basis = $1 ORDER BY applied_at, id LIMIT 200");
    tx.query(&sql, &[basis.as_str().into()])?.iter().map(payment_row).collect()
}

/// Payments of an organisation or of a region, narrowed; what waits stands first, then the newest.
///
/// # Errors
/// If the store cannot be read.
pub fn payments(
    tx: &mut dyn Tx,
    within: Within,
    (paid, words): (Option<bool>, &str),
    offset: u32,
    limit: u32,
) -> Result<Vec<PaymentRow>, StoreError> {
    let (condition, [one, two]) = within.condition("supplier");
    let state = match paid {
        None => "",
        Some(true) => "AND paid_at IS NOT NULL",
        Some(false) => "AND paid_at IS NULL",
    };
    let sql = format!(
        "{PAYMENT} WHERE {condition} AND title LIKE $3 {state} \
         ORDER BY CASE WHEN paid_at IS NULL THEN 0 ELSE 1 END, applied_at DESC, id LIMIT $4 OFFSET $5"
    );
    let params = [one, two, pattern(words).into(), i64::from(limit).into(), i64::from(offset).into()];
    tx.query(&sql, &params)?.iter().map(payment_row).collect()
}
