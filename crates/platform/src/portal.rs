//! What the public portal asks: notices by their facets, and a few figures.

use crate::engine::prelude::*;

/// Which notices. Everything is optional.
#[derive(Clone, Debug, Default)]
pub struct NoticeFilter {
    /// At or under this region.
    pub region: Option<Region>,
    /// `N-03`.
    pub kind: Option<String>,
    /// `public_tender`.
    pub method: Option<String>,
    /// `goods`.
    pub category: Option<String>,
    /// Published on or after.
    pub from: Option<Date>,
    /// Published on or before.
    pub until: Option<Date>,
    /// Words in the title.
    pub words: Option<String>,
    /// Older than this one: the next page.
    pub before: Option<NoticeId>,
}

/// One notice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeLine {
    /// Its id.
    pub id: NoticeId,
    /// `N-03`
    pub code: String,
    /// The purchaser's region.
    pub region: Region,
    /// Purchaser and matter.
    pub title: String,
    /// 项目编号
    pub project_no: String,
    /// Budget, award or contract.
    pub amount: Money,
    /// When it was published.
    pub at: Instant,
    /// End of the notice period, if there is one.
    pub period_end: Option<Instant>,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticePage {
    /// Newest first.
    pub lines: Vec<NoticeLine>,
    /// `before` of the next page, if there may be more.
    pub next: Option<NoticeId>,
}

/// What no index serves looks at so many notices a page, so that it costs the same at any size; the next page goes on.
/// Measured at 1 M notices: 8 ms for words, 35 ms for a rare combination; all else under 2 ms.
const WORDS_WINDOW: u32 = 20_000;
const FACETS_WINDOW: u32 = 100_000;

const COLUMNS: &str = "id, type, region, title, project_no, amount, at, period_end";

fn line(row: &Row) -> Result<NoticeLine, StoreError> {
    let end = row.opt_int(7)?.map(Instant::from_millis).filter(|end| *end != Instant::default());
    Ok(NoticeLine {
        id: row.parse(0)?,
        code: row.text(1)?.to_owned(),
        region: row.parse(2)?,
        title: row.text(3)?.to_owned(),
        project_no: row.text(4)?.to_owned(),
        amount: row.money(5)?,
        at: row.instant(6)?,
        period_end: end,
    })
}

/// The smallest id that a notice published at `at` can have: ids begin with the time.
fn floor(at: Instant) -> String {
    let ms = u64::try_from(at.millis()).unwrap_or(0) & 0xffff_ffff_ffff;
    let hex = format!("{ms:012x}");
    format!("{}-{}", &hex[..8], &hex[8..])
}

struct Sql {
    text: String,
    params: Vec<Value>,
}
impl Sql {
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.params.push(value.into());
        self.text.push_str(&format!(" AND {}", condition.replace('?', &format!("${}", self.params.len()))));
    }
}

