//! A demand beside the demand standard of its end item.

use super::standard::bound;
use crate::{
    app::{App, read_failed},
    errors::Failure,
    words::{key, say},
};
use maud::{Markup, html};
use platform::{goods::demand_standard, texts::Lang};
use procurement::{
    demand::Need,
    goods::{Shortfall, check},
};

/// The standard that applies and where the demand departs from it; nothing if its item has no standard.
///
/// # Errors
/// If the store cannot be read.
pub fn held_against(app: &App, lang: Lang, need: &Need) -> Result<Markup, Failure> {
    let found = demand_standard(app.platform(), &need.catalogue, need.region).map_err(read_failed)?;
    let Some((_, standard)) = found else { return Ok(html! {}) };
    let today = app.platform().now().date();
    let shortfalls = check(&need.item(today), &standard);
    let words = |shortfall: &Shortfall<'_>| match shortfall {
        Shortfall::OverCeiling { unit_price, ceiling } => {
            key("page-goods-over-ceiling").with("price", *unit_price).with("ceiling", *ceiling)
        }
        Shortfall::OverQuantity { wanted, most } => {
            key("page-goods-over-quantity").with("wanted", i64::from(*wanted)).with("most", i64::from(*most))
        }
        Shortfall::TooEarly { years, from } => {
            key("page-goods-too-early").with("years", i64::from(*years)).with("from", *from)
        }
        Shortfall::Missing(must) => key("page-goods-missing")
            .with("name", must.name.as_str())
            .with("bound", bound(lang, must).as_str()),
    };
    let href = format!("/goods/standards/{}?region={}", need.catalogue, need.region);
    Ok(html! {
        section class="card mt" aria-labelledby="standard" {
            h2 id="standard" { (say(lang, "stream-goods-demand_standard")) }
            p { a href=(href) { (standard.name) } " " span class="small quiet-text" { (standard.basis) } }
            @if shortfalls.is_empty() { p { (say(lang, "page-goods-within")) } }
            @else { ul { @for shortfall in &shortfalls { li { (words(shortfall).said(lang)) } } } }
        }
    })
}
