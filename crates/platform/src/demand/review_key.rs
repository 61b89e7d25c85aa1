//! 重点审查.

use super::review_general::VERDICTS;
use crate::engine::prelude::*;
use procurement::demand::{Demand, KeyReview as Conclusions, Verdict};

/// Records the key review: five conclusions (财库〔2021〕22号第31条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewKey {
    /// 采购需求
    pub demand: DemandId,
    /// 非歧视性
    pub non_discrimination: Verdict,
    /// 竞争性
    pub competition: Verdict,
    /// 采购政策
    pub policy: Verdict,
    /// 履约风险
    pub performance_risk: Verdict,
    /// 其他
    pub other: Verdict,
    /// 审查意见
    #[serde(default)]
    pub opinion: Option<String>,
}

impl Command for ReviewKey {
    const NAME: &'static str = "demand.review_key";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserFinance];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("demand.demand", "demand"));
    const FIELDS: &'static [Field] = &[
        Field::id("demand", "demand.demand"),
        Field::choice("non_discrimination", VERDICTS),
        Field::choice("competition", VERDICTS),
        Field::choice("policy", VERDICTS),
        Field::choice("performance_risk", VERDICTS),
        Field::choice("other", VERDICTS),
        Field::paragraph("opinion", 2000).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Demand>(self.demand)?.file()?.need.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let demand = desk.load::<Demand>(self.demand)?;
        let law = desk.law(demand.file()?.need.region);
        let review = Conclusions {
            non_discrimination: self.non_discrimination,
            competition: self.competition,
            policy: self.policy,
            performance_risk: self.performance_risk,
            other: self.other,
        };
        let opinion = self.opinion.unwrap_or_default();
        let events = demand.review_key(review, opinion, desk.actor().person, &law)?;
        desk.record_all::<Demand>(self.demand, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Demand>(self.demand)?.file()?.need.name.clone())
    }
}
