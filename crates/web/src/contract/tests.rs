//! A contract's pages: publication, acceptance, payment.

use crate::testing::{Browser, Site};
use axum::http::StatusCode;
use platform::{
    payment::town::{Scene, contract},
    texts::Lang,
};

async fn sound(browser: &mut Browser, path: &str) -> String {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path}");
    }
    browser.page.clone()
}

#[tokio::test]
async fn a_filed_contract_is_accepted_and_paid_in_the_browser() {
    let site = Site::over(Scene::filed().0);
    let mut supplier = site.browser("supplier1").await;
    let page = format!("/contract/contract/{}", contract());
    sound(&mut supplier, &page).await;
    sound(&mut supplier, "/contract").await;
    let apply = serde_json::json!({ "contract": contract() });
    let applied = site.town.run(&site.town.suppliers[0].clerk, "acceptance.apply", apply).expect("applied");
    let acceptance = format!("/acceptance/acceptance/{}", site.town.id::<kernel::AcceptanceId>(&applied));
    let mut clerk = site.browser("clerk").await;
    sound(&mut clerk, &acceptance).await;
    let record = format!("{acceptance}/record");
    sound(&mut clerk, &record).await;
    let bare =
        clerk.post(&record, &[("findings[0].passed", "passed"), ("findings[1].passed", "failed")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("f-findings-1-note-error"), "the missing remark is an error beside its field");
    let all = [("findings[0].passed", "passed"), ("findings[1].passed", "passed")];
    assert_eq!(clerk.post(&record, &all).await.status, StatusCode::SEE_OTHER);
    let mut finance = site.browser("finance").await;
    let apply = format!("/payment/apply?contract={}", contract());
    assert!(sound(&mut finance, &apply).await.contains("30,000.00"));
    let id = contract().to_string();
    let early = [
        ("contract", id.as_str()),
        ("line", "3"),
        ("amount", "50000"),
        ("account", "6223000000000001"),
        ("invoice_number", "1"),
        ("invoice_amount", "50000"),
        ("invoice_received", "2026-03-02"),
    ];
    let refused = finance.post("/payment/apply", &early).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("无验收不结项"), "{}", refused.body);
}

#[tokio::test]
async fn what_the_award_fixed_is_shown_and_the_rest_is_typed() {
    let site = Site::over(Scene::drafted().0);
    let end = serde_json::json!({ "contract": contract(), "reason": "合同编号有误" });
    let (clerk, head) = (&site.town.purchaser.clerk, &site.town.purchaser.head);
    site.town.run2(clerk, head, "contract.terminate", end).expect("dropped");
    let mut browser = site.browser("clerk").await;
    let path = format!("/contract/draft?lot={}", platform::payment::town::lot());
    let form = sound(&mut browser, &path).await;
    assert!(form.contains("100,000.00") && !form.contains("name=\"amount\""), "{form}");
    let id = platform::payment::town::lot().to_string();
    let bare = browser.post("/contract/draft", &[("lot", &id), ("number", ""), ("name", "合同")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("f-number-error") && bare.body.contains("f-supplier_address-error"));
    let work = browser.get("/work").await.body;
    assert!(work.contains(&path), "the to-do list leads to the page");
}
