//! The site as a browser meets it, without a network.

use super::*;
use crate::testing::{Site, hidden_value};
use axum::{
    body::{Body, to_bytes},
    extract::Path,
    http::{Method, Request, StatusCode},
    routing::{get, post},
};
use platform::texts::Lang;
use serde_json::json;
use tower::ServiceExt;

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("host", "yangcai.example")
}
async fn ask(router: Router, request: Request<Body>) -> crate::testing::Answer {
    let (parts, body) = router.oneshot(request).await.expect("an answer").into_parts();
    let bytes = to_bytes(body, 1 << 20).await.expect("a body");
    let body = String::from_utf8_lossy(&bytes).into_owned();
    crate::testing::Answer { status: parts.status, headers: parts.headers, body }
}
/// A path with something in the place of its parameters.
fn filled(path: &str) -> String {
    path.replace("{subsystem}", "tender")
        .replace("{entity}", "project")
        .replace("{command}", "registry.enrol_person")
        .split('/')
        .map(|part| if part.starts_with('{') { "0199a1b2-0000-7000-8000-000000000000" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn every_route_refuses_who_is_not_signed_in() {
    let site = Site::new();
    for entry in table().into_iter().filter(|entry| entry.audience != Audience::Public) {
        let mut visitor = site.visitor();
        visitor.get("/sign-in").await;
        let path = filled(entry.path);
        let answer = if entry.method == Method::GET {
            visitor.get(&path).await
        } else if path.starts_with("/api/") {
            visitor.json(&path, &json!({})).await
        } else {
            visitor.post(&path, &[]).await
        };
        if path.starts_with("/api/") {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{} {path}", entry.method);
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{} {path}", entry.method);
            assert!(answer.location().starts_with("/sign-in"), "{} {path}", entry.method);
        }
    }
}

#[tokio::test]
async fn every_route_refuses_a_role_it_does_not_name() {
    let site = Site::new();
    let town = &site.town;
    let people = [
        ("supplier1", &town.suppliers[0].clerk),
        ("treasury", &town.finance.treasury),
        ("operator", &town.operator),
    ];
    for (login, actor) in people {
        let mut browser = site.browser(login).await;
        browser.get("/work").await;
        for entry in table() {
            let Audience::Roles(roles) = entry.audience else { continue };
            if actor.is(roles) {
                continue;
            }
            let path = filled(entry.path);
            let answer = if entry.method == Method::GET {
                browser.get(&path).await
            } else {
                browser.post(&path, &[]).await
            };
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{login} {} {path}", entry.method);
            browser.get("/work").await;
        }
    }
}

#[tokio::test]
async fn every_command_refuses_every_role_it_does_not_name() {
    let site = Site::new();
    let town = &site.town;
    let people = [
        ("clerk", &town.purchaser.clerk),
        ("supplier1", &town.suppliers[0].clerk),
        ("expert1", &town.experts[0]),
    ];
    for (login, actor) in people {
        let mut browser = site.browser(login).await;
        for def in site.town.platform.commands().iter() {
            if actor.is(def.audience) || def.audience.contains(&Role::Public) {
                continue;
            }
            let form = browser.get(&format!("/do/{}", def.name)).await;
            assert_eq!(form.status, StatusCode::FORBIDDEN, "{login} {}", def.name);
            let body = json!({ "id": platform::testing::fresh(), "input": {} });
            let api = browser.json(&format!("/api/v1/commands/{}", def.name), &body).await;
            assert_eq!(api.status, StatusCode::FORBIDDEN, "{login} {}", def.name);
        }
    }
}

/// Every command has a title and every field a label; the generated forms pass the audit in both languages.
#[tokio::test]
async fn every_command_has_a_form_with_words_in_both_languages() {
    let site = Site::new();
    let logins = [
        "clerk",
        "head",
        "finance",
        "supervisor",
        "pm",
        "reviewer",
        "supplier1",
        "rep1",
        "expert1",
        "budget",
        "regulator",
        "regulator-head",
        "treasury",
        "operator",
    ];
    let mut wrong = Vec::new();
    let mut drawn = std::collections::BTreeSet::new();
    for login in logins {
        let mut browser = site.browser(login).await;
        for def in site.town.platform.commands().iter() {
            for lang in Lang::ALL {
                browser.lang = lang;
                let path = format!("/do/{}", def.name);
                let answer = browser.get(&path).await;
                if answer.status != StatusCode::OK || !drawn.insert((def.name, lang.tag())) {
                    continue;
                }
                wrong.extend(
                    crate::audit::page(&answer.body).into_iter().map(|what| format!("{path}: {what}")),
                );
                if answer.body.contains(&format!("<title>{}", crate::names::scope(def.name))) {
                    wrong.push(format!("{path}: no title in {}", lang.tag()));
                }
                let labels = answer
                    .body
                    .split("<label")
                    .chain(answer.body.split("<legend"))
                    .chain(answer.body.split("<option"));
                for label in labels.filter_map(|rest| rest.split_once('>')).map(|(_, rest)| rest) {
                    let words = label.split('<').next().unwrap_or_default();
                    if words.starts_with("field-") || words.starts_with("choice-") {
                        wrong.push(format!("{path}: no words for {words} in {}", lang.tag()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_base_pages_pass_the_audit_in_both_languages() {
    let site = Site::new();
    let organisation = format!("/registry/organisation/{}", site.town.purchaser.organisation);
    for (login, paths) in [
        (None, vec!["/", "/sign-in", "/gallery", "/api", "/nowhere", "/registry/apply"]),
        (Some("clerk"), vec!["/work", &organisation, "/do/registry.change_password"]),
    ] {
        let mut browser = match login {
            Some(login) => site.browser(login).await,
            None => site.visitor(),
        };
        for lang in Lang::ALL {
            browser.lang = lang;
            for path in &paths {
                let answer = browser.get(path).await;
                assert_eq!(answer.status == StatusCode::OK, *path != "/nowhere", "{path}");
                assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path} {lang:?}");
                assert!(answer.body.contains(&format!("<html lang=\"{}\">", lang.tag())), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn a_two_person_command_goes_from_form_to_approval() {
    let site = Site::new();
    let dossier = site.town.applicant(procurement::registry::Kind::Supplier, "新来有限公司").to_string();
    let id = dossier.as_str();

    let mut regulator = site.browser("regulator").await;
    let todo = regulator.get("/work").await;
    let form = format!("/do/registry.review_dossier?dossier={id}");
    assert!(todo.body.contains(&form), "{}", todo.body);
    regulator.get(&form).await;
    let typed = [("dossier", id), ("verdict", "passed")];
    let check = regulator.post("/do/registry.review_dossier", &typed).await;
    assert_eq!(check.status, StatusCode::OK);
    assert_eq!(hidden_value(&check.body, "verdict"), Some("passed"));
    let typed = [typed[0], typed[1], ("_step", "confirmed")];
    let proposed = regulator.post("/do/registry.review_dossier", &typed).await;
    assert!(proposed.location().starts_with("/supervision/proposal/"), "{}", proposed.body);
    let again = regulator.post("/do/registry.review_dossier", &typed).await;
    assert_eq!(again.location(), proposed.location(), "the same form again is answered as the first time");

    let proposal = proposed.location().split('?').next().expect("a page").to_owned();
    let own = regulator.get(&proposal).await;
    assert!(!own.body.contains("name=\"_verdict\""), "the first person cannot decide");
    let mut head = site.browser("regulator-head").await;
    assert!(head.get("/work").await.body.contains(&proposal));
    let shown = head.get(&proposal).await;
    assert_eq!(crate::audit::page(&shown.body), Vec::<String>::new());
    let approved = head.post(&proposal, &[("_verdict", "approve"), ("reason", "")]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
    let subject = head.get(approved.location()).await;
    assert_eq!(subject.status, StatusCode::OK);
    assert!(subject.body.contains("新来有限公司"));
    let name = |actor: &kernel::Actor| site.town.platform.name_of(actor.person).expect("a name");
    let (first, second) = (name(&site.town.finance.regulator), name(&site.town.finance.regulator_head));
    assert!(
        subject.body.contains(&format!("经办 {first} · 复核 {second}")),
        "both persons: {}",
        subject.body
    );
}

#[tokio::test]
async fn a_stale_form_keeps_what_was_typed_and_goes_through_when_sent_again() {
    let site = Site::new();
    let town = &site.town;
    let mut operator = site.browser("operator").await;
    let person = town.experts[8].person.to_string();
    let form = format!("/do/registry.disable_person?person={person}");
    operator.get(&form).await;
    let stale = [
        ("person", person.as_str()),
        ("reason", "调离评审专家库"),
        ("_version", "0"),
        ("_step", "confirmed"),
    ];
    let refused = operator.post("/do/registry.disable_person", &stale).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    assert!(refused.body.contains("E_STALE") && refused.body.contains("调离评审专家库"), "{}", refused.body);
    let seen = hidden_value(&refused.body, "_version").expect("a version").to_owned();
    let again = [stale[0], stale[1], ("_version", seen.as_str()), stale[3]];
    let sent = operator.post("/do/registry.disable_person", &again).await;
    assert_ne!(sent.status, StatusCode::CONFLICT, "{}", sent.body);
}

#[tokio::test]
async fn who_is_disabled_is_signed_out_at_once() {
    let site = Site::new();
    let mut expert = site.browser("expert9").await;
    assert_eq!(expert.get("/work").await.status, StatusCode::OK);
    let person = site.town.experts[8].person;
    let input = json!({ "person": person, "reason": "调离评审专家库" });
    let town = &site.town;
    town.run(&town.operator, "registry.disable_person", input.clone()).expect("proposed");
    assert_eq!(expert.get("/work").await.status, StatusCode::OK, "one operator alone disables nobody");
    let again = town.run(&town.operator, "registry.disable_person", input).expect_err("proposed already");
    assert_eq!(again.code, "E_PROPOSAL_PENDING");
    let waiting = town.platform.todo(&town.operator2, 9).expect("a list");
    let proposal = waiting[0].stream.uuid();
    town.run(&town.operator2, "supervision.approve_proposal", json!({ "proposal": proposal }))
        .expect("agreed");
    assert_eq!(expert.get("/work").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_clock_moves_by_a_button_for_who_is_signed_in() {
    let site = Site::new();
    let before = site.town.platform.now();
    let mut browser = site.browser("clerk").await;
    browser.get("/work").await;
    let moved = browser.post("/clock/next", &[("by", "day"), ("back", "/work")]).await;
    assert_eq!(moved.location(), "/work?told=done-clock");
    assert_eq!(site.town.platform.now().date(), before.plus(kernel::Span::days(1)).date());
}

#[tokio::test]
async fn the_api_answers_with_problem_details() {
    let site = Site::new();
    let mut browser = site.visitor();
    let body = json!({ "id": platform::testing::fresh(), "input": { "name": "x" } });
    let answer = browser.json("/api/v1/commands/registry.apply", &body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.headers.get("content-type").expect("a type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(problem["code"], "E_SCHEMA");
    assert!(problem["fields"].as_array().is_some_and(|fields| fields.len() > 3));
    let form = browser.post("/api/v1/commands/registry.apply", &[]).await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY, "a form cannot reach the API");
    let token = browser
        .json("/api/v1/sign-in", &json!({ "login": "clerk", "password": platform::testing::PASSWORD }))
        .await;
    assert_eq!(token.status, StatusCode::OK);
    let wrong =
        browser.json("/api/v1/sign-in", &json!({ "login": "clerk", "password": "wrong-wrong" })).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_api_is_described_from_the_definitions() {
    let site = Site::new();
    let described = crate::api::describe(&site.app, Lang::En);
    for def in site.town.platform.commands().iter() {
        let path = format!("/api/v1/commands/{}", def.name);
        assert_eq!(described["paths"][&path]["post"]["operationId"], def.name);
    }
    let price = &described["paths"]["/api/v1/commands/budget.import_indicator"]["post"]["requestBody"]["content"]
        ["application/json"]["schema"]["properties"]["input"]["properties"]["amount"]["oneOf"];
    assert_eq!((&price[0]["type"], &price[1]["type"]), (&json!("integer"), &json!("string")));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new();
    for path in ["/gallery", "/nowhere", crate::assets::css()] {
        let answer = site.visitor().get(path).await;
        let policy =
            answer.headers.get("content-security-policy").and_then(|v| v.to_str().ok()).unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers.get("x-content-type-options").expect("a header"), "nosniff");
    }
}

#[tokio::test]
async fn an_unknown_page_helps_and_keeps_the_shell() {
    let answer = Site::new().visitor().get("/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new());
    assert!(answer.body.contains("E_NOT_FOUND"));
}

#[tokio::test]
async fn an_asset_is_kept_by_its_content() {
    let site = Site::new();
    let answer = site.visitor().get(crate::assets::js()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let kept = answer.headers.get("cache-control").and_then(|v| v.to_str().ok()).unwrap_or_default();
    assert!(kept.contains("immutable"), "{kept}");
    assert_eq!(site.visitor().get("/assets/yangcai.0000000000000000.js").await.status, StatusCode::NOT_FOUND);
}

/// A router with a form and a page that breaks, inside the same layers.
fn trial(site: &Site) -> Router {
    let app = site.app.clone();
    let token = |visit: crate::visit::Visit| async move { visit.csrf().to_owned() };
    Router::new()
        .route("/token", get(token))
        .route(
            "/form",
            post(|crate::posted::Posted(values): crate::posted::Posted| async move { values.encode() }),
        )
        .route(
            "/broken/{what}",
            get(|Path(what): Path<String>| async move { assert_ne!(what, "pipe", "a secret pipe") }),
        )
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(middleware::from_fn_with_state(app.clone(), visit::layer))
        .with_state(app)
}

#[tokio::test]
async fn a_form_needs_its_token_and_the_same_site() {
    let site = Site::new();
    let page = ask(trial(&site), request("GET", "/token").body(Body::empty()).expect("a request")).await;
    let cookie = page.headers.get("set-cookie").and_then(|v| v.to_str().ok()).expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a value").to_owned();
    let post = |token: &str, site: &str, kind: &str| {
        request("POST", "/form")
            .header("cookie", &cookie)
            .header("sec-fetch-site", site)
            .header("content-type", kind)
            .body(Body::from(format!("_csrf={token}&a=1")))
            .expect("a request")
    };
    let form = "application/x-www-form-urlencoded";
    assert_eq!(ask(trial(&site), post(&page.body, "same-origin", form)).await.status, StatusCode::OK);
    assert_eq!(ask(trial(&site), post("stale", "same-origin", form)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ask(trial(&site), post(&page.body, "cross-site", form)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        ask(trial(&site), post("stale", "same-origin", "text/plain")).await.status,
        StatusCode::FORBIDDEN
    );
    let origin = request("POST", "/form")
        .header("cookie", &cookie)
        .header("origin", "https://evil.example")
        .body(Body::from(format!("_csrf={}", page.body)))
        .expect("a request");
    assert_eq!(ask(trial(&site), origin).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_and_without_the_reason() {
    let site = Site::new();
    let answer =
        ask(trial(&site), request("GET", "/broken/pipe").body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("E_INTERNAL") && !answer.body.contains("secret pipe"), "{}", answer.body);
    assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new());
}

/// DESIGN §10: every step of a party's journey has a page of its own, the generated form serves the rest; which is which is
/// decided, not left to happen. `UPDATE_GOLDEN=1 cargo test -p web --all-features which_command` writes the table anew.
#[test]
fn which_command_has_its_own_page_and_which_the_generated_form() {
    let site = Site::new();
    let lines: String = site
        .town
        .platform
        .commands()
        .iter()
        .map(|def| {
            let form = match site.app.form_of(def.name, None) {
                own if !own.starts_with("/do/") => own,
                _ if def.audience == [kernel::Role::System] => "none: the platform's own".to_owned(),
                _ => "generated".to_owned(),
            };
            format!("{} | {form}\n", def.name)
        })
        .collect();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/golden/forms.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &lines).expect("written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(lines, wanted, "see the head of this test");
}

#[tokio::test]
async fn a_thing_is_chosen_by_its_name_and_no_id_is_typed() {
    let site = Site::new();
    let mut operator = site.browser("operator").await;
    let form = operator.get("/do/registry.enrol_person").await.body;
    let school = site.town.purchaser.clerk.organisation.to_string();
    assert!(form.contains("<select id=\"f-organisation\""), "{form}");
    assert!(form.contains(&format!("<option value=\"{school}\">")), "the unit is offered");
    // What is not offered may still be named: the field is text then, and the platform decides.
    let form =
        operator.get(&format!("/do/registry.enrol_person?organisation={}", uuid::Uuid::nil())).await.body;
    assert!(form.contains("<input id=\"f-organisation\""), "{form}");
}

#[tokio::test]
async fn what_was_done_is_told_first_and_what_is_missing_is_named() {
    let site = Site::new();
    let mut clerk = site.browser("clerk").await;
    let page = clerk.get("/work?told=done-clock").await.body;
    assert!(page.contains("<title>演示时钟已拨动。 · "), "a screen reader reads the title first");
    assert!(page.contains("class=\"told\" role=\"status\" tabindex=\"-1\" data-focus"), "{page}");
    let missing = clerk.get("/tender/project/0199a1b2-0000-7000-8000-000000000000").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.body.contains("没有找到采购项目"), "{}", missing.body);
}
