//! The gate: budget over several lots, intention or exemption, reviewed demand, method, reservation; and the warnings.

use super::*;
use crate::{
    Law, RuleBook,
    budget::{FundType, Hold, Indicator, Issue},
    demand::{
        Demand, DemandEvent, EvaluationMethod, GeneralReview, Intention, IntentionEvent, Method, Need,
        OrganisationForm, Outline, Pricing, Verdict,
    },
};
use kernel::{IndicatorId, Instant, Money, Percent, Refusal, Span, Stream};
use std::{collections::BTreeMap, fmt::Debug, str::FromStr};

fn id<I: FromStr<Err: Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
fn now() -> Instant {
    "2026-04-03T09:00".parse().expect("a moment")
}
fn law() -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), now().date())
}
fn yuan(n: i64) -> Money {
    Money::from_yuan(n)
}
fn code<T: Debug>(result: Result<T, Refusal>) -> String {
    let refusal = result.expect_err("a refusal");
    refusal.rule.as_ref().map_or_else(|| refusal.code.to_string(), |rule| format!("{} {rule}", refusal.code))
}

/// A purchase of 3,860,000 yuan, ready to be planned.
struct Case {
    need: Need,
    approved: bool,
    intention: Option<Intention>,
    indicators: BTreeMap<IndicatorId, Indicator>,
    filing: Filing,
}
impl Case {
    fn new() -> Self {
        let region = "230606".parse().expect("a region");
        let issue = Issue {
            number: "2026-教-0117".to_owned(),
            organisation: id(1),
            region,
            year: 2026,
            project: "多媒体教室".to_owned(),
            fund: FundType::GeneralPublic,
            economic_class: "31003".to_owned(),
            catalogue: "A02010105".parse().expect("an item"),
            amount: yuan(4_000_000),
        };
        let mut indicator = Indicator::default();
        for event in indicator.import(issue, now(), &law()).expect("an import") {
            indicator.apply(now(), &event);
        }
        let outline = Outline {
            purchaser: id(1),
            region,
            name: "多媒体教室设备采购".to_owned(),
            catalogue: "A02010105".parse().expect("an item"),
            summary: "46 间教室".to_owned(),
            budget: yuan(3_860_000),
            expected: "2026-04-30".parse().expect("a date"),
            for_sme: false,
            green: false,
            remark: None,
            indicators: vec![id(50)],
        };
        let mut intention = Intention::default();
        intention.apply(
            "2026-03-02T09:00".parse().expect("a moment"),
            &IntentionEvent::Published { outline, notice: id(9) },
        );
        let need = Need {
            purchaser: id(1),
            region,
            name: "多媒体教室设备采购".to_owned(),
            intention: Some(id(10)),
            catalogue: "A02010105".parse().expect("an item"),
            budget: yuan(10_000_000).minus(Money::from_fen(1)),
            technical: "86 英寸".to_owned(),
            commercial: "30 日".to_owned(),
            standards: None,
            acceptance: "逐台".to_owned(),
            public_interest: false,
            complex: false,
            imported: false,
            survey: None,
            method: Method::PublicTender,
            evaluation: EvaluationMethod::Comprehensive,
            form: OrganisationForm::Decentralized,
            pricing: Pricing::FixedTotal,
            choice_reason: "规格明确".to_owned(),
            assets: crate::goods::Assets::default(),
        };
        let filing = Filing {
            plan: id(30),
            purchaser: id(1),
            demand: id(20),
            name: "多媒体教室设备采购".to_owned(),
            planned: "2026-05-01".parse().expect("a date"),
            intention: Some(id(10)),
            exemption: None,
            lots: vec![lot(1, 3_860_000)],
        };
        Self {
            need,
            approved: true,
            intention: Some(intention),
            indicators: BTreeMap::from([(id(50), indicator)]),
            filing,
        }
    }
    fn lots(mut self, lots: Vec<LotPlan>) -> Self {
        self.filing.lots = lots;
        self
    }
    fn exempt(mut self, reason: ExemptionReason, approval: Option<&str>) -> Self {
        (self.filing.intention, self.intention) = (None, None);
        self.filing.exemption = Some(Exemption { reason, approval: approval.map(str::to_owned) });
        self
    }
    fn demand(&self) -> Demand {
        let mut demand = Demand::default();
        let need = Box::new(self.need.clone());
        demand.apply(now(), &DemandEvent::Compiled { need, author: id(40), key_review: false });
        let review = GeneralReview {
            rules: Verdict::Passed,
            reasons: Verdict::Passed,
            approvals: Verdict::Passed,
            complete: Verdict::Passed,
        };
        if self.approved {
            demand.apply(now(), &DemandEvent::GeneralReviewed { review, by: id(41), opinion: String::new() });
        }
        demand
    }
    fn file(&self) -> Result<Filed, Refusal> {
        let demand = self.demand();
        let evidence =
            Evidence { demand: &demand, intention: self.intention.as_ref(), indicators: &self.indicators };
        Plan::default().file(self.filing.clone(), evidence, now(), &law())
    }
    /// Files and books everything, as the command does.
    fn book(&mut self) -> Result<Plan, Refusal> {
        let filed = self.file()?;
        let mut plan = Plan::default();
        filed.plan.iter().for_each(|event| plan.apply(now(), event));
        for (_, movement) in &filed.movements {
            Hold::default().apply(now(), &movement.hold);
            self.indicators.get_mut(&movement.on).expect("known").apply(now(), &movement.indicator);
        }
        Ok(plan)
    }
    fn warned(&self, earlier: &[EarlierPlan]) -> Vec<String> {
        let found = warnings(&self.filing, &self.need, self.intention.as_ref(), earlier, now(), &law());
        found.expect("warnings").into_iter().map(|finding| finding.rule).collect()
    }
}
fn lot(n: u32, budget: i64) -> LotPlan {
    LotPlan {
        name: format!("包 {n}"),
        budget: yuan(budget),
        ceiling: yuan(budget),
        sme: SmeReservation::Whole { small_only: true },
        funding: vec![Funding { indicator: id(50), amount: yuan(budget), hold: id(60 + n) }],
    }
}

