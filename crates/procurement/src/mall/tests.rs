//! An order's path, and the ways round the hard rules and the limit.

use super::*;
use crate::{
    Law, RuleBook,
    acceptance::{Finding, Member},
    budget::Hold,
    contract::testing::{account, at, id, indicator, organisation, person, region},
};
use kernel::{Instant, Money, Refusal, Role, Span, Stream};

/// The law of a place that has no limit of its own: 50,000 yuan an order.
fn law() -> Law {
    RuleBook::builtin().law("440100".parse().unwrap(), at(PLACED).date())
}
fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().code.into_owned()
}
fn listing(yuan: i64) -> Listing {
    let goods = Goods {
        name: "激光打印机".into(),
        brand: "某牌".into(),
        model: "L-100".into(),
        specification: "A4 黑白".into(),
        service: "质保一年".into(),
        unit: "台".into(),
        catalogue: "A02021003".parse().unwrap(),
        price: Money::from_yuan(yuan),
        standard: None,
    };
    let offer =
        Offer { supplier: organisation(200), supplier_name: "某商行".into(), goods, region: region() };
    let mut listing = Listing::default();
    for event in listing.list(offer, None, &law()).unwrap() {
        listing.apply(at("2026-03-02T09:00"), &event);
    }
    listing
}
fn wish(quantity: u32) -> Wish {
    Wish {
        supplier_sme: true,
        order: id(6),
        number: "MO-1".into(),
        listing: id(5),
        purchaser: organisation(100),
        purchaser_name: "某学校".into(),
        region: region(),
        quantity,
        indicator: id(50),
        hold: id(51),
        deliver_to: "大庆市某路1号".into(),
        handler: person(1),
    }
}
const PLACED: &str = "2026-03-02T09:00";
fn place(yuan: i64, quantity: u32) -> Result<Vec<OrderEvent>, Refusal> {
    let money = indicator(60_000);
    Order::default()
        .place(wish(quantity), &listing(yuan), &money, at(PLACED), &law())
        .map(|(events, _)| events)
}
/// What an order of 10,000 yuan holds.
fn hold() -> Hold {
    let mut hold = Hold::default();
    let placed = Order::default().place(wish(10), &listing(1_000), &indicator(60_000), at(PLACED), &law());
    hold.apply(at(PLACED), &placed.unwrap().1.hold);
    hold
}
fn then(order: &mut Order, decided: Result<Vec<OrderEvent>, Refusal>) {
    for event in decided.unwrap() {
        order.apply(at("2026-03-03T09:00"), &event);
    }
}
fn placed() -> Order {
    let mut order = Order::default();
    then(&mut order, place(1_000, 10));
    order
}
fn accepted() -> Order {
    let mut order = placed();
    let decided = order.accept(account(7), at("2026-03-03T09:00"), &law());
    then(&mut order, decided);
    order
}
fn delivered() -> Order {
    let mut order = accepted();
    let decided = order.deliver("某快递".into(), "SF1".into());
    then(&mut order, decided);
    order
}
fn members() -> Vec<Member> {
    vec![
        Member { person: person(1), post: Role::PurchaserClerk },
        Member { person: person(2), post: Role::PurchaserSupervisor },
    ]
}
fn findings(passed: bool) -> Vec<Finding> {
    (1..=3).map(|no| Finding { no, passed: passed || no > 1, note: "已查看".into() }).collect()
}
fn inspected(passed: bool) -> Order {
    let mut order = delivered();
    let decided = order.inspect(members(), findings(passed), &law());
    then(&mut order, decided);
    order
}
fn apply_for(order: &Order, yuan: i64) -> Result<Vec<OrderEvent>, Refusal> {
    order.apply_payment(id(70), Money::from_yuan(yuan), &account(7), &law())
}

