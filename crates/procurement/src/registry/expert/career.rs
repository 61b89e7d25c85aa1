//! The decisions of a career: application, review, examination, appointment, leave, renewal, dismissal
//! (财库〔2016〕198号第二章).

use super::{
    particulars::{ExpertFilling, ExpertParticulars, Reach},
    record::{
        DismissalCause, Expert, ExpertEvent, ExpertStanding, Office, Paper, Purpose, SuspensionCause, Term,
    },
};
use crate::law::Law;
use kernel::{Date, Instant, Refusal, Span, later};

/// Where who is appointed stands in the rules.
const ADMISSION: &str = "财库〔2016〕198号第六条";

/// The refusal of who is seventy.
pub(super) fn too_old(law: &Law) -> Result<Refusal, Refusal> {
    let age = law.number("expert_age_max")?;
    Ok(Refusal::new("E_EXPERT_AGE").arg("age", age).basis("财库〔2016〕198号第六条第五项"))
}
/// 任职截止日: the day on which somebody born on `birth` is too old.
///
/// # Errors
/// `E_UNKNOWN_RULE`; `E_CALENDAR_END` for a day that no calendar has.
pub fn retires_on(birth: Date, law: &Law) -> Result<Date, Refusal> {
    let months = law.number("expert_age_max")? * 12;
    later(birth, months, 0).ok_or_else(|| Refusal::new("E_CALENDAR_END"))
}
/// The term that begins on `from`.
///
/// # Errors
/// `E_UNKNOWN_RULE`; `E_CALENDAR_END`.
pub fn term_from(from: Date, law: &Law) -> Result<Term, Refusal> {
    let beyond = || Refusal::new("E_CALENDAR_END");
    let after = later(from, law.number("expert_term_years")? * 12, 0).ok_or_else(beyond)?;
    let until = later(after, 0, -1).ok_or_else(beyond)?;
    let reminds = later(until, 0, -law.number("expert_renewal_notice_days")?).ok_or_else(beyond)?;
    Ok(Term { from, until, reminds, reminded: false })
}
fn wrong(field: impl Into<String>, key: &'static str) -> Refusal {
    Refusal::new("E_SCHEMA").field(field, key)
}

