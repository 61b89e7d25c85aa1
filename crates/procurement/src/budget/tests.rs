//! Attempts to get round 无预算不采购, and the property that the ledger adds up in any sequence.

use super::*;
use crate::{Law, RuleBook};
use kernel::{HoldId, IndicatorId, Instant, OrganisationId, PlanId, Stream, StreamId, StreamName};
use proptest::prelude::*;
use std::{collections::BTreeMap, fmt::Debug, str::FromStr};

const YEAR: i16 = 2026;

fn now() -> Instant {
    "2026-03-02T09:00".parse().expect("a moment")
}
fn law() -> Law {
    RuleBook::builtin().law("230600".parse().expect("a region"), now().date())
}
fn id<I: FromStr<Err: Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
fn unit() -> OrganisationId {
    id(1)
}
fn indicator_id() -> IndicatorId {
    id(2)
}
fn hold_id(n: u32) -> HoldId {
    id(100 + n)
}
fn matter() -> StreamName {
    id::<PlanId>(3).stream()
}
fn issue(amount: Money) -> Issue {
    Issue {
        number: "2026-教-0117".to_owned(),
        organisation: unit(),
        region: "230600".parse().expect("a region"),
        year: YEAR,
        project: "多媒体教室设备".to_owned(),
        fund: FundType::GeneralPublic,
        economic_class: "31003".to_owned(),
        catalogue: serde_json::from_value("A02010105".into()).expect("a code"),
        amount,
    }
}
fn indicator(yuan: i64) -> Indicator {
    let mut indicator = Indicator::default();
    for event in indicator.import(issue(Money::from_yuan(yuan)), now(), &law()).expect("an import") {
        indicator.apply(now(), &event);
    }
    indicator
}
fn claim(amount: Money) -> Claim {
    Claim { indicator: indicator_id(), organisation: unit(), matter: matter(), amount }
}
fn book(indicator: &mut Indicator, hold: &mut Hold, movement: &Movement) {
    assert_eq!(movement.on, indicator_id());
    indicator.apply(now(), &movement.indicator);
    hold.apply(now(), &movement.hold);
}
fn reserved(indicator: &mut Indicator, yuan: i64) -> Hold {
    let mut hold = Hold::default();
    let movement =
        hold.reserve(indicator, claim(Money::from_yuan(yuan)), now(), &law()).expect("a reservation");
    book(indicator, &mut hold, &movement);
    hold
}
fn code<T: Debug>(result: Result<T, Refusal>) -> String {
    result.expect_err("a refusal").to_string()
}

