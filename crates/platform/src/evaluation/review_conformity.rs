//! 符合性审查.

use super::{
    basis::{
        ITEM, Item, basis, bid_of, effective, explained, fail_lot, joined, low_prices, matter_of, members,
        standing,
    },
    lists::sheets_at,
};
use crate::engine::prelude::*;
use procurement::{
    bidding::{Bid, BidContent, BidStage, PriceLine},
    evaluation::{
        Checked, Evaluation, EvaluationStage, Sheet, SheetMatter, checklist, decide,
        formula::{price_fault, unit_price_fault},
    },
};
use std::collections::BTreeMap;

/// A member votes on one bid, substantive requirement by requirement (87号令第50条). The last vote decides by majority; the
/// last decision finds the prices that must be explained.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReviewConformity {
    /// 评审
    pub evaluation: EvaluationId,
    /// 投标
    pub bid: BidId,
    /// 逐项意见
    pub items: Vec<Item>,
}

impl Command for ReviewConformity {
    const NAME: &'static str = "evaluation.review_conformity";
    const AUDIENCE: &'static [Role] = &[Role::Expert, Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("evaluation.evaluation", "evaluation"));
    const FIELDS: &'static [Field] = &[
        Field::id("evaluation", "evaluation.evaluation"),
        Field::id("bid", "bidding.bid"),
        Field::list("items", ITEM, 200),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        members(desk, self.evaluation)
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let evaluation = desk.load::<Evaluation>(self.evaluation)?;
        let person = desk.actor().person;
        let seat = evaluation.seat_of(person)?.no;
        let bid = bid_of(desk, &evaluation, self.bid)?;
        let earlier = sheets_at(desk, self.evaluation, self.bid)?;
        if earlier.iter().any(|sheet| sheet.seat == seat) {
            return Err(Refusal::new("E_VOTED").into());
        }
        if !matches!(bid.stage, BidStage::Qualified { .. }) {
            return Err(Refusal::new("E_STATE").into());
        }
        let lot = matter_of(&evaluation)?.lot;
        let basis = basis(desk, lot)?;
        let clauses = &basis.document.substantive;
        let keys: Vec<String> = clauses.iter().map(|clause| clause.key.clone()).collect();
        let items: Vec<Checked> = self.items.into_iter().map(Into::into).collect();
        let faults = checklist(&keys, &items)?;
        let matter = SheetMatter { evaluation: self.evaluation, lot, bid: self.bid, seat, person };
        let voted = Sheet::default().vote(matter, faults.clone(), &keys)?;

        let mut decision = None;
        if earlier.len() + 1 == evaluation.seats.len() {
            let mut votes = BTreeMap::from([(seat, faults)]);
            for row in &earlier {
                let sheet = desk.load::<Sheet>(row.sheet)?;
                votes.insert(row.seat, sheet.vote.clone().unwrap_or_default());
            }
            let about = basis.lot.about()?;
            let price = match bid.offer() {
                Some(offer) => {
                    let content = desk.get::<BidContent>(&offer.content)?;
                    let demand = basis.document.demand_lines(about.number);
                    let asked =
                        |line: &PriceLine| demand.iter().find(|wanted| wanted.name == line.name)?.ceiling;
                    let lines = content.lines.iter().map(|line| (line.unit_price, asked(line)));
                    price_fault(offer.price, about.ceiling, about.budget).or_else(|| unit_price_fault(lines))
                }
                None => None,
            };
            decision = Some(decide(&votes, price));
        }
        let decided = decision.as_ref().map(|made| (made.conforms(), made.dissent.clone()));
        let mut events = evaluation.vote_conformity(person, self.bid, decided)?;
        let mut outcome = Vec::new();
        if let Some(made) = &decision {
            let reasons =
                [explained(&made.faults, clauses), made.price.map(|fault| fault.basis().to_owned())];
            outcome = bid.review_conformity(joined(reasons))?;
            if evaluation.last_to_decide() {
                let and = made.conforms().then_some(self.bid);
                let left = standing(desk, lot, &basis, and)?;
                let low = low_prices(&left, &basis, desk.now())?;
                events.extend(evaluation.close_conformity(effective(&left), low, &basis.law)?);
            }
        }
        let mut after = (*evaluation).clone();
        events.iter().for_each(|event| after.apply(desk.now(), event));
        let sheet = desk.new_id::<SheetId>();
        desk.record_all::<Evaluation>(self.evaluation, events)?;
        desk.record_all::<Sheet>(sheet, voted)?;
        desk.record_all::<Bid>(self.bid, outcome)?;
        if matches!(after.stage, EvaluationStage::Failed { .. }) { fail_lot(desk, lot) } else { Ok(()) }
    }
}
