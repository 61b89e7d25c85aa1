//! The pages of bidding, gone through as supplier and agency, with an answer as the client gives it.

use crate::{audit, testing::Site};
use kernel::{BidId, Digest, Money, ObtainmentId, Span, StreamId};
use platform::{
    handover::{Answer as Given, HandOver, Task},
    testing::{Tendered, Town},
    texts::Lang,
};
use procurement::bidding::{Answer, BidContent, BidTerms, Deviation, Opening, PriceLine, Sme};
use serde_json::{Value, json};

fn good(page: &str, what: &str) {
    let problems = audit::page(page);
    assert!(problems.is_empty(), "{what}: {problems:?}");
    if let Ok(folder) = std::env::var("YANGCAI_SHOTS") {
        let css = crate::assets::CSS;
        let page = page.replace("</head>", &format!("<style>{css}</style></head>"));
        std::fs::write(format!("{folder}/{what}.html"), page).expect("written");
    }
}

fn content(terms: &BidTerms, yuan: i64) -> BidContent {
    let mut content = BidContent {
        lot: terms.lot,
        price: Money::ZERO,
        lines: terms
            .lines
            .iter()
            .map(|line| PriceLine {
                name: line.name.clone(),
                brand: "甲牌".into(),
                quantity: line.quantity,
                unit: line.unit.clone(),
                unit_price: Money::from_yuan(yuan),
            })
            .collect(),
        answers: terms
            .items
            .iter()
            .map(|item| Answer { key: item.key.clone(), text: "满足".into(), deviation: Deviation::None })
            .collect(),
        delivery_days: 30,
        sme: Sme::Small,
        domestic: true,
        machine: Vec::new(),
    };
    content.price = content.sum();
    content
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_and_the_agency_go_through_an_opening() {
    let town = Town::new();
    let tendered: Tendered = town.announced(1_200_000, 1_000_000);
    let site = Site::over(town);
    let town = &site.town;
    let mut handed: Vec<(BidId, documents::OpeningKey)> = Vec::new();
    for place in 0..3 {
        let supplier = &town.suppliers[place];
        let mut browser = site.browser(&format!("supplier{}", place + 1)).await;
        good(&browser.get("/bidding").await.body, "empty");
        let input = json!({ "project": tendered.project });
        let obtained = town.run(&supplier.clerk, "bidding.obtain_document", input).expect("obtained");
        let obtainment: ObtainmentId = town.id(&obtained);
        good(&browser.get("/bidding").await.body, "list");
        good(&browser.get(&format!("/bidding/obtainment/{obtainment}")).await.body, "obtainment");

        let key = documents::Key::generate();
        let made = browser.hand_over("purpose=certificate").await;
        let waiting = made.location().to_owned();
        good(&browser.get(&waiting).await.body, "client-certificate");
        let id = waiting.rsplit('/').next().expect("an id").to_owned();
        let text = documents::request_text(&key.public(), &supplier.clerk.person.to_string()).expect("text");
        let proof = key.sign(documents::USER, &text, Digest::of(b"")).expect("signed").value;
        let answer = Given::Certificate { public_key: key.public().to_pem().expect("pem"), proof };
        let mut client = site.visitor();
        let address = |id: &str| format!("/api/v1/client/requests/{id}/answer");
        let outcome = client.json(&address(&id), &json!(answer)).await;
        assert_eq!(outcome.status, 200, "{}", outcome.body);
        let outcome: Value = serde_json::from_str(&outcome.body).expect("json");
        let certificate =
            documents::Certificate::from_pem(outcome["certificate"].as_str().expect("pem")).expect("read");

        let query = format!("purpose=submit-bid&id={obtainment}&lot={}", tendered.lot);
        let waiting = browser.hand_over(&query).await.location().to_owned();
        let id = waiting.rsplit('/').next().expect("an id").to_owned();
        let fetched = client.get(&format!("/api/v1/client/requests/{id}")).await.body;
        let request: HandOver = serde_json::from_str(&fetched).expect("a request");
        let Task::SubmitBid { terms, .. } = &request.task else { panic!("{request:?}") };
        let yuan = 20_000 + 500 * i64::try_from(place).expect("few");
        let sealed = documents::bid::compose(&content(terms, yuan), &key, &certificate).expect("sealed");
        use base64::{Engine, prelude::BASE64_STANDARD};
        let answer = Given::SubmitBid {
            envelope: BASE64_STANDARD.encode(&sealed.bytes),
            signature: sealed.envelope.signature,
        };
        let wrong = client.json(&address(&id), &json!(Given::OpenBid { identity: "x".into() })).await;
        assert_eq!(wrong.status, 422, "an answer to something else");
        let receipt = client.json(&address(&id), &json!(answer)).await;
        assert_eq!(receipt.status, 200, "{}", receipt.body);
        let again = client.json(&address(&id), &json!(answer)).await;
        assert_eq!(again.body, receipt.body, "a repeated answer is answered as the first");
        good(&browser.get(&waiting).await.body, "client-done");
        let outcome: Value = serde_json::from_str(&receipt.body).expect("json");
        let bid: BidId = outcome["receipt"]["bid"].as_str().expect("a bid").parse().expect("an id");
        good(&browser.get(&format!("/bidding/bid/{bid}")).await.body, "bid-submitted");
        good(&browser.get(&format!("/bidding/obtainment/{obtainment}")).await.body, "obtainment-bid");
        handed.push((bid, sealed.key));
    }
    let opening = Opening::id_of(tendered.lot);
    let mut other = site.browser("supplier2").await;
    assert_eq!(other.get(&format!("/bidding/bid/{}", handed[0].0)).await.status, 404, "another's bid");
    assert_eq!(other.get(&waiting_of_nobody()).await.status.as_u16() / 100, 4);
    let hall = format!("/bidding/opening/{opening}");
    let mut agency = site.browser("pm").await;
    assert_eq!(agency.get(&hall).await.status, 404, "before the deadline there is no opening to look at");

    town.advance_to(tendered.deadline.plus(Span::millis(1)));
    good(&agency.get(&hall).await.body, "hall-decrypting");
    for (place, (bid, key)) in handed.iter().enumerate() {
        let mut browser = site.browser(&format!("supplier{}", place + 1)).await;
        good(&browser.get(&format!("/bidding/bid/{bid}")).await.body, "bid-locked");
        let made = browser.hand_over(&format!("purpose=open-bid&id={bid}")).await;
        let id = made.location().rsplit('/').next().expect("an id").to_owned();
        let given = Given::OpenBid { identity: key.reveal() };
        let address = format!("/api/v1/client/requests/{id}/answer");
        assert_eq!(site.visitor().json(&address, &json!(given)).await.status, 200);
        let page = agency.get(&hall).await.body;
        assert!(
            !page.contains("启明") && !page.contains("200,000"),
            "nothing is shown before the reading out"
        );
    }
    town.run(&town.agency.pm, "bidding.announce", json!({ "opening": opening })).expect("read out");
    let page = agency.get(&hall).await.body;
    assert!(page.contains("启明教学设备有限公司"));
    good(&page, "hall-announced");
    other.lang = Lang::En;
    good(&other.get(&hall).await.body, "hall-english");
    good(&other.get(&format!("/bidding/bid/{}", handed[1].0)).await.body, "bid-announced");
    let mut stranger = site.browser("expert1").await;
    assert_eq!(stranger.get(&hall).await.status, 404);
    assert_eq!(names_of(opening), format!("bidding.opening/{}", tendered.lot));
}

fn waiting_of_nobody() -> String {
    format!("/bidding/client/{}", "ab".repeat(24))
}
fn names_of(opening: kernel::OpeningId) -> String {
    opening.stream().as_str().to_owned()
}
