//! Cases of the evaluation, from the committee to the delivered report.

use super::aggregate::tests::id;
use super::formula::LowPriceGround;
use super::*;
use crate::draw::draw_tests::law;
use kernel::{Digest, Instant, Money, PersonId, Span, Stream};

fn start() -> Instant {
    "2026-03-02T09:00".parse().expect("an instant")
}
fn matter(bids: u32) -> EvaluationMatter {
    EvaluationMatter {
        project: id(1),
        lot: id(2),
        draw: id(3),
        purchaser: id(11),
        agency: id(12),
        title: "办公设备采购（一包）".to_owned(),
        bids,
    }
}
fn person(n: u8) -> PersonId {
    id(20 + n)
}
fn run(evaluation: &mut Evaluation, events: Result<Vec<EvaluationEvent>, kernel::Refusal>) {
    events.expect("allowed").iter().for_each(|event| evaluation.apply(start(), event));
}
fn convened(bids: u32, representative: bool) -> Evaluation {
    let kind = |n: u8| if representative && n == 5 { SeatKind::Representative } else { SeatKind::Expert };
    let members: Vec<_> = (1..=5).map(|n| (person(n), id(50), kind(n))).collect();
    let mut evaluation = Evaluation::default();
    let events = evaluation.convene(matter(bids), &members, &law());
    run(&mut evaluation, events);
    evaluation
}
fn led(bids: u32) -> Evaluation {
    let mut evaluation = convened(bids, false);
    for n in 1..=5 {
        let events = evaluation.sign_in(person(n));
        run(&mut evaluation, events);
    }
    for n in 1..=5 {
        let events = evaluation.elect_leader(person(n), 2);
        run(&mut evaluation, events);
    }
    evaluation
}
fn qualified(results: &[bool]) -> Evaluation {
    let mut evaluation = led(u32::try_from(results.len()).expect("few"));
    for (n, passed) in (1..).zip(results) {
        let events = evaluation.review_qualification(id(n), *passed, Digest::of(b"record"), &law());
        run(&mut evaluation, events);
    }
    evaluation
}
fn conforming(low: Vec<LowPriceReview>) -> Evaluation {
    let mut evaluation = qualified(&[true; 4]);
    for bid in 1..=4 {
        for n in 1..=5 {
            let decided = (n == 5).then(|| (true, Vec::new()));
            let events = evaluation.vote_conformity(person(n), id(bid), decided);
            run(&mut evaluation, events);
        }
    }
    let events = evaluation.close_conformity(4, low, &law());
    run(&mut evaluation, events);
    evaluation
}
fn review() -> LowPriceReview {
    LowPriceReview {
        bid: id(4),
        supplier: id(34),
        grounds: vec![LowPriceGround::Ceiling],
        until: start().plus(Span::minutes(30)),
        explanation: None,
        reasonable: None,
    }
}
fn judgement(reasonable: bool, effective_without: u32) -> PriceJudgement {
    PriceJudgement {
        bid: id(4), reasonable, opinion: "成本测算不能成立".to_owned(), effective_without
    }
}
fn candidate() -> Candidate {
    Candidate {
        bid: id(1),
        supplier: id(31),
        price: Money::from_yuan(900_000),
        evaluation_price: 76_500_000.into(),
        total: 92.into(),
        rank: 1,
    }
}

#[test]
fn the_leader_is_chosen_by_most_votes_after_all_signed_in() {
    let mut evaluation = convened(4, true);
    let early = evaluation.elect_leader(person(1), 2).unwrap_err();
    assert_eq!(early.code, "E_PANEL_INCOMPLETE");
    for n in 1..=5 {
        let events = evaluation.sign_in(person(n));
        run(&mut evaluation, events);
    }
    assert_eq!(evaluation.sign_in(id(99)).unwrap_err().code, "E_NOT_ON_PANEL");
    assert_eq!(evaluation.elect_leader(person(1), 5).unwrap_err().code, "E_LEADER_REPRESENTATIVE");
    for (n, leader) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)] {
        let events = evaluation.elect_leader(person(n), leader);
        run(&mut evaluation, events);
    }
    assert_eq!((evaluation.leader, evaluation.seats[0].ballot), (None, None), "a tie is voted on again");
    for n in 1..=5 {
        let events = evaluation.elect_leader(person(n), 1);
        run(&mut evaluation, events);
    }
    assert_eq!(evaluation.leader, Some(1));
}

#[test]
fn two_qualified_bids_fail_the_lot_three_do_not() {
    assert_eq!(qualified(&[true, true, false, false]).stage, EvaluationStage::Failed { left: 2 });
    assert!(matches!(
        qualified(&[true, true, true, false]).stage,
        EvaluationStage::Conformity { qualified: 3, .. }
    ));
}

