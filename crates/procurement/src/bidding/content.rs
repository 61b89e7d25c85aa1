//! What a bid says once it is opened, and what it has to answer. The structure travels inside the sealed envelope.

use crate::plan::SmeReservation;
use kernel::{Args, Digest, FieldError, Instant, LotId, Money, ProjectId, Refusal};
use serde::{Deserialize, Serialize};

/// What a bid for a lot has to answer, taken from the tender document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidTerms {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// Project name and number, lot name, as the bidder reads them.
    pub title: String,
    /// The name of the bidder the form was made for.
    pub bidder: String,
    /// The deadline for bids.
    pub deadline: Instant,
    /// The highest price allowed 最高限价 (or the budget).
    pub ceiling: Money,
    /// What is bought, line by line.
    pub lines: Vec<DemandLine>,
    /// What has to be answered, item by item.
    pub items: Vec<RequiredItem>,
}

/// One line of what is bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandLine {
    /// What it is.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// 台, 项, …
    pub unit: String,
    /// The highest price of one 单价限价, where there is one.
    #[serde(default)]
    pub ceiling: Option<Money>,
}

/// One item to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredItem {
    /// Key within the document (`q1`, `t3`).
    pub key: String,
    /// What sort of item.
    pub kind: ItemKind,
    /// The requirement's words.
    pub text: String,
}

/// The sorts of items in a tender document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Qualification 资格要求.
    Qualification,
    /// Substantive requirement ★实质性条款: a negative deviation makes the bid non-compliant.
    Substantive,
    /// Technical requirement.
    Technical,
    /// Scoring item 评分项.
    Scoring,
}

/// What a bid says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidContent {
    /// The lot it is for; a bid opened for another lot is invalid.
    pub lot: LotId,
    /// Total price of the opening list 开标一览表总价.
    pub price: Money,
    /// Prices line by line; they add up to the total.
    pub lines: Vec<PriceLine>,
    /// Answers item by item.
    pub answers: Vec<Answer>,
    /// Delivery or performance period in calendar days 交付期.
    pub delivery_days: u32,
    /// 中小企业声明函.
    pub sme: Sme,
    /// 本国产品声明.
    pub domestic: bool,
    /// Digests of the serials of the machine that composed it 硬件指纹; equal ones point to one machine.
    #[serde(default)]
    pub machine: Vec<Digest>,
}

/// One priced line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceLine {
    /// What it is, as in the demand.
    pub name: String,
    /// Brand and model, or the provider of the service.
    pub brand: String,
    /// How many.
    pub quantity: u32,
    /// 台, 项, …
    pub unit: String,
    /// Price of one.
    pub unit_price: Money,
}

/// One answered item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Key of the item.
    pub key: String,
    /// The answer.
    pub text: String,
    /// How the offer departs from the requirement.
    pub deviation: Deviation,
}

/// How an offer departs from a requirement 偏离.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviation {
    /// 无偏离.
    #[default]
    None,
    /// 正偏离: better than asked.
    Positive,
    /// 负偏离: worse than asked.
    Negative,
}

/// What the bidder declares its goods' or services' makers to be (财库〔2020〕46号).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sme {
    /// 大型企业, or no declaration.
    #[default]
    Large,
    /// 中型企业.
    Medium,
    /// 小型企业.
    Small,
    /// 微型企业.
    Micro,
    /// 监狱企业 (treated as small or micro, 财库〔2014〕68号).
    Prison,
    /// 残疾人福利性单位 (treated as small or micro, 财库〔2017〕141号).
    Welfare,
}
impl Sme {
    /// Every declaration.
    pub const ALL: [Self; 6] =
        [Self::Large, Self::Medium, Self::Small, Self::Micro, Self::Prison, Self::Welfare];
    /// Does it have the price deduction of small and micro enterprises? Prison enterprises and welfare units count
    /// once (evaluation.md §3.1).
    pub const fn is_small(self) -> bool {
        matches!(self, Self::Small | Self::Micro | Self::Prison | Self::Welfare)
    }
    /// May who declares this bid for a lot reserved so? Without a declaration nobody has the reservation's benefit
    /// (财库〔2020〕46号第11条); consortia and subcontracts show theirs by their agreement, not by the bidder's size.
    pub const fn fits(self, reservation: &SmeReservation) -> bool {
        match reservation {
            SmeReservation::Whole { small_only: true } => self.is_small(),
            SmeReservation::Whole { small_only: false } => !matches!(self, Self::Large),
            _ => true,
        }
    }
    /// `small`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::Medium => "medium",
            Self::Small => "small",
            Self::Micro => "micro",
            Self::Prison => "prison",
            Self::Welfare => "welfare",
        }
    }
}

/// Longest answer in characters.
pub const ANSWER_MAX: usize = 2000;

