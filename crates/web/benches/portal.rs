//! Server time of the portal's pages over many notices: `cargo bench -p web --bench portal` (`NOTICES=1000000` by default).
//! Fills a journal of its own with recorded notices, then asks each page 500 times and prints p50 and p99.
#![expect(clippy::expect_used, reason = "a bench that cannot go on stops")]

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use journal::{Lane, Work};
use kernel::{
    Category, Digest, IntentionId, Money, NoticeId, OrganisationId, Region, Regions, Span, StreamId,
};
use platform::{system_actor, testing::Town};
use procurement::{
    demand::Method,
    tender::{Notice, NoticeDraft, NoticeEvent, NoticeType, Row, Section},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tower::ServiceExt;
use uuid::Uuid;

/// Notices a command.
const BATCH: usize = 200;
/// Requests a page.
const REQUESTS: usize = 500;

fn main() {
    let notices: usize =
        std::env::var("NOTICES").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let town = Town::new();
    let begun = Instant::now();
    let (middle, last) = fill(&town, notices);
    println!("{notices} notices recorded in {:?}", begun.elapsed());
    let app = web::App::new(town.platform.clone(), web::Options::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let notice = format!("/notices/{last}");
    // As far from the newest as half of all notices.
    let deep = format!("/notices?before={middle}");
    let deep_of_kind = format!("/notices?kind=N-06&before={middle}");
    let words = |words: &str| format!("/notices?q={}", web::posted::encode(words));
    let in_city = words("学校 设备") + "&region=230600";
    let (absent, absent_in_city) =
        (words("学校 设备 绝无此物"), words("绝无此物") + "&region=230600&kind=N-06");
    for path in [
        "/",
        "/notices",
        "/notices?kind=N-06",
        "/notices?region=230606",
        "/notices?region=230600&kind=N-03",
        "/notices?region=230600&kind=N-03&category=goods",
        "/notices?region=230606&kind=N-03&category=goods&method=public_tender&from=2026-03-03",
        "/notices?from=2026-03-03&until=2026-03-03",
        deep.as_str(),
        deep_of_kind.as_str(),
        notice.as_str(),
        "/laws",
        "/laws/mof-87",
        "/laws/procurement-law/31",
        // 履约保证金
        "/laws?q=%E5%B1%A5%E7%BA%A6%E4%BF%9D%E8%AF%81%E9%87%91",
        in_city.as_str(),
        // From here on nothing is found, so that each looks as far as a page ever looks.
        "/notices?category=services",
        "/notices?method=single_source&region=230000",
        "/notices?method=single_source&region=230600",
        "/notices?kind=N-06&category=works",
        absent.as_str(),
        absent_in_city.as_str(),
        "/notices?region=110000",
        "/notices?region=110100&kind=N-03",
    ] {
        let mut times: Vec<Duration> = (0..REQUESTS).map(|_| runtime.block_on(once(&app, path))).collect();
        times.sort_unstable();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        println!("{path:<70} p50 {:>9?}  p99 {:>9?}", at(50), at(99));
    }
}

async fn once(app: &web::App, path: &str) -> Duration {
    let request = Request::builder().uri(path).body(Body::empty()).expect("a request");
    let router = web::router(app);
    let begun = Instant::now();
    let response = router.oneshot(request).await.expect("an answer");
    assert!(response.status().is_success(), "{path}: {}", response.status());
    to_bytes(response.into_body(), 1 << 20).await.expect("a page");
    begun.elapsed()
}

/// The notice in the middle and the last one.
fn fill(town: &Town, notices: usize) -> (NoticeId, NoticeId) {
    let counties: Vec<Region> = Regions::builtin()
        .under("230000".parse().expect("a region"))
        .map(|(region, _)| region)
        .filter(|region| region.level() == 3)
        .collect();
    let start = town.platform.now();
    let (mut middle, mut last) = (NoticeId::from_uuid(Uuid::nil()), NoticeId::from_uuid(Uuid::nil()));
    let mut waiting = std::collections::VecDeque::new();
    for batch in 0..notices.div_ceil(BATCH) {
        let events: Vec<(NoticeId, NoticeEvent)> = (0..BATCH)
            .map(|at| {
                let serial = batch * BATCH + at;
                let ms = start.plus(Span::millis(i64::try_from(serial).unwrap_or(0) * 1000)).millis();
                let stamp = u64::try_from(ms).unwrap_or(0);
                let id =
                    uuid::Builder::from_unix_timestamp_millis(stamp, &kernel::secret::bytes()).into_uuid();
                (NoticeId::from_uuid(id), notice(town.purchaser.organisation, &counties, serial))
            })
            .collect();
        last = events.last().map_or(last, |(id, _)| *id);
        if batch == notices.div_ceil(BATCH) / 2 {
            middle = last;
        }
        let work: Work = Arc::new(move |unit| {
            for (id, event) in &events {
                unit.record::<Notice>(*id, event.clone())?;
            }
            Ok(())
        });
        let request = journal::Request {
            actor: system_actor(),
            on_behalf_of: None,
            name: "bench.publish",
            id: platform::testing::fresh(),
            input: Digest::of(b""),
            ruleset: String::new(),
            lane: Lane::Low,
            received: None,
        };
        waiting.push_back(town.platform.journal().submit(request, work));
        if waiting.len() >= 8
            && let Some(first) = waiting.pop_front()
        {
            first.wait().expect("recorded");
        }
    }
    waiting.into_iter().for_each(|ticket| drop(ticket.wait().expect("recorded")));
    (middle, last)
}

fn notice(purchaser: OrganisationId, counties: &[Region], serial: usize) -> NoticeEvent {
    let kinds = NoticeType::ALL;
    let amount = Money::from_yuan(100_000 + i64::try_from(serial % 9_000).unwrap_or(0) * 1_000);
    let rows = (0..20)
        .map(|row| Row::new("demand", format!("第 {row} 项：智能黑板，含安装调试与三年质保。")))
        .collect();
    let draft = NoticeDraft {
        notice_type: kinds.get(serial % kinds.len()).copied().unwrap_or(NoticeType::Tender),
        title: format!("第{serial}号学校多媒体教室设备采购"),
        region: counties.get(serial * 7919 % counties.len()).copied().unwrap_or_default(),
        purchaser,
        purchaser_name: "大同区第三中学".to_owned(),
        agency: None,
        agency_name: None,
        project: None,
        project_no: format!("230606-2026-{serial:06}"),
        category: Category::Goods,
        method: Some(Method::PublicTender),
        amount,
        sections: vec![Section::new("basics", rows)],
        people: Vec::new(),
        source: IntentionId::from_uuid(Uuid::nil()).stream(),
        relates_to: None,
        attachments: Vec::new(),
    };
    NoticeEvent::Published { notice: Box::new(draft), period_end: None }
}
