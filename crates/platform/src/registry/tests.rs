//! Organisations that change, leave and are succeeded, through the engine.

use super::{Sample, hand_in};
use crate::{
    Envelope,
    testing::{PASSWORD, Planned, REGION, Town, fresh, uscc},
};
use kernel::{Actor, DossierId, Instant, OrganisationId, Refusal, Role, StreamId};
use procurement::registry::{Dossier, Kind, Organisation, Size, Standing};
use serde_json::{Value, json};

/// Another purchaser with a clerk and a head.
fn neighbour(town: &Town) -> (OrganisationId, Actor, Actor) {
    let founded =
        json!({ "kind": "purchaser", "name": "市第四中学", "uscc": uscc("12230606", 970), "region": REGION });
    let organisation: OrganisationId =
        town.id(&town.run_system("registry.set_up_organisation", founded).expect("set up"));
    let enrol = |login: &str, role: Role| {
        let input = json!({
            "organisation": organisation, "name": "新同事", "login": login, "password": PASSWORD,
            "roles": [{ "role": role.id() }],
        });
        let enrolled = town.run_system("registry.enrol_person", input).expect("enrolled");
        town.platform.actor(town.id(&enrolled)).expect("active")
    };
    (organisation, enrol("clerk-4", Role::PurchaserClerk), enrol("head-4", Role::PurchaserHead))
}
/// Two people of the finance department take the town's purchaser off the register.
fn leave(town: &Town, successor: Option<OrganisationId>) -> Result<(), Refusal> {
    let input = json!({
        "organisation": town.purchaser.organisation, "reason": "两校合并", "successor": successor,
    });
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    town.run2(first, second, "registry.deregister_organisation", input).map(|_| ())
}

#[test]
fn a_successor_finishes_what_was_begun_and_the_predecessor_s_people_do_nothing_more() {
    let town = Town::new();
    let planned = town.planned(3_000_000, 2_500_000);
    let (successor, clerk, head) = neighbour(&town);
    assert_eq!(leave(&town, None).expect_err("a plan is under way").code, "E_MATTERS_UNDER_WAY");
    let elsewhere = leave(&town, Some(town.suppliers[0].organisation)).expect_err("no purchaser");
    assert_eq!(elsewhere.code, "E_SUCCESSOR_UNFIT");

    let invite = Planned::invitation(planned.plan, town.agency.organisation, town.platform.now());
    let before = town.run(&clerk, "agency.invite", invite.clone()).expect_err("somebody else's plan");
    assert_eq!(before.code, "E_FORBIDDEN_SCOPE");
    leave(&town, Some(successor)).expect("merged");

    let own = town.run(&town.purchaser.clerk, "agency.invite", invite.clone()).expect_err("left");
    assert_eq!(own.code, "E_ORGANISATION_LEFT");
    let todo = town.platform.todo(&clerk, 50).expect("read");
    assert!(todo.iter().any(|todo| todo.stream == planned.plan.stream()), "{todo:?}");
    assert!(town.platform.ready(&clerk, "agency.invite", &planned.plan.stream()).is_ok());
    let parties = crate::parties::parties(&town.platform, &planned.plan.stream()).expect("read");
    assert!(parties.include(&clerk), "and sees it");
    town.run2(&clerk, &head, "agency.invite", invite).expect("the successor goes on");
    let gone = town.state::<Organisation>(town.purchaser.organisation);
    assert!(matches!(gone.standing, Standing::Deregistered { .. }));
}

#[test]
fn a_change_of_name_comes_into_service_when_two_people_have_passed_it() {
    let town = Town::new();
    let supplier = &town.suppliers[0];
    let dossier = DossierId::from_uuid(supplier.organisation.uuid());
    let name = "更名有限公司";
    let identity = json!({
        "dossier": dossier, "name": name, "region": REGION, "address": "世纪大道 9 号", "established": "2015-06-01",
    });
    town.run(&supplier.clerk, "registry.fill_identity", identity).expect("filled in");
    let hand_in = || town.run(&supplier.clerk, "registry.submit_dossier", json!({ "dossier": dossier }));
    assert_eq!(hand_in().expect_err("the account bears the old name").code, "E_ACCOUNT_HOLDER");
    let account = json!({ "dossier": dossier, "bank": "龙江银行", "account": "6223000012345678" });
    town.run(&supplier.clerk, "registry.fill_account", account).expect("filled in");
    hand_in().expect("handed in");
    assert_ne!(town.state::<Organisation>(supplier.organisation).registration.name, name, "not yet");
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    let review = json!({ "dossier": dossier, "verdict": "passed" });
    town.run2(first, second, "registry.review_dossier", review).expect("passed");
    let organisation = town.state::<Organisation>(supplier.organisation);
    assert_eq!((organisation.registration.name.as_str(), organisation.former_names.len()), (name, 1));
}

