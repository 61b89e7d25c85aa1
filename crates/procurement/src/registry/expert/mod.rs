//! 评审专家库: the career of an expert, from the application to the archive (财库〔2016〕198号).

mod career;
mod compliance;
mod findings;
mod fold;
mod particulars;
mod record;

pub use career::{retires_on, term_from};
pub use compliance::{Compliance, ComplianceEvent, ComplianceRun};
pub use findings::{Answer, Cleared, Finding, FindingKind, FindingState};
pub use particulars::{
    AvoidGround, Avoided, Claim, Degree, EXPERT_COMMITMENT, Employment, Evidence, ExpertCommitment,
    ExpertFilling, ExpertIdentity, ExpertPart, ExpertParticulars, IdentityMarks, Reach, Title, TitleLevel,
};
pub use record::{
    DismissalCause, Expert, ExpertEvent, ExpertStanding, Office, Paper, Purpose, SuspensionCause, Term,
};

#[cfg(test)]
mod tests;
