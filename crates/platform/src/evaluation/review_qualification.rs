//! 资格审查.

use super::basis::{ITEM, Item, basis, bid_of, explained, fail_lot, joined, matter_of};
use crate::engine::prelude::*;
use procurement::{
    bidding::Bid,
    evaluation::{Checked, Evaluation, EvaluationStage, checklist},
};

/// Why a bidder without the declaration that a reserved lot asks for is out.
const RESERVED: &str = "财库〔2020〕46号第6条、第11条";

/// The purchaser reviews one bidder's qualification, requirement by requirement (87号令第44条). That a lot is reserved for
/// small and medium enterprises is held against the declaration in the bid, whatever the purchaser ticked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewQualification {
    /// 评审
    pub evaluation: EvaluationId,
    /// 投标
    pub bid: BidId,
    /// 逐项意见
    pub items: Vec<Item>,
}

impl Command for ReviewQualification {
    const NAME: &'static str = "evaluation.review_qualification";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::id("bid", "bidding.bid"),
        Field::list("items", ITEM, 100),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(matter_of(&*desk.load::<Evaluation>(self.evaluation)?)?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        if !matches!(evaluation.stage, EvaluationStage::Qualification { .. }) {
            return Err(Refusal::new("E_STATE").into());
        }
        let bid = bid_of(desk, &evaluation, self.bid)?;
        let lot = matter_of(&evaluation)?.lot;
        let basis = basis(desk, lot)?;
        let clauses = &basis.document.qualification;
        let keys: Vec<String> = clauses.iter().map(|clause| clause.key.clone()).collect();
        let items: Vec<Checked> = self.items.into_iter().map(Into::into).collect();
        let faults = checklist(&keys, &items)?;
        let record = desk.put(&items)?;
        let declared = bid.offer().map(|offer| offer.sme).unwrap_or_default();
        let unfit = (!declared.fits(&basis.lot.about()?.sme)).then(|| RESERVED.to_owned());
        let failed = joined([explained(&faults, clauses), unfit]);
        let passed = failed.is_none();
        let reviewed = bid.review_qualification(failed)?;
        let events = evaluation.review_qualification(self.bid, passed, record, &basis.law)?;
        let mut after = (*evaluation).clone();
        events.iter().for_each(|event| after.apply(desk.now(), event));
        desk.record_all::<Evaluation>(self.evaluation, events)?;
        desk.record_all::<Bid>(self.bid, reviewed)?;
        if matches!(after.stage, EvaluationStage::Failed { .. }) { fail_lot(desk, lot) } else { Ok(()) }
    }
}
