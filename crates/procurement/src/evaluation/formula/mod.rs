//! The formula book: one formula a file, exact decimals, the printed examples as tests (`domain/evaluation.md`).
//!
//! Nothing is rounded but in three places, half up to two digits: each price score, each item's mean over the experts,
//! and the total (a sum of rounded numbers).

mod brand;
mod correction;
mod deduction;
mod low_price;
mod mean;
mod outlier;
mod price_score;
mod ranking;

pub use brand::{best_of_each_brand, effective_bidders, lowest_of_each_brand};
pub use correction::{ListedPrice, PriceFault, corrected_price, price_fault, unit_price_fault};
pub use deduction::{Domestic, PricePolicy, PricedOffer, SmeStanding, evaluation_prices};
pub use low_price::{LowPriceGround, LowPriceLines, low_price_grounds};
pub use mean::{Trim, item_mean};
pub use outlier::{deviation_percent, is_outlier, modified_z};
pub use price_score::{price_score, works_bonus};
pub use ranking::{Entry, Place, PriceBasis, TieRule, lot_of, rank, rank_by_price};

use rust_decimal::{Decimal, RoundingStrategy};

/// Two digits, half up 四舍五入: the only rounding there is.
///
/// A quotient of prices (below 10^18 with their deduction) lies at least 10^-21 away from a half it does not hit
/// exactly, and `Decimal` divides to 28 digits: the result is that of exact fractions.
pub fn two_digits(value: Decimal) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded
}

#[cfg(test)]
pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}
