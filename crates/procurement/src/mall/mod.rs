//! The mall 电子卖场: goods on sale, and orders by direct purchase 直购. An order that the supplier accepted is the contract.

mod listing;
mod order;
mod price;
#[cfg(test)]
mod tests;

pub use listing::{Goods, Listing, ListingEvent, Offer};
pub use order::{Deal, Delivery, Order, OrderEvent, OrderStage, Running, Wish, WithMoney};
pub use price::{above_history, above_market};
