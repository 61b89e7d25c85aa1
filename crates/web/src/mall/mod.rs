//! 电子卖场: the shelf, goods, orders.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod answer;
mod buy;
mod deliver;
mod facts;
mod goods;
mod inspect;
mod order;
mod orders;
mod sell;
mod shelf;
#[cfg(test)]
mod tests;

const BUYER: Audience = Audience::Roles(&[Role::PurchaserClerk]);
const SELLER: Audience = Audience::Roles(&[Role::SupplierClerk]);
const TRADING: &[Role] = &[
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserFinance,
    Role::PurchaserSupervisor,
    Role::SupplierClerk,
    Role::AuthorizedRep,
];
const TRADERS: Audience = Audience::Roles(TRADING);

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/mall", Audience::Public, shelf::show)
        .get("/mall/listing/{id}", Audience::Public, goods::show)
        .get("/mall/buy", BUYER, buy::form)
        .post("/mall/buy", BUYER, buy::send)
        .get("/mall/sell", SELLER, sell::form)
        .post("/mall/sell", SELLER, sell::send)
        .get("/mall/orders", TRADERS, orders::show)
        .get("/mall/order/{id}", Audience::SignedIn, order::show)
        .get("/mall/order/{id}/answer", SELLER, answer::form)
        .post("/mall/order/{id}/answer", SELLER, answer::send)
        .step::<deliver::Deliver>(SELLER)
        .get("/mall/order/{id}/inspect", BUYER, inspect::form)
        .post("/mall/order/{id}/inspect", BUYER, inspect::send)
        .command("mall.place_order", "/mall")
        .command("mall.list_goods", "/mall/sell")
        .command("mall.accept_order", "/mall/order/{id}/answer")
        .command("mall.refuse_order", "/mall/order/{id}/answer")
        .command("mall.accept_goods", "/mall/order/{id}/inspect")
        .nav(60, "/mall", "subsystem-mall", Audience::Public)
}
