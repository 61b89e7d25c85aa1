//! Whose key lies where.

use crate::engine::prelude::*;
use procurement::registry::SigningKeyEvent;

/// Kept keys, one row each.
pub(in crate::registry) struct SigningKeys;

impl View for SigningKeys {
    fn name(&self) -> &'static str {
        "registry_signing_key"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "registry_signing_key",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("person"),
                    Column::text("certificate"),
                    Column::text("state"),
                ]
            },
            primary: &["id"],
            indexes: const { &[Index::on(&["person"]), Index::on(&["certificate"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(happened) = event.event::<SigningKeyEvent>() else { return Ok(()) };
        let id = event.stream.uuid().to_string();
        match happened {
            SigningKeyEvent::Kept { person, certificate, .. } => tx.later(
                "INSERT INTO registry_signing_key (id, person, certificate, state) VALUES ($1, $2, $3, 'kept')",
                &[id.into(), person.to_string().into(), certificate.as_str().into()],
            ),
            SigningKeyEvent::Destroyed {} => tx
                .later("UPDATE registry_signing_key SET state = 'destroyed' WHERE id = $1", &[id.into()]),
            SigningKeyEvent::Used { .. } | SigningKeyEvent::Refused {} => Ok(()),
        }
    }
}

/// The key that is kept for a person.
///
/// # Errors
/// If the store cannot be read.
pub fn signing_key_of(tx: &mut dyn Tx, person: PersonId) -> Result<Option<SigningKeyId>, StoreError> {
    let sql =
        "SELECT id FROM registry_signing_key WHERE person = $1 AND state = 'kept' ORDER BY id DESC LIMIT 1";
    let rows = tx.query(sql, &[person.to_string().into()])?;
    rows.first().map(|row| row.parse(0)).transpose()
}
