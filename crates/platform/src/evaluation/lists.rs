//! What decisions and pages ask about sheets, and about the bids before a committee.

use crate::engine::prelude::*;
use procurement::evaluation::{Sheet, SheetEvent};

/// Sheets, one row each.
pub(super) struct Evaluations;

impl View for Evaluations {
    fn name(&self) -> &'static str {
        "evaluation"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "evaluation_sheet",
            columns: const {
                &[
                    Column::text("sheet"),
                    Column::text("evaluation"),
                    Column::text("bid"),
                    Column::text("person"),
                    Column::int("seat"),
                    Column::int("scored"),
                ]
            },
            primary: &["sheet"],
            indexes: const { &[Index::unique(&["evaluation", "bid", "person"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        match (event.event::<SheetEvent>(), event.state::<Sheet>()) {
            (Some(SheetEvent::Voted { matter, .. }), _) => tx.later(
                "INSERT INTO evaluation_sheet (sheet, evaluation, bid, person, seat, scored) \
                 VALUES ($1, $2, $3, $4, $5, 0)",
                &[
                    id.into(),
                    matter.evaluation.to_string().into(),
                    matter.bid.to_string().into(),
                    matter.person.to_string().into(),
                    i64::from(matter.seat).into(),
                ],
            ),
            (Some(SheetEvent::Scored { .. }), _) => {
                tx.later("UPDATE evaluation_sheet SET scored = 1 WHERE sheet = $1", &[id.into()])
            }
            _ => Ok(()),
        }
    }
}

/// A bid before the committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BidRow {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
}

/// The bids of a lot that were read out, whatever became of them since.
pub(crate) const READ_OUT: &str = "SELECT id, supplier FROM bidding_bid WHERE lot = $1 AND state IN \
     ('announced', 'qualified', 'unqualified', 'compliant', 'invalid', 'scored', 'won', 'lost') ORDER BY id";

/// The bids of a lot that were read out, in the order of their first hand-in.
///
/// # Errors
/// If the store cannot be read.
pub fn bids_of_lot(tx: &mut dyn Tx, lot: LotId) -> Result<Vec<BidRow>, StoreError> {
    let rows = tx.query(READ_OUT, &[lot.to_string().into()])?;
    rows.iter().map(|row| Ok(BidRow { bid: row.parse(0)?, supplier: row.parse(1)? })).collect()
}

/// A sheet of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The sheet.
    pub sheet: SheetId,
    /// The bid.
    pub bid: BidId,
    /// The seat.
    pub seat: u8,
    /// Are its points in?
    pub scored: bool,
}
const SHEET: &str = "SELECT sheet, bid, seat, scored FROM evaluation_sheet WHERE evaluation = $1";

fn sheet_row(row: &Row) -> Result<SheetRow, StoreError> {
    let seat = u8::try_from(row.int(2)?).unwrap_or(0);
    Ok(SheetRow { sheet: row.parse(0)?, bid: row.parse(1)?, seat, scored: row.int(3)? == 1 })
}

/// The sheets that one member filled in.
///
/// # Errors
/// If the store cannot be read.
pub fn sheets_of_seat(
    tx: &mut dyn Tx,
    evaluation: EvaluationId,
    person: PersonId,
) -> Result<Vec<SheetRow>, StoreError> {
    let rows = tx.query(
        &format!("{SHEET} AND person = $2 ORDER BY bid"),
        &[evaluation.to_string().into(), person.to_string().into()],
    )?;
    rows.iter().map(sheet_row).collect()
}

/// The sheets about one bid, by seat.
///
/// # Errors
/// If the store cannot be read.
pub fn sheets_of_bid(
    tx: &mut dyn Tx,
    evaluation: EvaluationId,
    bid: BidId,
) -> Result<Vec<SheetRow>, StoreError> {
    let rows = tx.query(
        &format!("{SHEET} AND bid = $2 ORDER BY seat"),
        &[evaluation.to_string().into(), bid.to_string().into()],
    )?;
    rows.iter().map(sheet_row).collect()
}

/// The same at the desk.
pub(super) fn sheets_at(
    desk: &mut Desk<'_, '_>,
    evaluation: EvaluationId,
    bid: BidId,
) -> Result<Vec<SheetRow>, Stop> {
    let rows = desk.query(
        &format!("{SHEET} AND bid = $2 ORDER BY seat"),
        &[evaluation.to_string().into(), bid.to_string().into()],
    )?;
    Ok(rows.iter().map(sheet_row).collect::<Result<_, _>>()?)
}
