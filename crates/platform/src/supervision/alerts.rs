//! Alerts as lists, and how one is made out of a finding.

use crate::engine::prelude::*;
use procurement::{
    law::{Control, Level},
    registry::{Kind as OrganisationKind, Organisation},
    supervision::{Alert, AlertEvent, Raised, Reason, risk::Finding},
};

/// An alert shows no more streams than this; the rest is counted in its message.
const EVIDENCE: usize = 50;

/// One row per alert.
pub(super) struct Alerts;

fn rank(level: Level) -> i64 {
    match level {
        Level::Yellow => 1,
        Level::Orange => 2,
        Level::Red => 3,
    }
}
fn level(rank: i64) -> Level {
    match rank {
        3 => Level::Red,
        2 => Level::Orange,
        _ => Level::Yellow,
    }
}

impl View for Alerts {
    fn name(&self) -> &'static str {
        "supervision_alert"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![Table {
            name: "supervision_alert",
            columns: const {
                &[
                    Column::text("id"),
                    Column::text("rule"),
                    Column::int("level"),
                    Column::text("region"),
                    Column::text("organisation"),
                    Column::text("subject"),
                    Column::text("title"),
                    Column::text("state"),
                    Column::int("at"),
                ]
            },
            primary: &["id"],
            indexes: const { &[Index::on(&["at"]), Index::on(&["organisation", "at"]), Index::on(&["subject"])] },
        }]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(alert)) = (event.event::<AlertEvent>(), event.state::<Alert>()) else {
            return Ok(());
        };
        let id = event.stream.uuid().to_string();
        let AlertEvent::Raised(raised) = happened else {
            return tx.later(
                "UPDATE supervision_alert SET state = $2 WHERE id = $1",
                &[id.into(), alert.state().into()],
            );
        };
        tx.later(
            "INSERT INTO supervision_alert (id, rule, level, region, organisation, subject, title, state, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                id.into(),
                raised.rule.as_str().into(),
                rank(raised.level).into(),
                raised.region.code().into(),
                raised.organisation.to_string().into(),
                raised.subject.as_str().into(),
                raised.title.as_str().into(),
                alert.state().into(),
                event.at.millis().into(),
            ],
        )
    }
}

/// One alert of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// Which.
    pub id: AlertId,
    /// The risk point.
    pub rule: String,
    /// Its level.
    pub level: Level,
    /// Where.
    pub region: Region,
    /// Whose doing.
    pub organisation: OrganisationId,
    /// About what.
    pub subject: StreamName,
    /// The same in words.
    pub title: String,
    /// `open`, `asked`, `explained`, `confirmed`, `dismissed`.
    pub state: String,
    /// Since when.
    pub at: Instant,
}
const ROW: &str =
    "SELECT id, rule, level, region, organisation, subject, title, state, at FROM supervision_alert";
fn alert_row(row: &Row) -> Result<AlertRow, StoreError> {
    Ok(AlertRow {
        id: row.parse(0)?,
        rule: row.text(1)?.to_owned(),
        level: level(row.int(2)?),
        region: row.parse(3)?,
        organisation: row.parse(4)?,
        subject: row.parse(5)?,
        title: row.text(6)?.to_owned(),
        state: row.text(7)?.to_owned(),
        at: row.instant(8)?,
    })
}

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertFilter {
    /// One level only.
    pub level: Option<Level>,
    /// One state only; `None` is everything not yet closed.
    pub state: Option<String>,
    /// One risk point only.
    pub rule: Option<String>,
    /// Words of the title.
    pub words: Option<String>,
}
impl AlertFilter {
    fn sql(&self, region: Region) -> (String, Vec<Value>) {
        let everywhere = region == Region::default();
        let prefix = if everywhere { String::new() } else { region.prefix().to_owned() };
        let mut params: Vec<Value> = vec![format!("{prefix}%").into()];
        let mut sql = " WHERE region LIKE $1".to_owned();
        let mut add = |condition: &str, value: Value| {
            params.push(value);
            sql.push_str(&condition.replace('?', &format!("${}", params.len())));
        };
        if let Some(level) = self.level {
            add(" AND level = ?", rank(level).into());
        }
        if let Some(rule) = &self.rule {
            add(" AND rule = ?", rule.as_str().into());
        }
        if let Some(words) = &self.words {
            let words: String = words.chars().filter(|c| !matches!(c, '%' | '_')).collect();
            add(" AND title LIKE ?", format!("%{words}%").into());
        }
        match &self.state {
            Some(state) => add(" AND state = ?", state.as_str().into()),
            None => sql.push_str(" AND state NOT IN ('confirmed', 'dismissed')"),
        }
        (sql, params)
    }
}

