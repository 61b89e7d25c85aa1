//! What may be decided about a lot, from the draw of its experts to the closing.

use super::{Award, Candidate, Choice, Lot, LotEvent, LotStage, OPEN_TENDER, VoidReason};
use crate::Law;
use kernel::{
    AcceptanceId, ContractId, Digest, DrawId, EvaluationId, Instant, NoticeId, OpeningId, Refusal, Span,
};

impl Lot {
    fn when(&self, lawful: bool, event: LotEvent) -> Result<Vec<LotEvent>, Refusal> {
        if lawful { Ok(vec![event]) } else { Err(Refusal::new("E_STATE").arg("stage", self.stage.id())) }
    }
    /// The draw of its experts is asked for: not before it is announced, once.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn request_draw(&self, draw: DrawId) -> Result<Vec<LotEvent>, Refusal> {
        let open = matches!(
            self.stage,
            LotStage::Announced | LotStage::Opening { .. } | LotStage::Evaluating { .. }
        );
        self.when(open && self.draw.is_none(), LotEvent::DrawRequested { draw })
    }
    /// From when the experts may be drawn: the first day from which the opening lies within the law's working days
    /// (D-EXP-01). Told anew whenever the deadline moves.
    pub fn schedule_draw(deadline: Instant, law: &Law) -> LotEvent {
        let mut from = Instant::at(deadline.date(), 0, 0);
        // No run of days off is longer than a fortnight.
        for _ in 0..30 {
            let earlier = from.minus(Span::days(1));
            // Days after the calendar's end are after the deadline as well.
            if law.latest("D-EXP-01", earlier).is_ok_and(|latest| latest < deadline) {
                break;
            }
            from = earlier;
        }
        LotEvent::DrawScheduled { from }
    }
    /// The time to draw the experts has come.
    ///
    /// # Errors
    /// `E_TOO_EARLY` (D-EXP-01), `E_STATE`.
    pub fn draw_falls_due(&self, at: Instant, law: &Law) -> Result<Vec<LotEvent>, Refusal> {
        if let Some(from) = self.draw_from.filter(|from| at < *from) {
            return Err(law.refuse("E_TOO_EARLY", "D-EXP-01").arg("earliest", from));
        }
        let waiting = self.stage == LotStage::Announced
            && self.draw.is_none()
            && self.draw_from.is_some()
            && !self.draw_due;
        self.when(waiting, LotEvent::DrawDue {})
    }
    /// The deadline has passed and there are enough bids. Whether there are is decided by [`crate::bidding::Opening`].
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn start_opening(&self, opening: OpeningId, bids: u32) -> Result<Vec<LotEvent>, Refusal> {
        self.when(self.stage == LotStage::Announced, LotEvent::OpeningStarted { opening, bids })
    }
    /// The opening is closed; the bids that were read out go on to evaluation.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn close_opening(&self, bids: u32) -> Result<Vec<LotEvent>, Refusal> {
        self.when(matches!(self.stage, LotStage::Opening { .. }), LotEvent::BidsOpened { bids })
    }
    /// The evaluation begins.
    ///
    /// # Errors
    /// `E_STATE` unless the bids are opened, or if there is one.
    pub fn start_evaluation(&self, evaluation: EvaluationId) -> Result<Vec<LotEvent>, Refusal> {
        let ready = matches!(self.stage, LotStage::Evaluating { .. }) && self.evaluation.is_none();
        self.when(ready, LotEvent::EvaluationStarted { evaluation })
    }
    /// It cannot go on: too few bids at the deadline, after decryption or after a review (政府采购法第36条), or another of
    /// the law's grounds. The agency publishes it and voids the lot.
    ///
    /// # Errors
    /// `E_STATE` outside bidding and evaluation.
    pub fn fail(&self, reason: VoidReason) -> Result<Vec<LotEvent>, Refusal> {
        let running = matches!(
            self.stage,
            LotStage::Announced | LotStage::Opening { .. } | LotStage::Evaluating { .. }
        );
        self.when(running, LotEvent::Failed { reason })
    }
    /// The signed report is delivered to the purchaser, who has five working days (D-EVA-02).
    ///
    /// # Errors
    /// `E_STATE`, `E_NO_CANDIDATE`; those of [`Law::latest`].
    pub fn deliver_report(
        &self,
        report: Digest,
        candidates: Vec<Candidate>,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<LotEvent>, Refusal> {
        if candidates.is_empty() {
            return Err(Refusal::new("E_NO_CANDIDATE"));
        }
        let confirm_by = law.latest(OPEN_TENDER.limits.confirmation, at)?;
        let event = LotEvent::Recommended { report, candidates, confirm_by };
        self.when(matches!(self.stage, LotStage::Evaluating { .. }), event)
    }
    /// The purchaser confirms the award (87号令第68条). After the time limit the first candidate counts as confirmed, so
    /// that nobody else may be.
    ///
    /// # Errors
    /// `E_AWARD_ORDER` (AWD-02), `E_TOO_LATE` (D-EVA-02), `E_SCHEMA`, `E_STATE`; those of [`Law::latest`].
    pub fn confirm_award(&self, choice: &Choice, at: Instant, law: &Law) -> Result<Vec<LotEvent>, Refusal> {
        let LotStage::Recommended { candidates, confirm_by, .. } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        let chosen = choice.from(candidates, law)?;
        let first = candidates.iter().map(|candidate| candidate.rank).min() == Some(chosen.rank);
        if !first && at > *confirm_by {
            return Err(law
                .refuse("E_TOO_LATE", OPEN_TENDER.limits.confirmation)
                .arg("latest", *confirm_by)
                .field("rank", "tender-field-rank-late"));
        }
        Ok(vec![LotEvent::AwardConfirmed(Box::new(Award {
            candidate: chosen.clone(),
            skipped: if first { None } else { choice.skipped },
            statement: choice.statement.clone(),
            confirmed_at: at,
            publish_by: law.latest(OPEN_TENDER.limits.result, at)?,
        }))])
    }
    /// The purchaser let the time to confirm pass (D-EVA-02): from now on the agency may take the first candidate as
    /// confirmed, and everybody sees that it is late.
    ///
    /// # Errors
    /// `E_TOO_EARLY` (D-EVA-02), `E_STATE`.
    pub fn confirmation_lapses(&self, at: Instant, law: &Law) -> Result<Vec<LotEvent>, Refusal> {
        let LotStage::Recommended { confirm_by, overdue: false, .. } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        if at < *confirm_by {
            let limit = OPEN_TENDER.limits.confirmation;
            return Err(law.refuse("E_TOO_EARLY", limit).arg("earliest", *confirm_by));
        }
        Ok(vec![LotEvent::ConfirmationOverdue {}])
    }
    /// The first candidate counts as confirmed, because the purchaser said nothing in time and gave no lawful reason
    /// 视同确认 (实施条例第43条；87号令第68条).
    ///
    /// # Errors
    /// `E_STATE` before the time ran out; `E_NO_CANDIDATE`; those of [`Law::latest`].
    pub fn deem_award(&self, at: Instant, law: &Law) -> Result<Vec<LotEvent>, Refusal> {
        let LotStage::Recommended { candidates, overdue: true, .. } = &self.stage else {
            return Err(Refusal::new("E_STATE").arg("stage", self.stage.id()));
        };
        let first = candidates.iter().min_by_key(|candidate| candidate.rank);
        Ok(vec![LotEvent::AwardDeemed(Box::new(Award {
            candidate: first.ok_or_else(|| Refusal::new("E_NO_CANDIDATE"))?.clone(),
            skipped: None,
            statement: None,
            confirmed_at: at,
            publish_by: law.latest(OPEN_TENDER.limits.result, at)?,
        }))])
    }
    /// The result notice is published and the letter of award issued, both by the same command (87号令第69条).
    ///
    /// # Errors
    /// `E_STATE`; those of [`Law::latest`].
    pub fn publish_result(
        &self,
        notice: NoticeId,
        letter: Digest,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<LotEvent>, Refusal> {
        self.confirmed()?;
        let period_end = law.latest("D-RES-02", at)?;
        let last_of_period = period_end.minus(Span::millis(1));
        Ok(vec![LotEvent::Awarded {
            notice,
            letter,
            period_end,
            objection_by: law.latest(OPEN_TENDER.limits.objection, last_of_period)?,
            sign_by: law.latest("D-CTR-01", at)?,
        }])
    }
    /// The contract is drafted; one at a time.
    ///
    /// # Errors
    /// `E_ALREADY`, `E_STATE`.
    pub fn draft_contract(&self, contract: ContractId) -> Result<Vec<LotEvent>, Refusal> {
        if matches!(&self.stage, LotStage::Awarded(awarded) if awarded.drafted.is_some()) {
            return Err(Refusal::new("E_ALREADY"));
        }
        let event = LotEvent::ContractDrafted { contract: Some(contract) };
        self.when(matches!(self.stage, LotStage::Awarded(_)), event)
    }
    /// The contract is ended early. If it was not signed by both, another may be drafted; if it was, the lot ends with it.
    pub fn drop_contract(&self, contract: ContractId) -> Vec<LotEvent> {
        match &self.stage {
            LotStage::Contracted { contract: signed, .. } | LotStage::Accepted { contract: signed, .. }
                if *signed == contract =>
            {
                vec![LotEvent::ContractTerminated {}]
            }
            LotStage::Awarded(awarded) if awarded.drafted == Some(contract) => {
                vec![LotEvent::ContractDrafted { contract: None }]
            }
            _ => Vec::new(),
        }
    }
    /// The contract is signed by both parties.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn sign_contract(&self, contract: ContractId) -> Result<Vec<LotEvent>, Refusal> {
        self.when(matches!(self.stage, LotStage::Awarded(_)), LotEvent::Contracted { contract })
    }
    /// What was delivered is accepted.
    ///
    /// # Errors
    /// `E_NO_CONTRACT` (HR-3) before there is a contract; `E_STATE`.
    pub fn accept(&self, acceptance: AcceptanceId) -> Result<Vec<LotEvent>, Refusal> {
        if self.stage.contract().is_none() {
            return Err(Refusal::new("E_NO_CONTRACT").rule("HR-3").basis("实施条例第51条"));
        }
        self.when(matches!(self.stage, LotStage::Contracted { .. }), LotEvent::Accepted { acceptance })
    }
    /// The contract is paid in full.
    ///
    /// # Errors
    /// `E_NO_ACCEPTANCE` (HR-4) before it is accepted.
    pub fn pay(&self) -> Result<Vec<LotEvent>, Refusal> {
        match self.stage {
            LotStage::Accepted { .. } => Ok(vec![LotEvent::Paid {}]),
            LotStage::Contracted { .. } => {
                Err(Refusal::new("E_NO_ACCEPTANCE").rule("HR-4").basis("政府采购法第41条"))
            }
            _ => Err(Refusal::new("E_NO_CONTRACT").rule("HR-3").basis("实施条例第51条")),
        }
    }
    /// May it be voided for this reason? After the notice a tender ends only on the law's grounds (87号令第29条), and never
    /// once the award is published.
    ///
    /// # Errors
    /// `E_STATE`, `E_VOID_GROUND`.
    pub fn void(
        &self,
        reason: VoidReason,
        statement: String,
        notice: NoticeId,
    ) -> Result<Vec<LotEvent>, Refusal> {
        let ground = match &self.stage {
            LotStage::Failed { reason: known } => *known == reason,
            LotStage::Announced => matches!(reason, VoidReason::TaskCancelled | VoidReason::Unlawful),
            LotStage::Opening { .. } | LotStage::Evaluating { .. } => reason != VoidReason::TooFewBidders,
            LotStage::Recommended { .. } | LotStage::Confirmed { .. } => {
                matches!(reason, VoidReason::TaskCancelled | VoidReason::Unlawful)
            }
            stage => return Err(Refusal::new("E_STATE").arg("stage", stage.id())),
        };
        if !ground {
            return Err(Refusal::new("E_VOID_GROUND")
                .basis("政府采购法第36条；87号令第29条")
                .field("reason", "tender-field-void-reason"));
        }
        Ok(vec![LotEvent::Voided { reason, statement, notice }])
    }
    /// Closes with its project.
    pub fn close(&self) -> Vec<LotEvent> {
        if matches!(self.stage, LotStage::Paid { .. }) { vec![LotEvent::Closed {}] } else { Vec::new() }
    }
}
