//! What the draw, reviews and pages ask about experts.

use crate::engine::prelude::*;
use procurement::registry::{
    Compliance, DismissalCause, Expert, ExpertEvent, ExpertStanding, Paper, SuspensionCause,
};

/// One row per record, per speciality, per unit to avoid, and per finding.
pub(in crate::registry) struct Experts;

impl View for Experts {
    fn name(&self) -> &'static str {
        "registry_expert"
    }
    fn version(&self) -> u32 {
        1
    }
    fn tables(&self) -> Vec<Table> {
        vec![
            Table {
                name: "registry_expert",
                columns: const {
                    &[
                        Column::text("person"),
                        Column::text("speciality"),
                        Column::text("region"),
                        Column::text("employer"),
                        Column::text("state"),
                    ]
                },
                primary: &["person", "speciality"],
                indexes: const { &[Index::on(&["speciality", "region"])] },
            },
            Table {
                name: "registry_expert_avoid",
                columns: const {
                    &[
                        Column::text("person"),
                        Column::int("ordinal"),
                        Column::text("uscc"),
                        Column::text("ended"),
                    ]
                },
                primary: &["person", "ordinal"],
                indexes: const { &[Index::on(&["uscc"])] },
            },
            Table {
                name: "registry_expert_record",
                columns: const {
                    &[
                        Column::text("expert"),
                        Column::text("person"),
                        Column::text("code"),
                        Column::text("region"),
                        Column::text("reviewer"),
                        Column::text("standing"),
                        Column::text("cause"),
                        Column::text("paper"),
                        Column::text("employer"),
                        Column::text("citizen_mark"),
                        Column::text("phone_mark"),
                        Column::text("card_mark"),
                        Column::text("retires"),
                        Column::text("term_until"),
                        Column::text("certificate_until"),
                    ]
                },
                primary: &["expert"],
                indexes: const {
                    &[
                        Index::on(&["reviewer", "standing"]),
                        Index::on(&["region", "standing"]),
                        Index::on(&["citizen_mark"]),
                        Index::on(&["phone_mark"]),
                        Index::on(&["card_mark"]),
                        Index::on(&["employer"]),
                    ]
                },
            },
            Table {
                name: "registry_expert_finding",
                columns: const {
                    &[
                        Column::text("expert"),
                        Column::int("number"),
                        Column::text("reviewer"),
                        Column::text("kind"),
                        Column::text("fact"),
                        Column::text("state"),
                        Column::int("at"),
                    ]
                },
                primary: &["expert", "number"],
                indexes: const { &[Index::on(&["reviewer", "at"])] },
            },
        ]
    }
    fn on(&self, tx: &mut dyn Tx, event: &Recorded<'_>) -> Result<(), StoreError> {
        let (Some(happened), Some(state)) = (event.event::<ExpertEvent>(), event.state::<Expert>()) else {
            return Ok(());
        };
        let id = event.stream.uuid().to_string();
        match happened {
            ExpertEvent::Filled { .. } | ExpertEvent::Revealed { .. } | ExpertEvent::ExamFailed { .. } => {
                Ok(())
            }
            ExpertEvent::FindingRaised { finding } => {
                let reviewer = state.office.as_ref().map(|office| office.reviewer.to_string());
                tx.later(
                    "INSERT INTO registry_expert_finding (expert, number, reviewer, kind, fact, state, at) \
                     VALUES ($1, $2, $3, $4, $5, 'open', $6)",
                    &[
                        id.into(),
                        i64::from(finding.number).into(),
                        reviewer.unwrap_or_default().into(),
                        finding.kind.id().into(),
                        finding.fact.as_str().into(),
                        finding.at.millis().into(),
                    ],
                )
            }
            ExpertEvent::FindingAsked { number, .. } => finding(tx, id, *number, "asked"),
            ExpertEvent::FindingExplained { number, .. } => finding(tx, id, *number, "explained"),
            ExpertEvent::FindingAnswered { number, answer, .. } => finding(tx, id, *number, answer.id()),
            ExpertEvent::TakenOver { .. } | ExpertEvent::Accepted { .. } => {
                record(tx, &id, state)?;
                drawn(tx, &id, state)
            }
            _ => {
                record(tx, &id, state)?;
                tx.later(
                    "UPDATE registry_expert SET state = $2 WHERE person = $1",
                    &[id.into(), state.standing.id().into()],
                )
            }
        }
    }
}