/// Alerts within a regulator's reach, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn alerts_in(
    tx: &mut dyn Tx,
    region: Region,
    filter: &AlertFilter,
    skip: u32,
    limit: u32,
) -> Result<Vec<AlertRow>, StoreError> {
    let (condition, mut params) = filter.sql(region);
    params.extend([i64::from(limit).into(), i64::from(skip).into()]);
    let (limit, skip) = (params.len() - 1, params.len());
    let sql = format!("{ROW}{condition} ORDER BY at DESC, id LIMIT ${limit} OFFSET ${skip}");
    tx.query(&sql, &params)?.iter().map(alert_row).collect()
}
/// How many alerts within a regulator's reach, by level.
///
/// # Errors
/// If the store cannot be read.
pub fn count_alerts(
    tx: &mut dyn Tx,
    region: Region,
    filter: &AlertFilter,
) -> Result<Vec<(Level, i64)>, StoreError> {
    let (condition, params) = filter.sql(region);
    let sql = format!(
        "SELECT level, COUNT(*) FROM supervision_alert{condition} GROUP BY level ORDER BY level DESC"
    );
    tx.query(&sql, &params)?.iter().map(|row| Ok((level(row.int(0)?), row.int(1)?))).collect()
}
/// Alerts about one organisation's doing, newest first. Which of them its people may see says [`Alert::shown_to`].
///
/// # Errors
/// If the store cannot be read.
pub fn alerts_of(
    tx: &mut dyn Tx,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<AlertRow>, StoreError> {
    let sql = format!("{ROW} WHERE organisation = $1 ORDER BY at DESC, id LIMIT $2");
    tx.query(&sql, &[organisation.to_string().into(), i64::from(limit).into()])?
        .iter()
        .map(alert_row)
        .collect()
}
/// Alerts about one stream, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn alerts_about(tx: &mut dyn Tx, subject: &StreamName) -> Result<Vec<AlertRow>, StoreError> {
    let sql = format!("{ROW} WHERE subject = $1 ORDER BY at DESC, id LIMIT 200");
    tx.query(&sql, &[subject.as_str().into()])?.iter().map(alert_row).collect()
}

/// What an alert is about.
pub(super) struct About {
    pub subject: StreamName,
    pub title: String,
    pub organisation: OrganisationId,
    pub reason: Option<Reason>,
}

/// The alert that a finding becomes.
pub(super) fn case(desk: &mut Desk<'_, '_>, finding: Finding, about: About) -> Result<Raised, Stop> {
    let concerned = desk.load::<Organisation>(about.organisation)?;
    let region = concerned.registration.region;
    let answerer = match concerned.registration.kind {
        OrganisationKind::Purchaser => Role::PurchaserClerk,
        OrganisationKind::Agency => Role::AgencyPm,
        OrganisationKind::Supplier => Role::SupplierClerk,
        OrganisationKind::Experts => Role::Expert,
        OrganisationKind::Regulator => Role::FaRegulatorHead,
        OrganisationKind::ServiceProvider => Role::ServiceProvider,
        OrganisationKind::Bank | OrganisationKind::Insurer => Role::FinanceInstitution,
        OrganisationKind::Operator => Role::Operator,
    };
    let law = desk.law(region);
    let rule = law.rule(&finding.rule).ok_or_else(|| {
        Refusal::new("E_UNKNOWN_RULE").rule(finding.rule.clone()).arg("name", finding.rule.clone())
    })?;
    let (level, control) = (rule.level.unwrap_or(Level::Yellow), rule.control.unwrap_or(Control::Record));
    let regulator = match crate::registry::finance_of(desk, region) {
        Ok(found) => Some(found),
        Err(Stop::Refused(_)) => None,
        Err(broken) => return Err(broken),
    };
    let mut evidence = finding.evidence;
    evidence.truncate(EVIDENCE);
    Ok(Raised {
        rule: finding.rule,
        level,
        control,
        args: finding.args,
        evidence,
        subject: about.subject,
        title: about.title,
        region,
        organisation: about.organisation,
        answerer,
        regulator,
        reason: about.reason,
    })
}
