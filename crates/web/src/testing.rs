//! A browser without a network, over a small town: keeps cookies, reads tokens off pages, follows redirects.

use crate::{App, Options};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use platform::{testing::Town, texts::Lang};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};
use tower::ServiceExt;

/// One answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}
impl Answer {
    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A site over a town.
pub struct Site {
    pub town: Town,
    pub app: App,
}
impl Site {
    pub fn new() -> Self {
        Self::over(Town::new())
    }
    /// A site over a town in which something has happened.
    pub fn over(town: Town) -> Self {
        let options = Options { training: true, ..Options::default() };
        let app = App::new(town.platform.clone(), options);
        Self { town, app }
    }
    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser {
            router: self.app.router(),
            cookies: BTreeMap::new(),
            lang: Lang::Zh,
            bearer: None,
            address: Ipv4Addr::LOCALHOST.into(),
            page: String::new(),
        }
    }
    /// Somebody who is signed in.
    pub async fn browser(&self, login: &str) -> Browser {
        let mut browser = self.visitor();
        browser.get("/sign-in").await;
        let answer =
            browser.post("/sign-in", &[("login", login), ("password", platform::testing::PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}: {}", answer.body);
        browser
    }
}

/// A browser.
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub lang: Lang,
    /// Sent as bearer token.
    pub bearer: Option<String>,
    /// Where it sits.
    pub address: IpAddr,
    /// The last page.
    pub page: String,
}
impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }
    /// Sends a form with the token and the command id of the last page.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut values: crate::posted::Values = pairs.iter().copied().collect();
        for hidden in ["_csrf", "_id"] {
            if let Some(value) = hidden_value(&self.page, hidden) {
                values.set(hidden, value);
            }
        }
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(values.encode()))
            .await
    }
    pub async fn json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), Body::from(body.to_string())).await
    }
    /// Asks for a request to the client; answers its page.
    pub async fn hand_over(&mut self, query: &str) -> Answer {
        self.get(&format!("/bidding/client?{query}")).await;
        let form = form_values(&self.page);
        let pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post("/bidding/client", &pairs).await
    }
    /// Sends a form with one file, with the token and the command id of the last page.
    pub async fn upload(
        &mut self,
        path: &str,
        pairs: &[(&str, &str)],
        (name, file, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        const EDGE: &str = "edge-of-a-part";
        let mut body = Vec::new();
        let hidden = ["_csrf", "_id"].into_iter();
        let hidden = hidden.filter_map(|name| Some((name, hidden_value(&self.page, name)?)));
        for (name, value) in hidden.chain(pairs.iter().copied()) {
            let head =
                format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send(Method::POST, path, Some(&kind), Body::from(body)).await
    }
    async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "yangcai.example")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.lang.tag())
            .header("sec-fetch-site", "same-origin");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((self.address, 4000))));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("ascii");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(body, 4 << 20).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if parts.status.is_success() || parts.status.is_client_error() {
            self.page.clone_from(&body);
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// The last hidden input of this name: forms of the masthead and banner come first.
pub fn hidden_value<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.rsplit_once(&format!("name=\"{name}\" value=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// What the page's main form holds as it stands, as a browser would send it: hidden and text inputs, what is chosen.
pub fn form_values(page: &str) -> Vec<(String, String)> {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| unescape(value))
    };
    let mut values = Vec::new();
    for part in main.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let kind = tag.split(' ').next().unwrap_or_default();
        let on = |word: &str| tag.split('"').any(|bare| bare.split(' ').any(|attribute| attribute == word));
        match kind {
            "input" => {
                let picked =
                    !matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox")) || on("checked");
                if let (Some(name), true) = (attribute(tag, "name"), picked) {
                    values.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            "textarea" | "select" => {
                if let Some(name) = attribute(tag, "name") {
                    values.push((name, if kind == "select" { String::new() } else { unescape(text) }));
                }
            }
            "option" if on("selected") => {
                if let Some((_, value)) = values.last_mut() {
                    *value = attribute(tag, "value").unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    values.retain(|(name, _)| !matches!(name.as_str(), "_csrf" | "_id"));
    values
}
fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
/// A page's words without its tags, for a failing test's message.
pub fn words(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    main.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}
