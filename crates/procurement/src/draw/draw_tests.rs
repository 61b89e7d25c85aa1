//! Cases of the draw, from the request to the last replacement.

use super::*;
use crate::{Law, RuleBook};
use kernel::{Digest, DrawId, Instant, Money, OrganisationId, PersonId, Sealed, Span, Stream, StreamId};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(crate) fn law() -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), start().date())
}
fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
/// Monday.
fn start() -> Instant {
    "2026-03-02T09:00".parse().expect("an instant")
}
fn minutes(n: i64) -> Instant {
    start().plus(Span::minutes(n))
}
fn sealed() -> Sealed<String> {
    Sealed::new(id::<DrawId>(9).uuid(), Digest::of(b"secret"))
}
fn request() -> DrawRequest {
    DrawRequest {
        project: id(1),
        lot: id(2),
        purchaser: id(11),
        agency: id(12),
        regulator: id(13),
        region: "230606".parse().expect("a region"),
        reach: "230600".parse().expect("a region"),
        title: "办公设备采购".to_owned(),
        specialities: vec!["A02010105".to_owned()],
        panel: Panel { experts: 5, representatives: 0 },
        budget: Money::from_yuan(1_000_000),
        complex: false,
        avoid: Vec::new(),
        evaluation_at: minutes(24 * 60),
    }
}
fn candidates(count: u32) -> Candidates {
    Candidates {
        count,
        digest: Digest::of(b"list"),
        pages: Vec::new(),
        salt: sealed(),
        algorithm: ALGORITHM.to_owned(),
    }
}
/// Each from an employer of its own, but the first two from one.
fn pool(count: u32) -> BTreeMap<u32, Candidate> {
    (0..count)
        .map(|n| {
            let employer = Digest::of(&n.max(1).to_be_bytes());
            (n, Candidate { person: id(100 + n), organisation: id(50), employer })
        })
        .collect()
}
fn apply(draw: &mut Draw, now: Instant, events: Vec<DrawEvent>) {
    events.iter().for_each(|event| draw.apply(now, event));
}
fn requested(count: u32) -> Draw {
    let mut draw = Draw::default();
    let events = draw.request(request(), candidates(count), start(), &law()).expect("a draw");
    apply(&mut draw, start(), events);
    draw
}
fn commit(draw: &mut Draw, party: Party) {
    let text = party.id();
    let moment = (minutes(1), "root".to_owned());
    let events =
        draw.commit(party, Digest::of(text.as_bytes()), sealed(), moment, &law()).expect("a commitment");
    apply(draw, minutes(1), events);
}
fn calling(count: u32) -> Draw {
    let mut draw = requested(count);
    for party in Party::ALL {
        commit(&mut draw, party);
    }
    for party in Party::ALL {
        let events = draw
            .reveal(party, party.id().to_owned(), &pool(count), minutes(2), &law())
            .expect("a contribution");
        apply(&mut draw, minutes(2), events);
    }
    draw
}
fn called(draw: &Draw) -> Vec<PersonId> {
    draw.chosen.iter().filter(|one| one.standing == Standing::Called).map(|one| one.person).collect()
}
fn accept_all(draw: &mut Draw, count: u32) {
    while let Some(person) = called(draw).first().copied() {
        let events = draw.respond(person, true, None, &pool(count), minutes(3), &law()).expect("an answer");
        apply(draw, minutes(3), events);
    }
}

#[test]
fn an_evaluation_more_than_two_working_days_off_is_too_early_to_draw_for() {
    let ask = |at: Instant| {
        let request = DrawRequest { evaluation_at: at, ..request() };
        Draw::default().request(request, candidates(9), start(), &law())
    };
    let limit = law().latest("D-EXP-01", start()).expect("a limit");
    assert_eq!(limit.to_string(), "2026-03-05 00:00:00 +08:00");
    assert!(ask(limit.minus(Span::millis(1000))).is_ok());
    let refusal = ask(limit.plus(Span::millis(1000))).unwrap_err();
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_DRAW_TOO_EARLY", Some("EXP-01")));
    assert_eq!(ask(start()).unwrap_err().code, "E_SCHEMA");
}

#[test]
fn fewer_candidates_than_seats_are_refused() {
    let refusal = Draw::default().request(request(), candidates(4), start(), &law()).unwrap_err();
    assert_eq!(refusal.code, "E_TOO_FEW_EXPERTS");
}

#[test]
fn all_commit_all_reveal_five_are_called_and_fill_the_panel() {
    let mut draw = calling(9);
    assert_eq!(called(&draw).len(), 5);
    assert!(draw.forfeited().is_empty());
    let expected = seed(&["purchaser", "agency", "regulator"], &Digest::of(b"list"), "root");
    assert_eq!(draw.seed(), Some(&expected));
    accept_all(&mut draw, 9);
    assert!(matches!(draw.stage, DrawStage::Filled { .. }));
    assert_eq!(draw.duties().len(), 1);
    assert_eq!(draw.duties()[0].command, "evaluation.convene");
}

#[test]
fn a_contribution_that_is_not_the_committed_one_is_refused() {
    let mut draw = requested(9);
    Party::ALL.into_iter().for_each(|party| commit(&mut draw, party));
    let refusal = draw.reveal(Party::Agency, "other".to_owned(), &pool(9), minutes(2), &law()).unwrap_err();
    assert_eq!(refusal.code, "E_CONTRIBUTION_MISMATCH");
}

