//! 说明报价合理性.

use super::basis::bid_of;
use crate::engine::prelude::*;
use procurement::evaluation::Evaluation;

/// A bidder explains a price that is abnormally low (财库〔2026〕2号).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExplainPrice {
    /// 评审
    pub evaluation: EvaluationId,
    /// 投标
    pub bid: BidId,
    /// 成本测算与说明
    pub explanation: String,
}

impl Command for ExplainPrice {
    const NAME: &'static str = "evaluation.explain_price";
    const AUDIENCE: &'static [Role] = &[Role::SupplierClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::id("bid", "bidding.bid"),
        Field::paragraph("explanation", 4000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let bid = bid_of(desk, &evaluation, self.bid)?;
        let supplier = bid.matter.as_ref().map(|matter| matter.supplier);
        Ok(Matter::Organisation(supplier.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let explanation = desk.put(&self.explanation)?;
        let events = evaluation.explain_price(self.bid, desk.actor().organisation, explanation)?;
        desk.record_all::<Evaluation>(self.evaluation, events)
    }
}
