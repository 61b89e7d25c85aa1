//! 提交评分.

use super::{
    basis::{basis, bid_of, matter_of, members},
    lists::sheets_at,
};
use crate::engine::prelude::*;
use procurement::{
    bidding::BidStage,
    evaluation::{Evaluation, ItemSort, Scores, Sheet, score_outlier},
};

/// A member hands in the points for one bid: the objective ones once for all, the subjective ones each for itself
/// (87号令第55条; EVA-01, EVA-04, EVA-05).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SubmitScores {
    /// 评审
    pub evaluation: EvaluationId,
    /// 投标
    pub bid: BidId,
    /// 逐项得分
    pub scores: Vec<Points>,
    /// 评审说明
    #[serde(default)]
    pub remark: Option<String>,
}

/// The points for one factor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Points {
    /// 评审因素
    pub key: String,
    /// 得分
    pub points: Percent,
}

impl Command for SubmitScores {
    const NAME: &'static str = "evaluation.submit_scores";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::id("bid", "bidding.bid"),
        Field::list(
            "scores",
            &[Field::text("key", 20), Field::new("points", Kind::Percent { min: 0, max: 100 })],
            100,
        ),
        Field::paragraph("remark", 1000).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let person = desk.actor().person;
        let seat = evaluation.seat_of(person)?.no;
        let bid = bid_of(desk, &evaluation, self.bid)?;
        if !matches!(bid.stage, BidStage::Compliant { .. }) {
            return Err(Refusal::new("E_STATE").into());
        }
        let scheme = basis(desk, matter_of(&evaluation)?.lot)?.scheme;
        let counted = evaluation.score(person)?;

        let (mut own, mut shared, mut others) = (None, None, Vec::new());
        for row in sheets_at(desk, self.evaluation, self.bid)? {
            let sheet = desk.load::<Sheet>(row.sheet)?;
            if row.seat == seat {
                own = Some((row.sheet, sheet));
            } else if let Some(scores) = &sheet.scores {
                shared.get_or_insert_with(|| scores.objective.clone());
                others.push(scores.own());
            }
        }
        let (id, sheet) = own.ok_or_else(|| Refusal::new("E_STATE"))?;

        // Errors are said by the document's key; the person typed rows.
        let places: Vec<String> = self.scores.iter().map(|row| row.key.clone()).collect();
        let mut scores = Scores { objective: [].into(), subjective: [].into(), remark: self.remark };
        for row in self.scores {
            let objective =
                scheme.items.iter().any(|item| item.key == row.key && item.sort == ItemSort::Objective);
            let given = if objective { &mut scores.objective } else { &mut scores.subjective };
            given.insert(row.key, row.points.decimal());
        }
        let total = scores.own();
        let events =
            sheet.score(scores, shared.as_ref(), &scheme).map_err(|refusal| at_rows(refusal, &places))?;
        desk.warn(score_outlier(total, &others, &scheme, id));
        desk.record_all::<Evaluation>(self.evaluation, counted)?;
        desk.record_all::<Sheet>(id, events)
    }
}

/// Turns `scores.<key>` into the row where that key was typed.
fn at_rows(mut refusal: Refusal, places: &[String]) -> Refusal {
    for field in &mut refusal.fields {
        let row =
            field.path.strip_prefix("scores.").and_then(|key| places.iter().position(|place| place == key));
        if let Some(row) = row {
            field.path = format!("scores[{row}].points");
        }
    }
    refusal
}