#[test]
fn all_that_is_available_may_be_taken_and_not_a_fen_more() {
    let indicator = indicator(100);
    let hold = Hold::default();
    assert!(hold.reserve(&indicator, claim(Money::from_yuan(100)), now(), &law()).is_ok());
    let over = Money::from_yuan(100).plus(Money::from_fen(1));
    let refusal = hold.reserve(&indicator, claim(over), now(), &law()).expect_err("too much");
    assert_eq!(refusal.to_string(), "E_NO_BUDGET (BUD-01)");
    assert_eq!(refusal.args["available"], Money::from_yuan(100).into());
}
#[test]
fn negative_zero_and_huge_amounts_are_no_amounts() {
    let mut indicator = indicator(100);
    let hold = Hold::default();
    let held = reserved(&mut indicator, 50);
    for amount in
        [Money::from_yuan(-1), Money::ZERO, Money::MAX.plus(Money::from_fen(1)), Money::from_fen(i64::MAX)]
    {
        let c = |result: Result<Movement, Refusal>| result.expect_err("no amount").code;
        assert_eq!(c(hold.reserve(&indicator, claim(amount), now(), &law())), "E_SCHEMA");
        assert_eq!(c(hold.order(&indicator, claim(amount), now(), &law())), "E_SCHEMA");
        assert_eq!(c(held.commit(amount, &law())), "E_SCHEMA");
        assert_eq!(c(held.execute(amount, &law())), "E_SCHEMA");
        assert_eq!(c(held.release(Part::Reserved, amount, &law())), "E_SCHEMA");
        let holds = [(hold_id(1), held.clone())];
        assert!(commit_all(&holds, amount, &law()).is_err());
        assert!(execute_all(&holds, amount, &law()).is_err());
        assert!(Indicator::default().import(issue(amount), now(), &law()).is_err());
        assert!(indicator.adjust(amount, String::new(), String::new(), &law()).is_err());
    }
}
#[test]
fn of_two_plans_that_race_for_one_indicator_the_second_is_refused() {
    let mut indicator = indicator(100);
    reserved(&mut indicator, 60);
    let second = Hold::default().reserve(&indicator, claim(Money::from_yuan(60)), now(), &law());
    assert_eq!(code(second), "E_NO_BUDGET (BUD-01)");
}
#[test]
fn nothing_is_released_twice() {
    let mut indicator = indicator(100);
    let _other = reserved(&mut indicator, 40);
    let mut hold = reserved(&mut indicator, 60);
    let back = hold.release(Part::Reserved, Money::from_yuan(60), &law()).expect("a release");
    book(&mut indicator, &mut hold, &back);
    assert_eq!(indicator.account().expect("there").available(), Money::from_yuan(60));
    assert_eq!(code(hold.release(Part::Reserved, Money::from_yuan(1), &law())), "E_OVER_HOLD (BUD-05)");
    assert_eq!(code(hold.commit(Money::from_yuan(1), &law())), "E_OVER_HOLD (BUD-05)");
}
#[test]
fn a_hold_cannot_be_made_twice_or_for_another_unit_or_year() {
    let mut indicator = indicator(100);
    let hold = reserved(&mut indicator, 10);
    assert_eq!(code(hold.reserve(&indicator, claim(Money::from_yuan(1)), now(), &law())), "E_STATE");
    let stranger = Claim { organisation: id(9), ..claim(Money::from_yuan(1)) };
    assert_eq!(code(Hold::default().order(&indicator, stranger, now(), &law())), "E_FORBIDDEN_SCOPE");
    let last_second: Instant = "2026-12-31T23:59:59".parse().expect("a moment");
    let next_year: Instant = "2027-01-01T00:00".parse().expect("a moment");
    let take = |at| Hold::default().reserve(&indicator, claim(Money::from_yuan(1)), at, &law());
    assert!(take(last_second).is_ok());
    assert_eq!(code(take(next_year)), "E_FISCAL_YEAR");
}
#[test]
fn an_indicator_is_never_cut_below_what_is_taken() {
    let mut indicator = indicator(100);
    let mut hold = reserved(&mut indicator, 60);
    let bound = hold.commit(Money::from_yuan(30), &law()).expect("a commitment");
    book(&mut indicator, &mut hold, &bound);
    let paid = hold.execute(Money::from_yuan(10), &law()).expect("a payment");
    book(&mut indicator, &mut hold, &paid);
    let adjust = |yuan| indicator.adjust(Money::from_yuan(yuan), "调1".to_owned(), "压减".to_owned(), &law());
    assert_eq!(code(adjust(59)), "E_ADJUST_BELOW_TAKEN (BUD-05) amount: field-invalid");
    assert!(adjust(60).is_ok() && adjust(1_000).is_ok());
}
#[test]
fn an_indicator_is_imported_once_and_for_this_year_or_the_next() {
    let there = indicator(100);
    assert_eq!(code(there.import(issue(Money::from_yuan(1)), now(), &law())), "E_STATE");
    let of = |year| Indicator::default().import(Issue { year, ..issue(Money::from_yuan(1)) }, now(), &law());
    assert!(of(YEAR).is_ok() && of(YEAR + 1).is_ok());
    assert!(of(YEAR - 1).is_err() && of(YEAR + 2).is_err());
}
#[test]
fn nothing_is_taken_from_an_indicator_that_does_not_exist() {
    let take = Hold::default().reserve(&Indicator::default(), claim(Money::from_yuan(1)), now(), &law());
    assert_eq!(code(take), "E_NOT_FOUND");
    assert_eq!(code(Hold::default().commit(Money::from_yuan(1), &law())), "E_NOT_FOUND");
}
#[test]
fn a_contract_binds_its_price_and_gives_back_the_saving() {
    let mut indicator = indicator(100);
    let (first, second) = (reserved(&mut indicator, 30), reserved(&mut indicator, 50));
    let mut holds = [(hold_id(1), first), (hold_id(2), second)];
    let over = Money::from_yuan(80).plus(Money::from_fen(1));
    assert_eq!(code(commit_all(&holds, over, &law())), "E_OVER_HOLD (BUD-05)");
    for (id, movement) in commit_all(&holds, Money::from_yuan(45), &law()).expect("a commitment") {
        let (_, hold) = holds.iter_mut().find(|(other, _)| *other == id).expect("one of them");
        book(&mut indicator, hold, &movement);
    }
    let account = indicator.account().expect("there");
    assert_eq!(
        (account.reserved, account.committed, account.available()),
        (Money::ZERO, Money::from_yuan(45), Money::from_yuan(55))
    );
    assert!(commit_all(&holds, Money::from_yuan(1), &law()).is_err(), "a second contract finds nothing");
    assert_eq!(code(execute_all(&holds, Money::from_yuan(46), &law())), "E_OVER_HOLD (BUD-05)");
    for (id, movement) in execute_all(&holds, Money::from_yuan(45), &law()).expect("a payment") {
        let (_, hold) = holds.iter_mut().find(|(other, _)| *other == id).expect("one of them");
        book(&mut indicator, hold, &movement);
    }
    assert_eq!(indicator.account().expect("there").executed, Money::from_yuan(45));
}
#[test]
fn naming_a_hold_twice_does_not_double_it() {
    let mut indicator = indicator(100);
    let hold = reserved(&mut indicator, 50);
    let twice = [(hold_id(1), hold.clone()), (hold_id(1), hold)];
    assert_eq!(code(commit_all(&twice, Money::from_yuan(80), &law())), "E_STATE");
}
#[test]
fn an_untouched_indicator_from_the_threshold_asks_for_an_intention() {
    let mut large = indicator(300_000);
    assert_eq!(large.duties()[0].command, "demand.publish_intention");
    reserved(&mut large, 1);
    assert!(large.duties().is_empty());
    assert!(indicator(299_999).duties().is_empty(), "below the threshold no intention is due");
}
#[test]
fn a_full_indicator_and_hold_stay_small() {
    let mut indicator = indicator(100);
    let hold = reserved(&mut indicator, 1);
    let bytes = serde_json::to_vec(&(indicator, hold)).expect("JSON").len();
    assert!(bytes < 2_000, "{bytes}");
}