impl BidContent {
    /// What is missing or wrong before sealing, all of it at once 完整性检查. A price over the ceiling makes a bid
    /// invalid (87号令第63条第4项), so the bidder is told while it can still be mended.
    ///
    /// # Errors
    /// `E_BID_INCOMPLETE` with every field.
    pub fn check(&self, terms: &BidTerms) -> Result<(), Refusal> {
        let mut fields = Vec::new();
        let mut say = |path: String, key: &'static str, args: Args| {
            fields.push(FieldError { path, key: key.into(), args });
        };
        if self.lot != terms.lot {
            say("lot".to_owned(), "bidding-field-other-lot", Args::new());
        }
        if self.price <= Money::ZERO {
            say("price".to_owned(), "bidding-field-price-zero", Args::new());
        } else if self.price > terms.ceiling {
            let args = Args::from([("ceiling".into(), terms.ceiling.into())]);
            say("price".to_owned(), "bidding-field-over-ceiling", args);
        }
        if self.delivery_days == 0 || self.delivery_days > 3650 {
            say("delivery_days".to_owned(), "bidding-field-delivery", Args::new());
        }
        for (at, wanted) in terms.lines.iter().enumerate() {
            match self.lines.get(at) {
                Some(line) if line.name == wanted.name && line.quantity == wanted.quantity => {
                    if line.unit_price <= Money::ZERO {
                        say(format!("lines[{at}].unit_price"), "bidding-field-price-zero", Args::new());
                    }
                    if let Some(ceiling) = wanted.ceiling.filter(|ceiling| line.unit_price > *ceiling) {
                        let args = Args::from([("ceiling".into(), ceiling.into())]);
                        say(format!("lines[{at}].unit_price"), "bidding-field-over-unit-ceiling", args);
                    }
                    if line.brand.trim().is_empty() {
                        say(format!("lines[{at}].brand"), "bidding-field-unanswered", Args::new());
                    }
                }
                _ => say(format!("lines[{at}].unit_price"), "bidding-field-unanswered", Args::new()),
            }
        }
        let sum = self.sum();
        if !self.lines.is_empty() && sum != self.price {
            say("price".to_owned(), "bidding-field-sum", Args::from([("sum".into(), sum.into())]));
        }
        for item in &terms.items {
            let path = format!("answers.{}", item.key);
            match self.answers.iter().find(|answer| answer.key == item.key) {
                Some(answer) if !answer.text.trim().is_empty() => {
                    if answer.text.chars().count() > ANSWER_MAX {
                        say(path.clone(), "bidding-field-answer-long", Args::new());
                    }
                    if item.kind == ItemKind::Substantive && answer.deviation == Deviation::Negative {
                        say(path, "bidding-field-substantive", Args::new());
                    }
                }
                _ => say(path, "bidding-field-unanswered", Args::new()),
            }
        }
        if fields.is_empty() {
            return Ok(());
        }
        let mut refusal = Refusal::new("E_BID_INCOMPLETE");
        refusal.fields = fields;
        Err(refusal)
    }
    /// The sum of the lines.
    pub fn sum(&self) -> Money {
        self.lines.iter().map(|line| line.unit_price.times(i64::from(line.quantity))).sum()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::bidding::bid::tests::{lot, moment, project};

    pub(crate) fn terms() -> BidTerms {
        BidTerms {
            project: project(),
            lot: lot(),
            title: "办公设备采购（一包）".to_owned(),
            bidder: "某某公司".to_owned(),
            deadline: moment(600),
            ceiling: Money::from_yuan(1_000_000),
            lines: vec![DemandLine {
                name: "台式计算机".to_owned(),
                quantity: 100,
                unit: "台".to_owned(),
                ceiling: None,
            }],
            items: vec![
                RequiredItem { key: "q1".into(), kind: ItemKind::Qualification, text: "营业执照".into() },
                RequiredItem { key: "s1".into(), kind: ItemKind::Substantive, text: "质保三年".into() },
            ],
        }
    }
    pub(crate) fn content() -> BidContent {
        let answer =
            |key: &str| Answer { key: key.to_owned(), text: "满足".to_owned(), deviation: Deviation::None };
        BidContent {
            lot: lot(),
            price: Money::from_yuan(900_000),
            lines: vec![PriceLine {
                name: "台式计算机".to_owned(),
                brand: "甲牌 X1".to_owned(),
                quantity: 100,
                unit: "台".to_owned(),
                unit_price: Money::from_yuan(9_000),
            }],
            answers: vec![answer("q1"), answer("s1")],
            delivery_days: 30,
            sme: Sme::Small,
            domestic: true,
            machine: Vec::new(),
        }
    }
    fn keys(content: &BidContent) -> Vec<String> {
        match content.check(&terms()) {
            Ok(()) => Vec::new(),
            Err(refusal) => refusal.fields.into_iter().map(|f| format!("{} {}", f.path, f.key)).collect(),
        }
    }

    #[test]
    fn a_complete_bid_passes_also_at_the_ceiling() {
        assert!(keys(&content()).is_empty());
        let mut at_ceiling = content();
        at_ceiling.price = Money::from_yuan(1_000_000);
        at_ceiling.lines[0].unit_price = Money::from_yuan(10_000);
        assert!(keys(&at_ceiling).is_empty());
    }

    #[test]
    fn a_unit_price_over_its_own_ceiling_is_said_at_the_line() {
        let with = |fen| {
            let mut terms = terms();
            terms.lines[0].ceiling = Some(Money::from_fen(fen));
            content().check(&terms)
        };
        assert!(with(900_000).is_ok(), "equal to the ceiling is valid");
        let said = with(899_999).unwrap_err().fields;
        assert_eq!(
            (&*said[0].path, &*said[0].key),
            ("lines[0].unit_price", "bidding-field-over-unit-ceiling")
        );
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let mut bad = content();
        bad.price = Money::from_fen(100_000_001);
        bad.answers.remove(0);
        bad.answers[0].deviation = Deviation::Negative;
        bad.delivery_days = 0;
        assert_eq!(
            keys(&bad),
            [
                "price bidding-field-over-ceiling",
                "delivery_days bidding-field-delivery",
                "price bidding-field-sum",
                "answers.q1 bidding-field-unanswered",
                "answers.s1 bidding-field-substantive",
            ]
        );
    }
}