fn finding(tx: &mut dyn Tx, id: String, number: u32, state: &str) -> Result<(), StoreError> {
    tx.later(
        "UPDATE registry_expert_finding SET state = $3 WHERE expert = $1 AND number = $2",
        &[id.into(), i64::from(number).into(), state.into()],
    )
}

/// The record's own row. Marks are those of what was handed in last, so that a second application shows.
fn record(tx: &mut dyn Tx, id: &str, state: &Expert) -> Result<(), StoreError> {
    let Some(office) = &state.office else { return Ok(()) };
    let cause = match &state.standing {
        ExpertStanding::Suspended { cause, .. } => SuspensionCause::id(*cause),
        ExpertStanding::Dismissed { cause, .. } | ExpertStanding::Archived { cause } => {
            DismissalCause::id(*cause)
        }
        _ => "",
    };
    let paper = match &state.paper {
        Paper::Submitted { purpose, .. } => purpose.id(),
        _ => "",
    };
    let (served, marks) = (&state.served, state.served.marks.or(state.draft.marks));
    let mark = |of: fn(&procurement::registry::IdentityMarks) -> Digest| {
        marks.as_ref().map(|marks| of(marks).to_string()).unwrap_or_default()
    };
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    tx.later(
        "INSERT INTO registry_expert_record (expert, person, code, region, reviewer, standing, cause, paper, \
         employer, citizen_mark, phone_mark, card_mark, retires, term_until, certificate_until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         ON CONFLICT (expert) DO UPDATE SET standing = excluded.standing, cause = excluded.cause, \
         paper = excluded.paper, employer = excluded.employer, citizen_mark = excluded.citizen_mark, \
         phone_mark = excluded.phone_mark, card_mark = excluded.card_mark, retires = excluded.retires, \
         term_until = excluded.term_until, certificate_until = excluded.certificate_until",
        &[
            id.into(),
            office.person.to_string().into(),
            office.code.as_str().into(),
            office.region.code().into(),
            office.reviewer.to_string().into(),
            state.standing.id().into(),
            cause.into(),
            paper.into(),
            served.employer().unwrap_or_default().into(),
            mark(|marks| marks.citizen_id).into(),
            mark(|marks| marks.phone).into(),
            mark(|marks| marks.card).into(),
            date(served.retires).into(),
            date(state.term.map(|term| term.until)).into(),
            date(served.title.as_ref().and_then(|title| title.until)).into(),
        ],
    )
}

/// What the draw asks: specialities in service, and whom to avoid.
fn drawn(tx: &mut dyn Tx, id: &str, state: &Expert) -> Result<(), StoreError> {
    let Some(office) = &state.office else { return Ok(()) };
    let served = &state.served;
    tx.later("DELETE FROM registry_expert WHERE person = $1", &[id.into()])?;
    for claim in &served.claims {
        tx.later(
            "INSERT INTO registry_expert (person, speciality, region, employer, state) VALUES ($1, $2, $3, $4, $5)",
            &[
                id.into(),
                claim.code.as_str().into(),
                office.region.code().into(),
                served.employer().unwrap_or_default().into(),
                state.standing.id().into(),
            ],
        )?;
    }
    tx.later("DELETE FROM registry_expert_avoid WHERE person = $1", &[id.into()])?;
    let employers = served.work.iter().filter_map(|one| {
        let ended = one.until.map(|until| until.to_string()).unwrap_or_default();
        Some((one.uscc.clone()?, ended))
    });
    let units = served.reach.iter().flat_map(|reach| &reach.units);
    let all = employers.chain(units.map(|unit| (unit.uscc.clone(), String::new())));
    (0_i64..).zip(all).try_for_each(|(ordinal, (uscc, ended))| {
        tx.later(
            "INSERT INTO registry_expert_avoid (person, ordinal, uscc, ended) VALUES ($1, $2, $3, $4)",
            &[id.into(), ordinal.into(), uscc.into(), ended.into()],
        )
    })
}

/// One expert of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertRow {
    /// The record.
    pub id: ExpertId,
    /// 专家编号
    pub code: String,
    /// Where.
    pub region: Region,
    /// `active`, …
    pub standing: String,
    /// What waits for review: `application`, `change`, `renewal`; empty for nothing.
    pub paper: String,
    /// Last day of the term; empty for none.
    pub term_until: String,
}
/// Which experts are wanted.
#[derive(Clone, Debug, Default)]
pub struct ExpertsWanted<'a> {
    /// At or under this region.
    pub region: Region,
    /// In this standing.
    pub standing: Option<&'a str>,
    /// With a code that holds this.
    pub words: Option<&'a str>,
}

