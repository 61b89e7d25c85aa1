//! What an evaluation is and what happens to it.

use super::formula::LowPriceGround;
use kernel::{BidId, Digest, DrawId, Instant, LotId, Money, OrganisationId, PersonId, ProjectId};
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
        /// The review item by item, a document in the store.
        record: Digest,
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
