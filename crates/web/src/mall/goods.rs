//! One thing on sale, with what others ask for the same item.

use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Summary, Table},
    errors::Failure,
    give,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use kernel::{Catalogue, ListingId, Role};
use maud::html;
use platform::mall::offers_of_item;
use procurement::mall::Listing;

/// `GET /mall/listing/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<ListingId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let listing = app.platform().state::<Listing>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let offer = listing.on_sale().map_err(|_| Failure::not_found())?;
    let goods = &offer.goods;
    let code = goods.catalogue.to_string();
    let others = app.platform().journal().read(|tx| offers_of_item(tx, &code, 10)).map_err(read_failed)?;
    let item = Catalogue::builtin().name(&goods.catalogue);
    let summary = Summary::default()
        .row(key("mall-price"), Amount { money: goods.price, words: false }.render(lang))
        .data(key("mall-unit"), &goods.unit)
        .data(key("mall-brand"), &goods.brand)
        .data(key("mall-model"), &goods.model)
        .data(key("mall-specification"), &goods.specification)
        .data(key("mall-service"), &goods.service)
        .data(key("mall-catalogue"), format!("{code} {item}"))
        .data(key("mall-supplier"), &offer.supplier_name);
    let summary = match goods.standard {
        Some(id) => summary.row(
            key("goods-standard"),
            html! { a href={ "/goods/" (id) } { (say(lang, "page-mall-same-goods")) } },
        ),
        None => summary,
    };
    let compared = Table {
        caption: Some(key("page-mall-compare")),
        columns: vec![
            Column::words(key("mall-supplier")),
            Column::words(key("mall-model")),
            Column::number(key("mall-price")),
        ],
        rows: others
            .iter()
            .map(|row| {
                vec![
                    html! { (row.supplier_name) },
                    html! {
                        @if row.id == id { (row.brand) " " (row.model) " " b { (say(lang, "page-mall-this")) } }
                        @else { a href={ "/mall/listing/" (row.id) } { (row.brand) " " (row.model) } }
                    },
                    html! { (row.price) },
                ]
            })
            .collect(),
        ..Table::default()
    };
    let buyer = give::actor(&visit).is(&[Role::PurchaserClerk]);
    let body = html! {
        div class="grid g2" {
            section class="card" aria-labelledby="goods" {
                h2 id="goods" { (say(lang, "page-mall-goods")) }
                (summary.render(lang))
                @if buyer { p class="mt" { (Action::main(key("mall-place_order"), format!("/mall/buy?listing={id}")).render(lang)) } }
            }
            aside class="card" { (compared.render(lang)) p class="small quiet-text" { (say(lang, "page-mall-compare-note")) } }
        }
    };
    Ok(Page::new(&visit, data(format!("{} {}", goods.name, goods.model)))
        .crumb(key("subsystem-mall"), "/mall")
        .body(body))
}
