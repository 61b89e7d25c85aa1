//! The purchaser's own review of demand and implementation plan 审查 (财库〔2021〕22号第29–33条).

use super::arrangement::choices;
use serde::{Deserialize, Serialize};

choices! {
    /// The conclusion on one point.
    Verdict {
        /// 不通过
        Failed = "failed",
        /// 通过
        Passed = "passed",
    }
}

/// General review 一般性审查 (第30条): four points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneralReview {
    /// Budget, asset and finance rules are kept.
    pub rules: Verdict,
    /// Method, evaluation, contract type and pricing have their reasons.
    pub reasons: Verdict,
    /// Approvals that are needed have been arranged for.
    pub approvals: Verdict,
    /// The implementation plan is complete.
    pub complete: Verdict,
}
impl GeneralReview {
    /// Did every point pass?
    pub fn passed(&self) -> bool {
        [self.rules, self.reasons, self.approvals, self.complete].iter().all(|v| *v == Verdict::Passed)
    }
}

/// Key review 重点审查 (第31条): five conclusions, none can be left out (DEM-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyReview {
    /// 非歧视性
    pub non_discrimination: Verdict,
    /// 竞争性
    pub competition: Verdict,
    /// 采购政策
    pub policy: Verdict,
    /// 履约风险
    pub performance_risk: Verdict,
    /// 其他
    pub other: Verdict,
}
impl KeyReview {
    /// Did every point pass?
    pub fn passed(&self) -> bool {
        [self.non_discrimination, self.competition, self.policy, self.performance_risk, self.other]
            .iter()
            .all(|v| *v == Verdict::Passed)
    }
}
