//! 汇总评审结果.

use super::{
    basis::{basis, matter_of, standing},
    lists::sheets_at,
};
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, Score},
    draw::Draw,
    evaluation::{Candidate, Considered, Evaluation, Sheet, aggregate},
};
use std::collections::BTreeMap;

/// Longest result that lies with the journal; a longer one is a file.
const BODY: usize = 16 << 10;

/// Deducts, scores and ranks (87号令第55条、第57条; EVA-07, EVA-10). Everything follows from what is recorded, the lot
/// between equal bids from the draw's seed, so that anybody can compute it again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Aggregate {
    /// 评审
    pub evaluation: EvaluationId,
}

impl Command for Aggregate {
    const NAME: &'static str = "evaluation.aggregate";
    const AUDIENCE: &'static [Role] = &[Role::AgencyPm];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[Field::id("evaluation", "evaluation.evaluation")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(matter_of(&*desk.load::<Evaluation>(self.evaluation)?)?.agency))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        evaluation.ready_to_aggregate()?;
        let matter = matter_of(&evaluation)?;
        let basis = basis(desk, matter.lot)?;
        let mut bids = Vec::new();
        for one in standing(desk, matter.lot, &basis, None)? {
            let (mut objective, mut subjective) = (BTreeMap::new(), BTreeMap::new());
            for row in sheets_at(desk, self.evaluation, one.bid)? {
                let sheet = desk.load::<Sheet>(row.sheet)?;
                let scores = sheet.scores.as_ref().ok_or_else(|| Refusal::new("E_STATE"))?;
                objective.clone_from(&scores.objective);
                subjective.insert(row.seat, scores.subjective.clone());
            }
            let offer = one.priced();
            bids.push(Considered {
                bid: one.bid,
                supplier: one.supplier,
                offer,
                brand: one.brand,
                objective,
                subjective,
            });
        }
        let draw = desk.load::<Draw>(matter.draw)?;
        let drawn = draw.seed().ok_or_else(|| Refusal::new("E_STATE"))?;
        let seed = Digest::of_parts(&[drawn.bytes(), self.evaluation.uuid().as_bytes()]);
        let outcome = aggregate(&bids, &basis.scheme, &seed);

        let bytes = serde_json::to_vec(&outcome).map_err(|_| Refusal::new("E_INTERNAL"))?;
        let result = if bytes.len() <= BODY { desk.put(&outcome)? } else { desk.outside().put(&bytes)? };
        let limit = usize::try_from(basis.scheme.candidates).unwrap_or(1);
        let candidates = outcome.rows.iter().filter(|row| row.eligible).take(limit).map(|row| Candidate {
            bid: row.bid,
            supplier: row.supplier,
            price: row.price,
            evaluation_price: row.evaluation_price,
            total: row.total,
            rank: row.rank,
        });
        let events = evaluation.aggregate(result, candidates.collect())?;
        desk.record_all::<Evaluation>(self.evaluation, events)?;
        for bid in bids {
            let state = desk.load::<Bid>(bid.bid)?;
            let events = match outcome.rows.iter().find(|row| row.bid == bid.bid) {
                Some(row) => state.score(Score {
                    evaluation_price: row.shown_price(),
                    total: row.total,
                    rank: row.rank,
                })?,
                // Under the lowest-price method a dearer bid of the same brand is invalid.
                None => state.invalidate("87号令第31条".to_owned())?,
            };
            desk.record_all::<Bid>(bid.bid, events)?;
        }
        Ok(())
    }
}
