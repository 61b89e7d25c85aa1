//! What the data say about experts: the facts of a compliance review.

use crate::engine::prelude::*;
use procurement::{
    Law,
    registry::{Expert, FindingKind},
};
use std::collections::BTreeMap;

/// What was found about each expert.
pub(super) type Facts = BTreeMap<ExpertId, Vec<(FindingKind, String)>>;

/// Refuses a second record of one person 身份重复: every other one must be closed.
pub(super) fn require_only_record(
    desk: &mut Desk<'_, '_>,
    id: ExpertId,
    expert: &Expert,
) -> Result<(), Stop> {
    let Some(marks) = expert.draft.marks else { return Ok(()) };
    let rows = desk.query(
        "SELECT code FROM registry_expert_record WHERE citizen_mark = $1 AND expert <> $2 \
         AND standing IN ('training', 'active', 'suspended') LIMIT 1",
        &[marks.citizen_id.to_string().into(), id.to_string().into()],
    )?;
    match rows.first() {
        Some(row) => Err(Refusal::new("E_EXPERT_TWICE").arg("code", row.text(0)?.to_owned()).into()),
        None => Ok(()),
    }
}

/// The experts in office whom `authority` keeps.
pub(super) fn in_office(desk: &mut Desk<'_, '_>, authority: OrganisationId) -> Result<u32, Stop> {
    let rows = desk.query(
        "SELECT COUNT(*) FROM registry_expert_record WHERE reviewer = $1 AND standing IN ('active', 'suspended')",
        &[authority.to_string().into()],
    )?;
    let count = rows.first().map(|row| row.int(0)).transpose()?.unwrap_or(0);
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A check: what it finds, and a query for expert and fact among those in office; `$1` is the finance department.
type Check = (FindingKind, &'static str);
const OF: &str = "FROM registry_expert_record r";
const KEPT: &str = "r.reviewer = $1 AND r.standing IN ('active', 'suspended')";
/// Compared with today, `$2`.
const DATED: [Check; 3] = [
    (
        FindingKind::Age,
        "SELECT r.expert, r.retires {of} WHERE {kept} AND r.retires <> '' AND r.retires <= $2",
    ),
    (FindingKind::TermOver, "SELECT r.expert, r.term_until {of} WHERE {kept} AND r.term_until < $2"),
    (
        FindingKind::Certificate,
        "SELECT r.expert, r.certificate_until {of} WHERE {kept} AND r.certificate_until <> '' \
         AND r.certificate_until < $2",
    ),
];
const PLAIN: [Check; 7] = [
    (
        FindingKind::EmployerGone,
        "SELECT r.expert, r.employer {of} JOIN registry_organisation o ON o.uscc = r.employer \
         WHERE {kept} AND o.state = 'deregistered'",
    ),
    (
        FindingKind::Sanction,
        "SELECT r.expert, r.employer {of} JOIN registry_organisation o ON o.uscc = r.employer \
         WHERE {kept} AND o.state = 'suspended'",
    ),
    (
        FindingKind::Sanction,
        "SELECT r.expert, p.state {of} JOIN registry_person p ON p.id = r.person \
         WHERE {kept} AND p.state <> 'active'",
    ),
    (
        FindingKind::Sanction,
        "SELECT r.expert, other.code {of} JOIN registry_expert_record other \
         ON other.citizen_mark = r.citizen_mark AND other.expert <> r.expert \
         WHERE {kept} AND r.citizen_mark <> '' AND other.cause IN ('breach', 'crime')",
    ),
    (
        FindingKind::Duplicate,
        "SELECT r.expert, other.code {of} JOIN registry_expert_record other \
         ON other.citizen_mark = r.citizen_mark AND other.expert <> r.expert \
         WHERE {kept} AND r.citizen_mark <> '' AND other.standing IN ('training', 'active', 'suspended')",
    ),
    (
        FindingKind::Duplicate,
        "SELECT r.expert, other.code {of} JOIN registry_expert_record other \
         ON other.phone_mark = r.phone_mark AND other.expert <> r.expert \
         WHERE {kept} AND r.phone_mark <> '' AND other.standing IN ('training', 'active', 'suspended')",
    ),
    (
        FindingKind::Duplicate,
        "SELECT r.expert, other.code {of} JOIN registry_expert_record other \
         ON other.card_mark = r.card_mark AND other.expert <> r.expert \
         WHERE {kept} AND r.card_mark <> '' AND other.standing IN ('training', 'active', 'suspended')",
    ),
];

/// Gathers the facts about the experts whom `authority` keeps.
pub(super) fn gather(desk: &mut Desk<'_, '_>, authority: OrganisationId, law: &Law) -> Result<Facts, Stop> {
    let (mut facts, today) = (Facts::new(), desk.today());
    let year_ago = kernel::later(today, -12, 0).unwrap_or(today);
    let since = Instant::at(year_ago, 0, 0).millis();
    let of_authority: Value = authority.to_string().into();
    let mut ask = |kind: FindingKind, sql: &str, more: &[Value]| -> Result<(), Stop> {
        let params: Vec<Value> = [of_authority.clone()].into_iter().chain(more.iter().cloned()).collect();
        let sql = sql.replace("{of}", OF).replace("{kept}", KEPT) + " ORDER BY r.expert";
        for row in desk.query(&sql, &params)? {
            facts.entry(row.parse(0)?).or_default().push((kind, row.text(1)?.to_owned()));
        }
        Ok(())
    };
    for (kind, sql) in DATED {
        ask(kind, sql, &[today.to_string().into()])?;
    }
    for (kind, sql) in PLAIN {
        ask(kind, sql, &[])?;
    }
    ask(
        FindingKind::EmployerSupplier,
        "SELECT DISTINCT r.expert, r.employer {of} JOIN registry_organisation o ON o.uscc = r.employer \
         JOIN bidding_bid b ON b.supplier = o.id WHERE {kept} AND o.kind = 'supplier' AND b.at >= $2",
        &[since.into()],
    )?;
    let most = law.number("expert_same_party_max")?;
    for party in ["purchaser", "agency"] {
        let sql = format!(
            "SELECT r.expert, CAST(COUNT(*) AS TEXT) {{of}} JOIN draw_seat s ON s.person = r.person \
             WHERE {{kept}} AND s.standing = 'accepted' AND s.day >= $2 \
             GROUP BY r.expert, s.{party} HAVING COUNT(*) >= $3"
        );
        ask(FindingKind::Frequent, &sql, &[year_ago.to_string().into(), most.into()])?;
    }
    ask(
        FindingKind::LowRating,
        "SELECT r.expert, CAST(SUM(m.percent) / COUNT(*) AS TEXT) {of} JOIN evaluation_rating m ON m.person = r.person \
         WHERE {kept} AND m.direction = 'given' AND m.at >= $2 \
         GROUP BY r.expert HAVING COUNT(*) >= $3 AND SUM(m.percent) < $4 * COUNT(*)",
        &[since.into(), law.number("expert_rating_least")?.into(), law.number("expert_rating_low")?.into()],
    )?;
    Ok(facts)
}
