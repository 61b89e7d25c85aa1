//! A career from the application to the archive.

use super::*;
use crate::law::{Law, RuleBook};
use kernel::{
    Date, Digest, Instant, OrganisationId, PersonId, Refusal, Sealed, Span, Stream, StreamId, later,
};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}
fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}
fn law() -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), day("2026-03-02"))
}
fn office() -> Office {
    let organisation = |n| OrganisationId::from_uuid(Uuid::from_u128(n));
    Office {
        person: PersonId::from_uuid(Uuid::from_u128(7)),
        organisation: organisation(1),
        region: "230606".parse().expect("a region"),
        reviewer: organisation(2),
        code: "ZJ230606-000007".to_owned(),
    }
}
fn give(expert: &mut Expert, now: Instant, events: Result<Vec<ExpertEvent>, Refusal>) {
    events.expect("passes").iter().for_each(|event| expert.apply(now, event));
}
fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.err().map_or_else(String::new, |refusal| refusal.code.into())
}
fn title(level: TitleLevel, since: &str) -> Title {
    Title {
        degree: Degree::Master,
        school: "哈尔滨工业大学".to_owned(),
        level,
        title: "高级工程师".to_owned(),
        since: day(since),
        until: None,
        certificate: Digest::of(b"certificate"),
    }
}
fn identity(retires: &str) -> ExpertFilling {
    let marks =
        IdentityMarks { citizen_id: Digest::of(b"a"), phone: Digest::of(b"b"), card: Digest::of(b"c") };
    let sealed = Sealed::new(Uuid::from_u128(9), Digest::of(b"committed"));
    ExpertFilling::Identity { sealed, marks, retires: day(retires) }
}
fn claim(code: &str) -> ExpertFilling {
    let evidence = Evidence { title: "业绩证明".to_owned(), file: Digest::of(code.as_bytes()) };
    ExpertFilling::Claim(Claim { code: code.to_owned(), evidence: Some(evidence) })
}
fn job(from: &str, until: Option<&str>) -> Employment {
    Employment { name: "大庆师范学院".to_owned(), uscc: None, from: day(from), until: until.map(day) }
}
fn complete(retires: &str) -> Vec<ExpertFilling> {
    let commitment = ExpertCommitment { text: Digest::of(b"text"), at: at("2026-03-02T09:00") };
    vec![
        identity(retires),
        ExpertFilling::Title(title(TitleLevel::Senior, "2015-07-01")),
        ExpertFilling::Work(vec![job("2015-07-01", None)]),
        claim("A02010105"),
        ExpertFilling::Reach(Reach::default()),
        ExpertFilling::Commitment(commitment),
    ]
}
const NOW: &str = "2026-03-02T09:00";
fn filled(retires: &str) -> Expert {
    let mut expert = Expert::default();
    let events = expert.open(office());
    give(&mut expert, at(NOW), events);
    for filling in complete(retires) {
        let events = expert.fill(filling, day("2026-03-02"), &law());
        give(&mut expert, at(NOW), events);
    }
    expert
}
fn appointed(retires: &str) -> Expert {
    let mut expert = filled(retires);
    let today = day("2026-03-02");
    let events = expert.submit(None, today, &law());
    give(&mut expert, at(NOW), events);
    let events = expert.review(true, None, today, &law());
    give(&mut expert, at(NOW), events);
    let events = expert.examine(60, today, &law());
    give(&mut expert, at(NOW), events);
    expert
}

