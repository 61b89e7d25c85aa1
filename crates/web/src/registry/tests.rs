//! A registration from the first page to the register, as the people see it.

use crate::testing::{Browser, Site};
use axum::http::StatusCode;
use platform::testing::{PASSWORD, uscc};

const SCAN: &[u8] = b"%PDF-1.4\n%%EOF\n";

/// Opens a registration and signs in; answers the dossier's address.
async fn opened(site: &Site, visitor: &mut Browser) -> String {
    visitor.get("/registry/apply").await;
    let code = uscc("91230606", 950);
    let typed = [
        ("kind", "supplier"),
        ("name", "新来有限公司"),
        ("uscc", code.as_str()),
        ("region", "230606"),
        ("person", "何欣"),
        ("login", "hexin"),
    ];
    let refused = visitor.post("/registry/apply", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "without a password");
    assert!(refused.body.contains("value=\"新来有限公司\""), "what was typed is kept");
    let typed: Vec<_> = typed.into_iter().chain([("password", PASSWORD)]).collect();
    let applied = visitor.post("/registry/apply", &typed).await;
    assert!(applied.location().starts_with("/sign-in"), "{}", applied.body);
    *visitor = site.browser("hexin").await;
    visitor.get("/registry/mine").await.location().to_owned()
}
/// Fills in one part on its page.
async fn fill(browser: &mut Browser, dossier: &str, part: &str, typed: &[(&str, &str)]) {
    let page = format!("{dossier}/part/{part}");
    let shown = browser.get(&page).await;
    assert_eq!(crate::audit::page(&shown.body), Vec::<String>::new(), "{page}");
    let id = dossier.rsplit('/').next().unwrap_or_default();
    let typed: Vec<_> = typed.iter().copied().chain([("dossier", id)]).collect();
    let sent = browser.post(&page, &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{part}: {}", sent.body);
}
async fn fill_everything_but_documents(browser: &mut Browser, dossier: &str) {
    let identity = [
        ("name", "新来有限公司"),
        ("region", "230606"),
        ("address", "世纪大道 1 号"),
        ("established", "2015-06-01"),
    ];
    fill(browser, dossier, "identity", &identity).await;
    let person = [("name", "李建国"), ("citizen_id", "230103198506150019"), ("phone", "13900000001")];
    fill(browser, dossier, "representative", &person).await;
    fill(browser, dossier, "contact", &[("name", "赵丽"), ("phone", "0459-6181234"), ("email", "a@b.cn")])
        .await;
    fill(browser, dossier, "account", &[("bank", "龙江银行"), ("account", "6223000012345678")]).await;
    fill(
        browser,
        dossier,
        "enterprise",
        &[("industry", "3911"), ("employees", "50"), ("revenue", "12000000"), ("assets", "9000000")],
    )
    .await;
    fill(browser, dossier, "commitment", &[("agreed", "true"), ("instead_of_certificates", "true")]).await;
}

#[tokio::test]
async fn a_supplier_registers_at_its_own_pace_and_is_passed_by_two_people() {
    let site = Site::new();
    let mut supplier = site.visitor();
    let dossier = opened(&site, &mut supplier).await;
    let empty = supplier.get(&dossier).await;
    assert_eq!(crate::audit::page(&empty.body), Vec::<String>::new());
    assert!(empty.body.contains("还有 7 项没有完成"), "{}", empty.body);
    assert!(!empty.body.contains("/do/registry.submit_dossier"), "not before it is complete");
    fill_everything_but_documents(&mut supplier, &dossier).await;
    let signed = supplier.get(&format!("{dossier}/part/commitment")).await;
    assert!(signed.body.contains(" checked"), "what was chosen stands there again: {}", signed.body);

    let documents = format!("{dossier}/documents");
    let id = dossier.rsplit('/').next().expect("an id").to_owned();
    let typed =
        [("dossier", id.as_str()), ("document", "licence"), ("title", "营业执照"), ("until", "2027-12-31")];
    supplier.get(&documents).await;
    let renamed = supplier.upload(&documents, &typed, ("file", "licence.pdf", b"MZ not a scan")).await;
    assert_eq!(renamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        renamed.body.contains("PDF、JPG 或 PNG") && renamed.body.contains("营业执照"),
        "{}",
        renamed.body
    );
    let attached = supplier.upload(&documents, &typed, ("file", "licence.pdf", SCAN)).await;
    assert_eq!(attached.status, StatusCode::SEE_OTHER, "{}", attached.body);
    let ready = supplier.get(&dossier).await;
    let form = format!("/do/registry.submit_dossier?dossier={id}");
    assert!(ready.body.contains("可以提交审核了") && ready.body.contains(&form), "{}", ready.body);
    supplier.get(&form).await;
    let submitted = supplier.post("/do/registry.submit_dossier", &[("dossier", &id)]).await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.body);
    let locked = supplier.get(&format!("{dossier}/part/contact")).await;
    assert!(locked.body.contains("E_UNDER_REVIEW"), "{}", locked.body);

    let input = serde_json::json!({ "dossier": id, "verdict": "passed" });
    let (first, second) = (&site.town.finance.regulator, &site.town.finance.regulator_head);
    site.town.run2(first, second, "registry.review_dossier", input).expect("passed");
    let mut regulator = site.browser("regulator").await;
    let register = regulator.get("/registry?q=新来&standing=active").await;
    assert_eq!(crate::audit::page(&register.body), Vec::<String>::new());
    assert!(register.body.contains("新来有限公司"), "{}", register.body);
}

#[tokio::test]
async fn sensitive_values_are_masked_until_somebody_says_what_for() {
    let site = Site::new();
    let id = site.town.applicant(procurement::registry::Kind::Supplier, "新来有限公司");
    let dossier = format!("/registry/dossier/{id}");
    let mut regulator = site.browser("regulator").await;
    let masked = regulator.get(&dossier).await;
    assert_eq!(crate::audit::page(&masked.body), Vec::<String>::new());
    assert!(masked.body.contains("230103********0019") && !masked.body.contains("230103198506150019"));
    let reveal = format!("{dossier}/reveal/representative");
    regulator.get(&reveal).await;
    let typed = [("dossier", id.to_string()), ("part", "representative".to_owned())];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let unsaid = regulator.post(&reveal, &typed).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "what for?");
    let typed: Vec<_> = typed.into_iter().chain([("purpose", "核对法定代表人")]).collect();
    assert_eq!(regulator.post(&reveal, &typed).await.status, StatusCode::SEE_OTHER);
    let shown = regulator.get(&dossier).await;
    assert!(shown.body.contains("230103198506150019") && shown.body.contains("查看敏感信息"));
    let mut other = site.browser("regulator-head").await;
    assert!(!other.get(&dossier).await.body.contains("230103198506150019"), "only who asked");
    site.town.advance_to(site.town.platform.now().plus(kernel::Span::minutes(11)));
    assert!(!regulator.get(&dossier).await.body.contains("230103198506150019"), "and only for ten minutes");
}

#[tokio::test]
async fn a_dossier_is_nobody_else_s_business() {
    let site = Site::new();
    let id = site.town.applicant(procurement::registry::Kind::Supplier, "新来有限公司");
    for login in ["clerk", "supplier2", "pm", "expert1"] {
        let mut stranger = site.browser(login).await;
        for path in ["", "/documents/1", "/reveal/account"] {
            let answer = stranger.get(&format!("/registry/dossier/{id}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
    }
}
