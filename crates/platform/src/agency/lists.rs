//! Entrustments of a purchaser and of an agency.

use crate::engine::prelude::*;
use procurement::agency::EntrustmentEvent;

/// One row an entrustment.
pub(super) struct Entrustments;

impl View for Entrustments {
    fn name(&self) -> &'static str {
        "agency_entrustment"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "agency_entrustment",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("purchaser"),
                    Column::text("agency"),
                    Column::text("title"),
                    Column::int("at"),
                ]
            },
            primary: &["id"],
            indexes: const { &[Index::on(&["purchaser", "id"]), Index::on(&["agency", "id"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(EntrustmentEvent::Invited(agreement)) = event.event::<EntrustmentEvent>() else {
            return Ok(());
        };
        tx.later(
            "INSERT INTO agency_entrustment (id, purchaser, agency, title, at) VALUES ($1, $2, $3, $4, $5)",
            &[
                event.stream.uuid().to_string().into(),
                agreement.purchaser.to_string().into(),
                agreement.agency.to_string().into(),
                agreement.title.as_str().into(),
                event.at.millis().into(),
            ],
        )
    }
}

/// One entrustment of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrustmentRow {
    /// Its id.
    pub id: EntrustmentId,
    /// 采购人
    pub purchaser: OrganisationId,
    /// 代理机构
    pub agency: OrganisationId,
    /// 项目名称
    pub title: String,
    /// When it was offered.
    pub at: Instant,
}

/// The entrustments that an organisation is party to, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn entrustments(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
    offset: u32,
) -> Result<Vec<EntrustmentRow>, StoreError> {
    let rows = tx.query(
        "SELECT id, purchaser, agency, title, at FROM agency_entrustment WHERE purchaser = $1 OR agency = $1 \
         ORDER BY id DESC LIMIT $2 OFFSET $3",
        &[organisation.to_string().into(), i64::from(limit).into(), i64::from(offset).into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(EntrustmentRow {
                id: row.parse(0)?,
                purchaser: row.parse(1)?,
                agency: row.parse(2)?,
                title: row.text(3)?.to_owned(),
                at: Instant::from_millis(row.int(4)?),
            })
        })
        .collect()
}
