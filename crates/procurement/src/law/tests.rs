//! Every rule file parses, every case holds, every period is counted right.

use super::*;
use kernel::{Instant, Money, Percent, Region, Span};

fn region(code: &str) -> Region {
    code.parse().expect("a region")
}
fn day(text: &str) -> Date {
    text.parse().expect("a date")
}
fn at(text: &str) -> Instant {
    text.parse().expect("a moment")
}
fn law() -> Law {
    RuleBook::builtin().law(region("230606"), day("2026-03-02"))
}
fn problems(files: &[(&str, &str)]) -> Vec<String> {
    RuleBook::parse(files.iter().copied()).expect_err("wrong").iter().map(ToString::to_string).collect()
}

#[test]
fn every_rule_file_parses() {
    match RuleBook::parse(RuleBook::builtin_files()) {
        Ok(book) => assert!(book.rules().count() > 390),
        Err(errors) => panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}
#[test]
fn all_risk_points_and_limits_of_the_law_are_there() {
    let count = |kind| RuleBook::builtin().rules().filter(|rule| rule.kind == kind).count();
    assert_eq!((count(Kind::Risk), count(Kind::Limit)), (211, 107));
}
#[test]
fn every_case_of_a_limit_or_parameter_comes_out_as_written() {
    match RuleBook::builtin().check_cases() {
        Ok(run) => assert!(run > 250, "{run}"),
        Err(errors) => panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}
#[test]
fn a_second_before_and_after_every_limit() {
    let (law, second) = (law(), Span::millis(1000));
    let mut asked = 0;
    for rule in law.book().rules().filter(|rule| rule.kind == Kind::Limit) {
        let Ok(limit) = law.limit(&rule.id) else { continue };
        let from = at("2026-03-02T10:30");
        let Some(end) = law.end_of(&limit, from) else { continue };
        let id: &'static str = Box::leak(rule.id.clone().into_boxed_str());
        let Ok(end) = end else {
            assert_eq!(law.deadline(id, from).expect_err("past the calendar").code, "E_CALENDAR_END");
            continue;
        };
        asked += 1;
        assert_eq!(law.deadline(id, from), Ok(end));
        if limit.bound == Bound::Min {
            let early = law.not_before(id, from, end.minus(second)).expect_err(id);
            assert_eq!((&*early.code, early.rule.as_deref()), ("E_TOO_EARLY", Some(id)));
            assert_eq!(early.basis.as_deref(), Some(rule.basis.as_str()));
            assert_eq!(
                (law.not_before(id, from, end), law.not_before(id, from, end.plus(second))),
                (Ok(()), Ok(()))
            );
            assert!(law.latest(id, from).is_err());
        } else {
            let late = law.not_after(id, from, end.plus(second)).expect_err(id);
            assert_eq!((&*late.code, late.rule.as_deref()), ("E_TOO_LATE", Some(id)));
            assert_eq!(
                (law.not_after(id, from, end), law.not_after(id, from, end.minus(second))),
                (Ok(()), Ok(()))
            );
            assert!(law.earliest(id, from).is_err());
        }
    }
    assert!(asked > 90, "{asked}");
}
#[test]
fn the_nearest_ancestor_that_says_something_wins() {
    let book = RuleBook::builtin();
    let limit = |code| book.law(region(code), day("2026-03-02")).money("mall_direct_limit");
    assert_eq!(limit("440000"), Ok(Money::from_yuan(50_000)));
    assert_eq!(limit("230000"), Ok(Money::from_yuan(100_000)));
    assert_eq!(limit("230100"), Ok(Money::from_yuan(100_000)));
    assert_eq!(limit("230606"), Ok(Money::from_yuan(200_000)));
}
#[test]
fn a_parameter_follows_the_date() {
    let deduction = |date| {
        RuleBook::builtin().law(region("230000"), day(date)).percent("sme_deduction_min.goods_services")
    };
    assert_eq!(deduction("2022-06-30"), Ok(Percent::whole(6)));
    assert_eq!(deduction("2022-07-01"), Ok(Percent::whole(10)));
    let line = |date| RuleBook::builtin().law(region("230000"), day(date)).percent("low_price_mean_default");
    assert_eq!(line("2026-01-31").expect_err("not yet in force").code, "E_UNKNOWN_RULE");
    assert_eq!(line("2026-02-01"), Ok(Percent::whole(50)));
}
#[test]
fn what_is_not_in_the_book_is_refused() {
    let law = law();
    assert_eq!(law.earliest("D-XXX-01", at("2026-03-02T10:00")).expect_err("unknown").code, "E_UNKNOWN_RULE");
    assert_eq!(law.money("bid_deposit_cap").expect_err("a percentage").code, "E_UNKNOWN_RULE");
    assert_eq!(law.percent("D-BND-04"), Ok(Percent::whole(2)));
    assert_eq!(law.number("decryption_minutes"), Ok(30));
}
#[test]
fn past_the_calendar_the_refusal_says_which_date() {
    let refusal = law().latest("D-EVA-02", at("2026-12-30T10:00")).expect_err("past the calendar");
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_CALENDAR_END", Some("D-EVA-02")));
    assert_eq!(refusal.args.get("date"), Some(&kernel::Arg::Date(day("2027-01-01"))));
    assert_eq!(refusal.args.get("last"), Some(&kernel::Arg::Date(day("2026-12-31"))));
}
#[test]
fn a_refusal_cites_the_law() {
    let refusal = law().refuse("E_NO_BUDGET", "BUD-01");
    assert_eq!(refusal.basis.as_deref(), Some("政府采购法第6、33条；HR-1"));
}
#[test]
fn everything_wrong_in_all_files_is_said_with_file_and_field() {
    let limit = "id: D-A\nkind: limit\nname: {zh: 甲, en: a}\ncontrol: block\nfrom_event: a\nto_event: b\nbasis: 法\n\
        values:\n  - {kind: max, amount: 5.5, unit: calendar_day}\n  - {region: '999999', kind: max, amount: 3, unit: calendar_day}\nplanned: true\ncolour: red\n";
    let parameter = "id: other\nkind: parameter\nname: {zh: '', en: b}\nunit: percent\nbasis: 法\nvalues: [{value: 3, until: 2026-01-01}]\n";
    assert_eq!(
        problems(&[("tender/D-A.yaml", limit), ("nowhere/b.yaml", parameter)]),
        [
            "rules/nowhere/b.yaml: id: not the file's name",
            "rules/nowhere/b.yaml: : nowhere is no subsystem",
            "rules/nowhere/b.yaml: name.zh: empty",
            "rules/nowhere/b.yaml: values[0].until: unknown key",
            "rules/nowhere/b.yaml: cases: a rule in service has at least one case",
            "rules/tender/D-A.yaml: values[0].amount: not a whole number, nor a decimal in quotes",
            "rules/tender/D-A.yaml: values[1].region: not a region's six-digit code",
            "rules/tender/D-A.yaml: values: missing",
            "rules/tender/D-A.yaml: colour: unknown key",
        ]
    );
}
#[test]
fn a_region_may_tighten_a_limit_but_not_relax_it() {
    let file = |days: u32| {
        format!(
            "id: D-A\nkind: limit\nname: {{zh: 甲, en: a}}\ncontrol: block\nfrom_event: a\nto_event: b\nbasis: 法\nplanned: true\n\
            values:\n  - {{kind: max, amount: 30, unit: calendar_day}}\n  - {{region: '230000', kind: max, amount: {days}, unit: calendar_day}}\n"
        )
    };
    assert!(RuleBook::parse([("tender/D-A.yaml", &*file(15))]).is_ok());
    assert_eq!(
        problems(&[("tender/D-A.yaml", &file(31))]),
        ["rules/tender/D-A.yaml: values[1].amount: laxer than the national limit"]
    );
}
#[test]
fn two_values_for_the_same_place_and_day_are_refused() {
    let file = "id: a\nkind: parameter\nname: {zh: 甲, en: a}\nunit: count\nbasis: 法\nplanned: true\n\
        values: [{value: 1, to: 2026-01-01}, {value: 2, from: 2026-01-01}]\n";
    assert_eq!(
        problems(&[("tender/a.yaml", file)]),
        ["rules/tender/a.yaml: values[1]: another value holds for the same region and time"]
    );
}
#[test]
fn the_digest_follows_every_byte() {
    let file = |n: u8| {
        format!(
            "id: a\nkind: parameter\nname: {{zh: 甲, en: a}}\nunit: count\nbasis: 法\nplanned: true\nvalues: [{{value: {n}}}]\n"
        )
    };
    let digest = |n| RuleBook::parse([("tender/a.yaml", &*file(n))]).expect("right").digest();
    assert_eq!(digest(1), digest(1));
    assert_ne!(digest(1), digest(2));
}
