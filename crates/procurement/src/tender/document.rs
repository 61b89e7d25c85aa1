//! The tender document 招标文件 as data (87号令第20条). It lies in a body of its own; a project's state holds its digest.

use crate::{
    acceptance::Criterion,
    bidding::{DemandLine, ItemKind, RequiredItem},
    demand::choices,
    payment::LineKind,
};
use kernel::{Money, Percent};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A tender document, for all lots of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderDocument {
    /// 采购需求概况
    pub overview: String,
    /// What is bought, lot by lot, in the lots' order.
    pub lots: Vec<LotDemand>,
    /// 是否接受联合体
    #[serde(default)]
    pub joint_bids: bool,
    /// 供应商资格要求: reviewed item by item, never scored.
    pub qualification: Vec<Clause>,
    /// 实质性要求（★）: a bid that departs from one is invalid.
    pub substantive: Vec<Clause>,
    /// 一般技术、服务要求
    #[serde(default)]
    pub technical: Vec<Clause>,
    /// 评标标准
    pub scoring: Scoring,
    /// How many candidates are recommended, 1 to 3.
    pub candidates: u32,
    /// 小微企业价格扣除; nil in a lot that is wholly reserved for them.
    pub sme_deduction: Percent,
    /// 联合体、分包价格扣除
    pub sme_joint_deduction: Percent,
    /// 异常低价审查启动线
    pub low_price: LowPrice,
    /// 投标有效期, days.
    pub validity_days: u32,
    /// 投标文件组成: what a bid must contain, in the document's words.
    pub bid_parts: Vec<BidPart>,
    /// 落实的政府采购政策
    pub policy: String,
    /// 信用查询渠道、截止时点和使用规则
    pub credit_check: String,
    /// 代理费收取方式及标准
    pub agency_fee: String,
    /// 合同主要条款
    pub contract: ContractTerms,
}

/// What is bought in one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotDemand {
    /// 标的
    pub items: Vec<Item>,
    /// 投标保证金; `None`: none is asked.
    #[serde(default)]
    pub deposit: Option<Money>,
}

/// One thing bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// 名称
    pub name: String,
    /// 技术规格、服务标准
    pub specification: String,
    /// How many.
    pub quantity: u32,
    /// 台, 项, …
    pub unit: String,
    /// 单价限价: no bid may ask more for one; `None`: only the lot's ceiling binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_ceiling: Option<Money>,
    /// 核心产品: bids with the same brand of it count as one (87号令第31条).
    #[serde(default)]
    pub core: bool,
}

/// A requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Key within the document (`q1`); given by [`TenderDocument::numbered`].
    #[serde(default)]
    pub key: String,
    /// The requirement.
    pub text: String,
    /// 证明材料
    #[serde(default)]
    pub proof: Option<String>,
}

/// A part that a bid must contain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidPart {
    /// 投标函、开标一览表, …
    pub name: String,
}

/// How bids are scored, out of 100 points (87号令第55条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scoring {
    /// 价格分
    pub price_points: Decimal,
    /// The other factors; with the price they add up to 100.
    pub factors: Vec<Factor>,
}

/// A scored factor 评审因素.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Key within the document (`f1`); given by [`TenderDocument::numbered`].
    #[serde(default)]
    pub key: String,
    /// 评审因素
    pub name: String,
    /// 评分标准
    pub criteria: String,
    /// Objective or subjective.
    pub sort: FactorSort,
    /// Full points.
    pub max: Decimal,
    /// 档位: the only points that may be given; empty: any from 0 to the full points.
    #[serde(default)]
    pub tiers: Vec<Tier>,
}

choices! {
    /// Who settles a factor's points.
    FactorSort {
        /// 客观分: settled once for a bid, the same for every expert.
        Objective = "objective",
        /// 主观分: each expert's own judgement.
        Subjective = "subjective",
    }
}

/// A tier of a factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Points.
    pub points: Decimal,
    /// For what.
    pub text: String,
}

/// Below which share a price is looked into (财库〔2026〕2号).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowPrice {
    /// Of the mean of all prices.
    pub mean: Percent,
    /// Of the second lowest price.
    pub second: Percent,
    /// Of the ceiling.
    pub ceiling: Percent,
}

/// The contract's main terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractTerms {
    /// 履行期限、地点、方式
    pub delivery: String,
    /// 质量要求、质保
    pub quality: String,
    /// 违约责任
    pub breach: String,
    /// 履约保证金, share of the contract's amount; nil: none.
    pub performance_bond: Percent,
    /// 付款期限, days from the due event.
    pub payment_days: u16,
    /// 付款方式; the shares add up to 100 %.
    pub payment: Vec<PaymentShare>,
    /// 验收标准, item by item.
    pub acceptance: Vec<Criterion>,
}

/// One instalment of the price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentShare {
    /// What it is for.
    pub kind: LineKind,
    /// Share of the price.
    pub share: Percent,
    /// When it is due, in words.
    pub condition: String,
}

/// What decisions about a project need of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Essentials {
    /// 价格分
    pub price_points: Decimal,
    /// 小微企业价格扣除
    pub sme_deduction: Percent,
    /// How many candidates are recommended.
    pub candidates: u32,
}

impl TenderDocument {
    /// The document with a key on every clause and factor, by its place: `q1`, `s1`, `t1`, `f1`.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        for (letter, clauses) in
            [('q', &mut self.qualification), ('s', &mut self.substantive), ('t', &mut self.technical)]
        {
            for (place, clause) in clauses.iter_mut().enumerate() {
                clause.key = format!("{letter}{}", place + 1);
            }
        }
        for (place, factor) in self.scoring.factors.iter_mut().enumerate() {
            factor.key = format!("f{}", place + 1);
        }
        self
    }
    /// What decisions need of it.
    pub fn essentials(&self) -> Essentials {
        Essentials {
            price_points: self.scoring.price_points,
            sme_deduction: self.sme_deduction,
            candidates: self.candidates,
        }
    }
    /// What a bid has to answer, item by item.
    pub fn required_items(&self) -> Vec<RequiredItem> {
        let clauses = |kind, clauses: &[Clause]| {
            clauses
                .iter()
                .map(move |clause| RequiredItem { key: clause.key.clone(), kind, text: clause.text.clone() })
                .collect::<Vec<_>>()
        };
        let mut items = clauses(ItemKind::Qualification, &self.qualification);
        items.extend(clauses(ItemKind::Substantive, &self.substantive));
        items.extend(clauses(ItemKind::Technical, &self.technical));
        items.extend(self.scoring.factors.iter().map(|factor| RequiredItem {
            key: factor.key.clone(),
            kind: ItemKind::Scoring,
            text: format!("{}: {}", factor.name, factor.criteria),
        }));
        items
    }
    /// The lines that a bid for a lot has to price; lots are numbered from 1.
    pub fn demand_lines(&self, lot: u16) -> Vec<DemandLine> {
        let items = usize::from(lot).checked_sub(1).and_then(|place| self.lots.get(place));
        items.map_or_else(Vec::new, |lot| {
            lot.items
                .iter()
                .map(|item| DemandLine {
                    name: item.name.clone(),
                    quantity: item.quantity,
                    unit: item.unit.clone(),
                    ceiling: item.unit_ceiling,
                })
                .collect()
        })
    }
}
