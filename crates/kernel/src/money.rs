//! Money in fen and exact percentages.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum, str::FromStr};

/// An amount in fen (1/100 yuan). Never a float.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a text or computation is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a number with at most two decimals.
    #[error("not an amount")]
    Malformed,
    /// Below zero where an amount is meant.
    #[error("negative amount")]
    Negative,
    /// More than the platform handles (9.99e13 fen).
    #[error("amount too large")]
    TooLarge,
}

/// How a computed amount is brought to whole fen; named at each use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Towards zero: caps (a cap must not be exceeded by rounding).
    Floor,
    /// Half away from zero 四舍五入: prices and scores.
    HalfUp,
    /// Away from zero: minimum amounts.
    Ceiling,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount accepted anywhere: 9.99e13 fen.
    pub const MAX: Self = Self(99_900_000_000_000);
    /// From fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }
    /// From whole yuan.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan * 100)
    }
    /// Fen.
    pub const fn fen(self) -> i64 {
        self.0
    }
    /// Sum; saturates, far beyond [`Money::MAX`].
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
    /// Difference; may be negative.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
    /// Times a whole number of units.
    #[must_use]
    pub const fn times(self, n: i64) -> Self {
        Self(self.0.saturating_mul(n))
    }
}
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Self::plus)
    }
}

/// An exact decimal percentage: `15` means 15 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(Decimal);
impl Percent {
    /// From whole percent.
    pub fn whole(n: i64) -> Self {
        Self(Decimal::from(n))
    }
    /// From an exact decimal number of percent.
    pub const fn from_decimal(value: Decimal) -> Self {
        Self(value)
    }
    /// The number of percent.
    pub const fn decimal(self) -> Decimal {
        self.0
    }
    /// This share of `amount`, in whole fen.
    pub fn of(self, amount: Money, rounding: Rounding) -> Money {
        let exact = Decimal::from(amount.0) * self.0 / Decimal::ONE_HUNDRED;
        let strategy = match rounding {
            Rounding::Floor => RoundingStrategy::ToZero,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::Ceiling => RoundingStrategy::AwayFromZero,
        };
        let whole = exact.round_dp_with_strategy(0, strategy);
        Money(i64::try_from(whole).unwrap_or(i64::MAX))
    }
}

/// `3,860,000.00`, in yuan.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let yuan = (fen / 100).to_string();
        let sign = if self.0 < 0 { "-" } else { "" };
        let groups: Vec<&str> =
            yuan.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap_or_default()).collect();
        write!(f, "{sign}{}.{:02}", groups.join(","), fen % 100)
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
/// Reads yuan as a person types them: separators, full-width digits and a trailing 元 are accepted.
impl FromStr for Money {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text
            .trim()
            .trim_end_matches('元')
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
                '．' => '.',
                other => other,
            })
            .filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{3000}'))
            .collect();
        if plain.starts_with('-') || plain.starts_with('－') {
            return Err(MoneyError::Negative);
        }
        let (yuan, cents) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if yuan.is_empty() || cents.len() > 2 || !digits(yuan) || !digits(cents) {
            return Err(MoneyError::Malformed);
        }
        let yuan: i64 = yuan.parse().map_err(|_| MoneyError::TooLarge)?;
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| MoneyError::Malformed)?;
        let amount =
            Self(yuan.checked_mul(100).and_then(|fen| fen.checked_add(cents)).ok_or(MoneyError::TooLarge)?);
        if amount > Self::MAX { Err(MoneyError::TooLarge) } else { Ok(amount) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_read() {
        for (text, fen) in [("1,234.5", 123_450), ("１２３４．５０元", 123_450), (" 0.05 ", 5), ("7", 700)]
        {
            assert_eq!(text.parse(), Ok(Money::from_fen(fen)), "{text}");
        }
        for (text, error) in [
            ("1.234", MoneyError::Malformed),
            ("", MoneyError::Malformed),
            ("壹元", MoneyError::Malformed),
            ("-1", MoneyError::Negative),
            ("999000000000.01", MoneyError::TooLarge),
        ] {
            assert_eq!(text.parse::<Money>(), Err(error), "{text}");
        }
    }
    #[test]
    fn a_cap_is_cut_off_not_rounded_up() {
        let budget = Money::from_fen(123_456_789);
        assert_eq!(Percent::whole(2).of(budget, Rounding::Floor), Money::from_fen(2_469_135));
        assert_eq!(Percent::whole(2).of(budget, Rounding::HalfUp), Money::from_fen(2_469_136));
    }
    proptest! {
        #[test]
        fn what_is_shown_reads_back(fen in 0i64..=Money::MAX.fen()) {
            let money = Money::from_fen(fen);
            prop_assert_eq!(money.to_string().parse(), Ok(money));
            prop_assert_eq!(format!("{money}元").parse(), Ok(money));
        }
        #[test]
        fn a_share_rounded_down_never_exceeds_it(fen in 0i64..=Money::MAX.fen(), basis_points in 0i64..=10_000) {
            let share = Percent::from_decimal(Decimal::new(basis_points, 2));
            let amount = Money::from_fen(fen);
            let (floor, half_up, ceiling) = (
                share.of(amount, Rounding::Floor),
                share.of(amount, Rounding::HalfUp),
                share.of(amount, Rounding::Ceiling),
            );
            prop_assert!(i128::from(floor.fen()) * 10_000 <= i128::from(fen) * i128::from(basis_points));
            prop_assert!(floor <= half_up && half_up <= ceiling && ceiling <= amount);
            prop_assert!(ceiling.minus(floor) <= Money::from_fen(1));
        }
    }
}
