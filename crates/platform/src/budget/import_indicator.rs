//! 导入预算指标.

use super::lists::require_new_number;
use crate::engine::prelude::*;
use procurement::{
    budget::{FundType, Indicator, Issue},
    registry::{Kind as OrganisationKind, Organisation},
};

/// Takes over an approved budget line for a purchaser (政府采购法第33条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportIndicator {
    /// 指标文号
    pub number: String,
    /// 预算单位
    pub organisation: OrganisationId,
    /// 预算年度
    pub year: i16,
    /// 预算项目
    pub project: String,
    /// 资金性质
    pub fund: FundType,
    /// 支出经济分类
    pub economic_class: String,
    /// 末级品目
    pub catalogue: CatalogueCode,
    /// 金额
    pub amount: Money,
}

impl Command for ImportIndicator {
    const NAME: &'static str = "budget.import_indicator";
    const AUDIENCE: &'static [Role] = &[Role::FaBudget];
    const FIELDS: &'static [Field] = &[
        Field::text("number", 40),
        Field::id("organisation", "registry.organisation"),
        Field::new("year", Kind::Number { min: 2000, max: 2100 }),
        Field::text("project", 100),
        Field::choice("fund", FundType::IDS),
        Field::text("economic_class", 5),
        Field::new("catalogue", Kind::Catalogue),
        Field::money("amount"),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Organisation>(self.organisation)?.registration.region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let organisation = desk.load::<Organisation>(self.organisation)?;
        organisation.require_active()?;
        let registration = &organisation.registration;
        if registration.kind != OrganisationKind::Purchaser {
            return Err(Refusal::new("E_NOT_A_PURCHASER").field("organisation", "field-invalid").into());
        }
        let wrong = |path, key| Err(Refusal::new("E_SCHEMA").field(path, key).into());
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            return wrong("catalogue", "field-not-a-leaf");
        }
        if self.economic_class.len() != 5 || !self.economic_class.bytes().all(|b| b.is_ascii_digit()) {
            return wrong("economic_class", "field-economic-class");
        }
        require_new_number(desk, registration.region, self.year, &self.number)?;
        let issue = Issue {
            number: self.number,
            organisation: self.organisation,
            region: registration.region,
            year: self.year,
            project: self.project,
            fund: self.fund,
            economic_class: self.economic_class,
            catalogue: self.catalogue,
            amount: self.amount,
        };
        let law = desk.law(registration.region);
        let events = Indicator::default().import(issue, desk.now(), &law)?;
        let id = desk.new_id::<IndicatorId>();
        desk.record_all::<Indicator>(id, events)
    }
    fn ready(_desk: &mut Desk<'_, '_>, _subject: &StreamName) -> Result<(), Stop> {
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.project.clone())
    }
}
