//! The evaluation of one lot through the engine: drawn, convened, reviewed, scored, aggregated, signed, delivered.

use super::scene::Scene;
use kernel::*;
use procurement::{
    bidding::{Bid, BidStage, Sme},
    draw::{Draw, DrawStage, Standing},
    evaluation::{Evaluation, EvaluationStage, Outcome},
    plan::SmeReservation,
    tender::{Lot, LotStage},
};
use serde_json::json;

#[test]
fn a_lot_is_drawn_evaluated_and_its_report_delivered() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    assert_eq!(scene.accept_all(draw), 5);
    assert!(matches!(scene.town.state::<Draw>(draw).stage, DrawStage::Filled { .. }));
    let evaluation = scene.convene(draw);
    assert_eq!(scene.town.state::<Lot>(scene.lot).evaluation, Some(evaluation));
    scene.assemble(evaluation);
    for bid in &scene.bids {
        scene.qualify(evaluation, *bid, true).unwrap();
    }
    for bid in &scene.bids {
        for member in scene.members(evaluation) {
            scene.vote(evaluation, *bid, &member, true).unwrap();
        }
    }
    assert!(matches!(
        scene.town.state::<Evaluation>(evaluation).stage,
        EvaluationStage::Scoring { conforming: 3 }
    ));
    let members = scene.members(evaluation);
    for (at, bid) in scene.bids.iter().enumerate() {
        for (seat, member) in members.iter().enumerate() {
            if (at, seat) == (2, 4) {
                continue;
            }
            let objective = (seat == 0).then_some(["28", "16"]);
            scene.score(evaluation, *bid, member, objective, ["6", "10"]).unwrap();
        }
    }
    // All sheets but one: the seat is named, not the person.
    let missing = scene.aggregate(evaluation).unwrap_err();
    assert_eq!(missing.code, "E_SHEETS_MISSING");
    assert_eq!(missing.args.get("seats"), Some(&Arg::Text("5".to_owned())));
    scene.score(evaluation, scene.bids[2], &members[4], None, ["6", "10"]).unwrap();
    scene.aggregate(evaluation).unwrap();
    let stage = scene.town.state::<Evaluation>(evaluation).stage;
    let EvaluationStage::Signing { result, candidates } = stage else { panic!("to be signed") };
    assert_eq!(candidates.len(), 3);
    // All three are small enterprises and have the same points: the cheapest is first, at its price as bid.
    assert_eq!((candidates[0].bid, candidates[0].price), (scene.bids[1], Money::from_yuan(900_000)));
    let outcome: Outcome = scene.town.platform.document_as(&result).expect("the result");
    assert_eq!(outcome.rows[0].total.to_string(), "90.00");
    assert_eq!(outcome.rows[0].evaluation_price.to_string(), "76500000");
    for member in &members {
        scene.town.run(member, "evaluation.sign_report", json!({ "evaluation": evaluation })).unwrap();
    }
    let lot = scene.town.state::<Lot>(scene.lot);
    let LotStage::Recommended { candidates, report, .. } = lot.stage else { panic!("with the purchaser") };
    assert_eq!((candidates[0].bid, report), (scene.bids[1], result));
    let BidStage::Scored { score, .. } = scene.town.state::<Bid>(scene.bids[1]).stage else {
        panic!("scored")
    };
    assert_eq!((score.rank, score.evaluation_price), (1, Money::from_yuan(765_000)));
}

#[test]
fn points_over_the_maximum_and_other_objective_points_are_refused() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let (evaluation, members) = scene.scoring();
    let bid = scene.bids[0];
    let over = scene.score(evaluation, bid, &members[0], Some(["31", "16"]), ["6", "10"]).unwrap_err();
    assert_eq!((&*over.code, over.rule.as_deref()), ("E_SCORE_RANGE", Some("EVA-05")));
    assert_eq!(over.fields[0].path, "scores[0].points");
    let between = scene.score(evaluation, bid, &members[0], Some(["30", "16"]), ["7", "10"]).unwrap_err();
    assert_eq!(between.fields[0].key, "evaluation-field-tier");
    scene.score(evaluation, bid, &members[0], Some(["30", "16"]), ["6", "10"]).unwrap();
    let other = scene.score(evaluation, bid, &members[1], Some(["29", "16"]), ["6", "10"]).unwrap_err();
    assert_eq!((&*other.code, other.rule.as_deref()), ("E_OBJECTIVE_MISMATCH", Some("EVA-04")));
    scene.score(evaluation, bid, &members[1], None, ["6", "10"]).unwrap();
    let twice = scene.score(evaluation, bid, &members[1], None, ["6", "10"]).unwrap_err();
    assert_eq!(twice.code, "E_SCORED");
    // Far from the others': a written reason is asked for.
    let far = scene.score(evaluation, bid, &members[2], None, ["0", "0"]).unwrap_err();
    assert_eq!(far.code, "E_REASON_NEEDED");
}

