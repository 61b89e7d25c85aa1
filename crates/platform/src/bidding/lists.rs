//! Who obtained a document, who bids for a lot. Nothing here is shown to anybody else before the opening.

use crate::engine::prelude::*;
use procurement::bidding::{Bid, BidEvent, Obtainment, ObtainmentEvent};

/// One row an obtainment, one row a bid.
pub(super) struct Bids;

impl View for Bids {
    fn name(&self) -> &'static str {
        "bidding"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "bidding_obtainment",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("project"),
                        Column::text("supplier"),
                        Column::int("at"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::unique(&["project", "supplier"]), Index::on(&["supplier", "id"])] },
            },
            Table {
                name: "bidding_bid",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("lot"),
                        Column::text("supplier"),
                        Column::text("state"),
                        Column::int("price").nullable(),
                        Column::int("at"),
                    ]
                },
                primary: &["id"],
                indexes: const { &[Index::unique(&["lot", "supplier"]), Index::on(&["supplier", "id"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let Some(ObtainmentEvent::Made { project, supplier, .. }) = event.event::<ObtainmentEvent>() {
            return tx.later(
                "INSERT INTO bidding_obtainment (id, project, supplier, at) VALUES ($1, $2, $3, $4)",
                &[
                    id.into(),
                    project.to_string().into(),
                    supplier.to_string().into(),
                    event.at.millis().into(),
                ],
            );
        }
        if !event.last_of_stream || event.event::<BidEvent>().is_none() {
            return Ok(());
        }
        let Some(bid) = event.state::<Bid>() else { return Ok(()) };
        let Some(matter) = &bid.matter else { return Ok(()) };
        tx.later(
            "INSERT INTO bidding_bid (id, lot, supplier, state, price, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, price = excluded.price, at = excluded.at",
            &[
                id.into(),
                matter.lot.to_string().into(),
                matter.supplier.to_string().into(),
                bid.stage.id().into(),
                bid.offer().map(|offer| offer.price.fen()).into(),
                event.at.millis().into(),
            ],
        )
    }
}

/// One obtainment of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObtainmentRow {
    /// Its id.
    pub id: ObtainmentId,
    /// The project.
    pub project: ProjectId,
    /// When.
    pub at: Instant,
}

/// What a supplier obtained, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn obtainments_by(
    tx: &mut dyn Tx,
    supplier: OrganisationId,
    limit: u32,
) -> Result<Vec<ObtainmentRow>, StoreError> {
    let rows = tx.query(
        "SELECT id, project, at FROM bidding_obtainment WHERE supplier = $1 ORDER BY id DESC LIMIT $2",
        &[supplier.to_string().into(), i64::from(limit).into()],
    )?;
    rows.iter()
        .map(|row| Ok(ObtainmentRow { id: row.parse(0)?, project: row.parse(1)?, at: row.instant(2)? }))
        .collect()
}

/// A supplier's obtainment of one project's document.
///
/// # Errors
/// If the store cannot be read.
pub fn obtainment_of(
    tx: &mut dyn Tx,
    project: ProjectId,
    supplier: OrganisationId,
) -> Result<Option<ObtainmentId>, StoreError> {
    let rows = tx.query(OBTAINMENT, &[project.to_string().into(), supplier.to_string().into()])?;
    rows.first().map(|row| row.parse(0)).transpose()
}
pub(super) const OBTAINMENT: &str = "SELECT id FROM bidding_obtainment WHERE project = $1 AND supplier = $2";

/// One bid of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BidRow {
    /// Its id.
    pub id: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// Where it stands: `announced`, …
    pub state: String,
    /// The price, once read out.
    pub price: Option<Money>,
}

/// The bids for a lot, in the order of their hand-in. For pages after the opening and for decisions.
///
/// # Errors
/// If the store cannot be read.
pub fn bids_of(tx: &mut dyn Tx, lot: LotId) -> Result<Vec<BidRow>, StoreError> {
    let rows = tx.query(
        "SELECT id, supplier, state, price FROM bidding_bid WHERE lot = $1 ORDER BY id",
        &[lot.to_string().into()],
    )?;
    let bid = |row: &Row| {
        Ok(BidRow {
            id: row.parse(0)?,
            supplier: row.parse(1)?,
            state: row.text(2)?.to_owned(),
            price: row.opt_int(3)?.map(Money::from_fen),
        })
    };
    rows.iter().map(bid).collect()
}

/// A supplier's bid for a lot.
///
/// # Errors
/// If the store cannot be read.
pub fn bid_of(tx: &mut dyn Tx, lot: LotId, supplier: OrganisationId) -> Result<Option<BidId>, StoreError> {
    let rows = tx.query(BID, &[lot.to_string().into(), supplier.to_string().into()])?;
    rows.first().map(|row| row.parse(0)).transpose()
}
pub(super) const BID: &str = "SELECT id FROM bidding_bid WHERE lot = $1 AND supplier = $2";

/// The bids for a lot that a decision looks at.
pub(super) fn bids_in(desk: &mut Desk<'_, '_>, lot: LotId, states: &[&str]) -> Result<Vec<BidId>, Stop> {
    let rows = desk
        .query("SELECT id, state FROM bidding_bid WHERE lot = $1 ORDER BY id", &[lot.to_string().into()])?;
    let mut bids = Vec::new();
    for row in &rows {
        if states.contains(&row.text(1)?) {
            bids.push(row.parse(0)?);
        }
    }
    Ok(bids)
}

/// Tells everybody who obtained a project's document that its deadline moved; recorded by the correction itself.
pub(crate) fn move_deadline(
    desk: &mut Desk<'_, '_>,
    project: ProjectId,
    deadline: Instant,
) -> Result<(), Stop> {
    let sql = "SELECT id FROM bidding_obtainment WHERE project = $1 ORDER BY id";
    for row in desk.query(sql, &[project.to_string().into()])? {
        let id: ObtainmentId = row.parse(0)?;
        let events = desk.load::<Obtainment>(id)?.move_deadline(deadline);
        desk.record_all::<Obtainment>(id, events)?;
    }
    Ok(())
}
