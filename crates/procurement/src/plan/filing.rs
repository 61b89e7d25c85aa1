//! Filing a plan 备案: every check of the gate, and the holds on the budget, in one decision.

use super::{Exemption, ExemptionReason, IntentionBasis, LotPlan, Plan, PlanEvent, PlanFile, SmeReservation};
use crate::{
    Law,
    budget::{Claim, Hold, Indicator, Movement},
    demand::{Demand, DemandEvent, Intention, IntentionEvent, Method, OrganisationForm},
};
use kernel::{
    Date, DemandId, HoldId, IndicatorId, Instant, IntentionId, Money, OrganisationId, PlanId, Refusal,
    Stream, StreamId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the purchaser files; the rest follows from the approved demand (财库〔2021〕22号第34条).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The new plan's id.
    pub plan: PlanId,
    /// Who files.
    pub purchaser: OrganisationId,
    /// The demand it carries out.
    pub demand: DemandId,
    /// 项目名称
    pub name: String,
    /// 计划采购时间
    pub planned: Date,
    /// The published intention.
    pub intention: Option<IntentionId>,
    /// Why there is none.
    pub exemption: Option<Exemption>,
    /// The lots.
    pub lots: Vec<LotPlan>,
}

/// What the decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// The demand of [`Filing::demand`].
    pub demand: &'e Demand,
    /// The intention of [`Filing::intention`].
    pub intention: Option<&'e Intention>,
    /// Every indicator that a lot names.
    pub indicators: &'e BTreeMap<IndicatorId, Indicator>,
}

/// What filing records, on four kinds of stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "all of it is recorded, or nothing"]
pub struct Filed {
    /// On the plan.
    pub plan: Vec<PlanEvent>,
    /// On the demand.
    pub demand: DemandEvent,
    /// On the intention.
    pub intention: Vec<IntentionEvent>,
    /// On holds and indicators.
    pub movements: Vec<(HoldId, Movement)>,
}

impl Plan {
    /// Files a plan.
    ///
    /// # Errors
    /// `E_NO_BUDGET` (BUD-01), `E_NO_INTENTION` (INT-01), `E_EXEMPTION` (INT-01), `E_INTENTION_TAKEN`,
    /// `E_DEMAND_NOT_APPROVED` (DEM-02), `E_DEMAND_PLANNED`, `E_PLAN_OVER_DEMAND` (DEM-02), `E_THRESHOLD` (PLN-02),
    /// `E_IMPORT_NOT_APPROVED` (PLN-09), `E_SME_RESERVE` (SME-02), `E_FORBIDDEN_SCOPE`, `E_FISCAL_YEAR`, `E_SCHEMA`, `E_STATE`.
    pub fn file(
        &self,
        filing: Filing,
        evidence: Evidence<'_>,
        at: Instant,
        law: &Law,
    ) -> Result<Filed, Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        let need = evidence.demand.approved(law)?;
        if need.purchaser != filing.purchaser {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        if filing.lots.is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("lots", "field-required"));
        }
        for (i, lot) in filing.lots.iter().enumerate() {
            lot.check(&format!("lots[{i}]"))?;
        }
        let amount: Money = filing.lots.iter().map(|lot| lot.budget).sum();
        if amount > need.budget {
            return Err(law
                .refuse("E_PLAN_OVER_DEMAND", "DEM-02")
                .arg("amount", amount)
                .arg("approved", need.budget));
        }
        if need.imported {
            return Err(law.refuse("E_IMPORT_NOT_APPROVED", "PLN-09"));
        }
        let category = need.catalogue.category().id();
        let threshold = law.money(&format!("public_tender_threshold.{category}"))?;
        if amount >= threshold && need.method != Method::PublicTender {
            return Err(law
                .refuse("E_THRESHOLD", "PLN-02")
                .arg("amount", amount)
                .arg("threshold", threshold));
        }
        reserved_for_sme(&filing.lots, amount, category, law)?;
        let (basis, linked) = intention(&filing, evidence, need.method, need.form, law)?;
        let movements = holds(&filing, evidence.indicators, at, law)?;
        let file = PlanFile {
            purchaser: filing.purchaser,
            region: need.region,
            name: filing.name,
            demand: filing.demand,
            intention: basis,
            catalogue: need.catalogue.clone(),
            method: need.method,
            evaluation: need.evaluation,
            form: need.form,
            planned: filing.planned,
            lots: filing.lots,
        };
        Ok(Filed {
            plan: vec![PlanEvent::Filed(Box::new(file))],
            demand: DemandEvent::Planned { plan: filing.plan },
            intention: linked,
            movements,
        })
    }
}

