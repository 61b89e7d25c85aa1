//! An alert from the regulator's list to the decision, in the browser.

use crate::{audit, testing::Site};
use axum::http::StatusCode;
use kernel::{OrganisationId, StreamId};
use platform::{supervision::alerts_of, texts::Lang};
use serde_json::json;

/// A finding about the agency, raised by the platform.
fn raised(site: &Site) -> String {
    let agency: OrganisationId = site.town.agency.organisation;
    let finding =
        json!({ "rule": "BRG-16", "args": { "count": { "number": 4 } }, "evidence": [agency.stream()] });
    let input = json!({
        "finding": finding.to_string(), "subject": agency.stream(), "title": "教学设备采购",
        "organisation": agency, "happened": 1_772_413_200_000_i64,
    });
    site.town.run_system("supervision.raise_alert", input).expect("raised");
    let rows = site.town.platform.journal().read(|tx| alerts_of(tx, agency, 9)).expect("reads");
    rows[0].id.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_seen_asked_about_explained_and_closed() {
    let site = Site::new();
    let id = raised(&site);
    let page = format!("/supervision/alert/{id}");
    let mut pm = site.browser("pm").await;
    assert_eq!(pm.get(&page).await.status, StatusCode::NOT_FOUND, "unknown to those concerned");
    let mut regulator = site.browser("regulator").await;
    for lang in [Lang::En, Lang::Zh] {
        regulator.lang = lang;
        for path in
            ["/supervision", "/supervision?level=red&state=open", "/supervision?state=confirmed", &page]
        {
            let answer = regulator.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            assert_eq!(audit::page(&answer.body), Vec::<String>::new(), "{path} {lang:?}");
        }
    }
    let list = regulator.get("/supervision").await.body;
    assert!(list.contains("BRG-16 报价等差") && list.contains(&page), "{list}");
    let ask = "/do/supervision.ask_alert";
    regulator.get(&format!("{ask}?alert={id}")).await;
    let answer = regulator.post(ask, &[("alert", &id), ("question", "请说明各家报价的关系")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", crate::testing::words(&answer.body));
    let seen = pm.get(&page).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("请说明各家报价的关系"));
    assert_eq!(audit::page(&seen.body), Vec::<String>::new());
    let mut clerk = site.browser("clerk").await;
    assert_eq!(clerk.get(&page).await.status, StatusCode::NOT_FOUND);
}
