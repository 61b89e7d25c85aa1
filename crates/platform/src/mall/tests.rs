//! A mall order through the engine, and the ways round the four hard rules and the limit.

use crate::{
    Envelope,
    payment::town::{ACCOUNT, fund, indicator},
    testing::{Town, fresh},
};
use kernel::{Actor, Instant, ListingId, Money, OrderId, PaymentId, Refusal, Span, StreamId};
use procurement::{budget::Indicator, mall::Order};
use serde_json::{Value, json};

pub(crate) struct Shop {
    pub(crate) town: Town,
    listing: ListingId,
}
fn goods(yuan: i64) -> Value {
    json!({
        "name": "激光打印机", "brand": "奔图", "model": "P3370DN", "specification": "A4，33 页/分", "service": "质保一年",
        "unit": "台", "catalogue": "A02021003", "price": yuan * 100,
    })
}
impl Shop {
    pub(crate) fn new(budget: i64, price: i64) -> Self {
        let town = Town::new();
        fund(&town, budget);
        let listed = town.run(&town.suppliers[0].clerk, "mall.list_goods", goods(price)).unwrap();
        let listing = town.id(&listed);
        Self { town, listing }
    }
    pub(crate) fn wish(&self, quantity: u32) -> Value {
        json!({ "listing": self.listing, "quantity": quantity, "indicator": indicator(), "deliver_to": "大同区学府街1号" })
    }
    pub(crate) fn order(&self, quantity: u32) -> Result<OrderId, Refusal> {
        let (clerk, head) = (&self.town.purchaser.clerk, &self.town.purchaser.head);
        let placed = self.town.run2(clerk, head, "mall.place_order", self.wish(quantity))?;
        Ok(placed.streams.iter().find_map(|stream| stream.id()).expect("an order"))
    }
    fn give(&self, actor: &Actor, command: &str, order: OrderId, more: Value) -> Result<(), Refusal> {
        let mut input = json!({ "order": order });
        if let (Some(input), Some(more)) = (input.as_object_mut(), more.as_object()) {
            input.extend(more.clone());
        }
        self.town.run(actor, command, input).map(|_| ())
    }
    fn seller(&self) -> &Actor {
        &self.town.suppliers[0].clerk
    }
    fn delivered(&self) -> OrderId {
        let order = self.order(2).unwrap();
        self.give(self.seller(), "mall.accept_order", order, json!({})).unwrap();
        let delivery = json!({ "carrier": "中国邮政", "waybill": "YD1" });
        self.give(self.seller(), "mall.deliver", order, delivery).unwrap();
        order
    }
    fn inspect(&self, order: OrderId, findings: Value) -> Result<(), Refusal> {
        let input = json!({ "order": order, "findings": findings });
        let (clerk, supervisor) = (&self.town.purchaser.clerk, &self.town.purchaser.supervisor);
        self.town.run2(clerk, supervisor, "mall.accept_goods", input).map(|_| ())
    }
    fn apply(&self, order: OrderId, account: &str, yuan: i64) -> Result<PaymentId, Refusal> {
        let input = json!({
            "order": order, "account": account, "invoice_number": "2523", "invoice_amount": yuan * 100,
            "invoice_received": "2026-03-02",
        });
        let (finance, head) = (&self.town.purchaser.finance, &self.town.purchaser.head);
        let applied = self.town.run2(finance, head, "payment.apply_order", input)?;
        Ok(applied.streams.iter().find_map(|stream| stream.id()).expect("a payment"))
    }
    fn committed(&self) -> Money {
        self.town.state::<Indicator>(indicator()).account().unwrap().committed
    }
    fn status(&self, order: OrderId) -> &'static str {
        self.town.state::<Order>(order).status()
    }
}
fn all(passed: bool) -> Value {
    (1..=3).map(|no| json!({ "no": no, "passed": passed || no != 2, "note": "已查看" })).collect()
}

