//! Bidding through the engine: the received stamp, one bid a supplier and lot, the opening, two left of three.

use crate::{
    Envelope,
    testing::{Tendered, Town, fresh},
    training::Keys,
};
use kernel::{Actor, BidId, Instant, Money, ObtainmentId, Refusal, Span};
use procurement::{
    bidding::{
        Answer, Bid, BidContent, BidStage, Deviation, Obtainment, Opening, OpeningStage, PriceLine, Sme,
    },
    tender::{Lot, LotStage, VoidReason},
};
use serde_json::{Value, json};

struct Hall {
    town: Town,
    tendered: Tendered,
    keys: Keys,
}
struct HandedIn {
    bid: BidId,
    key: documents::OpeningKey,
}
impl Hall {
    fn new() -> Self {
        let town = Town::new();
        let tendered = town.announced(1_200_000, 1_000_000);
        Self { town, tendered, keys: Keys::default() }
    }
    fn clerk(&self, place: usize) -> Actor {
        self.town.suppliers[place].clerk.clone()
    }
    fn obtain(&self, place: usize) -> ObtainmentId {
        let input = json!({ "project": self.tendered.project });
        self.town.id(&self.town.run(&self.clerk(place), "bidding.obtain_document", input).expect("obtained"))
    }
    /// A sealed bid as the input of its hand-in, with its key.
    fn sealed(
        &mut self,
        place: usize,
        obtainment: ObtainmentId,
        yuan: i64,
    ) -> (Value, documents::OpeningKey) {
        let clerk = self.clerk(place);
        let terms =
            super::terms_of(&self.town.platform, self.tendered.lot, clerk.organisation).expect("terms");
        let line = |line: &procurement::bidding::DemandLine| PriceLine {
            name: line.name.clone(),
            brand: format!("品牌{place}"),
            quantity: line.quantity,
            unit: line.unit.clone(),
            unit_price: Money::from_yuan(yuan),
        };
        let mut content = BidContent {
            lot: self.tendered.lot,
            price: Money::ZERO,
            lines: terms.lines.iter().map(line).collect(),
            answers: terms
                .items
                .iter()
                .map(|item| Answer {
                    key: item.key.clone(), text: "满足".into(), deviation: Deviation::None
                })
                .collect(),
            delivery_days: 30,
            sme: Sme::Small,
            domestic: true,
            machine: Vec::new(),
        };
        content.price = content.sum();
        content.check(&terms).expect("complete");
        let (key, certificate) = self.keys.of(&self.town.platform, &clerk).expect("certified");
        let sealed = documents::bid::compose(&content, key, certificate).expect("sealed");
        self.town.platform.outside().put(&sealed.bytes).expect("stored");
        let envelope = sealed.envelope;
        let input = json!({
            "obtainment": obtainment, "lot": self.tendered.lot, "envelope": envelope.digest,
            "size": envelope.size, "signature": envelope.signature.value, "user": envelope.signature.user,
            "certificate": envelope.signature.certificate,
        });
        (input, sealed.key)
    }
    fn hand_in(&mut self, place: usize) -> HandedIn {
        let obtainment = self.obtain(place);
        let yuan = 20_000 + 1_000 * i64::try_from(place).expect("few");
        let (input, key) = self.sealed(place, obtainment, yuan);
        let accepted = self.town.run(&self.clerk(place), "bidding.submit_bid", input).expect("handed in");
        HandedIn { bid: self.town.id(&accepted), key }
    }
    fn decrypt(&self, place: usize, bid: BidId, key: &str) -> Result<journal::Accepted, Refusal> {
        self.town.run(&self.clerk(place), "bidding.decrypt_bid", json!({ "bid": bid, "identity": key }))
    }
    fn announce(&self) -> Result<journal::Accepted, Refusal> {
        let opening = Opening::id_of(self.tendered.lot);
        self.town.run(&self.town.agency.pm, "bidding.announce", json!({ "opening": opening }))
    }
    fn opening(&self) -> Opening {
        self.town.state(Opening::id_of(self.tendered.lot))
    }
    fn at_deadline(&self) {
        self.town.advance_to(self.tendered.deadline.plus(Span::millis(1)));
    }
}
fn code(result: Result<journal::Accepted, Refusal>) -> String {
    result.expect_err("refused").code.into_owned()
}

