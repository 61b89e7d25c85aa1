//! 预算指标: indicators and what is held of them. The hard rule 无预算不采购 (HR-1) lives here.
//!
//! An [`Indicator`] keeps totals only. Each lot of a plan and each mall order has a [`Hold`] of its own per indicator, and money
//! moves only by a [`Movement`], which is a fact for both. So nobody can release or commit what another holds, and
//! reserved + committed + executed never exceeds the amount.

mod hold;
mod indicator;
#[cfg(test)]
mod tests;

pub use hold::{Balance, Claim, Hold, HoldEvent, Movement, Part, commit_all, execute_all};
pub use indicator::{Account, FundType, Indicator, IndicatorEvent, Issue};

use kernel::{Args, Money, Refusal};

/// Refuses an amount that is zero, negative or beyond [`Money::MAX`]; `path` is the field to change.
///
/// # Errors
/// `E_SCHEMA`.
pub fn positive(amount: Money, path: &str) -> Result<(), Refusal> {
    let refusal = Refusal::new("E_SCHEMA");
    if amount < Money::ZERO {
        Err(refusal.field(path, "field-money-negative"))
    } else if amount == Money::ZERO {
        let least = Args::from([("min".into(), Money::from_fen(1).into())]);
        Err(refusal.field_with(path, "field-too-small", least))
    } else if amount > Money::MAX {
        Err(refusal.field(path, "field-money-too-large"))
    } else {
        Ok(())
    }
}
