//! 算术修正 and invalid prices (87号令第59条、第63条第4项).

use kernel::Money;

/// The prices a bid states, as far as they contradict one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedPrice {
    /// 开标一览表: the amount in figures.
    pub list: Money,
    /// 开标一览表: the amount in words, if written.
    pub words: Option<Money>,
    /// Is the list itself in accord with its unit prices, so that its total is no arithmetic error?
    pub total_by_units: Option<Money>,
    /// Does a unit price have its point or percent sign in the wrong place 小数点明显错位?
    pub misplaced_point: bool,
}

/// The price that binds once the bidder has confirmed it: the list before the text (rule 1, so the text's total is not
/// even asked), words before figures, the list's total before a misplaced point, unit prices before the total.
pub fn corrected_price(stated: &ListedPrice) -> Money {
    let list = stated.words.unwrap_or(stated.list);
    stated.total_by_units.filter(|_| !stated.misplaced_point).unwrap_or(list)
}

/// Why a price makes a bid invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceFault {
    /// Zero or less.
    NotPositive,
    /// Above the ceiling or the budget (第63条第4项).
    OverCeiling,
}

impl PriceFault {
    /// The ground of invalidity, as it is recorded with the bid.
    pub const fn basis(self) -> &'static str {
        match self {
            Self::NotPositive => "87号令第63条第6项",
            Self::OverCeiling => "87号令第63条第4项",
        }
    }
}

/// Is the price itself a reason for invalidity? Equal to the ceiling is valid.
pub fn price_fault(price: Money, ceiling: Money, budget: Money) -> Option<PriceFault> {
    if price <= Money::ZERO {
        Some(PriceFault::NotPositive)
    } else if price > ceiling.min(budget) {
        Some(PriceFault::OverCeiling)
    } else {
        None
    }
}

/// Is a unit price above the ceiling that the document set for it 单价限价? Each pair is a price and its ceiling.
pub fn unit_price_fault(lines: impl IntoIterator<Item = (Money, Option<Money>)>) -> Option<PriceFault> {
    let over = |(price, ceiling): (Money, Option<Money>)| ceiling.is_some_and(|ceiling| price > ceiling);
    lines.into_iter().any(over).then_some(PriceFault::OverCeiling)
}

#[cfg(test)]
mod tests {
    use super::*;
    const MILLION: Money = Money::from_yuan(1_000_000);

    #[test]
    fn one_unit_price_over_its_ceiling_is_enough_and_the_ceiling_itself_is_not() {
        let fen = Money::from_fen;
        let lines = |price| [(fen(5), None), (fen(price), Some(fen(100)))];
        assert_eq!(unit_price_fault(lines(100)), None);
        assert_eq!(unit_price_fault(lines(101)), Some(PriceFault::OverCeiling));
    }

    #[test]
    fn the_list_stands_before_the_text() {
        // The text's total of 980,000 has no say.
        assert_eq!(corrected_price(&ListedPrice { list: MILLION, ..Default::default() }), MILLION);
    }
    #[test]
    fn words_stand_before_figures() {
        let stated =
            ListedPrice { list: Money::from_yuan(1_010_000), words: Some(MILLION), ..Default::default() };
        assert_eq!(corrected_price(&stated), MILLION);
    }
    #[test]
    fn unit_prices_stand_before_the_total() {
        let stated = ListedPrice {
            list: Money::from_yuan(118_000),
            total_by_units: Some(Money::from_yuan(12_000).times(10)),
            ..Default::default()
        };
        assert_eq!(corrected_price(&stated), Money::from_yuan(120_000));
    }
    #[test]
    fn a_misplaced_point_yields_to_the_total_of_the_list() {
        let stated = ListedPrice {
            list: Money::from_yuan(120_000),
            total_by_units: Some(Money::from_yuan(1_200_000)),
            misplaced_point: true,
            ..Default::default()
        };
        assert_eq!(corrected_price(&stated), Money::from_yuan(120_000));
    }
    #[test]
    fn equal_to_the_ceiling_is_valid_one_fen_more_is_not() {
        let budget = Money::from_yuan(1_100_000);
        assert_eq!(price_fault(MILLION, MILLION, budget), None);
        assert_eq!(
            price_fault(MILLION.plus(Money::from_fen(1)), MILLION, budget),
            Some(PriceFault::OverCeiling)
        );
        assert_eq!(price_fault(Money::ZERO, MILLION, budget), Some(PriceFault::NotPositive));
    }
}
