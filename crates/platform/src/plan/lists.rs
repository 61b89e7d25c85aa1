//! Filed plans: what a unit has planned, and how often for the same item (PLN-05).

use crate::engine::prelude::*;
use procurement::{
    demand::Method,
    plan::{EarlierPlan, PlanEvent},
};

/// One row a plan.
pub(super) struct Plans;

impl View for Plans {
    fn name(&self) -> &'static str {
        "plan_plan"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "plan_plan",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("organisation"),
                    Column::text("catalogue"),
                    Column::text("method"),
                    Column::int("amount"),
                    Column::text("name"),
                    Column::int("at"),
                ]
            },
            primary: &["id"],
            indexes: const { &[Index::on(&["organisation", "catalogue", "at"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(PlanEvent::Filed(file)) = event.event::<PlanEvent>() else { return Ok(()) };
        tx.later(
            "INSERT INTO plan_plan (id, organisation, catalogue, method, amount, name, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                event.stream.uuid().to_string().into(),
                file.purchaser.to_string().into(),
                file.catalogue.as_str().into(),
                file.method.id().into(),
                file.amount().fen().into(),
                file.name.as_str().into(),
                event.at.millis().into(),
            ],
        )
    }
}

/// What the unit has planned for the item in the last year other than by open tender; at most 200, newest first.
pub(super) fn earlier_plans(
    desk: &mut Desk<'_, '_>,
    purchaser: OrganisationId,
    catalogue: &CatalogueCode,
) -> Result<Vec<EarlierPlan>, Stop> {
    let since = desk.now().minus(Span::days(366));
    let rows = desk.query(
        "SELECT id, method, amount, at FROM plan_plan \
         WHERE organisation = $1 AND catalogue = $2 AND at >= $3 AND method <> 'public_tender' ORDER BY at DESC LIMIT 200",
        &[purchaser.to_string().into(), catalogue.as_str().into(), since.millis().into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(EarlierPlan {
                plan: row.parse(0)?,
                method: row.parse::<Method>(1)?,
                amount: Money::from_fen(row.int(2)?),
                at: Instant::from_millis(row.int(3)?),
            })
        })
        .collect()
}

/// One plan of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its id.
    pub id: PlanId,
    /// 项目名称
    pub name: String,
    /// 金额
    pub amount: Money,
    /// When it was filed.
    pub at: Instant,
}

/// A unit's plans, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn plans(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
    offset: u32,
) -> Result<Vec<PlanRow>, StoreError> {
    let rows = tx.query(
        "SELECT id, name, amount, at FROM plan_plan WHERE organisation = $1 ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3",
        &[organisation.to_string().into(), i64::from(limit).into(), i64::from(offset).into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(PlanRow {
                id: row.parse(0)?,
                name: row.text(1)?.to_owned(),
                amount: Money::from_fen(row.int(2)?),
                at: Instant::from_millis(row.int(3)?),
            })
        })
        .collect()
}