#[test]
fn two_brands_among_four_conforming_bids_fail_the_lot() {
    let mut evaluation = qualified(&[true; 4]);
    let events = evaluation.close_conformity(2, Vec::new(), &law());
    run(&mut evaluation, events);
    assert_eq!(evaluation.stage, EvaluationStage::Failed { left: 2 });
}

#[test]
fn all_sheets_but_one_names_the_seat_and_not_the_person() {
    let mut evaluation = conforming(Vec::new());
    for n in 1..=5_u8 {
        for _ in 0..(if n == 3 { 3 } else { 4 }) {
            let events = evaluation.score(person(n));
            run(&mut evaluation, events);
        }
    }
    let refusal = evaluation.ready_to_aggregate().unwrap_err();
    assert_eq!(refusal.code, "E_SHEETS_MISSING");
    assert_eq!(refusal.args.get("seats"), Some(&kernel::Arg::Text("3".to_owned())));
    assert_eq!(evaluation.duties().len(), 1);
    assert_eq!(evaluation.duties()[0].person, Some(person(3)));
    let events = evaluation.score(person(3));
    run(&mut evaluation, events);
    assert_eq!(evaluation.duties()[0].command, "evaluation.aggregate");
}

#[test]
fn a_low_price_is_explained_and_judged_before_anybody_scores() {
    let evaluation = conforming(vec![review()]);
    let open = evaluation.ready_to_aggregate().unwrap_err();
    assert_eq!((&*open.code, open.rule.as_deref()), ("E_LOW_PRICE_OPEN", Some("EVA-07")));
    assert_eq!(evaluation.score(person(1)).unwrap_err().code, "E_STATE");
    let before = review().until.minus(Span::millis(1000));
    let early = evaluation.judge_price(person(2), judgement(false, 3), before, &law()).unwrap_err();
    assert_eq!((&*early.code, early.rule.as_deref()), ("E_TOO_EARLY", Some("D-EVA-04")));
    let not_leader =
        evaluation.judge_price(person(1), judgement(false, 3), review().until, &law()).unwrap_err();
    assert_eq!(not_leader.code, "E_NOT_LEADER");
    assert!(
        evaluation.explain_price(id(4), id(33), Digest::of(b"x")).is_err(),
        "another bidder has nothing to explain"
    );

    let mut explained = evaluation.clone();
    let events = explained.explain_price(id(4), id(34), Digest::of(b"x"));
    run(&mut explained, events);
    let events = explained.judge_price(person(2), judgement(true, 3), before, &law());
    run(&mut explained, events);
    assert_eq!(explained.stage, EvaluationStage::Scoring { conforming: 4 });

    let mut rejected = evaluation.clone();
    let events = rejected.judge_price(person(2), judgement(false, 3), review().until, &law());
    run(&mut rejected, events);
    assert_eq!(rejected.stage, EvaluationStage::Scoring { conforming: 3 });

    let mut failed = evaluation;
    let events = failed.judge_price(person(2), judgement(false, 2), review().until, &law());
    run(&mut failed, events);
    assert_eq!(failed.stage, EvaluationStage::Failed { left: 2 });
}

#[test]
fn the_last_signature_delivers_the_report_with_its_dissent() {
    let mut evaluation = conforming(Vec::new());
    for n in 1..=5 {
        for _ in 0..4 {
            let events = evaluation.score(person(n));
            run(&mut evaluation, events);
        }
    }
    let events = evaluation.aggregate(Digest::of(b"result"), vec![candidate()]);
    run(&mut evaluation, events);
    assert!(evaluation.candidates().is_empty(), "nothing is recommended before the report is signed");
    for n in 1..=5 {
        let dissent = (n == 4).then(|| "技术方案评价过高".to_owned());
        let events = evaluation.sign_report(person(n), dissent);
        run(&mut evaluation, events);
        assert!(evaluation.signed());
    }
    assert_eq!(evaluation.candidates(), [candidate()]);
    assert!(evaluation.seats[3].signature.as_ref().is_some_and(|signature| signature.dissent.is_some()));
    assert!(evaluation.duties().is_empty());
    assert_eq!(evaluation.sign_report(person(1), None).unwrap_err().code, "E_STATE");
}

#[test]
fn a_member_replaced_before_the_leader_was_chosen_has_to_sign_in() {
    let mut evaluation = convened(4, false);
    let events = evaluation.sign_in(person(1));
    run(&mut evaluation, events);
    let events = evaluation.replace(person(2), id(40), id(50));
    run(&mut evaluation, events);
    assert_eq!(evaluation.duties().len(), 4);
    assert!(evaluation.duties().iter().any(|duty| duty.person == Some(id(40))));
}