/// The experts of a region, by code.
///
/// # Errors
/// If the store cannot be read.
pub fn experts_of(
    tx: &mut dyn Tx,
    wanted: &ExpertsWanted<'_>,
    limit: u32,
    skip: u32,
) -> Result<Vec<ExpertRow>, StoreError> {
    let prefix = wanted.region.prefix();
    // "a" is greater than every digit of a code of divisions.
    let mut params: Vec<Value> = vec![prefix.into(), format!("{prefix}a").into()];
    let mut sql = "SELECT expert, code, region, standing, paper, term_until FROM registry_expert_record \
                   WHERE region >= $1 AND region < $2"
        .to_owned();
    if wanted.region == Region::default() {
        params[1] = "a".into();
    }
    if let Some(standing) = wanted.standing {
        params.push(standing.into());
        sql += &format!(" AND standing = ${}", params.len());
    }
    if let Some(words) = wanted.words {
        params.push(crate::registry::pattern(&words.to_uppercase()).into());
        sql += &format!(" AND code LIKE ${}", params.len());
    }
    params.extend([i64::from(limit).into(), i64::from(skip).into()]);
    sql += &format!(" ORDER BY code, expert LIMIT ${} OFFSET ${}", params.len() - 1, params.len());
    let rows = tx.query(&sql, &params)?;
    rows.iter()
        .map(|row| {
            Ok(ExpertRow {
                id: row.parse(0)?,
                code: row.text(1)?.to_owned(),
                region: row.parse(2)?,
                standing: row.text(3)?.to_owned(),
                paper: row.text(4)?.to_owned(),
                term_until: row.text(5)?.to_owned(),
            })
        })
        .collect()
}

/// One finding of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// The record.
    pub expert: ExpertId,
    /// 专家编号
    pub code: String,
    /// The finding's number.
    pub number: u32,
    /// `age`, …
    pub kind: String,
    /// The fact.
    pub fact: String,
    /// `open`, `asked`, `explained`, `kept`, `suspended`, `dismissed`.
    pub state: String,
    /// When it was found.
    pub at: Instant,
}
const FINDING: &str = "SELECT f.expert, r.code, f.number, f.kind, f.fact, f.state, f.at \
     FROM registry_expert_finding f JOIN registry_expert_record r ON r.expert = f.expert";

fn finding_row(row: &Row) -> Result<FindingRow, StoreError> {
    Ok(FindingRow {
        expert: row.parse(0)?,
        code: row.text(1)?.to_owned(),
        number: u32::try_from(row.int(2)?).unwrap_or(0),
        kind: row.text(3)?.to_owned(),
        fact: row.text(4)?.to_owned(),
        state: row.text(5)?.to_owned(),
        at: row.instant(6)?,
    })
}

/// Everything that reviews found about one expert, the newest first.
///
/// # Errors
/// If the store cannot be read.
pub fn findings_of(tx: &mut dyn Tx, expert: ExpertId) -> Result<Vec<FindingRow>, StoreError> {
    let sql = format!("{FINDING} WHERE f.expert = $1 ORDER BY f.number DESC LIMIT 100");
    tx.query(&sql, &[expert.to_string().into()])?.iter().map(finding_row).collect()
}
/// What one review of a finance department found: all findings of one moment.
///
/// # Errors
/// If the store cannot be read.
pub fn findings_of_run(
    tx: &mut dyn Tx,
    authority: OrganisationId,
    at: Instant,
) -> Result<Vec<FindingRow>, StoreError> {
    let sql = format!("{FINDING} WHERE f.reviewer = $1 AND f.at = $2 ORDER BY r.code, f.number LIMIT 1000");
    tx.query(&sql, &[authority.to_string().into(), at.millis().into()])?.iter().map(finding_row).collect()
}

/// The reviews of a finance department; `None` before its first expert.
///
/// # Errors
/// If the store cannot be read.
pub fn compliance_of(
    platform: &crate::Platform,
    authority: OrganisationId,
) -> Result<Option<Compliance>, StoreError> {
    platform.state::<Compliance>(super::reviews_of(authority))
}
/// The record of a person; `None` for who is no expert.
///
/// # Errors
/// If the store cannot be read.
pub fn expert_of(
    platform: &crate::Platform,
    person: PersonId,
) -> Result<Option<(ExpertId, Expert)>, StoreError> {
    let id = super::of_person(person);
    Ok(platform.state::<Expert>(id)?.map(|expert| (id, expert)))
}
