//! 评标委员会: the evaluation of one lot, from sign-in to the report (87号令第45–68条).

use super::formula::LowPriceGround;
use crate::law::Law;
use kernel::{
    BidId, Digest, DrawId, Duty, Instant, LotId, Money, OrganisationId, PersonId, ProjectId, Refusal, Role,
    Stream,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The evaluation of one lot. It keeps counters; bids and sheets are streams of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// What is evaluated; `None` before the committee is convened.
    pub matter: Option<EvaluationMatter>,
    /// The committee.
    pub seats: Vec<Seat>,
    /// The leader's seat 评标组长.
    pub leader: Option<u8>,
    /// Prices that have to be explained.
    pub low_prices: Vec<LowPriceReview>,
    /// Where it stands.
    pub stage: EvaluationStage,
}

/// What is evaluated, for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationMatter {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// The draw the experts came from; its seed also draws the lot between tied bids.
    pub draw: DrawId,
    /// The purchaser, who reviews the qualifications.
    pub purchaser: OrganisationId,
    /// The agency, which conducts.
    pub agency: OrganisationId,
    /// Project and lot name.
    pub title: String,
    /// How many bids were read out.
    pub bids: u32,
}

/// One member of the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// From 1.
    pub no: u8,
    /// Who sits there.
    pub person: PersonId,
    /// The person's organisation.
    pub organisation: OrganisationId,
    /// In what capacity.
    pub kind: SeatKind,
    /// When the person signed in and declared to have nothing to avoid.
    pub signed_in: Option<Instant>,
    /// Whom this seat wants as leader.
    pub ballot: Option<u8>,
    /// Conformity votes given.
    pub voted: u32,
    /// Sheets scored.
    pub scored: u32,
    /// The signature under the report.
    pub signature: Option<Signature>,
}

/// In what capacity a member sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// 评审专家
    Expert,
    /// 采购人代表: may not lead (87号令第45条).
    Representative,
}

/// A signature under the report; dissent is part of it (87号令第61条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When.
    pub at: Instant,
    /// The different opinion with its reasons.
    pub dissent: Option<String>,
}

/// A price under review (财库〔2026〕2号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowPriceReview {
    /// The bid.
    pub bid: BidId,
    /// The bidder, who is asked to explain.
    pub supplier: OrganisationId,
    /// Why.
    pub grounds: Vec<LowPriceGround>,
    /// Until when an explanation is waited for.
    pub until: Instant,
    /// The explanation, a document in the store.
    pub explanation: Option<Digest>,
    /// Was it found reasonable?
    pub reasonable: Option<bool>,
}

/// The committee's judgement of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceJudgement {
    /// The bid.
    pub bid: BidId,
    /// Did the bidder show it to be reasonable?
    pub reasonable: bool,
    /// The opinion, for the report.
    pub opinion: String,
    /// How many bidders the lot would have in law without this one.
    pub effective_without: u32,
}

/// A recommended candidate 中标候选人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// The price as bid: the contract price.
    pub price: Money,
    /// The price after deductions, exact fen.
    pub evaluation_price: Decimal,
    /// Total.
    pub total: Decimal,
    /// Place in the ranking.
    pub rank: u32,
}

/// Where an evaluation stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum EvaluationStage {
    /// No committee yet.
    #[default]
    Absent,
    /// Sign-in, declarations, choice of the leader.
    Assembling,
    /// The purchaser reviews qualifications.
    Qualification {
        /// Bids reviewed.
        reviewed: u32,
        /// Bids that passed.
        qualified: u32,
    },
    /// The committee votes on conformity.
    Conformity {
        /// Bids to vote on.
        qualified: u32,
        /// Bids decided.
        decided: u32,
        /// Bids that passed.
        conforming: u32,
    },
    /// Abnormally low prices are explained and judged before anybody scores.
    PriceReview {
        /// Bids that still take part.
        conforming: u32,
    },
    /// The members score independently.
    Scoring {
        /// Bids that still take part.
        conforming: u32,
    },
    /// Ranked; the members sign the report.
    Signing {
        /// The result, a document in the store ([`super::Outcome`]).
        result: Digest,
        /// In their order.
        candidates: Vec<Candidate>,
    },
    /// Signed by all and handed to the purchaser.
    Delivered {
        /// The result.
        result: Digest,
        /// In their order.
        candidates: Vec<Candidate>,
        /// When.
        at: Instant,
    },
    /// Fewer than three bids were left (政府采购法第36条, 87号令第43条、第44条).
    Failed {
        /// How many were left.
        left: u32,
    },
}

