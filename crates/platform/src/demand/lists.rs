//! A unit's intentions and demands, newest first.

use crate::engine::prelude::*;
use procurement::demand::{DemandEvent, IntentionEvent};

/// One row an intention, one row a demand. Stages are read from the streams.
pub(super) struct Matters;

impl View for Matters {
    fn name(&self) -> &'static str {
        "demand"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "demand_intention",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("name"),
                        Column::int("at"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::on(&["organisation", "id"])] },
            },
            Table {
                name: "demand_demand",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("name"),
                        Column::int("at"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::on(&["organisation", "id"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let Some(IntentionEvent::Published { outline, .. }) = event.event::<IntentionEvent>() {
            tx.later(
                "INSERT INTO demand_intention (id, organisation, name, at) VALUES ($1, $2, $3, $4)",
                &[
                    id.into(),
                    outline.purchaser.to_string().into(),
                    outline.name.as_str().into(),
                    event.at.millis().into(),
                ],
            )
        } else if let Some(DemandEvent::Compiled { need, .. }) = event.event::<DemandEvent>() {
            tx.later(
                "INSERT INTO demand_demand (id, organisation, name, at) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, at = excluded.at",
                &[
                    id.into(),
                    need.purchaser.to_string().into(),
                    need.name.as_str().into(),
                    event.at.millis().into(),
                ],
            )
        } else {
            Ok(())
        }
    }
}

/// One intention of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntentionRow {
    /// Its id.
    pub id: IntentionId,
    /// 项目名称
    pub name: String,
    /// When it was published.
    pub at: Instant,
}
/// One demand of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandRow {
    /// Its id.
    pub id: DemandId,
    /// 项目名称
    pub name: String,
    /// When its newest version was compiled.
    pub at: Instant,
}

/// A unit's intentions, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn intentions(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
    offset: u32,
) -> Result<Vec<IntentionRow>, StoreError> {
    let rows = newest(tx, "demand_intention", organisation, limit, offset)?;
    let row = |row: &Row| {
        let at = Instant::from_millis(row.int(2)?);
        Ok(IntentionRow { id: row.parse(0)?, name: row.text(1)?.to_owned(), at })
    };
    rows.iter().map(row).collect()
}
/// A unit's demands, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn demands(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
    offset: u32,
) -> Result<Vec<DemandRow>, StoreError> {
    let rows = newest(tx, "demand_demand", organisation, limit, offset)?;
    let row = |row: &Row| {
        let at = Instant::from_millis(row.int(2)?);
        Ok(DemandRow { id: row.parse(0)?, name: row.text(1)?.to_owned(), at })
    };
    rows.iter().map(row).collect()
}

fn newest(
    tx: &mut dyn Tx,
    table: &str,
    organisation: OrganisationId,
    limit: u32,
    offset: u32,
) -> Result<Vec<Row>, StoreError> {
    let sql = format!(
        "SELECT id, name, at FROM {table} WHERE organisation = $1 ORDER BY id DESC LIMIT $2 OFFSET $3"
    );
    tx.query(&sql, &[organisation.to_string().into(), i64::from(limit).into(), i64::from(offset).into()])
}
