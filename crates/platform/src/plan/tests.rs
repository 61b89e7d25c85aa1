//! Filing through the engine: what two commands of one batch see, reasons for warnings, attempts without budget.

use crate::{
    Envelope,
    testing::{Planned, Town, fresh},
};
use kernel::{IndicatorId, Money, PlanId};
use procurement::{
    budget::{Balance, Hold, Indicator},
    demand::{Demand, DemandStage, Intention},
    plan::{Plan, PlanStage},
};
use serde_json::{Value, json};

fn file(town: &Town, input: Value) -> Result<journal::Accepted, kernel::Refusal> {
    town.run2(&town.purchaser.clerk, &town.purchaser.head, "plan.file_plan", input)
}
fn account(town: &Town, id: IndicatorId) -> procurement::budget::Account {
    town.state::<Indicator>(id).account().expect("there").clone()
}

#[test]
fn a_plan_is_filed_and_its_budget_held() {
    let town = Town::new();
    let planned = town.planned(4_000_000, 3_860_000);
    let Plan::Filed { file, stage: PlanStage::Filed } = town.state::<Plan>(planned.plan) else {
        panic!("filed")
    };
    let hold = town.state::<Hold>(file.lots[0].funding[0].hold);
    let Hold::Made(Balance { reserved, indicator, .. }) = hold else { panic!("held") };
    assert_eq!((reserved, indicator), (Money::from_yuan(3_860_000), planned.indicator));
    assert_eq!(account(&town, planned.indicator).available(), Money::from_yuan(140_000));
    let demand = town.state::<Demand>(planned.demand);
    assert!(matches!(demand.file().expect("there").stage, DemandStage::Approved { plan: Some(_), .. }));
    let intention = town.state::<Intention>(planned.intention);
    assert_eq!(intention.published().expect("there").plan, Some(planned.plan));
}
#[test]
fn a_second_plan_on_the_same_money_is_refused_even_when_proposed_before() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let inputs: Vec<Value> = (0..2)
        .map(|_| {
            let intention = town.intention(indicator, 2_500_000);
            let demand = town.demand(intention, 2_500_000);
            Planned::filing(demand, &[(indicator, 2_500_000)])
        })
        .collect();
    // Both are proposed while the money is there; only the first approval finds it.
    let proposals: Vec<_> = inputs
        .iter()
        .map(|input| {
            let proposed =
                town.run(&town.purchaser.clerk, "plan.file_plan", input.clone()).expect("proposed");
            town.id::<kernel::ProposalId>(&proposed)
        })
        .collect();
    let approve =
        |id| town.run(&town.purchaser.head, "supervision.approve_proposal", json!({ "proposal": id }));
    approve(proposals[0]).expect("filed");
    let refused = approve(proposals[1]).expect_err("gone");
    assert_eq!((refused.code.as_ref(), refused.rule.as_deref()), ("E_NO_BUDGET", Some("BUD-01")));
    assert_eq!(account(&town, indicator).available(), Money::from_yuan(1_500_000));
}
#[test]
fn concurrent_submissions_never_hold_more_than_there_is() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let proposals: Vec<_> = (0..6)
        .map(|_| {
            let demand = town.demand(town.intention(indicator, 1_500_000), 1_500_000);
            let input = Planned::filing(demand, &[(indicator, 1_500_000)]);
            let proposed = town.run(&town.purchaser.clerk, "plan.file_plan", input).expect("proposed");
            town.id::<kernel::ProposalId>(&proposed)
        })
        .collect();
    let filed = std::thread::scope(|scope| {
        let approvals: Vec<_> = proposals
            .iter()
            .map(|id| {
                let town = &town;
                scope.spawn(move || {
                    let input = json!({ "proposal": id });
                    let envelope = Envelope::new(fresh(), "supervision.approve_proposal", input);
                    town.platform.submit(&town.purchaser.head, envelope).is_ok()
                })
            })
            .collect();
        approvals.into_iter().filter_map(|handle| handle.join().ok()).filter(|filed| *filed).count()
    });
    let account = account(&town, indicator);
    assert_eq!(filed, 2);
    assert_eq!(account.reserved, Money::from_yuan(3_000_000));
    assert!(account.taken() <= account.amount);
}
#[test]
fn amounts_that_are_none_and_lots_without_money_are_refused() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let demand = town.demand(town.intention(indicator, 2_500_000), 2_500_000);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut input = Planned::filing(demand, &[(indicator, 2_500_000)]);
        change(&mut input);
        file(&town, input).expect_err("refused").code
    };
    assert_eq!(with(&|input| input["lots"][0]["budget"] = json!(-1)), "E_SCHEMA");
    assert_eq!(with(&|input| input["lots"][0]["funding"][0]["amount"] = json!("-2500000")), "E_SCHEMA");
    assert_eq!(with(&|input| input["lots"][0]["funding"][0]["amount"] = json!(1)), "E_SCHEMA");
    assert_eq!(with(&|input| input["lots"][0]["funding"] = json!([])), "E_SCHEMA");
    assert_eq!(with(&|input| input["lots"] = json!([])), "E_SCHEMA");
    assert_eq!(with(&|input| input["lots"][0]["sme_reason"] = Value::Null), "E_SCHEMA");
    let huge = json!({ "indicator": indicator, "amount": 9_990_000_000_000_000_i64 });
    assert_eq!(with(&|input| input["lots"][0]["funding"][0] = huge.clone()), "E_SCHEMA");
    let nobody = json!("00000000-0000-7000-8000-000000000001");
    assert_eq!(with(&|input| input["lots"][0]["funding"][0]["indicator"] = nobody.clone()), "E_NOT_FOUND");
    assert_eq!(account(&town, indicator).taken(), Money::ZERO);
}
#[test]
fn an_indicator_cannot_be_cut_below_what_a_plan_holds() {
    let town = Town::new();
    let planned = town.planned(4_000_000, 3_860_000);
    let adjust = |yuan: i64| {
        let input = json!({ "indicator": planned.indicator, "amount": yuan * 100, "document": "调", "reason": "压减" });
        town.run(&town.finance.budget, "budget.adjust_indicator", input)
    };
    assert_eq!(adjust(3_859_999).expect_err("below").code, "E_ADJUST_BELOW_TAKEN");
    adjust(3_860_000).expect("exactly");
}
#[test]
fn a_plan_far_from_its_intention_wants_a_reason() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let intention = town.intention(indicator, 3_860_000);
    let demand = town.demand(intention, 3_860_000);
    let input = Planned::filing(demand, &[(indicator, 3_000_000)]);
    let give = |reason: Option<&str>| {
        let mut envelope = Envelope::new(fresh(), "plan.file_plan", input.clone());
        envelope.reasons.extend(reason.map(|text| ("INT-03".to_owned(), text.to_owned())));
        town.platform.submit(&town.purchaser.clerk, envelope)
    };
    let refused = give(None).expect_err("a reason is wanted");
    assert_eq!(refused.code, "E_REASON_NEEDED");
    assert_eq!(refused.fields[0].path, "reasons.INT-03");
    give(Some("财政压减预算")).expect("proposed");
}
#[test]
fn an_unreviewed_demand_is_not_planned() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let intention = town.intention(indicator, 3_860_000);
    let demand = town.compiled(intention, 3_860_000);
    let refused = file(&town, Planned::filing(demand, &[(indicator, 3_860_000)])).expect_err("not reviewed");
    assert_eq!((refused.code.as_ref(), refused.rule.as_deref()), ("E_DEMAND_NOT_APPROVED", Some("DEM-02")));
}
#[test]
fn one_person_does_not_file_a_plan_alone() {
    let town = Town::new();
    let indicator = town.indicator(4_000_000);
    let demand = town.demand(town.intention(indicator, 3_860_000), 3_860_000);
    let input = Planned::filing(demand, &[(indicator, 3_860_000)]);
    let proposed = town.run(&town.purchaser.clerk, "plan.file_plan", input).expect("proposed");
    assert!(proposed.streams.iter().all(|stream| stream.id::<PlanId>().is_none()));
    assert_eq!(account(&town, indicator).taken(), Money::ZERO);
}
