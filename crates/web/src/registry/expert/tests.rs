//! An application from the first page to the appointment, as people see it.

use crate::testing::{Browser, Site};
use axum::http::StatusCode;
use platform::testing::{PASSWORD, SPECIALITY, uscc};

const SCAN: &[u8] = b"%PDF-1.4\n%%EOF\n";

async fn sees(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    assert_eq!(crate::audit::page(&page.body), Vec::<String>::new(), "{path}");
    page.body
}
async fn posts(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) {
    sees(browser, path).await;
    let sent = browser.post(path, typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", sent.body);
}
/// Opens an application, signs in and fills everything in; answers the browser and the record's address.
async fn filled(site: &Site) -> (Browser, String) {
    let mut visitor = site.visitor();
    let typed = [("name", "何欣"), ("region", "230606"), ("login", "hexin"), ("password", PASSWORD)];
    sees(&mut visitor, "/registry/expert/apply").await;
    let applied = visitor.post("/registry/expert/apply", &typed).await;
    assert!(applied.location().starts_with("/sign-in"), "{}", applied.body);
    let mut expert = site.browser("hexin").await;
    let record = expert.get("/registry/mine").await.location().to_owned();
    assert!(record.starts_with("/registry/expert/"), "{record}");
    assert!(sees(&mut expert, &record).await.contains("还有 6 项没有完成"));

    let identity = [
        ("name", "何欣"),
        ("citizen_id", "230103198506150019"),
        ("phone", "13900000001"),
        ("bank", "龙江银行"),
        ("card", "6222021000112233449"),
    ];
    posts(&mut expert, &format!("{record}/part/identity"), &identity).await;
    let title = format!("{record}/title");
    let typed = [
        ("degree", "master"),
        ("school", "哈尔滨工业大学"),
        ("level", "senior"),
        ("title", "高级工程师"),
        ("since", "2010-07-01"),
    ];
    sees(&mut expert, &title).await;
    let renamed = expert.upload(&title, &typed, ("file", "c.pdf", b"MZ no scan")).await;
    assert_eq!(renamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(renamed.body.contains("高级工程师"), "what was typed is kept");
    let sent = expert.upload(&title, &typed, ("file", "c.pdf", SCAN)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let code = uscc("12230600", 700);
    let work = [("work[0].name", "大庆师范学院"), ("work[0].uscc", &*code), ("work[0].from", "2010-07-01")];
    posts(&mut expert, &format!("{record}/part/work"), &work).await;
    let specialities = format!("{record}/specialities");
    sees(&mut expert, &specialities).await;
    let typed = [("code", SPECIALITY), ("title", "职称证书")];
    let sent = expert.upload(&specialities, &typed, ("file", "c.pdf", SCAN)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    posts(&mut expert, &format!("{record}/part/reach"), &[("remote", "true")]).await;
    let all = [("agreed", "true"), ("healthy", "true"), ("clean", "true"), ("outsider", "true")];
    posts(&mut expert, &format!("{record}/part/commitment"), &all).await;
    (expert, record)
}

#[tokio::test]
async fn a_person_applies_and_is_appointed_by_pages() {
    let site = Site::new();
    let (mut expert, record) = filled(&site).await;
    let id = record.rsplit('/').next().expect("an id").to_owned();
    let ready = sees(&mut expert, &record).await;
    assert!(ready.contains("可以提交审核了"), "{ready}");
    posts(&mut expert, &format!("/do/registry.submit_expert?expert={id}"), &[("expert", &id)]).await;
    let locked = expert.get(&format!("{record}/part/work")).await;
    assert!(locked.body.contains("E_UNDER_REVIEW"), "{}", locked.body);

    let mut regulator = site.browser("regulator").await;
    let masked = sees(&mut regulator, &record).await;
    assert!(masked.contains("230103********0019") && !masked.contains("230103198506150019"), "{masked}");
    assert!(masked.contains("审核专家资料"));
    posts(&mut regulator, &format!("{record}/reveal"), &[("purpose", "核对身份")]).await;
    assert!(sees(&mut regulator, &record).await.contains("230103198506150019"));
    let mut head = site.browser("regulator-head").await;
    assert!(!sees(&mut head, &record).await.contains("230103198506150019"), "only who asked");
    let town = &site.town;
    let input = serde_json::json!({ "expert": id, "verdict": "passed" });
    town.run2(&town.finance.regulator, &town.finance.regulator_head, "registry.review_expert", input)
        .expect("passed");
    let input = serde_json::json!({ "expert": id, "score": 90 });
    town.run(&town.finance.regulator, "registry.examine_expert", input).expect("appointed");
    let own = sees(&mut expert, &record).await;
    assert!(own.contains("在聘") && own.contains("请假") && own.contains("申请不再担任"), "{own}");
    let list = sees(&mut regulator, "/registry/experts?standing=active").await;
    assert!(list.contains(&record), "{list}");
}

/// An expert whose employer has been suspended; answers the record's address.
fn of_suspended_employer(site: &Site) -> String {
    let town = &site.town;
    let supplier = town.suppliers[0].organisation;
    let employer = town.state::<procurement::registry::Organisation>(supplier).registration.uscc;
    let enrolled = town.run_system(
        "registry.enrol_person",
        serde_json::json!({
            "organisation": town.experts[0].organisation, "name": "专家十", "login": "expert10", "password": PASSWORD,
            "roles": [{ "role": "expert" }], "specialities": [{ "code": SPECIALITY }], "employer": employer,
        }),
    );
    let person: kernel::PersonId = town.id(&enrolled.expect("enrolled"));
    let input = serde_json::json!({ "organisation": supplier, "reason": "核查中" });
    town.run2(&town.finance.regulator, &town.finance.regulator_head, "registry.suspend_organisation", input)
        .expect("suspended");
    format!("/registry/expert/{person}")
}

#[tokio::test]
async fn a_review_is_run_and_settled_by_pages() {
    let site = Site::new();
    let record = of_suspended_employer(&site);
    let mut regulator = site.browser("regulator").await;
    let page = regulator.get("/registry/compliance").await.location().to_owned();
    posts(&mut regulator, &page, &[]).await;
    let found = sees(&mut regulator, &page).await;
    assert!(found.contains("本人或工作单位受处理") && found.contains("198号第十二条"), "{found}");
    let form = format!("{record}/ask");
    posts(&mut regulator, &form, &[("number", "1"), ("question", "单位被暂停，是否参与？")]).await;
    let mut own = site.browser("expert10").await;
    assert!(sees(&mut own, &record).await.contains("待专家说明"));
    posts(&mut own, &format!("{record}/explain"), &[("number", "1"), ("explanation", "与本人无关。")]).await;
    let answer = format!("{record}/answer");
    assert!(sees(&mut regulator, &answer).await.contains("与本人无关"));
    posts(&mut regulator, &answer, &[("number", "1"), ("answer", "kept"), ("reason", "已核对。")]).await;
}

#[tokio::test]
async fn a_record_is_nobody_else_s_business() {
    let site = Site::new();
    let record = format!("/registry/expert/{}", site.town.experts[0].person);
    let mut other = site.browser("expert2").await;
    for path in ["", "/reveal", "/title", "/specialities", "/part/work", "/explain"] {
        let answer = other.get(&format!("{record}{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    for login in ["clerk", "pm", "supplier1"] {
        let answer = site.browser(login).await.get(&record).await;
        assert_ne!(answer.status, StatusCode::OK, "{login}");
    }
}
