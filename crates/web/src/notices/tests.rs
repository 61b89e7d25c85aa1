//! A published intention, as the public finds it.

use crate::testing::Site;
use axum::http::StatusCode;
use journal::{Lane, Request};
use kernel::{Category, Digest, IntentionId, Money, NoticeId, StreamId};
use platform::{system_actor, testing::fresh, texts::Lang};
use procurement::{
    demand::Method,
    tender::{Notice, NoticeDraft, NoticeEvent, NoticeType, Row, Section},
};
use std::sync::Arc;

/// Puts a notice on the journal and answers its id.
fn publish(site: &Site) -> String {
    let town = &site.town;
    let now = town.platform.now();
    let mut bytes = *fresh().as_bytes();
    bytes[..6].copy_from_slice(&u64::try_from(now.millis()).expect("positive").to_be_bytes()[2..]);
    let id = NoticeId::from_uuid(uuid::Uuid::from_bytes(bytes));
    let budget = Money::from_yuan(3_860_000);
    let rows = vec![Row::new("project_name", "多媒体教室设备采购"), Row::new("budget", budget)];
    let draft = NoticeDraft {
        notice_type: NoticeType::Intention,
        title: "大同区第三中学多媒体教室设备采购".to_owned(),
        region: platform::testing::REGION.parse().expect("a region"),
        purchaser: town.purchaser.organisation,
        purchaser_name: "大同区第三中学".to_owned(),
        agency: None,
        agency_name: None,
        project: None,
        project_no: String::new(),
        category: Category::Goods,
        method: Some(Method::PublicTender),
        amount: budget,
        sections: vec![Section::new("basics", rows)],
        people: Vec::new(),
        source: IntentionId::from_uuid(fresh()).stream(),
        relates_to: None,
        attachments: Vec::new(),
    };
    let event = NoticeEvent::Published { notice: Box::new(draft), period_end: None };
    let request = Request {
        actor: system_actor(),
        on_behalf_of: None,
        name: "test.publish",
        id: fresh(),
        input: Digest::of(b""),
        ruleset: String::new(),
        lane: Lane::Normal,
        received: None,
    };
    let work: journal::Work =
        Arc::new(move |unit| unit.record::<Notice>(id, event.clone()).map(|_| ()).map_err(Into::into));
    town.platform.journal().submit(request, work).wait().expect("recorded");
    id.to_string()
}

#[tokio::test]
async fn a_notice_is_found_by_its_facets_and_shown_in_both_languages() {
    let site = Site::new();
    let id = publish(&site);
    let link = format!("/notices/{id}");
    let mut visitor = site.visitor();
    for path in [
        "/",
        "/notices",
        "/notices?region=230600&kind=N-01&category=goods&from=2026-03-02&until=2026-03-02",
        "/notices?region=230606",
        "/notices?q=%E5%A4%9A%E5%AA%92%E4%BD%93",
    ] {
        for lang in Lang::ALL {
            visitor.lang = lang;
            let list = visitor.get(path).await;
            assert_eq!(list.status, StatusCode::OK, "{path}");
            assert!(list.body.contains(&link), "{path}");
            assert_eq!(crate::audit::page(&list.body), Vec::<String>::new(), "{path}");
        }
    }
    for path in [
        "/notices?region=230700",
        "/notices?kind=N-06",
        "/notices?method=inquiry",
        "/notices?until=2026-03-01",
        "/notices?from=2026-03-03",
        "/notices?q=50%25",
    ] {
        let list = visitor.get(path).await;
        assert_eq!(list.status, StatusCode::OK, "{path}");
        assert!(!list.body.contains(&link), "{path}");
    }
    for lang in Lang::ALL {
        visitor.lang = lang;
        let page = visitor.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(crate::audit::page(&page.body), Vec::<String>::new());
        assert!(page.body.contains("叁佰捌拾陆万元整"));
        for raw in ["notice-label-", "notice-section-", "notice-type-", "notice-text-"] {
            assert!(!page.body.contains(raw), "no words for a {raw}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn a_notice_carries_its_receipt_and_the_list_its_export() {
    let site = Site::new();
    let id = publish(&site);
    let mut visitor = site.visitor();
    let receipt = visitor.get(&format!("/notices/{id}/receipt.json")).await;
    let receipt: serde_json::Value = serde_json::from_str(&receipt.body).expect("JSON");
    assert_eq!(receipt["stream"], format!("tender.notice/{id}"));
    assert_eq!(receipt["leaf"].as_str().map(str::len), Some(66));
    let csv = visitor.get("/notices.csv?kind=N-01").await;
    assert!(csv.body.contains("多媒体教室设备采购") && csv.body.contains("3860000.00"), "{}", csv.body);
    assert_eq!(
        visitor.get("/notices/0199a1b2-0000-7000-8000-000000000000").await.status,
        StatusCode::NOT_FOUND
    );
}
