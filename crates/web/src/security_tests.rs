//! What an attacker tries, and what is answered.

use crate::{
    App, Options,
    testing::{Browser, Site},
};
use axum::http::{StatusCode, header};
use platform::testing::{PASSWORD, Town};
use serde_json::{Value, json};

const RIVAL: &str = "203.0.113.9";

fn header_of<'a>(answer: &'a crate::testing::Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
async fn sign_in(browser: &mut Browser, login: &str, password: &str) -> crate::testing::Answer {
    browser.json("/api/v1/sign-in", &json!({ "login": login, "password": password })).await
}
fn run_by(site: Site, change: impl FnOnce(&mut Options)) -> Site {
    let mut options = site.app.options().clone();
    change(&mut options);
    Site { app: App::new(site.town.platform.clone(), options), town: site.town }
}

#[tokio::test]
async fn a_rival_cannot_lock_a_name_and_is_told_to_wait() {
    let site = Site::new();
    let mut rival = site.visitor();
    rival.address = RIVAL.parse().expect("an address");
    let mut last = None;
    for _ in 0..7 {
        last = Some(sign_in(&mut rival, "Clerk", "wrong-wrong").await);
    }
    let last = last.expect("an answer");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        header_of(&last, "retry-after").parse::<u32>().is_ok_and(|seconds| seconds <= 3),
        "{last:?}",
        last = last.headers
    );
    assert_eq!(sign_in(&mut rival, "ｃｌｅｒｋ", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    site.browser("clerk").await;
    site.browser("CLERK").await;
}

#[tokio::test]
async fn registration_is_bounded_by_address() {
    let site = Site::new();
    let (mut rival, mut other) = (site.visitor(), site.visitor());
    rival.address = RIVAL.parse().expect("an address");
    let path = "/api/v1/commands/registry.apply";
    let body = || json!({ "id": platform::testing::fresh(), "input": {} });
    let mut refused = 0;
    for _ in 0..50 {
        refused += u32::from(rival.json(path, &body()).await.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 20);
    assert_eq!(other.json(path, &body()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn metrics_are_for_who_runs_the_platform() {
    let site = Site::new();
    let (mut near, mut far) = (site.visitor(), site.visitor());
    far.address = RIVAL.parse().expect("an address");
    sign_in(&mut near, "clerk", "wrong-wrong").await;
    let measured = near.get("/metrics").await.body;
    assert!(measured.contains("yangcai_journal_seq"), "{measured}");
    assert!(measured.contains("yangcai_sign_ins_total{outcome=\"E_SIGN_IN_FAILED\"}"), "{measured}");
    assert_eq!(far.get("/metrics").await.status, StatusCode::NOT_FOUND);
    assert_eq!(far.get("/healthz").await.status, StatusCode::OK);
    let behind = run_by(site, |options| options.trusted_proxies = vec![[127, 0, 0, 1].into()]);
    assert_eq!(behind.visitor().get("/metrics").await.status, StatusCode::NOT_FOUND, "everybody seems local");
    let token = run_by(behind, |options| options.metrics_token = Some("inner-token".into()));
    let mut visitor = token.visitor();
    assert_eq!(visitor.get("/metrics").await.status, StatusCode::NOT_FOUND);
    visitor.bearer = Some("inner-tokem".into());
    assert_eq!(visitor.get("/metrics").await.status, StatusCode::NOT_FOUND);
    visitor.bearer = Some("inner-token".into());
    assert_eq!(visitor.get("/metrics").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_password_change_ends_the_other_sessions_and_pending_requests() {
    let site = Site::new();
    let (mut here, mut stolen) = (site.browser("supplier1").await, site.browser("supplier1").await);
    let waiting = stolen.hand_over("purpose=certificate").await.location().to_owned();
    let request = waiting.replace("/bidding/client/", "/api/v1/client/requests/");
    assert_eq!(site.visitor().get(&request).await.status, StatusCode::OK);
    let change = |old: &str| {
        let input = json!({ "old": old, "password": "新的密码一二三四" });
        json!({ "id": platform::testing::fresh(), "input": input })
    };
    let path = "/api/v1/commands/registry.change_password";
    for _ in 0..6 {
        stolen.json(path, &change("guessed-guessed")).await;
    }
    assert_eq!(stolen.json(path, &change("guessed-guessed")).await.status, StatusCode::TOO_MANY_REQUESTS);
    here.address = RIVAL.parse().expect("an address");
    let changed = here.json(path, &change(PASSWORD)).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    assert_eq!(here.get("/work").await.status, StatusCode::OK, "who changed it stays");
    assert_eq!(stolen.get("/work").await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.visitor().get(&request).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn signing_out_ends_the_requests_of_that_session() {
    let site = Site::new();
    let (mut one, mut two) = (site.browser("supplier1").await, site.browser("supplier1").await);
    let api = |page: &str| page.replace("/bidding/client/", "/api/v1/client/requests/");
    let first = api(one.hand_over("purpose=certificate").await.location());
    let second = api(two.hand_over("purpose=certificate").await.location());
    one.get("/work").await;
    one.post("/sign-out", &[]).await;
    assert_eq!(site.visitor().get(&first).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(site.visitor().get(&second).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_to_the_client_needs_a_form_and_an_active_organisation() {
    let site = Site::new();
    let mut browser = site.browser("supplier1").await;
    let looked = browser.get("/bidding/client?purpose=certificate").await;
    assert_eq!(looked.status, StatusCode::OK, "looking makes nothing");
    assert_eq!(crate::audit::page(&looked.body), Vec::<String>::new());
    let mut visitor = site.visitor();
    visitor.get("/sign-in").await;
    assert!(
        visitor
            .post("/bidding/client", &[("purpose", "certificate")])
            .await
            .location()
            .starts_with("/sign-in")
    );
    browser.page.clear();
    let forged = browser.post("/bidding/client", &[("purpose", "certificate")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "no token");

    site.town.applicant(procurement::registry::Kind::Supplier, "新来有限公司");
    let mut newcomer = site.browser("hexin").await;
    let asked = newcomer.hand_over("purpose=certificate").await;
    assert!(asked.body.contains("E_ORGANISATION_INACTIVE"), "{}", asked.body);
}

#[tokio::test]
async fn what_is_shown_to_who_is_signed_in_is_not_kept_by_anyone() {
    let site = Site::new();
    let mut browser = site.browser("clerk").await;
    for path in ["/work", "/notices", "/api/v1/todo", "/nowhere"] {
        assert_eq!(header_of(&browser.get(path).await, "cache-control"), "no-store", "{path}");
    }
    assert_eq!(header_of(&site.visitor().get("/notices").await, "cache-control"), "no-cache");
    assert!(header_of(&browser.get(crate::assets::css()).await, "cache-control").contains("immutable"));
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_where_there_is_https() {
    let site = Site::new();
    assert_eq!(header_of(&site.visitor().get("/").await, "strict-transport-security"), "");
    let site = run_by(site, |options| options.https = true);
    let mut browser = site.visitor();
    let answer = browser.get("/sign-in").await;
    assert_eq!(header_of(&answer, "strict-transport-security"), "max-age=63072000");
    assert_eq!(header_of(&answer, "cross-origin-resource-policy"), "same-origin");
    assert!(header_of(&answer, header::SET_COOKIE.as_str()).contains("; Secure"));
}

#[tokio::test]
async fn the_api_tells_fen_from_yuan() {
    let town = Town::new();
    let site = Site::over(town);
    let mut budget = site.browser("budget").await;
    let path = "/api/v1/commands/budget.import_indicator";
    let body = json!({ "id": platform::testing::fresh(), "input": { "amount": 1.5 } });
    let problem: Value = serde_json::from_str(&budget.json(path, &body).await.body).expect("JSON");
    let fields = problem["fields"].as_array().expect("fields");
    let amount = fields.iter().find(|field| field["path"] == "amount").expect("the amount");
    assert!(amount["message"].as_str().is_some_and(|message| message.contains("分")), "{amount}");
}
