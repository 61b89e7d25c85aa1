//! Signing in with a certificate, and what somebody meets who has only a part of what is needed.

use crate::testing::{Browser, Site, words};
use axum::http::StatusCode;
use documents::{Certificate as Parsed, Key, SharedSecret, USER};
use kernel::{CertificateId, Instant};
use platform::{
    testing::{PASSWORD, early_in_a_step},
    texts::Lang,
};
use procurement::registry::Certificate;

struct Holder {
    key: Key,
    id: CertificateId,
    parsed: Parsed,
}
fn certified(site: &Site) -> Holder {
    let (clerk, key) = (&site.town.suppliers[0].clerk, Key::generate());
    let input = platform::training::request_certificate(&key, clerk.person).expect("a request");
    let accepted = site.town.run(clerk, "registry.issue_certificate", input).expect("issued");
    let id: CertificateId = accepted.streams[0].id().expect("a certificate");
    let pem = site.town.state::<Certificate>(id).issued.expect("issued").pem;
    Holder { key, id, parsed: Parsed::from_pem(&pem).expect("pem") }
}
/// Begins in this browser; answers the challenge's page, and what the client is asked to sign.
async fn begin(browser: &mut Browser) -> (String, Vec<u8>) {
    for lang in Lang::ALL {
        browser.lang = lang;
        let page = browser.get("/sign-in/certificate?back=/registry/account").await.body;
        assert_eq!(crate::audit::page(&page), Vec::<String>::new());
    }
    let made = browser.post("/sign-in/certificate", &[("back", "/registry/account")]).await;
    let path = made.location().to_owned();
    let page = browser.get(&path).await.body;
    assert_eq!(crate::audit::page(&page), Vec::<String>::new());
    let id = path.rsplit_once('/').expect("a path").1;
    let request = browser.get(&format!("/api/v1/client/requests/{id}")).await.body;
    let request: serde_json::Value = serde_json::from_str(&request).expect("json");
    assert_eq!(request["task"]["purpose"], "sign-in", "{request}");
    let origin = request["task"]["origin"].as_str().expect("an origin");
    let until = Instant::from_millis(request["task"]["until"].as_i64().expect("a moment"));
    let text = documents::sign_in_text(origin, id, until);
    (path, text)
}
impl Holder {
    fn sign(&self, text: &[u8]) -> (String, String) {
        let signature = self.key.sign(USER, text, self.parsed.fingerprint()).expect("signed");
        (self.parsed.fingerprint().to_string(), signature.value)
    }
}
/// Brings the signature back as a browser does: by the link, then by the form.
async fn finish(
    browser: &mut Browser,
    path: &str,
    (certificate, signature): &(String, String),
) -> StatusCode {
    let link = format!("{path}?certificate={certificate}&signature={signature}");
    let shown = browser.get(&link).await;
    if shown.status != StatusCode::OK {
        return shown.status;
    }
    assert_eq!(crate::audit::page(&shown.body), Vec::<String>::new());
    let sent = browser.post(path, &[("certificate", certificate), ("signature", signature)]).await;
    if sent.status == StatusCode::SEE_OTHER {
        assert_eq!(sent.location(), "/registry/account", "{}", words(&sent.body));
    }
    sent.status
}

#[tokio::test]
async fn the_browser_that_asked_is_signed_in_once() {
    let site = Site::new();
    let holder = certified(&site);
    let mut browser = site.visitor();
    let (path, text) = begin(&mut browser).await;
    let signed = holder.sign(&text);
    assert_eq!(finish(&mut browser, &path, &signed).await, StatusCode::SEE_OTHER);
    let account = browser.get("/registry/account").await;
    assert!(account.body.contains("supplier1"), "{}", words(&account.body));
    let mut again = site.visitor();
    again.cookies.clone_from(&browser.cookies);
    assert_eq!(finish(&mut again, &path, &signed).await, StatusCode::UNPROCESSABLE_ENTITY, "replayed");
}

#[tokio::test]
async fn a_challenge_of_another_browser_and_a_text_for_another_origin_open_nothing() {
    let site = Site::new();
    let holder = certified(&site);
    let (mut thief, mut victim) = (site.visitor(), site.visitor());
    let (path, text) = begin(&mut thief).await;
    let (_, _) = begin(&mut victim).await;
    let signed = holder.sign(&text);
    assert_eq!(finish(&mut victim, &path, &signed).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(thief.get("/work").await.status, StatusCode::SEE_OTHER, "nobody is signed in");
    let text = String::from_utf8(text).expect("text").replace("yangcai.example", "yangcai.evil");
    let relayed = holder.sign(text.as_bytes());
    assert_eq!(finish(&mut thief, &path, &relayed).await, StatusCode::UNPROCESSABLE_ENTITY);
    for nonsense in [("".to_owned(), "".to_owned()), ("😀".to_owned(), "00".repeat(64))] {
        thief.get("/sign-in").await;
        let sent = thief.post(&path, &[("certificate", &nonsense.0), ("signature", &nonsense.1)]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(thief.get("/work").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_revoked_certificate_and_a_disabled_holder_are_refused() {
    let site = Site::new();
    let holder = certified(&site);
    let clerk = &site.town.suppliers[0].clerk;
    let mut browser = site.visitor();
    let (path, text) = begin(&mut browser).await;
    let revoke = serde_json::json!({ "certificate": holder.id, "reason": "key_compromise" });
    site.town.run(clerk, "registry.revoke_certificate", revoke).expect("revoked");
    let (certificate, signature) = holder.sign(&text);
    let shown = browser.get(&format!("{path}?certificate={certificate}&signature={signature}")).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown.body.contains("吊销") || shown.body.contains("revoked"), "{}", words(&shown.body));

    let holder = certified(&site);
    let (path, text) = begin(&mut browser).await;
    let disable = serde_json::json!({ "person": clerk.person, "reason": "离职" });
    site.town
        .run2(&site.town.operator, &site.town.operator2, "registry.disable_person", disable)
        .expect("done");
    assert_eq!(finish(&mut browser, &path, &holder.sign(&text)).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_certificate_does_not_stand_for_the_second_factor() {
    let site = Site::new();
    let holder = certified(&site);
    let (shared, now) = (SharedSecret::generate(), early_in_a_step());
    let codes: Vec<_> = (0..10).map(|at| format!("AAAAA-AAAA{at}")).collect();
    let on = serde_json::json!({
        "password": PASSWORD, "secret": shared.to_text(), "recovery": codes.join(" "),
        "code": shared.code(now.minus(kernel::Span::millis(30_000))),
    });
    site.town.run(&site.town.suppliers[0].clerk, "registry.enable_second_factor", on).expect("on");
    let mut browser = site.visitor();
    let (path, text) = begin(&mut browser).await;
    let (certificate, signature) = holder.sign(&text);
    browser.get(&format!("{path}?certificate={certificate}&signature={signature}")).await;
    let sent = browser.post(&path, &[("certificate", &certificate), ("signature", &signature)]).await;
    assert_eq!(sent.location(), "/sign-in/code?back=/registry/account", "{}", words(&sent.body));
    assert_eq!(
        browser.get("/work").await.status,
        StatusCode::SEE_OTHER,
        "the certificate alone opens nothing"
    );
    browser.get(sent.location()).await;
    let fields = [("code", codes[0].as_str()), ("back", "/registry/account")];
    assert_eq!(browser.post("/sign-in/code", &fields).await.location(), "/registry/account");
    assert_eq!(browser.get("/work").await.status, StatusCode::OK);
}
