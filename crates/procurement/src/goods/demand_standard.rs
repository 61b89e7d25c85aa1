//! Demand standards 需求标准: what must be asked for of one end item, and what may be spent on it.

use super::template::named;
use kernel::{
    Catalogue, CatalogueCode, Date, DemandStandardId, Duty, Instant, Money, OrganisationId, Refusal, Region,
    Role, Stream, StreamId,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How a parameter is bounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Must be said, whatever it is.
    #[default]
    Stated,
    /// Not less than `value`.
    AtLeast,
    /// Not more than `value`.
    AtMost,
    /// Exactly `value`.
    Equals,
    /// One of the values in `value`, separated by `、`.
    OneOf,
}
impl Operator {
    /// The stable ids, in order.
    pub const IDS: &'static [&'static str] = &["stated", "at_least", "at_most", "equals", "one_of"];
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Equals => "equals",
            Self::OneOf => "one_of",
        }
    }
}

/// A parameter that a demand must name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MustHave {
    /// The code of the template's attribute, or one of its own.
    pub code: String,
    /// The word by which a demand is seen to name it.
    pub name: String,
    /// How it is bounded.
    pub operator: Operator,
    /// The bound.
    #[serde(default)]
    pub value: Option<String>,
    /// kg, GB, …
    #[serde(default)]
    pub unit: Option<String>,
    /// In words, where the bound is not a number.
    #[serde(default)]
    pub text: Option<String>,
    /// May a demand make it a substantive requirement (★)?
    #[serde(default)]
    pub substantive: bool,
    /// The standard or document that demands it.
    #[serde(default)]
    pub standard: Option<String>,
    /// Not yet compared with the official text 待核.
    #[serde(default)]
    pub to_verify: bool,
}
impl MustHave {
    /// Does a value (in a template's spelling) meet the bound? `None` if that cannot be told.
    pub fn met_by(&self, value: &str) -> Option<bool> {
        let bound = self.value.as_deref();
        let numbers = || Some((value.parse::<Decimal>().ok()?, bound?.parse::<Decimal>().ok()?));
        match self.operator {
            Operator::Stated => Some(!value.trim().is_empty()),
            Operator::AtLeast => numbers().map(|(value, bound)| value >= bound),
            Operator::AtMost => numbers().map(|(value, bound)| value <= bound),
            Operator::Equals => bound.map(|bound| super::fold(bound) == super::fold(value)),
            Operator::OneOf => {
                bound.map(|all| all.split('、').any(|option| super::fold(option) == super::fold(value)))
            }
        }
    }
}

/// How many may be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Quantity {
    /// As the work needs.
    #[default]
    AsNeeded,
    /// A share of the permanent staff 编制内实有人数; a part of a piece counts as one.
    Share {
        /// In percent.
        percent: u32,
    },
    /// One for every so many of the staff, an unfinished group counting as a whole one; beyond a size the groups are larger.
    Steps {
        /// Staff to a piece.
        heads: u32,
        /// Up to this size.
        upto: u32,
        /// Staff to a piece beyond it.
        beyond: u32,
    },
}
impl Quantity {
    /// The most for a staff of `headcount`; `None` if there is no such bound.
    pub fn most(self, headcount: u32) -> Option<u32> {
        match self {
            Self::AsNeeded => None,
            Self::Share { percent } => {
                u32::try_from((u64::from(headcount) * u64::from(percent)).div_ceil(100)).ok()
            }
            Self::Steps { heads, upto, beyond } => {
                let first = headcount.min(upto).div_ceil(heads.max(1));
                Some(first + headcount.saturating_sub(upto).div_ceil(beyond.max(1)))
            }
        }
    }
}

/// A standard quota 配置标准.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// To whom or what it applies.
    pub scope: String,
    /// The most a piece may cost; fen.
    #[serde(default)]
    pub ceiling: Option<Money>,
    /// How many may be had.
    #[serde(default)]
    pub quantity: Quantity,
    /// Years a piece must serve before it is replaced 最低使用年限.
    #[serde(default)]
    pub years: Option<u32>,
    /// What else the document says.
    #[serde(default)]
    pub note: Option<String>,
    /// Not yet compared with the official text 待核.
    #[serde(default)]
    pub to_verify: bool,
}

