//! 发布采购意向.

use crate::engine::prelude::*;
use procurement::{
    budget::{Indicator, IndicatorEvent},
    demand::{Intention, Outline},
    registry::Organisation,
};
use std::collections::BTreeMap;

/// Publishes an intention with its notice N-01 (财库〔2020〕10号).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishIntention {
    /// 预算指标
    pub indicator: IndicatorId,
    /// 其他指标
    #[serde(default)]
    pub others: Vec<Other>,
    /// 项目名称
    pub name: String,
    /// 品目
    pub catalogue: CatalogueCode,
    /// 需求概况
    pub summary: String,
    /// 预算金额
    pub budget: Money,
    /// 预计采购时间
    pub expected: Date,
    /// 专门面向中小企业
    pub for_sme: bool,
    /// 节能环保
    pub green: bool,
    /// 备注
    #[serde(default)]
    pub remark: Option<String>,
}

/// A further indicator.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Other {
    /// 预算指标
    pub indicator: IndicatorId,
}

impl Command for PublishIntention {
    const NAME: &'static str = "demand.publish_intention";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("budget.indicator", "indicator"));
    const FIELDS: &'static [Field] = &[
        Field::id("indicator", "budget.indicator"),
        Field::list("others", const { &[Field::id("indicator", "budget.indicator")] }, 9).optional(),
        Field::text("name", 100),
        Field::new("catalogue", Kind::Catalogue),
        Field::paragraph("summary", 2000),
        Field::money("budget"),
        Field::date("expected"),
        Field::flag("for_sme"),
        Field::flag("green"),
        Field::paragraph("remark", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Indicator>(self.indicator)?.account()?.issue.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            return Err(Refusal::new("E_SCHEMA").field("catalogue", "field-not-a-leaf").into());
        }
        let purchaser = desk.actor().organisation;
        let organisation = desk.load::<Organisation>(purchaser)?;
        organisation.require_active()?;
        let region = organisation.registration.region;
        let law = desk.law(region);
        let indicators: Vec<IndicatorId> =
            [self.indicator].into_iter().chain(self.others.iter().map(|other| other.indicator)).collect();
        let mut loaded = BTreeMap::new();
        for id in &indicators {
            loaded.insert(*id, desk.load::<Indicator>(*id)?.as_ref().clone());
        }
        let outline = Outline {
            purchaser,
            region,
            name: self.name,
            catalogue: self.catalogue,
            summary: self.summary,
            budget: self.budget,
            expected: self.expected,
            for_sme: self.for_sme,
            green: self.green,
            remark: self.remark,
            indicators,
        };
        let (id, notice) = (desk.new_id::<IntentionId>(), desk.new_id::<NoticeId>());
        let events = Intention::default().publish(outline, &loaded, notice, desk.now(), &law)?;
        desk.record_all::<Intention>(id, events)?;
        for (indicator, state) in loaded {
            if state.account()?.intention_due {
                desk.record::<Indicator>(indicator, IndicatorEvent::Intended { intention: id })?;
            }
        }
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.name.clone())
    }
    /// Any indicator of one's own with money left may back an intention.
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<IndicatorId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let indicator = desk.load::<Indicator>(id)?;
        let account = indicator.account()?;
        if account.issue.organisation != desk.actor().organisation {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        if account.available() > Money::ZERO { Ok(()) } else { Err(Refusal::new("E_NOT_NOW").into()) }
    }
}
