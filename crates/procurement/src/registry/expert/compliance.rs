//! 定期合规审查: the reviews of the experts of one region, month by month.

use super::findings::FindingKind;
use crate::law::Law;
use kernel::{Date, Duty, ExpertComplianceId, Instant, OrganisationId, Refusal, Region, Stream, later};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplianceRun {
    /// Counts from 1.
    pub number: u32,
    /// When.
    pub at: Instant,
    /// Experts looked at.
    pub checked: u32,
    /// New findings, by kind.
    pub raised: BTreeMap<FindingKind, u32>,
    /// There was more than one review holds; the next goes on.
    pub cut: bool,
}

/// The reviews of one finance department; has that organisation's own UUID.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compliance {
    /// Whose; `None` before the first expert.
    pub authority: Option<OrganisationId>,
    /// Its region: experts here and below are looked at, unless a nearer department keeps them.
    pub region: Region,
    /// The newest reviews.
    pub runs: Vec<ComplianceRun>,
    /// When the next one is.
    pub next: Option<Instant>,
}

/// What happens to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ComplianceEvent {
    /// 开始定期审查
    #[serde(rename = "compliance.begun")]
    Begun {
        /// Whose.
        authority: OrganisationId,
        /// Its region.
        region: Region,
        /// When the first review is.
        next: Instant,
    },
    /// 完成一次审查
    #[serde(rename = "compliance.run")]
    Run {
        /// What came of it.
        run: ComplianceRun,
        /// When the next one is.
        next: Instant,
    },
}

impl Compliance {
    /// So many reviews are kept in the state; the journal has all.
    pub const KEPT: usize = 24;

    /// Begins with the first expert 开始定期审查; nothing if it has begun.
    ///
    /// # Errors
    /// `E_CALENDAR_END`; `E_UNKNOWN_RULE`.
    pub fn begin(
        &self,
        authority: OrganisationId,
        region: Region,
        today: Date,
        law: &Law,
    ) -> Result<Vec<ComplianceEvent>, Refusal> {
        match self.authority {
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![ComplianceEvent::Begun { authority, region, next: next_run(today, law)? }]),
        }
    }
    /// Notes a review.
    ///
    /// # Errors
    /// `E_NOT_FOUND` before the first expert; `E_TOO_EARLY` for the timer before its time.
    pub fn run(
        &self,
        checked: u32,
        raised: BTreeMap<FindingKind, u32>,
        cut: bool,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<ComplianceEvent>, Refusal> {
        if self.authority.is_none() {
            return Err(Refusal::new("E_NOT_FOUND"));
        }
        let number = self.runs.last().map_or(0, |run| run.number) + 1;
        let run = ComplianceRun { number, at, checked, raised, cut };
        Ok(vec![ComplianceEvent::Run { run, next: next_run(at.date(), law)? }])
    }
}

/// Two in the morning of the first day of a month (data: every month).
fn next_run(today: Date, law: &Law) -> Result<Instant, Refusal> {
    let months = law.number("expert_compliance_months")?;
    let first = later(today, months, 0).and_then(|day| later(day, 0, 1 - i64::from(day.day())));
    first.map(|day| Instant::at(day, 2, 0)).ok_or_else(|| Refusal::new("E_CALENDAR_END"))
}

impl Stream for Compliance {
    type Id = ExpertComplianceId;
    type Event = ComplianceEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &ComplianceEvent) {
        match event {
            ComplianceEvent::Begun { authority, region, next } => {
                self.authority = Some(*authority);
                self.region = *region;
                self.next = Some(*next);
            }
            ComplianceEvent::Run { run, next } => {
                self.runs.push(run.clone());
                let extra = self.runs.len().saturating_sub(Self::KEPT);
                self.runs.drain(..extra);
                self.next = Some(*next);
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        self.next.map(|next| Duty::timer("registry.check_experts", next, "")).into_iter().collect()
    }
}
