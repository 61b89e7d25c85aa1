//! 异常低价审查结论.

use super::basis::{basis, bid_of, effective, fail_lot, matter_of, members, standing};
use crate::engine::prelude::*;
use procurement::{
    bidding::Bid,
    evaluation::{Evaluation, EvaluationStage, PriceJudgement},
};

/// The leader records what the committee found about an abnormally low price: reasonable, or the bid is invalid
/// (财库〔2026〕2号; D-EVA-04).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JudgePrice {
    /// 评审
    pub evaluation: EvaluationId,
    /// 投标
    pub bid: BidId,
    /// 结论
    pub conclusion: Conclusion,
    /// 评审意见
    pub opinion: String,
}

/// The committee's conclusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 能够证明合理
    Reasonable,
    /// 不能证明合理
    Unreasonable,
}

impl Command for JudgePrice {
    const NAME: &'static str = "evaluation.judge_price";
    const AUDIENCE: &'static [Role] = &[Role::Expert];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::id("bid", "bidding.bid"),
        Field::choice("conclusion", &["reasonable", "unreasonable"]),
        Field::paragraph("opinion", 2000),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let bid = bid_of(desk, &evaluation, self.bid)?;
        let lot = matter_of(&evaluation)?.lot;
        let basis = basis(desk, lot)?;
        let others: Vec<_> =
            standing(desk, lot, &basis, None)?.into_iter().filter(|one| one.bid != self.bid).collect();
        let judgement = PriceJudgement {
            bid: self.bid,
            reasonable: self.conclusion == Conclusion::Reasonable,
            opinion: self.opinion.clone(),
            effective_without: effective(&others),
        };
        let events = evaluation.judge_price(desk.actor().person, judgement, desk.now(), &basis.law)?;
        let mut after = (*evaluation).clone();
        events.iter().for_each(|event| after.apply(desk.now(), event));
        desk.record_all::<Evaluation>(self.evaluation, events)?;
        if self.conclusion == Conclusion::Unreasonable {
            desk.record_all::<Bid>(self.bid, bid.invalidate(self.opinion)?)?;
        }
        if matches!(after.stage, EvaluationStage::Failed { .. }) { fail_lot(desk, lot) } else { Ok(()) }
    }
}
