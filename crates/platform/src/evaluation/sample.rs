//! How people of a simulated town answer the evaluation's to-dos.

use super::{bids_of_lot, scheme, sheets_of_seat};
use crate::training::{Moves, Scene};
use kernel::{BidId, DrawId, EvaluationId, StreamId};
use procurement::{
    bidding::{Bid, BidStage},
    evaluation::{Evaluation, ItemSort},
    tender::{Clause, Lot, Project, TenderDocument},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};

pub(super) fn teach(moves: &mut Moves) {
    moves.teach("evaluation.convene", |scene| Some(json!({ "draw": scene.id::<DrawId>()? })));
    moves.teach("evaluation.sign_in", |scene| {
        Some(json!({ "evaluation": scene.id::<EvaluationId>()?, "discipline": true, "avoidance": "none" }))
    });
    moves.teach("evaluation.elect_leader", |scene| {
        Some(json!({ "evaluation": scene.id::<EvaluationId>()?, "leader": 1 }))
    });
    moves.teach("evaluation.review_qualification", |scene| {
        let bid = next_bid(scene, |stage| matches!(stage, BidStage::Announced { .. }), false)?;
        let document = document(scene)?;
        Some(json!({ "evaluation": scene.id::<EvaluationId>()?, "bid": bid, "items": passed(&document.qualification) }))
    });
    moves.teach("evaluation.review_conformity", |scene| {
        let bid = next_bid(scene, |stage| matches!(stage, BidStage::Qualified { .. }), true)?;
        let document = document(scene)?;
        Some(json!({ "evaluation": scene.id::<EvaluationId>()?, "bid": bid, "items": passed(&document.substantive) }))
    });
    moves.teach("evaluation.submit_scores", submit_scores);
    moves.teach("evaluation.explain_price", |scene| {
        let evaluation = scene.subject::<Evaluation>()?;
        let review = evaluation.low_prices.iter().find(|one| one.supplier == scene.actor.organisation)?;
        let explanation = "报价由材料、人工、运输和合理利润构成，成本测算表与近期同类合同附后。";
        Some(json!({
            "evaluation": scene.id::<EvaluationId>()?, "bid": review.bid, "explanation": explanation,
        }))
    });
    moves.teach("evaluation.judge_price", |scene| {
        let evaluation = scene.subject::<Evaluation>()?;
        let review = evaluation.low_prices.iter().find(|one| one.reasonable.is_none())?;
        review.explanation?;
        Some(json!({
            "evaluation": scene.id::<EvaluationId>()?, "bid": review.bid, "conclusion": "reasonable",
            "opinion": "成本测算完整，与同类成交价相符，能够证明报价合理。",
        }))
    });
    moves.teach("evaluation.aggregate", |scene| Some(json!({ "evaluation": scene.id::<EvaluationId>()? })));
    moves.teach("evaluation.sign_report", |scene| Some(json!({ "evaluation": scene.id::<EvaluationId>()? })));
}

fn lot(scene: &Scene<'_>) -> Option<Lot> {
    scene.state::<Lot>(scene.subject::<Evaluation>()?.matter?.lot)
}
fn document(scene: &Scene<'_>) -> Option<TenderDocument> {
    scene.platform.document_as(&lot(scene)?.terms?.document)
}
fn passed(clauses: &[Clause]) -> Vec<Value> {
    clauses.iter().map(|clause| json!({ "key": clause.key, "verdict": "passed" })).collect()
}
/// The first bid in this stage; with `own`, that this member has no sheet for.
fn next_bid(scene: &Scene<'_>, stage: fn(&BidStage) -> bool, own: bool) -> Option<BidId> {
    let (id, person) = (scene.id::<EvaluationId>()?, scene.actor.person);
    let lot = scene.subject::<Evaluation>()?.matter?.lot;
    let journal = scene.platform.journal();
    let rows = journal.read(|tx| bids_of_lot(tx, lot)).ok()?;
    let done = journal.read(|tx| sheets_of_seat(tx, id, person)).ok()?;
    let open = |bid: &BidId| !own || !done.iter().any(|sheet| sheet.bid == *bid);
    rows.iter()
        .map(|row| row.bid)
        .find(|bid| open(bid) && scene.state::<Bid>(*bid).is_some_and(|state| stage(&state.stage)))
}
fn submit_scores(scene: &mut Scene<'_>) -> Option<Value> {
    let (id, person) = (scene.id::<EvaluationId>()?, scene.actor.person);
    let mine = scene.platform.journal().read(|tx| sheets_of_seat(tx, id, person)).ok()?;
    let row = mine.iter().find(|sheet| {
        !sheet.scored
            && scene
                .state::<Bid>(sheet.bid)
                .is_some_and(|bid| matches!(bid.stage, BidStage::Compliant { .. }))
    })?;
    let lot = lot(scene)?;
    let about = lot.about?;
    let method = scene.state::<Project>(about.project)?.about?.evaluation;
    let law = scene.platform.outside().rules.law(about.region, lot.terms?.published_at.date());
    let scheme = scheme(&document(scene)?, &about, method, &law).ok()?;
    // What a bid is worth depends on the bid; members differ a little.
    let worth = i64::from(row.bid.uuid().as_bytes()[15] % 25) + 70;
    let mut scores = Vec::new();
    for item in &scheme.items {
        let share = match item.sort {
            ItemSort::Objective => worth,
            ItemSort::Subjective => (worth + scene.dice.between(-4, 4)).min(100),
        };
        let points = match item.tiers.iter().copied().max() {
            Some(_) => {
                let wanted = item.max * Decimal::from(share) / Decimal::ONE_HUNDRED;
                item.tiers.iter().copied().min_by_key(|tier| (*tier - wanted).abs())?
            }
            None => (item.max * Decimal::from(share) / Decimal::ONE_HUNDRED).round_dp(1),
        };
        scores.push(json!({ "key": item.key, "points": points }));
    }
    Some(json!({ "evaluation": id, "bid": row.bid, "scores": scores }))
}
