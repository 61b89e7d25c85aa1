//! Portal and workbenches, server-rendered; JSON API. A page asks views and streams; it never decides.

pub mod acceptance;
mod address;
pub mod agency;
mod api;
mod app;
pub mod assets;
pub mod audit;
pub mod bidding;
pub mod budget;
mod catalogue;
mod choose;
mod clock;
pub mod components;
pub mod contract;
pub mod demand;
pub mod draw;
pub mod errors;
pub mod evaluation;
mod gallery;
mod generated;
pub mod give;
pub mod goods;
mod health;
pub mod listing;
pub mod live;
pub mod mall;
pub mod names;
pub mod notices;
pub mod payment;
mod pending;
pub mod plan;
mod portal;
pub mod posted;
mod proposal;
pub mod reach;
pub mod reader;
mod refill;
pub mod registry;
pub mod routes;
#[cfg(test)]
mod security_tests;
pub mod server;
pub mod session;
mod sign_in;
mod sign_in_certificate;
#[cfg(test)]
mod sign_in_certificate_tests;
mod sign_in_code;
#[cfg(test)]
mod sign_in_tests;
pub mod statute;
pub mod step;
pub mod subject;
pub mod summarise;
pub mod supervision;
pub mod tender;
#[cfg(test)]
pub(crate) mod testing;
pub mod throttle;
pub mod visit;
pub mod words;
pub mod work;

pub use app::{App, Options, read_failed, router, table};

/// Every subsystem's routes.
fn subsystems() -> Vec<routes::Routes> {
    vec![
        notices::routes(),
        registry::routes(),
        budget::routes(),
        demand::routes(),
        plan::routes(),
        agency::routes(),
        tender::routes(),
        bidding::routes(),
        draw::routes(),
        evaluation::routes(),
        contract::routes(),
        acceptance::routes(),
        payment::routes(),
        goods::routes(),
        mall::routes(),
        supervision::routes(),
        statute::routes(),
    ]
}
