//! What the mall watches: prices against the market and against history (MAL-01, MAL-02).

use crate::{
    Law,
    supervision::risk::{Finding, Found},
};
use kernel::{Money, Rounding};

/// MAL-01: is `price` above the watched market price (warn)? `None` means that no market price is known.
///
/// # Errors
/// `E_PRICE_TOO_HIGH` far above it, `E_UNKNOWN_RULE`.
pub fn above_market(price: Money, market: Option<Money>, law: &Law) -> Found {
    let Some(market) = market else { return Ok(None) };
    let most = law.percent("mall_price_block")?.of(market, Rounding::Floor);
    if price > most {
        return Err(law.refuse("E_PRICE_TOO_HIGH", "MAL-01").arg("price", price).arg("most", most));
    }
    let above = price > law.percent("mall_price_warn")?.of(market, Rounding::Floor);
    Ok(above.then(|| Finding::of("MAL-01").arg("price", price).arg("market", market)))
}

/// MAL-02: is `price` above what the same goods sold for at the lowest in 90 days (warn)?
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn above_history(price: Money, lowest: Option<Money>, law: &Law) -> Found {
    let Some(lowest) = lowest else { return Ok(None) };
    let above = price > law.percent("mall_history_warn")?.of(lowest, Rounding::Floor);
    Ok(above.then(|| Finding::of("MAL-02").arg("price", price).arg("lowest", lowest)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Law, RuleBook};

    /// A place without parameters of its own.
    fn law() -> Law {
        RuleBook::builtin().law("440100".parse().unwrap(), "2026-03-02".parse().unwrap())
    }

    #[test]
    fn prices_are_held_against_the_market() {
        let price = |fen| {
            let found = above_market(Money::from_fen(fen), Some(Money::from_yuan(1_000)), &law());
            found.map(|finding| finding.is_some())
        };
        assert_eq!(price(105_000), Ok(false));
        assert_eq!(price(105_001), Ok(true));
        assert_eq!(price(115_000), Ok(true));
        assert_eq!(price(115_001).unwrap_err().code, "E_PRICE_TOO_HIGH");
        assert_eq!(above_market(Money::from_yuan(9), None, &law()), Ok(None));
    }
    #[test]
    fn prices_are_held_against_history() {
        let lowest = Some(Money::from_yuan(1_000));
        let price = |fen| above_history(Money::from_fen(fen), lowest, &law()).unwrap().is_some();
        assert!(!price(110_000));
        assert!(price(110_001));
    }
}
