//! An organisation's people on its own pages.

use crate::testing::{Site, hidden_value};
use axum::http::StatusCode;
use kernel::Role;
use platform::{testing::PASSWORD, texts::Lang};
use serde_json::json;

#[tokio::test]
async fn a_head_enrols_a_colleague_who_signs_in_with_the_word_and_sets_a_password() {
    let site = Site::new();
    let mut head = site.browser("head").await;
    for lang in [Lang::Zh, Lang::En] {
        head.lang = lang;
        for path in ["/registry/people", "/registry/people/enrol", "/registry/delegate", "/registry/handover"]
        {
            let page = head.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(crate::audit::page(&page.body), Vec::<String>::new(), "{path}");
        }
    }
    head.lang = Lang::Zh;
    head.get("/registry/people/enrol").await;
    let word = crate::testing::form_values(&head.page)
        .into_iter()
        .find_map(|(name, value)| (name == "word").then_some(value))
        .expect("a word is offered");
    let typed = [("name", "钱程"), ("login", "qiancheng"), ("word", word.as_str())];
    let refused = head.post("/registry/people/enrol", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "without a position");
    assert!(refused.body.contains(&word) && refused.body.contains("钱程"), "what was typed is kept");
    let typed: Vec<_> = typed.into_iter().chain([("roles", "purchaser_clerk")]).collect();
    let enrolled = head.post("/registry/people/enrol", &typed).await;
    assert!(enrolled.location().starts_with("/registry/people"), "{}", enrolled.body);
    let list = head.get("/registry/people").await;
    assert!(list.body.contains("钱程") && list.body.contains("待设密码"), "{}", list.body);

    let mut newcomer = site.visitor();
    newcomer.get("/sign-in").await;
    let signed_in = newcomer.post("/sign-in", &[("login", "qiancheng"), ("password", &word)]).await;
    assert!(signed_in.location().starts_with("/do/registry.change_password"), "{}", signed_in.location());
    let form = newcomer.get(signed_in.location()).await;
    assert!(form.body.contains("首次登录口令"), "{}", form.body);
    let set = newcomer
        .post("/do/registry.change_password", &[("old", word.as_str()), ("password", PASSWORD)])
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
    let again = site.browser("qiancheng").await;
    assert!(again.cookies.contains_key(crate::visit::SESSION));
}

#[tokio::test]
async fn the_others_see_the_list_and_keep_nobody_s_account() {
    let site = Site::new();
    let mut clerk = site.browser("clerk").await;
    let list = clerk.get("/registry/people").await;
    assert!(list.body.contains("刘建") && !list.body.contains("/roles\""), "{}", list.body);
    let head = site.town.purchaser.head.person;
    clerk.get(&format!("/registry/person/{head}/roles")).await;
    assert!(hidden_value(&clerk.page, "_id").is_some());
    let sent = clerk.post(&format!("/registry/person/{head}/roles"), &[("roles", "purchaser_finance")]).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN, "{}", sent.body);
    let mut stranger = site.browser("pm").await;
    let other = stranger.get(&format!("/registry/person/{head}/roles")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let mut expert = site.browser("expert1").await;
    assert_eq!(expert.get("/registry/people").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_acted_in_whose_place_stands_on_the_timeline() {
    let site = Site::new();
    let (clerk, finance) = (&site.town.purchaser.clerk, &site.town.purchaser.finance);
    let today = site.town.platform.now().date();
    let mut browser = site.browser("clerk").await;
    browser.get("/registry/delegate").await;
    let to = finance.person.to_string();
    let day = today.to_string();
    let typed = [
        ("to", to.as_str()),
        ("roles", "purchaser_clerk"),
        ("from", day.as_str()),
        ("until", day.as_str()),
        ("reason", "出差"),
    ];
    let sent = browser.post("/registry/delegate", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let list = browser.get("/registry/people").await;
    assert_eq!(crate::audit::page(&list.body), Vec::<String>::new());
    assert!(list.body.contains("受 周敏 委托"), "{}", list.body);
    let acting = site.town.platform.actor(finance.person).expect("active");
    assert!(acting.is(&[Role::PurchaserClerk]) && clerk.holds(&[Role::PurchaserClerk]));
    let dossier = site.town.purchaser.organisation;
    let fill = json!({
        "dossier": dossier, "name": "大同区第三中学", "region": "230606", "address": "学府街 1 号",
        "established": "2015-06-01",
    });
    site.town.run(&acting, "registry.fill_identity", fill).expect("in the clerk's place");
    let page = browser.get(&format!("/registry/dossier/{dossier}")).await;
    assert!(page.body.contains("陈静（受 周敏 委托）"), "{}", crate::testing::words(&page.body));
}
