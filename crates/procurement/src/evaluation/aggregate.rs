//! 汇总: from the sheets to the ranking, in one pure step that anyone can repeat from the journal (EVA-10).

use super::formula::{
    Entry, PricedOffer, best_of_each_brand, evaluation_prices, item_mean, lot_of, lowest_of_each_brand,
    price_score, rank, rank_by_price, two_digits,
};
use super::scheme::{ItemSort, Method, Scheme};
use kernel::{BidId, Digest, Money, OrganisationId, StreamId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A bid that passed all reviews, with everything it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Considered {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// Its price and what its deduction depends on.
    pub offer: PricedOffer,
    /// The brand of the core product, if there is one.
    pub brand: Option<String>,
    /// Objective points, settled once.
    pub objective: BTreeMap<String, Decimal>,
    /// Subjective points by seat.
    pub subjective: BTreeMap<u8, BTreeMap<String, Decimal>>,
}

/// One bid's line in the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// The price as bid: the contract price.
    pub price: Money,
    /// The price after deductions, in exact fen.
    pub evaluation_price: Decimal,
    /// Points item by item: an objective item's points, a subjective item's mean.
    pub items: BTreeMap<String, Decimal>,
    /// The price score.
    pub price_score: Decimal,
    /// The total.
    pub total: Decimal,
    /// Place, from 1.
    pub rank: u32,
    /// Was a tie broken by lot?
    pub by_lot: bool,
    /// May it be recommended? Not if a better bid has the same brand (87号令第31条).
    pub eligible: bool,
}

impl Row {
    /// The evaluation price as it is shown: half up to whole fen. Scores are computed from the exact one.
    pub fn shown_price(&self) -> Money {
        let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        let whole = self.evaluation_price.round_dp_with_strategy(0, strategy);
        Money::from_fen(i64::try_from(whole).unwrap_or(i64::MAX))
    }
}

/// The result of the evaluation: a document in the store, cited by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// In the order of their places.
    pub rows: Vec<Row>,
    /// Seats without whose points another bid would be first (EVA-02, EVA-03).
    pub decisive: Vec<u8>,
}

/// Deducts, scores and ranks. `seed` draws the lot between bids that nothing else tells apart.
pub fn aggregate(bids: &[Considered], scheme: &Scheme, seed: &Digest) -> Outcome {
    let rows = result_without(None, bids, scheme, seed);
    let first = rows.first().map(|row| row.bid);
    let seats: Vec<u8> = bids.first().map(|bid| bid.subjective.keys().copied().collect()).unwrap_or_default();
    let decisive = seats
        .into_iter()
        .filter(|seat| result_without(Some(*seat), bids, scheme, seed).first().map(|row| row.bid) != first)
        .collect();
    Outcome { rows, decisive }
}

/// The ranking, leaving one seat's points out: what that seat decided.
pub fn result_without(without: Option<u8>, bids: &[Considered], scheme: &Scheme, seed: &Digest) -> Vec<Row> {
    let taking_part = taking_part(bids, scheme, seed);
    let offers: Vec<PricedOffer> = taking_part.iter().map(|bid| bid.offer).collect();
    let prices = evaluation_prices(&offers, &scheme.policy);
    let price_scores = price_score(&prices, scheme.price_points);
    let mut rows: Vec<Row> = Vec::with_capacity(taking_part.len());
    let mut entries = Vec::with_capacity(taking_part.len());
    for ((bid, evaluation_price), score) in taking_part.iter().zip(&prices).zip(&price_scores) {
        let items = items_of(bid, scheme, without);
        let technical: Decimal = items.values().sum();
        let comprehensive = scheme.method == Method::Comprehensive;
        let total = if comprehensive { two_digits(technical + score) } else { Decimal::ZERO };
        entries.push(Entry {
            key: bid.bid.uuid().as_bytes().to_vec(),
            total,
            price: bid.offer.price,
            evaluation_price: *evaluation_price,
            technical,
        });
        rows.push(Row {
            bid: bid.bid,
            supplier: bid.supplier,
            price: bid.offer.price,
            evaluation_price: evaluation_price.normalize(),
            items,
            price_score: *score,
            total,
            rank: 0,
            by_lot: false,
            eligible: true,
        });
    }
    let places = match scheme.method {
        Method::Comprehensive => rank(&entries, &scheme.tie, seed),
        Method::LowestPrice => rank_by_price(&entries, seed),
    };
    let scored: Vec<_> = places
        .iter()
        .map(|place| (taking_part[place.entry].brand.as_deref(), entries[place.entry].total))
        .collect();
    let lots: Vec<Digest> = places.iter().map(|place| lot_of(seed, &entries[place.entry].key)).collect();
    let eligible = best_of_each_brand(&scored, &lots);
    let mut ranked = Vec::with_capacity(rows.len());
    for (at, (place, eligible)) in (1..).zip(places.iter().zip(eligible)) {
        ranked.push(Row { rank: at, by_lot: place.by_lot, eligible, ..rows[place.entry].clone() });
    }
    ranked
}