#[test]
fn a_career_begins_with_review_and_examination() {
    let mut expert = filled("2050-01-01");
    let today = day("2026-03-02");
    assert_eq!(code(expert.examine(90, today, &law())), "E_STATE", "not before the review");
    assert_eq!(code(expert.review(true, None, today, &law())), "E_STATE", "not before it was handed in");
    let events = expert.submit(Some("同意推荐".to_owned()), today, &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.submit(None, today, &law())), "E_UNDER_REVIEW");
    assert_eq!(code(expert.fill(claim("A02020200"), today, &law())), "E_UNDER_REVIEW");
    assert_eq!(code(expert.review(false, None, today, &law())), "E_SCHEMA", "a return wants a reason");
    let events = expert.review(true, None, today, &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(expert.standing, ExpertStanding::Training);
    assert_eq!(code(expert.examine(101, today, &law())), "E_SCHEMA");
    let events = expert.examine(59, today, &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(expert.standing, ExpertStanding::Training, "may try again");
    let events = expert.examine(60, today, &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(expert.standing, ExpertStanding::Active);
    assert_eq!(expert.term.map(|term| term.until), Some(day("2029-03-01")));
}
#[test]
fn nothing_may_be_missing() {
    let mut expert = Expert::default();
    let events = expert.open(office());
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.open(office())), "E_ALREADY");
    let refusal = expert.submit(None, day("2026-03-02"), &law()).expect_err("empty");
    assert_eq!((&*refusal.code, refusal.fields.len()), ("E_DOSSIER_INCOMPLETE", 6));
}
#[test]
fn a_middle_title_needs_eight_years_to_the_day() {
    let mut expert = filled("2050-01-01");
    let filling = ExpertFilling::Title(title(TitleLevel::Middle, "2018-03-03"));
    let events = expert.fill(filling, day("2026-03-02"), &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.submit(None, day("2026-03-02"), &law())), "E_EXPERT_EXPERIENCE");
    assert!(expert.submit(None, day("2026-03-03"), &law()).is_ok());
    let filling = ExpertFilling::Title(title(TitleLevel::SeniorEqual, "2026-01-01"));
    let events = expert.fill(filling, day("2026-03-02"), &law());
    give(&mut expert, at(NOW), events);
    assert!(expert.submit(None, day("2026-03-02"), &law()).is_ok(), "a senior one needs none");
}
#[test]
fn seventy_is_too_old_from_the_first_second_of_the_birthday() {
    assert_eq!(retires_on(day("1956-03-02"), &law()), Ok(day("2026-03-02")));
    assert_eq!(retires_on(day("1956-02-29"), &law()), Ok(day("2026-02-28")));
    assert_eq!(
        code(filled("2050-01-01").fill(identity("2026-03-02"), day("2026-03-02"), &law())),
        "E_EXPERT_AGE"
    );
    let mut expert = appointed("2027-06-15");
    let birthday = at("2027-06-15T00:00");
    let second = Span::millis(1000);
    assert_eq!(code(expert.tick(birthday.minus(second), &law())), "E_STATE");
    assert!(expert.tick(birthday.plus(second), &law()).is_ok());
    let timer = expert.duties().into_iter().find(|duty| duty.command == "registry.watch_expert");
    assert_eq!(timer.and_then(|duty| duty.due), Some(birthday));
    let events = expert.tick(birthday, &law());
    give(&mut expert, birthday, events);
    assert!(matches!(expert.standing, ExpertStanding::Dismissed { cause: DismissalCause::Age, .. }));
    let closes = birthday.plus(Span::days(30));
    assert_eq!(code(expert.tick(closes.minus(second), &law())), "E_STATE");
    let events = expert.tick(closes, &law());
    give(&mut expert, closes, events);
    assert_eq!(expert.standing, ExpertStanding::Archived { cause: DismissalCause::Age });
    assert!(expert.duties().is_empty());
    assert_eq!(code(expert.fill(claim("A02020200"), day("2027-08-01"), &law())), "E_EXPERT_LEFT");
}
#[test]
fn at_most_three_specialities_each_with_its_evidence() {
    let mut expert = filled("2050-01-01");
    let today = day("2026-03-02");
    assert_eq!(code(expert.fill(claim("A02010105"), today, &law())), "E_ALREADY");
    for speciality in ["A02020200", "A02021003"] {
        let events = expert.fill(claim(speciality), today, &law());
        give(&mut expert, at(NOW), events);
    }
    assert_eq!(code(expert.fill(claim("A02021004"), today, &law())), "E_TOO_MANY_SPECIALITIES");
    assert_eq!(code(expert.fill(ExpertFilling::Unclaim("C23".to_owned()), today, &law())), "E_NOT_FOUND");
    let events = expert.fill(ExpertFilling::Unclaim("A02020200".to_owned()), today, &law());
    give(&mut expert, at(NOW), events);
    assert!(expert.fill(claim("A02021004"), today, &law()).is_ok());
}
#[test]
fn a_history_of_work_is_one_that_can_be() {
    let expert = filled("2050-01-01");
    let today = day("2026-03-02");
    let wrong = [
        vec![],
        vec![job("2026-03-03", None)],
        vec![job("2020-01-01", Some("2019-12-31"))],
        vec![job("2020-01-01", Some("2026-03-03"))],
        vec![job("2020-01-01", None), job("2021-01-01", None)],
        vec![job("2020-01-01", Some("2020-02-01")); 11],
    ];
    for work in wrong {
        assert_eq!(
            code(expert.fill(ExpertFilling::Work(work.clone()), today, &law())),
            "E_SCHEMA",
            "{work:?}"
        );
    }
}
#[test]
fn a_term_is_renewed_without_a_gap_and_not_too_early() {
    let mut expert = appointed("2050-01-01");
    let opens = at("2028-12-31T00:00");
    let second = Span::millis(1000);
    assert_eq!(code(expert.renew(opens.minus(second), &law())), "E_TOO_EARLY");
    assert_eq!(code(expert.tick(opens.minus(second), &law())), "E_STATE");
    let events = expert.tick(opens, &law());
    give(&mut expert, opens, events);
    assert!(expert.duties().iter().any(|duty| duty.command == "registry.renew_expert"));
    let mut late = expert.clone();
    let events = expert.renew(opens, &law());
    give(&mut expert, opens, events);
    let events = expert.review(true, None, day("2029-01-10"), &law());
    give(&mut expert, at("2029-01-10T09:00"), events);
    assert_eq!(expert.term.map(|term| (term.from, term.until)), Some((day("2026-03-02"), day("2032-03-01"))));

    let end = at("2029-03-02T00:00");
    assert_eq!(code(late.tick(end.minus(second), &law())), "E_STATE");
    let events = late.tick(end, &law());
    give(&mut late, end, events);
    assert!(matches!(late.standing, ExpertStanding::Suspended { cause: SuspensionCause::Renewal, .. }));
    let events = late.renew(at("2029-05-01T09:00"), &law());
    give(&mut late, end, events);
    let events = late.review(true, None, day("2029-05-05"), &law());
    give(&mut late, end, events);
    assert_eq!(late.standing, ExpertStanding::Active);
    assert_eq!(late.term.map(|term| term.from), Some(day("2029-05-05")));
}
#[test]
fn leave_ends_by_itself_and_suspension_does_not() {
    let mut expert = appointed("2050-01-01");
    let today = day("2026-03-02");
    assert_eq!(code(expert.leave(day("2026-03-01"), "出国".to_owned(), today)), "E_SCHEMA");
    assert_eq!(code(expert.leave(day("2027-03-03"), "出国".to_owned(), today)), "E_SCHEMA");
    let events = expert.leave(day("2026-03-20"), "出国".to_owned(), today);
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.restore("可以".to_owned(), today)), "E_STATE", "it is not the department's leave");
    let mut back = expert.clone();
    let events = back.end_leave(today);
    give(&mut back, at(NOW), events);
    assert_eq!(back.standing, ExpertStanding::Active);
    let end = at("2026-03-21T00:00");
    assert_eq!(code(expert.tick(end.minus(Span::millis(1000)), &law())), "E_STATE");
    let events = expert.tick(end, &law());
    give(&mut expert, end, events);
    assert_eq!(expert.standing, ExpertStanding::Active);
    let events = expert.suspend(SuspensionCause::Credit, "核查中".to_owned());
    give(&mut expert, end, events);
    assert_eq!(code(expert.end_leave(today)), "E_STATE");
    assert_eq!(code(expert.suspend(SuspensionCause::Credit, "再次".to_owned())), "E_STATE");
    assert_eq!(code(expert.restore("可以".to_owned(), day("2030-01-01"))), "E_TERM_OVER");
    let events = expert.restore("核查无问题".to_owned(), today);
    give(&mut expert, end, events);
    assert_eq!(expert.standing, ExpertStanding::Active);
}
#[test]
fn findings_are_asked_explained_and_settled_and_not_found_again() {
    let mut expert = appointed("2050-01-01");
    let found = vec![(FindingKind::Frequent, "7".to_owned()), (FindingKind::EmployerGone, "甲".to_owned())];
    let events = expert.raise(&found, at(NOW));
    assert_eq!(events.len(), 2);
    give(&mut expert, at(NOW), Ok(events));
    assert!(expert.raise(&found, at(NOW)).is_empty(), "they wait already");
    assert_eq!(code(expert.explain(1, "说明".to_owned())), "E_STATE", "nobody asked");
    let events = expert.ask(1, "为何".to_owned());
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.ask(1, "为何".to_owned())), "E_ALREADY");
    let events = expert.explain(1, "本专业专家少".to_owned());
    give(&mut expert, at(NOW), events);
    let events = expert.answer(1, Answer::Kept, "情况属实".to_owned(), at(NOW), &law());
    give(&mut expert, at(NOW), events);
    assert_eq!(code(expert.answer(1, Answer::Kept, "再次".to_owned(), at(NOW), &law())), "E_NOT_FOUND");
    assert!(expert.raise(&found[..1], at(NOW)).is_empty(), "the same fact was looked at");
    assert_eq!(
        expert.raise(&[(FindingKind::Frequent, "8".to_owned())], at(NOW)).len(),
        1,
        "another one was not"
    );
    let events = expert.answer(2, Answer::Suspended, "先更新单位".to_owned(), at(NOW), &law());
    give(&mut expert, at(NOW), events);
    assert!(matches!(expert.standing, ExpertStanding::Suspended { cause: SuspensionCause::Compliance, .. }));
}
#[test]
fn who_is_too_old_cannot_be_kept() {
    let mut expert = appointed("2050-01-01");
    let events = expert.raise(&[(FindingKind::Age, "2026-01-01".to_owned())], at(NOW));
    give(&mut expert, at(NOW), Ok(events));
    assert_eq!(code(expert.answer(1, Answer::Kept, "经验丰富".to_owned(), at(NOW), &law())), "E_EXPERT_AGE");
    let events = expert.answer(1, Answer::Dismissed, "超龄".to_owned(), at(NOW), &law());
    give(&mut expert, at(NOW), events);
    assert!(matches!(expert.standing, ExpertStanding::Dismissed { cause: DismissalCause::Age, .. }));
    assert!(
        expert.findings.is_empty() && expert.raise(&[(FindingKind::Age, "x".to_owned())], at(NOW)).is_empty()
    );
}
#[test]
fn compliance_reviews_come_on_the_first_of_each_month() {
    let authority = OrganisationId::from_uuid(Uuid::from_u128(2));
    let region = office().region;
    let mut reviews = Compliance::default();
    assert_eq!(code(reviews.run(0, Default::default(), false, at(NOW), &law())), "E_NOT_FOUND");
    let begun = reviews.begin(authority, region, day("2026-01-31"), &law()).expect("begins");
    begun.iter().for_each(|event| reviews.apply(at(NOW), event));
    assert_eq!(reviews.next, Some(at("2026-02-01T02:00")));
    assert!(reviews.begin(authority, region, day("2026-02-02"), &law()).expect("nothing").is_empty());
    for _ in 0..30 {
        let events = reviews.run(5, Default::default(), false, at("2026-12-31T09:00"), &law()).expect("runs");
        events.iter().for_each(|event| reviews.apply(at(NOW), event));
    }
    assert_eq!((reviews.runs.len(), reviews.runs[23].number), (Compliance::KEPT, 30));
    assert_eq!(reviews.next, Some(at("2027-01-01T02:00")));
}