/// Up to the line, everything suitable is reserved whole, or the reason is named (财库〔2020〕46号第7条).
fn reserved_for_sme(lots: &[LotPlan], amount: Money, category: &str, law: &Law) -> Result<(), Refusal> {
    let line = law.money(&format!("sme_reserve_line.{category}"))?;
    let from = law.money(&format!("procurement_threshold.{category}"))?;
    if amount < from || amount > line {
        return Ok(());
    }
    for (i, lot) in lots.iter().enumerate() {
        if !matches!(lot.sme, SmeReservation::Whole { .. } | SmeReservation::None { .. }) {
            return Err(law
                .refuse("E_SME_RESERVE", "SME-02")
                .arg("line", line)
                .field(format!("lots[{i}].sme"), "field-invalid"));
        }
    }
    Ok(())
}

/// INT-01: a published intention of one's own, or an exemption that fits.
fn intention(
    filing: &Filing,
    evidence: Evidence<'_>,
    method: Method,
    form: OrganisationForm,
    law: &Law,
) -> Result<(IntentionBasis, Vec<IntentionEvent>), Refusal> {
    let refuse = |field: &str, key: &'static str| Err(law.refuse("E_EXEMPTION", "INT-01").field(field, key));
    match (filing.intention, evidence.intention, &filing.exemption) {
        (Some(id), Some(intention), None) => {
            let linked = intention.plan(filing.plan, filing.demand, filing.purchaser)?;
            Ok((IntentionBasis::Published(id), linked))
        }
        (Some(_), _, Some(_)) => refuse("exemption", "field-exemption-with-intention"),
        (None, _, Some(exemption)) => {
            let approved = exemption.approval.as_deref().is_some_and(|text| !text.trim().is_empty());
            match exemption.reason {
                ExemptionReason::UnforeseeableUrgent if !approved => refuse("approval", "field-required"),
                ExemptionReason::UnforeseeableUrgent => {
                    Ok((IntentionBasis::Exempt(exemption.clone()), Vec::new()))
                }
                // Classified procurement leaves the platform's public procedures altogether.
                ExemptionReason::Classified => refuse("exemption", "field-exemption-classified"),
                // These are second-stage and mall purchases, which need no plan with a procedure of its own.
                ExemptionReason::AgreementSupplySmall => refuse("exemption", "field-exemption-small"),
                ExemptionReason::BatchCentralized
                    if form == OrganisationForm::Centralized && method == Method::PublicTender =>
                {
                    Ok((IntentionBasis::Exempt(exemption.clone()), Vec::new()))
                }
                ExemptionReason::BatchCentralized => refuse("exemption", "field-exemption-batch"),
            }
        }
        _ => Err(law.refuse("E_NO_INTENTION", "INT-01").field("intention", "field-required")),
    }
}

/// HR-1: holds every lot's money, one hold after the other, each seeing those before it.
fn holds(
    filing: &Filing,
    indicators: &BTreeMap<IndicatorId, Indicator>,
    at: Instant,
    law: &Law,
) -> Result<Vec<(HoldId, Movement)>, Refusal> {
    let mut indicators = indicators.clone();
    let mut seen = BTreeSet::new();
    let mut movements = Vec::new();
    for (i, lot) in filing.lots.iter().enumerate() {
        for (j, funding) in lot.funding.iter().enumerate() {
            if !seen.insert(funding.hold) {
                return Err(Refusal::new("E_STATE"));
            }
            let indicator =
                indicators.get_mut(&funding.indicator).ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
            let claim = Claim {
                indicator: funding.indicator,
                organisation: filing.purchaser,
                matter: filing.plan.stream(),
                amount: funding.amount,
            };
            let movement = Hold::default().reserve(indicator, claim, at, law).map_err(|refusal| {
                refusal.field(format!("lots[{i}].funding[{j}].amount"), "field-invalid")
            })?;
            indicator.apply(at, &movement.indicator);
            movements.push((funding.hold, movement));
        }
    }
    Ok(movements)
}
