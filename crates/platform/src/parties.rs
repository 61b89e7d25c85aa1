//! 当事人: who is party to a thing that is decided about, stated for every kind of stream. What is not stated here nobody
//! sees: an organisation is no party to something because its id stands in it somewhere.

use crate::Platform;
use journal::StoreError;
use kernel::{Actor, OrganisationId, PersonId, Region, Role, Stream, StreamName};
use procurement::{
    acceptance::Acceptance,
    agency::Entrustment,
    bidding::{Bid, Obtainment, Opening},
    budget::{Hold, Indicator},
    contract::Contract,
    demand::{Demand, Intention},
    draw::Draw,
    evaluation::{Evaluation, Rating, Sheet},
    goods::{DemandStandard, GoodsStage, Import, StandardGood, Template},
    mall::{Listing, Order},
    payment::Payment,
    plan::{Plan, PlanStage},
    registry::{
        Certificate, Compliance, Delegation, Dossier, Expert, Handover, Organisation, Person, Seal,
        SigningKey,
    },
    statute::Statute,
    supervision::{Alert, Proposal},
    tender::{Lot, Notice, Project},
};

/// Who may see a stream. The default is nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Everybody: it is published.
    pub published: bool,
    /// These organisations' people; experts are nobody's people.
    pub organisations: Vec<OrganisationId>,
    /// These people.
    pub people: Vec<PersonId>,
    /// Authorities whose reach covers this region, and auditors; `None` for what they may not see here (四不知).
    pub region: Option<Region>,
    /// Those who run the platform and keep its accounts.
    pub operators: bool,
}

impl Parties {
    fn of(organisations: impl Into<Vec<OrganisationId>>) -> Self {
        Self { organisations: organisations.into(), ..Self::default() }
    }
    fn published() -> Self {
        Self { published: true, ..Self::default() }
    }
    fn under(self, region: Option<Region>) -> Self {
        Self { region, ..self }
    }
    /// Is this actor one of them?
    pub fn include(&self, actor: &Actor) -> bool {
        if actor.is(&[Role::Public]) {
            return false;
        }
        let authority = |region: &Region| actor.reaches(region) || actor.is(&[Role::Auditor]);
        self.published
            || self.people.contains(&actor.person)
            || (!actor.is(&[Role::Expert]) && self.organisations.contains(&actor.organisation))
            || self.region.as_ref().is_some_and(authority)
            || (self.operators && actor.is(&[Role::Operator]))
    }
}

