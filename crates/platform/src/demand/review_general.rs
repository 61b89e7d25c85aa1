//! 一般性审查.

use crate::engine::prelude::*;
use procurement::demand::{Demand, GeneralReview as Conclusions, Verdict};

/// Records the general review (财库〔2021〕22号第30条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewGeneral {
    /// 采购需求
    pub demand: DemandId,
    /// 符合预算、资产、财务制度
    pub rules: Verdict,
    /// 说明适用理由
    pub reasons: Verdict,
    /// 报批事项作了安排
    pub approvals: Verdict,
    /// 实施计划完整
    pub complete: Verdict,
    /// 审查意见
    #[serde(default)]
    pub opinion: Option<String>,
}

/// Passing comes first in every list.
pub(super) const VERDICTS: &[&str] = &["passed", "failed"];

impl Command for ReviewGeneral {
    const NAME: &'static str = "demand.review_general";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserSupervisor];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("demand.demand", "demand"));
    const FIELDS: &'static [Field] = &[
        Field::id("demand", "demand.demand"),
        Field::choice("rules", VERDICTS),
        Field::choice("reasons", VERDICTS),
        Field::choice("approvals", VERDICTS),
        Field::choice("complete", VERDICTS),
        Field::paragraph("opinion", 2000).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Demand>(self.demand)?.file()?.need.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let demand = desk.load::<Demand>(self.demand)?;
        let law = desk.law(demand.file()?.need.region);
        let review = Conclusions {
            rules: self.rules,
            reasons: self.reasons,
            approvals: self.approvals,
            complete: self.complete,
        };
        let opinion = self.opinion.unwrap_or_default();
        let events = demand.review_general(review, opinion, desk.actor().person, &law)?;
        desk.record_all::<Demand>(self.demand, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Demand>(self.demand)?.file()?.need.name.clone())
    }
}