#[test]
fn the_received_stamp_decides_a_second_before_and_at_the_deadline() {
    let mut hall = Hall::new();
    let obtainment = hall.obtain(0);
    let (input, _) = hall.sealed(0, obtainment, 20_000);
    let deadline = hall.tendered.deadline;
    let give = |at: Instant| {
        let envelope = Envelope::new(fresh(), "bidding.submit_bid", input.clone());
        hall.town.platform.submit(&hall.clerk(0), Envelope { received: Some(at), ..envelope })
    };
    let second = Span::millis(1000);
    assert_eq!(code(give(deadline)), "E_BID_LATE");
    assert_eq!(code(give(deadline.plus(second))), "E_BID_LATE");
    assert!(give(deadline.minus(second)).is_ok());
}

#[test]
fn a_certificate_revoked_before_the_signature_serves_no_bid_and_one_handed_in_stays() {
    let mut hall = Hall::new();
    let (kept, _) = (hall.hand_in(0), hall.hand_in(2));
    let obtainment = hall.obtain(1);
    let (input, _) = hall.sealed(1, obtainment, 20_000);
    for place in [0, 1] {
        let (now, clerk) = (hall.town.platform.now(), hall.clerk(place));
        let held = crate::registry::certificates::certificate_of;
        let held =
            hall.town.platform.journal().read(|tx| held(tx, clerk.person, now)).expect("read").expect("one");
        let revoke = json!({ "certificate": held.id, "reason": "key_compromise" });
        hall.town.run(&clerk, "registry.revoke_certificate", revoke).expect("revoked");
    }
    let refusal = hall.town.run(&hall.clerk(1), "bidding.submit_bid", input.clone()).expect_err("revoked");
    assert_eq!(refusal.code, "E_CERTIFICATE_REVOKED");
    assert!(refusal.args.contains_key("at") && refusal.basis.is_some(), "{refusal:?}");
    let (second, now) = (Span::millis(1000), hall.town.platform.now());
    let envelope = Envelope::new(fresh(), "bidding.submit_bid", input);
    let before = Envelope { received: Some(now.minus(second)), ..envelope };
    assert!(hall.town.platform.submit(&hall.clerk(1), before).is_ok(), "received a second before");
    hall.at_deadline();
    hall.decrypt(0, kept.bid, &kept.key.reveal()).expect("what was handed in is opened");
}

#[test]
fn a_later_envelope_replaces_and_another_supplier_cannot_use_it() {
    let mut hall = Hall::new();
    let first = hall.hand_in(0);
    let found = hall
        .town
        .platform
        .journal()
        .read(|tx| super::obtainment_of(tx, hall.tendered.project, hall.town.suppliers[0].organisation));
    let obtainment = found.expect("read").expect("obtained");
    assert!(matches!(hall.town.state::<Obtainment>(obtainment), Obtainment::Answered(_)));
    let (input, _) = hall.sealed(0, obtainment, 21_000);
    let again = hall.town.run(&hall.clerk(0), "bidding.submit_bid", input.clone()).expect("replaced");
    assert_eq!(hall.town.id::<BidId>(&again), first.bid);
    assert!(matches!(hall.town.state::<Bid>(first.bid).stage, BidStage::Submitted { no: 2, .. }));
    assert_eq!(code(hall.town.run(&hall.clerk(1), "bidding.submit_bid", input)), "E_FORBIDDEN_SCOPE");
    let (mut unsigned, _) = hall.sealed(0, obtainment, 22_000);
    unsigned["signature"] = json!("11".repeat(64));
    assert_eq!(code(hall.town.run(&hall.clerk(0), "bidding.submit_bid", unsigned)), "E_SIGNATURE_INVALID");
    let open = hall.town.platform.outside().put(b"a letter").expect("stored");
    let (mut open_letter, _) = hall.sealed(0, obtainment, 22_000);
    open_letter["envelope"] = json!(open);
    assert_eq!(code(hall.town.run(&hall.clerk(0), "bidding.submit_bid", open_letter)), "E_NOT_SEALED");
}

