//! Who may be drawn: found in the registry, listed as commitments, found again behind them.

use crate::{engine::prelude::*, evaluation::READ_OUT};
use procurement::{
    draw::{ALGORITHM, Candidate, Candidates, Draw, DrawRequest, candidate_commitment, candidates_digest},
    registry::Organisation,
    tender::{Lot, LotStage},
};
use std::collections::{BTreeMap, BTreeSet};

/// Commitments on one page of the list; a page fits a body of the journal.
const PAGE: usize = 240;

/// An expert who meets a request's conditions.
struct Eligible {
    person: PersonId,
    organisation: OrganisationId,
    employer: String,
}

/// Fixes the candidate list of a request: salts it, stores it page by page, seals the salt under the draw.
pub(super) fn fix(
    desk: &mut Desk<'_, '_>,
    draw: DrawId,
    request: &DrawRequest,
    called: &[PersonId],
) -> Result<Candidates, Stop> {
    let salt = Digest::from_bytes(kernel::secret::bytes()).to_string();
    let mut found = eligible(desk, request)?;
    found.retain(|expert| !called.contains(&expert.person));
    spare_busy(desk, draw, request, &mut found)?;
    let mut list: Vec<Digest> =
        found.iter().map(|expert| candidate_commitment(salt.as_bytes(), expert.person)).collect();
    list.sort();
    let pages = list.chunks(PAGE).map(|page| desk.put(&page)).collect::<Result<Vec<_>, _>>()?;
    Ok(Candidates {
        count: u32::try_from(list.len()).unwrap_or(u32::MAX),
        digest: candidates_digest(&list),
        pages,
        salt: desk.seal(draw, &salt)?,
        algorithm: ALGORITHM.to_owned(),
    })
}

/// The candidates of the fixed list who can be called now, by index: still in the registry, and not to avoid, the
/// bidders included once the bids were opened (二次回避比对).
pub(crate) fn pool(desk: &mut Desk<'_, '_>, draw: &Draw) -> Result<BTreeMap<u32, Candidate>, Stop> {
    let (Some(request), Some(candidates)) = (&draw.request, &draw.candidates) else {
        return Ok(BTreeMap::new());
    };
    let Some(salt) = desk.unseal(&candidates.salt)? else { return Ok(BTreeMap::new()) };
    let mut list: Vec<Digest> = Vec::new();
    for page in &candidates.pages {
        list.extend(desk.get::<Vec<Digest>>(page)?);
    }
    let found = eligible(desk, request)?.into_iter().filter_map(|expert| {
        let index = list.binary_search(&candidate_commitment(salt.as_bytes(), expert.person)).ok()?;
        let employer = Digest::of_parts(&[salt.as_bytes(), expert.employer.as_bytes()]);
        let candidate = Candidate { person: expert.person, organisation: expert.organisation, employer };
        Some((u32::try_from(index).ok()?, candidate))
    });
    Ok(found.collect())
}

/// Leaves out whoever sits too often already, as long as enough remain.
fn spare_busy(
    desk: &mut Desk<'_, '_>,
    draw: DrawId,
    request: &DrawRequest,
    found: &mut Vec<Eligible>,
) -> Result<(), Stop> {
    let law = desk.law(request.region);
    let needed = usize::try_from(request.panel.experts).unwrap_or(usize::MAX);
    let busy = super::lists::busy(desk, draw, request.evaluation_at.date(), &law)?;
    if found.iter().filter(|expert| !busy.contains(&expert.person)).count() >= needed {
        found.retain(|expert| !busy.contains(&expert.person));
    }
    Ok(())
}

/// Experts in office with one of the specialities, within reach, and with nothing to avoid: no party is an employer of
/// theirs, was one within three years (政府采购法实施条例第九条; D-EXP-03), or stands on their own list.
fn eligible(desk: &mut Desk<'_, '_>, request: &DrawRequest) -> Result<Vec<Eligible>, Stop> {
    let mut avoid: BTreeSet<String> = request.avoid.iter().map(|one| one.employer.clone()).collect();
    let lot = desk.load::<Lot>(request.lot)?;
    let mut organisations = vec![request.purchaser, request.agency];
    if matches!(lot.stage, LotStage::Opening { .. } | LotStage::Evaluating { .. }) {
        organisations.extend(bidders(desk, request.lot)?.into_iter().map(|(_, supplier)| supplier));
    }
    for organisation in organisations {
        avoid.insert(desk.load::<Organisation>(organisation)?.registration.uscc.clone());
    }
    let barred = barred(desk, request, &avoid)?;
    let mut found = BTreeMap::new();
    for speciality in &request.specialities {
        let rows = desk.query(
            "SELECT e.person, p.organisation, e.employer FROM registry_expert e \
             JOIN registry_person p ON p.id = e.person \
             WHERE e.speciality = $1 AND e.state = 'active' AND p.state = 'active' AND e.region LIKE $2",
            &[speciality.as_str().into(), format!("{}%", request.reach.prefix()).into()],
        )?;
        for row in &rows {
            let employer = row.text(2)?.to_owned();
            let person: PersonId = row.parse(0)?;
            if !barred.contains(&person) {
                found.insert(person, Eligible { person, organisation: row.parse(1)?, employer });
            }
        }
    }
    Ok(found.into_values().collect())
}

/// Experts who have to avoid one of these units.
fn barred(
    desk: &mut Desk<'_, '_>,
    request: &DrawRequest,
    units: &BTreeSet<String>,
) -> Result<BTreeSet<PersonId>, Stop> {
    let (law, at) = (desk.law(request.region), request.evaluation_at);
    let mut barred = BTreeSet::new();
    for unit in units {
        let sql = "SELECT person, ended FROM registry_expert_avoid WHERE uscc = $1";
        for row in desk.query(sql, &[unit.as_str().into()])? {
            // No day stands for what has not ended.
            let free = match row.text(1)?.parse::<Date>() {
                Ok(ended) => law.earliest("D-EXP-03", Instant::at(ended, 0, 0))? <= at,
                Err(_) => false,
            };
            if !free {
                barred.insert(row.parse(0)?);
            }
        }
    }
    Ok(barred)
}

/// The bids of a lot that were read out, in the order of their hand-in, with their bidders.
pub(crate) fn bidders(desk: &mut Desk<'_, '_>, lot: LotId) -> Result<Vec<(BidId, OrganisationId)>, Stop> {
    let rows = desk.query(READ_OUT, &[lot.to_string().into()])?;
    rows.iter().map(|row| Ok((row.parse(0)?, row.parse(1)?))).collect()
}