/// The parties to a stream; nobody, if it is not there or its kind is unknown.
///
/// # Errors
/// If the store cannot be read.
pub fn parties(platform: &Platform, stream: &StreamName) -> Result<Parties, StoreError> {
    let book = Book(platform);
    let found = match stream.kind() {
        "registry.person" => book.read::<Person>(stream)?.and_then(|person| {
            let enrolment = person.enrolment?;
            let people = stream.id().into_iter().collect();
            Some(Parties { people, operators: true, ..Parties::of([enrolment.organisation]) })
        }),
        "registry.organisation" => book.read::<Organisation>(stream)?.map(|organisation| {
            let own: Vec<_> = stream.id().into_iter().collect();
            let parties = Parties::of(own).under(Some(organisation.registration.region));
            Parties { operators: true, ..parties }
        }),
        "registry.dossier" => match book.read::<Dossier>(stream)?.and_then(|dossier| dossier.organisation) {
            Some(organisation) => Some(Parties::of([organisation]).under(book.region_of(organisation)?)),
            None => None,
        },
        "registry.signing_key" => match book.read::<SigningKey>(stream)?.and_then(|key| key.kept) {
            Some(kept) => Some(Parties { people: vec![kept.person], ..Parties::default() }),
            None => None,
        },
        "registry.certificate" => match book.read::<Certificate>(stream)?.and_then(|state| state.issued) {
            Some(issued) => {
                let region = book.region_of(issued.organisation)?;
                let parties = Parties::of([issued.organisation]).under(region);
                Some(Parties { people: vec![issued.holder], operators: true, ..parties })
            }
            None => None,
        },
        "registry.expert" => book.read::<Expert>(stream)?.and_then(|expert| {
            let office = expert.office?;
            Some(Parties { people: vec![office.person], ..Parties::default() }.under(Some(office.region)))
        }),
        "registry.expert_compliance" => book
            .read::<Compliance>(stream)?
            .and_then(|reviews| Some(Parties::of([reviews.authority?]).under(Some(reviews.region)))),
        "registry.seal" => match book.read::<Seal>(stream)?.and_then(|seal| seal.made) {
            Some(made) => {
                let organisation = made.body.organisation;
                Some(Parties::of([organisation]).under(book.region_of(organisation)?))
            }
            None => None,
        },
        "registry.delegation" => {
            let grant = book.read::<Delegation>(stream)?.and_then(|delegation| delegation.grant);
            grant.map(|grant| Parties::of([grant.organisation]))
        }
        "registry.handover" => match book.read::<Handover>(stream)? {
            Some(Handover::Offered(offer) | Handover::Accepted(offer) | Handover::Declined { offer, .. }) => {
                Some(Parties::of([offer.organisation]))
            }
            Some(Handover::Unknown) | None => None,
        },
        "budget.indicator" => book.read::<Indicator>(stream)?.and_then(|indicator| indicator_of(&indicator)),
        "budget.hold" => match book.read::<Hold>(stream)? {
            Some(Hold::Made(balance)) => {
                platform.state::<Indicator>(balance.indicator)?.and_then(|indicator| indicator_of(&indicator))
            }
            Some(Hold::Absent) | None => None,
        },
        "demand.intention" => book.read::<Intention>(stream)?.and_then(|intention| {
            let outline = &intention.published().ok()?.outline;
            Some(Parties::of([outline.purchaser]).under(Some(outline.region)))
        }),
        "demand.demand" => book.read::<Demand>(stream)?.and_then(|demand| {
            let need = &demand.file().ok()?.need;
            Some(Parties::of([need.purchaser]).under(Some(need.region)))
        }),
        "plan.plan" => match book.read::<Plan>(stream)? {
            Some(Plan::Filed { file, stage }) => {
                let parties = [Some(file.purchaser), book.agency_of(&stage)?].into_iter().flatten();
                Some(Parties::of(parties.collect::<Vec<_>>()).under(Some(file.region)))
            }
            Some(Plan::Absent) | None => None,
        },
        "agency.entrustment" => match book.read::<Entrustment>(stream)? {
            Some(entrustment) => match entrustment.agreement() {
                Ok(agreement) => Some(
                    Parties::of([agreement.purchaser, agreement.agency])
                        .under(book.region_of(agreement.purchaser)?),
                ),
                Err(_) => None,
            },
            None => None,
        },
        "tender.project" => book.read::<Project>(stream)?.and_then(|project| {
            let about = project.about?;
            Some(Parties::of([about.purchaser, about.agency]).under(Some(about.region)))
        }),
        "tender.lot" => book.read::<Lot>(stream)?.and_then(|lot| {
            let about = lot.about.as_ref()?;
            let inside = [about.purchaser, about.agency].into_iter();
            let winner = lot.awarded().ok().map(|awarded| awarded.award.candidate.supplier);
            Some(Parties::of(inside.chain(winner).collect::<Vec<_>>()).under(Some(about.region)))
        }),
        "tender.notice" => book.read::<Notice>(stream)?.map(|_| Parties::published()),
        // What belongs to one bidder or one expert is that one's alone; the opening and the evaluation are their own
        // pages', which show each reader the reader's part.
        "bidding.obtainment" => {
            let made = book.read::<Obtainment>(stream)?;
            made.as_ref().and_then(Obtainment::matter).map(|matter| Parties::of([matter.supplier]))
        }
        "bidding.bid" => book.read::<Bid>(stream)?.and_then(|bid| Some(Parties::of([bid.matter?.supplier]))),
        "bidding.opening" => {
            book.read::<Opening>(stream)?.and_then(|opening| Some(Parties::of([opening.matter?.conductor])))
        }
        "draw.draw" => book.read::<Draw>(stream)?.and_then(|draw| {
            let request = draw.request?;
            let people = draw.chosen.iter().map(|chosen| chosen.person).collect();
            Some(Parties { people, ..Parties::of([request.purchaser, request.agency, request.regulator]) })
        }),
        "evaluation.evaluation" => book.read::<Evaluation>(stream)?.and_then(|evaluation| {
            let matter = evaluation.matter?;
            let people = evaluation.seats.iter().map(|seat| seat.person).collect();
            Some(Parties { people, ..Parties::of([matter.purchaser, matter.agency]) })
        }),
        "evaluation.rating" => book.read::<Rating>(stream)?.and_then(|rating| {
            let matter = rating.matter?;
            let people = rating.experts.iter().map(|one| one.person).collect();
            Some(Parties { people, ..Parties::of([matter.purchaser, matter.agency]) })
        }),
        "evaluation.sheet" => book
            .read::<Sheet>(stream)?
            .and_then(|sheet| Some(Parties { people: vec![sheet.matter?.person], ..Parties::default() })),
        "contract.contract" => match book.read::<Contract>(stream)? {
            Some(Contract::Made { terms, .. }) => {
                let purchaser = terms.purchaser.organisation;
                let parties = Parties::of([purchaser, terms.supplier.organisation]);
                Some(parties.under(book.region_of(purchaser)?))
            }
            Some(Contract::None) | None => None,
        },
        "acceptance.acceptance" => match book.read::<Acceptance>(stream)? {
            Some(Acceptance::Open { matter, .. }) => {
                let parties = Parties::of([matter.purchaser, matter.supplier]);
                Some(parties.under(book.region_of(matter.purchaser)?))
            }
            Some(Acceptance::None) | None => None,
        },
        "payment.payment" => match book.read::<Payment>(stream)?.as_ref().and_then(Payment::application) {
            Some(applied) => {
                let parties = Parties::of([applied.purchaser, applied.supplier, applied.treasury]);
                Some(parties.under(book.region_of(applied.purchaser)?))
            }
            None => None,
        },
        "goods.standard" => book.read::<StandardGood>(stream)?.and_then(|standard| {
            let file = standard.file().ok()?;
            let published = matches!(file.stage, GoodsStage::Active | GoodsStage::Withdrawn { .. });
            Some(Parties { published, ..Parties::of([file.author, file.keeper]) })
        }),
        "goods.template" => book.read::<Template>(stream)?.map(|_| Parties::published()),
        "goods.import" => {
            book.read::<Import>(stream)?.and_then(|import| Some(Parties::of([import.opened().ok()?.keeper])))
        }
        "goods.demand_standard" => book.read::<DemandStandard>(stream)?.and_then(|standard| {
            let parties = Parties::of([standard.authority?]).under(Some(standard.region));
            Some(Parties { published: standard.published.is_some(), ..parties })
        }),
        "mall.listing" => book.read::<Listing>(stream)?.map(|_| Parties::published()),
        "mall.order" => book.read::<Order>(stream)?.and_then(|order| {
            let deal = order.deal().ok()?;
            Some(Parties::of([deal.purchaser, deal.supplier]).under(Some(deal.region)))
        }),
        "supervision.alert" => book.read::<Alert>(stream)?.and_then(|alert| {
            let raised = alert.raised.as_ref()?;
            let concerned = Some(raised.organisation).filter(|concerned| alert.shown_to(*concerned));
            let people = alert.answering().into_iter().collect();
            let organisations = raised.regulator.into_iter().chain(concerned);
            Some(Parties { people, ..Parties::of(organisations.collect::<Vec<_>>()) })
        }),
        "statute.statute" => book.read::<Statute>(stream)?.map(|_| Parties::published()),
        "supervision.proposal" => match book.read::<Proposal>(stream)? {
            Some(
                Proposal::Pending(proposed)
                | Proposal::Approved { proposed, .. }
                | Proposal::Rejected { proposed, .. },
            ) => Some(Parties::of([proposed.organisation])),
            Some(Proposal::Unknown) | None => None,
        },
        _ => None,
    };
    let mut parties = found.unwrap_or_default();
    // After a merger or a split the successor is party to what it carries on.
    let mut at = 0;
    while let Some(organisation) = parties.organisations.get(at).copied() {
        let successor = platform.state::<Organisation>(organisation)?.and_then(|gone| gone.successor);
        parties
            .organisations
            .extend(successor.filter(|successor| !parties.organisations.contains(successor)));
        at += 1;
    }
    Ok(parties)
}

