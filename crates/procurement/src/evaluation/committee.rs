//! 评标委员会: the decisions of an evaluation, from sign-in to the report (87号令第45–68条).

use super::record::{
    Candidate, Evaluation, EvaluationEvent, EvaluationMatter, EvaluationStage, LowPriceReview,
    PriceJudgement, Seat, SeatKind,
};
use crate::law::Law;
use kernel::{BidId, Digest, Instant, OrganisationId, PersonId, Refusal};

impl Evaluation {
    /// Puts the committee together; its composition has been checked by the draw
    /// ([`crate::draw::check_composition`]).
    ///
    /// # Errors
    /// `E_STATE` if there is one, `E_TOO_FEW_BIDS` under three bids.
    pub fn convene(
        &self,
        matter: EvaluationMatter,
        members: &[(PersonId, OrganisationId, SeatKind)],
        law: &Law,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        if self.stage != EvaluationStage::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        if matter.bids < least_bids(law)? {
            return Err(Refusal::new("E_TOO_FEW_BIDS")
                .basis("87号令第43条")
                .arg("left", i64::from(matter.bids)));
        }
        let seats = (1..).zip(members).map(|(no, (person, organisation, kind))| Seat {
            no,
            person: *person,
            organisation: *organisation,
            kind: *kind,
            signed_in: None,
            ballot: None,
            voted: 0,
            scored: 0,
            signature: None,
        });
        Ok(vec![EvaluationEvent::Convened { matter, seats: seats.collect() }])
    }

    /// The seat of a person.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`.
    pub fn seat_of(&self, person: PersonId) -> Result<&Seat, Refusal> {
        self.seats.iter().find(|seat| seat.person == person).ok_or_else(|| Refusal::new("E_NOT_ON_PANEL"))
    }

