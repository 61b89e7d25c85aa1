//! A mall order clicked through: shelf, order, approval, acceptance by the supplier, delivery, inspection, payment.

use crate::testing::{Browser, Site, hidden_value};
use axum::http::StatusCode;
use platform::{payment::town, texts::Lang};

/// Every page is sound in both languages.
async fn sound(browser: &mut Browser, path: &str) -> String {
    for lang in [Lang::En, Lang::Zh] {
        browser.lang = lang;
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(crate::audit::page(&answer.body), Vec::<String>::new(), "{path}");
        for untold in ["page-", "mall-", "contract-", "payment-", "acceptance-", "event-"] {
            let shown = answer.body.split('>').filter_map(|part| part.split('<').next());
            let raw: Vec<_> = shown.filter(|text| text.trim().starts_with(untold)).collect();
            assert!(raw.is_empty(), "{path}: {raw:?}");
        }
    }
    browser.page.clone()
}
async fn approve(browser: &mut Browser) -> String {
    let work = browser.get("/work").await.body;
    let path = work
        .split('"')
        .find(|part| part.starts_with("/supervision/proposal/"))
        .expect("a proposal")
        .to_owned();
    browser.get(&path).await;
    let answer = browser.post(&path, &[("_verdict", "approve"), ("reason", "")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}
fn order_path(page: &str) -> String {
    page.split('"')
        .find(|part| part.starts_with("/mall/order/") && part.len() == 48)
        .expect("an order")
        .to_owned()
}

#[tokio::test]
async fn an_order_is_clicked_from_shelf_to_payment() {
    let site = Site::new();
    town::fund(&site.town, 20_000);
    let budget_path = format!("{}", town::indicator());
    let mut seller = site.browser("supplier1").await;
    sound(&mut seller, "/mall/sell").await;
    let goods = [
        ("name", "激光打印机"),
        ("brand", "奔图"),
        ("model", "P3370DN"),
        ("specification", "A4，33 页/分"),
        ("service", "质保一年"),
        ("unit", "台"),
        ("catalogue", "A02021003"),
        ("price", "1599"),
    ];
    let empty = seller.post("/mall/sell", &[("name", "x")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let listed = seller.post("/mall/sell", &goods).await;
    assert_eq!(listed.status, StatusCode::SEE_OTHER, "{}", listed.body);
    let listing = listed.location().split('?').next().expect("a path").to_owned();

    let mut visitor = site.visitor();
    assert!(sound(&mut visitor, "/mall?words=打印").await.contains("P3370DN"));
    sound(&mut visitor, &listing).await;

    let mut clerk = site.browser("clerk").await;
    let page = sound(&mut clerk, &listing).await;
    let buy = page.split('"').find(|part| part.starts_with("/mall/buy")).expect("a button").to_owned();
    let form = sound(&mut clerk, &buy).await;
    assert!(form.contains("20,000.00"), "the indicator says what is available");
    assert!(
        form.contains("50,000.00") || form.contains("200,000.00"),
        "the limit of a direct purchase is said"
    );
    let id = hidden_value(&form, "listing").expect("the listing").to_owned();
    let counted = clerk.post("/mall/buy", &[("listing", &id), ("quantity", "2"), ("_step", "total")]).await;
    assert!(counted.body.contains("叁仟壹佰玖拾捌元整"), "the total is counted without script");
    let wish = [
        ("listing", id.as_str()),
        ("quantity", "2"),
        ("indicator", &budget_path),
        ("deliver_to", "学府街1号"),
    ];
    let proposed = clerk.post("/mall/buy", &wish).await;
    assert!(proposed.location().starts_with("/supervision/proposal/"), "{}", proposed.body);
    let mut head = site.browser("head").await;
    approve(&mut head).await;

    let order = order_path(&sound(&mut clerk, "/mall/orders").await);
    let order_id = order.rsplit('/').next().expect("an id").to_owned();
    sound(&mut seller, &order).await;
    let answer = format!("{order}/answer");
    let asked = sound(&mut seller, &answer).await;
    for shown in ["奔图", "P3370DN", "A4，33 页/分", "2 台", "叁仟壹佰玖拾捌元整", "学府街1号"]
    {
        assert!(asked.contains(shown), "the seller decides on {shown}");
    }
    assert!(!asked.contains(&budget_path), "the seller is not told the budget");
    let silent = seller.post(&answer, &[("_answer", "refuse"), ("reason", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal has a reason");
    let given = seller.post(&answer, &[("_answer", "accept")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let deliver = format!("{order}/deliver");
    assert!(sound(&mut seller, &deliver).await.contains("学府街1号"));
    let sent = seller.post(&deliver, &[("carrier", "中国邮政"), ("waybill", "YD1")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let inspect = format!("{order}/inspect");
    let check = sound(&mut clerk, &inspect).await;
    assert!(check.contains("规格参数") && check.contains("售后承诺"), "it says what is inspected");
    let half = clerk.post(&inspect, &[("findings[0].passed", "passed")]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", half.body);
    assert!(half.body.contains("2, 3"), "what is missing is named");
    let all = [
        ("findings[0].passed", "passed"),
        ("findings[1].passed", "passed"),
        ("findings[2].passed", "passed"),
    ];
    let recorded = clerk.post(&inspect, &all).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
    approve(&mut site.browser("supervisor").await).await;
    let shown = sound(&mut clerk, &order).await;
    assert!(shown.contains("A4，33 页/分") && shown.contains("订单约定") && shown.contains(&budget_path));

    let mut finance = site.browser("finance").await;
    let apply = format!("/payment/apply_order?order={order_id}");
    sound(&mut finance, &apply).await;
    let mut ask = vec![
        ("order", order_id.as_str()),
        ("account", "6223 0000 0000 0002"),
        ("invoice_number", "2523"),
        ("invoice_amount", "3198"),
        ("invoice_received", "2026-03-02"),
    ];
    let wrong = finance.post("/payment/apply_order", &ask).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    ask[1].1 = "6223 0000 0000 0001";
    let applied = finance.post("/payment/apply_order", &ask).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.body);
    approve(&mut head).await;
    let mut treasury = site.browser("treasury").await;
    let work = treasury.get("/work").await.body;
    let pay = work.split('"').find(|part| part.ends_with("/pay")).expect("a payment to make").to_owned();
    sound(&mut treasury, &pay).await;
    let paid = treasury.post(&pay, &[("voucher", "ZF-1")]).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.body);
    sound(&mut treasury, pay.trim_end_matches("/pay")).await;
    sound(&mut finance, "/payment").await;
    sound(&mut clerk, &order).await;
}

#[tokio::test]
async fn a_refused_order_says_why_and_the_buyer_takes_note() {
    let site = Site::new();
    let order = placed(&site);
    let mut seller = site.browser("supplier1").await;
    seller.get(&format!("/mall/order/{order}/answer")).await;
    let answer = [("_answer", "refuse"), ("reason", "该型号已停产")];
    let refused = seller.post(&format!("/mall/order/{order}/answer"), &answer).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.body);
    let mut clerk = site.browser("clerk").await;
    let note = format!("/do/mall.note_refusal?order={order}");
    assert!(clerk.get("/work").await.body.contains(&note), "the buyer is told");
    assert!(sound(&mut clerk, &format!("/mall/order/{order}")).await.contains("该型号已停产"));
    clerk.get(&note).await;
    let noted = clerk.post("/do/mall.note_refusal", &[("order", &order.to_string())]).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
    assert!(!clerk.get("/work").await.body.contains(&note));
}

/// An order of one shredder by the town's purchaser from its first supplier.
fn placed(site: &Site) -> kernel::OrderId {
    town::fund(&site.town, 20_000);
    let goods = serde_json::json!({
        "name": "碎纸机", "brand": "得力", "model": "33043", "specification": "22L", "service": "质保", "unit": "台",
        "catalogue": "A02021301", "price": 89_900,
    });
    let listed = site.town.run(&site.town.suppliers[0].clerk, "mall.list_goods", goods).expect("listed");
    let wish = serde_json::json!({
        "listing": site.town.id::<kernel::ListingId>(&listed), "quantity": 1, "indicator": town::indicator(),
        "deliver_to": "学府街1号",
    });
    let (clerk, head) = (&site.town.purchaser.clerk, &site.town.purchaser.head);
    site.town.id(&site.town.run2(clerk, head, "mall.place_order", wish).expect("placed"))
}

#[tokio::test]
async fn nobody_else_sees_an_order() {
    let site = Site::new();
    let path = format!("/mall/order/{}", placed(&site));
    assert_eq!(site.browser("supplier1").await.get(&path).await.status, StatusCode::OK);
    assert_eq!(site.browser("regulator").await.get(&path).await.status, StatusCode::OK);
    assert_eq!(site.browser("supplier2").await.get(&path).await.status, StatusCode::NOT_FOUND);
}
