//! What decisions and pages ask about contracts.

use crate::{
    engine::prelude::*,
    registry::{Within, pattern},
};
use procurement::contract::{Contract, ContractEvent};

/// Contracts, one row each.
pub(super) struct Contracts;

impl View for Contracts {
    fn name(&self) -> &'static str {
        "contract"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "contract_contract",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("number"),
                    Column::text("name"),
                    Column::text("lot"),
                    Column::text("purchaser"),
                    Column::text("purchaser_name"),
                    Column::text("supplier"),
                    Column::text("supplier_name"),
                    Column::int("amount"),
                    Column::int("drafted_at"),
                    Column::text("status"),
                ]
            },
            primary: &["id"],
            indexes: const {
                &[
                    Index::on(&["lot"]),
                    Index::on(&["purchaser", "drafted_at"]),
                    Index::on(&["supplier", "drafted_at"]),
                ]
            },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(state)) = (event.event::<ContractEvent>(), event.state::<Contract>())
        else {
            return Ok(());
        };
        let id = event.stream.uuid().to_string();
        match happened {
            ContractEvent::Drafted { terms, .. } => tx.later(
                "INSERT INTO contract_contract (id, number, name, lot, purchaser, purchaser_name, supplier, \
                 supplier_name, amount, drafted_at, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                &[
                    id.into(),
                    terms.number.as_str().into(),
                    terms.name.as_str().into(),
                    terms.origin.lot.to_string().into(),
                    terms.purchaser.organisation.to_string().into(),
                    terms.purchaser.name.as_str().into(),
                    terms.supplier.organisation.to_string().into(),
                    terms.supplier.name.as_str().into(),
                    terms.key.amount.fen().into(),
                    event.at.millis().into(),
                    state.status().into(),
                ],
            ),
            _ if event.last_of_stream => tx.later(
                "UPDATE contract_contract SET status = $2 WHERE id = $1",
                &[id.into(), state.status().into()],
            ),
            _ => Ok(()),
        }
    }
}

/// One contract of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractRow {
    /// The contract.
    pub id: ContractId,
    /// 合同编号
    pub number: String,
    /// 合同名称
    pub name: String,
    /// The lot it comes from.
    pub lot: LotId,
    /// Buyer's name.
    pub purchaser_name: String,
    /// Seller's name.
    pub supplier_name: String,
    /// Fen.
    pub amount: Money,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// `drafted`, `effective`, `filed`, …
    pub status: String,
}
const CONTRACT: &str = "SELECT id, number, name, lot, purchaser_name, supplier_name, amount, drafted_at, status FROM contract_contract";
fn contract_row(row: &Row) -> Result<ContractRow, StoreError> {
    Ok(ContractRow {
        id: row.parse(0)?,
        number: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        lot: row.parse(3)?,
        purchaser_name: row.text(4)?.to_owned(),
        supplier_name: row.text(5)?.to_owned(),
        amount: Money::from_fen(row.int(6)?),
        drafted_at: row.instant(7)?,
        status: row.text(8)?.to_owned(),
    })
}

/// The contracts of a lot, the latest first; more than one only after a termination.
///
/// # Errors
/// If the store cannot be read.
pub fn contracts_of_lot(tx: &mut dyn Tx, lot: LotId) -> Result<Vec<ContractRow>, StoreError> {
    let sql = format!("{CONTRACT} WHERE lot = $1 ORDER BY drafted_at DESC, id DESC LIMIT 20");
    tx.query(&sql, &[lot.to_string().into()])?.iter().map(contract_row).collect()
}

/// Contracts of an organisation or of a region, narrowed by status and words, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn contracts(
    tx: &mut dyn Tx,
    within: Within,
    (status, words): (&str, &str),
    offset: u32,
    limit: u32,
) -> Result<Vec<ContractRow>, StoreError> {
    let (condition, [one, two]) = within.condition("supplier");
    let sql = format!(
        "{CONTRACT} WHERE {condition} AND ($3 = '' OR status = $3) \
         AND (name LIKE $4 OR number LIKE $4 OR purchaser_name LIKE $4 OR supplier_name LIKE $4) \
         ORDER BY drafted_at DESC, id LIMIT $5 OFFSET $6"
    );
    let params =
        [one, two, status.into(), pattern(words).into(), i64::from(limit).into(), i64::from(offset).into()];
    tx.query(&sql, &params)?.iter().map(contract_row).collect()
}

/// The live contract of a lot, for a decision.
pub(crate) fn live_contract(desk: &mut Desk<'_, '_>, lot: LotId) -> Result<Option<ContractId>, Stop> {
    let rows = desk.query(
        "SELECT id FROM contract_contract WHERE lot = $1 AND status <> 'terminated' LIMIT 1",
        &[lot.to_string().into()],
    )?;
    Ok(rows.first().map(|row| row.parse(0)).transpose()?)
}
