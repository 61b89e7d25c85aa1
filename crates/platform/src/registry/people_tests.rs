//! An organisation keeps its own people, lends roles and hands work over.

use crate::testing::{PASSWORD, Planned, REGION, Town, uscc};
use kernel::{
    Actor, DelegationId, HandoverId, OrganisationId, PersonId, ProposalId, Refusal, Role, Span, StreamId,
};
use procurement::registry::{Delegation, Person};
use serde_json::{Value, json};

fn enrol(login: &str, roles: &[Role]) -> Value {
    let roles: Vec<_> = roles.iter().map(|role| json!({ "role": role.id() })).collect();
    json!({ "name": "新同事", "login": login, "word": "ABCD-EFGH-2345", "roles": roles })
}
fn roles(person: PersonId, roles: &[Role]) -> Value {
    let roles: Vec<_> = roles.iter().map(|role| json!({ "role": role.id() })).collect();
    json!({ "person": person, "roles": roles })
}
/// Enrols a colleague, who then sets a password.
fn colleague(town: &Town, keeper: &Actor, login: &str, roles: &[Role]) -> Actor {
    let enrolled = town.run(keeper, "registry.enrol_colleague", enrol(login, roles)).expect("enrolled");
    let person = town.id::<PersonId>(&enrolled);
    let actor = town.platform.actor(person).expect("active");
    let input = json!({ "old": "ABCD-EFGH-2345", "password": PASSWORD });
    town.run(&actor, "registry.change_password", input).expect("set");
    actor
}
fn code<T>(answer: Result<T, Refusal>) -> String {
    answer.map_or_else(|refusal| refusal.code.into_owned(), |_| "accepted".to_owned())
}
fn lend(to: PersonId, role: Role, from: &str, until: &str) -> Value {
    json!({ "to": to, "roles": [{ "role": role.id() }], "from": from, "until": until, "reason": "出差" })
}

#[test]
fn the_head_enrols_whom_its_kind_of_organisation_may_have_and_nobody_else_does() {
    let town = Town::new();
    let head = &town.purchaser.head;
    let give = |actor: &Actor, input: Value| code(town.run(actor, "registry.enrol_colleague", input));
    assert_eq!(give(head, enrol("a1", &[Role::AgencyPm])), "E_ROLE_UNFIT");
    assert_eq!(give(head, enrol("a1", &[Role::PurchaserClerk, Role::PurchaserHead])), "E_ROLES_EXCLUSIVE");
    assert_eq!(give(head, enrol("clerk", &[Role::PurchaserClerk])), "E_LOGIN_TAKEN");
    assert_eq!(
        give(&town.purchaser.clerk, enrol("a1", &[Role::PurchaserClerk])),
        "E_FORBIDDEN",
        "there is a head"
    );
    assert_eq!(give(&town.finance.regulator, enrol("a1", &[Role::FaRegulator])), "E_FORBIDDEN");
    assert_eq!(give(head, enrol("🙂", &[Role::PurchaserClerk])), "E_SCHEMA");
    let mut elsewhere = enrol("a1", &[Role::PurchaserClerk]);
    elsewhere["organisation"] = json!(town.agency.organisation);
    assert_eq!(give(head, elsewhere), "E_FORBIDDEN_SCOPE");
    assert_eq!(give(head, enrol("a1", &[Role::PurchaserClerk])), "accepted");
}

#[test]
fn until_there_is_a_head_whoever_registered_the_organisation_enrols() {
    let town = Town::new();
    let supplier = town.applicant(procurement::registry::Kind::Agency, "新代理有限公司");
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    let person = town.platform.sign_in("hexin", PASSWORD).expect("signs in").actor;
    let before = town.run(&person, "registry.enrol_colleague", enrol("b1", &[Role::AgencyReviewer]));
    assert_eq!(code(before), "E_FORBIDDEN", "not before it was passed");
    let passed = json!({ "dossier": supplier, "verdict": "passed" });
    town.run2(first, second, "registry.review_dossier", passed).expect("passed");
    let person = town.platform.actor(person.person).expect("active");
    town.run(&person, "registry.enrol_colleague", enrol("b1", &[Role::AgencyReviewer]))
        .expect("the first head");
    let after = town.run(&person, "registry.enrol_colleague", enrol("b2", &[Role::AgencyPm]));
    assert_eq!(code(after), "E_FORBIDDEN", "now the head does");
}

