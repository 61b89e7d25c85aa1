//! How an evaluation's events add up, and what has to be done next.

use super::record::{
    Evaluation, EvaluationEvent, EvaluationStage, LowPriceReview, Seat, SeatKind, Signature,
};
use kernel::{Duty, Instant, Role, Stream};

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
impl Evaluation {
    fn seat_mut(&mut self, no: u8) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.no == no)
    }
}