/// What happens to an evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum EvaluationEvent {
    /// The committee was put together.
    #[serde(rename = "evaluation.convened")]
    Convened {
        /// What is evaluated.
        matter: EvaluationMatter,
        /// The members.
        seats: Vec<Seat>,
    },
    /// A member signed in and declared to have nothing to avoid.
    #[serde(rename = "seat.signed_in")]
    SignedIn {
        /// The seat.
        seat: u8,
    },
    /// Another expert took the seat; what the former one had done is void (87号令第49条).
    #[serde(rename = "seat.replaced")]
    Replaced {
        /// The seat.
        seat: u8,
        /// The new member.
        person: PersonId,
        /// That person's organisation.
        organisation: OrganisationId,
    },
    /// A member named a leader.
    #[serde(rename = "seat.leader_named")]
    LeaderNamed {
        /// Who votes.
        seat: u8,
        /// For whom.
        leader: u8,
    },
    /// The ballot was a tie and is repeated.
    #[serde(rename = "ballot.repeated")]
    BallotRepeated {},
    /// The leader was chosen.
    #[serde(rename = "leader.elected")]
    LeaderElected {
        /// The seat.
        seat: u8,
    },
    /// One bid's qualification was reviewed.
    #[serde(rename = "qualification.reviewed")]
    QualificationReviewed {
        /// The bid.
        bid: BidId,
        /// Did it pass?
        passed: bool,
    },
    /// The qualification review ended.
    #[serde(rename = "qualification.closed")]
    QualificationClosed {},
    /// One seat voted on one bid.
    #[serde(rename = "conformity.voted")]
    ConformityVoted {
        /// The seat.
        seat: u8,
    },
    /// The last vote on a bid decided.
    #[serde(rename = "conformity.decided")]
    ConformityDecided {
        /// The bid.
        bid: BidId,
        /// Does it conform?
        conforms: bool,
        /// Seats in the minority.
        dissent: Vec<u8>,
    },
    /// The conformity review ended.
    #[serde(rename = "conformity.closed")]
    ConformityClosed {},
    /// A price has to be explained.
    #[serde(rename = "low_price.explanation_requested")]
    ExplanationRequested {
        /// Which bid, why, until when.
        review: LowPriceReview,
    },
    /// The bidder explained.
    #[serde(rename = "low_price.explained")]
    Explained {
        /// The bid.
        bid: BidId,
        /// The explanation.
        explanation: Digest,
    },
    /// The committee judged the price.
    #[serde(rename = "low_price.judged")]
    PriceJudged {
        /// The bid.
        bid: BidId,
        /// Is it reasonable?
        reasonable: bool,
        /// The opinion, for the report.
        opinion: String,
    },
    /// One seat scored one bid.
    #[serde(rename = "seat.scored")]
    SeatScored {
        /// The seat.
        seat: u8,
    },
    /// The points were added up and the bids ranked.
    #[serde(rename = "evaluation.aggregated")]
    Aggregated {
        /// The result.
        result: Digest,
        /// The candidates in their order.
        candidates: Vec<Candidate>,
    },
    /// A member signed the report.
    #[serde(rename = "report.signed")]
    ReportSigned {
        /// The seat.
        seat: u8,
        /// The different opinion, if there is one.
        dissent: Option<String>,
    },
    /// The report was handed to the purchaser.
    #[serde(rename = "report.delivered")]
    Delivered {},
    /// Fewer than three bids were left.
    #[serde(rename = "evaluation.failed")]
    Failed {
        /// How many.
        left: u32,
    },
}

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
        law: &Law,
    ) -> Result<Vec<EvaluationEvent>, Refusal> {
        let (EvaluationStage::Qualification { reviewed, qualified }, Some(matter)) =
            (&self.stage, &self.matter)
        else {
            return Err(Refusal::new("E_STATE"));
        };
        let mut events = vec![EvaluationEvent::QualificationReviewed { bid, passed }];
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
                return Err(Refusal::new("E_LOW_PRICE_OPEN").rule("EVA-07").basis("财库〔2026〕2号"));
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
    fn seat_mut(&mut self, no: u8) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.no == no)
    }
}