#[test]
fn a_newcomer_sets_a_password_first_and_the_word_runs_out() {
    let town = Town::new();
    let word = "ABCD-EFGH-2345";
    let enrolled =
        town.run(&town.purchaser.head, "registry.enrol_colleague", enrol("c1", &[Role::PurchaserClerk]));
    let person = town.id::<PersonId>(&enrolled.expect("enrolled"));
    let actor = town.platform.sign_in("c1", word).expect("with the word").actor;
    let delegate = lend(town.purchaser.finance.person, Role::PurchaserClerk, "2026-03-02", "2026-03-03");
    assert_eq!(code(town.run(&actor, "registry.delegate", delegate)), "E_PASSWORD_FIRST");
    let until = town.state::<Person>(person).word.expect("a word");
    town.advance_to(until.minus(Span::millis(1000)));
    assert!(town.platform.sign_in("c1", word).is_ok());
    town.advance_to(until);
    assert_eq!(code(town.platform.sign_in("c1", word)), "E_WORD_EXPIRED");
    let change = json!({ "old": word, "password": PASSWORD });
    assert_eq!(code(town.run(&actor, "registry.change_password", change.clone())), "E_WORD_EXPIRED");
    let own = json!({ "person": town.purchaser.head.person, "word": word });
    assert_eq!(code(town.run(&town.purchaser.head, "registry.issue_word", own)), "E_OWN_ACCOUNT");
    let again = json!({ "person": person, "word": word });
    town.run(&town.purchaser.head, "registry.issue_word", again).expect("a new word");
    town.run(&actor, "registry.change_password", change).expect("set");
    assert!(town.platform.sign_in("c1", PASSWORD).is_ok() && town.platform.sign_in("c1", word).is_err());
}

#[test]
fn roles_change_at_once_and_the_last_head_stays() {
    let town = Town::new();
    let (head, clerk) = (&town.purchaser.head, &town.purchaser.clerk);
    let finance = &town.purchaser.finance;
    let give = |actor: &Actor, input: Value| code(town.run(actor, "registry.change_roles", input));
    assert_eq!(give(head, roles(head.person, &[Role::PurchaserClerk])), "E_OWN_ACCOUNT");
    assert_eq!(give(head, roles(town.agency.pm.person, &[Role::AgencyPm])), "E_FORBIDDEN_SCOPE");
    assert_eq!(give(head, roles(clerk.person, &[Role::PurchaserClerk])), "E_ALREADY");
    assert_eq!(give(head, roles(clerk.person, &[])), "E_SCHEMA");
    assert_eq!(give(clerk, roles(finance.person, &[Role::PurchaserClerk])), "E_FORBIDDEN");
    assert_eq!(
        give(head, roles(finance.person, &[Role::PurchaserFinance, Role::PurchaserSupervisor])),
        "accepted"
    );
    assert!(town.platform.actor(finance.person).expect("active").is(&[Role::PurchaserSupervisor]));
    let gone = json!({ "person": head.person, "reason": "调离" });
    let operators = town.run2(&town.operator, &town.operator2, "registry.disable_person", gone.clone());
    assert_eq!(code(operators), "E_LAST_HEAD");
    let second = colleague(&town, head, "head-2", &[Role::PurchaserHead]);
    assert_eq!(code(town.run(&second, "registry.disable_colleague", gone.clone())), "accepted");
    assert_eq!(code(town.run(&second, "registry.disable_colleague", gone)), "E_ACCOUNT_DISABLED", "twice");
    assert_eq!(give(head, roles(clerk.person, &[Role::PurchaserFinance])), "E_ACCOUNT_DISABLED");
}

