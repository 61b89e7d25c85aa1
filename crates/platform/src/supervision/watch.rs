//! The watch over the journal: rules that record run on every committed event, live and over history alike.

use super::raise_alert::RaiseAlert;
use crate::{
    Envelope, Platform,
    engine::{Command, Follower},
};
use journal::{Lane, StoreError, Stored};
use kernel::{Date, Instant, Money, OrganisationId, Region, StreamId, StreamName};
use procurement::{
    Law,
    bidding::{Bid, BidEvent, Offer, Opening, OpeningEvent},
    contract::{Contract, ContractEvent},
    plan::{Plan, PlanEvent},
    registry::Organisation,
    supervision::risk::{self, Finding, Found, Mark, MarkFacts, PriceFacts, SavingFacts, ShareFacts},
    tender::{Lot, LotEvent},
};

/// The follower. It holds nothing: what a rule needs is read when its event comes.
pub(super) struct Watch;

impl Follower for Watch {
    fn name(&self) -> &'static str {
        "supervision.watch"
    }
    fn on(&mut self, platform: &Platform, event: &Stored) -> Result<(), String> {
        look(platform, event).map(|_| ()).map_err(|problem| problem.to_string())
    }
}

/// What a run over history did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    /// Events read.
    pub events: u64,
    /// Alerts raised that were not known before.
    pub alerts: u64,
}

/// Runs the rules that record over the whole journal, as under the rule set now in force; what was found before is not
/// raised again.
///
/// # Errors
/// If the store cannot be read.
pub fn screen_history(platform: &Platform) -> Result<Screened, StoreError> {
    let end = platform.journal().head().seq;
    let mut done = Screened::default();
    let mut position = 0;
    while position < end {
        let page = platform.journal().feed(position, 512)?;
        let Some(last) = page.last().map(|event| event.seq) else { break };
        for event in page.iter().filter(|event| event.seq <= end) {
            done.events += 1;
            done.alerts += look(platform, event)?;
        }
        position = last;
    }
    Ok(done)
}

/// Something found, and about whom.
struct Sighting {
    finding: Finding,
    subject: StreamName,
    title: String,
    organisation: OrganisationId,
    key: Option<String>,
    happened: Instant,
}

/// Answers how many new alerts there are.
fn look(platform: &Platform, event: &Stored) -> Result<u64, StoreError> {
    let sightings = match event.kind.as_str() {
        "opening.announced" => opened(platform, event)?,
        "lot.awarded" => awarded(platform, event)?,
        "plan.filed" => filed(platform, event)?,
        "contract.took_effect" => contracted(platform, event)?,
        _ => return Ok(0),
    };
    let mut raised = 0;
    for sighting in sightings {
        raised += u64::from(raise(platform, sighting)?);
    }
    Ok(raised)
}

fn raise(platform: &Platform, sighting: Sighting) -> Result<bool, StoreError> {
    let finding = serde_json::to_string(&sighting.finding).unwrap_or_default();
    let command = RaiseAlert {
        finding,
        subject: sighting.subject.as_str().to_owned(),
        title: sighting.title,
        organisation: sighting.organisation,
        key: sighting.key,
        happened: sighting.happened,
    };
    let id = command.alert(&sighting.finding.rule, &sighting.subject).uuid();
    let input = serde_json::to_value(&command).unwrap_or_default();
    match platform.submit_as_system(Envelope::new(id, RaiseAlert::NAME, input), Lane::Low) {
        Ok(accepted) => Ok(!accepted.repeated),
        // Found before, perhaps with other numbers.
        Err(refusal) if matches!(&*refusal.code, "E_ALREADY" | "E_IDEMPOTENT_CONFLICT") => Ok(false),
        Err(refusal) if refusal.code == "E_BUSY" => Err(StoreError::Unavailable(refusal.to_string())),
        Err(refusal) => {
            tracing::error!(%refusal, rule = sighting.finding.rule, "an alert could not be raised");
            Ok(false)
        }
    }
}

fn law(platform: &Platform, region: Region, event: &Stored) -> Law {
    platform.outside().rules.law(region, event.at.date())
}
/// A rule that lacks its threshold where it is asked has nothing to say there.
fn say(found: Found) -> Option<Finding> {
    found.unwrap_or_else(|refusal| {
        tracing::error!(%refusal, "a risk rule lacks its threshold");
        None
    })
}

