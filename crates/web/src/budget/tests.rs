//! The first five steps by forms: from importing an indicator to an agreement in force, every page audited on the way.

use crate::{
    audit,
    testing::{Browser, Site},
};
use axum::http::StatusCode;
use kernel::{DemandId, EntrustmentId, IndicatorId, IntentionId, PlanId};
use platform::texts::Lang;

/// Reads a page in both languages; it must be well made.
async fn read(browser: &mut Browser, path: &str) {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(audit::page(&answer.body), Vec::<String>::new(), "{path} {lang:?}");
    }
}
/// Sends a form as it stands, with what is typed over it; it must be taken.
async fn give(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> String {
    read(browser, path).await;
    let mut pairs = crate::testing::form_values(&browser.page);
    for (name, value) in typed {
        pairs.retain(|(other, _)| other != name);
        pairs.push(((*name).to_owned(), (*value).to_owned()));
    }
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let action = path.split('?').next().unwrap_or_default();
    let answer = browser.post(action, &pairs).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", crate::testing::words(&answer.body));
    answer.location().to_owned()
}
/// Approves the proposal that a form answered with.
async fn approve(browser: &mut Browser, location: &str) {
    let page = location.split('?').next().unwrap_or_default();
    let id = page.rsplit('/').next().unwrap_or_default();
    browser.get(page).await;
    let answer =
        browser.post("/do/supervision.approve_proposal", &[("proposal", id), ("_step", "confirmed")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}: {}", crate::testing::words(&answer.body));
}
fn first<I: kernel::StreamId + std::str::FromStr>(site: &Site) -> I {
    let sql = "SELECT stream FROM state WHERE stream LIKE $1 ORDER BY stream DESC LIMIT 1";
    let kind = format!("{}/%", I::KIND);
    let rows = site.town.platform.journal().read(|tx| tx.query(sql, &[kind.as_str().into()])).expect("reads");
    let stream = rows.first().expect("one").text(0).expect("text").to_owned();
    stream.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_steps_are_gone_by_forms() {
    let site = Site::new();
    let school = site.town.purchaser.organisation.to_string();
    let mut budget = site.browser("budget").await;
    let mut clerk = site.browser("clerk").await;
    let mut head = site.browser("head").await;
    let mut supervisor = site.browser("supervisor").await;
    let (mut pm, mut reviewer) = (site.browser("pm").await, site.browser("reviewer").await);
    for path in ["/budget", "/demand", "/plan", "/agency"] {
        read(&mut clerk, path).await;
    }
    let typed = [
        ("number", "2026-教-0117"),
        ("organisation", school.as_str()),
        ("project", "多媒体教室设备"),
        ("economic_class", "31003"),
        ("catalogue", "A02010105"),
        ("amount", "4,000,000"),
    ];
    give(&mut budget, "/budget/import", &typed).await;
    let indicator: IndicatorId = first(&site);
    let adjusted = [("amount", "3,900,000.00"), ("document", "调〔2026〕1号"), ("reason", "压减")];
    give(&mut budget, &format!("/budget/adjust?indicator={indicator}"), &adjusted).await;
    read(&mut budget, "/budget").await;

    let typed = [("summary", "46 间教室，每间智能黑板 1 台"), ("budget", "3,860,000")];
    let proposed = give(&mut clerk, &format!("/demand/publish?indicator={indicator}"), &typed).await;
    approve(&mut head, &proposed).await;
    let intention: IntentionId = first(&site);
    read(&mut clerk, &format!("/demand/intention/{intention}")).await;

    let typed =
        [("commercial", "30 日内交付"), ("acceptance", "逐台验收"), ("choice_reason", "规格明确，竞争充分")];
    give(&mut clerk, &format!("/demand/compile?intention={intention}"), &typed).await;
    let demand: DemandId = first(&site);
    let verdict = |reasons| {
        [
            ("rules", "passed"),
            ("reasons", reasons),
            ("approvals", "passed"),
            ("complete", "passed"),
            ("opinion", "见意见"),
        ]
    };
    give(&mut supervisor, &format!("/demand/review?demand={demand}"), &verdict("failed")).await;
    read(&mut clerk, &format!("/demand/demand/{demand}")).await;
    give(
        &mut clerk,
        &format!("/demand/revise?demand={demand}"),
        &[("choice_reason", "补充：市场有五家以上")],
    )
    .await;
    give(&mut supervisor, &format!("/demand/review?demand={demand}"), &verdict("passed")).await;
    read(&mut clerk, "/demand").await;

    let typed = [("lots[0].sme", "none"), ("lots[0].sme_reason", "r3")];
    let proposed = give(&mut clerk, &format!("/plan/file?demand={demand}"), &typed).await;
    approve(&mut head, &proposed).await;
    let plan: PlanId = first(&site);
    for path in [format!("/plan/plan/{plan}"), "/plan".to_owned(), format!("/budget/indicator/{indicator}")] {
        read(&mut clerk, &path).await;
    }
    assert!(clerk.page.contains("3,860,000.00") && clerk.page.contains("40,000.00"), "the ledger adds up");

    let agency = site.town.agency.organisation.to_string();
    let typed = [
        ("agency", agency.as_str()),
        ("fee_payer", "supplier"),
        ("fee_standard", "中标金额的 1.5%"),
        ("review_fee_payer", "purchaser"),
    ];
    let proposed = give(&mut clerk, &format!("/agency/invite?plan={plan}"), &typed).await;
    approve(&mut head, &proposed).await;
    let entrustment: EntrustmentId = first(&site);
    read(&mut pm, &format!("/agency/entrustment/{entrustment}")).await;
    let proposed = give(&mut pm, &format!("/agency/accept?entrustment={entrustment}"), &[]).await;
    approve(&mut reviewer, &proposed).await;
    read(&mut reviewer, "/agency").await;
    let todo = site.town.platform.todo(&site.town.agency.pm, 9).expect("a list");
    assert_eq!(todo[0].command, "tender.open_project");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_keeps_what_was_typed_beside_its_errors() {
    let site = Site::new();
    let indicator = site.town.indicator(3_000_000);
    let mut clerk = site.browser("clerk").await;
    clerk.get(&format!("/demand/publish?indicator={indicator}")).await;
    let indicator = indicator.to_string();
    let typed = [
        ("indicator", indicator.as_str()),
        ("name", "多媒体教室设备采购"),
        ("catalogue", "A02010105"),
        ("summary", "46 间教室"),
        ("budget", "3,000,000.01"),
        ("expected", "2026-05-15"),
    ];
    let answer = clerk.post("/demand/publish", &typed).await;
    assert!(answer.status.is_client_error());
    assert!(answer.body.contains("3,000,000.01") && answer.body.contains("46 间教室"));
    assert!(
        answer.body.contains("<a href=\"/laws/procurement-law/33\">33条</a>"),
        "the law is cited, article by article"
    );
    assert_eq!(audit::page(&answer.body), Vec::<String>::new());
}
#[tokio::test(flavor = "multi_thread")]
async fn another_units_matters_are_not_found() {
    let site = Site::new();
    let planned = site.town.planned(4_000_000, 3_860_000);
    let mut supplier = site.browser("supplier1").await;
    for path in [format!("/plan/plan/{}", planned.plan), format!("/demand/demand/{}", planned.demand)] {
        assert_eq!(supplier.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
