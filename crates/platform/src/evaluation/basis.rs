//! What every step of an evaluation goes by: the lot, the document in force, the law at its publication.

use crate::{draw::bidders, engine::prelude::*};
use procurement::{
    Law,
    bidding::{Bid, BidContent, BidStage, Offer, Sme},
    demand::EvaluationMethod,
    evaluation::{
        Evaluation, EvaluationMatter, ItemSort, LotTerms, LowPriceReview, Method, Scheme, ScoreItem,
        formula::{
            Domestic, LowPriceLines, PricePolicy, PricedOffer, SmeStanding, TieRule, Trim, effective_bidders,
            low_price_grounds,
        },
    },
    tender::{FactorSort, Lot, LotAbout, Project, TenderDocument, VoidReason},
};
use std::sync::Arc;

/// The lot, its document, and what follows from both.
pub(super) struct Basis {
    /// The lot.
    pub lot: Arc<Lot>,
    /// The document in force.
    pub document: TenderDocument,
    /// How bids are scored.
    pub scheme: Scheme,
    /// Amounts and low-price lines.
    pub terms: LotTerms,
    /// The law when the invitation was published.
    pub law: Law,
}

/// A lot's basis.
pub(super) fn basis(desk: &mut Desk<'_, '_>, lot: LotId) -> Result<Basis, Stop> {
    let lot = desk.load::<Lot>(lot)?;
    let (about, terms) = (lot.about()?, lot.terms()?);
    let document = desk.get::<TenderDocument>(&terms.document)?;
    let project = desk.load::<Project>(about.project)?;
    let law = desk.outside().rules.law(about.region, terms.published_at.date());
    let scheme = scheme(&document, about, project.about()?.evaluation, &law)?;
    let lines = LowPriceLines {
        mean: document.low_price.mean,
        second: document.low_price.second,
        ceiling: document.low_price.ceiling,
    };
    // Before 财库〔2026〕2号 came into force there were no lines, only 87号令第60条.
    let low_price = law.percent("low_price_mean_default").is_ok().then_some(lines);
    let terms = LotTerms { ceiling: about.ceiling, low_price, deadline: terms.deadline };
    Ok(Basis { document, scheme, terms, law, lot })
}

/// The scoring of a lot out of its document.
///
/// # Errors
/// `E_UNKNOWN_RULE` if the rule set lacks a parameter.
pub fn scheme(
    document: &TenderDocument,
    about: &LotAbout,
    method: EvaluationMethod,
    law: &Law,
) -> Result<Scheme, Refusal> {
    let items = document.scoring.factors.iter().map(|factor| ScoreItem {
        key: factor.key.clone(),
        name: factor.name.clone(),
        sort: match factor.sort {
            FactorSort::Objective => ItemSort::Objective,
            FactorSort::Subjective => ItemSort::Subjective,
        },
        max: factor.max,
        tiers: factor.tiers.iter().map(|tier| tier.points).collect(),
    });
    Ok(Scheme {
        method: match method {
            EvaluationMethod::Comprehensive => Method::Comprehensive,
            EvaluationMethod::LowestPrice => Method::LowestPrice,
        },
        price_points: document.scoring.price_points,
        items: items.collect(),
        policy: PricePolicy {
            sme: document.sme_deduction,
            sme_joint: document.sme_joint_deduction,
            sme_joint_share: law.percent("sme_joint_share_min")?,
            reserved: about.sme.is_reserved(),
            // Before 2026 there was no deduction for domestic products.
            domestic: law.percent("domestic_deduction").unwrap_or_default(),
            domestic_share: law.percent("domestic_cost_share").unwrap_or(Percent::whole(100)),
        },
        trim: Trim::None,
        tie: TieRule::default(),
        candidates: document.candidates,
    })
}

/// A bid that is still in, with what the evaluation needs of it.
pub(super) struct Standing {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// Its offer.
    pub offer: Offer,
    /// The brand of the core product.
    pub brand: Option<String>,
}
impl Standing {
    /// Price and deductions.
    pub fn priced(&self) -> PricedOffer {
        PricedOffer {
            price: self.offer.price,
            sme: if sme_counts(self.offer.sme) { SmeStanding::Small } else { SmeStanding::None },
            domestic: Domestic::Whole(self.offer.domestic),
        }
    }
}
fn sme_counts(sme: Sme) -> bool {
    sme.is_small()
}

/// The bids of a lot that passed the conformity review and were not found invalid since; `and` is one that passes now.
pub(super) fn standing(
    desk: &mut Desk<'_, '_>,
    id: LotId,
    basis: &Basis,
    and: Option<BidId>,
) -> Result<Vec<Standing>, Stop> {
    let about = basis.lot.about()?;
    let mut all = Vec::new();
    for (bid, supplier) in bidders(desk, id)? {
        let state = desk.load::<Bid>(bid)?;
        let stands = matches!(state.stage, BidStage::Compliant { .. } | BidStage::Scored { .. });
        let Some(offer) = state.offer().filter(|_| stands || and == Some(bid)).cloned() else { continue };
        let content = desk.get::<BidContent>(&offer.content)?;
        let brand = core_brand(&basis.document, about, &content);
        all.push(Standing { bid, supplier, offer, brand });
    }
    Ok(all)
}