impl Expert {
    /// Opens the record 开始申请.
    ///
    /// # Errors
    /// `E_ALREADY`.
    pub fn open(&self, office: Office) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.office {
            Some(_) => Err(Refusal::new("E_ALREADY")),
            None => Ok(vec![ExpertEvent::Opened { office }]),
        }
    }
    /// Takes over an expert of an older register 存量专家转入: in office at once, with what is known.
    ///
    /// # Errors
    /// `E_ALREADY`; `E_TOO_MANY_SPECIALITIES`.
    pub fn take_over(
        &self,
        office: Office,
        particulars: ExpertParticulars,
        today: Date,
        law: &Law,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        if self.office.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        require_few(particulars.claims.len(), law)?;
        let term = term_from(today, law)?;
        Ok(vec![ExpertEvent::TakenOver { office, particulars: Box::new(particulars), term }])
    }
    /// Fills in one part. While the papers are under review nothing can be changed.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`; `E_EXPERT_LEFT`; `E_EXPERT_AGE`; `E_TOO_MANY_SPECIALITIES`; `E_ALREADY` for a speciality that was
    /// claimed with its evidence; `E_SCHEMA` with the field for what cannot be true.
    pub fn fill(&self, filling: ExpertFilling, today: Date, law: &Law) -> Result<Vec<ExpertEvent>, Refusal> {
        self.require_open()?;
        match &filling {
            ExpertFilling::Identity { retires, .. } if *retires <= today => {
                return Err(too_old(law)?.field("citizen_id", "field-expert-too-old"));
            }
            ExpertFilling::Title(title) if title.since > today => {
                return Err(wrong("since", "field-date-in-future"));
            }
            ExpertFilling::Title(title) if title.until.is_some_and(|until| until < today) => {
                return Err(wrong("until", "field-date-past"));
            }
            ExpertFilling::Work(work) => {
                if work.is_empty() {
                    return Err(wrong("work", "field-required"));
                }
                for (at, one) in work.iter().enumerate() {
                    if one.from > today || one.until.is_some_and(|until| until > today) {
                        return Err(wrong(format!("work[{at}].from"), "field-date-in-future"));
                    }
                    if one.until.is_some_and(|until| until < one.from) {
                        return Err(wrong(format!("work[{at}].until"), "field-until-before-from"));
                    }
                }
                if work.len() > ExpertParticulars::EMPLOYERS {
                    return Err(wrong("work", "field-too-many"));
                }
                if work.iter().filter(|one| one.until.is_none()).count() > 1 {
                    return Err(wrong("work", "field-one-employer"));
                }
            }
            ExpertFilling::Claim(claim) => {
                let others: Vec<_> = self.draft.claims.iter().filter(|one| one.code != claim.code).collect();
                let same = self.draft.claims.iter().find(|one| one.code == claim.code);
                if same.is_some_and(|one| one.evidence.is_some()) {
                    return Err(Refusal::new("E_ALREADY").field("code", "field-invalid"));
                }
                require_few(others.len() + 1, law)?;
            }
            ExpertFilling::Unclaim(code) if !self.draft.claims.iter().any(|one| one.code == *code) => {
                return Err(Refusal::new("E_NOT_FOUND"));
            }
            ExpertFilling::Reach(reach) if reach.units.len() > Reach::UNITS => {
                return Err(wrong("units", "field-too-many"));
            }
            _ => {}
        }
        Ok(vec![ExpertEvent::Filled { filling: Box::new(filling) }])
    }
    /// Hands the papers in: the application, or a change of what is in service.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`; `E_EXPERT_LEFT`; `E_DOSSIER_INCOMPLETE` naming the parts; `E_UNCHANGED`; those of
    /// [`Expert::require_admissible`].
    pub fn submit(
        &self,
        recommendation: Option<String>,
        today: Date,
        law: &Law,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        self.require_open()?;
        self.require_admissible(today, law)?;
        let purpose = match self.standing {
            ExpertStanding::Applicant => Purpose::Application,
            _ => Purpose::Change,
        };
        if self.paper == Paper::Settled {
            return Err(Refusal::new("E_UNCHANGED"));
        }
        Ok(vec![ExpertEvent::Submitted { purpose, recommendation }])
    }
    /// Asks for another term 续聘, from the reminder on (data, default sixty days before the last day).
    ///
    /// # Errors
    /// `E_STATE` unless in office; `E_TOO_EARLY`; `E_UNDER_REVIEW`; `E_DOSSIER_INCOMPLETE`; those of
    /// [`Expert::require_admissible`].
    pub fn renew(&self, at: Instant, law: &Law) -> Result<Vec<ExpertEvent>, Refusal> {
        self.require_open()?;
        let in_office = self.standing.in_office();
        let term = self.term.filter(|_| in_office).ok_or_else(|| Refusal::new("E_STATE"))?;
        let earliest = Instant::at(term.reminds, 0, 0);
        if at < earliest {
            return Err(Refusal::new("E_TOO_EARLY").arg("earliest", earliest));
        }
        self.require_admissible(at.date(), law)?;
        Ok(vec![ExpertEvent::Submitted { purpose: Purpose::Renewal, recommendation: None }])
    }
    /// Takes the papers back before they were reviewed.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn withdraw(&self) -> Result<Vec<ExpertEvent>, Refusal> {
        self.purpose().map(|_| vec![ExpertEvent::Withdrawn])
    }
    /// The finance department's review (财库〔2016〕198号第十条).
    ///
    /// # Errors
    /// `E_STATE` unless handed in; `E_SCHEMA` for a return without a reason; those of [`Expert::require_admissible`].
    pub fn review(
        &self,
        passed: bool,
        reason: Option<String>,
        today: Date,
        law: &Law,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        let purpose = self.purpose()?;
        if !passed {
            let reason = reason.ok_or_else(|| wrong("reason", "field-required"))?;
            return Ok(vec![ExpertEvent::Returned { reason }]);
        }
        self.require_admissible(today, law)?;
        let term = match (purpose, self.term) {
            // A term that is not over yet goes on without a gap.
            (Purpose::Renewal, Some(old)) if old.until >= today => {
                let next = later(old.until, 0, 1).ok_or_else(|| Refusal::new("E_CALENDAR_END"))?;
                Some(Term { from: old.from, ..term_from(next, law)? })
            }
            (Purpose::Renewal, _) => Some(term_from(today, law)?),
            _ => None,
        };
        Ok(vec![ExpertEvent::Accepted { term }])
    }
    /// The result of training and examination 培训考核; who passes is appointed.
    ///
    /// # Errors
    /// `E_STATE` unless it is expected; `E_EXPERT_AGE`; `E_SCHEMA` for a score above a hundred.
    pub fn examine(&self, score: u32, today: Date, law: &Law) -> Result<Vec<ExpertEvent>, Refusal> {
        if self.standing != ExpertStanding::Training {
            return Err(Refusal::new("E_STATE"));
        }
        if score > 100 {
            return Err(wrong("score", "field-too-large"));
        }
        if self.served.retires.is_some_and(|day| day <= today) {
            return Err(too_old(law)?);
        }
        if i64::from(score) < law.number("expert_exam_pass")? {
            return Ok(vec![ExpertEvent::ExamFailed { score }]);
        }
        Ok(vec![ExpertEvent::Appointed { score, term: term_from(today, law)? }])
    }
    /// Suspends 暂停.
    ///
    /// # Errors
    /// `E_STATE` unless active or on leave.
    pub fn suspend(&self, cause: SuspensionCause, reason: String) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.standing {
            ExpertStanding::Active
            | ExpertStanding::Suspended {
                cause: SuspensionCause::Leave | SuspensionCause::Renewal, ..
            } => Ok(vec![ExpertEvent::Suspended { cause, reason, until: None }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Restores whom the finance department suspended 恢复.
    ///
    /// # Errors
    /// `E_STATE`; `E_TERM_OVER` if the term ended meanwhile: it has to be renewed.
    pub fn restore(&self, reason: String, today: Date) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.standing {
            ExpertStanding::Suspended {
                cause: SuspensionCause::Credit | SuspensionCause::Compliance,
                ..
            } => self.back(Some(reason), today),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Takes leave to a day 请假.
    ///
    /// # Errors
    /// `E_STATE` unless active; `E_SCHEMA` for a day that is past or more than a year away.
    pub fn leave(&self, until: Date, reason: String, today: Date) -> Result<Vec<ExpertEvent>, Refusal> {
        if self.standing != ExpertStanding::Active {
            return Err(Refusal::new("E_STATE"));
        }
        if until < today {
            return Err(wrong("until", "field-date-past"));
        }
        if later(today, 12, 0).is_none_or(|last| until > last) {
            return Err(wrong("until", "field-leave-too-long"));
        }
        let cause = SuspensionCause::Leave;
        Ok(vec![ExpertEvent::Suspended { cause, reason, until: Some(until) }])
    }
    /// Comes back before the end of the leave 销假.
    ///
    /// # Errors
    /// `E_STATE` unless on leave; `E_TERM_OVER`.
    pub fn end_leave(&self, today: Date) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.standing {
            ExpertStanding::Suspended { cause: SuspensionCause::Leave, .. } => self.back(None, today),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Leaves the register by own wish 辞聘 (财库〔2016〕198号第十二条第二项).
    ///
    /// # Errors
    /// `E_STATE` unless passed and not out yet.
    pub fn resign(&self, reason: String, at: Instant, law: &Law) -> Result<Vec<ExpertEvent>, Refusal> {
        self.dismiss(DismissalCause::OwnWish, reason, at, law)
    }
    /// Dismisses 解聘 (财库〔2016〕198号第十二条).
    ///
    /// # Errors
    /// `E_STATE` for an applicant and for who is out already.
    pub fn dismiss(
        &self,
        cause: DismissalCause,
        reason: String,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        if self.standing.is_over() || self.standing == ExpertStanding::Applicant {
            return Err(Refusal::new("E_STATE"));
        }
        let closes = at.plus(Span::days(law.number("expert_archive_days")?));
        Ok(vec![ExpertEvent::Dismissed { cause, reason, closes }])
    }
    /// Shows the sealed values; that they were seen, by whom and what for, stays on record (个人信息保护法第五十一条).
    ///
    /// # Errors
    /// `E_NOT_FOUND` if nothing is there to be seen.
    pub fn reveal(&self, purpose: String) -> Result<Vec<ExpertEvent>, Refusal> {
        let there = self.draft.identity.or(self.served.identity);
        there.map(|_| vec![ExpertEvent::Revealed { purpose }]).ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// What time does: seventy years, the reminder and the end of the term, the end of a leave, the archive.
    ///
    /// # Errors
    /// `E_STATE` if nothing is due.
    pub fn tick(&self, at: Instant, law: &Law) -> Result<Vec<ExpertEvent>, Refusal> {
        let due = |moment: Instant| moment <= at;
        match &self.standing {
            ExpertStanding::Dismissed { closes, .. } if due(*closes) => {
                return Ok(vec![ExpertEvent::Archived]);
            }
            ExpertStanding::Applicant
            | ExpertStanding::Dismissed { .. }
            | ExpertStanding::Archived { .. } => {
                return Err(Refusal::new("E_STATE"));
            }
            _ => {}
        }
        if self.served.retires.is_some_and(|day| due(Instant::at(day, 0, 0))) {
            return self.dismiss(DismissalCause::Age, String::new(), at, law);
        }
        let Some(term) = self.term else { return Err(Refusal::new("E_STATE")) };
        if self.standing.in_office() {
            let over = due(Instant::end_of(term.until));
            let waits =
                matches!(self.standing, ExpertStanding::Suspended { cause: SuspensionCause::Renewal, .. });
            let decided = matches!(
                self.standing,
                ExpertStanding::Suspended {
                    cause: SuspensionCause::Credit | SuspensionCause::Compliance,
                    ..
                }
            );
            if over && !waits && !decided {
                let cause = SuspensionCause::Renewal;
                return Ok(vec![ExpertEvent::Suspended { cause, reason: String::new(), until: None }]);
            }
            if let ExpertStanding::Suspended { until: Some(last), .. } = &self.standing
                && due(Instant::end_of(*last))
            {
                return Ok(vec![ExpertEvent::Restored { reason: None }]);
            }
            if !term.reminded && due(Instant::at(term.reminds, 0, 0)) {
                return Ok(vec![ExpertEvent::TermReminded]);
            }
        }
        Err(Refusal::new("E_STATE"))
    }
    /// Does what is filled in meet the conditions of admission (财库〔2016〕198号第六条)?
    ///
    /// # Errors
    /// `E_DOSSIER_INCOMPLETE`; `E_EXPERT_AGE`; `E_EXPERT_EXPERIENCE`; `E_DOCUMENT_EXPIRED`.
    pub fn require_admissible(&self, today: Date, law: &Law) -> Result<(), Refusal> {
        let draft = &self.draft;
        let missing = draft.missing();
        if !missing.is_empty() {
            let refusal = Refusal::new("E_DOSSIER_INCOMPLETE");
            return Err(missing
                .into_iter()
                .fold(refusal, |refusal, part| refusal.field(part.id(), "field-required")));
        }
        if draft.retires.is_some_and(|day| day <= today) {
            return Err(too_old(law)?);
        }
        let Some(title) = &draft.title else { return Err(Refusal::new("E_DOSSIER_INCOMPLETE")) };
        let years = law.number("expert_middle_years")?;
        let enough = later(title.since, years * 12, 0).is_some_and(|day| day <= today);
        if title.level.needs_years() && !enough {
            return Err(Refusal::new("E_EXPERT_EXPERIENCE")
                .arg("years", years)
                .field("since", "field-too-few-years")
                .basis(ADMISSION));
        }
        if let Some(until) = title.until.filter(|until| *until < today) {
            return Err(Refusal::new("E_DOCUMENT_EXPIRED")
                .arg("title", title.title.as_str())
                .arg("until", until)
                .field("until", "field-date-past"));
        }
        Ok(())
    }
    /// What waits for review.
    ///
    /// # Errors
    /// `E_STATE` if nothing does.
    pub fn purpose(&self) -> Result<Purpose, Refusal> {
        match self.paper {
            Paper::Submitted { purpose, .. } => Ok(purpose),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Whose record it is.
    ///
    /// # Errors
    /// `E_NOT_FOUND` before it was opened.
    pub fn office(&self) -> Result<&Office, Refusal> {
        self.office.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// Is this an expert, and not somebody who wants to be one or was one?
    ///
    /// # Errors
    /// `E_EXPERT_NOT_IN_OFFICE`.
    pub fn require_in_office(&self) -> Result<(), Refusal> {
        if self.standing.in_office() { Ok(()) } else { Err(Refusal::new("E_EXPERT_NOT_IN_OFFICE")) }
    }
    /// May something be filled in now?
    ///
    /// # Errors
    /// `E_NOT_FOUND`, `E_UNDER_REVIEW`, `E_EXPERT_LEFT`.
    pub fn require_open(&self) -> Result<(), Refusal> {
        self.office()?;
        match (&self.standing, &self.paper) {
            (standing, _) if standing.is_over() => Err(Refusal::new("E_EXPERT_LEFT")),
            (_, Paper::Submitted { .. }) => Err(Refusal::new("E_UNDER_REVIEW")),
            _ => Ok(()),
        }
    }
    /// Back to the draw, unless the term is over.
    fn back(&self, reason: Option<String>, today: Date) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.term {
            Some(term) if term.until < today => Err(Refusal::new("E_TERM_OVER").arg("until", term.until)),
            _ => Ok(vec![ExpertEvent::Restored { reason }]),
        }
    }
}

fn require_few(count: usize, law: &Law) -> Result<(), Refusal> {
    let most = law.number("expert_specialities_max")?;
    if i64::try_from(count).unwrap_or(i64::MAX) > most {
        return Err(Refusal::new("E_TOO_MANY_SPECIALITIES")
            .arg("most", most)
            .field("code", "field-too-many"));
    }
    Ok(())
}