#[test]
fn what_is_no_longer_the_proposer_s_to_give_is_proposed_anew() {
    let town = Town::new();
    let (head, clerk) = (&town.purchaser.head, &town.purchaser.clerk);
    let intention = Planned::intention(town.indicator(3_000_000), 2_500_000);
    let proposed = town.run(clerk, "demand.publish_intention", intention).expect("proposed");
    let approve = json!({ "proposal": town.id::<ProposalId>(&proposed) });
    town.run(head, "registry.change_roles", roles(clerk.person, &[Role::PurchaserFinance])).expect("changed");
    let approved = town.run(head, "supervision.approve_proposal", approve.clone());
    assert_eq!(code(approved), "E_PROPOSAL_OUTDATED");
    town.run(head, "registry.change_roles", roles(clerk.person, &[Role::PurchaserClerk])).expect("back");
    assert_eq!(code(town.run(head, "supervision.approve_proposal", approve)), "accepted");
}

#[test]
fn the_head_above_enrols_the_first_head_below_and_no_other() {
    let town = Town::new();
    let set_up = |name: &str, region: &str, serial: usize| -> OrganisationId {
        let input =
            json!({ "kind": "regulator", "name": name, "uscc": uscc("11230600", serial), "region": region });
        town.id(&town.run_system("registry.set_up_organisation", input).expect("set up"))
    };
    let city = set_up("大庆市财政局", "230600", 701);
    let (county, beside) = (set_up("肇州县财政局", "230621", 702), set_up("外市财政局", "230100", 703));
    let first = json!({
        "organisation": city, "name": "市局负责人", "login": "city-head", "password": PASSWORD,
        "roles": [{ "role": "fa_regulator_head" }],
    });
    let head = town.id::<PersonId>(&town.run_system("registry.enrol_person", first).expect("enrolled"));
    let head = town.platform.actor(head).expect("active");
    let give = |organisation: OrganisationId, login: &str, role: Role| {
        let mut input = enrol(login, &[role]);
        input["organisation"] = json!(organisation);
        code(town.run(&head, "registry.enrol_colleague", input))
    };
    assert_eq!(give(beside, "d1", Role::FaRegulatorHead), "E_FORBIDDEN_SCOPE", "not in its subtree");
    assert_eq!(give(town.purchaser.organisation, "d1", Role::PurchaserHead), "E_FORBIDDEN_SCOPE");
    assert_eq!(give(county, "d1", Role::FaRegulator), "E_FIRST_HEAD", "the head comes first");
    assert_eq!(give(county, "d1", Role::FaRegulatorHead), "accepted");
    assert_eq!(give(county, "d2", Role::FaRegulatorHead), "E_FIRST_HEAD", "from then on its own affair");
}

#[test]
fn a_lent_role_is_told_on_the_timeline_and_ends_by_the_clock() {
    let town = Town::new();
    let (clerk, finance) = (&town.purchaser.clerk, &town.purchaser.finance);
    let planned = town.planned(3_000_000, 2_500_000);
    let invite =
        crate::testing::Planned::invitation(planned.plan, town.agency.organisation, town.platform.now());
    assert_eq!(code(town.run(finance, "agency.invite", invite.clone())), "E_FORBIDDEN");
    let input = lend(finance.person, Role::PurchaserClerk, "2026-03-02", "2026-03-03");
    let today = town.platform.now().date();
    let mut input = input;
    input["from"] = json!(today);
    input["until"] = json!(today);
    let lent = town.run(clerk, "registry.delegate", input).expect("lent");
    let id = town.id::<DelegationId>(&lent);
    let acting = town.platform.actor(finance.person).expect("active");
    assert_eq!(acting.principal(&[Role::PurchaserClerk]), Some(clerk.person));
    let todo = town.platform.todo(&acting, 50).expect("read");
    assert!(todo.iter().any(|todo| todo.stream == planned.plan.stream()), "to do in the other's place");
    let proposed = town.run(&acting, "agency.invite", invite).expect("in the clerk's place");
    let proposal = town.id::<ProposalId>(&proposed);
    let events = town.platform.journal().events(&proposal.stream()).expect("read");
    assert_eq!(events[0].on_behalf_of, Some(clerk.person));
    let until = town.state::<Delegation>(id).grant.expect("granted").until;
    town.platform.clock().advance_to(until.minus(Span::millis(1000)));
    assert!(town.platform.actor(finance.person).expect("active").is(&[Role::PurchaserClerk]));
    town.platform.clock().advance_to(until);
    assert!(
        !town.platform.actor(finance.person).expect("active").is(&[Role::PurchaserClerk]),
        "before any timer"
    );
    town.platform.run_due_timers().expect("timers run");
    assert!(
        town.state::<Delegation>(id).ended.is_some() && town.state::<Person>(finance.person).loans.is_empty()
    );
}

