//! Certificates as their holders, and everybody who checks a signature, meet them.

use crate::testing::{Answer, Browser, Site, words};
use axum::http::{StatusCode, header};
use documents::{Key, RevocationList};
use kernel::CertificateId;
use platform::texts::Lang;

fn issue(site: &Site) -> CertificateId {
    let clerk = &site.town.suppliers[0].clerk;
    let input = platform::training::request_certificate(&Key::generate(), clerk.person).expect("a request");
    let accepted = site.town.run(clerk, "registry.issue_certificate", input).expect("issued");
    accepted.streams[0].id().expect("a certificate")
}
async fn good(browser: &mut Browser, path: &str) -> Answer {
    for lang in Lang::ALL {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", words(&answer.body));
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path}");
    }
    browser.lang = Lang::Zh;
    browser.get(path).await
}
async fn list(site: &Site) -> RevocationList {
    let answer = site.visitor().get("/registry/ca/list.pem").await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/x-pem-file");
    RevocationList::read(answer.body.as_bytes()).expect("a list")
}

#[tokio::test]
async fn the_holder_sees_it_revokes_it_and_everybody_reads_so() {
    let site = Site::new();
    let id = issue(&site);
    let issued = site.town.state::<procurement::registry::Certificate>(id).issued.expect("issued");
    let mut holder = site.browser("supplier1").await;
    let all = good(&mut holder, "/registry/certificates").await;
    assert!(all.body.contains(&issued.serial) && all.body.contains("有效"), "{}", words(&all.body));
    good(&mut holder, "/registry/account").await;
    let path = format!("/registry/certificate/{id}");
    let mut rival = site.browser("supplier2").await;
    assert_eq!(rival.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(!good(&mut rival, "/registry/certificates").await.body.contains(&issued.serial));
    assert!(list(&site).await.is_empty());

    good(&mut holder, &path).await;
    let wrong = holder.post(&path, &[("reason", "bad weather")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = holder.post(&path, &[("reason", "key_compromise")]).await;
    assert!(done.location().starts_with(&path), "{}", words(&done.body));
    let page = good(&mut holder, &path).await.body;
    assert!(page.contains("已吊销") && page.contains("私钥泄露") && !page.contains("id=\"revoke\""));
    let found = list(&site).await.find(&issued.serial).expect("on the list at once");
    assert_eq!(found.reason, 1);

    let mut anybody = site.visitor();
    let asked = good(&mut anybody, &format!("/registry/ca?serial={}", issued.serial.to_uppercase())).await;
    assert!(asked.body.contains("吊销") && asked.body.contains(&issued.subject), "{}", words(&asked.body));
    assert!(good(&mut anybody, "/registry/ca?serial=%F0%9F%98%80").await.body.contains("没有签发过"));
    for file in ["root.pem", "root.cer", "list.crl"] {
        assert_eq!(anybody.get(&format!("/registry/ca/{file}")).await.status, StatusCode::OK);
    }
    assert_eq!(anybody.get("/registry/ca/key.pem").await.status, StatusCode::NOT_FOUND);
    assert_eq!(holder.get(&format!("{path}/file")).await.body, issued.pem);
}

#[tokio::test]
async fn the_holder_of_an_outside_certificate_signs_a_text_and_binds_it() {
    let site = Site::new();
    let mut holder = site.browser("supplier1").await;
    let page = good(&mut holder, "/registry/certificates/bind").await.body;
    let text = holder.get("/registry/certificates/bind/text").await.body;
    assert!(page.contains(&site.town.suppliers[0].clerk.person.to_string()) && page.contains(text.trim()));
    holder.get("/registry/certificates/bind").await;
    let sent = holder.post("/registry/certificates/bind", &[("certificate", "x"), ("proof", "00")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(crate::audit::page(&sent.body), Vec::<String>::new());
}
