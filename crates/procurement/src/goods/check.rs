//! A demand held against the demand standard of its end item.

use super::{MustHave, Standard};
use crate::{Law, law::Control, supervision::risk::Finding};
use kernel::{Arg, Date, Money, Refusal};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// What asset rules ask about a purchase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// Pieces, if they were counted.
    #[serde(default)]
    pub quantity: Option<u32>,
    /// Pieces that the unit has and keeps.
    #[serde(default)]
    pub stock: Option<u32>,
    /// Permanent staff 编制内实有人数.
    #[serde(default)]
    pub headcount: Option<u32>,
    /// When the pieces that are to be replaced were put to use.
    #[serde(default)]
    pub replaces: Option<Date>,
}
impl Assets {
    /// Was nothing said?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a purchaser wants of one end item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemandItem<'a> {
    /// Fen for all of it.
    pub budget: Money,
    /// How many, for whom, instead of what.
    pub assets: Assets,
    /// Its technical requirements.
    pub text: &'a str,
    /// The day on which it is judged.
    pub today: Date,
}

/// Where a demand departs from the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shortfall<'a> {
    /// A piece costs more than any quota allows.
    OverCeiling {
        /// What one piece costs; fen, rounded up.
        unit_price: Money,
        /// The highest ceiling.
        ceiling: Money,
    },
    /// Together with the stock there would be more than any quota allows.
    OverQuantity {
        /// Stock and wanted pieces.
        wanted: u32,
        /// The most for this staff.
        most: u32,
    },
    /// The pieces to be replaced have not served their years.
    TooEarly {
        /// 最低使用年限
        years: u32,
        /// The day from which they may be replaced.
        from: Date,
    },
    /// The technical requirements do not name a parameter.
    Missing(&'a MustHave),
}

/// Holds a demand against a standard. Of several quotas the most generous one counts, because which applies (rank, secrecy)
/// is the reviewer's to judge.
pub fn check<'a>(item: &DemandItem<'_>, standard: &'a Standard) -> Vec<Shortfall<'a>> {
    let mut found = Vec::new();
    let quotas = &standard.quotas;
    let ceilings: Option<Vec<Money>> = quotas.iter().map(|quota| quota.ceiling).collect();
    if let (Some(quantity @ 1..), Some(ceiling)) =
        (item.assets.quantity, ceilings.and_then(|all| all.into_iter().max()))
    {
        let unit_price = unit_price(item.budget, quantity);
        if unit_price > ceiling {
            found.push(Shortfall::OverCeiling { unit_price, ceiling });
        }
    }
    if let (Some(quantity), Some(headcount)) = (item.assets.quantity, item.assets.headcount) {
        let most: Option<Vec<u32>> = quotas.iter().map(|quota| quota.quantity.most(headcount)).collect();
        let wanted = quantity.saturating_add(item.assets.stock.unwrap_or(0));
        if let Some(most) = most.and_then(|all| all.into_iter().max()).filter(|most| wanted > *most) {
            found.push(Shortfall::OverQuantity { wanted, most });
        }
    }
    let years: Option<Vec<u32>> = quotas.iter().map(|quota| quota.years).collect();
    if let (Some(since), Some(years)) = (item.assets.replaces, years.and_then(|all| all.into_iter().min()))
        && let Some(from) = kernel::later(since, i64::from(years) * 12, 0).filter(|from| item.today < *from)
    {
        found.push(Shortfall::TooEarly { years, from });
    }
    let text = super::fold(item.text);
    let named = |must: &&MustHave| !text.contains(&super::fold(&must.name));
    found.extend(standard.parameters.iter().filter(named).map(Shortfall::Missing));
    found
}

fn unit_price(budget: Money, quantity: u32) -> Money {
    let exact = Decimal::from(budget.fen()) / Decimal::from(quantity);
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero);
    Money::from_fen(whole.to_i64().unwrap_or(i64::MAX))
}

