//! Who rates whom, once, in time.

use super::*;
use crate::{
    draw::draw_tests::law,
    evaluation::{Seat, aggregate::tests::id},
};
use kernel::Span;

fn start() -> Instant {
    "2026-03-02T10:30".parse().expect("an instant")
}
/// Two experts and a representative of the purchaser (11), run by the agency (12).
fn opened() -> Rating {
    let seat = |no: u8, kind| Seat {
        no,
        person: id(20 + no),
        organisation: id(50),
        kind,
        signed_in: None,
        ballot: None,
        voted: 0,
        scored: 0,
        signature: None,
    };
    let matter = crate::evaluation::EvaluationMatter {
        project: id(1),
        lot: id(2),
        draw: id(3),
        purchaser: id(11),
        agency: id(12),
        title: "办公设备采购（一包）".to_owned(),
        bids: 3,
    };
    let evaluation = Evaluation {
        matter: Some(matter),
        seats: vec![seat(1, SeatKind::Expert), seat(2, SeatKind::Expert), seat(3, SeatKind::Representative)],
        ..Evaluation::default()
    };
    let mut rating = Rating::default();
    let events = rating.open(id(4), &evaluation, start(), &law());
    run(&mut rating, events);
    rating
}
fn run(rating: &mut Rating, events: Result<Vec<RatingEvent>, Refusal>) {
    events.expect("allowed").iter().for_each(|event| rating.apply(start(), event));
}
fn marks(mark: u32) -> Marks {
    Marks { discipline: mark, competence: mark, integrity: mark, comment: None }
}
fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.err().map_or_else(String::new, |refusal| refusal.code.into())
}

#[test]
fn experts_are_rated_once_by_each_party_and_representatives_by_nobody() {
    let mut rating = opened();
    assert_eq!(rating.experts.len(), 2);
    assert_eq!(code(rating.give(3, Rater::Agency, marks(5), start())), "E_SCHEMA");
    let events = rating.give(1, Rater::Agency, marks(5), start());
    run(&mut rating, events);
    assert_eq!(code(rating.give(1, Rater::Agency, marks(4), start())), "E_ALREADY");
    let asked = |rating: &Rating| rating.duties().iter().any(|duty| duty.command == "evaluation.rate_expert");
    assert!(asked(&rating), "one is left");
    let events = rating.give(1, Rater::Purchaser, marks(4), start());
    run(&mut rating, events);
    let events = rating.give(2, Rater::Purchaser, marks(4), start());
    run(&mut rating, events);
    assert!(!asked(&rating), "采购人或者采购代理机构: one of them has rated everybody");
}
#[test]
fn only_who_took_part_rates() {
    let rating = opened();
    assert_eq!(rating.rater(id(11)), Ok(Rater::Purchaser));
    assert_eq!(rating.rater(id(12)), Ok(Rater::Agency));
    assert_eq!(code(rating.rater(id(50))), "E_FORBIDDEN_SCOPE");
    assert_eq!(code(rating.give_back(id(23), Rater::Agency, marks(5), start())), "E_FORBIDDEN_SCOPE");
    assert!(rating.give_back(id(21), Rater::Agency, marks(5), start()).is_ok());
}
#[test]
fn the_time_limit_holds_to_the_second() {
    let rating = opened();
    let until = rating.matter().expect("opened").until;
    assert_eq!(until.to_string(), "2026-03-10 00:00:00 +08:00");
    let second = Span::millis(1000);
    assert!(rating.give(1, Rater::Agency, marks(5), until.minus(second)).is_ok());
    assert_eq!(code(rating.give(1, Rater::Agency, marks(5), until)), "E_TOO_LATE");
    assert_eq!(code(rating.give(1, Rater::Agency, marks(5), until.plus(second))), "E_TOO_LATE");
    assert_eq!(code(rating.close(until.minus(second))), "E_TOO_EARLY");
    let mut closed = rating.clone();
    let events = rating.close(until);
    run(&mut closed, events);
    assert!(closed.duties().is_empty());
    assert_eq!(code(closed.close(until)), "E_STATE");
}
#[test]
fn a_low_mark_wants_words_and_a_mark_lies_between_one_and_five() {
    let rating = opened();
    for mark in [0, 6, u32::MAX] {
        assert_eq!(code(rating.give(1, Rater::Agency, marks(mark), start())), "E_SCHEMA", "{mark}");
    }
    let low = Marks { integrity: 2, ..marks(5) };
    assert_eq!(code(rating.give(1, Rater::Agency, low.clone(), start())), "E_SCHEMA");
    let blank = Marks { comment: Some(" ".to_owned()), ..low.clone() };
    assert_eq!(code(rating.give(1, Rater::Agency, blank, start())), "E_SCHEMA");
    let said = Marks { comment: Some("两次未按评审标准打分".to_owned()), ..low };
    assert_eq!(said.percent(), 80);
    assert!(rating.give(1, Rater::Agency, said, start()).is_ok());
}
#[test]
fn an_expert_explains_marks_once_and_not_before_there_are_any() {
    let mut rating = opened();
    assert_eq!(code(rating.explain(id(21), "情况说明".to_owned())), "E_STATE");
    let events = rating.give(1, Rater::Agency, marks(3), start());
    run(&mut rating, events);
    let events = rating.explain(id(21), "情况说明".to_owned());
    run(&mut rating, events);
    assert_eq!(code(rating.explain(id(21), "再说".to_owned())), "E_ALREADY");
}
