//! The site as a browser meets it, without a network.

use super::*;
use axum::{
    body::{Body, to_bytes},
    extract::Path,
    http::{Request, StatusCode},
    routing::{get, post},
};
use tower::ServiceExt;

/// One answer, read whole.
struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

async fn ask(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.expect("a body");
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("host", "yangcai.example")
}
async fn open(path: &str) -> Answer {
    let request = request("GET", path).body(Body::empty()).expect("a request");
    ask(App::new(Settings::default()).router(), request).await
}

#[tokio::test]
async fn the_gallery_passes_the_audit_in_both_languages() {
    for tag in ["zh-CN", "en"] {
        let request =
            request("GET", "/gallery").header("accept-language", tag).body(Body::empty()).expect("a request");
        let answer = ask(App::new(Settings::default()).router(), request).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{tag}");
        assert!(answer.body.contains(&format!("<html lang=\"{tag}\">")));
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    for path in ["/gallery", "/nowhere", crate::assets::css()] {
        let answer = open(path).await;
        let policy =
            answer.headers.get("content-security-policy").and_then(|v| v.to_str().ok()).unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers.get("x-content-type-options").expect("a header"), "nosniff");
    }
}

#[tokio::test]
async fn an_unknown_page_helps_and_keeps_the_shell() {
    let answer = open("/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new());
    assert!(answer.body.contains("E_NOT_FOUND"));
}

#[tokio::test]
async fn an_asset_is_kept_by_its_content() {
    let answer = open(crate::assets::js()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let kept = answer.headers.get("cache-control").and_then(|v| v.to_str().ok()).unwrap_or_default();
    assert!(kept.contains("immutable"), "{kept}");
    assert_eq!(open("/assets/yangcai.0000000000000000.js").await.status, StatusCode::NOT_FOUND);
}

/// A router with a form and a page that breaks, inside the same layers.
fn trial() -> Router {
    let app = App::new(Settings::default());
    let token = |visit: crate::visit::Visit| async move { visit.csrf().to_owned() };
    Router::new()
        .route("/token", get(token))
        .route(
            "/form",
            post(|crate::posted::Posted(values): crate::posted::Posted| async move { values.encode() }),
        )
        .route(
            "/broken/{what}",
            get(|Path(what): Path<String>| async move { assert_ne!(what, "pipe", "a secret pipe") }),
        )
        .layer(CatchPanicLayer::custom(errors::panicked))
        .layer(middleware::from_fn_with_state(app.clone(), visit::layer))
        .with_state(app)
}

#[tokio::test]
async fn a_form_needs_its_token_and_the_same_site() {
    let page = ask(trial(), request("GET", "/token").body(Body::empty()).expect("a request")).await;
    let cookie = page.headers.get("set-cookie").and_then(|v| v.to_str().ok()).expect("a cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let cookie = cookie.split(';').next().expect("a value").to_owned();
    let post = |token: &str, site: &str, kind: &str| {
        request("POST", "/form")
            .header("cookie", &cookie)
            .header("sec-fetch-site", site)
            .header("content-type", kind)
            .body(Body::from(format!("_csrf={token}&a=1")))
            .expect("a request")
    };
    let form = "application/x-www-form-urlencoded";
    assert_eq!(ask(trial(), post(&page.body, "same-origin", form)).await.status, StatusCode::OK);
    assert_eq!(ask(trial(), post("stale", "same-origin", form)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ask(trial(), post(&page.body, "cross-site", form)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ask(trial(), post("stale", "same-origin", "text/plain")).await.status, StatusCode::FORBIDDEN);
    let origin = request("POST", "/form")
        .header("cookie", &cookie)
        .header("origin", "https://evil.example")
        .body(Body::from(format!("_csrf={}", page.body)))
        .expect("a request");
    assert_eq!(ask(trial(), origin).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_number_and_without_the_reason() {
    let answer = ask(trial(), request("GET", "/broken/pipe").body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("E_INTERNAL") && !answer.body.contains("secret pipe"), "{}", answer.body);
    assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new());
}
