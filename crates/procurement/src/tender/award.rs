//! 定标: the purchaser confirms the first candidate of the report, in order (实施条例第43条；87号令第68条; AWD-02).

use crate::{Law, demand::choices};
use kernel::{BidId, Instant, LotId, Money, OrganisationId, ProjectId, Refusal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A candidate of the evaluation report 中标候选人.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// From 1.
    pub rank: u32,
    /// The bid.
    pub bid: BidId,
    /// Who made it.
    pub supplier: OrganisationId,
    /// The price as corrected; the contract's price.
    pub price: Money,
    /// The price after policy deductions, used for comparison alone.
    pub evaluation_price: Decimal,
    /// Total points.
    pub score: Decimal,
}

/// An award 中标.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// To whom.
    pub candidate: Candidate,
    /// Why candidates before it were passed over, if there were any.
    pub skipped: Option<SkipReason>,
    /// What is said about it.
    pub statement: Option<String>,
    /// When it was confirmed.
    pub confirmed_at: Instant,
    /// Last moment for the result notice and the letter.
    pub publish_by: Instant,
}

/// What the purchaser chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Rank of the chosen candidate.
    pub rank: u32,
    /// Why the candidates before it are passed over.
    pub skipped: Option<SkipReason>,
    /// The facts and where they are documented.
    pub statement: Option<String>,
}

choices! {
    /// Why a candidate may be passed over (实施条例第49条；87号令第68、71条).
    SkipReason {
        /// 放弃中标、拒绝签订合同
        GaveUp = "gave_up",
        /// 不可抗力不能履行
        ForceMajeure = "force_majeure",
        /// 查实违法、中标无效
        Unlawful = "unlawful",
    }
}

/// The letter of award 中标通知书: the same for winner and purchaser, issued with the result notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardLetter {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// 项目编号
    pub project_no: String,
    /// 项目名称
    pub project_name: String,
    /// 包名称
    pub lot_name: String,
    /// 采购人
    pub purchaser: OrganisationId,
    /// 中标人
    pub supplier: OrganisationId,
    /// Its name.
    pub supplier_name: String,
    /// 中标金额
    pub price: Money,
    /// 签订合同期限: the last moment.
    pub sign_by: Instant,
    /// When it was issued.
    pub at: Instant,
}

impl Choice {
    /// The candidate chosen. The order is kept; one is passed over only for a lawful reason, documented.
    ///
    /// # Errors
    /// `E_AWARD_ORDER` (AWD-02), `E_SCHEMA`.
    pub(super) fn from<'c>(&self, candidates: &'c [Candidate], law: &Law) -> Result<&'c Candidate, Refusal> {
        let chosen = candidates
            .iter()
            .find(|candidate| candidate.rank == self.rank)
            .ok_or_else(|| Refusal::new("E_SCHEMA").field("rank", "tender-field-rank"))?;
        let first = candidates.iter().map(|candidate| candidate.rank).min().unwrap_or(1);
        if chosen.rank == first {
            return Ok(chosen);
        }
        let stated = self.statement.as_deref().is_some_and(|words| !words.trim().is_empty());
        match self.skipped {
            Some(_) if stated => Ok(chosen),
            Some(_) => Err(Refusal::new("E_SCHEMA").field("statement", "field-required")),
            None => Err(law
                .refuse("E_AWARD_ORDER", "AWD-02")
                .arg("rank", i64::from(self.rank))
                .field("skipped", "tender-field-skipped")),
        }
    }
}
