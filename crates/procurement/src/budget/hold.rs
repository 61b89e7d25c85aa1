//! What one lot or order holds of one indicator 指标占用, and the only ways by which money moves.

use super::{Indicator, IndicatorEvent, indicator::year_text, positive};
use crate::Law;
use kernel::{HoldId, IndicatorId, Instant, Money, OrganisationId, Refusal, Stream, StreamName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One hold on one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// Nothing yet.
    #[default]
    Absent,
    /// Made.
    Made(Balance),
}

/// What a hold has at each step; the four sum to what was ever taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// For which plan or order.
    pub matter: StreamName,
    /// Frozen 冻结.
    pub reserved: Money,
    /// Bound 占用.
    pub committed: Money,
    /// Paid 执行.
    pub executed: Money,
    /// Given back 释放.
    pub released: Money,
}

impl Balance {
    fn part(&self, part: Part) -> Money {
        match part {
            Part::Reserved => self.reserved,
            Part::Committed => self.committed,
        }
    }
}

/// Which part of a hold gives back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Frozen, not bound by a contract.
    Reserved,
    /// Bound by a contract that ended or cost less.
    Committed,
}

/// Who wants to take what for which matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// From this indicator.
    pub indicator: IndicatorId,
    /// The unit that spends: must be the indicator's own.
    pub organisation: OrganisationId,
    /// The plan or order.
    pub matter: StreamName,
    /// How much.
    pub amount: Money,
}

/// What happened to a hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum HoldEvent {
    /// Frozen for a plan's lot.
    #[serde(rename = "hold.reserved")]
    Reserved {
        /// Of which indicator.
        indicator: IndicatorId,
        /// For which plan.
        matter: StreamName,
        /// How much.
        amount: Money,
    },
    /// Frozen and bound at once, for a mall order.
    #[serde(rename = "hold.ordered")]
    Ordered {
        /// Of which indicator.
        indicator: IndicatorId,
        /// For which order.
        matter: StreamName,
        /// How much.
        amount: Money,
    },
    /// Bound by a contract.
    #[serde(rename = "hold.committed")]
    Committed {
        /// How much.
        amount: Money,
    },
    /// Paid.
    #[serde(rename = "hold.executed")]
    Executed {
        /// How much.
        amount: Money,
    },
    /// Given back.
    #[serde(rename = "hold.released")]
    Released {
        /// How much.
        amount: Money,
        /// From which part.
        part: Part,
    },
}

/// One booking: a fact for the indicator and one for the hold. Both are recorded, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a movement counts only when both its facts are recorded"]
pub struct Movement {
    /// The indicator it is booked on.
    pub on: IndicatorId,
    /// The fact for the indicator.
    pub indicator: IndicatorEvent,
    /// The fact for the hold.
    pub hold: HoldEvent,
}

impl Stream for Hold {
    type Id = HoldId;
    type Event = HoldEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, _: Instant, event: &HoldEvent) {
        match (&mut *self, event) {
            (
                Self::Absent,
                HoldEvent::Reserved { indicator, matter, amount }
                | HoldEvent::Ordered { indicator, matter, amount },
            ) => {
                let bound = matches!(event, HoldEvent::Ordered { .. });
                *self = Self::Made(Balance {
                    indicator: *indicator,
                    matter: matter.clone(),
                    reserved: if bound { Money::ZERO } else { *amount },
                    committed: if bound { *amount } else { Money::ZERO },
                    executed: Money::ZERO,
                    released: Money::ZERO,
                });
            }
            (Self::Made(balance), HoldEvent::Committed { amount }) => {
                balance.reserved = balance.reserved.minus(*amount);
                balance.committed = balance.committed.plus(*amount);
            }
            (Self::Made(balance), HoldEvent::Executed { amount }) => {
                balance.committed = balance.committed.minus(*amount);
                balance.executed = balance.executed.plus(*amount);
            }
            (Self::Made(balance), HoldEvent::Released { amount, part }) => {
                match part {
                    Part::Reserved => balance.reserved = balance.reserved.minus(*amount),
                    Part::Committed => balance.committed = balance.committed.minus(*amount),
                }
                balance.released = balance.released.plus(*amount);
            }
            _ => {}
        }
    }
}

impl Hold {
    /// The balance, once made.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn balance(&self) -> Result<&Balance, Refusal> {
        match self {
            Self::Made(balance) => Ok(balance),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }

    /// Freezes for a plan's lot (HR-1, BUD-01).
    ///
    /// # Errors
    /// `E_NO_BUDGET` (BUD-01), `E_FISCAL_YEAR`, `E_FORBIDDEN_SCOPE`, `E_NOT_FOUND`, `E_STATE`, `E_SCHEMA`.
    pub fn reserve(
        &self,
        indicator: &Indicator,
        claim: Claim,
        at: Instant,
        law: &Law,
    ) -> Result<Movement, Refusal> {
        self.take(indicator, &claim, at, law)?;
        let Claim { indicator: on, matter, amount, .. } = claim;
        Ok(Movement {
            on,
            indicator: IndicatorEvent::Reserved { amount, matter: matter.clone() },
            hold: HoldEvent::Reserved { indicator: on, matter, amount },
        })
    }

    /// Freezes and binds at once, for a mall order (HR-1, BUD-01).
    ///
    /// # Errors
    /// As [`Hold::reserve`].
    pub fn order(
        &self,
        indicator: &Indicator,
        claim: Claim,
        at: Instant,
        law: &Law,
    ) -> Result<Movement, Refusal> {
        self.take(indicator, &claim, at, law)?;
        let Claim { indicator: on, matter, amount, .. } = claim;
        Ok(Movement {
            on,
            indicator: IndicatorEvent::Committed { amount, matter: matter.clone(), fresh: true },
            hold: HoldEvent::Ordered { indicator: on, matter, amount },
        })
    }

