//! The licence beside the form, as the clerk sees it.

use crate::{
    App, Options,
    reader::tests::answering,
    testing::{Browser, Site},
};
use axum::http::StatusCode;
use platform::testing::{Town, uscc};
use std::path::Path;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nthe program of this test does not look at it";

/// A site whose program answers `json`, an applicant's clerk signed in, and the dossier's address.
async fn opened(folder: &Path, json: Option<&str>) -> (Site, Browser, String) {
    let town = Town::new();
    let reader = json.map(|json| answering(folder, json));
    let options = Options { training: true, reader, ..Options::default() };
    let app = App::new(town.platform.clone(), options);
    let site = Site { town, app };
    let mut visitor = site.visitor();
    visitor.get("/registry/apply").await;
    let code = uscc("91230606", 950);
    let typed = [
        ("kind", "supplier"),
        ("name", "新来有限公司"),
        ("uscc", code.as_str()),
        ("region", "230606"),
        ("person", "何欣"),
        ("login", "hexin"),
        ("password", platform::testing::PASSWORD),
    ];
    assert_eq!(visitor.post("/registry/apply", &typed).await.status, StatusCode::SEE_OTHER);
    let mut clerk = site.browser("hexin").await;
    let dossier = clerk.get("/registry/mine").await.location().to_owned();
    (site, clerk, dossier)
}
async fn hand_in(clerk: &mut Browser, dossier: &str, picture: &[u8]) {
    let documents = format!("{dossier}/documents");
    clerk.get(&documents).await;
    let id = dossier.rsplit('/').next().expect("an id").to_owned();
    let typed = [("dossier", id.as_str()), ("document", "licence"), ("title", "营业执照")];
    let sent = clerk.upload(&documents, &typed, ("file", "licence.png", picture)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}
/// A page as the program answers it, of a licence with this code.
fn page(code: &str) -> String {
    let rows = [
        ("名称", "新来有限公司大庆分公司", 99),
        ("类型", "有限责任公司分公司", 99),
        ("负责人", "温如玉", 41),
        ("成立日期", "2014年10月11日", 99),
        ("营业期限", "2014年10月11日至长期", 99),
        ("住所", "大庆市大同区虚构路18号", 99),
        ("经营范围", "软件开发。", 99),
    ];
    let line = |left: i32, top: i32, text: &str, weakest: u8| {
        format!(
            r#"{{"text":"{text}","confidence":99,"weakest":{weakest},"left":{left},"top":{top},"right":{},"bottom":{}}}"#,
            left + 200,
            top + 30
        )
    };
    let mut lines = vec![line(100, 20, &format!("统一社会信用代码{code}"), 99)];
    for (at, (label, value, weakest)) in (1..).zip(rows) {
        lines.push(line(100, at * 80, label, 99));
        lines.push(line(320, at * 80, value, weakest));
    }
    format!(r#"{{"Ok":{{"lines":[{}]}}}}"#, lines.join(","))
}
/// The value of an input of the page.
fn value_of(body: &str, name: &str) -> String {
    let input =
        body.split("<input").find(|input| input.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_is_empty_is_filled_and_what_was_typed_stays_until_the_clerk_says_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, mut clerk, dossier) = opened(folder.path(), Some(&page(&uscc("91230606", 950)))).await;
    let identity = format!("{dossier}/part/identity");
    let before = clerk.get(&identity).await;
    assert_eq!(crate::audit::page(&before.body), Vec::<String>::new());
    assert!(before.body.contains("先上传营业执照的图片"), "{}", before.body);
    hand_in(&mut clerk, &dossier, PICTURE).await;
    let listed = clerk.get(&format!("{dossier}/documents")).await;
    assert!(listed.body.contains(&format!("{identity}?_licence=read")), "{}", listed.body);

    let head = || site.town.platform.journal().head().seq;
    let recorded = head();
    clerk.get(&identity).await;
    let typed = [("name", "新来有限公司"), ("address", ""), ("established", ""), ("_licence", "read")];
    let read = clerk.post(&identity, &typed).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    assert_eq!(crate::audit::page(&read.body), Vec::<String>::new());
    assert_eq!(value_of(&read.body, "name"), "新来有限公司", "what was typed stays");
    assert_eq!(value_of(&read.body, "address"), "大庆市大同区虚构路18号");
    assert_eq!(value_of(&read.body, "established"), "2014-10-11");
    for said in [
        "营业执照上识读为：新来有限公司大庆分公司",
        "机器识读自营业执照",
        "与注册时一致",
        "至 长期",
        "软件开发。",
    ] {
        assert!(read.body.contains(said), "{said}: {}", read.body);
    }
    let typed = [("name", "新来有限公司"), ("address", "别处"), ("_licence_open", "1"), ("_licence", "name")];
    let taken = clerk.post(&identity, &typed).await;
    assert_eq!(value_of(&taken.body, "name"), "新来有限公司大庆分公司", "one field is taken");
    assert_eq!(value_of(&taken.body, "address"), "别处", "and no other");
    assert_eq!(head(), recorded, "nothing is recorded before the form is saved");

    let id = dossier.rsplit('/').next().expect("an id").to_owned();
    let typed = [("dossier", id.as_str()), ("name", ""), ("region", "230606"), ("_licence_open", "1")];
    let refused = clerk.post(&identity, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("大庆市大同区虚构路18号"), "the reading stays open beside the errors");

    let person = clerk.get(&format!("{dossier}/part/representative?_licence=read")).await;
    assert_eq!(value_of(&person.body, "name"), "温如玉");
    assert!(person.body.contains("个别字不清楚"), "an unsure reading is marked: {}", person.body);
    let journal = site.town.platform.journal();
    let sql = "SELECT COUNT(*) FROM event WHERE public LIKE '%温如玉%' OR public LIKE '%虚构路18号%'";
    let rows = journal.read(|tx| tx.query(sql, &[])).expect("read");
    assert_eq!(rows.first().and_then(|row| row.int(0).ok()), Some(0), "nothing that was read is recorded");
}

#[tokio::test]
async fn a_licence_of_somebody_else_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = uscc("91440101", 7);
    let (_site, mut clerk, dossier) = opened(folder.path(), Some(&page(&other))).await;
    hand_in(&mut clerk, &dossier, PICTURE).await;
    let read = clerk.get(&format!("{dossier}/part/identity?_licence=read")).await;
    assert!(read.body.contains(&other) && read.body.contains("不一致"), "{}", read.body);
}

#[tokio::test]
async fn without_a_reading_the_form_says_why_and_works_by_hand() {
    let answers = [
        (None, "没有安装识读营业执照的组件"),
        (Some(r#"{"Err":"damaged"}"#), "图片已损坏"),
        (Some(r#"{"Err":"not_a_picture"}"#), "PDF 不能识读"),
        (Some(r#"{"Err":"too_large"}"#), "超过 10 MB"),
        (Some(r#"{"Err":"too_small"}"#), "图片太小"),
        (Some(r#"{"Err":"no_models"}"#), "没有安装识读营业执照的组件"),
        (Some(r#"{"Ok":{"lines":[]}}"#), "没有找到文字"),
        (
            Some(
                r#"{"Ok":{"lines":[{"text":"欢迎","confidence":99,"weakest":99,"left":0,"top":0,"right":9,"bottom":9}]}}"#,
            ),
            "不像营业执照",
        ),
        (Some("what"), "没有识读成功"),
    ];
    for (json, said) in answers {
        let folder = tempfile::tempdir().expect("a folder");
        let (_site, mut clerk, dossier) = opened(folder.path(), json).await;
        hand_in(&mut clerk, &dossier, PICTURE).await;
        let identity = format!("{dossier}/part/identity");
        let shown = clerk.get(&format!("{identity}?_licence=read")).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert_eq!(crate::audit::page(&shown.body), Vec::<String>::new());
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
        let id = dossier.rsplit('/').next().expect("an id").to_owned();
        let typed = [
            ("dossier", id.as_str()),
            ("name", "新来有限公司"),
            ("region", "230606"),
            ("address", "世纪大道 1 号"),
            ("established", "2015-06-01"),
        ];
        let sent = clerk.post(&identity, &typed).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
}
