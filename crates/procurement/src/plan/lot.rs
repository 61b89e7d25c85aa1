//! The lots of a plan, their money, and how each serves small and medium enterprises.

use crate::{budget::positive, demand::choices};
use kernel::{HoldId, IndicatorId, Money, Percent, Refusal};
use serde::{Deserialize, Serialize};

/// One lot 采购包.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotPlan {
    /// 包名称
    pub name: String,
    /// 预算
    pub budget: Money,
    /// 最高限价; never above the budget.
    pub ceiling: Money,
    /// 中小企业预留
    pub sme: SmeReservation,
    /// Where the money comes from; sums up to the budget.
    pub funding: Vec<Funding>,
}

/// A part of a lot's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// From this indicator.
    pub indicator: IndicatorId,
    /// How much.
    pub amount: Money,
    /// The hold that keeps it.
    pub hold: HoldId,
}

/// How a lot serves small and medium enterprises (财库〔2020〕46号第6–9条). The judgement is always made, never left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum SmeReservation {
    /// The whole lot for small and medium enterprises 整体预留.
    Whole {
        /// For small and micro enterprises only.
        small_only: bool,
    },
    /// Consortium with at least this share by small and medium enterprises 联合体.
    Consortium {
        /// Share of the price for small and medium enterprises.
        share: Percent,
        /// Of that, share for small and micro enterprises.
        small_share: Percent,
    },
    /// Subcontract of at least this share to small and medium enterprises 分包.
    Subcontract {
        /// Share of the price for small and medium enterprises.
        share: Percent,
        /// Of that, share for small and micro enterprises.
        small_share: Percent,
    },
    /// Part of a larger procurement whose other lots keep the share 非预留部分.
    Remainder,
    /// Not reserved, with the reason.
    None {
        /// 不预留理由
        reason: SmeExemption,
    },
}
impl SmeReservation {
    /// Is the lot reserved in one of the ways of 第8条 (whole, by consortium, by subcontract)? Then no price is deducted for
    /// small enterprises: the deduction is for lots that are not (财库〔2020〕46号第9条).
    pub const fn is_reserved(&self) -> bool {
        matches!(self, Self::Whole { .. } | Self::Consortium { .. } | Self::Subcontract { .. })
    }
    /// What of `budget` is reserved, and of that for small and micro enterprises.
    pub fn reserved(&self, budget: Money) -> (Money, Money) {
        match self {
            Self::Whole { small_only } => (budget, if *small_only { budget } else { Money::ZERO }),
            Self::Consortium { share, small_share } | Self::Subcontract { share, small_share } => {
                let reserved = share.of(budget, kernel::Rounding::Floor);
                (reserved, small_share.of(reserved, kernel::Rounding::Floor))
            }
            Self::Remainder | Self::None { .. } => (Money::ZERO, Money::ZERO),
        }
    }
}

choices! {
    /// Why nothing is reserved (财库〔2020〕46号第6条第2款).
    SmeExemption {
        /// 依法应面向非企业主体
        R1 = "r1",
        /// 只能从中小企业之外采购
        R2 = "r2",
        /// 无法确保充分供应、充分竞争
        R3 = "r3",
        /// 框架协议采购
        R4 = "r4",
        /// 省级以上财政部门规定的其他情形
        R5 = "r5",
    }
}

impl LotPlan {
    pub(super) fn check(&self, path: &str) -> Result<(), Refusal> {
        positive(self.budget, &format!("{path}.budget"))?;
        positive(self.ceiling, &format!("{path}.ceiling"))?;
        let wrong = |field: &str, key: &'static str| {
            Err(Refusal::new("E_SCHEMA").field(format!("{path}.{field}"), key))
        };
        if self.ceiling > self.budget {
            return wrong("ceiling", "field-ceiling-over-budget");
        }
        if self.funding.is_empty() {
            return wrong("funding", "field-required");
        }
        for (i, funding) in self.funding.iter().enumerate() {
            positive(funding.amount, &format!("{path}.funding[{i}].amount"))?;
        }
        if self.funding.iter().map(|funding| funding.amount).sum::<Money>() != self.budget {
            return wrong("funding", "field-funding-sum");
        }
        if let SmeReservation::Consortium { share, small_share }
        | SmeReservation::Subcontract { share, small_share } = self.sme
        {
            for (percent, field) in [(share, "sme_share"), (small_share, "sme_small_share")] {
                if percent > Percent::whole(100) || percent < Percent::default() {
                    return wrong(field, "field-not-a-percent");
                }
            }
            if share == Percent::default() {
                return wrong("sme_share", "field-required");
            }
        }
        Ok(())
    }
}