#[test]
fn an_order_goes_from_shelf_to_payment() {
    let shop = Shop::new(10_000, 1_599);
    let order = shop.delivered();
    assert_eq!(shop.committed(), Money::from_yuan(3_198));
    shop.inspect(order, all(true)).unwrap();
    let payment = shop.apply(order, ACCOUNT, 3_198).unwrap();
    let pay = json!({ "payment": payment, "voucher": "ZF-1" });
    shop.town.run(&shop.town.finance.treasury, "payment.pay", pay).unwrap();
    assert_eq!(shop.status(order), "completed");
    let indicator = shop.town.state::<Indicator>(indicator());
    let account = indicator.account().unwrap();
    assert_eq!((account.committed, account.executed), (Money::ZERO, Money::from_yuan(3_198)));
    assert!(shop.town.platform.todo_of(&order.stream()).unwrap().is_empty());
    let rows = shop
        .town
        .platform
        .journal()
        .read(|tx| crate::mall::orders(tx, shop.town.purchaser.organisation, 0, 9));
    assert_eq!(rows.unwrap()[0].status, "completed");
}
#[test]
fn an_order_without_budget_is_refused() {
    let shop = Shop::new(3_000, 1_599);
    assert_eq!(shop.order(2).unwrap_err().code, "E_NO_BUDGET");
    // Two orders that each fit do not fit together.
    shop.order(1).unwrap();
    assert_eq!(shop.order(1).unwrap_err().code, "E_NO_BUDGET");
    let mut none = shop.wish(1);
    none["indicator"] = json!(shop.listing.uuid());
    let refused = shop.town.run(&shop.town.purchaser.clerk, "mall.place_order", none);
    assert_eq!(refused.unwrap_err().code, "E_NOT_FOUND");
}
#[test]
fn budget_that_went_between_proposal_and_approval_is_noticed() {
    let shop = Shop::new(3_198, 1_599);
    let clerk = &shop.town.purchaser.clerk;
    let first = shop.town.run(clerk, "mall.place_order", shop.wish(2)).unwrap();
    shop.order(1).unwrap();
    let proposal = json!({ "proposal": first.streams[0].uuid() });
    let refused = shop.town.run(&shop.town.purchaser.head, "supervision.approve_proposal", proposal);
    assert_eq!(refused.unwrap_err().code, "E_NO_BUDGET");
}
#[test]
fn an_order_over_the_direct_limit_is_refused() {
    let shop = Shop::new(1_000_000, 40_000);
    assert_eq!(shop.order(6).unwrap_err().code, "E_OVER_DIRECT_LIMIT");
    shop.order(5).unwrap();
}
#[test]
fn split_orders_need_a_written_reason() {
    let shop = Shop::new(1_000_000, 40_000);
    shop.order(4).unwrap();
    let again = shop.order(2).unwrap_err();
    assert_eq!(again.code, "E_REASON_NEEDED");
    assert_eq!((again.fields.len(), again.fields[0].path.as_str()), (1, "reasons.MAL-03"));
    let mut envelope = Envelope::new(fresh(), "mall.place_order", shop.wish(2));
    envelope.reasons = [("MAL-03".to_owned(), "另一校区临时增设考点".to_owned())].into();
    shop.town.platform.submit(&shop.town.purchaser.clerk, envelope).unwrap();
    // After thirty days it is no split any more.
    shop.town.advance_to(shop.town.platform.now().plus(Span::days(31)));
    shop.order(2).unwrap();
}
#[test]
fn only_goods_on_sale_here_are_ordered() {
    let shop = Shop::new(10_000, 1_599);
    let mut elsewhere = shop.wish(1);
    elsewhere["listing"] = json!(indicator().uuid());
    let refused = shop.town.run(&shop.town.purchaser.clerk, "mall.place_order", elsewhere);
    assert_eq!(refused.unwrap_err().code, "E_NOT_FOUND");
}
#[test]
fn nothing_is_paid_before_acceptance_or_to_another_account() {
    let shop = Shop::new(10_000, 1_000);
    let order = shop.order(2).unwrap();
    assert_eq!(shop.apply(order, ACCOUNT, 2_000).unwrap_err().code, "E_NO_CONTRACT");
    shop.give(shop.seller(), "mall.accept_order", order, json!({})).unwrap();
    assert_eq!(shop.apply(order, ACCOUNT, 2_000).unwrap_err().code, "E_NO_ACCEPTANCE");
    assert_eq!(shop.inspect(order, all(true)).unwrap_err().code, "E_STATE");
    let order = shop.delivered();
    assert_eq!(shop.apply(order, ACCOUNT, 2_000).unwrap_err().code, "E_NO_ACCEPTANCE");
    shop.inspect(order, all(false)).unwrap();
    assert_eq!(shop.apply(order, ACCOUNT, 2_000).unwrap_err().code, "E_NO_ACCEPTANCE");
    let again = json!({ "carrier": "中国邮政", "waybill": "YD2" });
    shop.give(shop.seller(), "mall.deliver", order, again).unwrap();
    shop.inspect(order, all(true)).unwrap();
    assert_eq!(shop.apply(order, "6223000000000002", 2_000).unwrap_err().code, "E_PAYEE_MISMATCH");
    shop.apply(order, ACCOUNT, 2_000).unwrap();
    assert_eq!(shop.apply(order, ACCOUNT, 2_000).unwrap_err().code, "E_OVER_CONTRACT");
}
#[test]
fn goods_are_accepted_by_two_and_completely() {
    let shop = Shop::new(10_000, 1_000);
    let order = shop.delivered();
    let part = json!([{ "no": 1, "passed": true }]);
    assert_eq!(shop.inspect(order, part).unwrap_err().code, "E_ACCEPTANCE_INCOMPLETE");
    let input = json!({ "order": order, "findings": all(true) });
    let proposed = shop.town.run(&shop.town.purchaser.clerk, "mall.accept_goods", input).unwrap();
    assert_eq!(shop.status(order), "delivered");
    let proposal = json!({ "proposal": proposed.streams[0].uuid() });
    let own = shop.town.run(&shop.town.purchaser.clerk, "supervision.approve_proposal", proposal);
    assert_eq!(own.unwrap_err().code, "E_FORBIDDEN");
    assert_eq!(shop.status(order), "delivered");
}
#[test]
fn an_order_that_nobody_accepts_lapses_and_gives_its_budget_back() {
    let shop = Shop::new(10_000, 1_000);
    let order = shop.order(3).unwrap();
    let last = Instant::end_of("2026-03-04".parse().unwrap());
    shop.town.advance_to(last.minus(Span::millis(1_000)));
    assert_eq!((shop.status(order), shop.committed()), ("placed", Money::from_yuan(3_000)));
    shop.town.advance_to(last.plus(Span::millis(1_000)));
    assert_eq!((shop.status(order), shop.committed()), ("cancelled", Money::ZERO));
    assert_eq!(shop.give(shop.seller(), "mall.accept_order", order, json!({})).unwrap_err().code, "E_STATE");
}
#[test]
fn a_refused_order_gives_its_budget_back_and_is_told_to_the_purchaser() {
    let shop = Shop::new(10_000, 1_000);
    let order = shop.order(3).unwrap();
    let why = json!({ "reason": "该型号已停产，建议改选同品牌在售型号。" });
    let other = shop.give(&shop.town.suppliers[1].clerk, "mall.refuse_order", order, why.clone());
    assert_eq!(other.unwrap_err().code, "E_FORBIDDEN_SCOPE");
    assert_eq!(shop.give(shop.seller(), "mall.refuse_order", order, json!({})).unwrap_err().code, "E_SCHEMA");
    shop.give(shop.seller(), "mall.refuse_order", order, why.clone()).unwrap();
    assert_eq!((shop.status(order), shop.committed()), ("refused", Money::ZERO));
    assert_eq!(shop.give(shop.seller(), "mall.refuse_order", order, why).unwrap_err().code, "E_STATE");
    let clerk = &shop.town.purchaser.clerk;
    let told = |shop: &Shop| {
        let todo = shop.town.platform.todo(clerk, 50).unwrap();
        todo.iter().any(|todo| todo.command == "mall.note_refusal" && todo.stream == order.stream())
    };
    assert!(told(&shop));
    shop.give(clerk, "mall.note_refusal", order, json!({})).unwrap();
    assert!(!told(&shop));
}
#[test]
fn a_price_far_above_the_market_is_not_listed_and_one_above_it_needs_a_reason() {
    let shop = Shop::new(10_000, 1_000);
    let other = &shop.town.suppliers[1].clerk;
    assert_eq!(shop.town.run(other, "mall.list_goods", goods(1_151)).unwrap_err().code, "E_PRICE_TOO_HIGH");
    let warned = shop.town.run(other, "mall.list_goods", goods(1_100)).unwrap_err();
    assert_eq!((warned.code.as_ref(), warned.fields[0].path.as_str()), ("E_REASON_NEEDED", "reasons.MAL-01"));
    shop.town.run(other, "mall.list_goods", goods(1_050)).unwrap();
}