#[test]
fn three_bids_are_opened_together_and_the_record_is_signed_by_two() {
    let mut hall = Hall::new();
    let bids: Vec<HandedIn> = (0..3).map(|place| hall.hand_in(place)).collect();
    let early = hall.decrypt(0, bids[0].bid, &bids[0].key.reveal());
    assert_eq!(code(early), "E_OPENING_NOT_STARTED");
    hall.at_deadline();
    assert!(matches!(hall.opening().stage, OpeningStage::Decrypting { opened: 0, .. }));
    assert_eq!(code(hall.decrypt(0, bids[0].bid, &bids[1].key.reveal())), "E_WRONG_KEY");
    assert_eq!(code(hall.decrypt(1, bids[0].bid, &bids[0].key.reveal())), "E_FORBIDDEN_SCOPE");
    for (place, handed) in bids.iter().enumerate() {
        assert_eq!(code(hall.announce()), "E_DECRYPTING");
        hall.decrypt(place, handed.bid, &handed.key.reveal()).expect("opened");
        assert_eq!(hall.town.state::<Bid>(handed.bid).offer(), None);
    }
    hall.announce().expect("read out");
    let objection = json!({ "bid": bids[0].bid, "objection": "第二家报价读错" });
    hall.town.run(&hall.clerk(0), "bidding.confirm_record", objection).expect("objected");
    let opening = Opening::id_of(hall.tendered.lot);
    let (pm, reviewer) = (&hall.town.agency.pm, &hall.town.agency.reviewer);
    let close = |reply: Value| {
        hall.town.run2(pm, reviewer, "bidding.close_opening", json!({ "opening": opening, "reply": reply }))
    };
    assert_eq!(code(close(Value::Null)), "E_OBJECTION_UNANSWERED");
    close(json!("经核对，唱标与投标文件一致")).expect("closed");
    assert_eq!(hall.town.state::<Lot>(hall.tendered.lot).stage, LotStage::Evaluating { bids: 3 });
}

#[test]
fn two_left_of_three_fail_the_lot_and_no_price_is_shown() {
    let mut hall = Hall::new();
    let bids: Vec<HandedIn> = (0..3).map(|place| hall.hand_in(place)).collect();
    hall.at_deadline();
    for (place, handed) in bids.iter().enumerate().take(2) {
        hall.decrypt(place, handed.bid, &handed.key.reveal()).expect("opened");
    }
    hall.town.advance_to(hall.tendered.deadline.plus(Span::minutes(31)));
    assert_eq!(code(hall.decrypt(2, bids[2].bid, &bids[2].key.reveal())), "E_DECRYPT_LATE");
    hall.announce().expect("decided");
    assert_eq!(hall.opening().stage, OpeningStage::Failed { valid: 2 });
    let failed = LotStage::Failed { reason: VoidReason::TooFewBidders };
    assert_eq!(hall.town.state::<Lot>(hall.tendered.lot).stage, failed);
    assert_eq!(hall.town.state::<Bid>(bids[2].bid).stage, BidStage::Lapsed {});
    assert!(bids.iter().all(|handed| hall.town.state::<Bid>(handed.bid).offer().is_none()));
}

#[test]
fn a_withdrawn_bid_does_not_count_at_the_deadline() {
    let mut hall = Hall::new();
    let bids: Vec<HandedIn> = (0..3).map(|place| hall.hand_in(place)).collect();
    let withdraw = json!({ "bid": bids[0].bid });
    hall.town.run(&hall.clerk(0), "bidding.withdraw_bid", withdraw).expect("withdrawn");
    hall.at_deadline();
    assert_eq!(hall.opening().stage, OpeningStage::Failed { valid: 2 });
}
