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

/// So many notices are looked at for one page, stretch by stretch until it is full, so that it costs the same at any size and
/// whatever is asked for; the next page goes on from there. Looking for words costs three times as much.
const STRETCHES: [u32; 3] = [500, 1_500, 8_000];
const STRETCHES_OF_WORDS: [u32; 3] = [500, 1_000, 2_000];

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

/// Conditions with their parameters.
#[derive(Clone)]
struct Sql {
    text: String,
    params: Vec<Value>,
}
impl Sql {
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        let place = self.place(value);
        self.text.push_str(&format!(" AND {}", condition.replace('?', &place)));
    }
    fn place(&mut self, value: impl Into<Value>) -> String {
        self.params.push(value.into());
        format!("${}", self.params.len())
    }
}

/// The facet whose index the list is read along, the narrowest that has one; without one the key itself.
fn along(filter: &NoticeFilter) -> Option<(&'static str, &str)> {
    match &filter.region {
        Some(county) if county.level() == 3 => Some(("region", county.code())),
        Some(city) if city.level() == 2 => Some(("city", city.prefix())),
        _ => filter.kind.as_deref().map(|kind| ("type", kind)),
    }
}

/// The newest notices that fit, `limit` at most. By key, not by number: page 10,000 costs what page 1 costs. One facet is asked
/// by equality along its index; the others are written so that no other index is taken for them, because it would lose the
/// order.
///
/// # Errors
/// If the store cannot be read.
pub fn notices(tx: &mut dyn Tx, filter: &NoticeFilter, limit: u32) -> Result<NoticePage, StoreError> {
    let stretches = if words(filter).next().is_none() { STRETCHES } else { STRETCHES_OF_WORDS };
    read(tx, filter, limit, &stretches)
}
fn read(
    tx: &mut dyn Tx,
    filter: &NoticeFilter,
    limit: u32,
    stretches: &[u32],
) -> Result<NoticePage, StoreError> {
    let mut page = NoticePage::default();
    if is_empty(tx, filter)? {
        return Ok(page);
    }
    let mut path = Sql { text: String::new(), params: Vec::new() };
    if let Some((column, value)) = along(filter) {
        path.and(&format!("{column} = ?"), value);
    }
    if let Some(from) = filter.from {
        path.and("id >= ?", floor(Instant::at(from, 0, 0)));
    }
    let mut top = match (filter.before, filter.until) {
        (Some(before), _) => before.to_string(),
        (None, Some(until)) => floor(Instant::end_of(until)),
        (None, None) => "g".to_owned(),
    };
    let wanted = limit as usize + 1;
    for stretch in stretches {
        let mut part = path.clone();
        part.and("id < ?", top);
        let edge = edge(tx, part.clone(), *stretch)?;
        if let Some(edge) = &edge {
            part.and("id >= ?", edge.as_str());
        }
        facets(&mut part, filter);
        let most = part.place(wanted - page.lines.len());
        let sql = format!(
            "SELECT {COLUMNS} FROM tender_notice WHERE id IN (SELECT id FROM tender_notice WHERE 1 = 1{} \
             ORDER BY id DESC LIMIT {most}) ORDER BY id DESC",
            part.text
        );
        for row in tx.query(&sql, &part.params)? {
            page.lines.push(line(&row)?);
        }
        if page.lines.len() == wanted {
            page.lines.pop();
            page.next = page.lines.last().map(|line| line.id);
            return Ok(page);
        }
        page.next = edge.as_deref().and_then(|edge| edge.parse().ok());
        let Some(edge) = edge else { return Ok(page) };
        top = edge;
    }
    Ok(page)
}

/// The words that are looked for.
fn words(filter: &NoticeFilter) -> impl Iterator<Item = &str> {
    filter.words.iter().flat_map(|words| words.split_whitespace()).take(5)
}

/// The province that is asked for: no index keeps the order of its notices.
fn province(filter: &NoticeFilter) -> Option<Region> {
    filter.region.filter(|region| region.level() == 1 && *region != Region::default())
}