#[test]
fn only_the_finance_department_in_charge_reviews() {
    let town = Town::new();
    let dossier = town.applicant(Kind::Supplier, "新来有限公司");
    let elsewhere = json!({ "kind": "regulator", "name": "外市财政局", "uscc": uscc("11230100", 971), "region": "230100" });
    let bureau: OrganisationId =
        town.id(&town.run_system("registry.set_up_organisation", elsewhere).expect("set up"));
    let person = json!({
        "organisation": bureau, "name": "外市审核", "login": "elsewhere", "password": PASSWORD,
        "roles": [{ "role": "fa_regulator" }],
    });
    let enrolled = town.run_system("registry.enrol_person", person).expect("enrolled");
    let stranger = town.platform.actor(town.id(&enrolled)).expect("active");
    let review = json!({ "dossier": dossier, "verdict": "passed" });
    let refused = town.run(&stranger, "registry.review_dossier", review).expect_err("another region");
    assert_eq!(refused.code, "E_FORBIDDEN_SCOPE");
}

#[test]
fn a_licence_is_called_to_mind_and_expires_by_the_clock_alone() {
    let town = Town::new();
    let supplier = &town.suppliers[0];
    let dossier = DossierId::from_uuid(supplier.organisation.uuid());
    let file = town.platform.outside().put(b"%PDF-1.4\n%%EOF\n").expect("stored");
    let give = |command: &str, mut input: Value| {
        input["dossier"] = json!(dossier);
        town.platform.submit(&supplier.clerk, Envelope::new(fresh(), command, input)).expect("accepted");
    };
    let certificate =
        json!({ "document": "qualification", "title": "电子工程资质", "until": "2026-06-30", "file": file });
    give("registry.attach_document", certificate);
    give("registry.submit_dossier", json!({}));
    let (first, second) = (&town.finance.regulator, &town.finance.regulator_head);
    let review = json!({ "dossier": dossier, "verdict": "passed" });
    town.run2(first, second, "registry.review_dossier", review).expect("passed");
    let marks = || {
        let state = town.state::<Dossier>(dossier);
        state.served.documents.last().map(|document| (document.reminded, document.expired))
    };
    let end = Instant::end_of("2026-06-30".parse().expect("a date"));
    town.advance_to(end.minus(Dossier::NOTICE).minus(kernel::Span::millis(1000)));
    assert_eq!(marks(), Some((false, false)));
    town.advance_to(end.minus(Dossier::NOTICE));
    assert_eq!(marks(), Some((true, false)));
    let todo = town.platform.todo(&supplier.clerk, 50).expect("read");
    assert!(todo.iter().any(|todo| todo.command == "registry.attach_document"));
    town.advance_to(end);
    assert_eq!(marks(), Some((true, true)));
}

/// A finance department set up by the operators, with the two people who review.
fn finance(town: &Town, region: &str, serial: usize) -> (Actor, Actor) {
    let (first, second) = (&town.operator, &town.operator2);
    let set_up = json!({ "kind": "regulator", "name": format!("{region}财政局"), "uscc": uscc("11230600", serial), "region": region, "size": "none" });
    let department = town.run_system("registry.set_up_organisation", set_up).expect("set up");
    let department: OrganisationId = town.id(&department);
    let [review, head] = ["fa_regulator", "fa_regulator_head"].map(|role| {
        let person = json!({
            "organisation": department, "name": "赵明", "login": format!("{role}-{region}"), "password": PASSWORD,
            "roles": [{ "role": role }],
        });
        let person = town.run2(first, second, "registry.enrol_person", person).expect("enrolled");
        town.platform.actor(town.id(&person)).expect("active")
    });
    (review, head)
}

