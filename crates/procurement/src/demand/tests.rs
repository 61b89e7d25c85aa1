//! Intentions: 30 days to the second, covered budget. Demands: survey, separation of compiling and reviewing.

use super::*;
use crate::{
    Law, RuleBook,
    budget::{FundType, Indicator, Issue},
};
use kernel::{
    CatalogueCode, DemandId, IndicatorId, Instant, IntentionId, Money, OrganisationId, PersonId, Refusal,
    Span, Stream,
};
use std::{collections::BTreeMap, fmt::Debug, str::FromStr};

fn id<I: FromStr<Err: Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
fn at(text: &str) -> Instant {
    text.parse().expect("a moment")
}
fn now() -> Instant {
    at("2026-03-02T10:30")
}
fn law() -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), now().date())
}
fn item(code: &str) -> CatalogueCode {
    code.parse().expect("an item")
}
fn code<T: Debug>(result: Result<T, Refusal>) -> String {
    let refusal = result.expect_err("a refusal");
    refusal.rule.as_ref().map_or_else(|| refusal.code.to_string(), |rule| format!("{} {rule}", refusal.code))
}
fn fold<S: Stream>(events: &[S::Event], at: Instant) -> S {
    let mut state = S::default();
    events.iter().for_each(|event| state.apply(at, event));
    state
}

fn indicators(amounts: &[i64]) -> BTreeMap<IndicatorId, Indicator> {
    let make = |yuan: &i64| {
        let issue = Issue {
            number: "2026-教-0117".to_owned(),
            organisation: id(1),
            region: "230606".parse().expect("a region"),
            year: 2026,
            project: "多媒体教室".to_owned(),
            fund: FundType::GeneralPublic,
            economic_class: "31003".to_owned(),
            catalogue: item("A02010105"),
            amount: Money::from_yuan(*yuan),
        };
        fold::<Indicator>(&Indicator::default().import(issue, now(), &law()).expect("an import"), now())
    };
    amounts.iter().zip(50..).map(|(yuan, n)| (id(n), make(yuan))).collect()
}
fn outline(budget: i64) -> Outline {
    Outline {
        purchaser: id(1),
        region: "230606".parse().expect("a region"),
        name: "多媒体教室设备采购".to_owned(),
        catalogue: item("A02010105"),
        summary: "46 间教室，每间智能黑板 1 台".to_owned(),
        budget: Money::from_yuan(budget),
        expected: "2026-04-01".parse().expect("a date"),
        for_sme: false,
        green: true,
        remark: None,
        indicators: vec![id(50)],
    }
}
fn publish(outline: Outline, funds: &[i64]) -> Result<Vec<IntentionEvent>, Refusal> {
    Intention::default().publish(outline, &indicators(funds), id(9), now(), &law())
}
fn published() -> Intention {
    fold(&publish(outline(3_860_000), &[4_000_000]).expect("published"), now())
}

#[test]
fn an_intention_is_covered_by_its_indicators_to_the_fen() {
    assert!(publish(outline(4_000_000), &[4_000_000]).is_ok());
    let over = Outline { budget: Money::from_yuan(4_000_000).plus(Money::from_fen(1)), ..outline(0) };
    assert_eq!(code(publish(over, &[4_000_000])), "E_NO_BUDGET BUD-01");
    for fen in [-1, 0] {
        assert_eq!(code(publish(Outline { budget: Money::from_fen(fen), ..outline(0) }, &[100])), "E_SCHEMA");
    }
    assert_eq!(code(publish(Outline { indicators: vec![], ..outline(1) }, &[100])), "E_SCHEMA");
    assert_eq!(code(publish(Outline { purchaser: id(2), ..outline(1) }, &[100])), "E_FORBIDDEN_SCOPE");
}
#[test]
fn last_years_money_is_not_announced() {
    let on = |text: &str| {
        let outline = Outline { expected: "2027-12-01".parse().expect("a date"), ..outline(1) };
        let law = RuleBook::builtin().law(outline.region, at(text).date());
        Intention::default().publish(outline, &indicators(&[100]), id(9), at(text), &law)
    };
    assert!(on("2026-11-30T23:59:59").is_ok());
    assert_eq!(code(on("2027-01-01T00:00")), "E_FISCAL_YEAR");
}
#[test]
fn naming_an_indicator_twice_does_not_double_it() {
    let both = Outline { indicators: vec![id(50), id(51)], ..outline(200) };
    assert!(publish(both, &[100, 100]).is_ok());
    let twice = Outline { indicators: vec![id(50), id(50)], ..outline(200) };
    assert_eq!(code(publish(twice, &[100, 100])), "E_NO_BUDGET BUD-01");
}
#[test]
fn the_expected_month_reaches_past_the_thirty_days() {
    let in_month = |date: &str| Outline { expected: date.parse().expect("a date"), ..outline(1) };
    assert_eq!(code(publish(in_month("2026-03-31"), &[100])), "E_INTENTION_MONTH D-INT-01");
    assert!(publish(in_month("2026-04-01"), &[100]).is_ok());
}
#[test]
fn the_first_notice_waits_thirty_days_to_the_second() {
    let (intention, law) = (published(), law());
    let earliest = at("2026-04-02T00:00");
    assert_eq!(intention.earliest_notice(&law), Ok(earliest));
    let refusal =
        intention.lead_satisfied(earliest.minus(Span::millis(1_000)), &law).expect_err("a second early");
    assert_eq!((refusal.code.as_ref(), refusal.rule.as_deref()), ("E_INTENTION_LEAD", Some("INT-02")));
    assert_eq!(refusal.args["earliest"], earliest.into());
    assert_eq!(intention.lead_satisfied(earliest, &law), Ok(()));
    assert_eq!(intention.lead_satisfied(earliest.plus(Span::millis(1_000)), &law), Ok(()));
    assert_eq!(code(Intention::default().lead_satisfied(earliest, &law)), "E_NOT_FOUND");
}
#[test]
fn an_intention_serves_one_demand_and_one_plan() {
    let mut intention = published();
    assert_eq!(intention.duties()[0].command, "demand.compile_demand");
    let (first, second): (DemandId, DemandId) = (id(20), id(21));
    for event in intention.take_up(first, id(1)).expect("taken up") {
        intention.apply(now(), &event);
    }
    assert!(intention.duties().is_empty());
    assert_eq!(code(intention.take_up(second, id(1))), "E_INTENTION_TAKEN");
    assert_eq!(code(intention.plan(id(30), second, id(1))), "E_INTENTION_TAKEN");
    assert_eq!(code(intention.plan(id(30), first, id(2))), "E_FORBIDDEN_SCOPE");
    for event in intention.plan(id(30), first, id(1)).expect("planned") {
        intention.apply(now(), &event);
    }
    assert_eq!(code(intention.plan(id(31), first, id(1))), "E_INTENTION_TAKEN");
    assert_eq!(code(intention.publish(outline(1), &indicators(&[1]), id(9), now(), &law())), "E_STATE");
}