/// Whether nothing at all was published in the province that is asked for.
fn is_empty(tx: &mut dyn Tx, filter: &NoticeFilter) -> Result<bool, StoreError> {
    let Some(province) = province(filter) else { return Ok(false) };
    let sql = "SELECT 1 FROM tender_notice WHERE region >= $1 AND region < $2 LIMIT 1";
    Ok(tx.query(sql, &[province.prefix().into(), format!("{}a", province.prefix()).into()])?.is_empty())
}

/// The id that ends a stretch of so many notices; `None` if there are not so many.
fn edge(tx: &mut dyn Tx, mut path: Sql, stretch: u32) -> Result<Option<String>, StoreError> {
    let skip = path.place(stretch - 1);
    let sql = format!(
        "SELECT id FROM tender_notice WHERE 1 = 1{} ORDER BY id DESC LIMIT 1 OFFSET {skip}",
        path.text
    );
    let rows = tx.query(&sql, &path.params)?;
    rows.first().map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// What the list is not read along already.
fn facets(sql: &mut Sql, filter: &NoticeFilter) {
    let taken = along(filter).map(|(column, _)| column);
    if let Some(province) = province(filter) {
        sql.and("region || '' >= ?", province.prefix());
        sql.and("region || '' < ?", format!("{}a", province.prefix()));
    }
    for (column, value) in
        [("type", &filter.kind), ("category", &filter.category), ("method", &filter.method)]
    {
        if let Some(value) = value.as_deref().filter(|_| taken != Some(column)) {
            sql.and(&format!("{column} || '' = ?"), value);
        }
    }
    for word in words(filter) {
        sql.and("title LIKE ? ESCAPE '\\'", format!("%{}%", escape(word)));
    }
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
    use crate::testing::Town;
    use procurement::{
        demand::Method,
        tender::{Notice, NoticeDraft, NoticeEvent, NoticeType},
    };
    use uuid::Uuid;
    #[test]
    fn ids_begin_with_their_time() {
        let at = Instant::at("2026-03-02".parse().expect("a date"), 9, 0);
        let mut bytes = [0xff; 16];
        bytes[..6].copy_from_slice(&u64::try_from(at.millis()).expect("positive").to_be_bytes()[2..]);
        let id = uuid::Uuid::from_bytes(bytes).to_string();
        assert!(floor(at) <= id && id < floor(at.plus(Span::millis(1))));
    }
    /// Sixty notices over four regions, three types and two categories, a minute apart, oldest first.
    fn town() -> (Town, Vec<(NoticeId, NoticeDraft)>) {
        let town = Town::new();
        let start = town.platform.now();
        let notices: Vec<(NoticeId, NoticeDraft)> = (0..60_u32)
            .map(|n| {
                let stamp = u64::try_from(start.millis()).expect("positive") + u64::from(n) * 60_000;
                let id =
                    uuid::Builder::from_unix_timestamp_millis(stamp, &kernel::secret::bytes()).into_uuid();
                let pick = |of: &[&'static str]| of[n as usize * 7 / 3 % of.len()];
                let draft = NoticeDraft {
                    notice_type: [NoticeType::Tender, NoticeType::Result, NoticeType::Contract]
                        [n as usize % 3],
                    title: format!("第{n}号{}采购", pick(&["办公设备", "学校设备", "50%"])),
                    region: pick(&["230606", "230600", "230102", "110101"]).parse().expect("a region"),
                    purchaser: town.purchaser.organisation,
                    purchaser_name: "大同区第三中学".to_owned(),
                    agency: None,
                    agency_name: None,
                    project: None,
                    project_no: format!("230606-2026-{n:06}"),
                    category: if n % 4 == 0 { Category::Works } else { Category::Goods },
                    method: Some(if n % 5 == 0 { Method::Inquiry } else { Method::PublicTender }),
                    amount: Money::from_yuan(i64::from(n)),
                    sections: Vec::new(),
                    people: Vec::new(),
                    source: IntentionId::from_uuid(Uuid::nil()).stream(),
                    relates_to: None,
                    attachments: Vec::new(),
                };
                (NoticeId::from_uuid(id), draft)
            })
            .collect();
        let events = notices.clone();
        let work: journal::Work = std::sync::Arc::new(move |unit| {
            for (id, draft) in &events {
                let notice = Box::new(draft.clone());
                unit.record::<Notice>(*id, NoticeEvent::Published { notice, period_end: None })?;
            }
            Ok(())
        });
        let request = journal::Request {
            actor: crate::system_actor(),
            on_behalf_of: None,
            name: "test.publish",
            id: crate::testing::fresh(),
            input: Digest::of(b""),
            ruleset: String::new(),
            lane: journal::Lane::Low,
            received: None,
        };
        town.platform.journal().submit(request, work).wait().expect("recorded");
        (town, notices)
    }
    /// All pages one after another.
    fn all(tx: &mut dyn Tx, filter: &NoticeFilter, limit: u32, stretches: &[u32]) -> Vec<NoticeId> {
        let mut filter = filter.clone();
        let mut ids = Vec::new();
        loop {
            let page = read(tx, &filter, limit, stretches).expect("a page");
            assert!(page.lines.len() <= limit as usize);
            ids.extend(page.lines.iter().map(|line| line.id));
            match page.next {
                Some(_) => filter.before = page.next,
                None => return ids,
            }
        }
    }
    #[test]
    fn every_combination_lists_what_fits_newest_first_and_nothing_twice() {
        let (town, notices) = town();
        let some = |values: &[&str]| {
            let values = values.iter().map(|value| Some((*value).to_owned()));
            std::iter::once(None).chain(values).collect::<Vec<_>>()
        };
        let regions = some(&["230606", "230600", "230000", "110000", "330000", "230800"]);
        for region in &regions {
            for kind in some(&["N-03", "N-01"]) {
                for category in some(&["works"]) {
                    for method in some(&["inquiry"]) {
                        for words in some(&["设备 学校", "50%", "%"]) {
                            let filter = NoticeFilter {
                                region: region.as_deref().map(|code| code.parse().expect("a region")),
                                kind: kind.clone(),
                                category: category.clone(),
                                method: method.clone(),
                                words,
                                ..NoticeFilter::default()
                            };
                            let fits = |draft: &NoticeDraft| {
                                filter.region.is_none_or(|region| region.covers(&draft.region))
                                    && filter
                                        .kind
                                        .as_deref()
                                        .is_none_or(|kind| kind == draft.notice_type.code())
                                    && filter.category.as_deref().is_none_or(|id| id == draft.category.id())
                                    && filter
                                        .method
                                        .as_deref()
                                        .is_none_or(|id| Some(id) == draft.method.map(|m| m.id()))
                                    && super::words(&filter).all(|word| draft.title.contains(word))
                            };
                            let wanted: Vec<NoticeId> = notices
                                .iter()
                                .rev()
                                .filter(|(_, draft)| fits(draft))
                                .map(|(id, _)| *id)
                                .collect();
                            let found = town.platform.journal().read(|tx| Ok(all(tx, &filter, 4, &[3, 8])));
                            assert_eq!(found.expect("read"), wanted, "{filter:?}");
                        }
                    }
                }
            }
        }
    }
    #[test]
    fn a_page_looks_no_further_than_its_stretches_and_says_where_the_next_goes_on() {
        let (town, notices) = town();
        let filter = NoticeFilter { words: Some("绝无此物".to_owned()), ..NoticeFilter::default() };
        let page = town.platform.journal().read(|tx| read(tx, &filter, 4, &[3, 8])).expect("read");
        assert_eq!((page.lines.len(), page.next), (0, Some(notices[60 - 11].0)));
    }
    #[test]
    fn what_a_pattern_would_mean_is_escaped() {
        assert_eq!(escape("50%_a\\"), "50\\%\\_a\\\\");
    }
}
