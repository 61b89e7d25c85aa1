//! Lists of projects and notices, newest first.

use crate::{
    engine::prelude::*,
    registry::{Within, pattern},
};
use procurement::tender::{NoticeEvent, ProjectEvent};

/// One row a project; one row a notice, and one for each unit concerned is found by an index.
pub(super) struct Tenders;

impl View for Tenders {
    fn name(&self) -> &'static str {
        "tender"
    }
    fn version(&self) -> u32 {
        2
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "tender_project",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("purchaser"),
                        Column::text("agency"),
                        Column::text("region"),
                        Column::int("year"),
                        Column::int("serial"),
                        Column::text("number"),
                        Column::text("name"),
                        Column::int("at"),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    &[
                        Index::unique(&["region", "year", "serial"]),
                        Index::on(&["purchaser", "id"]),
                        Index::on(&["agency", "id"]),
                    ]
                },
            },
            Table {
                name: "tender_notice",
                columns: const {
                    &[
                        Column::text("id"),
                        Column::text("type"),
                        Column::text("region"),
                        Column::text("city"),
                        Column::text("title"),
                        Column::text("purchaser"),
                        Column::text("purchaser_name"),
                        Column::text("project"),
                        Column::text("project_no"),
                        Column::text("category"),
                        Column::text("method"),
                        Column::int("amount"),
                        Column::int("at"),
                        Column::int("period_end"),
                    ]
                },
                primary: &["id"],
                indexes: const {
                    // Each is read in the order of ids; what follows the id lets the other facets and words be judged in the index.
                    &[
                        Index::on(&["region", "id", "type", "category", "method", "title"]),
                        Index::on(&["city", "id", "type", "category", "method", "title"]),
                        Index::on(&["type", "id", "region", "category", "method", "title"]),
                        Index::on(&["project", "id"]),
                    ]
                },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let id = event.stream.uuid().to_string();
        if let Some(ProjectEvent::Opened(about)) = event.event::<ProjectEvent>() {
            let serial = about.number.rsplit('-').next().and_then(|text| text.parse::<i64>().ok());
            return tx.later(
                "INSERT INTO tender_project (id, purchaser, agency, region, year, serial, number, name, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                &[
                    id.into(),
                    about.purchaser.to_string().into(),
                    about.agency.to_string().into(),
                    about.region.code().into(),
                    i64::from(event.at.date().year()).into(),
                    serial.unwrap_or(0).into(),
                    about.number.as_str().into(),
                    about.name.as_str().into(),
                    event.at.millis().into(),
                ],
            );
        }
        if let Some(NoticeEvent::Published { notice, period_end }) = event.event::<NoticeEvent>() {
            return tx.later(
                "INSERT INTO tender_notice (id, type, region, city, title, purchaser, purchaser_name, project, \
                 project_no, category, method, amount, at, period_end) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                &[
                    id.into(),
                    notice.notice_type.code().into(),
                    notice.region.code().into(),
                    city(notice.region).into(),
                    notice.title.as_str().into(),
                    notice.purchaser.to_string().into(),
                    notice.purchaser_name.as_str().into(),
                    notice.project.map(|project| project.to_string()).unwrap_or_default().into(),
                    notice.project_no.as_str().into(),
                    notice.category.id().into(),
                    notice.method.map_or("", |method| method.id()).into(),
                    notice.amount.fen().into(),
                    event.at.millis().into(),
                    period_end.unwrap_or_default().millis().into(),
                ],
            );
        }
        Ok(())
    }
}

/// The prefix of the city a region lies in, its own if it is no county.
fn city(region: Region) -> String {
    let city = if region.level() == 3 { region.parent() } else { None };
    city.unwrap_or(region).prefix().to_owned()
}

/// One project of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its id.
    pub id: ProjectId,
    /// 项目编号
    pub number: String,
    /// 项目名称
    pub name: String,
    /// When it was opened.
    pub at: Instant,
}

/// Projects of an organisation or of a region, narrowed by words, the latest first.
///
/// # Errors
/// If the store cannot be read.
pub fn projects(
    tx: &mut dyn Tx,
    within: Within,
    words: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<ProjectRow>, StoreError> {
    let (condition, [one, two]) = within.condition("agency");
    let sql = format!(
        "SELECT id, number, name, at FROM tender_project WHERE {condition} AND (name LIKE $3 OR number LIKE $3) \
         ORDER BY id DESC LIMIT $4 OFFSET $5"
    );
    let params = [one, two, pattern(words).into(), i64::from(limit).into(), i64::from(offset).into()];
    let rows = tx.query(&sql, &params)?;
    let row = |row: &Row| {
        let at = Instant::from_millis(row.int(3)?);
        Ok(ProjectRow {
            id: row.parse(0)?,
            number: row.text(1)?.to_owned(),
            name: row.text(2)?.to_owned(),
            at,
        })
    };
    rows.iter().map(row).collect()
}

/// One notice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its id.
    pub id: NoticeId,
    /// `N-03`
    pub code: String,
    /// The purchaser's region.
    pub region: Region,
    /// Purchaser and matter.
    pub title: String,
    /// 采购人
    pub purchaser_name: String,
    /// 项目编号
    pub project_no: String,
    /// Budget, award or contract.
    pub amount: Money,
    /// When it was published.
    pub at: Instant,
    /// End of the notice period, if there is one.
    pub period_end: Option<Instant>,
}

const NOTICE: &str = "id, type, region, title, purchaser_name, project_no, amount, at, period_end";

fn notice(row: &Row) -> Result<NoticeRow, StoreError> {
    let end = Instant::from_millis(row.int(8)?);
    Ok(NoticeRow {
        id: row.parse(0)?,
        code: row.text(1)?.to_owned(),
        region: row.parse(2)?,
        title: row.text(3)?.to_owned(),
        purchaser_name: row.text(4)?.to_owned(),
        project_no: row.text(5)?.to_owned(),
        amount: Money::from_fen(row.int(6)?),
        at: Instant::from_millis(row.int(7)?),
        period_end: (end != Instant::default()).then_some(end),
    })
}

/// The notices of one project, oldest first.
///
/// # Errors
/// If the store cannot be read.
pub fn notices_of(tx: &mut dyn Tx, project: ProjectId) -> Result<Vec<NoticeRow>, StoreError> {
    let sql = format!("SELECT {NOTICE} FROM tender_notice WHERE project = $1 ORDER BY id");
    tx.query(&sql, &[project.to_string().into()])?.iter().map(notice).collect()
}
