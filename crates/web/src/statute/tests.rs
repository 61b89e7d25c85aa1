//! The library in the browser: for everybody in both languages, and published by a regulator.

use crate::{
    audit,
    testing::{Browser, Site, words},
};
use axum::http::StatusCode;
use platform::texts::Lang;
use serde_json::Value;

async fn page(browser: &mut Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", words(&answer.body));
    assert_eq!(audit::page(&answer.body), Vec::<String>::new(), "{path} {:?}", browser.lang);
    answer.body
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_every_statute_in_both_languages() {
    let site = Site::new();
    let laws = site.town.platform.laws().expect("read");
    let mut visitor = site.visitor();
    for lang in [Lang::En, Lang::Zh] {
        visitor.lang = lang;
        for path in [
            "/laws",
            "/laws?level=law",
            "/laws?year=2025&standing=in_force",
            "/laws?standing=superseded",
            "/laws?year=nonsense",
            "/laws?q=87号令第55条",
            "/laws?q=履约保证金&level=regulation",
            "/laws?q=没有的词语组合吗",
        ] {
            page(&mut visitor, path).await;
        }
    }
    for document in laws.library.documents() {
        let whole = page(&mut visitor, &format!("/laws/{}", document.id)).await;
        assert!(whole.contains("现行有效") && whole.contains("id=\"a1\""), "{}", document.id);
        page(&mut visitor, &format!("/laws/{}/1", document.id)).await;
    }
    for missing in [
        "/laws/nothing",
        "/laws/mof-87/89",
        "/laws/mof-87/0",
        "/laws/mof-87/x",
        "/api/v1/laws/mof-87/articles/89",
    ] {
        assert_eq!(visitor.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
}
#[tokio::test(flavor = "multi_thread")]
async fn an_article_shows_its_words_links_citations_rules_and_other_texts() {
    let site = Site::new();
    let mut visitor = site.visitor();
    let article = page(&mut visitor, "/laws/procurement-law/31").await;
    assert!(article.contains("<h1>政府采购法 第三十一条") && article.contains("第三章 政府采购方式"));
    assert!(article.contains("href=\"/laws/procurement-regulation/27\""), "the regulation cites it");
    let rules = page(&mut visitor, "/laws/procurement-law/33").await;
    assert!(rules.contains("<code>BUD-01</code>"));
    let linked = page(&mut visitor, "/laws/procurement-regulation/27").await;
    assert!(
        linked.contains("<a href=\"/laws/procurement-law/31\">政府采购法第三十一条第一项</a>"),
        "{linked}"
    );
    let now = page(&mut visitor, "/laws/sme-payment-regulation/9").await;
    assert!(now.contains("30日内支付款项") && now.contains("文字不同"));
    let then = page(&mut visitor, "/laws/sme-payment-regulation/8?on=2025-05-31").await;
    assert!(then.contains("30日内支付款项") && then.contains("2020"));
    let old = page(&mut visitor, "/laws/sme-payment-regulation?on=2021-01-01").await;
    assert!(old.contains("2021") && old.contains("看现行文本") && !old.contains("第三十七条"));
    let before = page(&mut visitor, "/laws/sme-payment-regulation?on=2019-01-01").await;
    assert!(before.contains("尚未施行") && before.contains("没有有效的文本"));
}
#[tokio::test(flavor = "multi_thread")]
async fn the_search_marks_what_it_found_and_knows_citations() {
    let site = Site::new();
    let mut visitor = site.visitor();
    let found = page(&mut visitor, "/laws?q=履约保证金").await;
    assert!(found.contains("<mark>履约保证金</mark>"), "{}", words(&found));
    assert!(found.contains("href=\"/laws/procurement-regulation/48\""));
    let cited = page(&mut visitor, "/laws?q=实施条例第31条").await;
    assert!(cited.contains("<a href=\"/laws/procurement-regulation/31\">政府采购法实施条例 第三十一条</a>"));
    let many = page(&mut visitor, "/laws?q=采购人").await;
    assert!(many.contains("from=30"));
    page(&mut visitor, "/laws?q=采购人&from=30").await;
    let script = page(&mut visitor, "/laws?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!script.contains("<script>alert"));
}
#[tokio::test]
async fn programs_read_the_library_as_of_a_day() {
    let site = Site::new();
    let mut visitor = site.visitor();
    let mut json =
        async |path: &str| -> Value { serde_json::from_str(&visitor.get(path).await.body).expect("JSON") };
    let list = json("/api/v1/laws?on=2025-05-31").await;
    let all = list["laws"].as_array().expect("a list");
    let payment = all.iter().find(|law| law["id"] == "sme-payment-regulation").expect("held");
    assert_eq!(
        (&payment["from"], &payment["until"], &payment["articles"]),
        (&"2020-09-01".into(), &"2025-06-01".into(), &29.into())
    );
    let article = json("/api/v1/laws/procurement-regulation/articles/27").await;
    assert_eq!((&article["label"], &article["standing"]), (&"第二十七条".into(), &"in_force".into()));
    assert_eq!(
        (&article["cites"][0]["id"], &article["cites"][0]["article"]),
        (&"procurement-law".into(), &"31".into())
    );
    assert!(
        article["paragraphs"][0]["words"]
            .as_str()
            .is_some_and(|words| words.starts_with("政府采购法第三十一条"))
    );
    let refused = json("/api/v1/commands/nothing").await;
    assert!(refused["code"].is_string());
}
#[tokio::test(flavor = "multi_thread")]
async fn a_regulator_pastes_checks_sends_and_the_second_person_publishes() {
    let site = Site::new();
    let mut regulator = site.browser("regulator").await;
    let form = page(&mut regulator, "/statute/publish?code=mof-87").await;
    assert!(form.contains("value=\"财政部令第87号\""), "a known statute's title page is filled in");
    page(&mut regulator, "/statute/publish").await;
    let text = "第一章 总则\n第一条 根据政府采购法第三十三条制定本办法。\n第二条 按本办法第一条办理。";
    let fields = [
        ("code", "datong-deposit"),
        ("title", "大同区采购保证金办法"),
        ("number", "同财规〔2026〕1号"),
        ("issuer", "大同区财政局"),
        ("level", "local"),
        ("region", platform::testing::REGION),
        ("published", "2026-03-01"),
        ("from", "2026-04-01"),
        ("text", text),
    ];
    let broken = fields
        .map(|(name, value)| if name == "text" { (name, "第一条 甲。\n第三条 乙。") } else { (name, value) });
    let refused = regulator.post("/statute/publish", &broken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("“第一条”后面是“第三条”") && refused.body.contains("大同区采购保证金办法"));
    let preview = regulator.post("/statute/publish", &fields).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", words(&preview.body));
    assert_eq!(audit::page(&preview.body), Vec::<String>::new());
    assert!(preview.body.contains("共 2 条，1 个章节标题，识别引用 2 处"), "{}", words(&preview.body));
    assert!(preview.body.contains("<a href=\"/laws/procurement-law/33\">政府采购法第三十三条</a>"));
    let mut confirmed = fields.to_vec();
    confirmed.push(("_step", "confirmed"));
    let sent = regulator.post("/statute/publish", &confirmed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", words(&sent.body));
    let proposal = sent.location().split('?').next().expect("a path").to_owned();
    let mut head = site.browser("regulator-head").await;
    assert_eq!(head.get("/laws/datong-deposit").await.status, StatusCode::NOT_FOUND);
    let seen = head.get(&proposal).await;
    assert!(seen.body.contains("第二条 按本办法第一条办理。"));
    let approved = head.post(&proposal, &[]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", words(&approved.body));
    let to = head.get(approved.location()).await;
    assert_eq!(to.location(), "/laws/datong-deposit");
    let published = page(&mut head, "/laws/datong-deposit").await;
    assert!(published.contains("尚未施行") && published.contains("在本平台发布"));
    let cited = page(&mut head, "/laws/procurement-law/33").await;
    assert!(cited.contains("/laws/datong-deposit/1"));
    let offered = page(&mut regulator, "/laws/datong-deposit").await;
    assert!(offered.contains("/do/statute.repeal?code=datong-deposit"));
    assert!(!site.visitor().get("/laws/datong-deposit").await.body.contains("statute.repeal"));
}