/// What the market asks 价格参考.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceReference {
    /// Fen.
    pub low: Money,
    /// Fen.
    pub median: Money,
    /// Fen.
    pub high: Money,
    /// Of so many prices.
    pub sample: u32,
    /// Taken on.
    pub as_of: Date,
}

/// What a demand standard says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// End item 末级品目.
    pub catalogue: CatalogueCode,
    /// Its name.
    pub name: String,
    /// What the thing is for 功能要求.
    pub functions: String,
    /// What must be asked for.
    pub parameters: Vec<MustHave>,
    /// What may be spent.
    pub quotas: Vec<Quota>,
    /// 服务要求
    pub services: Vec<String>,
    /// 验收项
    pub acceptance: Vec<String>,
    /// 价格参考
    #[serde(default)]
    pub price: Option<PriceReference>,
    /// 示范条款
    pub clauses: Vec<String>,
    /// Document and number.
    pub basis: String,
    /// First day.
    pub valid_from: Date,
}
impl Standard {
    /// The standard, if it is complete.
    ///
    /// # Errors
    /// `E_SCHEMA` with every field at fault.
    pub fn checked(self) -> Result<Self, Refusal> {
        let mut refusal = Refusal::new("E_SCHEMA");
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            refusal = refusal.field("catalogue", "field-not-a-leaf");
        }
        for (i, must) in self.parameters.iter().enumerate() {
            if (must.operator == Operator::Stated) != must.value.is_none() {
                refusal = refusal.field(format!("parameters[{i}].value"), "field-goods-bound");
            }
            let number = must.value.as_deref().is_some_and(|value| value.parse::<Decimal>().is_ok());
            if matches!(must.operator, Operator::AtLeast | Operator::AtMost) && !number {
                refusal = refusal.field(format!("parameters[{i}].value"), "field-goods-value-number");
            }
        }
        if let Some(price) = &self.price
            && !(price.low <= price.median && price.median <= price.high)
        {
            refusal = refusal.field("price.median", "field-goods-price-order");
        }
        if self.parameters.is_empty() && self.quotas.is_empty() {
            refusal = refusal.field("parameters", "field-required");
        }
        if refusal.fields.is_empty() { Ok(self) } else { Err(refusal) }
    }
}

/// Where a version in preparation stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStage {
    /// Being written.
    Draft {
        /// Why it was returned, if it was.
        returned: Option<String>,
    },
    /// Waits to be published by two persons.
    Reviewing,
}

/// A version in preparation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// What it says.
    pub standard: Standard,
    /// Where it stands.
    pub stage: DraftStage,
}

/// The demand standard of one end item in one region: the version in force and the one in preparation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandStandard {
    /// Who keeps it.
    pub authority: Option<OrganisationId>,
    /// Where it applies.
    pub region: Region,
    /// In force.
    pub published: Option<Box<Standard>>,
    /// 1 for the first version published.
    pub version: u32,
    /// In preparation.
    pub next: Option<Box<Preparation>>,
}

/// What happened to a demand standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DemandStandardEvent {
    /// A version was written.
    #[serde(rename = "demand_standard.drafted")]
    Drafted {
        /// By whom.
        authority: OrganisationId,
        /// Where it is to apply.
        region: Region,
        /// What it says.
        standard: Box<Standard>,
    },
    /// It was handed in.
    #[serde(rename = "demand_standard.submitted")]
    Submitted {},
    /// It was given back.
    #[serde(rename = "demand_standard.returned")]
    Returned {
        /// Why.
        reason: String,
    },
    /// It is in force; the version before it is superseded.
    #[serde(rename = "demand_standard.published")]
    Published {},
    /// It is no longer in force, and nothing of this region follows it.
    #[serde(rename = "demand_standard.superseded")]
    Superseded {
        /// Why, or by what.
        reason: String,
    },
}