#[test]
fn two_qualified_bids_fail_the_lot() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    scene.accept_all(draw);
    let evaluation = scene.convene(draw);
    scene.assemble(evaluation);
    let no_reason = json!({
        "evaluation": evaluation, "bid": scene.bids[0],
        "items": [{ "key": "q1", "verdict": "failed" }],
    });
    let refusal = scene
        .town
        .run(&scene.town.purchaser.clerk, "evaluation.review_qualification", no_reason)
        .unwrap_err();
    assert_eq!((&*refusal.code, refusal.fields.len()), ("E_REVIEW_INCOMPLETE", 2));
    for (at, bid) in scene.bids.iter().enumerate() {
        scene.qualify(evaluation, *bid, at > 0).unwrap();
    }
    assert!(matches!(scene.town.state::<Evaluation>(evaluation).stage, EvaluationStage::Failed { left: 2 }));
    assert!(matches!(scene.town.state::<Lot>(scene.lot).stage, LotStage::Failed { .. }));
    assert!(matches!(scene.town.state::<Bid>(scene.bids[0]).stage, BidStage::Unqualified { .. }));
}

#[test]
fn a_low_price_is_explained_by_its_bidder_and_judged_by_the_leader() {
    let scene = Scene::opened(&[980_000, 400_000, 950_000]);
    let (evaluation, members) = scene.voted();
    let state = scene.town.state::<Evaluation>(evaluation);
    assert!(matches!(state.stage, EvaluationStage::PriceReview { .. }));
    assert_eq!(state.low_prices[0].bid, scene.bids[1]);
    let explain =
        json!({ "evaluation": evaluation, "bid": scene.bids[1], "explanation": "库存清仓，附成本测算。" });
    let other = scene.town.run(&scene.town.suppliers[0].clerk, "evaluation.explain_price", explain.clone());
    assert_eq!(other.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    scene.town.run(&scene.town.suppliers[1].clerk, "evaluation.explain_price", explain).unwrap();
    let judge = json!({
        "evaluation": evaluation, "bid": scene.bids[1], "conclusion": "unreasonable", "opinion": "不能覆盖材料成本。",
    });
    assert_eq!(
        scene.town.run(&members[1], "evaluation.judge_price", judge.clone()).unwrap_err().code,
        "E_NOT_LEADER"
    );
    scene.town.run(&members[0], "evaluation.judge_price", judge).unwrap();
    // Two bids are left of three: the lot fails.
    assert!(matches!(scene.town.state::<Lot>(scene.lot).stage, LotStage::Failed { .. }));
    assert!(matches!(scene.town.state::<Bid>(scene.bids[1]).stage, BidStage::Invalid { .. }));
}

#[test]
fn conformity_is_decided_by_majority_and_dissent_is_kept() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let evaluation = scene.qualified();
    let members = scene.members(evaluation);
    for (seat, member) in members.iter().enumerate() {
        scene.vote(evaluation, scene.bids[0], member, seat >= 2).unwrap();
    }
    assert!(matches!(scene.town.state::<Bid>(scene.bids[0]).stage, BidStage::Compliant { .. }));
    let again = scene.vote(evaluation, scene.bids[0], &members[0], true).unwrap_err();
    assert_eq!(again.code, "E_VOTED");
    let stranger = scene.outsider(evaluation);
    let foreign = scene.vote(evaluation, scene.bids[1], &stranger, true).unwrap_err();
    assert_eq!(foreign.code, "E_FORBIDDEN_SCOPE");
}

#[test]
fn an_expert_who_works_for_a_bidder_is_never_called() {
    let scene = Scene::opened_with_employer_of(0);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    scene.accept_all(draw);
    let state = scene.town.state::<Draw>(draw);
    assert_eq!(state.candidates.expect("a list").count, 8, "the ninth works for a bidder");
    let conflicted = scene.conflicted.expect("an expert");
    assert!(state.chosen.iter().all(|one| one.person != conflicted));
}

#[test]
fn who_declares_an_avoidance_is_replaced_from_the_order() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    scene.accept_all(draw);
    let evaluation = scene.convene(draw);
    let members = scene.members(evaluation);
    let avoid = json!({ "evaluation": evaluation, "avoidance": "avoid", "reason": "近亲属在投标人任职" });
    scene.town.run(&members[1], "evaluation.sign_in", avoid).unwrap();
    scene.accept_all(draw);
    let after = scene.members(evaluation);
    assert_eq!(after.len(), 5);
    assert!(after.iter().all(|member| member.person != members[1].person));
    let withdrawn = scene.town.state::<Draw>(draw);
    assert_eq!(withdrawn.chosen.iter().filter(|one| one.standing == Standing::Withdrawn).count(), 1);
    scene.assemble(evaluation);
}