/// One opened bid.
struct Opened {
    stream: StreamName,
    supplier: OrganisationId,
    offer: Offer,
    certificate: Option<String>,
}
fn bids(platform: &Platform, opening: &StreamName) -> Result<Vec<Opened>, StoreError> {
    let mut all = Vec::new();
    for event in platform.journal().events(opening)? {
        let Some(OpeningEvent::BidOpened { bid, valid: true }) = event.event::<Opening>()? else { continue };
        let stream = bid.stream();
        let Some(matter) = platform.state::<Bid>(bid)?.and_then(|state| state.matter) else { continue };
        let (mut offer, mut certificate) = (None, None);
        for event in platform.journal().events(&stream)? {
            match event.event::<Bid>()? {
                Some(BidEvent::Submitted { envelope, .. }) => {
                    certificate = Some(envelope.signature.certificate.to_string());
                }
                Some(BidEvent::Decrypted { offer: found }) => offer = Some(found),
                _ => {}
            }
        }
        all.extend(offer.map(|offer| Opened { stream, supplier: matter.supplier, offer, certificate }));
    }
    Ok(all)
}

/// Prices and marks of a lot, once the bids are read out.
fn opened(platform: &Platform, event: &Stored) -> Result<Vec<Sighting>, StoreError> {
    let Some(id) = event.stream.id() else { return Ok(Vec::new()) };
    let Some(matter) = platform.state::<Opening>(id)?.and_then(|opening| opening.matter) else {
        return Ok(Vec::new());
    };
    let Some(about) = platform.state::<Lot>(matter.lot)?.and_then(|lot| lot.about) else {
        return Ok(Vec::new());
    };
    let law = law(platform, about.region, event);
    let bids = bids(platform, &event.stream)?;
    let mut sightings = Vec::new();
    let sighting = |finding: Finding, organisation, key| Sighting {
        finding,
        subject: matter.lot.stream(),
        title: about.title(),
        organisation,
        key,
        happened: event.at,
    };
    let prices =
        PriceFacts { ceiling: Some(about.ceiling), prices: bids.iter().map(|bid| bid.offer.price).collect() };
    for rule in
        [risk::equal_differences, risk::equal_ratios, risk::close_prices, risk::one_wins_others_follow]
    {
        let found = say(rule(&prices, &law));
        sightings.extend(found.map(|finding| {
            sighting(finding.shown_by(bids.iter().map(|bid| bid.stream.clone())), about.agency, None)
        }));
    }
    let marks = |of: fn(&Opened) -> Vec<String>| MarkFacts {
        marks: bids
            .iter()
            .map(|bid| Mark {
                supplier: bid.supplier.to_string(),
                values: of(bid),
                bid: Some(bid.stream.clone()),
            })
            .collect(),
    };
    let machines = marks(|bid| bid.offer.machine.iter().map(ToString::to_string).collect());
    let certificates = marks(|bid| bid.certificate.iter().cloned().collect());
    for finding in
        [say(risk::same_machine(&machines, &law)), say(risk::same_certificate(&certificates, &law))]
            .into_iter()
            .flatten()
    {
        // Each of the bidders is asked for itself.
        for bid in bids.iter().filter(|bid| finding.evidence.contains(&bid.stream)) {
            sightings.push(sighting(finding.clone(), bid.supplier, Some(bid.supplier.to_string())));
        }
    }
    Ok(sightings)
}

/// AWD-06, once the result is published.
fn awarded(platform: &Platform, event: &Stored) -> Result<Vec<Sighting>, StoreError> {
    let Some(id) = event.stream.id() else { return Ok(Vec::new()) };
    let (mut bids, mut price) = (0, None);
    for earlier in platform.journal().events(&event.stream)? {
        match earlier.event::<Lot>()? {
            Some(LotEvent::BidsOpened { bids: opened }) => bids = opened,
            Some(LotEvent::AwardConfirmed(award)) => price = Some(award.candidate.price),
            _ => {}
        }
    }
    let about = platform.state::<Lot>(id)?.and_then(|lot| lot.about);
    let (Some(about), Some(price)) = (about, price) else { return Ok(Vec::new()) };
    let facts = SavingFacts { budget: about.budget, price, bids };
    let found = say(risk::saves_nothing(&facts, &law(platform, about.region, event)));
    Ok(found
        .map(|finding| Sighting {
            finding,
            subject: event.stream.clone(),
            title: about.title(),
            organisation: about.purchaser,
            key: None,
            happened: event.at,
        })
        .into_iter()
        .collect())
}