impl DemandStandard {
    /// The stream: one for an end item in a region, so the id follows from both.
    pub fn id_of(catalogue: &CatalogueCode, region: Region) -> DemandStandardId {
        named(DemandStandardId::KIND, &format!("{catalogue}/{region}"))
    }
    /// Writes a version.
    ///
    /// # Errors
    /// `E_SCHEMA`; `E_STATE` while one waits to be published.
    pub fn draft(
        &self,
        standard: Standard,
        (authority, region): (OrganisationId, Region),
    ) -> Result<Vec<DemandStandardEvent>, Refusal> {
        if self.reviewing().is_ok() {
            return Err(Refusal::new("E_STATE"));
        }
        let standard = Box::new(standard.checked()?);
        Ok(vec![DemandStandardEvent::Drafted { authority, region, standard }])
    }
    /// Hands it in.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn submit(&self) -> Result<Vec<DemandStandardEvent>, Refusal> {
        match &self.next {
            Some(next) if next.stage != DraftStage::Reviewing => Ok(vec![DemandStandardEvent::Submitted {}]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Gives it back.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn send_back(&self, reason: String) -> Result<Vec<DemandStandardEvent>, Refusal> {
        self.reviewing().map(|_| vec![DemandStandardEvent::Returned { reason }])
    }
    /// Puts it in force.
    ///
    /// # Errors
    /// `E_STATE`; `E_TOO_EARLY` before the day from which it is to hold.
    pub fn publish(&self, today: Date) -> Result<Vec<DemandStandardEvent>, Refusal> {
        let from = self.reviewing()?.standard.valid_from;
        if today < from {
            return Err(Refusal::new("E_TOO_EARLY").arg("earliest", Instant::at(from, 0, 0)));
        }
        Ok(vec![DemandStandardEvent::Published {}])
    }
    /// Takes it out of force without a successor.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn supersede(&self, reason: String) -> Result<Vec<DemandStandardEvent>, Refusal> {
        match self.published {
            Some(_) => Ok(vec![DemandStandardEvent::Superseded { reason }]),
            None => Err(Refusal::new("E_STATE")),
        }
    }
    fn reviewing(&self) -> Result<&Preparation, Refusal> {
        let next = self.next.as_deref().filter(|next| next.stage == DraftStage::Reviewing);
        next.ok_or_else(|| Refusal::new("E_STATE"))
    }
}

impl Stream for DemandStandard {
    type Id = DemandStandardId;
    type Event = DemandStandardEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &DemandStandardEvent) {
        match event {
            DemandStandardEvent::Drafted { authority, region, standard } => {
                self.authority = Some(*authority);
                self.region = *region;
                let (standard, stage) = ((**standard).clone(), DraftStage::Draft { returned: None });
                self.next = Some(Box::new(Preparation { standard, stage }));
            }
            DemandStandardEvent::Submitted {} => {
                if let Some(next) = &mut self.next {
                    next.stage = DraftStage::Reviewing;
                }
            }
            DemandStandardEvent::Returned { reason } => {
                if let Some(next) = &mut self.next {
                    next.stage = DraftStage::Draft { returned: Some(reason.clone()) };
                }
            }
            DemandStandardEvent::Published {} => {
                if let Some(next) = self.next.take() {
                    self.published = Some(Box::new(next.standard));
                    self.version += 1;
                }
            }
            DemandStandardEvent::Superseded { .. } => self.published = None,
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let (Some(next), Some(organisation)) = (&self.next, self.authority) else { return Vec::new() };
        let duty = |command: &str, role| Duty {
            command: command.to_owned(),
            organisation,
            role,
            person: None,
            due: None,
            title: next.standard.name.clone(),
        };
        match next.stage {
            DraftStage::Draft { .. } => vec![duty("goods.submit_demand_standard", Role::FaRegulator)],
            DraftStage::Reviewing => vec![
                duty("goods.publish_demand_standard", Role::FaRegulator),
                duty("goods.return_demand_standard", Role::FaRegulatorHead),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::builtin_standard;
    use proptest::prelude::*;

    fn desktop() -> Standard {
        builtin_standard(&"A02010105".parse().expect("a code")).expect("there").clone()
    }
    fn day(month: i8, day: i8) -> Date {
        Date::constant(2026, month, day)
    }
    fn add(state: &mut DemandStandard, answer: Result<Vec<DemandStandardEvent>, Refusal>) {
        answer.expect("accepted").iter().for_each(|event| state.apply(Instant::default(), event));
    }
    fn authority() -> (OrganisationId, Region) {
        (OrganisationId::from_uuid(uuid::Uuid::from_u128(1)), "230000".parse().expect("a region"))
    }

    #[test]
    fn a_version_is_published_on_its_day_and_supersedes_the_one_before() {
        let mut state = DemandStandard::default();
        let first = Standard { valid_from: day(3, 2), ..desktop() };
        let answer = state.draft(first.clone(), authority());
        add(&mut state, answer);
        assert_eq!(state.publish(day(3, 2)).expect_err("a draft").code, "E_STATE");
        let answer = state.submit();
        add(&mut state, answer);
        assert_eq!(state.draft(first.clone(), authority()).expect_err("waits").code, "E_STATE");
        assert_eq!(state.publish(day(3, 1)).expect_err("a day before").code, "E_TOO_EARLY");
        let answer = state.publish(day(3, 2));
        add(&mut state, answer);
        assert_eq!((state.version, state.published.as_deref()), (1, Some(&first)));
        let answer = state.draft(Standard { name: "第二版".to_owned(), ..first }, authority());
        add(&mut state, answer);
        let answer = state.submit();
        add(&mut state, answer);
        assert_eq!(state.published.as_ref().map(|now| now.name.as_str()), Some("台式计算机需求标准"));
        let answer = state.send_back("依据写全".to_owned());
        add(&mut state, answer);
        let answer = state.submit();
        add(&mut state, answer);
        let answer = state.publish(day(3, 2));
        add(&mut state, answer);
        assert_eq!(
            (state.version, state.published.as_ref().map(|now| now.name.as_str())),
            (2, Some("第二版"))
        );
        let answer = state.supersede("改用国家标准".to_owned());
        add(&mut state, answer);
        assert!(state.published.is_none() && state.duties().is_empty());
    }
    #[test]
    fn a_bound_needs_a_number() {
        let mut wrong = desktop();
        wrong.parameters[2].value = Some("大".to_owned());
        wrong.parameters[3].value = None;
        let refusal = wrong.checked().expect_err("refused");
        let paths: Vec<_> = refusal.fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["parameters[2].value", "parameters[3].value", "parameters[3].value"]);
    }
    #[test]
    fn a_part_of_a_piece_counts_as_one() {
        assert_eq!(Quantity::Share { percent: 80 }.most(7), Some(6));
        assert_eq!(Quantity::Share { percent: 5 }.most(0), Some(0));
        // 每20人1台，100人以上超出部分每30人1台.
        let copier = Quantity::Steps { heads: 20, upto: 100, beyond: 30 };
        let found: Vec<_> =
            [1, 20, 21, 100, 101, 130, 131].map(|heads| copier.most(heads).unwrap_or(0)).into();
        assert_eq!(found, [1, 1, 2, 5, 6, 6, 7]);
    }
    proptest! {
        #[test]
        fn a_larger_staff_never_gets_less(a in 0u32..5000, b in 0u32..5000, percent in 1u32..200) {
            let (low, high) = (a.min(b), a.max(b));
            for quantity in [Quantity::Share { percent }, Quantity::Steps { heads: 20, upto: 100, beyond: 30 }] {
                prop_assert!(quantity.most(low) <= quantity.most(high));
            }
        }
    }
}