#[test]
fn a_party_that_stays_silent_forfeits_and_time_draws_on() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    let town = &scene.town;
    town.run(&town.agency.pm, "draw.commit", json!({ "draw": draw, "words": "代理机构" })).unwrap();
    assert_eq!(
        town.run(&town.agency.pm, "draw.commit", json!({ "draw": draw })).unwrap_err().code,
        "E_COMMITTED"
    );
    town.advance_to(town.platform.now().plus(Span::minutes(61)));
    assert!(matches!(town.state::<Draw>(draw).stage, DrawStage::Revealing { .. }));
    town.advance_to(town.platform.now().plus(Span::minutes(61)));
    let state = town.state::<Draw>(draw);
    assert!(matches!(state.stage, DrawStage::Calling { .. }));
    assert_eq!(state.forfeited().len(), 3);
    // Nobody answers: the rest of the list is called, then it is exhausted.
    town.advance_to(town.platform.now().plus(Span::minutes(31)));
    assert!(matches!(town.state::<Draw>(draw).stage, DrawStage::Failed { .. }));
    let todo = town.platform.todo(&town.agency.pm, 10).unwrap();
    assert!(todo.iter().any(|one| one.command == "draw.widen"));
}

#[test]
fn nobody_but_an_expert_learns_who_was_called() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    let state = scene.town.state::<Draw>(draw);
    let body = serde_json::to_string(&state).unwrap();
    for expert in &scene.town.experts {
        let name = scene.town.platform.name_of(expert.person).expect("a name");
        assert!(!body.contains(&name));
    }
    for actor in [&scene.town.agency.pm, &scene.town.purchaser.clerk, &scene.town.finance.regulator] {
        let todo = scene.town.platform.todo(actor, 50).unwrap();
        assert!(todo.iter().all(|one| one.command != "draw.respond"));
    }
}

#[test]
fn the_draw_can_be_repeated_from_what_is_recorded() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let draw = scene.draw();
    scene.commit_and_reveal(draw);
    let state = scene.town.state::<Draw>(draw);
    let candidates = state.candidates.as_ref().expect("a list");
    let mut list: Vec<Digest> = Vec::new();
    for page in &candidates.pages {
        list.extend(scene.town.platform.document_as::<Vec<Digest>>(page).expect("a page"));
    }
    assert_eq!(procurement::draw::candidates_digest(&list), candidates.digest);
    let said: Vec<&str> = state.contributions.values().filter_map(|one| one.revealed.as_deref()).collect();
    let seed = procurement::draw::seed(&said, &candidates.digest, state.root.as_deref().expect("a root"));
    assert_eq!(state.seed(), Some(&seed));
    let order = procurement::draw::order(state.seed().expect("a seed"), candidates.count);
    let called: Vec<u32> = state.chosen.iter().map(|one| one.index).collect();
    assert_eq!(called, order[..called.len()]);
    let salt = scene.town.platform.unseal(&candidates.salt).expect("the salt");
    for one in &state.chosen {
        let commitment = procurement::draw::candidate_commitment(salt.as_bytes(), one.person);
        assert_eq!(list[one.index as usize], commitment);
    }
}

#[test]
fn an_evaluation_of_seven_members_fits_its_stream() {
    let scene = Scene::opened(&[980_000, 900_000, 950_000]);
    let (evaluation, _) = scene.scoring();
    let state = scene.town.state::<Evaluation>(evaluation);
    assert!(serde_json::to_vec(&state).unwrap().len() < 64 * 1024);
}

/// 87号令第63条第4项: the ceiling itself is valid, a hundred yuan more is not, and no vote makes it so.
#[test]
fn a_price_over_the_ceiling_is_invalid_though_every_member_voted_for_it() {
    let scene = Scene::opened(&[980_000, 1_000_000, 950_000]);
    let (evaluation, _) = scene.voted();
    let stage = scene.town.state::<Evaluation>(evaluation).stage;
    assert!(matches!(stage, EvaluationStage::Scoring { conforming: 3 }));

    let scene = Scene::opened(&[980_000, 1_000_100, 950_000]);
    let (evaluation, _) = scene.voted();
    let BidStage::Invalid { reason, .. } = scene.town.state::<Bid>(scene.bids[1]).stage else {
        panic!("invalid")
    };
    assert_eq!(reason, "87号令第63条第4项");
    let stage = scene.town.state::<Evaluation>(evaluation).stage;
    assert!(matches!(stage, EvaluationStage::Failed { left: 2 }));
}

/// 财库〔2020〕46号第6条、第11条: without the declaration nobody takes part in a lot reserved whole.
#[test]
fn a_large_bidder_does_not_qualify_for_a_reserved_lot_whatever_was_ticked() {
    let reviewed = |small_only, first| {
        let bids = [(980_000, first), (900_000, Sme::Small), (950_000, Sme::Prison)];
        let scene = Scene::reserved(SmeReservation::Whole { small_only }, &bids);
        let evaluation = scene.qualified();
        let bid = scene.town.state::<Bid>(scene.bids[0]).stage;
        (matches!(bid, BidStage::Qualified { .. }), scene.town.state::<Evaluation>(evaluation).stage)
    };
    assert!(matches!(reviewed(false, Sme::Medium), (true, EvaluationStage::Conformity { .. })));
    assert!(matches!(reviewed(false, Sme::Large), (false, EvaluationStage::Failed { left: 2 })));
    assert!(matches!(reviewed(true, Sme::Medium), (false, EvaluationStage::Failed { left: 2 })));
}
