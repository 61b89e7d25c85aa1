//! 编制需求标准.

use crate::engine::prelude::*;
use procurement::goods::{DemandStandard, MustHave, Operator, PriceReference, Quantity, Quota, Standard};

/// A parameter that must be asked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ParameterEntry {
    /// 属性代码
    pub code: String,
    /// 名称
    pub name: String,
    /// 关系
    pub operator: Operator,
    /// 界限
    #[serde(default)]
    pub value: Option<String>,
    /// 单位
    #[serde(default)]
    pub unit: Option<String>,
    /// 说明
    #[serde(default)]
    pub text: Option<String>,
    /// 可作实质性要求
    pub substantive: bool,
    /// 依据的标准
    #[serde(default)]
    pub standard: Option<String>,
}
/// A quota.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct QuotaEntry {
    /// 适用范围
    pub scope: String,
    /// 单价上限
    #[serde(default)]
    pub ceiling: Option<Money>,
    /// 数量上限占编制内实有人数的百分比
    #[serde(default)]
    pub percent: Option<u32>,
    /// 最低使用年限
    #[serde(default)]
    pub years: Option<u32>,
    /// 备注
    #[serde(default)]
    pub note: Option<String>,
}
/// A line of text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LineEntry {
    /// 内容
    pub text: String,
}

/// Writes a version of the demand standard of one end item for the authority's region.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DraftDemandStandard {
    /// 末级品目
    pub catalogue: CatalogueCode,
    /// 名称
    pub name: String,
    /// 功能要求
    pub functions: String,
    /// 必备参数
    #[serde(default)]
    pub parameters: Vec<ParameterEntry>,
    /// 配置标准
    #[serde(default)]
    pub quotas: Vec<QuotaEntry>,
    /// 服务要求
    #[serde(default)]
    pub services: Vec<LineEntry>,
    /// 验收项
    #[serde(default)]
    pub acceptance: Vec<LineEntry>,
    /// 示范条款
    #[serde(default)]
    pub clauses: Vec<LineEntry>,
    /// 价格参考：低
    #[serde(default)]
    pub price_low: Option<Money>,
    /// 价格参考：中位
    #[serde(default)]
    pub price_median: Option<Money>,
    /// 价格参考：高
    #[serde(default)]
    pub price_high: Option<Money>,
    /// 样本数
    #[serde(default)]
    pub price_sample: Option<u32>,
    /// 采集日期
    #[serde(default)]
    pub price_as_of: Option<Date>,
    /// 依据文件
    pub basis: String,
    /// 施行日期
    pub valid_from: Date,
}

const PARAMETER: &[Field] = &[
    Field::text("code", 40),
    Field::text("name", 40),
    Field::choice("operator", Operator::IDS),
    Field::text("value", 200).optional(),
    Field::text("unit", 10).optional(),
    Field::text("text", 200).optional(),
    Field::flag("substantive"),
    Field::text("standard", 100).optional(),
];
const QUOTA: &[Field] = &[
    Field::text("scope", 80),
    Field::money("ceiling").optional(),
    Field::new("percent", Kind::Number { min: 1, max: 1000 }).optional(),
    Field::new("years", Kind::Number { min: 1, max: 100 }).optional(),
    Field::text("note", 200).optional(),
];
const LINE: &[Field] = &[Field::paragraph("text", 300)];

impl Command for DraftDemandStandard {
    const NAME: &'static str = "goods.draft_demand_standard";
    const AUDIENCE: &'static [Role] = &[Role::FaRegulator];
    const FIELDS: &'static [Field] = &[
        Field::new("catalogue", Kind::Catalogue),
        Field::text("name", 60),
        Field::paragraph("functions", 1000),
        Field::list("parameters", PARAMETER, 40).optional(),
        Field::list("quotas", QUOTA, 10).optional(),
        Field::list("services", LINE, 20).optional(),
        Field::list("acceptance", LINE, 20).optional(),
        Field::list("clauses", LINE, 20).optional(),
        Field::money("price_low").optional(),
        Field::money("price_median").optional(),
        Field::money("price_high").optional(),
        Field::new("price_sample", Kind::Number { min: 1, max: 1_000_000 }).optional(),
        Field::date("price_as_of").optional(),
        Field::text("basis", 200),
        Field::date("valid_from"),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.actor().region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let authority = (desk.actor().organisation, desk.actor().region);
        let id = DemandStandard::id_of(&self.catalogue, authority.1);
        let now = match desk.load::<DemandStandard>(id) {
            Ok(state) => (*state).clone(),
            Err(Stop::Refused(refusal)) if refusal.code == "E_NOT_FOUND" => DemandStandard::default(),
            Err(stop) => return Err(stop),
        };
        desk.record_all::<DemandStandard>(id, now.draft(self.standard()?, authority)?)
    }
    fn ready(_desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
}

impl DraftDemandStandard {
    fn standard(self) -> Result<Standard, Refusal> {
        let price =
            match (self.price_low, self.price_median, self.price_high, self.price_sample, self.price_as_of) {
                (None, None, None, None, None) => None,
                (Some(low), Some(median), Some(high), Some(sample), Some(as_of)) => {
                    Some(PriceReference { low, median, high, sample, as_of })
                }
                _ => return Err(Refusal::new("E_SCHEMA").field("price_low", "field-goods-price-incomplete")),
            };
        let lines = |all: Vec<LineEntry>| all.into_iter().map(|line| line.text).collect();
        let parameter = |entry: ParameterEntry| MustHave {
            code: entry.code,
            name: entry.name,
            operator: entry.operator,
            value: entry.value,
            unit: entry.unit,
            text: entry.text,
            substantive: entry.substantive,
            standard: entry.standard,
            to_verify: false,
        };
        let quota = |entry: QuotaEntry| Quota {
            scope: entry.scope,
            ceiling: entry.ceiling,
            quantity: entry.percent.map_or(Quantity::AsNeeded, |percent| Quantity::Share { percent }),
            years: entry.years,
            note: entry.note,
            to_verify: false,
        };
        Ok(Standard {
            catalogue: self.catalogue,
            name: self.name,
            functions: self.functions,
            parameters: self.parameters.into_iter().map(parameter).collect(),
            quotas: self.quotas.into_iter().map(quota).collect(),
            services: lines(self.services),
            acceptance: lines(self.acceptance),
            price,
            clauses: lines(self.clauses),
            basis: self.basis,
            valid_from: self.valid_from,
        })
    }
}
