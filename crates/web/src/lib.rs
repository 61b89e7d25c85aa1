//! Portal and workbenches, server-rendered; JSON API. A page asks views and streams; it never decides.

pub mod acceptance;
pub mod agency;
mod app;
pub mod assets;
pub mod audit;
pub mod bidding;
pub mod budget;
pub mod components;
pub mod contract;
pub mod demand;
pub mod draw;
pub mod errors;
pub mod evaluation;
mod gallery;
pub mod mall;
pub mod payment;
pub mod plan;
pub mod posted;
pub mod registry;
pub mod routes;
pub mod session;
pub mod supervision;
pub mod tender;
pub mod visit;
pub mod words;

pub use app::{App, Settings, table};

/// Every subsystem's routes.
fn subsystems() -> Vec<routes::Routes> {
    vec![
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
        mall::routes(),
        supervision::routes(),
    ]
}
