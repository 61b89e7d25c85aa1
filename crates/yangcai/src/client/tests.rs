//! The client against a platform, both over real sockets: certificate, bid, opening; and who may not use it.

use super::*;
use axum::http::HeaderValue;
use kernel::Span;
use platform::testing::{PASSWORD, Tendered, Town};
use procurement::bidding::{Bid, BidStage, Opening, OpeningStage};
use serde_json::{Value, json};

struct Pair {
    _runtime: tokio::runtime::Runtime,
    town: Town,
    platform: String,
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}
fn listen(runtime: &tokio::runtime::Runtime) -> tokio::net::TcpListener {
    runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap()
}
fn platform() -> (Pair, Tendered) {
    let town = Town::new();
    let tendered = town.announced(1_200_000, 1_000_000);
    let app = web::App::new(town.platform.clone(), web::Options { training: true, ..Default::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let listener = listen(&runtime);
    let platform = format!("http://{}", listener.local_addr().unwrap());
    runtime.spawn(async move { axum::serve(listener, web::router(&app)).await });
    (Pair { _runtime: runtime, town, platform }, tendered)
}

/// One party: signed in at the platform, with a client of its own.
struct Party {
    bearer: String,
    platform: String,
    client: String,
    state: Arc<State>,
    _folder: tempfile::TempDir,
}
impl Pair {
    fn party(&self, login: &str) -> Party {
        let body = json!({ "login": login, "password": PASSWORD }).to_string();
        let mut answer = agent()
            .post(format!("{}/api/v1/sign-in", self.platform))
            .header("content-type", "application/json")
            .send(body)
            .unwrap();
        let answer: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let listener = listen(&self._runtime);
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::new(folder.path().join("keys"), &self.platform, port, None));
        // A key file under a passphrase is tried in a test of its own: scrypt is slow unoptimised.
        state.set_open(Unlocked::generate());
        let router = router(Arc::clone(&state));
        self._runtime.spawn(async move { axum::serve(listener, router).await });
        Party {
            bearer: format!("Bearer {}", answer["token"].as_str().unwrap()),
            platform: self.platform.clone(),
            client: format!("http://127.0.0.1:{port}"),
            state,
            _folder: folder,
        }
    }
}
impl Party {
    /// Asks the platform's page for a request; answers its id.
    fn request(&self, query: &str) -> String {
        let url = format!("{}/bidding/client", self.platform);
        let page = agent().get(format!("{url}?{query}")).header("authorization", &self.bearer).call();
        let page = page.unwrap().body_mut().read_to_string().unwrap();
        let token = page.rsplit_once("name=\"_csrf\" value=\"").unwrap().1.split('"').next().unwrap();
        let mut form = vec![("_csrf", token)];
        form.extend(query.split('&').map(|pair| pair.split_once('=').unwrap()));
        let answer = agent().post(url).header("authorization", &self.bearer).send_form(form).unwrap();
        assert_eq!(answer.status(), 303, "{query}");
        let to = answer.headers()["location"].to_str().unwrap().to_owned();
        to.rsplit_once('/').unwrap().1.to_owned()
    }
    /// Sends the client's form, as a browser does.
    fn send(&self, id: &str, pairs: &[(&str, &str)]) -> (u16, String) {
        let token = self.state.token.clone();
        let mut form = vec![("_csrf", token.as_str())];
        form.extend_from_slice(pairs);
        let mut answer = agent()
            .post(format!("{}/request/{id}", self.client))
            .header("origin", &self.client)
            .send_form(form)
            .unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }
}

const FORM: &[(&str, &str)] = &[
    ("lines[0].brand", "甲牌 X1"),
    ("lines[1].brand", "乙牌 Y2"),
    ("lines[1].unit_price", "1,500.00"),
    ("delivery_days", "30"),
    ("sme", "small"),
    ("domestic", "true"),
];

fn filled<'a>(items: &'a [String], price: &'a str, step: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = FORM.to_vec();
    form.extend(items.iter().map(|item| (item.as_str(), "满足")));
    form.push(("lines[0].unit_price", price));
    form.push(("step", step));
    form
}

