//! 直购下单: quantity, budget, address; a second person approves.

use crate::{
    app::{App, read_failed},
    components::{Amount, Choice, Form, Page, Summary},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{Text, data, key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{ListingId, Refusal};
use maud::html;
use platform::budget::indicators;
use procurement::{budget::Indicator, mall::Listing};

const COMMAND: &str = "mall.place_order";

/// `GET /mall/buy?listing=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /mall/buy`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let id: ListingId =
        values.get("listing").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let listing = app.platform().state::<Listing>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let offer = listing.on_sale().map_err(|_| Failure::not_found())?;
    let actor = give::actor(visit);
    let own = app
        .platform()
        .journal()
        .read(|tx| indicators(tx, Some(actor.organisation), actor.region, 100, 0))
        .map_err(read_failed)?;
    let choice = |row: &platform::budget::IndicatorRow| {
        let state = app.platform().state::<Indicator>(row.id).ok().flatten()?;
        let words = key("page-mall-indicator")
            .with("number", row.number.as_str())
            .with("project", row.project.as_str())
            .with("available", state.account().ok()?.available());
        Some(Choice::new(row.id.to_string(), words))
    };
    let year = i64::from(app.platform().now().date().year());
    let choices: Vec<Choice> = own.iter().filter(|row| row.year == year).filter_map(choice).collect();
    let limit = app.platform().outside().rules.law(actor.region, app.platform().now().date());
    let limit = limit.money("mall_direct_limit").ok();
    let f = Form::new(visit, "mall-place_order").values(values).errors(give::errors(refusal));
    let goods = &offer.goods;
    let summary = Summary::default()
        .data(key("mall-name"), format!("{} {} {}", goods.name, goods.brand, goods.model))
        .data(key("mall-supplier"), &offer.supplier_name)
        .row(key("mall-price"), Amount { money: goods.price, words: false }.render(lang));
    let body = html! {
        (give::refused(&f, refusal))
        (summary.render(lang))
        @if choices.is_empty() { p class="note mt" { (say(lang, "page-mall-no-indicator")) } }
        div class="mt" { (f.post("/mall/buy", Some(&give::id_of(values)), &html! {
            input type="hidden" name="listing" value=(id);
            (f.number("quantity").hint(limit.map_or_else(|| data(""), |limit| key("page-mall-limit").with("limit", limit))))
            (f.select("indicator", choices))
            (f.text("deliver_to", 200))
            (give::reasons(&f, refusal))
            (give::submit(visit, "ui-confirm-propose"))
        })) }
    };
    let two: Text = key("ui-two-persons").with("role", kernel::Arg::Key("role-purchaser_head".to_owned()));
    Ok(Page::new(visit, key("mall-place_order"))
        .crumb(key("subsystem-mall"), "/mall")
        .lede(two)
        .status(give::status(refusal))
        .body(body))
}