/// The brand of the core product, for goods: of the items marked 核心产品, or of the only one there is. Bids with several
/// core products are of one brand only if all of them are (87号令第31条第3款).
fn core_brand(document: &TenderDocument, about: &LotAbout, content: &BidContent) -> Option<String> {
    if about.category != Category::Goods {
        return None;
    }
    let demand = document.lots.get(usize::from(about.number).checked_sub(1)?)?;
    let core: Vec<_> = match &demand.items[..] {
        [only] => vec![only],
        items => items.iter().filter(|item| item.core).collect(),
    };
    let brands = core.iter().map(|item| {
        let line = content.lines.iter().find(|line| line.name == item.name)?;
        // Brand and model stand in one field, the brand first.
        line.brand.split_whitespace().next().map(str::to_lowercase)
    });
    let brands = brands.collect::<Option<Vec<_>>>()?;
    (!brands.is_empty()).then(|| brands.join(" + "))
}

/// How many bidders these are in law.
pub(super) fn effective(bids: &[Standing]) -> u32 {
    let count = effective_bidders(bids.iter().map(|bid| bid.brand.as_deref()));
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The prices among these that must be explained.
pub(super) fn low_prices(
    bids: &[Standing],
    basis: &Basis,
    now: Instant,
) -> Result<Vec<LowPriceReview>, Refusal> {
    let Some(lines) = &basis.terms.low_price else { return Ok(Vec::new()) };
    let prices: Vec<Money> = bids.iter().map(|bid| bid.offer.price).collect();
    let until = now.plus(Span::minutes(basis.law.number("low_price_explanation_minutes")?));
    let found = bids.iter().enumerate().filter_map(|(at, bid)| {
        let grounds = low_price_grounds(at, &prices, basis.terms.ceiling, lines);
        (!grounds.is_empty()).then_some(LowPriceReview {
            bid: bid.bid,
            supplier: bid.supplier,
            grounds,
            until,
            explanation: None,
            reasonable: None,
        })
    });
    Ok(found.collect())
}

/// The lot fails for want of bidders; the agency publishes it.
pub(super) fn fail_lot(desk: &mut Desk<'_, '_>, id: LotId) -> Result<(), Stop> {
    let events = desk.load::<Lot>(id)?.fail(VoidReason::TooFewBidders)?;
    desk.record_all::<Lot>(id, events)
}

/// What is evaluated.
pub(super) fn matter_of(evaluation: &Evaluation) -> Result<&EvaluationMatter, Refusal> {
    evaluation.matter.as_ref().ok_or_else(|| Refusal::new("E_STATE"))
}

/// The members of the committee, and nobody else.
pub(super) fn members(desk: &mut Desk<'_, '_>, evaluation: EvaluationId) -> Result<Matter, Stop> {
    let person = desk.actor().person;
    let sits = desk.load::<Evaluation>(evaluation)?.seat_of(person).is_ok();
    Ok(Matter::Person(if sits { person } else { PersonId::from_uuid(Default::default()) }))
}

/// A bid of this evaluation's lot.
pub(super) fn bid_of(desk: &mut Desk<'_, '_>, evaluation: &Evaluation, bid: BidId) -> Result<Arc<Bid>, Stop> {
    let lot = matter_of(evaluation)?.lot;
    let state = desk.load::<Bid>(bid)?;
    if state.matter.as_ref().is_some_and(|matter| matter.lot == lot) {
        Ok(state)
    } else {
        Err(Refusal::new("E_NOT_FOUND").into())
    }
}

/// One reviewed requirement, as it is typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Item {
    /// 条款
    pub key: String,
    /// 是否符合
    pub verdict: Verdict,
    /// 理由
    #[serde(default)]
    pub reason: Option<String>,
}
/// Is a requirement met?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 符合
    Passed,
    /// 不符合
    Failed,
}
/// The fields of [`Item`].
pub(super) const ITEM: &[Field] = &[
    Field::text("key", 20),
    Field::choice("verdict", &["passed", "failed"]),
    Field::text("reason", 500).optional(),
];
impl From<Item> for procurement::evaluation::Checked {
    fn from(item: Item) -> Self {
        Self { key: item.key, met: item.verdict == Verdict::Passed, reason: item.reason }
    }
}

/// Several grounds of invalidity as one reason.
pub(super) fn joined(reasons: [Option<String>; 2]) -> Option<String> {
    reasons.into_iter().flatten().reduce(|all, one| format!("{all}；{one}"))
}

/// Clause and reason of each fault, as the bidder reads them.
pub(super) fn explained(
    faults: &[procurement::evaluation::Fault],
    clauses: &[procurement::tender::Clause],
) -> Option<String> {
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| {
            let text =
                clauses.iter().find(|clause| clause.key == fault.key).map_or("", |clause| &clause.text);
            format!("{} {}：{}", fault.key, text, fault.reason)
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("；"))
}
