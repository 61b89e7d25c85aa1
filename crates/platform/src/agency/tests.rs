//! Inviting and accepting.

use crate::{
    demand::sample_need,
    testing::{PURCHASE, Planned, REGION, SPECIALITY, Town, uscc},
};
use kernel::{EntrustmentId, Money, PlanId, Refusal};
use procurement::{
    agency::Entrustment,
    plan::{Plan, PlanStage},
};
use serde_json::json;

fn invite(town: &Town, plan: PlanId, agency: kernel::OrganisationId) -> Result<EntrustmentId, Refusal> {
    let input = Planned::invitation(plan, agency, town.platform.now());
    let invited = town.run2(&town.purchaser.clerk, &town.purchaser.head, "agency.invite", input)?;
    Ok(town.id(&invited))
}

#[test]
fn an_agency_agrees_with_two_people_and_may_then_open_a_project() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let id = invite(&town, plan, town.agency.organisation).expect("invited");
    assert_eq!(invite(&town, plan, town.agency.organisation).expect_err("twice").code, "E_PLAN_ENTRUSTED");
    let input = json!({ "entrustment": id });
    town.run(&town.agency.pm, "agency.accept", input).expect("proposed");
    assert!(matches!(town.state::<Entrustment>(id), Entrustment::Invited { .. }));
    let town = Town::new();
    let id = town.entrusted(4_000_000, 3_860_000);
    assert!(matches!(town.state::<Entrustment>(id), Entrustment::InForce { .. }));
    let todo = town.platform.todo(&town.agency.pm, 10).expect("a list");
    assert_eq!(todo[0].command, "tender.open_project");
}
#[test]
fn only_an_agency_is_invited() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let refused = invite(&town, plan, town.suppliers[0].organisation).expect_err("a supplier");
    assert_eq!((refused.code.as_ref(), refused.rule.as_deref()), ("E_AGENCY_NOT_LISTED", Some("AGY-01")));
}
/// 政府采购法第18条: what is centralised goes to an agency that the government set up for it.
#[test]
fn what_is_centralised_is_entrusted_to_a_central_procurement_agency() {
    let town = Town::new();
    let (clerk, head) = (&town.purchaser.clerk, &town.purchaser.head);
    let indicator = town.indicator(4_000_000);
    let intention = town.intention(indicator, 3_860_000);
    let mut need = json!({ "intention": intention });
    need = sample_need(PURCHASE, SPECIALITY, Money::from_yuan(3_860_000), need);
    need["form"] = json!("centralized");
    let demand = town.id(&town.run(clerk, "demand.compile_demand", need).expect("compiled"));
    let review = json!({
        "demand": demand, "rules": "passed", "reasons": "passed", "approvals": "passed", "complete": "passed",
    });
    town.run(&town.purchaser.supervisor, "demand.review_general", review).expect("passed");
    let filing = Planned::filing(demand, &[(indicator, 3_860_000)]);
    let plan = town.id(&town.run2(clerk, head, "plan.file_plan", filing).expect("filed"));

    let refused = invite(&town, plan, town.agency.organisation).expect_err("not a central one");
    assert_eq!((&*refused.code, refused.rule.as_deref()), ("E_AGENCY_NOT_CENTRAL", Some("PLN-03")));
    let set_up = |kind, serial| {
        let input = json!({
            "kind": kind, "name": "大庆市公共资源交易中心", "uscc": uscc("12230606", serial), "region": REGION,
            "central": true,
        });
        town.run_system("registry.set_up_organisation", input)
    };
    assert_eq!(set_up("supplier", 970).expect_err("no agency").fields[0].path, "central");
    let centre = town.id(&set_up("agency", 971).expect("set up"));
    invite(&town, plan, centre).expect("invited");
}
#[test]
fn after_a_refusal_another_agency_may_be_invited() {
    let town = Town::new();
    let plan = town.planned(4_000_000, 3_860_000).plan;
    let id = invite(&town, plan, town.agency.organisation).expect("invited");
    let decline = json!({ "entrustment": id, "reason": "人手不足" });
    town.run(&town.agency.pm, "agency.decline", decline).expect("declined");
    assert!(matches!(town.state::<Plan>(plan), Plan::Filed { stage: PlanStage::Filed, .. }));
    invite(&town, plan, town.agency.organisation).expect("invited again");
}