fn indicator_of(indicator: &Indicator) -> Option<Parties> {
    let issue = &indicator.account().ok()?.issue;
    Some(Parties::of([issue.organisation]).under(Some(issue.region)))
}

/// What the table above looks up.
struct Book<'a>(&'a Platform);
impl Book<'_> {
    fn read<S: Stream>(&self, stream: &StreamName) -> Result<Option<S>, StoreError> {
        stream.id::<S::Id>().map_or(Ok(None), |id| self.0.state::<S>(id))
    }
    fn region_of(&self, organisation: OrganisationId) -> Result<Option<Region>, StoreError> {
        Ok(self.0.state::<Organisation>(organisation)?.map(|found| found.registration.region))
    }
    fn agency_of(&self, stage: &PlanStage) -> Result<Option<OrganisationId>, StoreError> {
        match stage {
            PlanStage::Filed => Ok(None),
            PlanStage::Entrusted(entrustment) => {
                let found = self.0.state::<Entrustment>(*entrustment)?;
                Ok(found.and_then(|found| Some(found.agreement().ok()?.agency)))
            }
            PlanStage::Executing(project) | PlanStage::Completed(project) => {
                let found = self.0.state::<Project>(*project)?;
                Ok(found.and_then(|found| Some(found.about?.agency)))
            }
        }
    }
}
