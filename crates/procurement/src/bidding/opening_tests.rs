//! Cases of the opening's law.

use super::*;
use crate::bidding::bid::tests::{bid, law, lot, moment, organisation, project};
use proptest::prelude::*;

fn ask(bids: u32) -> StartOpening {
    StartOpening {
        project: project(),
        lot: lot(),
        conductor: organisation(9),
        title: "办公设备采购（一包）".to_owned(),
        deadline: moment(600),
        bids,
    }
}
fn then(mut opening: Opening, events: Vec<OpeningEvent>) -> Opening {
    for event in &events {
        opening.apply(moment(600), event);
    }
    opening
}
fn started(bids: u32) -> Opening {
    then(Opening::default(), Opening::default().start(ask(bids), moment(600), &law()).unwrap())
}
fn open(opening: Opening, n: u8, valid: bool) -> Opening {
    let events = opening.open_bid(bid(n), valid).unwrap();
    then(opening, events)
}
fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().code.into_owned()
}

#[test]
fn an_opening_starts_at_the_deadline_and_not_a_second_before() {
    let early = moment(600).minus(Span::millis(1000));
    assert_eq!(code(Opening::default().start(ask(3), early, &law())), "E_OPENING_TOO_EARLY");
    assert_eq!(started(3).stage, OpeningStage::Decrypting { until: moment(630), opened: 0, faulty: 0 });
    assert!(Opening::default().start(ask(3), moment(600).plus(Span::millis(1000)), &law()).is_ok());
    assert_eq!(code(started(3).start(ask(3), moment(601), &law())), "E_STATE");
}

#[test]
fn fewer_than_three_bids_are_not_opened() {
    assert_eq!(started(2).stage, OpeningStage::Failed { valid: 2 });
    assert_eq!(started(0).stage, OpeningStage::Failed { valid: 0 });
    assert_eq!(code(started(2).open_bid(bid(1), true)), "E_STATE");
}

#[test]
fn two_left_of_three_do_not_go_on() {
    let opening = open(open(open(started(3), 1, true), 2, true), 3, false);
    let events = opening.announce(moment(610), &law()).unwrap();
    assert_eq!(then(opening, events).stage, OpeningStage::Failed { valid: 2 });
}

#[test]
fn nothing_is_read_out_while_a_key_may_still_come() {
    let opening = open(open(open(started(4), 1, true), 2, true), 3, true);
    let second = Span::millis(1000);
    assert_eq!(code(opening.announce(moment(630).minus(second), &law())), "E_DECRYPTING");
    assert!(opening.announce(moment(630), &law()).is_ok());
    assert!(opening.announce(moment(630).plus(second), &law()).is_ok());
    let all = open(opening, 4, true);
    let events = all.announce(moment(605), &law()).unwrap();
    assert_eq!(events, vec![OpeningEvent::Announced { valid: 4 }]);
}

#[test]
fn an_objection_is_answered_before_the_record_closes() {
    let opening = open(open(open(started(3), 1, true), 2, true), 3, true);
    let events = opening.announce(moment(610), &law()).unwrap();
    let opening = then(opening, events);
    let events = opening.confirm_record(bid(1), true).unwrap();
    let opening = then(opening, events);
    assert_eq!(code(opening.close(None)), "E_OBJECTION_UNANSWERED");
    assert_eq!(code(opening.close(Some("  ".to_owned()))), "E_OBJECTION_UNANSWERED");
    let events = opening.close(Some("经核对报价无误".to_owned())).unwrap();
    let closed = then(opening, events);
    assert!(matches!(closed.stage, OpeningStage::Closed { valid: 3, .. }));
    assert!(closed.duties().is_empty());
    assert_eq!(code(closed.confirm_record(bid(2), false)), "E_STATE");
}

proptest! {
    /// The counters never exceed the bids received, and no opening goes on with fewer than three.
    #[test]
    fn counters_hold(bids in 0_u32..6, steps in prop::collection::vec((any::<bool>(), 0_i64..40), 0..6)) {
        let mut opening = started(bids);
        for (n, (valid, minute)) in steps.into_iter().enumerate().take(bids as usize) {
            if let Ok(events) = opening.open_bid(bid(u8::try_from(n).unwrap()), valid) {
                opening = then(opening, events);
            }
            if let Ok(events) = opening.announce(moment(600 + minute), &law()) {
                opening = then(opening, events);
            }
            match opening.stage {
                OpeningStage::Decrypting { opened, faulty, .. } => prop_assert!(opened + faulty <= bids),
                OpeningStage::Announced { valid, .. } => prop_assert!(valid >= 3 && valid <= bids),
                OpeningStage::Failed { valid } => prop_assert!(valid < 3),
                _ => prop_assert!(false),
            }
        }
    }
}