    fn take(&self, indicator: &Indicator, claim: &Claim, at: Instant, law: &Law) -> Result<(), Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        positive(claim.amount, "amount")?;
        let account = indicator.account()?;
        if account.issue.organisation != claim.organisation {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        // Money of another year needs a carried-over indicator 跨年度须结转.
        let year = at.date().year();
        if account.issue.year != year {
            return Err(Refusal::new("E_FISCAL_YEAR")
                .arg("year", year_text(account.issue.year))
                .arg("current", year_text(year)));
        }
        if claim.amount > account.available() {
            return Err(law
                .refuse("E_NO_BUDGET", "BUD-01")
                .arg("needed", claim.amount)
                .arg("available", account.available().max(Money::ZERO)));
        }
        Ok(())
    }

    /// Binds what is frozen, on a filed contract (HR-1, BUD-05).
    ///
    /// # Errors
    /// `E_OVER_HOLD` (BUD-05), `E_NOT_FOUND`, `E_SCHEMA`.
    pub fn commit(&self, amount: Money, law: &Law) -> Result<Movement, Refusal> {
        let (on, matter) = self.has(amount, Part::Reserved, law)?;
        Ok(Movement {
            on,
            indicator: IndicatorEvent::Committed { amount, matter, fresh: false },
            hold: HoldEvent::Committed { amount },
        })
    }

    /// Pays out of what is bound (HR-1, HR-3).
    ///
    /// # Errors
    /// `E_OVER_HOLD` (BUD-05), `E_NOT_FOUND`, `E_SCHEMA`.
    pub fn execute(&self, amount: Money, law: &Law) -> Result<Movement, Refusal> {
        let (on, matter) = self.has(amount, Part::Committed, law)?;
        Ok(Movement {
            on,
            indicator: IndicatorEvent::Executed { amount, matter },
            hold: HoldEvent::Executed { amount },
        })
    }

    /// Gives back a saving, or all of an ended procurement.
    ///
    /// # Errors
    /// `E_OVER_HOLD` (BUD-05), also for a second release of the same money; `E_NOT_FOUND`, `E_SCHEMA`.
    pub fn release(&self, part: Part, amount: Money, law: &Law) -> Result<Movement, Refusal> {
        let (on, matter) = self.has(amount, part, law)?;
        Ok(Movement {
            on,
            indicator: IndicatorEvent::Released { amount, matter, part },
            hold: HoldEvent::Released { amount, part },
        })
    }

    fn has(&self, amount: Money, part: Part, law: &Law) -> Result<(IndicatorId, StreamName), Refusal> {
        positive(amount, "amount")?;
        let balance = self.balance()?;
        let held = balance.part(part);
        if amount > held {
            return Err(law.refuse("E_OVER_HOLD", "BUD-05").arg("needed", amount).arg("held", held));
        }
        Ok((balance.indicator, balance.matter.clone()))
    }
}

/// Binds a contract's price on a lot's holds in their order, and gives back the rest (节余释放): what `contract.file` records.
///
/// # Errors
/// `E_OVER_HOLD` (BUD-05) if the price is above what the lot holds, `E_STATE` if a hold is named twice, `E_SCHEMA`.
pub fn commit_all(
    holds: &[(HoldId, Hold)],
    price: Money,
    law: &Law,
) -> Result<Vec<(HoldId, Movement)>, Refusal> {
    let mut movements = Vec::new();
    let mut rest = covered(holds, price, Part::Reserved, law)?;
    for (id, hold) in holds {
        let mut hold = hold.clone();
        let bound = rest.min(hold.balance()?.reserved);
        if bound > Money::ZERO {
            let movement = hold.commit(bound, law)?;
            hold.apply(Instant::default(), &movement.hold);
            movements.push((*id, movement));
            rest = rest.minus(bound);
        }
        let saving = hold.balance()?.reserved;
        if saving > Money::ZERO {
            movements.push((*id, hold.release(Part::Reserved, saving, law)?));
        }
    }
    Ok(movements)
}

/// Pays `amount` out of a contract's or order's holds in their order: what `payment.pay` records.
///
/// # Errors
/// `E_OVER_HOLD` (BUD-05) if more is paid than is bound, `E_STATE` if a hold is named twice, `E_SCHEMA`.
pub fn execute_all(
    holds: &[(HoldId, Hold)],
    amount: Money,
    law: &Law,
) -> Result<Vec<(HoldId, Movement)>, Refusal> {
    let mut movements = Vec::new();
    let mut rest = covered(holds, amount, Part::Committed, law)?;
    for (id, hold) in holds {
        let paid = rest.min(hold.balance()?.committed);
        if paid > Money::ZERO {
            movements.push((*id, hold.execute(paid, law)?));
            rest = rest.minus(paid);
        }
    }
    Ok(movements)
}

fn covered(holds: &[(HoldId, Hold)], amount: Money, part: Part, law: &Law) -> Result<Money, Refusal> {
    positive(amount, "amount")?;
    let mut held = Money::ZERO;
    let mut seen = BTreeSet::new();
    for (id, hold) in holds {
        if !seen.insert(id) {
            return Err(Refusal::new("E_STATE"));
        }
        held = held.plus(hold.balance()?.part(part));
    }
    if amount > held {
        return Err(law.refuse("E_OVER_HOLD", "BUD-05").arg("needed", amount).arg("held", held));
    }
    Ok(amount)
}
