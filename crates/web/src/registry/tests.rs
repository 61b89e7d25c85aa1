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

mod seals {
    use super::*;
    use kernel::{SealId, StreamId};
    use platform::{
        payment::town::{Scene, contract},
        texts::Lang,
        training::Keys,
    };
    use procurement::contract::Contract;

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
    async fn a_seal_is_made_applied_and_seen_by_who_may_see_what_it_sealed() {
        let (site, mut keys) = (Site::over(Scene::drafted().0), Keys::default());
        let supplier = &site.town.suppliers[0];
        let mut clerk = site.browser("supplier1").await;
        let none = sound(&mut clerk, "/registry/seals/make").await;
        assert!(none.contains("还没有有效的数字证书"), "{none}");
        let text = site.town.state::<Contract>(contract()).terms().expect("drafted").text;
        let signature = keys.sign(&site.town.platform, &supplier.rep, text.bytes()).expect("signed");
        let serial = keys.of(&site.town.platform, &supplier.rep).expect("certified").1.serial();
        let page = sound(&mut clerk, "/registry/seals/make").await;
        assert!(page.contains(&serial) && page.contains("授权代表1"), "{page}");
        let typed = [("kind", "unit"), ("certificate", serial.as_str())];
        let wrong = clerk.upload("/registry/seals/make", &typed, ("picture", "seal.png", b"<svg/>")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("须为 PNG"), "{}", wrong.body);
        clerk.get("/registry/seals/make").await;
        let made = clerk.upload("/registry/seals/make", &typed, ("picture", "", b"")).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let proposal =
            made.location().split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let approve = serde_json::json!({ "proposal": proposal });
        let approved =
            site.town.run(&supplier.rep, "supervision.approve_proposal", approve).expect("approved");
        let seal = site.town.id::<SealId>(&approved);

        let input = serde_json::json!({
            "contract": contract(), "certificate": serial, "signature": signature.value, "user": signature.user,
        });
        site.town.run(&supplier.rep, "contract.sign", input).expect("signed");
        let list = sound(&mut clerk, "/registry/seals").await;
        assert!(list.contains(&format!("/registry/seal/{seal}")), "{list}");
        let shown = sound(&mut clerk, &format!("/registry/seal/{seal}")).await;
        assert!(shown.contains(&text.to_string()) && shown.contains("有效，由本平台制章证书签名"), "{shown}");
        let mut purchaser = site.browser("head").await;
        let page = sound(&mut purchaser, &format!("/contract/contract/{}", contract())).await;
        let source =
            page.split("src=\"").find(|part| part.starts_with("/registry/sealing/")).expect("sealed");
        let source = source.split('"').next().unwrap_or_default().to_owned();
        let picture = purchaser.get(&source).await;
        assert!(picture.status == StatusCode::OK && picture.body.starts_with("<svg"), "{}", picture.body);
        let stranger = purchaser.get(&format!("/registry/seal/{seal}")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "its uses are its own people's matter");
        let mut rival = site.browser("supplier2").await;
        for path in [source, format!("/registry/seal/{seal}/picture"), format!("/registry/seal/{seal}/renew")]
        {
            assert!(!rival.get(&path).await.status.is_success(), "{path}");
        }
        let mut regulator = site.browser("regulator").await;
        assert!(sound(&mut regulator, "/registry/seals").await.contains(&seal.to_string()));
        sound(&mut regulator, &format!("/registry/seal/{seal}")).await;
        sound(&mut clerk, &format!("/registry/seal/{seal}/renew")).await;
        assert_eq!(seal.stream().kind(), "registry.seal");
    }
}
