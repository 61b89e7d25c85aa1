//! 合规审查: what a review by data finds about an expert, and how it is settled.

use super::record::{DismissalCause, Expert, ExpertEvent, SuspensionCause};
use crate::law::Law;
use kernel::{Instant, Refusal};
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// 超龄
    Age,
    /// 工作单位已注销
    EmployerGone,
    /// 工作单位是供应商
    EmployerSupplier,
    /// 本人或工作单位受处理
    Sanction,
    /// 身份信息重复
    Duplicate,
    /// 频繁参加同一单位项目
    Frequent,
    /// 职称证书过期
    Certificate,
    /// 聘期届满
    TermOver,
    /// 履职评价偏低
    LowRating,
}
impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Age,
        Self::EmployerGone,
        Self::EmployerSupplier,
        Self::Sanction,
        Self::Duplicate,
        Self::Frequent,
        Self::Certificate,
        Self::TermOver,
        Self::LowRating,
    ];
    /// `age`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::EmployerGone => "employer_gone",
            Self::EmployerSupplier => "employer_supplier",
            Self::Sanction => "sanction",
            Self::Duplicate => "duplicate",
            Self::Frequent => "frequent",
            Self::Certificate => "certificate",
            Self::TermOver => "term_over",
            Self::LowRating => "low_rating",
        }
    }
    /// The rule it rests on.
    pub fn basis(self) -> &'static str {
        match self {
            Self::Age => "财库〔2016〕198号第六条第五项",
            Self::EmployerGone => "财库〔2016〕198号第十一条",
            Self::EmployerSupplier | Self::Frequent => "政府采购法实施条例第九条",
            Self::Sanction => "财库〔2016〕198号第十二条",
            Self::Duplicate => "财库〔2016〕198号第十条",
            Self::Certificate | Self::TermOver => "财库〔2016〕198号第六条",
            Self::LowRating => "财库〔2016〕198号第二十一条",
        }
    }
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FindingState {
    /// The finance department has to look at it.
    Open,
    /// The expert has to explain.
    Asked {
        /// What is asked.
        question: String,
    },
    /// The expert has explained.
    Explained {
        /// The explanation.
        explanation: String,
    },
}
impl FindingState {
    /// `open`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked { .. } => "asked",
            Self::Explained { .. } => "explained",
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Counts from 1 within the record.
    pub number: u32,
    /// What was found.
    pub kind: FindingKind,
    /// The fact: a code, a count, a date.
    pub fact: String,
    /// Where it stands.
    pub state: FindingState,
    /// Since when.
    pub at: Instant,
}

/// What was looked at and left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// What.
    pub kind: FindingKind,
    /// The fact.
    pub fact: String,
}

/// How a finding is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// 保留
    Kept,
    /// 暂停
    Suspended,
    /// 解聘
    Dismissed,
}
impl Answer {
    /// `kept`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Suspended => "suspended",
            Self::Dismissed => "dismissed",
        }
    }
}

impl Expert {
    /// So many findings of one record wait at once; more of them change nothing.
    pub const FINDINGS: usize = 20;

    /// Notes what a review found, but nothing twice, and nothing that was looked at while the facts were the same.
    pub fn raise(&self, found: &[(FindingKind, String)], at: Instant) -> Vec<ExpertEvent> {
        if !self.standing.in_office() {
            return Vec::new();
        }
        let known = |kind: FindingKind, fact: &str| {
            self.findings.iter().any(|one| one.kind == kind)
                || self.kept.iter().any(|one| one.kind == kind && one.fact == fact)
        };
        let room = Self::FINDINGS.saturating_sub(self.findings.len());
        let mut seen = Vec::new();
        let mut events = Vec::new();
        for (kind, fact) in found {
            if known(*kind, fact) || seen.contains(kind) || events.len() >= room {
                continue;
            }
            seen.push(*kind);
            let number = self.numbered + u32::try_from(seen.len()).unwrap_or(u32::MAX);
            let state = FindingState::Open;
            events.push(ExpertEvent::FindingRaised {
                finding: Finding { number, kind: *kind, fact: fact.clone(), state, at },
            });
        }
        events
    }
    /// The finding of this number.
    ///
    /// # Errors
    /// `E_NOT_FOUND` if it is none or settled.
    pub fn finding(&self, number: u32) -> Result<&Finding, Refusal> {
        self.findings.iter().find(|one| one.number == number).ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// Asks the expert to explain 要求说明.
    ///
    /// # Errors
    /// `E_NOT_FOUND`; `E_ALREADY` if it was asked and not explained yet.
    pub fn ask(&self, number: u32, question: String) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.finding(number)?.state {
            FindingState::Asked { .. } => Err(Refusal::new("E_ALREADY")),
            _ => Ok(vec![ExpertEvent::FindingAsked { number, question }]),
        }
    }
    /// The expert explains.
    ///
    /// # Errors
    /// `E_NOT_FOUND`; `E_STATE` unless asked.
    pub fn explain(&self, number: u32, explanation: String) -> Result<Vec<ExpertEvent>, Refusal> {
        match self.finding(number)?.state {
            FindingState::Asked { .. } => Ok(vec![ExpertEvent::FindingExplained { number, explanation }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Settles a finding: kept, suspended or dismissed, with reasons. Who is too old cannot be kept.
    ///
    /// # Errors
    /// `E_NOT_FOUND`; `E_EXPERT_AGE`; `E_STATE` if the expert cannot be suspended or dismissed any more.
    pub fn answer(
        &self,
        number: u32,
        answer: Answer,
        reason: String,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<ExpertEvent>, Refusal> {
        let finding = self.finding(number)?;
        if answer == Answer::Kept && finding.kind == FindingKind::Age {
            return Err(super::career::too_old(law)?);
        }
        let mut events = vec![ExpertEvent::FindingAnswered { number, answer, reason: reason.clone() }];
        match answer {
            Answer::Kept => {}
            Answer::Suspended => events.extend(self.suspend(SuspensionCause::Compliance, reason)?),
            Answer::Dismissed => {
                let cause = match finding.kind {
                    FindingKind::Age => DismissalCause::Age,
                    FindingKind::Sanction | FindingKind::LowRating | FindingKind::Duplicate => {
                        DismissalCause::Breach
                    }
                    _ => DismissalCause::Unqualified,
                };
                events.extend(self.dismiss(cause, reason, at, law)?);
            }
        }
        Ok(events)
    }
}
