//! What the tender document in force says about evaluation, as the decisions need it.

use super::formula::{LowPriceLines, PricePolicy, TieRule, Trim};
use kernel::{Instant, Money, Refusal};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The method of evaluation 评标方法.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 综合评分法 (87号令第55条).
    #[default]
    Comprehensive,
    /// 最低评标价法 (87号令第54条).
    LowestPrice,
}

/// Who settles an item's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemSort {
    /// 客观分: settled once for a bid, the same for every expert (EVA-04).
    Objective,
    /// 主观分: each expert's own judgement.
    Subjective,
}

/// One scored item other than price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreItem {
    /// Key within the document (`t1`).
    pub key: String,
    /// The factor, in the document's words.
    pub name: String,
    /// Objective or subjective.
    pub sort: ItemSort,
    /// Full points.
    pub max: Decimal,
    /// The only points that may be given 档位; empty: any from 0 to the full points.
    pub tiers: Vec<Decimal>,
}

/// The scoring of one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// The method.
    pub method: Method,
    /// Full points of the price; nil where the price is fixed.
    pub price_points: Decimal,
    /// The other items.
    pub items: Vec<ScoreItem>,
    /// The price deductions.
    pub policy: PricePolicy,
    /// Are extremes left out of the experts' means?
    pub trim: Trim,
    /// How ties are broken.
    pub tie: TieRule,
    /// How many candidates are recommended.
    pub candidates: u32,
}

/// The lot's amounts and low-price lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotTerms {
    /// The highest price allowed; the budget where none was set.
    pub ceiling: Money,
    /// The lines of abnormally low prices; `None` for projects before 2026-02-01.
    pub low_price: Option<LowPriceLines>,
    /// When the bids were due: the moment whose law applies.
    pub deadline: Instant,
}

impl Scheme {
    /// Are these points complete and within the document's ranges? All errors at once, each at `scores.<key>`.
    ///
    /// # Errors
    /// `E_SCORE_RANGE` under EVA-05.
    pub fn check(&self, sort: ItemSort, points: &BTreeMap<String, Decimal>) -> Result<(), Refusal> {
        let mut refusal = Refusal::new("E_SCORE_RANGE").rule("EVA-05").basis("87号令第64条");
        for item in self.items.iter().filter(|item| item.sort == sort) {
            let path = format!("scores.{}", item.key);
            match points.get(&item.key) {
                None => refusal = refusal.field(path, "field-required"),
                Some(given) if !item.allows(*given) => {
                    let max = [("max".into(), item.max.normalize().to_string().into())].into();
                    let key = if item.tiers.is_empty() {
                        "evaluation-field-range"
                    } else {
                        "evaluation-field-tier"
                    };
                    refusal = refusal.field_with(path, key, max);
                }
                Some(_) => {}
            }
        }
        for key in points.keys() {
            if !self.items.iter().any(|item| item.sort == sort && item.key == *key) {
                refusal = refusal.field(format!("scores.{key}"), "field-unknown");
            }
        }
        if refusal.fields.is_empty() { Ok(()) } else { Err(refusal) }
    }
    /// The full points of one sort of items.
    pub fn full(&self, sort: ItemSort) -> Decimal {
        self.items.iter().filter(|item| item.sort == sort).map(|item| item.max).sum()
    }
}
impl ScoreItem {
    /// May these points be given? Two digits at most, so that a sum needs no rounding.
    fn allows(&self, points: Decimal) -> bool {
        points >= Decimal::ZERO
            && points <= self.max
            && points.normalize().scale() <= 2
            && (self.tiers.is_empty() || self.tiers.contains(&points))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::formula::dec;
    use super::*;
    use kernel::Percent;

    pub(crate) fn scheme() -> Scheme {
        let item = |key: &str, sort, max: i64, tiers: &[i64]| ScoreItem {
            key: key.to_owned(),
            name: key.to_owned(),
            sort,
            max: max.into(),
            tiers: tiers.iter().map(|points| Decimal::from(*points)).collect(),
        };
        Scheme {
            method: Method::Comprehensive,
            price_points: 30.into(),
            items: vec![
                item("record", ItemSort::Objective, 10, &[]),
                item("plan", ItemSort::Subjective, 40, &[]),
                item("service", ItemSort::Subjective, 20, &[0, 8, 14, 20]),
            ],
            policy: PricePolicy {
                sme: Percent::whole(15),
                sme_joint: Percent::whole(5),
                sme_joint_share: Percent::whole(30),
                reserved: false,
                domestic: Percent::whole(20),
                domestic_share: Percent::whole(80),
            },
            trim: Trim::None,
            tie: TieRule::default(),
            candidates: 3,
        }
    }
    pub(crate) fn points(pairs: &[(&str, &str)]) -> BTreeMap<String, Decimal> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), dec(value))).collect()
    }

    #[test]
    fn points_over_the_maximum_between_tiers_missing_and_unknown_are_all_said() {
        let given = points(&[("plan", "40.01"), ("service", "9"), ("extra", "1")]);
        let refusal = scheme().check(ItemSort::Subjective, &given).unwrap_err();
        assert_eq!((&*refusal.code, refusal.rule.as_deref()), ("E_SCORE_RANGE", Some("EVA-05")));
        let said: Vec<_> = refusal.fields.iter().map(|f| format!("{} {}", f.path, f.key)).collect();
        assert_eq!(
            said,
            [
                "scores.plan evaluation-field-range",
                "scores.service evaluation-field-tier",
                "scores.extra field-unknown"
            ]
        );
        let missing = scheme().check(ItemSort::Subjective, &points(&[("plan", "40")])).unwrap_err();
        assert_eq!(missing.fields.len(), 1);
    }
    #[test]
    fn the_full_points_nil_and_two_digits_pass_three_do_not() {
        let ok = |plan: &str| {
            scheme().check(ItemSort::Subjective, &points(&[("plan", plan), ("service", "20")])).is_ok()
        };
        assert!(ok("40") && ok("0") && ok("12.25") && !ok("12.255") && !ok("-1"));
    }
}
