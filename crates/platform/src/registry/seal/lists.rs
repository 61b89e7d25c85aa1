//! What decisions and pages ask about seals and their uses.

use crate::{
    engine::prelude::*,
    registry::{Within, pattern},
};
use procurement::registry::{Seal, SealEvent};

/// Seals and sealings, one row each.
pub(in crate::registry) struct Seals;

impl View for Seals {
    fn name(&self) -> &'static str {
        "registry_seal"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "registry_seal",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("organisation"),
                        Column::text("kind"),
                        Column::text("name"),
                        Column::text("holder"),
                        Column::text("certificate"),
                        Column::int("until"),
                        Column::text("state"),
                        Column::int("uses"),
                        Column::int("made_at"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::on(&["organisation", "made_at"])] },
            },
            Table {
                name: "registry_sealing",
                columns: const {
                    &[
                        Column::int("seq"),
                        Column::text("seal"),
                        Column::text("document"),
                        Column::text("about"),
                        Column::text("title"),
                        Column::text("person"),
                        Column::int("at"),
                    ]
                },
                primary: &["seq"],
                indexes: const { &[Index::on(&["seal", "seq"]), Index::on(&["document"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(state)) = (event.event::<SealEvent>(), event.state::<Seal>()) else {
            return Ok(());
        };
        let Some(made) = &state.made else { return Ok(()) };
        let id = event.stream.uuid().to_string();
        match happened {
            SealEvent::Made { body, .. } => tx.later(
                "INSERT INTO registry_seal (id, organisation, kind, name, holder, certificate, until, state, uses, \
                 made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
                &[
                    id.into(),
                    body.organisation.to_string().into(),
                    body.kind.id().into(),
                    body.name.as_str().into(),
                    body.holder.to_string().into(),
                    body.certificate.as_str().into(),
                    body.until.millis().into(),
                    made.state.id().into(),
                    event.at.millis().into(),
                ],
            ),
            SealEvent::Applied(sealing) => {
                tx.later(
                    "INSERT INTO registry_sealing (seq, seal, document, about, title, person, at) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    &[
                        i64::try_from(event.seq).unwrap_or(i64::MAX).into(),
                        id.as_str().into(),
                        sealing.document.to_string().into(),
                        sealing.about.as_str().into(),
                        sealing.title.as_str().into(),
                        sealing.person.to_string().into(),
                        event.at.millis().into(),
                    ],
                )?;
                tx.later(
                    "UPDATE registry_seal SET uses = $2 WHERE id = $1",
                    &[id.into(), i64::from(made.uses).into()],
                )
            }
            _ => tx.later(
                "UPDATE registry_seal SET state = $2 WHERE id = $1",
                &[id.into(), made.state.id().into()],
            ),
        }
    }
}

/// One seal of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRow {
    /// The seal.
    pub id: SealId,
    /// Whose.
    pub organisation: OrganisationId,
    /// `unit`, `representative`.
    pub kind: String,
    /// The name that it was made for.
    pub name: String,
    /// Who seals with it.
    pub holder: PersonId,
    /// Until when it is good.
    pub until: Instant,
    /// `in_service`, `suspended`, `cancelled`.
    pub state: String,
    /// How often it was used.
    pub uses: i64,
    /// When it was made.
    pub made_at: Instant,
}

/// Seals of an organisation, or of the organisations of a region, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn seals(
    tx: &mut dyn Tx,
    within: Within,
    (state, words): (&str, &str),
    offset: u32,
    limit: u32,
) -> Result<Vec<SealRow>, StoreError> {
    let (condition, [one, two]) = match within {
        Within::Organisation(id) => {
            let id = id.to_string();
            ("organisation = $1 AND organisation = $2", [id.clone().into(), id.into()])
        }
        // "a" is greater than every digit of a code of divisions.
        Within::Region(region) => (
            "organisation IN (SELECT id FROM registry_organisation WHERE region >= $1 AND region < $2)",
            [region.prefix().to_owned().into(), format!("{}a", region.prefix()).into()],
        ),
    };
    let sql = format!(
        "SELECT id, organisation, kind, name, holder, until, state, uses, made_at FROM registry_seal \
         WHERE {condition} AND ($3 = '' OR state = $3) AND name LIKE $4 \
         ORDER BY made_at DESC, id DESC LIMIT $5 OFFSET $6"
    );
    let params =
        [one, two, state.into(), pattern(words).into(), i64::from(limit).into(), i64::from(offset).into()];
    let row = |row: &Row| {
        Ok(SealRow {
            id: row.parse(0)?,
            organisation: row.parse(1)?,
            kind: row.text(2)?.to_owned(),
            name: row.text(3)?.to_owned(),
            holder: row.parse(4)?,
            until: row.instant(5)?,
            state: row.text(6)?.to_owned(),
            uses: row.int(7)?,
            made_at: row.instant(8)?,
        })
    };
    tx.query(&sql, &params)?.iter().map(row).collect()
}

/// One use of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealingRow {
    /// Position in the journal.
    pub seq: i64,
    /// The seal.
    pub seal: SealId,
    /// SM3 of the document.
    pub document: Digest,
    /// What the document belongs to.
    pub about: StreamName,
    /// The document in words.
    pub title: String,
    /// Who sealed.
    pub person: PersonId,
    /// When.
    pub at: Instant,
}
const SEALING: &str = "SELECT seq, seal, document, about, title, person, at FROM registry_sealing";
fn sealing_row(row: &Row) -> Result<SealingRow, StoreError> {
    Ok(SealingRow {
        seq: row.int(0)?,
        seal: row.parse(1)?,
        document: row.parse(2)?,
        about: row.parse(3)?,
        title: row.text(4)?.to_owned(),
        person: row.parse(5)?,
        at: row.instant(6)?,
    })
}

/// The uses of a seal, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn uses_of(
    tx: &mut dyn Tx,
    seal: SealId,
    offset: u32,
    limit: u32,
) -> Result<Vec<SealingRow>, StoreError> {
    let sql = format!("{SEALING} WHERE seal = $1 ORDER BY seq DESC LIMIT $2 OFFSET $3");
    let params = [seal.to_string().into(), i64::from(limit).into(), i64::from(offset).into()];
    tx.query(&sql, &params)?.iter().map(sealing_row).collect()
}

/// One use of a seal.
///
/// # Errors
/// If the store cannot be read.
pub fn sealing(tx: &mut dyn Tx, seq: i64) -> Result<Option<SealingRow>, StoreError> {
    let rows = tx.query(&format!("{SEALING} WHERE seq = $1"), &[seq.into()])?;
    rows.first().map(sealing_row).transpose()
}

/// The sealings of a document, in their order.
///
/// # Errors
/// If the store cannot be read.
pub fn sealings_of(tx: &mut dyn Tx, document: &Digest) -> Result<Vec<SealingRow>, StoreError> {
    let sql = format!("{SEALING} WHERE document = $1 ORDER BY seq LIMIT 20");
    tx.query(&sql, &[document.to_string().into()])?.iter().map(sealing_row).collect()
}
