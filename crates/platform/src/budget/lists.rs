//! Which indicators there are. Amounts are not copied here: they change with every hold and are read from the streams.

use crate::engine::prelude::*;
use procurement::budget::IndicatorEvent;

/// One row an indicator.
pub(super) struct Indicators;

impl View for Indicators {
    fn name(&self) -> &'static str {
        "budget_indicator"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "budget_indicator",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("organisation"),
                    Column::text("region"),
                    Column::int("year"),
                    Column::text("number"),
                    Column::text("project"),
                    Column::text("catalogue"),
                ]
            },
            primary: &["id"],
            indexes: const {
                &[Index::unique(&["region", "year", "number"]), Index::on(&["organisation", "year"])]
            },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let Some(IndicatorEvent::Imported { issue, .. }) = event.event::<IndicatorEvent>() else {
            return Ok(());
        };
        tx.later(
            "INSERT INTO budget_indicator (id, organisation, region, year, number, project, catalogue) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                event.stream.uuid().to_string().into(),
                issue.organisation.to_string().into(),
                issue.region.code().into(),
                i64::from(issue.year).into(),
                issue.number.as_str().into(),
                issue.project.as_str().into(),
                issue.catalogue.as_str().into(),
            ],
        )
    }
}

/// Refuses a number that the region has already used this year.
pub(super) fn require_new_number(
    desk: &mut Desk<'_, '_>,
    region: Region,
    year: i16,
    number: &str,
) -> Result<(), Stop> {
    let taken = desk.query(
        "SELECT id FROM budget_indicator WHERE region = $1 AND year = $2 AND number = $3",
        &[region.code().into(), i64::from(year).into(), number.into()],
    )?;
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Refusal::new("E_INDICATOR_TAKEN")
            .arg("number", number)
            .field("number", "field-number-taken")
            .into())
    }
}

/// One indicator of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Its id.
    pub id: IndicatorId,
    /// 预算单位
    pub organisation: OrganisationId,
    /// 年度
    pub year: i64,
    /// 指标文号
    pub number: String,
    /// 预算项目
    pub project: String,
}

/// Indicators of one unit (or, without, of a region and below), newest year first.
///
/// # Errors
/// If the store cannot be read.
pub fn indicators(
    tx: &mut dyn Tx,
    organisation: Option<OrganisationId>,
    region: Region,
    limit: u32,
    offset: u32,
) -> Result<Vec<IndicatorRow>, StoreError> {
    let (filter, value) = match organisation {
        Some(organisation) => ("organisation = $1", organisation.to_string()),
        None if region == Region::default() => ("region LIKE $1", "%".to_owned()),
        None => ("region LIKE $1", format!("{}%", region.prefix())),
    };
    let sql = format!(
        "SELECT id, organisation, year, number, project FROM budget_indicator WHERE {filter} \
         ORDER BY year DESC, id DESC LIMIT $2 OFFSET $3"
    );
    let rows = tx.query(&sql, &[value.into(), i64::from(limit).into(), i64::from(offset).into()])?;
    rows.iter()
        .map(|row| {
            Ok(IndicatorRow {
                id: row.parse(0)?,
                organisation: row.parse(1)?,
                year: row.int(2)?,
                number: row.text(3)?.to_owned(),
                project: row.text(4)?.to_owned(),
            })
        })
        .collect()
}
