//! 调整预算指标.

use crate::engine::prelude::*;
use procurement::budget::Indicator;

/// Raises or cuts an indicator; never below what is taken (BUD-05).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AdjustIndicator {
    /// 指标
    pub indicator: IndicatorId,
    /// 调整后的金额
    pub amount: Money,
    /// 调整文号
    pub document: String,
    /// 调整原因
    pub reason: String,
}

impl Command for AdjustIndicator {
    const NAME: &'static str = "budget.adjust_indicator";
    const AUDIENCE: &'static [Role] = &[Role::FaBudget];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("budget.indicator", "indicator"));
    const FIELDS: &'static [Field] = &[
        Field::id("indicator", "budget.indicator"),
        Field::money("amount"),
        Field::text("document", 40),
        Field::paragraph("reason", 500),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Region(desk.load::<Indicator>(self.indicator)?.account()?.issue.region))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let indicator = desk.load::<Indicator>(self.indicator)?;
        let law = desk.law(indicator.account()?.issue.region);
        let events = indicator.adjust(self.amount, self.document, self.reason, &law)?;
        desk.record_all::<Indicator>(self.indicator, events)
    }
    /// Nobody is asked to adjust; the finance department may at any time.
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<IndicatorId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let region = desk.load::<Indicator>(id)?.account()?.issue.region;
        if desk.actor().region.covers(&region) {
            Ok(())
        } else {
            Err(Refusal::new("E_FORBIDDEN_SCOPE").into())
        }
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(desk.load::<Indicator>(self.indicator)?.account()?.issue.project.clone())
    }
}