proptest! {
    /// Whatever is tried in whatever order: nobody is active without a term, without a review, or at seventy, and
    /// nobody comes back from the archive.
    #[test]
    fn no_order_of_decisions_makes_what_the_law_forbids(steps in prop::collection::vec((0_u8..14, 0_i64..40), 1..60)) {
        let mut expert = filled("2028-01-01");
        let mut now = at(NOW);
        for (step, days) in steps {
            now = now.plus(Span::days(days));
            let (today, law) = (now.date(), law());
            let words = || "理由".to_owned();
            let over = expert.standing.is_over();
            let answer = match step {
                0 => expert.submit(None, today, &law),
                1 => expert.review(days % 5 != 0, Some(words()), today, &law),
                2 => expert.examine(55 + u32::try_from(days).unwrap_or(0), today, &law),
                3 => expert.suspend(SuspensionCause::Credit, words()),
                4 => expert.restore(words(), today),
                5 => expert.leave(later(today, 0, days).unwrap_or(today), words(), today),
                6 => expert.end_leave(today),
                7 => expert.renew(now, &law),
                8 if days == 7 => expert.resign(words(), now, &law),
                9 => expert.fill(claim("A02020200"), today, &law),
                10 => expert.withdraw(),
                11 => Ok(expert.raise(&[(FindingKind::Frequent, days.to_string())], now)),
                12 => expert.answer(expert.numbered, Answer::Kept, words(), now, &law),
                _ => expert.tick(now, &law),
            };
            if let Ok(events) = answer {
                events.iter().for_each(|event| expert.apply(now, event));
            }
            // The platform's timers are never late.
            while let Ok(events) = expert.tick(now, &law) {
                prop_assert!(!events.is_empty());
                events.iter().for_each(|event| expert.apply(now, event));
            }
            prop_assert!(!over || expert.standing.is_over(), "nobody comes back");
            if expert.standing == ExpertStanding::Active {
                prop_assert!(expert.version > 0);
                prop_assert!(expert.term.is_some_and(|term| term.until >= today));
                prop_assert!(expert.served.retires.is_some_and(|day| day > today));
            }
            if let Some(due) = expert.duties().iter().filter(|duty| duty.command == "registry.watch_expert").find_map(|duty| duty.due) {
                prop_assert!(due > now, "a timer that is due and does nothing would run for ever");
            }
            prop_assert!(serde_json::to_string(&expert).map_or(0, |text| text.len()) < 64 * 1024);
        }
    }
}
