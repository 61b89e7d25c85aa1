//! 评审价: the price used for comparison after policy deductions (财库〔2020〕46号第9条, 财库〔2022〕19号, 国办发〔2025〕34号).

use kernel::{Money, Percent};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Does the bidder have the deduction for small and micro enterprises?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SmeStanding {
    /// No.
    #[default]
    None,
    /// Small or micro 小微, or treated so (prison enterprise, welfare unit): once, however many reasons there are.
    Small,
    /// Consortium or subcontracting with small or micro enterprises that have this share of the contract.
    Joint(Percent),
}

/// What is offered, by origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domestic {
    /// One product, or all of them: domestic or not.
    Whole(bool),
    /// Several products: the domestic ones' share of the cost.
    Share(Percent),
}

/// A price with what its deduction depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedOffer {
    /// The bid's price after arithmetic correction.
    pub price: Money,
    /// Small enterprise.
    pub sme: SmeStanding,
    /// Origin.
    pub domestic: Domestic,
}

/// The deductions the tender document promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricePolicy {
    /// For small and micro enterprises; nil in a lot reserved for SMEs.
    pub sme: Percent,
    /// For consortia and subcontracting with them.
    pub sme_joint: Percent,
    /// The share from which a consortium has the deduction.
    pub sme_joint_share: Percent,
    /// Reserved for small and medium enterprises 专门面向中小企业: no SME deduction, the domestic one stays.
    pub reserved: bool,
    /// For domestic products.
    pub domestic: Percent,
    /// The cost share from which an offer of several products counts as domestic.
    pub domestic_share: Percent,
}

/// The evaluation price of each offer, in exact fen. Each deduction is taken from the original price; they add up and do
/// not multiply. Domestic products have theirs only against others.
pub fn evaluation_prices(offers: &[PricedOffer], policy: &PricePolicy) -> Vec<Decimal> {
    let domestic = |offer: &PricedOffer| match offer.domestic {
        Domestic::Whole(yes) => yes,
        Domestic::Share(share) => share >= policy.domestic_share,
    };
    let mixed = offers.iter().any(domestic) && !offers.iter().all(domestic);
    offers
        .iter()
        .map(|offer| {
            let sme = match offer.sme {
                _ if policy.reserved => Percent::default(),
                SmeStanding::Small => policy.sme,
                SmeStanding::Joint(share) if share >= policy.sme_joint_share => policy.sme_joint,
                SmeStanding::Joint(_) | SmeStanding::None => Percent::default(),
            };
            let home = if mixed && domestic(offer) { policy.domestic } else { Percent::default() };
            let left = Decimal::ONE_HUNDRED - sme.decimal() - home.decimal();
            Decimal::from(offer.price.fen()) * left / Decimal::ONE_HUNDRED
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn policy(sme: i64) -> PricePolicy {
        PricePolicy {
            sme: Percent::whole(sme),
            sme_joint: Percent::whole(5),
            sme_joint_share: Percent::whole(30),
            reserved: false,
            domestic: Percent::whole(20),
            domestic_share: Percent::whole(80),
        }
    }
    pub(crate) fn offer(yuan: i64, small: bool, domestic: bool) -> PricedOffer {
        PricedOffer {
            price: Money::from_yuan(yuan),
            sme: if small { SmeStanding::Small } else { SmeStanding::None },
            domestic: Domestic::Whole(domestic),
        }
    }
    fn yuan(offers: &[PricedOffer], policy: &PricePolicy) -> Vec<String> {
        let prices = evaluation_prices(offers, policy);
        prices.iter().map(|fen| (fen / Decimal::ONE_HUNDRED).normalize().to_string()).collect()
    }

    #[test]
    fn example_a_small_enterprise() {
        let offers = [offer(980_000, true, true), offer(900_000, false, true)];
        assert_eq!(yuan(&offers, &policy(15)), ["833000", "900000"]);
    }
    #[test]
    fn example_b_deductions_add_up_and_do_not_multiply() {
        let offers =
            [offer(1_000_000, true, true), offer(800_000, false, false), offer(950_000, false, true)];
        assert_eq!(yuan(&offers, &policy(10)), ["700000", "800000", "760000"]);
    }
    #[test]
    fn without_foreign_competition_no_domestic_deduction() {
        assert_eq!(yuan(&[offer(100, false, true), offer(200, false, true)], &policy(10)), ["100", "200"]);
    }
    #[test]
    fn a_reserved_lot_keeps_only_the_domestic_deduction() {
        let policy = PricePolicy { reserved: true, ..policy(10) };
        assert_eq!(yuan(&[offer(100, true, true), offer(100, true, false)], &policy), ["80", "100"]);
    }
    #[test]
    fn a_consortium_share_just_under_the_line_has_no_deduction() {
        let share = |text: &str| PricedOffer {
            sme: SmeStanding::Joint(Percent::from_decimal(super::super::dec(text))),
            ..offer(100, false, true)
        };
        assert_eq!(yuan(&[share("29.99"), share("30")], &policy(10)), ["100", "95"]);
    }
    #[test]
    fn a_domestic_cost_share_just_under_the_line_has_no_deduction() {
        let share = |text: &str| PricedOffer {
            domestic: Domestic::Share(Percent::from_decimal(super::super::dec(text))),
            ..offer(100, false, true)
        };
        assert_eq!(yuan(&[share("79.99"), share("80")], &policy(10)), ["100", "80"]);
    }
    proptest! {
        #[test]
        fn the_deduction_never_touches_the_contract_price(fen in 1_i64..99_900_000_000_000, sme in 0_i64..=20, home: bool) {
            let offers = [PricedOffer { price: Money::from_fen(fen), ..offer(1, true, home) }, offer(1, false, !home)];
            let before = offers;
            let prices = evaluation_prices(&offers, &policy(sme));
            prop_assert_eq!(offers, before);
            prop_assert!(prices[0] <= Decimal::from(fen) && prices[0] > Decimal::ZERO);
        }
    }
}
