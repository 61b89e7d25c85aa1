//! 双因子认证, as people meet it.

use crate::testing::{PASSWORD, Town, early_in_a_step, fresh};
use documents::SharedSecret;
use kernel::{Actor, Digest, Instant, PersonId, Sealed, Span};
use procurement::registry::{Person, PersonEvent, SecondFactor};
use serde_json::json;
use std::sync::Arc;

const CODES: &str = "AAAAA-AAAA1 AAAAA-AAAA2 AAAAA-AAAA3 AAAAA-AAAA4 AAAAA-AAAA5 AAAAA-AAAA6 AAAAA-AAAA7 \
                     AAAAA-AAAA8 AAAAA-AAAA9 AAAAA-AAA10";

fn input(shared: &SharedSecret, at: Instant) -> serde_json::Value {
    json!({ "password": PASSWORD, "secret": shared.to_text(), "recovery": CODES, "code": shared.code(at) })
}
/// A step before `now`, so that two newer codes are left.
fn earlier(now: Instant) -> Instant {
    now.minus(Span::millis(30_000))
}
fn refused(answer: Result<journal::Accepted, kernel::Refusal>) -> String {
    answer.expect_err("refused").code.into_owned()
}

#[test]
fn it_is_switched_on_with_a_code_spends_every_code_once_and_off_with_another() {
    let (town, shared, now) = (Town::new(), SharedSecret::generate(), early_in_a_step());
    let clerk = &town.purchaser.clerk;
    let confirm = |code: String| town.run(clerk, "registry.confirm_second_factor", json!({ "code": code }));
    assert_eq!(refused(confirm("123456".into())), "E_SECOND_FACTOR_OFF");
    let on = "registry.enable_second_factor";
    let mut wrong = input(&shared, earlier(now));
    wrong["password"] = json!("not my password");
    assert_eq!(town.run(clerk, on, wrong).expect_err("refused").fields[0].path, "password");
    let late = input(&shared, now.minus(Span::minutes(2)));
    assert_eq!(refused(town.run(clerk, on, late)), "E_CODE_WRONG");
    town.run(clerk, on, input(&shared, earlier(now))).expect("on");
    assert_eq!(refused(town.run(clerk, on, input(&shared, now))), "E_ALREADY");
    assert_eq!(refused(confirm(shared.code(earlier(now)))), "E_CODE_USED", "it switched it on");
    let newer = shared.code(now.plus(Span::millis(30_000)));
    confirm(newer.clone()).expect("a code");
    assert_eq!(refused(confirm(newer)), "E_CODE_USED");
    confirm("aaaaa-aaaa3".into()).expect("a recovery code");
    assert_eq!(refused(confirm("AAAAAAAAA3".into())), "E_CODE_USED");
    let off = "registry.disable_second_factor";
    assert_eq!(refused(town.run(clerk, off, json!({ "code": "000000😀" }))), "E_CODE_WRONG");
    town.run(clerk, off, json!({ "code": "AAAAA-AAAA4" })).expect("off");
    assert_eq!(town.state::<Person>(clerk.person).second_factor, None);
}

#[test]
fn five_wrong_codes_are_enough_and_a_right_one_has_to_wait() {
    let (town, shared, now) = (Town::new(), SharedSecret::generate(), early_in_a_step());
    let clerk = &town.suppliers[0].clerk;
    town.run(clerk, "registry.enable_second_factor", input(&shared, earlier(now))).expect("on");
    let confirm = |code: String| town.run(clerk, "registry.confirm_second_factor", json!({ "code": code }));
    for _ in 0..5 {
        assert_eq!(refused(confirm("abcdef".into())), "E_CODE_WRONG");
    }
    assert_eq!(refused(confirm(shared.code(now))), "E_THROTTLED");
}

