//! What does not forbid filing but needs a written reason: INT-03, PLN-05, SME-01.

use super::{Filing, LotPlan, SmeReservation};
use crate::{
    Law,
    demand::{Intention, Method, Need},
    supervision::risk::{Finding, SplitFacts, plan_split},
};
use kernel::{Args, Instant, Money, PlanId, Refusal, Rounding, Span, StreamId};

/// An earlier plan of the same purchaser for the same catalogue item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPlan {
    /// Which.
    pub plan: PlanId,
    /// 采购方式
    pub method: Method,
    /// Its amount.
    pub amount: Money,
    /// When it was filed.
    pub at: Instant,
}

/// Every warning about a filing.
///
/// # Errors
/// Those of [`Law::money`] and [`Law::percent`].
pub fn warnings(
    filing: &Filing,
    need: &Need,
    intention: Option<&Intention>,
    earlier: &[EarlierPlan],
    at: Instant,
    law: &Law,
) -> Result<Vec<Finding>, Refusal> {
    let amount: Money = filing.lots.iter().map(|lot| lot.budget).sum();
    let mut findings = Vec::new();
    findings.extend(strays(filing, need, amount, intention, law)?);
    findings.extend(just_below(filing.plan, need, amount, earlier, at, law)?);
    findings.extend(too_little_reserved(filing.plan, &filing.lots, amount, need, law)?);
    Ok(findings)
}

/// INT-03: another catalogue item, or an amount more than 20 % away from what the intention said.
fn strays(
    filing: &Filing,
    need: &Need,
    amount: Money,
    intention: Option<&Intention>,
    law: &Law,
) -> Result<Option<Finding>, Refusal> {
    let (Some(id), Some(intention)) = (filing.intention, intention) else { return Ok(None) };
    let outline = &intention.published()?.outline;
    let away =
        if amount > outline.budget { amount.minus(outline.budget) } else { outline.budget.minus(amount) };
    let allowed = law.percent("intention_change_ratio")?.of(outline.budget, Rounding::Floor);
    if outline.catalogue == need.catalogue && away <= allowed {
        return Ok(None);
    }
    Ok(Some(Finding {
        rule: "INT-03".to_owned(),
        args: Args::from([
            ("intended".into(), outline.budget.into()),
            ("planned".into(), amount.into()),
            ("intended_item".into(), outline.catalogue.to_string().into()),
            ("planned_item".into(), need.catalogue.to_string().into()),
        ]),
        evidence: vec![id.stream(), filing.plan.stream()],
    }))
}

/// PLN-05 within its window. A public tender evades nothing (实施条例第28条), so it neither counts nor is warned of.
fn just_below(
    plan: PlanId,
    need: &Need,
    amount: Money,
    earlier: &[EarlierPlan],
    at: Instant,
    law: &Law,
) -> Result<Option<Finding>, Refusal> {
    if need.method == Method::PublicTender {
        return Ok(None);
    }
    let days = i64::try_from(law.threshold("PLN-05", "window_days")?)
        .unwrap_or(i64::MAX / Span::days(1).as_millis());
    let since = at.minus(Span::days(days));
    let others: Vec<&EarlierPlan> =
        earlier.iter().filter(|other| other.method != Method::PublicTender && other.at >= since).collect();
    let facts = SplitFacts {
        threshold: law.money(&format!("public_tender_threshold.{}", need.catalogue.category().id()))?,
        recent: others.iter().map(|other| other.amount).collect(),
        this: amount,
    };
    let found = plan_split(&facts, law)?;
    Ok(found.map(|finding| {
        finding.shown_by(others.iter().map(|other| other.plan.stream()).chain([plan.stream()]))
    }))
}

/// SME-01: above the line, less is reserved than the share, or less of that for small and micro enterprises
/// (财库〔2020〕46号第8条). Lots that are unsuitable for a named reason do not count.
fn too_little_reserved(
    plan: PlanId,
    lots: &[LotPlan],
    amount: Money,
    need: &Need,
    law: &Law,
) -> Result<Option<Finding>, Refusal> {
    let category = need.catalogue.category();
    if amount <= law.money(&format!("sme_reserve_line.{}", category.id()))? {
        return Ok(None);
    }
    let suitable: Money =
        lots.iter().filter(|lot| !matches!(lot.sme, SmeReservation::None { .. })).map(|lot| lot.budget).sum();
    let parts = lots.iter().map(|lot| lot.sme.reserved(lot.budget));
    let (reserved, small) =
        parts.fold((Money::ZERO, Money::ZERO), |(a, b), (reserved, small)| (a.plus(reserved), b.plus(small)));
    let kind = if category == kernel::Category::Works { "works" } else { "goods_services" };
    let share = law.percent(&format!("sme_reserve_share.{kind}"))?;
    let small_share = law.percent("sme_reserve_micro_share")?;
    if reserved >= share.of(suitable, Rounding::Ceiling)
        && small >= small_share.of(reserved, Rounding::Ceiling)
    {
        return Ok(None);
    }
    Ok(Some(Finding {
        rule: "SME-01".to_owned(),
        args: Args::from([
            ("suitable".into(), suitable.into()),
            ("reserved".into(), reserved.into()),
            ("small".into(), small.into()),
        ]),
        evidence: vec![plan.stream()],
    }))
}