#[test]
fn the_whole_path_leads_from_order_to_completion() {
    let next = |order: &Order| order.duties().into_iter().map(|duty| duty.command).collect::<Vec<_>>();
    assert_eq!(next(&placed()), ["mall.accept_order", "mall.lapse_order"]);
    assert_eq!(next(&accepted()), ["mall.deliver"]);
    assert_eq!(next(&delivered()), ["mall.accept_goods"]);
    assert_eq!(next(&inspected(false)), ["mall.deliver"]);
    let mut order = inspected(true);
    assert_eq!(next(&order), ["payment.apply_order"]);
    let decided = apply_for(&order, 10_000);
    then(&mut order, decided);
    assert!(next(&order).is_empty());
    let decided = order.pay(id(70), Money::from_yuan(10_000), &account(7), &hold(), &law());
    then(&mut order, decided.map(|(events, _)| events));
    assert_eq!(order.status(), "completed");
    assert!(order.payable().unwrap().may_close(&law()).is_ok());
}
#[test]
fn the_limit_itself_may_be_ordered_and_not_a_fen_more() {
    assert!(place(50_000, 1).is_ok());
    assert!(place(25_000, 2).is_ok());
    assert_eq!(refused(place(25_001, 2)), "E_OVER_DIRECT_LIMIT");
    // A huge quantity saturates and does not wrap round to a small amount.
    assert_eq!(refused(place(900_000_000_000, u32::MAX)), "E_OVER_DIRECT_LIMIT");
    assert_eq!(refused(place(1, 0)), "E_SCHEMA");
}
#[test]
fn an_order_without_budget_is_refused() {
    let order =
        |yuan, wish| Order::default().place(wish, &listing(1_000), &indicator(yuan), at(PLACED), &law());
    assert!(order(10_000, wish(10)).is_ok());
    assert_eq!(refused(order(9_999, wish(10))), "E_NO_BUDGET");
    // Another unit's money is no budget of one's own.
    let stranger = Wish { purchaser: organisation(101), ..wish(10) };
    assert_eq!(refused(order(10_000, stranger)), "E_FORBIDDEN_SCOPE");
    let none = Order::default().place(
        wish(1),
        &listing(1),
        &crate::budget::Indicator::default(),
        at(PLACED),
        &law(),
    );
    assert_eq!(refused(none), "E_NOT_FOUND");
}
#[test]
fn only_goods_on_sale_here_are_bought() {
    let mut off = listing(10);
    for event in off.delist().unwrap() {
        off.apply(at(PLACED), &event);
    }
    for listing in [Listing::default(), off] {
        assert_eq!(
            refused(Order::default().place(wish(1), &listing, &indicator(9), at(PLACED), &law())),
            "E_OFF_PLATFORM"
        );
    }
}
#[test]
fn nothing_is_paid_before_the_supplier_accepted() {
    assert_eq!(refused(apply_for(&Order::default(), 1)), "E_NO_CONTRACT");
    assert_eq!(refused(apply_for(&placed(), 1)), "E_NO_CONTRACT");
}
#[test]
fn nothing_is_paid_before_the_goods_are_accepted() {
    for order in [accepted(), delivered(), inspected(false)] {
        assert_eq!(refused(apply_for(&order, 1)), "E_NO_ACCEPTANCE");
        assert_eq!(refused(order.payable().unwrap().may_close(&law())), "E_NO_ACCEPTANCE");
    }
}
#[test]
fn goods_are_not_accepted_before_delivery_nor_by_one_person_nor_in_part() {
    assert_eq!(refused(accepted().inspect(members(), findings(true), &law())), "E_STATE");
    assert_eq!(
        refused(delivered().inspect(members()[..1].to_vec(), findings(true), &law())),
        "E_SINGLE_ACCEPTANCE"
    );
    let short = delivered().inspect(members(), findings(true)[..2].to_vec(), &law());
    assert_eq!(refused(short), "E_ACCEPTANCE_INCOMPLETE");
}
#[test]
fn an_order_is_paid_once_in_full_to_its_account() {
    let mut order = inspected(true);
    let other = order.apply_payment(id(70), Money::from_yuan(1), &account(8), &law());
    assert_eq!(refused(other), "E_PAYEE_MISMATCH");
    assert_eq!(refused(apply_for(&order, 10_001)), "E_OVER_CONTRACT");
    let decided = apply_for(&order, 10_000);
    then(&mut order, decided);
    assert_eq!(refused(apply_for(&order, 1)), "E_OVER_CONTRACT");
    let decided = order.pay(id(70), Money::from_yuan(10_000), &account(7), &hold(), &law());
    then(&mut order, decided.map(|(events, _)| events));
    assert_eq!(refused(apply_for(&order, 1)), "E_NO_CONTRACT");
}
#[test]
fn an_order_lapses_one_second_after_two_working_days_and_not_before() {
    let order = placed();
    let last = Instant::end_of("2026-03-04".parse().unwrap());
    let second = Span::millis(1_000);
    assert!(order.accept(account(7), last.minus(second), &law()).is_ok());
    assert_eq!(refused(order.accept(account(7), last.plus(second), &law())), "E_TOO_LATE");
    assert_eq!(refused(order.lapse(&hold(), last.minus(second), &law())), "E_TOO_EARLY");
    assert!(order.lapse(&hold(), last.plus(second), &law()).is_ok());
    assert_eq!(refused(accepted().lapse(&hold(), last.plus(second), &law())), "E_STATE");
}
#[test]
fn a_refused_order_says_why_is_over_and_is_told_to_the_purchaser() {
    let mut order = placed();
    assert_eq!(refused(order.refuse(" ".into(), &hold(), &law())), "E_SCHEMA");
    let (events, movement) = order.refuse("停产".into(), &hold(), &law()).unwrap();
    assert_eq!(movement.on, id(50));
    then(&mut order, Ok(events));
    assert_eq!((order.status(), order.duties()[0].command.as_str()), ("refused", "mall.note_refusal"));
    assert_eq!(refused(order.refuse("停产".into(), &hold(), &law())), "E_STATE");
    let decided = order.note_refusal();
    then(&mut order, decided);
    assert!(order.duties().is_empty());
    assert_eq!(refused(order.note_refusal()), "E_STATE");
    assert_eq!(refused(order.accept(account(7), at("2026-03-03T09:00"), &law())), "E_STATE");
    assert_eq!(refused(apply_for(&order, 1)), "E_NO_CONTRACT");
}