#[test]
fn a_finance_department_registers_with_the_one_above_it_and_has_no_power_before() {
    let town = Town::new();
    let apply = |region: &str| {
        json!({
            "kind": "regulator", "name": "某区财政局", "uscc": uscc("11230621", 980), "region": region,
            "person": "某人", "login": "somebody", "password": PASSWORD,
        })
    };
    let public = crate::public_actor();
    let second = town.run(&public, "registry.apply", apply(REGION)).expect_err("there is one already");
    assert_eq!(second.code, "E_FINANCE_HERE");
    let nobody = town.run(&public, "registry.apply", apply("230621")).expect_err("nobody above");
    assert_eq!(nobody.code, "E_NO_REVIEWER");

    let (review, head) = finance(&town, "230600", 970);
    let sample = Sample {
        kind: Kind::Regulator,
        name: "肇州县财政局",
        uscc: &uscc("11230621", 980),
        region: "230621",
        size: Size::None,
        serial: 980,
        person: "某人",
        login: "somebody",
        password: PASSWORD,
    };
    let (organisation, person) = hand_in(&town.platform, &sample, journal::Lane::Normal).expect("handed in");
    let dossier = DossierId::from_uuid(organisation.uuid());
    let before = town.platform.actor(person).expect("active");
    assert_eq!(before.roles, [Role::Applicant]);
    let verdict = json!({ "dossier": dossier, "verdict": "passed" });
    let own = town.run(&before, "registry.review_dossier", verdict.clone()).expect_err("one's own");
    assert_eq!(own.code, "E_FORBIDDEN");
    let elsewhere = town.run(&town.finance.regulator, "registry.review_dossier", verdict.clone());
    assert_eq!(elsewhere.expect_err("not above it").code, "E_FORBIDDEN_SCOPE");
    town.run2(&review, &head, "registry.review_dossier", verdict).expect("passed");
    assert_eq!(town.platform.actor(person).expect("active").roles, [Role::FaRegulator]);
}

#[test]
fn of_two_finance_departments_of_one_region_one_is_passed_and_none_moves_up() {
    let town = Town::new();
    let (review, head) = finance(&town, "230600", 970);
    let [first, second] = [(980, "faster"), (981, "slower")].map(|(serial, login)| {
        let sample = Sample {
            kind: Kind::Regulator,
            name: "肇州县财政局",
            uscc: &uscc("11230621", serial),
            region: "230621",
            size: Size::None,
            serial,
            person: "某人",
            login,
            password: PASSWORD,
        };
        hand_in(&town.platform, &sample, journal::Lane::Normal).expect("handed in")
    });
    let passed = |organisation: OrganisationId| {
        let verdict = json!({ "dossier": organisation, "verdict": "passed" });
        town.run2(&review, &head, "registry.review_dossier", verdict)
    };
    passed(first.0).expect("passed");
    assert_eq!(passed(second.0).expect_err("there is one").code, "E_FINANCE_HERE");
    assert_eq!(town.platform.actor(second.1).expect("active").roles, [Role::Applicant]);
    let identity = json!({
        "dossier": first.0, "name": "肇州县财政局", "region": "230000", "address": "世纪大道 9 号",
        "established": "2015-06-01",
    });
    let clerk = town.platform.actor(first.1).expect("active");
    let up = town.run(&clerk, "registry.fill_identity", identity).expect_err("a province of its own");
    assert_eq!(up.fields[0].key, "field-finance-place");
}

#[test]
fn before_its_dossier_is_accepted_an_organisation_looks_at_nobody() {
    let town = Town::new();
    town.applicant(Kind::Supplier, "新来有限公司");
    let newcomer = town.platform.sign_in("hexin", PASSWORD).expect("an account").actor;
    let theirs = DossierId::from_uuid(town.suppliers[0].organisation.uuid());
    let look = json!({ "dossier": theirs, "part": "account", "purpose": "看看" });
    let refused = town.run(&newcomer, "registry.reveal_dossier", look).expect_err("not accepted yet");
    assert!(["E_FORBIDDEN", "E_ORGANISATION_INACTIVE"].contains(&&*refused.code), "{refused}");
}

/// Opens a registration with the code of number 990.
fn claim(town: &Town, login: &str) -> Result<OrganisationId, Refusal> {
    let apply = json!({
        "kind": "supplier", "name": "龙江某某公司", "uscc": uscc("91230606", 990), "region": REGION,
        "person": "某人", "login": login, "password": PASSWORD,
    });
    town.run(&crate::public_actor(), "registry.apply", apply).map(|accepted| town.id(&accepted))
}

