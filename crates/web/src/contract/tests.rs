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
    let proposals = site.town.platform.todo(&site.town.purchaser.supervisor, 9).expect("read");
    let proposal =
        proposals.iter().find_map(|todo| todo.stream.id::<kernel::ProposalId>()).expect("proposed");
    let approve = serde_json::json!({ "proposal": proposal });
    site.town
        .run(&site.town.purchaser.supervisor, "supervision.approve_proposal", approve)
        .expect("recorded");
    let paper = format!("/registry/paper{acceptance}");
    assert!(sound(&mut supplier, &acceptance).await.contains(&paper));
    let report = sound(&mut supplier, &paper).await;
    assert!(report.contains("验收结论：合格") && report.contains(&format!("{paper}/seal")), "{report}");
    sound(&mut supplier, &format!("{paper}/seal")).await;
    let mut stranger = site.browser("supplier2").await;
    assert_eq!(stranger.get(&paper).await.status, StatusCode::NOT_FOUND);
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

mod by_phone {
    use super::*;
    use documents::SharedSecret;
    use kernel::Span;
    use platform::testing::{PASSWORD, Town, early_in_a_step};
    use procurement::{
        contract::Contract,
        registry::{Person, SigningKey},
    };

    const KEY: &str = "/registry/account/signing-key";
    const PASSPHRASE: &str = "正确的马 电池 订书钉";

    /// The supplier's representative with a second factor; codes of this step and the next are left.
    fn second_factor(town: &Town) -> (SharedSecret, kernel::Instant) {
        let (shared, now) = (SharedSecret::generate(), early_in_a_step());
        let recovery: Vec<String> = (0..10).map(|at| format!("AAAAA-AAAA{at}")).collect();
        let code = shared.code(now.minus(Span::millis(30_000)));
        let input = serde_json::json!({
            "password": PASSWORD, "secret": shared.to_text(), "recovery": recovery.join(" "), "code": code,
        });
        town.run(&town.suppliers[0].rep, "registry.enable_second_factor", input).expect("on");
        (shared, now)
    }

    #[tokio::test]
    async fn a_contract_is_signed_with_a_kept_key_and_nothing_of_the_passphrase_stays() {
        let site = Site::over(Scene::drafted().0);
        let mut rep = site.browser("rep1").await;
        assert!(sound(&mut rep, KEY).await.contains("先开启双因子认证"));
        let page = format!("/contract/contract/{}/sign", contract());
        let choice = sound(&mut rep, &page).await;
        assert!(choice.contains("purpose=sign-contract") && choice.contains(KEY), "both ways: {choice}");
        let (shared, now) = second_factor(&site.town);
        let mut rep = site.browser("rep1").await;
        rep.get("/sign-in/code").await;
        assert_eq!(rep.post("/sign-in/code", &[("code", "AAAAA-AAAA0")]).await.location(), "/work");
        sound(&mut rep, KEY).await;
        let code = shared.code(now);
        let typed = |passphrase, again, code| [("passphrase", passphrase), ("again", again), ("code", code)];
        for (passphrase, again) in [("太短了", "太短了"), (PASSPHRASE, "another passphrase")] {
            let refused = rep.post(KEY, &typed(passphrase, again, &code)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!refused.body.contains(PASSPHRASE), "never shown again");
        }
        let kept = rep.post(KEY, &typed(PASSPHRASE, PASSPHRASE, &code)).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", crate::testing::words(&kept.body));
        sound(&mut rep, KEY).await;

        let text = site.town.state::<Contract>(contract()).terms().expect("drafted").text;
        assert!(sound(&mut rep, &page).await.contains(&text.to_string()), "what is signed stands above it");
        let code = shared.code(now.plus(Span::millis(30_000)));
        let wrong = rep.post(&page, &[("passphrase", "wrong horse"), ("code", &code)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("还可以再试 9 次"), "{}", crate::testing::words(&wrong.body));
        let late = rep.post(&page, &[("passphrase", PASSPHRASE), ("code", "000000")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("验证码不对") && !late.body.contains(PASSPHRASE));
        let signed = rep.post(&page, &[("passphrase", PASSPHRASE), ("code", &code)]).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", crate::testing::words(&signed.body));
        assert_eq!(site.town.state::<Contract>(contract()).status(), "supplier_signed");
        let again = rep.get(&page).await;
        assert!(again.body.contains("E_STATE"), "{}", again.body);

        let platform = &site.town.platform;
        let person = site.town.suppliers[0].rep.person;
        let id = platform.journal().read(|tx| platform::registry::signing_key_of(tx, person)).expect("read");
        let kept = site.town.state::<SigningKey>(id.expect("kept")).kept.expect("kept");
        assert_eq!((kept.uses, kept.failures), (1, 0));
        assert!(site.town.state::<Person>(person).second_factor.is_some());
        // Neither the passphrase nor an open key is anywhere in the journal.
        let rows = platform
            .journal()
            .read(|tx| tx.query("SELECT public FROM event ORDER BY seq", &[]))
            .expect("read");
        assert!(!rows.is_empty());
        for row in rows {
            let body = row.text(0).expect("text");
            assert!(!body.contains(PASSPHRASE) && !body.contains("PRIVATE KEY"), "{body}");
        }
        let mut rival = site.browser("rep2").await;
        assert!(!rival.get(&page).await.status.is_success());
    }
}