/// The newest notices that fit, `limit` at most. By key, not by number: page 10,000 costs what page 1 costs. The most
/// selective facet that has an index is asked by equality; the others are written so that no index is taken for them,
/// because an index by range would lose the order.
///
/// # Errors
/// If the store cannot be read.
pub fn notices(tx: &mut dyn Tx, filter: &NoticeFilter, limit: u32) -> Result<NoticePage, StoreError> {
    let mut sql =
        Sql { text: format!("SELECT {COLUMNS} FROM tender_notice WHERE 1 = 1"), params: Vec::new() };
    let mut bottom = None;
    match (filter.before, filter.until) {
        (Some(before), _) => sql.and("id < ?", Value::id(before)),
        (None, Some(until)) => sql.and("id < ?", floor(Instant::end_of(until))),
        (None, None) => {}
    }
    if let Some(from) = filter.from {
        sql.and("id >= ?", floor(Instant::at(from, 0, 0)));
    }
    let county = filter.region.filter(|region| region.level() == 3);
    match (county, filter.region) {
        (Some(county), _) => sql.and("region = ?", county.code()),
        (None, Some(region)) if region != Region::default() => {
            sql.and("region || '' >= ?", region.prefix());
            sql.and("region || '' < ?", format!("{}a", region.prefix()));
        }
        _ => {}
    }
    if let Some(kind) = &filter.kind {
        sql.and(if county.is_some() { "type || '' = ?" } else { "type = ?" }, kind.as_str());
    }
    if let Some(category) = &filter.category {
        sql.and("category || '' = ?", category.as_str());
    }
    if let Some(method) = &filter.method {
        sql.and("method || '' = ?", method.as_str());
    }
    let words = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
    let window = match words {
        Some(_) => Some(WORDS_WINDOW),
        None if filter.category.is_some() || filter.method.is_some() => Some(FACETS_WINDOW),
        None => None,
    };
    if let Some(edge) = window.map(|window| window_edge(tx, filter, window)).transpose()?.flatten() {
        sql.and("id >= ?", edge.as_str());
        bottom = Some(edge);
    }
    for word in words.into_iter().flat_map(str::split_whitespace).take(5) {
        sql.and("title LIKE ? ESCAPE '\\'", format!("%{}%", escape(word)));
    }
    sql.params.push((i64::from(limit) + 1).into());
    let text = format!("{} ORDER BY id DESC LIMIT ${}", sql.text, sql.params.len());
    let rows = tx.query(&text, &sql.params)?;
    let mut lines = rows.iter().map(line).collect::<Result<Vec<_>, _>>()?;
    let more = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    let next = if more { lines.last().map(|line| line.id) } else { bottom.and_then(|id| id.parse().ok()) };
    Ok(NoticePage { lines, next })
}

/// The oldest id that is looked at on this page; `None` if that is the first notice.
fn window_edge(tx: &mut dyn Tx, filter: &NoticeFilter, window: u32) -> Result<Option<String>, StoreError> {
    let top = match (filter.before, filter.until) {
        (Some(before), _) => before.to_string(),
        (None, Some(until)) => floor(Instant::end_of(until)),
        (None, None) => "g".to_owned(),
    };
    let sql = "SELECT id FROM tender_notice WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2";
    let rows = tx.query(sql, &[top.into(), i64::from(window).into()])?;
    rows.first().map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

fn escape(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The other notices of a project, newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn notices_of_project(tx: &mut dyn Tx, project: ProjectId) -> Result<Vec<NoticeLine>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM tender_notice WHERE project = $1 ORDER BY id DESC LIMIT 50");
    tx.query(&sql, &[project.to_string().into()])?.iter().map(line).collect()
}

/// What the first page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Published notices.
    pub notices: i64,
    /// Projects opened.
    pub projects: i64,
    /// Suppliers in good standing.
    pub suppliers: i64,
}

/// Counts; costs a walk over an index, so a page keeps the answer for a while.
///
/// # Errors
/// If the store cannot be read.
pub fn figures(tx: &mut dyn Tx) -> Result<Figures, StoreError> {
    let mut count = |sql: &str| tx.query(sql, &[])?.first().map_or(Ok(0), |row| row.int(0));
    Ok(Figures {
        notices: count("SELECT COUNT(*) FROM tender_notice")?,
        projects: count("SELECT COUNT(*) FROM tender_project")?,
        suppliers: count(
            "SELECT COUNT(*) FROM registry_organisation WHERE kind = 'supplier' AND state = 'active'",
        )?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn ids_begin_with_their_time() {
        let at = Instant::at("2026-03-02".parse().expect("a date"), 9, 0);
        let mut bytes = [0xff; 16];
        bytes[..6].copy_from_slice(&u64::try_from(at.millis()).expect("positive").to_be_bytes()[2..]);
        let id = uuid::Uuid::from_bytes(bytes).to_string();
        assert!(floor(at) <= id && id < floor(at.plus(Span::millis(1))));
    }
    #[test]
    fn what_a_pattern_would_mean_is_escaped() {
        assert_eq!(escape("50%_a\\"), "50\\%\\_a\\\\");
    }
}
