//! A budget indicator 预算指标: what may be spent, on what, in which year.

use super::positive;
use crate::{Law, demand::choices};
use kernel::{
    CatalogueCode, Duty, IndicatorId, Instant, IntentionId, Money, OrganisationId, Refusal, Region, Role,
    Stream, StreamName,
};
use serde::{Deserialize, Serialize};

/// A budget indicator. Totals only; who holds what is in the streams of [`super::Hold`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Not imported.
    #[default]
    Absent,
    /// Imported; may be spent from.
    Available(Account),
}

/// An indicator's terms and totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// As approved.
    pub issue: Issue,
    /// The amount in force (after adjustments).
    pub amount: Money,
    /// Held by filed plans 冻结.
    pub reserved: Money,
    /// Bound by contracts and orders 占用.
    pub committed: Money,
    /// Paid 执行.
    pub executed: Money,
    /// An intention has still to be published on it (财库〔2020〕10号: from the procurement threshold up).
    pub intention_due: bool,
}
impl Account {
    /// What is held, bound or paid.
    pub fn taken(&self) -> Money {
        self.reserved.plus(self.committed).plus(self.executed)
    }
    /// What may still be reserved 可用余额.
    pub fn available(&self) -> Money {
        self.amount.minus(self.taken())
    }
}

/// The approved line of the department budget 批复的指标.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Document number 指标文号; unique in a region and year (kept by a view).
    pub number: String,
    /// The unit that may spend it.
    pub organisation: OrganisationId,
    /// The unit's region.
    pub region: Region,
    /// Fiscal year.
    pub year: i16,
    /// Budget project 预算项目.
    pub project: String,
    /// Kind of money 资金性质.
    pub fund: FundType,
    /// Economic classification 政府支出经济分类, five digits.
    pub economic_class: String,
    /// Catalogue item: the procurement budget is made by lowest item (政府采购法第33条).
    pub catalogue: CatalogueCode,
    /// Amount approved.
    pub amount: Money,
}

choices! {
    /// Kind of money 资金性质.
    FundType {
        /// 一般公共预算
        GeneralPublic = "general_public",
        /// 政府性基金预算
        GovernmentFund = "government_fund",
        /// 国有资本经营预算
        StateCapital = "state_capital",
        /// 财政专户管理资金
        SpecialAccount = "special_account",
        /// 单位资金
        UnitFunds = "unit_funds",
    }
}

/// What happened to an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum IndicatorEvent {
    /// Taken over from the budget system.
    #[serde(rename = "indicator.imported")]
    Imported {
        /// As approved.
        issue: Issue,
        /// Is the amount at or above the procurement threshold, so that an intention is due?
        intention_due: bool,
    },
    /// Raised or cut by the finance department.
    #[serde(rename = "indicator.adjusted")]
    Adjusted {
        /// The new amount.
        amount: Money,
        /// Number of the adjusting document.
        document: String,
        /// Why.
        reason: String,
    },
    /// An intention was published on it (nothing is held yet).
    #[serde(rename = "indicator.intended")]
    Intended {
        /// The intention.
        intention: IntentionId,
    },
    /// Held for a plan's lot.
    #[serde(rename = "indicator.reserved")]
    Reserved {
        /// How much.
        amount: Money,
        /// For which plan.
        matter: StreamName,
    },
    /// Bound; `fresh` is the part that was not reserved before (a mall order).
    #[serde(rename = "indicator.committed")]
    Committed {
        /// How much.
        amount: Money,
        /// For which plan or order.
        matter: StreamName,
        /// Taken straight from what was available.
        fresh: bool,
    },
    /// Paid.
    #[serde(rename = "indicator.executed")]
    Executed {
        /// How much.
        amount: Money,
        /// For which plan or order.
        matter: StreamName,
    },
    /// A saving or an ended procurement gives back.
    #[serde(rename = "indicator.released")]
    Released {
        /// How much.
        amount: Money,
        /// For which plan or order.
        matter: StreamName,
        /// From which part.
        part: super::Part,
    },
}