#[test]
fn who_lost_the_device_is_helped_by_two_operators() {
    let (town, shared, now) = (Town::new(), SharedSecret::generate(), early_in_a_step());
    let clerk = &town.purchaser.clerk;
    let reset = json!({ "person": clerk.person, "reason": "当面核对身份证件，手机遗失" });
    let command = "registry.reset_second_factor";
    assert_eq!(refused(town.run(&town.operator, command, reset.clone())), "E_SECOND_FACTOR_OFF");
    town.run(clerk, "registry.enable_second_factor", input(&shared, earlier(now))).expect("on");
    assert_eq!(refused(town.run(clerk, command, reset.clone())), "E_FORBIDDEN");
    town.run2(&town.operator, &town.operator2, command, reset).expect("reset");
    assert_eq!(town.state::<Person>(clerk.person).second_factor, None);
}

#[test]
fn what_is_typed_cannot_be_tried_out_against_the_journal() {
    let town = Town::new();
    let input = json!({ "old": PASSWORD, "password": "另一个很长的密码" });
    let said = serde_json::to_string(&("registry.change_password", &input, json!({}))).expect("JSON");
    town.run(&town.purchaser.clerk, "registry.change_password", input).expect("changed");
    let kept = town.platform.journal().read(|tx| tx.query("SELECT input FROM command", &[])).expect("read");
    let guessed = kernel::Digest::of(said.as_bytes()).to_string();
    assert!(kept.iter().all(|row| row.text(0).expect("a digest") != guessed));
}

#[test]
fn who_was_signed_in_before_the_second_factor_or_its_end_is_not_any_more() {
    let (town, shared, now) = (Town::new(), SharedSecret::generate(), early_in_a_step());
    let clerk = &town.purchaser.clerk;
    let account = || town.platform.account(clerk.person).expect("an account");
    let before = account();
    town.run(clerk, "registry.enable_second_factor", input(&shared, earlier(now))).expect("on");
    let on = account();
    assert_ne!(on.credential, before.credential);
    town.run(clerk, "registry.confirm_second_factor", json!({ "code": shared.code(now) })).expect("a code");
    assert_eq!(account(), on, "a code used ends no session");
    let off = json!({ "code": "AAAAA-AAAA4" });
    town.run(clerk, "registry.disable_second_factor", off).expect("off");
    assert_ne!(account().credential, on.credential);
}

/// The second factor as it was switched on so long ago.
fn switched_on(town: &Town, person: PersonId, ago: Span) {
    let kept = || Digest::of(b"kept");
    let factor = SecondFactor {
        secret: Sealed::new(fresh(), kept()),
        recovery: Sealed::new(fresh(), kept()),
        spent: Vec::new(),
        last: crate::system_now().minus(ago).millis().unsigned_abs() / 30_000,
    };
    let work: journal::Work = Arc::new(move |unit| {
        Ok(unit.record::<Person>(person, PersonEvent::SecondFactorEnabled(factor.clone()))?)
    });
    let request = journal::Request {
        actor: crate::system_actor(),
        on_behalf_of: None,
        name: "test.switch_on",
        id: fresh(),
        input: kept(),
        ruleset: String::new(),
        lane: journal::Lane::Normal,
        received: None,
    };
    town.platform.journal().submit(request, work).wait().expect("switched on");
}

#[test]
fn a_session_left_open_is_not_enough_for_a_certificate() {
    let town = Town::new();
    let issue = |actor: &Actor| {
        let key = documents::Key::generate();
        let input = crate::training::request_certificate(&key, actor.person).expect("a request");
        town.run(actor, "registry.issue_certificate", input)
    };
    let (left_open, present) = (&town.purchaser.clerk, &town.purchaser.head);
    switched_on(&town, left_open.person, Span::minutes(11));
    assert_eq!(refused(issue(left_open)), "E_CODE_STALE");
    switched_on(&town, present.person, Span::minutes(1));
    issue(present).expect("certified");
    issue(&town.purchaser.finance).expect("where it is off nothing is asked");
}
