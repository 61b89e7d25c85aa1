//! Cases of the bid's law, and the makers of test values shared with its neighbours.

use super::*;
use crate::bidding::content::tests::content;
use crate::law::RuleBook;
use kernel::{Region, Span, StreamId};
use proptest::prelude::*;

pub(crate) fn law() -> Law {
    let region: Region = "230602".parse().unwrap();
    RuleBook::builtin().law(region, moment(0).date())
}
/// So many minutes after 09:00 on 2 March 2026.
pub(crate) fn moment(minutes: i64) -> Instant {
    "2026-03-02T09:00".parse::<Instant>().unwrap().plus(Span::minutes(minutes))
}
fn uuid<I: StreamId>(n: u8) -> I {
    I::from_uuid(format!("0197a000-0000-7000-8000-0000000000{n:02x}").parse::<BidId>().unwrap().uuid())
}
pub(crate) fn organisation(n: u8) -> OrganisationId {
    uuid(n)
}
pub(crate) fn project() -> ProjectId {
    uuid(0x20)
}
pub(crate) fn lot() -> LotId {
    uuid(0x21)
}
pub(crate) fn bid(n: u8) -> BidId {
    uuid(0x30 + n)
}
fn opening() -> OpeningId {
    uuid(0x21)
}
fn envelope(n: u8) -> Envelope {
    Envelope {
        digest: Digest::of(&[n]),
        size: 4096,
        signature: Signature {
            value: "00".repeat(64),
            user: "1234567812345678".to_owned(),
            certificate: Digest::of(b"certificate"),
        },
    }
}
fn submission(n: u8) -> Submission {
    Submission {
        invitation: Invitation {
            project: project(),
            lot: lot(),
            title: "办公设备采购（一包）".to_owned(),
            deadline: moment(600),
            open: true,
        },
        supplier: organisation(1),
        envelope: envelope(n),
        obtained: true,
        banned: false,
    }
}
fn offer() -> Offer {
    Offer::of(&content(), Digest::of(b"content"))
}
fn with(events: &[BidEvent]) -> Bid {
    let mut bid = Bid::default();
    for event in events {
        bid.apply(moment(1), event);
    }
    bid
}
fn submitted() -> Bid {
    with(&Bid::default().submit(submission(1), moment(1), &law()).unwrap())
}
fn then(mut bid: Bid, events: Vec<BidEvent>) -> Bid {
    for event in &events {
        bid.apply(moment(601), event);
    }
    bid
}
fn locked() -> Bid {
    let bid = submitted();
    let events = bid.lock(opening(), moment(630));
    then(bid, events)
}
fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().code.into_owned()
}

#[test]
fn the_deadline_is_judged_by_the_received_stamp_and_is_itself_late() {
    let second = Span::millis(1000);
    let new = Bid::default();
    assert!(new.submit(submission(1), moment(600).minus(second), &law()).is_ok());
    assert!(new.submit(submission(1), moment(600).minus(Span::millis(1)), &law()).is_ok());
    let refusal = new.submit(submission(1), moment(600), &law()).unwrap_err();
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_BID_LATE", Some("BID-02")));
    assert_eq!(code(new.submit(submission(1), moment(600).plus(second), &law())), "E_BID_LATE");
}

#[test]
fn a_bid_can_be_taken_back_until_the_deadline_and_not_at_it() {
    let second = Span::millis(1000);
    let bid = submitted();
    assert!(bid.withdraw(moment(600), moment(600).minus(second), &law()).is_ok());
    assert_eq!(code(bid.withdraw(moment(600), moment(600), &law())), "E_WITHDRAW_LATE");
    assert_eq!(code(bid.withdraw(moment(600), moment(600).plus(second), &law())), "E_WITHDRAW_LATE");
    let withdrawn = then(bid, vec![BidEvent::Withdrawn {}]);
    assert_eq!(code(withdrawn.withdraw(moment(600), moment(5), &law())), "E_STATE");
    assert!(withdrawn.lock(opening(), moment(630)).is_empty());
    let again = then(withdrawn.clone(), withdrawn.submit(submission(1), moment(6), &law()).unwrap());
    assert!(matches!(again.stage, BidStage::Submitted { no: 2, .. }));
}

#[test]
fn the_latest_envelope_replaces_and_the_same_twice_is_refused() {
    let bid = submitted();
    assert_eq!(code(bid.submit(submission(1), moment(2), &law())), "E_SAME_ENVELOPE");
    let replaced = then(bid.clone(), bid.submit(submission(2), moment(2), &law()).unwrap());
    assert_eq!(replaced.envelope().unwrap().digest, Digest::of(&[2]));
    assert!(matches!(replaced.stage, BidStage::Submitted { no: 2, .. }));
}

#[test]
fn who_may_not_bid_is_told_why() {
    let new = Bid::default();
    let ask = Submission { obtained: false, ..submission(1) };
    assert_eq!(code(new.submit(ask, moment(1), &law())), "E_NOT_OBTAINED");
    let ask = Submission { banned: true, ..submission(1) };
    assert_eq!(code(new.submit(ask, moment(1), &law())), "E_SUPPLIER_BANNED");
    let mut ask = submission(1);
    ask.invitation.open = false;
    assert_eq!(code(new.submit(ask, moment(1), &law())), "E_LOT_NOT_OPEN");
    let mut ask = submission(1);
    ask.envelope.size = ENVELOPE_MAX + 1;
    assert_eq!(code(new.submit(ask, moment(1), &law())), "E_ENVELOPE_SIZE");
}