/// 保障中小企业款项支付条例第9条第1款、第10条
#[test]
fn a_small_supplier_is_paid_within_thirty_days_of_acceptance() {
    let term = inspected(true).sme_term(&law()).unwrap().expect("a term");
    assert_eq!((term.days, delivered().sme_term(&law()).unwrap()), (30, None));
}

#[test]
fn goods_of_an_item_with_a_template_attach_to_the_standard_good_they_are() {
    use crate::goods::{Good, GoodsFile, GoodsStage, Key, StandardGood};
    let good = Good::sample();
    let id: kernel::StandardId = kernel::StreamId::from_uuid(uuid::Uuid::from_u128(9));
    let filed = |stage| {
        StandardGood::Filed(Box::new(GoodsFile {
            good: good.clone(),
            key: Key::default(),
            suspects: Vec::new(),
            author: organisation(1),
            role: kernel::Role::Operator,
            keeper: organisation(1),
            stage,
        }))
    };
    let goods = |brand: &str, model: &str| Goods {
        name: "打印机".into(),
        brand: brand.into(),
        model: model.into(),
        specification: "A4".into(),
        service: "质保一年".into(),
        unit: "台".into(),
        catalogue: "A02021003".parse().unwrap(),
        price: Money::from_yuan(1_599),
        standard: None,
    };
    let active = filed(GoodsStage::Active);
    let attached = goods("PANTUM", "p3370-dn").attach(Some((id, &active)), true).unwrap();
    assert_eq!(
        (attached.brand.as_str(), attached.model.as_str(), attached.standard),
        ("奔图", "P3370DN", Some(id))
    );
    let refused = |answer: Result<Goods, Refusal>| answer.unwrap_err().code;
    assert_eq!(refused(goods("奔图", "P3370DN").attach(None, true)), "E_STANDARD_REQUIRED");
    assert_eq!(refused(goods("奔图", "P3300").attach(Some((id, &active)), true)), "E_STANDARD_DIFFERS");
    let gone = filed(GoodsStage::Withdrawn { reason: "停产".into() });
    assert_eq!(refused(goods("奔图", "P3370DN").attach(Some((id, &gone)), true)), "E_GOODS_NOT_ACTIVE");
    assert_eq!(goods("某牌", "甲").attach(None, false).unwrap().standard, None);
}