impl Stream for Indicator {
    type Id = IndicatorId;
    type Event = IndicatorEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, _: Instant, event: &IndicatorEvent) {
        if let (Self::Absent, IndicatorEvent::Imported { issue, intention_due }) = (&*self, event) {
            *self = Self::Available(Account {
                issue: issue.clone(),
                amount: issue.amount,
                reserved: Money::ZERO,
                committed: Money::ZERO,
                executed: Money::ZERO,
                intention_due: *intention_due,
            });
            return;
        }
        let Self::Available(account) = self else { return };
        match event {
            IndicatorEvent::Imported { .. } => {}
            IndicatorEvent::Adjusted { amount, .. } => account.amount = *amount,
            IndicatorEvent::Intended { .. } => account.intention_due = false,
            IndicatorEvent::Reserved { amount, .. } => account.reserved = account.reserved.plus(*amount),
            IndicatorEvent::Committed { amount, fresh, .. } => {
                if !fresh {
                    account.reserved = account.reserved.minus(*amount);
                }
                account.committed = account.committed.plus(*amount);
            }
            IndicatorEvent::Executed { amount, .. } => {
                account.committed = account.committed.minus(*amount);
                account.executed = account.executed.plus(*amount);
            }
            IndicatorEvent::Released { amount, part, .. } => match part {
                super::Part::Reserved => account.reserved = account.reserved.minus(*amount),
                super::Part::Committed => account.committed = account.committed.minus(*amount),
            },
        }
    }

    /// An untouched indicator of some size asks its unit for an intention.
    fn duties(&self) -> Vec<Duty> {
        match self {
            Self::Available(account) if account.intention_due && account.taken() == Money::ZERO => {
                vec![Duty {
                    command: "demand.publish_intention".to_owned(),
                    organisation: account.issue.organisation,
                    role: Role::PurchaserClerk,
                    person: None,
                    due: None,
                    title: account.issue.project.clone(),
                }]
            }
            _ => Vec::new(),
        }
    }
}

impl Indicator {
    /// The account, once imported.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn account(&self) -> Result<&Account, Refusal> {
        match self {
            Self::Available(account) => Ok(account),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }

    /// Takes over an approved line (政府采购法第33条).
    ///
    /// # Errors
    /// `E_STATE` if there is one already, `E_SCHEMA` for an amount that is none, `E_FISCAL_YEAR` for a year other than this and
    /// the next; those of [`Law::money`].
    pub fn import(&self, issue: Issue, at: Instant, law: &Law) -> Result<Vec<IndicatorEvent>, Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        positive(issue.amount, "amount")?;
        let year = at.date().year();
        if issue.year != year && issue.year != year + 1 {
            return Err(Refusal::new("E_FISCAL_YEAR")
                .arg("year", year_text(issue.year))
                .arg("current", year_text(year))
                .field("year", "field-invalid"));
        }
        let threshold = law.money(&format!("procurement_threshold.{}", issue.catalogue.category().id()))?;
        let intention_due = issue.amount >= threshold;
        Ok(vec![IndicatorEvent::Imported { issue, intention_due }])
    }

    /// Sets a new amount; never below what is held, bound and paid (BUD-05).
    ///
    /// # Errors
    /// `E_NOT_FOUND`, `E_SCHEMA`, `E_ADJUST_BELOW_TAKEN` (BUD-05).
    pub fn adjust(
        &self,
        amount: Money,
        document: String,
        reason: String,
        law: &Law,
    ) -> Result<Vec<IndicatorEvent>, Refusal> {
        let account = self.account()?;
        positive(amount, "amount")?;
        if amount < account.taken() {
            return Err(law
                .refuse("E_ADJUST_BELOW_TAKEN", "BUD-05")
                .arg("taken", account.taken())
                .field("amount", "field-invalid"));
        }
        Ok(vec![IndicatorEvent::Adjusted { amount, document, reason }])
    }
}

pub(super) fn year_text(year: i16) -> String {
    year.to_string()
}