#[test]
fn nothing_is_decrypted_before_the_opening_or_after_the_window() {
    let refusal = submitted().decrypt(Ok(offer()), moment(599), &law()).unwrap_err();
    assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_OPENING_NOT_STARTED", Some("OPN-02")));
    let second = Span::millis(1000);
    assert!(locked().decrypt(Ok(offer()), moment(630).minus(second), &law()).is_ok());
    assert_eq!(code(locked().decrypt(Ok(offer()), moment(630), &law())), "E_DECRYPT_LATE");
    assert_eq!(code(locked().decrypt(Ok(offer()), moment(630).plus(second), &law())), "E_DECRYPT_LATE");
}

#[test]
fn the_offer_is_shown_to_nobody_before_it_is_read_out() {
    let decrypted = then(locked(), vec![BidEvent::Decrypted { offer: offer() }]);
    assert_eq!(decrypted.offer(), None);
    let announced = then(decrypted.clone(), decrypted.announce());
    assert_eq!(announced.offer(), Some(&offer()));
}

#[test]
fn a_bid_without_its_key_lapses() {
    let lapsed = then(locked(), locked().announce());
    assert_eq!(lapsed.stage, BidStage::Lapsed {});
    assert_eq!(code(lapsed.decrypt(Ok(offer()), moment(601), &law())), "E_DECRYPT_LATE");
    assert!(lapsed.duties().is_empty());
}

#[test]
fn silence_counts_as_confirmation_and_evaluation_starts_only_after_it() {
    let announced = then(locked(), vec![BidEvent::Decrypted { offer: offer() }, BidEvent::Announced {}]);
    assert_eq!(announced.duties()[0].command, "bidding.confirm_record");
    assert_eq!(code(announced.review_qualification(None)), "E_STATE");
    let closed = then(announced.clone(), announced.close_record());
    assert_eq!(code(closed.confirm_record(None)), "E_ALREADY_CONFIRMED");
    let qualified = then(closed.clone(), closed.review_qualification(None).unwrap());
    let compliant = then(qualified.clone(), qualified.review_conformity(None).unwrap());
    let score = Score { evaluation_price: Money::from_yuan(810_000), total: Decimal::new(9012, 2), rank: 1 };
    let scored = then(compliant.clone(), compliant.score(score.clone()).unwrap());
    let won = then(scored.clone(), scored.award(true).unwrap());
    assert_eq!(won.outcome(), Some(&score));
    assert_eq!(code(won.award(false)), "E_STATE");
    let failed = then(closed.clone(), closed.review_qualification(Some("资格要求第1项".into())).unwrap());
    assert_eq!(code(failed.review_conformity(None)), "E_STATE");
}

#[test]
fn events_keep_their_names() {
    let json = serde_json::to_value(BidEvent::Withdrawn {}).unwrap();
    assert_eq!(json, serde_json::json!({"kind": "bid.withdrawn", "body": {}}));
    let event =
        BidEvent::RecordConfirmed { confirmation: Confirmation::Objection { text: "报价有误".into() } };
    let json = serde_json::to_value(&event).unwrap();
    assert_eq!(json["body"]["confirmation"], serde_json::json!({"by": "objection", "text": "报价有误"}));
    assert_eq!(serde_json::from_value::<BidEvent>(json).unwrap(), event);
}

proptest! {
    /// Whatever is asked in whatever order: before the deadline nothing is opened, and an offer is seen only after
    /// the bid was read out.
    #[test]
    fn no_order_of_commands_opens_a_bid_early(steps in prop::collection::vec((0_u8..9, 0_i64..700), 0..40)) {
        let law = law();
        let mut bid = Bid::default();
        let mut now = 0;
        let mut announced = false;
        for (what, wait) in steps {
            now += wait / 10;
            let at = moment(now);
            let events = match what {
                0 => bid.submit(submission(u8::try_from(now % 200).unwrap()), at, &law),
                1 => bid.withdraw(moment(600), at, &law),
                2 if now >= 600 => Ok(bid.lock(opening(), moment(now + 30))),
                3 => bid.decrypt(Ok(offer()), at, &law),
                4 => Ok(bid.announce()),
                5 => bid.confirm_record(None),
                6 => bid.review_qualification(None),
                7 => bid.review_conformity(Some("★1".to_owned())),
                _ => bid.award(true),
            };
            for event in events.unwrap_or_default() {
                announced |= event == BidEvent::Announced {};
                bid.apply(at, &event);
            }
            prop_assert_eq!(bid.offer().is_some(), announced);
            let sealed =
                matches!(bid.stage, BidStage::Absent | BidStage::Submitted { .. } | BidStage::Withdrawn { .. });
            prop_assert!(now >= 600 || sealed);
            let stored = serde_json::to_string(&bid).unwrap();
            prop_assert_eq!(serde_json::from_str::<Bid>(&stored).unwrap(), bid.clone());
        }
    }
}