#[derive(Clone, Debug)]
enum Step {
    Reserve(u8, i64),
    Order(u8, i64),
    Commit(u8, i64),
    CommitAll(u8, u8, i64),
    Execute(u8, i64),
    ExecuteAll(u8, u8, i64),
    Release(u8, bool, i64),
    Adjust(i64),
}
fn step() -> impl Strategy<Value = Step> {
    let n = 0u8..6;
    let amount = prop_oneof![8 => -5i64..400, 1 => Just(i64::MAX), 1 => Just(i64::MIN)];
    prop_oneof![
        (n.clone(), amount.clone()).prop_map(|(n, a)| Step::Reserve(n, a)),
        (n.clone(), amount.clone()).prop_map(|(n, a)| Step::Order(n, a)),
        (n.clone(), amount.clone()).prop_map(|(n, a)| Step::Commit(n, a)),
        (n.clone(), n.clone(), amount.clone()).prop_map(|(n, m, a)| Step::CommitAll(n, m, a)),
        (n.clone(), amount.clone()).prop_map(|(n, a)| Step::Execute(n, a)),
        (n.clone(), n.clone(), amount.clone()).prop_map(|(n, m, a)| Step::ExecuteAll(n, m, a)),
        (n, any::<bool>(), amount.clone()).prop_map(|(n, r, a)| Step::Release(n, r, a)),
        amount.prop_map(Step::Adjust),
    ]
}

proptest! {
    #[test]
    fn in_any_sequence_nothing_exceeds_the_amount_and_the_ledger_adds_up(steps in prop::collection::vec(step(), 1..60)) {
        let law = law();
        let mut indicator = indicator(10);
        let mut holds: BTreeMap<u8, Hold> = (0..6).map(|n| (n, Hold::default())).collect();
        for step in steps {
            let of = |n: u8| (hold_id(n.into()), holds[&n].clone());
            let fen = Money::from_fen;
            let one = |n: u8, result: Result<Movement, Refusal>| result.map(|movement| vec![(hold_id(n.into()), movement)]);
            let outcome = match step {
                Step::Reserve(n, a) => one(n, holds[&n].reserve(&indicator, claim(fen(a)), now(), &law)),
                Step::Order(n, a) => one(n, holds[&n].order(&indicator, claim(fen(a)), now(), &law)),
                Step::Commit(n, a) => one(n, holds[&n].commit(fen(a), &law)),
                Step::CommitAll(n, m, a) => commit_all(&[of(n), of(m)], fen(a), &law),
                Step::Execute(n, a) => one(n, holds[&n].execute(fen(a), &law)),
                Step::ExecuteAll(n, m, a) => execute_all(&[of(n), of(m)], fen(a), &law),
                Step::Release(n, r, a) => {
                    one(n, holds[&n].release(if r { Part::Reserved } else { Part::Committed }, fen(a), &law))
                }
                Step::Adjust(a) => {
                    if let Ok(events) = indicator.adjust(fen(a), String::new(), String::new(), &law) {
                        for event in events {
                            indicator.apply(now(), &event);
                        }
                    }
                    Ok(Vec::new())
                }
            };
            for (id, movement) in outcome.unwrap_or_default() {
                let hold = holds.iter_mut().find(|(n, _)| hold_id((**n).into()) == id).expect("one of ours").1;
                book(&mut indicator, hold, &movement);
            }
            let account = indicator.account().expect("imported");
            let made: Vec<&Balance> = holds.values().filter_map(|hold| hold.balance().ok()).collect();
            let sum = |part: fn(&Balance) -> Money| made.iter().map(|balance| part(balance)).sum::<Money>();
            prop_assert!(account.taken() <= account.amount);
            prop_assert_eq!(account.reserved, sum(|b| b.reserved));
            prop_assert_eq!(account.committed, sum(|b| b.committed));
            prop_assert_eq!(account.executed, sum(|b| b.executed));
            for balance in made {
                let parts = [balance.reserved, balance.committed, balance.executed, balance.released];
                prop_assert!(parts.iter().all(|part| *part >= Money::ZERO));
            }
        }
    }
}