/// BUD-06 超标准配置资产: a finding to be explained, or a refusal where the rule in force blocks.
///
/// # Errors
/// `E_OVER_STANDARD` where the rule's control is to block.
pub fn asset_standard(shortfalls: &[Shortfall<'_>], law: &Law) -> Result<Option<Finding>, Refusal> {
    let args: Vec<(&'static str, Arg)> = shortfalls
        .iter()
        .filter_map(|shortfall| match shortfall {
            Shortfall::OverCeiling { unit_price, ceiling } => Some(vec![
                ("over", "ceiling".into()),
                ("have", Arg::Money(*unit_price)),
                ("limit", Arg::Money(*ceiling)),
            ]),
            Shortfall::OverQuantity { wanted, most } => Some(vec![
                ("over", "quantity".into()),
                ("have", i64::from(*wanted).into()),
                ("limit", i64::from(*most).into()),
            ]),
            Shortfall::TooEarly { years, from } => Some(vec![
                ("over", "years".into()),
                ("have", Arg::Date(*from)),
                ("limit", i64::from(*years).into()),
            ]),
            Shortfall::Missing(_) => None,
        })
        .next()
        .unwrap_or_default();
    if args.is_empty() {
        return Ok(None);
    }
    if law.rule("BUD-06").and_then(|rule| rule.control) == Some(Control::Block) {
        let refusal = law.refuse("E_OVER_STANDARD", "BUD-06");
        return Err(args.into_iter().fold(refusal, |refusal, (name, value)| refusal.arg(name, value)));
    }
    Ok(Some(args.into_iter().fold(Finding::of("BUD-06"), |finding, (name, value)| finding.arg(name, value))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RuleBook, goods::builtin_standard};

    const TODAY: Date = kernel::Date::constant(2026, 3, 2);

    fn desktop() -> &'static Standard {
        builtin_standard(&"A02010105".parse().expect("a code")).expect("there")
    }
    fn wanted() -> DemandItem<'static> {
        DemandItem {
            budget: Money::from_yuan(50_000),
            assets: Assets {
                quantity: Some(10),
                stock: Some(20),
                headcount: Some(20),
                replaces: Some(Date::constant(2020, 3, 2)),
            },
            text: "处理器和操作系统通过安全可靠测评；内存不少于 16GB；存储 512GB",
            today: TODAY,
        }
    }
    #[test]
    fn a_demand_on_every_line_is_within_the_standard() {
        assert_eq!(check(&wanted(), desktop()), []);
    }
    #[test]
    fn a_fen_more_a_piece_a_piece_more_and_a_day_too_early_are_found() {
        let item = DemandItem {
            budget: Money::from_fen(5_000_001),
            assets: Assets { stock: Some(21), replaces: Some(Date::constant(2020, 3, 3)), ..wanted().assets },
            text: "内存 16GB，存储 512GB，国产操作系统",
            ..wanted()
        };
        let found = check(&item, desktop());
        assert_eq!(
            found[..3],
            [
                Shortfall::OverCeiling {
                    unit_price: Money::from_fen(500_001),
                    ceiling: Money::from_yuan(5_000)
                },
                Shortfall::OverQuantity { wanted: 31, most: 30 },
                Shortfall::TooEarly { years: 6, from: Date::constant(2026, 3, 3) },
            ]
        );
        assert!(matches!(found[3..], [Shortfall::Missing(must)] if must.name == "处理器"));
    }
    #[test]
    fn what_was_not_said_is_not_held_against_anybody() {
        let item = DemandItem { assets: Assets::default(), ..wanted() };
        assert_eq!(check(&item, desktop()), []);
    }
    #[test]
    fn the_rule_decides_whether_an_excess_is_explained_or_refused() {
        let over = DemandItem { budget: Money::from_yuan(60_000), ..wanted() };
        let found = check(&over, desktop());
        let law = RuleBook::builtin().law("230606".parse().expect("a region"), TODAY);
        let finding = asset_standard(&found, &law).expect("a warning").expect("a finding");
        assert_eq!(
            (finding.rule.as_str(), &finding.args["over"]),
            ("BUD-06", &Arg::Text("ceiling".to_owned()))
        );
        assert_eq!(asset_standard(&check(&wanted(), desktop()), &law).expect("nothing"), None);
        let files: Vec<(String, String)> = RuleBook::builtin_files()
            .into_iter()
            .map(|(path, text)| {
                let text = if path.ends_with("BUD-06.yaml") {
                    text.replace("control: warn", "control: block")
                } else {
                    text.to_owned()
                };
                (path.to_owned(), text)
            })
            .collect();
        let strict =
            RuleBook::parse(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("parses");
        let strict = std::sync::Arc::new(strict).law("230606".parse().expect("a region"), TODAY);
        assert_eq!(asset_standard(&found, &strict).expect_err("refused").code, "E_OVER_STANDARD");
    }
}
