//! How events add up to the record of an expert, and what has to be done next.

use super::{
    findings::{Answer, Cleared, Finding, FindingState},
    record::{Expert, ExpertEvent, ExpertStanding, Paper, SuspensionCause},
};
use kernel::{Duty, ExpertId, Instant, Role, Stream};

impl Stream for Expert {
    type Id = ExpertId;
    type Event = ExpertEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &ExpertEvent) {
        match event {
            ExpertEvent::Opened { office } => self.office = Some(office.clone()),
            ExpertEvent::TakenOver { office, particulars, term } => {
                self.office = Some(office.clone());
                self.served = (**particulars).clone();
                self.draft = self.served.clone();
                self.version = 1;
                self.paper = Paper::Settled;
                self.standing = ExpertStanding::Active;
                self.term = Some(*term);
            }
            ExpertEvent::Filled { filling } => {
                self.draft.fill((**filling).clone());
                self.paper = Paper::Editing;
            }
            ExpertEvent::Submitted { purpose, .. } => {
                self.paper = Paper::Submitted { purpose: *purpose, at };
            }
            ExpertEvent::Withdrawn => self.paper = Paper::Editing,
            ExpertEvent::Accepted { term } => {
                self.version += 1;
                self.served = self.draft.clone();
                self.paper = Paper::Settled;
                match &self.standing {
                    ExpertStanding::Applicant => self.standing = ExpertStanding::Training,
                    ExpertStanding::Suspended { cause: SuspensionCause::Renewal, .. } if term.is_some() => {
                        self.standing = ExpertStanding::Active;
                    }
                    _ => {}
                }
                self.term = term.or(self.term);
            }
            ExpertEvent::Returned { reason } => self.paper = Paper::Returned { reason: reason.clone() },
            ExpertEvent::ExamFailed { .. } | ExpertEvent::Revealed { .. } => {}
            ExpertEvent::Appointed { term, .. } => {
                self.standing = ExpertStanding::Active;
                self.term = Some(*term);
            }
            ExpertEvent::TermReminded => {
                if let Some(term) = &mut self.term {
                    term.reminded = true;
                }
            }
            ExpertEvent::Suspended { cause, reason, until } => {
                self.standing =
                    ExpertStanding::Suspended { cause: *cause, reason: reason.clone(), until: *until };
            }
            ExpertEvent::Restored { .. } => self.standing = ExpertStanding::Active,
            ExpertEvent::Dismissed { cause, closes, .. } => {
                self.standing = ExpertStanding::Dismissed { cause: *cause, at, closes: *closes };
                self.findings.clear();
            }
            ExpertEvent::Archived => {
                if let ExpertStanding::Dismissed { cause, .. } = self.standing {
                    self.standing = ExpertStanding::Archived { cause };
                }
            }
            ExpertEvent::FindingRaised { finding } => {
                self.numbered = finding.number;
                self.findings.push(finding.clone());
            }
            ExpertEvent::FindingAsked { number, question } => {
                self.state_of(*number, FindingState::Asked { question: question.clone() });
            }
            ExpertEvent::FindingExplained { number, explanation } => {
                self.state_of(*number, FindingState::Explained { explanation: explanation.clone() });
            }
            ExpertEvent::FindingAnswered { number, answer, .. } => {
                let settled = self.findings.iter().find(|one| one.number == *number);
                if let (Answer::Kept, Some(one)) = (answer, settled) {
                    self.kept.retain(|kept| kept.kind != one.kind);
                    self.kept.push(Cleared { kind: one.kind, fact: one.fact.clone() });
                }
                self.findings.retain(|one| one.number != *number);
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let Some(office) = &self.office else { return Vec::new() };
        let own = |command: &str, due| Duty {
            command: format!("registry.{command}"),
            organisation: office.organisation,
            role: Role::Expert,
            person: Some(office.person),
            due,
            title: office.code.clone(),
        };
        let reviewer = |command: &str| Duty {
            command: format!("registry.{command}"),
            organisation: office.reviewer,
            role: Role::FaRegulator,
            person: None,
            due: None,
            title: office.code.clone(),
        };
        let mut duties = Vec::new();
        match &self.paper {
            _ if self.standing.is_over() => {}
            Paper::Submitted { .. } => duties.push(reviewer("review_expert")),
            Paper::Editing | Paper::Returned { .. } => duties.push(own("submit_expert", None)),
            Paper::Settled => {}
        }
        if self.standing == ExpertStanding::Training {
            duties.push(reviewer("examine_expert"));
        }
        let waits = matches!(self.paper, Paper::Submitted { .. });
        if let Some(term) = self.term.filter(|term| term.reminded && !waits && self.standing.in_office()) {
            duties.push(own("renew_expert", Some(Instant::end_of(term.until))));
        }
        let asked = |finding: &Finding| matches!(finding.state, FindingState::Asked { .. });
        if self.findings.iter().any(asked) {
            duties.push(own("explain_finding", None));
        }
        if self.findings.iter().any(|finding| !asked(finding)) {
            duties.push(reviewer("answer_finding"));
        }
        if let Some(next) = self.next_moment() {
            duties.push(Duty::timer("registry.watch_expert", next, ""));
        }
        duties
    }
}

impl Expert {
    fn state_of(&mut self, number: u32, state: FindingState) {
        if let Some(finding) = self.findings.iter_mut().find(|one| one.number == number) {
            finding.state = state;
        }
    }
    /// When time does something next.
    fn next_moment(&self) -> Option<Instant> {
        match &self.standing {
            ExpertStanding::Applicant | ExpertStanding::Archived { .. } => return None,
            ExpertStanding::Dismissed { closes, .. } => return Some(*closes),
            ExpertStanding::Training | ExpertStanding::Active | ExpertStanding::Suspended { .. } => {}
        }
        let seventy = self.served.retires.map(|day| Instant::at(day, 0, 0));
        let (cause, leave) = match &self.standing {
            ExpertStanding::Suspended { cause, until, .. } => (Some(*cause), until.map(Instant::end_of)),
            _ => (None, None),
        };
        let ends = matches!(cause, None | Some(SuspensionCause::Leave));
        let term = self.term.and_then(|term| match (term.reminded, ends) {
            (false, _) => Some(Instant::at(term.reminds, 0, 0)),
            (true, true) => Some(Instant::end_of(term.until)),
            (true, false) => None,
        });
        [seventy, leave, term].into_iter().flatten().min()
    }
}