fn need(budget: i64) -> Need {
    Need {
        purchaser: id(1),
        region: "230606".parse().expect("a region"),
        name: "多媒体教室设备采购".to_owned(),
        intention: Some(id::<IntentionId>(10)),
        catalogue: item("A02010105"),
        budget: Money::from_yuan(budget),
        technical: "屏幕 86 英寸".to_owned(),
        commercial: "合同签订后 30 日内交付".to_owned(),
        standards: None,
        acceptance: "逐台验收".to_owned(),
        public_interest: false,
        complex: false,
        imported: false,
        survey: None,
        method: Method::PublicTender,
        evaluation: EvaluationMethod::Comprehensive,
        form: OrganisationForm::Decentralized,
        pricing: Pricing::FixedTotal,
        choice_reason: "规格明确，市场竞争充分".to_owned(),
        assets: crate::goods::Assets::default(),
    }
}
fn survey(completed: &str, respondents: i64) -> Option<Survey> {
    let completed = completed.parse().expect("a date");
    Some(Survey { completed, respondents, findings: "供应充足".to_owned() })
}
const AUTHOR: u32 = 40;
const REVIEWER: u32 = 41;
fn compile(need: Need) -> Result<Vec<DemandEvent>, Refusal> {
    Demand::default().compile(need, id(AUTHOR), now(), &law())
}
fn compiled(need: Need) -> Demand {
    fold(&compile(need).expect("compiled"), now())
}
fn general(verdict: Verdict) -> GeneralReview {
    GeneralReview {
        rules: Verdict::Passed,
        reasons: verdict,
        approvals: Verdict::Passed,
        complete: Verdict::Passed,
    }
}
fn key(verdict: Verdict) -> KeyReview {
    KeyReview {
        non_discrimination: Verdict::Passed,
        competition: Verdict::Passed,
        policy: Verdict::Passed,
        performance_risk: verdict,
        other: Verdict::Passed,
    }
}
fn reviewed(demand: &mut Demand, result: Result<Vec<DemandEvent>, Refusal>) {
    for event in result.expect("reviewed") {
        demand.apply(now(), &event);
    }
}

