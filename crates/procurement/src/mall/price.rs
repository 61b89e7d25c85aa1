//! What the mall watches: prices against the market and against history, and orders cut into pieces (MAL-01..03).

use crate::Law;
use kernel::{Money, Refusal, Rounding};

/// What one purchaser bought by direct purchase of one catalogue item in the last 30 days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// Orders.
    pub count: u32,
    /// Fen.
    pub amount: Money,
}

/// MAL-03: does an order of `amount` after `recent` look like one purchase cut into pieces to stay under the limit?
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn looks_split(recent: Recent, amount: Money, law: &Law) -> Result<bool, Refusal> {
    let limit = law.money("mall_direct_limit")?;
    Ok(recent.count >= 1 && recent.amount.plus(amount) > limit && amount < limit)
}

/// MAL-01: is `price` above the watched market price (warn)? `None` means that no market price is known.
///
/// # Errors
/// `E_PRICE_TOO_HIGH` far above it, `E_UNKNOWN_RULE`.
pub fn above_market(price: Money, market: Option<Money>, law: &Law) -> Result<bool, Refusal> {
    let Some(market) = market else { return Ok(false) };
    let most = law.percent("mall_price_block")?.of(market, Rounding::Floor);
    if price > most {
        return Err(law.refuse("E_PRICE_TOO_HIGH", "MAL-01").arg("price", price).arg("most", most));
    }
    Ok(price > law.percent("mall_price_warn")?.of(market, Rounding::Floor))
}

/// MAL-02: is `price` above what the same goods sold for at the lowest in 90 days (warn)?
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn above_history(price: Money, lowest: Option<Money>, law: &Law) -> Result<bool, Refusal> {
    let Some(lowest) = lowest else { return Ok(false) };
    Ok(price > law.percent("mall_history_warn")?.of(lowest, Rounding::Floor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Law, RuleBook};

    /// A place without a limit of its own: 50,000 yuan an order.
    fn law() -> Law {
        RuleBook::builtin().law("440100".parse().unwrap(), "2026-03-02".parse().unwrap())
    }

    #[test]
    fn pieces_that_add_up_to_more_than_the_limit_are_noticed() {
        let recent = |count, yuan| Recent { count, amount: Money::from_yuan(yuan) };
        let split = |recent, yuan| looks_split(recent, Money::from_yuan(yuan), &law()).unwrap();
        assert!(split(recent(1, 30_000), 30_000));
        assert!(!split(recent(0, 0), 30_000), "one order is no split");
        assert!(!split(recent(1, 20_000), 30_000), "just the limit is not over it");
        assert!(looks_split(recent(1, 20_000), Money::from_fen(3_000_001), &law()).unwrap());
    }
    #[test]
    fn prices_are_held_against_the_market() {
        let price = |fen| above_market(Money::from_fen(fen), Some(Money::from_yuan(1_000)), &law());
        assert_eq!(price(105_000), Ok(false));
        assert_eq!(price(105_001), Ok(true));
        assert_eq!(price(115_000), Ok(true));
        assert_eq!(price(115_001).unwrap_err().code, "E_PRICE_TOO_HIGH");
        assert_eq!(above_market(Money::from_yuan(9), None, &law()), Ok(false));
    }
    #[test]
    fn prices_are_held_against_history() {
        let price = |fen| above_history(Money::from_fen(fen), Some(Money::from_yuan(1_000)), &law()).unwrap();
        assert!(!price(110_000));
        assert!(price(110_001));
    }
}
