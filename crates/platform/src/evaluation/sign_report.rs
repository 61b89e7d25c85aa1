//! 签署评审报告.

use super::basis::{matter_of, members};
use crate::engine::prelude::*;
use procurement::{
    evaluation::{Evaluation, EvaluationStage},
    tender::{Candidate, Lot},
};

/// A member signs the report, agreeing or with a different opinion and its reasons (87号令第58条、第61条). The last
/// signature delivers it to the purchaser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignReport {
    /// 评审
    pub evaluation: EvaluationId,
    /// 不同意见及理由
    #[serde(default)]
    pub dissent: Option<String>,
}

impl Command for SignReport {
    const NAME: &'static str = "evaluation.sign_report";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] =
        &[Field::id("evaluation", "evaluation.evaluation"), Field::paragraph("dissent", 2000).optional()];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let id = matter_of(&evaluation)?.lot;
        let events = evaluation.sign_report(desk.actor().person, self.dissent)?;
        let mut after = (*evaluation).clone();
        events.iter().for_each(|event| after.apply(desk.now(), event));
        desk.record_all::<Evaluation>(self.evaluation, events)?;
        let EvaluationStage::Delivered { result, candidates, .. } = after.stage else { return Ok(()) };
        let lot = desk.load::<Lot>(id)?;
        let law = desk.law(lot.about()?.region);
        let candidates = candidates.into_iter().map(|one| Candidate {
            rank: one.rank,
            bid: one.bid,
            supplier: one.supplier,
            price: one.price,
            evaluation_price: one.evaluation_price,
            score: one.total,
        });
        let delivered = lot.deliver_report(result, candidates.collect(), desk.now(), &law)?;
        desk.record_all::<Lot>(id, delivered)?;
        super::rating::open(desk, self.evaluation, &evaluation)
    }
}
