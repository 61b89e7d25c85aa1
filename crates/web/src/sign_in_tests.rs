//! Signing in with a second factor, and what a thief of the password meets.

use crate::testing::{Site, form_values, hidden_value};
use axum::http::StatusCode;
use documents::SharedSecret;
use kernel::Span;
use platform::{
    system_now,
    testing::{PASSWORD, early_in_a_step},
};
use serde_json::json;

const PAGE: &str = "/registry/account/second-factor";

/// Switches it on by the page; answers the secret and a recovery code.
async fn switch_on(site: &Site, login: &str) -> (SharedSecret, String) {
    let mut browser = site.browser(login).await;
    let mut elsewhere = site.browser(login).await;
    for lang in platform::texts::Lang::ALL {
        browser.lang = lang;
        let page = browser.get(PAGE).await.body;
        assert_eq!(crate::audit::page(&page), Vec::<String>::new());
    }
    let hidden = |page: &str, name: &str| {
        form_values(page).into_iter().find(|(other, _)| other == name).expect("a hidden field").1
    };
    let (secret, recovery) = (hidden(&browser.page, "secret"), hidden(&browser.page, "recovery"));
    let shared = SharedSecret::from_text(&secret).expect("a secret");
    let fields =
        |code| [("secret", secret.as_str()), ("recovery", &recovery), ("password", PASSWORD), ("code", code)];
    let wrong = browser.post(&format!("{PAGE}/on"), &fields("12345")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&secret[..4]), "the same secret, which is scanned already");
    let code = shared.code(early_in_a_step().minus(Span::millis(30_000)));
    let on = browser.post(&format!("{PAGE}/on"), &fields(&code)).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER, "{}", crate::testing::words(&on.body));
    assert!(browser.get("/registry/account").await.body.contains("已开启") || browser.page.contains("On"));
    assert_eq!(
        elsewhere.get("/work").await.status,
        StatusCode::SEE_OTHER,
        "the password alone had opened it"
    );
    let code = recovery.split(' ').next().expect("ten codes").to_owned();
    (shared, code)
}

#[tokio::test]
async fn the_code_is_asked_for_after_the_password_and_spent() {
    let site = Site::new();
    let (shared, recovery) = switch_on(&site, "clerk").await;
    let mut browser = site.visitor();
    let start = async |browser: &mut crate::testing::Browser| {
        browser.get("/sign-in?back=/registry/account").await;
        let pairs = [("login", "clerk"), ("password", PASSWORD), ("back", "/registry/account")];
        let asked = browser.post("/sign-in", &pairs).await;
        assert_eq!(asked.location(), "/sign-in/code?back=/registry/account");
        assert!(!browser.cookies.contains_key(crate::visit::SESSION), "the password alone opens nothing");
        assert_eq!(browser.get("/work").await.status, StatusCode::SEE_OTHER);
        let page = browser.get("/sign-in/code?back=/registry/account").await;
        assert_eq!(crate::audit::page(&page.body), Vec::<String>::new());
    };
    start(&mut browser).await;
    let code = shared.code(system_now());
    assert_eq!(
        browser.post("/sign-in/code", &[("code", "000000x")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let done = browser.post("/sign-in/code", &[("code", &code), ("back", "/registry/account")]).await;
    assert_eq!(done.location(), "/registry/account", "{}", crate::testing::words(&done.body));
    assert_eq!(browser.get("/work").await.status, StatusCode::OK);

    let mut watcher = site.visitor();
    start(&mut watcher).await;
    let again = watcher.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody looked over the shoulder");
    assert_eq!(watcher.post("/sign-in/code", &[("code", &recovery)]).await.location(), "/work");

    watcher.get(PAGE).await;
    assert!(hidden_value(&watcher.page, "secret").is_none(), "the secret is never shown again");
    let code = shared.code(system_now().plus(Span::millis(30_000)));
    let off = watcher.post(&format!("{PAGE}/off"), &[("code", &code)]).await;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", crate::testing::words(&off.body));
    assert_eq!(watcher.get("/work").await.status, StatusCode::OK, "this session goes on");
    site.browser("clerk").await;
}

#[tokio::test]
async fn without_the_password_there_is_no_place_to_enter_a_code() {
    let site = Site::new();
    let (shared, _) = switch_on(&site, "clerk").await;
    let mut stranger = site.visitor();
    assert_eq!(stranger.get("/sign-in/code").await.location(), "/sign-in");
    stranger.get("/sign-in").await;
    let sent = stranger.post("/sign-in/code", &[("code", &shared.code(system_now()))]).await;
    assert_eq!(sent.location(), "/sign-in");
    stranger.cookies.insert("yc_half".into(), "0".repeat(64));
    assert_eq!(stranger.get("/sign-in/code").await.location(), "/sign-in");
}

#[tokio::test]
async fn the_api_asks_for_the_code_as_well() {
    let site = Site::new();
    let (shared, _) = switch_on(&site, "clerk").await;
    let mut program = site.visitor();
    let path = "/api/v1/sign-in";
    let mut body = json!({ "login": "clerk", "password": PASSWORD });
    let asked = program.json(path, &body).await;
    assert!(asked.body.contains("E_SECOND_FACTOR"), "{}", asked.body);
    body["code"] = json!(shared.code(system_now()));
    assert_eq!(program.json(path, &body).await.status, StatusCode::OK);
    assert!(program.json(path, &body).await.body.contains("E_CODE_USED"));
    body["code"] = json!("000000");
    for _ in 0..5 {
        program.json(path, &body).await;
    }
    assert_eq!(program.json(path, &body).await.status, StatusCode::TOO_MANY_REQUESTS);
}