/// First and last moment of the year of `at`.
fn year(at: Instant) -> (Instant, Instant) {
    let first = |year| Date::new(year, 1, 1).map_or(at, |date| Instant::at(date, 0, 0));
    (first(at.date().year()), first(at.date().year() + 1))
}
fn sum(platform: &Platform, sql: &str, params: &[journal::Value]) -> Result<(Money, u32), StoreError> {
    let rows = platform.journal().read(|tx| tx.query(sql, params))?;
    let Some(row) = rows.first() else { return Ok((Money::ZERO, 0)) };
    Ok((Money::from_fen(row.int(0)?), u32::try_from(row.int(1)?).unwrap_or(u32::MAX)))
}
/// A sighting about a whole year of an organisation: one alert a year.
fn yearly(
    platform: &Platform,
    finding: Finding,
    organisation: OrganisationId,
    key: Option<String>,
    at: Instant,
) -> Result<Sighting, StoreError> {
    let name = platform.state::<Organisation>(organisation)?.map(|found| found.registration.name);
    let title = format!("{} {}", name.unwrap_or_default(), at.date().year());
    let subject = organisation.stream();
    Ok(Sighting { finding, subject, title, organisation, key, happened: year(at).0 })
}

/// BUD-07, with every plan filed in December.
fn filed(platform: &Platform, event: &Stored) -> Result<Vec<Sighting>, StoreError> {
    let Some(PlanEvent::Filed(file)) = event.event::<Plan>()? else { return Ok(Vec::new()) };
    if event.at.date().month() != 12 {
        return Ok(Vec::new());
    }
    let (first, end) = year(event.at);
    let december = Date::new(event.at.date().year(), 12, 1).map_or(first, |date| Instant::at(date, 0, 0));
    let sql = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), COUNT(*) FROM plan_plan \
               WHERE organisation = $1 AND at >= $2 AND at < $3";
    let since = |from: Instant| {
        sum(platform, sql, &[file.purchaser.to_string().into(), from.millis().into(), end.millis().into()])
    };
    let ((part, _), (whole, count)) = (since(december)?, since(first)?);
    let facts = ShareFacts { part, whole, count };
    match say(risk::december_rush(&facts, &law(platform, file.region, event))) {
        Some(finding) => {
            let finding = finding.shown_by([event.stream.clone()]);
            Ok(vec![yearly(platform, finding, file.purchaser, None, event.at)?])
        }
        None => Ok(Vec::new()),
    }
}

/// AWD-04, with every contract that takes effect.
fn contracted(platform: &Platform, event: &Stored) -> Result<Vec<Sighting>, StoreError> {
    let Some(ContractEvent::TookEffect { .. }) = event.event::<Contract>()? else { return Ok(Vec::new()) };
    let Some(id) = event.stream.id() else { return Ok(Vec::new()) };
    let Some(Contract::Made { terms, .. }) = platform.state::<Contract>(id)? else { return Ok(Vec::new()) };
    let (purchaser, supplier) = (terms.purchaser.organisation, terms.supplier.organisation);
    let (first, end) = year(event.at);
    let sql = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), COUNT(*) FROM contract_contract \
               WHERE purchaser = $1 AND drafted_at >= $2 AND drafted_at < $3 AND status NOT IN ('drafted', 'terminated')";
    let params = [purchaser.to_string().into(), first.millis().into(), end.millis().into()];
    let (whole, count) = sum(platform, sql, &params)?;
    let [purchaser_id, from, to] = params;
    let params = [purchaser_id, from, to, supplier.to_string().into()];
    let (part, _) = sum(platform, &format!("{sql} AND supplier = $4"), &params)?;
    let Some(organisation) = platform.state::<Organisation>(purchaser)? else { return Ok(Vec::new()) };
    let law = law(platform, organisation.registration.region, event);
    match say(risk::one_supplier_prevails(&ShareFacts { part, whole, count }, &law)) {
        Some(finding) => {
            let finding =
                finding.arg("supplier", terms.supplier.name.clone()).shown_by([event.stream.clone()]);
            Ok(vec![yearly(platform, finding, purchaser, Some(supplier.to_string()), event.at)?])
        }
        None => Ok(Vec::new()),
    }
}