#[test]
fn a_registration_that_nobody_goes_on_with_frees_its_code_after_ninety_days() {
    let town = Town::new();
    let first = claim(&town, "first").expect("opened");
    let person = town.platform.sign_in("first", PASSWORD).expect("an account").actor;
    assert_eq!(claim(&town, "second").expect_err("the code is held").code, "E_USCC_TAKEN");
    let end = town.state::<Dossier>(DossierId::from_uuid(first.uuid())).lapses().expect("it lapses");
    assert_eq!(end, town.platform.now().plus(kernel::Span::days(90)));
    town.advance_to(end.minus(kernel::Span::millis(1000)));
    assert_eq!(town.platform.todo(&person, 9).expect("read").len(), 1);
    assert_eq!(claim(&town, "second").expect_err("still").code, "E_USCC_TAKEN");
    town.advance_to(end);
    claim(&town, "second").expect("free");
    assert!(town.platform.todo(&person, 9).expect("read").is_empty());
    let contact = json!({ "dossier": first, "name": "赵丽", "phone": "0459-6181234", "email": "a@b.cn" });
    let refused = town.run(&person, "registry.fill_contact", contact).expect_err("closed");
    assert_eq!(refused.code, "E_ORGANISATION_LEFT");
}

#[test]
fn two_people_of_the_finance_department_close_a_registration_with_another_s_code() {
    let town = Town::new();
    let first = claim(&town, "first").expect("opened");
    let close = json!({ "organisation": first, "reason": "冒用他人代码" });
    let (one, two) = (&town.finance.regulator, &town.finance.regulator_head);
    town.run2(one, two, "registry.deregister_organisation", close).expect("closed");
    let second = claim(&town, "second").expect("the code is free");
    town.advance_to(town.platform.now().plus(kernel::Span::days(60)));
    let person = town.platform.sign_in("second", PASSWORD).expect("an account").actor;
    let contact = json!({ "dossier": second, "name": "赵丽", "phone": "0459-6181234", "email": "a@b.cn" });
    town.run(&person, "registry.fill_contact", contact).expect("filled in");
    town.advance_to(town.platform.now().plus(kernel::Span::days(60)));
    assert_eq!(town.state::<Organisation>(second).standing, Standing::Draft, "somebody went on with it");
}

#[test]
fn nobody_leaves_with_something_to_decide() {
    let town = Town::new();
    let (successor, ..) = neighbour(&town);
    let indicator = town.indicator(3_000_000);
    let intention = Planned::intention(indicator, 2_500_000);
    town.run(&town.purchaser.clerk, "demand.publish_intention", intention).expect("proposed");
    assert_eq!(leave(&town, Some(successor)).expect_err("a proposal waits").code, "E_PROPOSAL_PENDING");
}

#[test]
fn what_was_passed_first_is_what_is_passed_second() {
    let town = Town::new();
    let dossier = town.applicant(Kind::Supplier, "新来有限公司");
    let review = json!({ "dossier": dossier, "verdict": "passed" });
    town.run(&town.finance.regulator, "registry.review_dossier", review).expect("proposed");
    let login = town.platform.sign_in("hexin", PASSWORD).expect("an account");
    let withdraw = json!({ "dossier": dossier });
    let refused = town.run(&login.actor, "registry.withdraw_dossier", withdraw).expect_err("pending");
    assert_eq!(refused.code, "E_PROPOSAL_PENDING");
}

#[test]
fn whoever_registers_has_the_size_that_the_figures_amount_to() {
    let town = Town::new();
    for (place, size) in [Size::Micro, Size::Small, Size::Medium, Size::Large].into_iter().enumerate() {
        let (name, login) = (format!("规模企业{place}"), format!("sized-{place}"));
        let code = uscc("91230606", 990 + place);
        let sample = Sample {
            kind: Kind::Supplier,
            name: &name,
            uscc: &code,
            region: REGION,
            size,
            serial: 990 + place,
            person: "何欣",
            login: &login,
            password: PASSWORD,
        };
        let (organisation, _) =
            super::register(&town.platform, &sample, journal::Lane::Normal).expect("registered");
        assert_eq!(town.state::<Organisation>(organisation).registration.size, size);
    }
}