#[test]
fn nobody_is_first_and_second_person_by_way_of_a_delegation() {
    let town = Town::new();
    let head = &town.purchaser.head;
    let clerk2 = colleague(&town, head, "e1", &[Role::PurchaserClerk]);
    let supervisor = lend(town.purchaser.supervisor.person, Role::PurchaserClerk, "2026-03-02", "2026-03-05");
    let exclusive = town.run(&clerk2, "registry.delegate", supervisor);
    assert_eq!(code(exclusive), "E_ROLES_EXCLUSIVE", "supervising what one handles");
    // The operators are each other's second persons: one role on both sides.
    let operator3 = json!({
        "organisation": town.operator.organisation, "name": "审计", "login": "op3", "password": PASSWORD,
        "roles": [{ "role": "auditor" }],
    });
    let auditor =
        town.id::<PersonId>(&town.run_system("registry.enrol_person", operator3).expect("enrolled"));
    let lent = lend(auditor, Role::Operator, "2026-03-02", "2026-03-05");
    town.run(&town.operator, "registry.delegate", lent).expect("lent");
    let auditor = town.platform.actor(auditor).expect("active");
    let gone = json!({ "person": town.experts[0].person, "reason": "退休" });
    let approve = |proposed: &journal::Accepted| json!({ "proposal": town.id::<ProposalId>(proposed) });
    let proposed = town.run(&town.operator, "registry.disable_person", gone.clone()).expect("proposed");
    let in_place = town.run(&auditor, "supervision.approve_proposal", approve(&proposed));
    assert_eq!(code(in_place), "E_SAME_PERSON", "in the proposer's own place");
    let reject = json!({ "proposal": town.id::<ProposalId>(&proposed), "reason": "重提" });
    assert_eq!(code(town.run(&auditor, "supervision.reject_proposal", reject.clone())), "E_SAME_PERSON");
    town.run(&town.operator2, "supervision.reject_proposal", reject).expect("rejected");
    let proposed =
        town.run(&auditor, "registry.disable_person", gone).expect("proposed in the operator's place");
    let principal = town.run(&town.operator, "supervision.approve_proposal", approve(&proposed));
    assert_eq!(code(principal), "E_SAME_PERSON", "what was proposed in one's own name");
    assert_eq!(code(town.run(&auditor, "supervision.approve_proposal", approve(&proposed))), "E_SAME_PERSON");
    town.run(&town.operator2, "supervision.approve_proposal", approve(&proposed)).expect("another person");
}

#[test]
fn a_delegation_ends_with_the_role_and_is_revoked_by_those_concerned() {
    let town = Town::new();
    let (clerk, finance, head) = (&town.purchaser.clerk, &town.purchaser.finance, &town.purchaser.head);
    let input = || lend(finance.person, Role::PurchaserClerk, "2026-03-02", "2026-03-20");
    let id = town.id::<DelegationId>(&town.run(clerk, "registry.delegate", input()).expect("lent"));
    let revoke = json!({ "delegation": id });
    assert_eq!(
        code(town.run(&town.purchaser.supervisor, "registry.revoke_delegation", revoke.clone())),
        "E_FORBIDDEN"
    );
    assert_eq!(
        code(town.run(&town.agency.pm, "registry.revoke_delegation", revoke.clone())),
        "E_FORBIDDEN_SCOPE"
    );
    let held = town.platform.actor(finance.person).expect("active");
    let further = lend(town.purchaser.supervisor.person, Role::PurchaserClerk, "2026-03-02", "2026-03-03");
    assert_eq!(code(town.run(&held, "registry.delegate", further)), "E_DELEGATION_FURTHER");
    town.run(head, "registry.revoke_delegation", revoke.clone()).expect("revoked");
    assert_eq!(code(town.run(head, "registry.revoke_delegation", revoke)), "E_STATE", "twice");
    let id = town.id::<DelegationId>(&town.run(clerk, "registry.delegate", input()).expect("lent again"));
    town.run(head, "registry.change_roles", roles(clerk.person, &[Role::PurchaserFinance])).expect("changed");
    assert!(town.state::<Delegation>(id).ended.is_some());
    assert!(!town.platform.actor(finance.person).expect("active").is(&[Role::PurchaserClerk]));
    let late = lend(clerk.person, Role::PurchaserFinance, "2026-03-01", "2026-03-20");
    assert_eq!(code(town.run(finance, "registry.delegate", late)), "E_SCHEMA", "from yesterday");
}