#[test]
fn a_bid_is_composed_sealed_and_opened_by_the_client_alone() {
    let (pair, tendered) = platform();
    let town = &pair.town;
    let mut bids = Vec::new();
    for (place, price) in ["60,000", "61,000.5", "62,000.00"].into_iter().enumerate() {
        let supplier = &town.suppliers[place];
        let input = json!({ "project": tendered.project });
        let obtained = town.run(&supplier.clerk, "bidding.obtain_document", input).unwrap();
        let obtainment: kernel::ObtainmentId = town.id(&obtained);
        let party = pair.party(&format!("supplier{}", place + 1));

        let query = format!("purpose=submit-bid&id={obtainment}&lot={}", tendered.lot);
        let id = party.request(&query);
        let (status, page) = party.send(&id, &[("step", "send")]);
        assert_ne!(status, 200, "no certificate yet: {page}");
        let certificate = party.request("purpose=certificate");
        let (status, page) = party.send(&certificate, &[("step", "send")]);
        assert_eq!(status, 200, "{page}");
        assert!(party.state.folder.certificate().is_some());

        let terms = platform::bidding::terms_of(&town.platform, tendered.lot, supplier.organisation).unwrap();
        let items: Vec<String> = terms.items.iter().map(|item| format!("answers.{}", item.key)).collect();
        let (status, page) = party.send(&id, &filled(&[], price, "check"));
        assert_eq!(status, 422, "{page}");
        assert!(page.contains("60,000") || place > 0, "what was typed is kept");
        let (status, page) = party.send(&id, &filled(&items, price, "check"));
        assert_eq!(status, 200, "{page}");
        let (status, page) = party.send(&id, &filled(&items, price, "send"));
        assert_eq!(status, 200, "{page}");
        let (status, _) = party.send(&id, &filled(&items, price, "send"));
        assert_eq!(status, 422, "a request is good once");
        let found = town
            .platform
            .journal()
            .read(|tx| platform::bidding::bid_of(tx, tendered.lot, supplier.organisation));
        bids.push((found.unwrap().unwrap(), party));
    }
    let stage = |bid| town.state::<Bid>(bid).stage;
    assert!(matches!(stage(bids[0].0), BidStage::Submitted { no: 1, .. }));

    town.advance_to(tendered.deadline.plus(Span::minutes(1)));
    for (bid, party) in &bids {
        let id = party.request(&format!("purpose=open-bid&id={bid}"));
        let (status, page) = party.send(&id, &[("step", "send")]);
        assert_eq!(status, 200, "{page}");
        assert!(matches!(stage(*bid), BidStage::Decrypted { .. }));
    }
    let opening = Opening::id_of(tendered.lot);
    town.run(&town.agency.pm, "bidding.announce", json!({ "opening": opening })).unwrap();
    assert!(matches!(town.state::<Opening>(opening).stage, OpeningStage::Announced { valid: 3, .. }));
    let bid = town.state::<Bid>(bids[0].0);
    let content =
        town.platform.document_as::<procurement::bidding::BidContent>(&bid.offer().unwrap().content);
    assert_eq!(content.unwrap().lines[0].brand, "甲牌 X1");
}

