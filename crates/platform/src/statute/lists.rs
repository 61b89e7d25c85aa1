//! Which statutes were published or repealed here.

use crate::engine::prelude::*;
use procurement::statute::{Statute, StatuteEvent};

/// One row for every statute that was touched, with its last title page and the position of the last change.
pub(super) struct Statutes;

impl View for Statutes {
    fn name(&self) -> &'static str {
        "statute"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "statute_statute",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("code"),
                    Column::text("title"),
                    Column::text("number"),
                    Column::int("changed"),
                ]
            },
            primary: &["id"],
            indexes: const { &[Index::on(&["title"]), Index::on(&["changed"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        if event.event::<StatuteEvent>().is_none() {
            return Ok(());
        }
        let Some(state) = event.state::<Statute>() else { return Ok(()) };
        let imprint = state.editions.last().map(|(_, edition)| &edition.imprint);
        let text = |of: fn(&procurement::statute::Imprint) -> &str| imprint.map_or("", of).to_owned();
        let seq = i64::try_from(event.seq).unwrap_or(i64::MAX);
        tx.later(
            "INSERT INTO statute_statute (id, code, title, number, changed) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (id) DO UPDATE SET code = excluded.code, title = excluded.title, \
             number = excluded.number, changed = excluded.changed",
            &[
                event.stream.uuid().to_string().into(),
                state.code.as_str().into(),
                text(|imprint| &imprint.title).into(),
                text(|imprint| &imprint.number).into(),
                seq.into(),
            ],
        )
    }
}

/// The position of the last change of any statute; 0 if there was none.
///
/// # Errors
/// If the store cannot be read.
pub(super) fn changed(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    let rows = tx.query("SELECT changed FROM statute_statute ORDER BY changed DESC LIMIT 1", &[])?;
    rows.first().map_or(Ok(0), |row| row.int(0))
}
/// Every statute that was published or repealed here.
///
/// # Errors
/// If the store cannot be read.
pub(super) fn touched(tx: &mut dyn Tx) -> Result<Vec<StatuteId>, StoreError> {
    tx.query("SELECT id FROM statute_statute ORDER BY id", &[])?.iter().map(|row| row.parse(0)).collect()
}