#[test]
fn from_the_line_on_the_market_is_surveyed_and_the_key_review_held() {
    let just_below = Money::from_yuan(10_000_000).minus(Money::from_fen(1));
    assert!(compile(Need { budget: just_below, ..need(0) }).is_ok());
    assert_eq!(code(compile(need(10_000_000))), "E_SURVEY_MISSING DEM-01");
    for special in [
        Need { public_interest: true, ..need(1) },
        Need { complex: true, ..need(1) },
        Need { imported: true, ..need(1) },
    ] {
        assert_eq!(code(compile(special)), "E_SURVEY_MISSING DEM-01");
    }
    let demand = compiled(Need { survey: survey("2026-02-01", 3), ..need(10_000_000) });
    assert!(demand.file().expect("there").key_review);
    assert!(!compiled(need(3_860_000)).file().expect("there").key_review);
}
#[test]
fn a_survey_has_three_respondents_and_is_at_most_a_year_old() {
    let with = |survey| compile(Need { survey, ..need(10_000_000) });
    assert_eq!(code(with(survey("2026-02-01", 2))), "E_SURVEY_SAMPLE DEM-01");
    assert_eq!(code(with(survey("2026-03-03", 3))), "E_SCHEMA");
    assert_eq!(code(with(survey("2025-02-20", 3))), "E_SURVEY_OLD D-DEM-01");
    assert!(with(survey("2025-03-20", 3)).is_ok());
    let completed = at("2025-04-01T00:00");
    let last = law().latest("D-DEM-01", completed).expect("a limit");
    let on = |moment| {
        Demand::default().compile(
            Need { survey: survey("2025-04-01", 3), ..need(10_000_000) },
            id(AUTHOR),
            moment,
            &law(),
        )
    };
    assert!(on(last.minus(Span::millis(1_000))).is_ok());
    assert_eq!(code(on(last.plus(Span::millis(1_000)))), "E_SURVEY_OLD D-DEM-01");
}
#[test]
fn who_compiled_does_not_review() {
    let mut demand = compiled(need(100));
    let own = demand.review_general(general(Verdict::Passed), String::new(), id(AUTHOR), &law());
    assert_eq!(code(own), "E_REVIEWER_IS_AUTHOR DEM-04");
    let silent = demand.review_general(general(Verdict::Failed), " ".to_owned(), id(REVIEWER), &law());
    assert_eq!(code(silent), "E_SCHEMA");
    let failed = demand.review_general(general(Verdict::Failed), "理由不足".to_owned(), id(REVIEWER), &law());
    reviewed(&mut demand, failed);
    assert_eq!(demand.duties()[0].command, "demand.revise_demand");
    // An earlier author stays one.
    let again = demand.compile(need(100), id(REVIEWER), now(), &law());
    reviewed(&mut demand, again);
    let first = demand.review_general(general(Verdict::Passed), String::new(), id(AUTHOR), &law());
    assert_eq!(code(first), "E_REVIEWER_IS_AUTHOR DEM-04");
}
#[test]
fn without_every_review_that_is_due_nothing_is_approved() {
    let mut demand = compiled(Need { complex: true, survey: survey("2026-02-01", 3), ..need(100) });
    assert_eq!(code(demand.approved(&law())), "E_DEMAND_NOT_APPROVED DEM-02");
    assert_eq!(code(demand.review_key(key(Verdict::Passed), String::new(), id(REVIEWER), &law())), "E_STATE");
    let passed = demand.review_general(general(Verdict::Passed), String::new(), id(REVIEWER), &law());
    reviewed(&mut demand, passed);
    assert_eq!(code(demand.approved(&law())), "E_DEMAND_NOT_APPROVED DEM-03");
    assert_eq!(code(demand.compile(need(1), id(AUTHOR), now(), &law())), "E_STATE");
    assert_eq!(demand.duties()[0].command, "demand.review_key");
    let own = demand.review_key(key(Verdict::Passed), String::new(), id(AUTHOR), &law());
    assert_eq!(code(own), "E_REVIEWER_IS_AUTHOR DEM-04");
    let passed = demand.review_key(key(Verdict::Passed), String::new(), id(REVIEWER), &law());
    reviewed(&mut demand, passed);
    assert!(demand.approved(&law()).is_ok());
    assert_eq!(demand.duties()[0].command, "plan.file_plan");
    demand.apply(now(), &DemandEvent::Planned { plan: id(30) });
    assert_eq!(code(demand.approved(&law())), "E_DEMAND_PLANNED");
    assert!(demand.duties().is_empty());
}
#[test]
fn an_ordinary_demand_needs_the_general_review_only() {
    let mut demand = compiled(need(3_860_000));
    let passed = demand.review_general(general(Verdict::Passed), String::new(), id(REVIEWER), &law());
    reviewed(&mut demand, passed);
    assert!(demand.approved(&law()).is_ok());
}
#[test]
fn nobody_takes_over_anothers_rejected_demand() {
    let mut demand = compiled(need(100));
    let failed = demand.review_general(general(Verdict::Failed), "改".to_owned(), id(REVIEWER), &law());
    reviewed(&mut demand, failed);
    let stranger: OrganisationId = id(2);
    let taken = demand.compile(Need { purchaser: stranger, ..need(100) }, id::<PersonId>(77), now(), &law());
    assert_eq!(code(taken), "E_STATE");
}
#[test]
fn the_longest_demand_stays_under_64_kilobytes() {
    let long = |n: usize| "招".repeat(n);
    let demand = compiled(Need {
        technical: long(9_000),
        commercial: long(3_000),
        standards: Some(long(1_000)),
        acceptance: long(3_000),
        choice_reason: long(1_000),
        survey: Some(Survey { findings: long(2_000), ..survey("2026-02-01", 3).expect("one") }),
        ..need(100)
    });
    let bytes = serde_json::to_vec(&demand).expect("JSON").len();
    assert!(bytes < 64 * 1024, "{bytes}");
}