/// A lot with fewer bidders fails (政府采购法第36条第1项).
fn least_bids(law: &Law) -> Result<u32, Refusal> {
    Ok(u32::try_from(law.number("min_bidders")?).unwrap_or(u32::MAX))
}

impl EvaluationStage {
    /// The stage's stable id, `scoring`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Assembling => "assembling",
            Self::Qualification { .. } => "qualification",
            Self::Conformity { .. } => "conformity",
            Self::PriceReview { .. } => "price_review",
            Self::Scoring { .. } => "scoring",
            Self::Signing { .. } => "signing",
            Self::Delivered { .. } => "delivered",
            Self::Failed { .. } => "failed",
        }
    }
}

impl Stream for Evaluation {
    type Id = kernel::EvaluationId;
    type Event = EvaluationEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &EvaluationEvent) {
        use EvaluationStage as Stage;
        match event {
            EvaluationEvent::Convened { matter, seats } => {
                self.matter = Some(matter.clone());
                self.seats.clone_from(seats);
                self.stage = Stage::Assembling;
            }
            EvaluationEvent::SignedIn { seat } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.signed_in = Some(at);
                }
            }
            EvaluationEvent::Replaced { seat, person, organisation } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.person = *person;
                    seat.organisation = *organisation;
                    seat.signed_in = None;
                }
                self.seats.iter_mut().for_each(|seat| seat.ballot = None);
            }
            EvaluationEvent::LeaderNamed { seat, leader } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.ballot = Some(*leader);
                }
            }
            EvaluationEvent::BallotRepeated {} => self.seats.iter_mut().for_each(|seat| seat.ballot = None),
            EvaluationEvent::LeaderElected { seat } => {
                self.leader = Some(*seat);
                self.stage = Stage::Qualification { reviewed: 0, qualified: 0 };
            }
            EvaluationEvent::QualificationReviewed { passed, .. } => {
                if let Stage::Qualification { reviewed, qualified } = &mut self.stage {
                    *reviewed += 1;
                    *qualified += u32::from(*passed);
                }
            }
            EvaluationEvent::QualificationClosed {} => {
                if let Stage::Qualification { qualified, .. } = self.stage {
                    self.stage = Stage::Conformity { qualified, decided: 0, conforming: 0 };
                }
            }
            EvaluationEvent::ConformityVoted { seat } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.voted += 1;
                }
            }
            EvaluationEvent::ConformityDecided { conforms, .. } => {
                if let Stage::Conformity { decided, conforming, .. } = &mut self.stage {
                    *decided += 1;
                    *conforming += u32::from(*conforms);
                }
            }
            EvaluationEvent::ConformityClosed {} => {
                if let Stage::Conformity { conforming, .. } = self.stage {
                    self.stage = Stage::Scoring { conforming };
                }
            }
            EvaluationEvent::ExplanationRequested { review } => {
                self.low_prices.push(review.clone());
                if let Stage::Scoring { conforming } = self.stage {
                    self.stage = Stage::PriceReview { conforming };
                }
            }
            EvaluationEvent::Explained { bid, explanation } => {
                if let Some(review) = self.low_prices.iter_mut().find(|review| review.bid == *bid) {
                    review.explanation = Some(*explanation);
                }
            }
            EvaluationEvent::PriceJudged { bid, reasonable, .. } => {
                if let Some(review) = self.low_prices.iter_mut().find(|review| review.bid == *bid) {
                    review.reasonable = Some(*reasonable);
                }
                if let Stage::PriceReview { conforming } = self.stage {
                    let conforming = conforming - u32::from(!*reasonable).min(conforming);
                    let open = self.low_prices.iter().any(|review| review.reasonable.is_none());
                    self.stage =
                        if open { Stage::PriceReview { conforming } } else { Stage::Scoring { conforming } };
                }
            }
            EvaluationEvent::SeatScored { seat } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.scored += 1;
                }
            }
            EvaluationEvent::Aggregated { result, candidates } => {
                self.stage = Stage::Signing { result: *result, candidates: candidates.clone() };
            }
            EvaluationEvent::ReportSigned { seat, dissent } => {
                if let Some(seat) = self.seat_mut(*seat) {
                    seat.signature = Some(Signature { at, dissent: dissent.clone() });
                }
            }
            EvaluationEvent::Delivered {} => {
                if let Stage::Signing { result, candidates } = std::mem::take(&mut self.stage) {
                    self.stage = Stage::Delivered { result, candidates, at };
                }
            }
            EvaluationEvent::Failed { left } => self.stage = Stage::Failed { left: *left },
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(matter) = &self.matter else { return Vec::new() };
        let duty = |command: &str, organisation, role, person, due| Duty {
            command: format!("evaluation.{command}"),
            organisation,
            role,
            person,
            due,
            title: matter.title.clone(),
        };
        let of_seats = |command: &'static str, owes: &dyn Fn(&Seat) -> bool| -> Vec<Duty> {
            let seats = self.seats.iter().filter(|seat| owes(seat));
            seats.map(|seat| duty(command, seat.organisation, seat.role(), Some(seat.person), None)).collect()
        };
        match &self.stage {
            EvaluationStage::Absent | EvaluationStage::Delivered { .. } | EvaluationStage::Failed { .. } => {
                Vec::new()
            }
            EvaluationStage::Assembling => {
                let absent = of_seats("sign_in", &|seat| seat.signed_in.is_none());
                if absent.is_empty() {
                    of_seats("elect_leader", &|seat| seat.ballot.is_none())
                } else {
                    absent
                }
            }
            EvaluationStage::Qualification { .. } => {
                vec![duty("review_qualification", matter.purchaser, Role::PurchaserClerk, None, None)]
            }
            EvaluationStage::Conformity { qualified, .. } => {
                of_seats("review_conformity", &|seat| seat.voted < *qualified)
            }
            EvaluationStage::PriceReview { .. } => {
                let open =
                    |review: &&LowPriceReview| review.reasonable.is_none() && review.explanation.is_none();
                let asked = self.low_prices.iter().filter(open).map(|review| {
                    duty("explain_price", review.supplier, Role::SupplierClerk, None, Some(review.until))
                });
                asked.chain(of_seats("judge_price", &|seat| Some(seat.no) == self.leader)).collect()
            }
            EvaluationStage::Scoring { conforming } => {
                let owed = of_seats("submit_scores", &|seat| seat.scored < *conforming);
                if owed.is_empty() {
                    vec![duty("aggregate", matter.agency, Role::AgencyPm, None, None)]
                } else {
                    owed
                }
            }
            EvaluationStage::Signing { .. } => of_seats("sign_report", &|seat| seat.signature.is_none()),
        }
    }
}
impl Seat {
    /// The role in which the member acts.
    pub const fn role(&self) -> Role {
        match self.kind {
            SeatKind::Expert => Role::Expert,
            SeatKind::Representative => Role::PurchaserClerk,
        }
    }
}