#[test]
fn work_is_handed_over_when_the_colleague_accepts() {
    let town = Town::new();
    let (clerk, head) = (&town.purchaser.clerk, &town.purchaser.head);
    let planned = town.planned(3_000_000, 2_500_000);
    let invite =
        crate::testing::Planned::invitation(planned.plan, town.agency.organisation, town.platform.now());
    let proposed = town.run(clerk, "agency.invite", invite).expect("proposed");
    let second = colleague(&town, head, "f1", &[Role::PurchaserFinance]);
    let offer = json!({ "to": second.person, "reason": "调离" });
    let alone = town.run(clerk, "registry.offer_handover", offer.clone());
    assert_eq!(code(alone), "E_HANDOVER_ROLES", "only the head gives roles");
    let mut by_head = offer.clone();
    by_head["from"] = json!(clerk.person);
    let to_head = json!({ "from": clerk.person, "to": head.person, "reason": "调离" });
    assert_eq!(code(town.run(head, "registry.offer_handover", to_head)), "E_ROLES_EXCLUSIVE");
    let offered = town.run(head, "registry.offer_handover", by_head.clone()).expect("offered");
    assert_eq!(code(town.run(head, "registry.offer_handover", by_head)), "E_ALREADY");
    let id = town.id::<HandoverId>(&offered);
    let accept = json!({ "handover": id });
    assert!(town.platform.actor(clerk.person).is_ok(), "nothing before it is accepted");
    assert_eq!(code(town.run(clerk, "registry.accept_handover", accept.clone())), "E_FORBIDDEN_SCOPE");
    let todo = town.platform.todo(&second, 50).expect("read");
    assert!(todo.iter().any(|todo| todo.command == "registry.accept_handover"), "{todo:?}");
    town.run(&second, "registry.accept_handover", accept.clone()).expect("accepted");
    assert_eq!(code(town.run(&second, "registry.accept_handover", accept)), "E_STATE", "twice");
    assert_eq!(code(town.platform.actor(clerk.person)), "E_ACCOUNT_DISABLED");
    let acting = town.platform.actor(second.person).expect("active");
    assert!(acting.holds(&[Role::PurchaserClerk]));
    let approve = json!({ "proposal": town.id::<ProposalId>(&proposed) });
    town.run(head, "supervision.approve_proposal", approve)
        .expect("what the leaving person proposed goes on");
}

#[test]
fn a_declined_hand_over_leaves_everything_as_it_was() {
    let town = Town::new();
    let (regulator, treasury) = (&town.finance.regulator, &town.finance.treasury);
    let offer = json!({ "from": regulator.person, "to": treasury.person, "reason": "退休" });
    let offered = town.run(&town.finance.regulator_head, "registry.offer_handover", offer).expect("offered");
    let decline = json!({ "handover": town.id::<HandoverId>(&offered), "reason": "岗位不合适" });
    assert_eq!(
        code(town.run(&town.purchaser.clerk, "registry.decline_handover", decline.clone())),
        "E_FORBIDDEN_SCOPE"
    );
    town.run(treasury, "registry.decline_handover", decline.clone()).expect("declined");
    assert_eq!(code(town.run(treasury, "registry.decline_handover", decline)), "E_STATE");
    assert!(town.platform.actor(regulator.person).is_ok());
    assert_eq!(REGION, town.finance.regulator.region.code());
}