    /// Signs in, with the promise to keep discipline and the declaration that there is nothing to avoid. Who has
    /// something to avoid is replaced by the draw.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`, `E_STATE`.
    pub fn sign_in(&self, person: PersonId) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(person)?;
        if !self.open() || seat.signed_in.is_some() {
            return Err(Refusal::new("E_STATE"));
        }
        Ok(vec![EvaluationEvent::SignedIn { seat: seat.no }])
    }

    /// Gives a seat to the expert who was drawn in another's place.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`, `E_STATE` once points were given.
    pub fn replace(
        &self,
        former: PersonId,
        person: PersonId,
        organisation: OrganisationId,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(former)?.no;
        if !matches!(self.stage, EvaluationStage::Assembling) {
            return Err(Refusal::new("E_STATE"));
        }
        Ok(vec![EvaluationEvent::Replaced { seat, person, organisation }])
    }

    /// Names a leader. Once all have voted, most votes win; a tie is voted on again. A purchaser's representative may
    /// not lead.
    ///
    /// # Errors
    /// `E_PANEL_INCOMPLETE` before all signed in, `E_LEADER_REPRESENTATIVE`, `E_NOT_ON_PANEL`, `E_STATE`.
    pub fn elect_leader(&self, person: PersonId, leader: u8) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(person)?;
        if self.stage != EvaluationStage::Assembling || seat.ballot.is_some() {
            return Err(Refusal::new("E_STATE"));
        }
        let missing = self.seats.iter().filter(|seat| seat.signed_in.is_none()).count();
        if missing > 0 {
            return Err(Refusal::new("E_PANEL_INCOMPLETE").basis("87号令第49条").arg("missing", missing));
        }
        match self.seats.iter().find(|seat| seat.no == leader) {
            None => return Err(Refusal::new("E_SCHEMA").field("leader", "field-not-an-option")),
            Some(seat) if seat.kind == SeatKind::Representative => {
                return Err(Refusal::new("E_LEADER_REPRESENTATIVE")
                    .basis("87号令第45条")
                    .field("leader", "evaluation-field-representative"));
            }
            Some(_) => {}
        }
        let mut events = vec![EvaluationEvent::LeaderNamed { seat: seat.no, leader }];
        let mut ballots: Vec<u8> = self.seats.iter().filter_map(|seat| seat.ballot).collect();
        ballots.push(leader);
        if ballots.len() == self.seats.len() {
            let votes = |no: u8| ballots.iter().filter(|ballot| **ballot == no).count();
            let most = self.seats.iter().map(|seat| votes(seat.no)).max().unwrap_or(0);
            let mut winners = self.seats.iter().filter(|seat| votes(seat.no) == most);
            match (winners.next(), winners.next()) {
                (Some(winner), None) => events.push(EvaluationEvent::LeaderElected { seat: winner.no }),
                _ => events.push(EvaluationEvent::BallotRepeated {}),
            }
        }
        Ok(events)
    }

    /// Counts one bid's qualification review; the last one closes the review, or fails the lot.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn review_qualification(
        &self,
        bid: BidId,
        passed: bool,
        record: Digest,
        law: &Law,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let (EvaluationStage::Qualification { reviewed, qualified }, Some(matter)) =
            (&self.stage, &self.matter)
        else {
            return Err(Refusal::new("E_STATE"));
        };
        let mut events = vec![EvaluationEvent::QualificationReviewed { bid, passed, record }];
        if reviewed + 1 >= matter.bids {
            let left = qualified + u32::from(passed);
            events.push(if left < least_bids(law)? {
                EvaluationEvent::Failed { left }
            } else {
                EvaluationEvent::QualificationClosed {}
            });
        }
        Ok(events)
    }

    /// Counts one seat's conformity vote. `decided` says what the last vote on a bid decided.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`, `E_STATE`.
    pub fn vote_conformity(
        &self,
        person: PersonId,
        bid: BidId,
        decided: Option<(bool, Vec<u8>)>,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(person)?;
        let EvaluationStage::Conformity { qualified, .. } = self.stage else {
            return Err(Refusal::new("E_STATE"));
        };
        if seat.voted >= qualified {
            return Err(Refusal::new("E_VOTED"));
        }
        let mut events = vec![EvaluationEvent::ConformityVoted { seat: seat.no }];
        if let Some((conforms, dissent)) = decided {
            events.push(EvaluationEvent::ConformityDecided { bid, conforms, dissent });
        }
        Ok(events)
    }

    /// Would deciding one more bid end the conformity review?
    pub const fn last_to_decide(&self) -> bool {
        matches!(self.stage, EvaluationStage::Conformity { qualified, decided, .. } if decided + 1 >= qualified)
    }

    /// Ends the conformity review; called with the event of the last decision. `effective` is the number of bidders
    /// left in law (those of one brand count once), `low` the prices that must be explained.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn close_conformity(
        &self,
        effective: u32,
        low: Vec<LowPriceReview>,
        law: &Law,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        if effective < least_bids(law)? {
            return Ok(vec![EvaluationEvent::Failed { left: effective }]);
        }
        let requests = low.into_iter().map(|review| EvaluationEvent::ExplanationRequested { review });
        Ok([EvaluationEvent::ConformityClosed {}].into_iter().chain(requests).collect())
    }

    /// The bidder explains its price; also after the time that must be waited for, until the committee judges.
    ///
    /// # Errors
    /// `E_STATE` unless it is asked to.
    pub fn explain_price(
        &self,
        bid: BidId,
        supplier: OrganisationId,
        explanation: Digest,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        match self.low_prices.iter().find(|review| review.bid == bid && review.supplier == supplier) {
            Some(review) if self.pricing() && review.reasonable.is_none() && review.explanation.is_none() => {
                Ok(vec![EvaluationEvent::Explained { bid, explanation }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// The leader records the committee's judgement of a price: reasonable, or the bid is invalid
    /// (财库〔2026〕2号: 应当). Not before the bidder explained or had its time (D-EVA-04).
    ///
    /// # Errors
    /// `E_NOT_LEADER`, `E_TOO_EARLY`, `E_STATE`.
    pub fn judge_price(
        &self,
        person: PersonId,
        judgement: PriceJudgement,
        now: Instant,
        law: &Law,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let PriceJudgement { bid, reasonable, opinion, effective_without } = judgement;
        if Some(self.seat_of(person)?.no) != self.leader {
            return Err(Refusal::new("E_NOT_LEADER"));
        }
        let review = self.low_prices.iter().find(|review| review.bid == bid && review.reasonable.is_none());
        let (Some(review), true) = (review, self.pricing()) else { return Err(Refusal::new("E_STATE")) };
        if review.explanation.is_none() && now < review.until {
            return Err(law.refuse("E_TOO_EARLY", "D-EVA-04").arg("earliest", review.until));
        }
        let mut events = vec![EvaluationEvent::PriceJudged { bid, reasonable, opinion }];
        if !reasonable && effective_without < least_bids(law)? {
            events.push(EvaluationEvent::Failed { left: effective_without });
        }
        Ok(events)
    }

    /// Counts one sheet of points.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`, `E_STATE`.
    pub fn score(&self, person: PersonId) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(person)?;
        if !self.scoring() {
            return Err(Refusal::new("E_STATE"));
        }
        Ok(vec![EvaluationEvent::SeatScored { seat: seat.no }])
    }

    /// May the points be added up?
    ///
    /// # Errors
    /// `E_SHEETS_MISSING` naming seats, not people; `E_LOW_PRICE_OPEN` (EVA-07); `E_STATE`.
    pub fn ready_to_aggregate(&self) -> Result<(), Refusal> {
        let conforming = match self.stage {
            EvaluationStage::Scoring { conforming } => conforming,
            EvaluationStage::PriceReview { .. } => {
                return Err(Refusal::new("E_LOW_PRICE_OPEN")
                    .rule("EVA-07")
                    .basis("87号令第60条；财库〔2026〕2号"));
            }
            _ => return Err(Refusal::new("E_STATE")),
        };
        let missing: Vec<String> = self
            .seats
            .iter()
            .filter(|seat| seat.scored < conforming)
            .map(|seat| seat.no.to_string())
            .collect();
        if !missing.is_empty() {
            let count = missing.len();
            return Err(Refusal::new("E_SHEETS_MISSING")
                .basis("87号令第55条")
                .arg("seats", missing.join("、"))
                .arg("count", count));
        }
        Ok(())
    }

    /// Records the result.
    ///
    /// # Errors
    /// Those of [`Evaluation::ready_to_aggregate`].
    pub fn aggregate(
        &self,
        result: Digest,
        candidates: Vec<Candidate>,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        self.ready_to_aggregate()?;
        Ok(vec![EvaluationEvent::Aggregated { result, candidates }])
    }

    /// Signs the report, agreeing or with a different opinion and its reasons; the last signature delivers it.
    ///
    /// # Errors
    /// `E_NOT_ON_PANEL`, `E_STATE`.
    pub fn sign_report(
        &self,
        person: PersonId,
        dissent: Option<String>,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let seat = self.seat_of(person)?;
        if !matches!(self.stage, EvaluationStage::Signing { .. }) || seat.signature.is_some() {
            return Err(Refusal::new("E_STATE"));
        }
        let dissent = dissent.filter(|text| !text.trim().is_empty());
        let mut events = vec![EvaluationEvent::ReportSigned { seat: seat.no, dissent }];
        if self.seats.iter().filter(|seat| seat.signature.is_none()).count() == 1 {
            events.push(EvaluationEvent::Delivered {});
        }
        Ok(events)
    }

    /// The candidates in their order, once the report was delivered.
    pub fn candidates(&self) -> &[Candidate] {
        match &self.stage {
            EvaluationStage::Delivered { candidates, .. } => candidates,
            _ => &[],
        }
    }
    /// Has anybody signed the report? Then points no longer change (EVA-13).
    pub fn signed(&self) -> bool {
        self.seats.iter().any(|seat| seat.signature.is_some())
    }
    const fn scoring(&self) -> bool {
        matches!(self.stage, EvaluationStage::Scoring { .. })
    }
    const fn pricing(&self) -> bool {
        matches!(self.stage, EvaluationStage::PriceReview { .. })
    }
    const fn open(&self) -> bool {
        !matches!(
            self.stage,
            EvaluationStage::Absent | EvaluationStage::Delivered { .. } | EvaluationStage::Failed { .. }
        )
    }
}

/// A lot with fewer bidders fails (政府采购法第36条第1项).
fn least_bids(law: &Law) -> Result<u32, Refusal> {
    Ok(u32::try_from(law.number("min_bidders")?).unwrap_or(u32::MAX))
}