#[test]
fn a_sound_plan_is_filed_and_its_money_held() {
    let mut case = Case::new();
    let plan = case.book().expect("filed");
    let account = case.indicators[&id(50)].account().expect("there");
    assert_eq!((account.reserved, account.available()), (yuan(3_860_000), yuan(140_000)));
    assert_eq!(plan.duties()[0].command, "agency.invite");
    assert_eq!(plan.filed(&law()).expect("filed").0.amount(), yuan(3_860_000));
}
#[test]
fn lots_of_one_plan_cannot_share_the_same_money() {
    let case = Case::new().lots(vec![lot(1, 3_000_000), lot(2, 1_000_000)]);
    assert!(case.file().is_ok());
    let mut second = lot(2, 1_000_000);
    second.budget = second.budget.plus(Money::from_fen(1));
    second.funding[0].amount = second.budget;
    let over = Case::new().lots(vec![lot(1, 3_000_000), second]).file().expect_err("a fen too much");
    assert_eq!(over.to_string(), "E_NO_BUDGET (BUD-01) lots[1].funding[0].amount: field-invalid");
    let mut twice = lot(2, 10);
    twice.funding[0].hold = id(61);
    assert_eq!(code(Case::new().lots(vec![lot(1, 10), twice]).file()), "E_STATE");
}
#[test]
fn of_two_plans_in_one_batch_the_second_finds_the_money_gone() {
    let mut case = Case::new();
    case.book().expect("the first");
    case.filing.plan = id(31);
    assert_eq!(code(case.file()), "E_NO_BUDGET BUD-01");
}
#[test]
fn negative_lots_and_parts_do_not_make_room() {
    let mut negative = lot(2, 1_000_000);
    negative.budget = yuan(-1_000_000);
    negative.funding[0].amount = yuan(-1_000_000);
    negative.ceiling = yuan(-1_000_000);
    assert_eq!(code(Case::new().lots(vec![lot(1, 5_000_000), negative]).file()), "E_SCHEMA");
    let mut parts = lot(1, 5_000_000);
    parts.funding[0].amount = yuan(6_000_000);
    parts.funding.push(Funding { indicator: id(50), amount: yuan(-1_000_000), hold: id(99) });
    assert_eq!(code(Case::new().lots(vec![parts]).file()), "E_SCHEMA");
    let mut unfunded = lot(1, 100);
    unfunded.funding[0].amount = yuan(99);
    assert_eq!(code(Case::new().lots(vec![unfunded]).file()), "E_SCHEMA");
    let mut dear = lot(1, 100);
    dear.ceiling = yuan(101);
    assert_eq!(code(Case::new().lots(vec![dear]).file()), "E_SCHEMA");
    assert_eq!(code(Case::new().lots(vec![]).file()), "E_SCHEMA");
}
#[test]
fn anothers_demand_intention_or_money_is_not_to_be_had() {
    let mut case = Case::new();
    case.filing.purchaser = id(2);
    assert_eq!(code(case.file()), "E_FORBIDDEN_SCOPE");
    case.need.purchaser = id(2);
    assert_eq!(code(case.file()), "E_FORBIDDEN_SCOPE");
    let mut case = case.exempt(ExemptionReason::UnforeseeableUrgent, Some("批〔2026〕1号"));
    assert_eq!(code(case.file()), "E_FORBIDDEN_SCOPE");
    case.indicators.clear();
    assert_eq!(code(case.file()), "E_NOT_FOUND");
}
#[test]
fn without_an_intention_or_a_fitting_exemption_nothing_is_filed() {
    let mut case = Case::new();
    (case.filing.intention, case.intention) = (None, None);
    assert_eq!(code(case.file()), "E_NO_INTENTION INT-01");
    let exempt = |reason, approval| Case::new().exempt(reason, approval);
    use ExemptionReason as R;
    assert_eq!(code(exempt(R::UnforeseeableUrgent, None).file()), "E_EXEMPTION INT-01");
    assert_eq!(code(exempt(R::UnforeseeableUrgent, Some(" ")).file()), "E_EXEMPTION INT-01");
    assert!(exempt(R::UnforeseeableUrgent, Some("批〔2026〕1号")).file().is_ok());
    assert_eq!(code(exempt(R::Classified, Some("批")).file()), "E_EXEMPTION INT-01");
    assert_eq!(code(exempt(R::AgreementSupplySmall, Some("批")).file()), "E_EXEMPTION INT-01");
    assert_eq!(code(exempt(R::BatchCentralized, None).file()), "E_EXEMPTION INT-01");
    let mut central = exempt(R::BatchCentralized, None);
    central.need.form = OrganisationForm::Centralized;
    assert!(central.file().is_ok());
    let mut both = Case::new();
    both.filing.exemption =
        Some(Exemption { reason: R::UnforeseeableUrgent, approval: Some("批".to_owned()) });
    assert_eq!(code(both.file()), "E_EXEMPTION INT-01");
}
#[test]
fn the_thirty_days_are_not_asked_for_at_filing() {
    let mut case = Case::new();
    let outline =
        case.intention.as_ref().and_then(|i| i.published().ok()).expect("published").outline.clone();
    let mut fresh = Intention::default();
    fresh.apply(now(), &IntentionEvent::Published { outline, notice: id(9) });
    assert!(fresh.lead_satisfied(now(), &law()).is_err());
    case.intention = Some(fresh);
    assert!(case.file().is_ok());
}
#[test]
fn an_unreviewed_demand_cannot_be_planned_nor_exceeded() {
    let mut case = Case::new();
    case.approved = false;
    assert_eq!(code(case.file()), "E_DEMAND_NOT_APPROVED DEM-02");
    let mut case = Case::new();
    case.need.budget = yuan(3_859_999);
    assert_eq!(code(case.file()), "E_PLAN_OVER_DEMAND DEM-02");
    let mut case = Case::new();
    case.need.imported = true;
    assert_eq!(code(case.file()), "E_IMPORT_NOT_APPROVED PLN-09");
}
#[test]
fn from_the_threshold_on_only_an_open_tender_will_do() {
    let threshold = law().money("public_tender_threshold.goods").expect("a threshold").fen() / 100;
    let consult = |budget| {
        let mut case = Case::new().lots(vec![lot(1, budget)]);
        case.need.method = Method::CompetitiveConsultation;
        case
    };
    assert!(consult(threshold - 1).file().is_ok());
    assert_eq!(code(consult(threshold).file()), "E_THRESHOLD PLN-02");
    let split = Case::new().lots(vec![lot(1, threshold - 1), lot(2, 1)]);
    assert!(split.file().is_ok(), "an open tender");
    let mut split = split;
    split.need.method = Method::Inquiry;
    assert_eq!(code(split.file()), "E_THRESHOLD PLN-02", "lots do not split the amount");
}
#[test]
fn up_to_the_line_suitable_procurement_is_reserved_whole() {
    let with = |budget, sme| Case::new().lots(vec![LotPlan { sme, ..lot(1, budget) }]).file();
    let part = SmeReservation::Subcontract { share: Percent::whole(40), small_share: Percent::whole(60) };
    assert_eq!(code(with(2_000_000, part)), "E_SME_RESERVE SME-02");
    assert_eq!(code(with(2_000_000, SmeReservation::Remainder)), "E_SME_RESERVE SME-02");
    assert!(with(2_000_001, part).is_ok());
    assert!(with(2_000_000, SmeReservation::None { reason: SmeExemption::R3 }).is_ok());
    assert!(with(2_000_000, SmeReservation::Whole { small_only: false }).is_ok());
    let below = law().money("procurement_threshold.goods").expect("a threshold").fen() / 100 - 1;
    assert!(with(below, part).is_ok());
}
#[test]
fn a_plan_far_from_its_intention_needs_a_reason() {
    let mut case = Case::new();
    assert!(case.warned(&[]).is_empty());
    let at = |budget: Money| {
        let mut lot = lot(1, 1);
        (lot.budget, lot.ceiling, lot.funding[0].amount) = (budget, budget, budget);
        Case::new().lots(vec![lot]).warned(&[])
    };
    let (high, low) = (yuan(4_632_000), yuan(3_088_000));
    assert!(at(high).is_empty() && at(low).is_empty(), "20 % exactly");
    assert_eq!(at(high.plus(Money::from_fen(1))), ["INT-03"]);
    assert_eq!(at(low.minus(Money::from_fen(1))), ["INT-03"]);
    case.need.catalogue = "A02010104".parse().expect("an item");
    assert_eq!(case.warned(&[]), ["INT-03"]);
}
#[test]
fn several_purchases_just_below_the_threshold_need_a_reason() {
    let consult = |budget| {
        let mut case =
            Case::new().exempt(ExemptionReason::UnforeseeableUrgent, Some("批")).lots(vec![lot(1, budget)]);
        case.need.method = Method::CompetitiveConsultation;
        case
    };
    let earlier = |budget, days| EarlierPlan {
        plan: id(31),
        method: Method::CompetitiveConsultation,
        amount: yuan(budget),
        at: now().minus(Span::days(days)),
    };
    let rules = |case: &Case, earlier: &[EarlierPlan]| case.warned(earlier).contains(&"PLN-05".to_owned());
    assert!(rules(&consult(3_700_000), &[earlier(3_800_000, 30)]));
    assert!(!rules(&consult(3_700_000), &[]));
    assert!(!rules(&consult(3_700_000), &[earlier(3_599_999, 30)]), "below the band");
    assert!(rules(&consult(3_600_000), &[earlier(3_600_000, 90)]), "edge of band and window");
    let old =
        EarlierPlan { at: now().minus(Span::days(90)).minus(Span::millis(1_000)), ..earlier(3_800_000, 0) };
    assert!(!rules(&consult(3_700_000), &[old]));
    let open = EarlierPlan { method: Method::PublicTender, ..earlier(3_800_000, 30) };
    assert!(!rules(&consult(3_700_000), &[open]), "an open tender evades nothing");
    assert!(!rules(&Case::new().lots(vec![lot(1, 3_700_000)]), &[earlier(3_800_000, 30)]));
}
#[test]
fn above_the_line_too_small_a_reservation_needs_a_reason() {
    let with = |sme: Vec<(i64, SmeReservation)>| {
        let lots = sme.into_iter().zip(1..).map(|((budget, sme), n)| LotPlan { sme, ..lot(n, budget) });
        Case::new().lots(lots.collect()).warned(&[]).contains(&"SME-01".to_owned())
    };
    let sub = |share, small| SmeReservation::Subcontract {
        share: Percent::whole(share),
        small_share: Percent::whole(small),
    };
    assert!(with(vec![(3_860_000, SmeReservation::Remainder)]));
    assert!(!with(vec![(3_860_000, sub(30, 60))]));
    assert!(with(vec![(3_860_000, sub(29, 60))]));
    assert!(with(vec![(3_860_000, sub(30, 59))]));
    assert!(!with(vec![(3_860_000, SmeReservation::None { reason: SmeExemption::R2 })]));
    let whole = SmeReservation::Whole { small_only: true };
    assert!(!with(vec![(1_200_000, whole), (2_660_000, SmeReservation::Remainder)]));
    assert!(with(vec![(1_100_000, whole), (2_760_000, SmeReservation::Remainder)]));
}
#[test]
fn a_plan_is_entrusted_and_carried_out_once() {
    let mut plan = Case::new().book().expect("filed");
    let apply = |plan: &mut Plan, events: Result<Vec<PlanEvent>, Refusal>| {
        events.expect("accepted").iter().for_each(|event| plan.apply(now(), event));
    };
    let law = law();
    assert_eq!(code(Plan::default().execute(id(70), id(80), &law)), "E_PLAN_NOT_FILED PLN-01");
    assert_eq!(code(plan.execute(id(70), id(80), &law)), "E_NOT_ENTRUSTED AGY-05");
    let events = plan.entrust(id(70), &law);
    apply(&mut plan, events);
    assert_eq!(code(plan.entrust(id(71), &law)), "E_PLAN_ENTRUSTED");
    assert_eq!(code(plan.entrustment_declined(id(71), &law)), "E_STATE");
    let events = plan.entrustment_declined(id(70), &law);
    apply(&mut plan, events);
    let events = plan.entrust(id(71), &law);
    apply(&mut plan, events);
    assert_eq!(code(plan.execute(id(70), id(80), &law)), "E_NOT_ENTRUSTED AGY-05");
    let events = plan.execute(id(71), id(80), &law);
    apply(&mut plan, events);
    assert_eq!(code(plan.execute(id(71), id(81), &law)), "E_PLAN_EXECUTED");
    assert_eq!(code(plan.complete(id(81), &law)), "E_STATE");
    let events = plan.complete(id(80), &law);
    apply(&mut plan, events);
    assert!(plan.duties().is_empty());
}
#[test]
fn the_largest_plan_stays_under_64_kilobytes() {
    let mut case = Case::new();
    let funding = |n: u32| {
        (0..5).map(move |m| Funding { indicator: id(50), amount: yuan(1), hold: id(1_000 + n * 10 + m) })
    };
    let lots = (0..20).map(|n| LotPlan {
        name: "包".repeat(100),
        budget: yuan(5),
        ceiling: yuan(5),
        sme: SmeReservation::Whole { small_only: true },
        funding: funding(n).collect(),
    });
    case.filing.lots = lots.collect();
    let plan = case.book().expect("filed");
    let bytes = serde_json::to_vec(&plan).expect("JSON").len();
    assert!(bytes < 64 * 1024, "{bytes}");
}