#[test]
fn nobody_commits_after_reveals_may_have_begun() {
    let mut draw = requested(9);
    commit(&mut draw, Party::Agency);
    assert_eq!(draw.expire(&pool(9), minutes(59), "root".into(), &law()).unwrap_err().code, "E_TOO_EARLY");
    let events = draw.expire(&pool(9), minutes(60), "root".into(), &law()).unwrap();
    apply(&mut draw, minutes(60), events);
    let late =
        draw.commit(Party::Regulator, Digest::of(b"x"), sealed(), (minutes(61), String::new()), &law());
    assert_eq!(late.unwrap_err().code, "E_STATE");
    let none = draw.reveal(Party::Regulator, "x".into(), &pool(9), minutes(61), &law());
    assert_eq!(none.unwrap_err().code, "E_FORFEITED");
}

#[test]
fn who_does_not_reveal_forfeits_his_say_and_the_draw_goes_on() {
    let mut draw = requested(9);
    Party::ALL.into_iter().for_each(|party| commit(&mut draw, party));
    let events = draw.reveal(Party::Agency, "agency".to_owned(), &pool(9), minutes(2), &law()).unwrap();
    apply(&mut draw, minutes(2), events);
    let until = minutes(61);
    assert!(draw.expire(&pool(9), until.minus(Span::millis(1000)), String::new(), &law()).is_err());
    let events = draw.expire(&pool(9), until, String::new(), &law()).unwrap();
    let Some(DrawEvent::SeedFixed { forfeited, .. }) = events.first() else { panic!("a seed") };
    assert_eq!(forfeited[..], [Party::Purchaser, Party::Regulator]);
    apply(&mut draw, until, events);
    assert_eq!(draw.seed(), Some(&seed(&["agency"], &Digest::of(b"list"), "root")));
    assert_eq!(called(&draw).len(), 5);
}

#[test]
fn two_of_one_employer_never_sit_together() {
    for count in 6..30 {
        let draw = calling(count);
        let people = called(&draw);
        assert!(!(people.contains(&id(100)) && people.contains(&id(101))), "with {count} candidates");
    }
}

#[test]
fn who_declines_or_keeps_silent_is_replaced_by_the_next_in_order() {
    let mut draw = calling(9);
    let order = order(draw.seed().unwrap(), 9);
    let first = called(&draw)[0];
    let events = draw.respond(first, false, Some("出差".into()), &pool(9), minutes(3), &law()).unwrap();
    apply(&mut draw, minutes(3), events);
    assert_eq!(called(&draw).len(), 5);
    assert!(draw.chosen.iter().all(|one| order.contains(&one.index)));
    assert_eq!(
        draw.respond(first, true, None, &pool(9), minutes(4), &law()).unwrap_err().code,
        "E_NOT_CALLED"
    );
    // The windows of the first four end at minute 32, the replacement's a minute later.
    let events = draw.expire(&pool(9), minutes(32), String::new(), &law()).unwrap();
    apply(&mut draw, minutes(32), events);
    assert_eq!(draw.chosen.iter().filter(|one| one.standing == Standing::Silent).count(), 4);
    assert!(matches!(draw.stage, DrawStage::Failed { accepted: 0 }), "nine candidates are exhausted");
    assert_eq!(draw.duties()[0].command, "draw.widen");
}

#[test]
fn a_member_who_has_to_avoid_is_replaced_after_the_draw_was_filled() {
    let mut draw = calling(12);
    accept_all(&mut draw, 12);
    let person = draw.members().next().unwrap().person;
    let events = draw.withdraw(person, "近亲属任职".into(), &pool(12), minutes(5), &law()).unwrap();
    apply(&mut draw, minutes(5), events);
    assert!(matches!(draw.stage, DrawStage::Calling { .. }));
    accept_all(&mut draw, 12);
    assert_eq!(draw.members().count(), 5);
    assert!(draw.members().all(|one| one.person != person));
}

#[test]
fn the_largest_draw_fits_a_stream() {
    let mut draw = calling(12);
    draw.candidates.as_mut().unwrap().pages = vec![Digest::of(b"page"); 60];
    accept_all(&mut draw, 12);
    assert!(serde_json::to_vec(&draw).unwrap().len() < 64 * 1024);
}

proptest! {
    #[test]
    fn however_experts_answer_a_filled_panel_has_the_right_number_of_employers(
        answers in prop::collection::vec(any::<bool>(), 0..40), count in 6_u32..30,
    ) {
        let mut draw = calling(count);
        for accepts in answers {
            let Some(person) = called(&draw).first().copied() else { break };
            let events = draw.respond(person, accepts, None, &pool(count), minutes(3), &law()).unwrap();
            apply(&mut draw, minutes(3), events);
        }
        if let DrawStage::Filled { .. } = draw.stage {
            let employers: std::collections::BTreeSet<_> = draw.members().map(|one| one.employer).collect();
            prop_assert_eq!((draw.members().count(), employers.len()), (5, 5));
        }
        prop_assert!(draw.chosen.iter().filter(|one| one.standing.counts()).count() <= 5);
        let organisations: Vec<OrganisationId> = draw.chosen.iter().map(|one| one.organisation).collect();
        prop_assert!(organisations.iter().all(|one| *one == id(50)));
    }
}