fn items_of(bid: &Considered, scheme: &Scheme, without: Option<u8>) -> BTreeMap<String, Decimal> {
    let points = |item: &super::ScoreItem| match item.sort {
        ItemSort::Objective => bid.objective.get(&item.key).copied(),
        ItemSort::Subjective => {
            let seats = bid.subjective.iter().filter(|(seat, _)| Some(**seat) != without);
            let given: Vec<Decimal> =
                seats.filter_map(|(_, points)| points.get(&item.key).copied()).collect();
            item_mean(&given, scheme.trim)
        }
    };
    scheme.items.iter().map(|item| (item.key.clone(), points(item).unwrap_or_default())).collect()
}

/// Under the lowest-price method only the cheapest bid of a brand takes part; equal prices go to the lot.
fn taking_part<'b>(bids: &'b [Considered], scheme: &Scheme, seed: &Digest) -> Vec<&'b Considered> {
    if scheme.method == Method::Comprehensive {
        return bids.iter().collect();
    }
    let mut drawn: Vec<&Considered> = bids.iter().collect();
    drawn.sort_by_key(|bid| lot_of(seed, bid.bid.uuid().as_bytes()));
    let offers: Vec<_> = drawn.iter().map(|bid| (bid.brand.as_deref(), bid.offer.price)).collect();
    let keep = lowest_of_each_brand(&offers);
    drawn.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(bid, _)| bid).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::formula::{Domestic, SmeStanding, dec};
    use super::super::scheme::tests::{points, scheme};
    use super::*;

    pub(crate) fn considered(n: u8, yuan: i64, small: bool, plans: [&str; 5]) -> Considered {
        let seat = |at: usize| points(&[("plan", plans[at]), ("service", "14")]);
        Considered {
            bid: id(n),
            supplier: id(n),
            offer: PricedOffer {
                price: Money::from_yuan(yuan),
                sme: if small { SmeStanding::Small } else { SmeStanding::None },
                domestic: Domestic::Whole(true),
            },
            brand: None,
            objective: points(&[("record", "8")]),
            subjective: (1..=5).map(|at| (at, seat(usize::from(at) - 1))).collect(),
        }
    }
    pub(crate) fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(n: u8) -> I {
        format!("00000000-0000-7000-8000-0000000000{n:02}").parse().expect("an id")
    }
    fn seed() -> Digest {
        Digest::of(b"seed")
    }

    #[test]
    fn the_total_is_the_sum_of_rounded_means_and_the_price_score() {
        let bids = [
            considered(1, 980_000, true, ["30", "31", "29", "30", "38"]),
            considered(2, 900_000, false, ["33", "33", "33", "33", "33"]),
            considered(3, 950_000, false, ["20", "20", "20", "20", "20"]),
        ];
        let outcome = aggregate(&bids, &scheme(), &seed());
        let [first, second, third] = &outcome.rows[..] else { panic!("three rows") };
        // 8 + 31.60 + 14 + 30.00
        assert_eq!((first.bid, first.total, first.rank), (bids[0].bid, dec("83.60"), 1));
        assert_eq!(first.evaluation_price, dec("83300000"));
        assert_eq!(first.price, Money::from_yuan(980_000), "the contract price stays as bid");
        // 8 + 33.00 + 14 + 27.77
        assert_eq!((second.bid, second.total), (bids[1].bid, dec("82.77")));
        assert_eq!((third.rank, third.price_score), (3, dec("26.31")));
        // Without the fifth seat: 8 + 30.00 + 14 + 30 = 82.00 < 82.77.
        assert_eq!(outcome.decisive, [5]);
    }
    #[test]
    fn the_second_of_a_brand_is_ranked_but_not_recommended() {
        let mut bids = [
            considered(1, 900_000, false, ["39"; 5]),
            considered(2, 900_000, false, ["38"; 5]),
            considered(3, 900_000, false, ["30"; 5]),
        ];
        bids[0].brand = Some("甲".to_owned());
        bids[1].brand = Some("甲".to_owned());
        bids[2].brand = Some("乙".to_owned());
        let eligible: Vec<bool> =
            aggregate(&bids, &scheme(), &seed()).rows.iter().map(|row| row.eligible).collect();
        assert_eq!(eligible, [true, false, true]);
    }
    #[test]
    fn under_the_lowest_price_method_points_do_not_count() {
        let bids = [considered(1, 900_000, false, ["40"; 5]), considered(2, 890_000, false, ["0"; 5])];
        let lowest = Scheme { method: Method::LowestPrice, ..scheme() };
        assert_eq!(aggregate(&bids, &lowest, &seed()).rows[0].bid, bids[1].bid);
    }
}