#[test]
fn a_browser_is_signed_in_by_the_client_with_its_certificate() {
    let (pair, _) = platform();
    let party = pair.party("supplier1");
    let certificate = party.request("purpose=certificate");
    assert_eq!(party.send(&certificate, &[("step", "send")]).0, 200);

    let (mut cookies, base) = (std::collections::BTreeMap::new(), &pair.platform);
    let mut visit = |method: &str, to: String, form: &[(&str, &str)]| {
        let line: Vec<_> =
            cookies.iter().map(|(name, value): (&String, &String)| format!("{name}={value}")).collect();
        let line = line.join("; ");
        let mut answer = match method {
            "get" => agent().get(to).header("cookie", line).call(),
            _ => agent().post(to).header("cookie", line).send_form(form.to_vec()),
        }
        .unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let to =
            answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        (to, answer.body_mut().read_to_string().unwrap())
    };
    let hidden = |page: &str, name: &str| {
        let (_, rest) = page.rsplit_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let (_, page) = visit("get", format!("{base}/sign-in/certificate"), &[]);
    let (path, _) =
        visit("post", format!("{base}/sign-in/certificate"), &[("_csrf", &hidden(&page, "_csrf"))]);
    let id = path.rsplit_once('/').unwrap().1;
    let (status, page) = party.send(id, &[("step", "send")]);
    assert_eq!(status, 200, "{page}");
    let link = page.split("href=\"").find(|part| part.starts_with(&format!("{base}{path}?"))).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let (_, page) = visit("get", link, &[]);
    let fields = ["_csrf", "certificate", "signature"].map(|name| (name, hidden(&page, name)));
    let form: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(visit("post", format!("{base}{path}"), &form).0, "/work");
    assert!(visit("get", format!("{base}/registry/account"), &[]).1.contains("supplier1"));

    let (_, page) = visit("get", format!("{base}/sign-in/certificate"), &[]);
    let elsewhere = base.replace("127.0.0.1", "localhost");
    let (path, _) =
        visit("post", format!("{elsewhere}/sign-in/certificate"), &[("_csrf", &hidden(&page, "_csrf"))]);
    let (status, page) = party.send(path.rsplit_once('/').unwrap().1, &[("step", "send")]);
    assert_eq!(status, 422, "the client signs for its own platform alone: {page}");
}

#[test]
fn a_key_file_opens_with_its_passphrase_alone_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let keys = KeyFolder::new(folder.path().join("keys"));
    let made = keys.create("a long passphrase", None).unwrap();
    assert!(keys.create("another passphrase", None).is_err());
    assert!(keys.unlock("another passphrase", None).is_err());
    let opened = keys.unlock("a long passphrase", None).unwrap();
    assert_eq!(opened.key.public(), made.key.public());
    let one = documents::OpeningKey::generate();
    let (lot, envelope) = ("0197a000-0000-7000-8000-000000000001".parse().unwrap(), Digest::of(b"envelope"));
    keys.keep_bid(&made, (lot, "一包"), (envelope, &one), kernel::Instant::from_millis(0)).unwrap();
    assert_eq!(keys.bid_key(&opened, &envelope).unwrap().unwrap().reveal(), one.reveal());
    assert!(keys.bid_key(&opened, &Digest::of(b"other")).unwrap().is_none());
    assert!(keys.bid_key(&Unlocked::generate(), &envelope).is_err());
    for path in ["keys/key.age".to_owned(), format!("keys/bids/{envelope}.json")] {
        let text = std::fs::read(folder.path().join(path)).unwrap();
        let text = String::from_utf8_lossy(&text);
        assert!(!text.contains("AGE-SECRET-KEY") && !text.contains("PRIVATE KEY"));
    }
}

#[test]
fn other_hosts_other_origins_and_forms_without_the_token_are_refused() {
    let headers = |pairs: &[(&'static str, &str)]| {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        headers
    };
    assert!(guard::own_host(&headers(&[("host", "127.0.0.1:17831")]), 17831));
    for host in ["evil.example", "127.0.0.1:80", "evil.example:17831", "127.0.0.1.evil.example:17831"] {
        assert!(!guard::own_host(&headers(&[("host", host)]), 17831), "{host}");
    }
    assert!(guard::own_origin(&headers(&[("origin", "http://127.0.0.1:17831")]), 17831));
    assert!(guard::own_origin(&headers(&[("sec-fetch-site", "same-origin")]), 17831));
    for pairs in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("origin", "null"), ("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "cross-site")],
        &[],
    ] {
        assert!(!guard::own_origin(&headers(pairs), 17831), "{pairs:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let state = State::new(folder.path().to_owned(), "http://127.0.0.1:1", 17831, None);
    assert!(!guard::token_holds(&state, &vec![("_csrf".to_owned(), "guess".to_owned())]));
    assert!(!remote::is_request_id("../../healthz") && remote::is_request_id(&"ab".repeat(24)));
}
