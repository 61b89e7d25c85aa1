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
use kernel::{ListingId, Money, Refusal};
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
    if values.get("_step") == Some("total") {
        return Ok(draw(&app, &visit, &values, None)?.into_response());
    }
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
    let wanted: Option<i64> = values.filled("quantity").and_then(|text| text.parse().ok());
    let total = wanted
        .filter(|wanted| (1..=1_000_000).contains(wanted))
        .map(|wanted| offer.goods.price.times(wanted));
    let over = total.zip(limit).is_some_and(|(total, limit)| total > limit);
    let f = Form::new(visit, "mall-place_order").values(values).errors(give::errors(refusal));
    let goods = &offer.goods;
    let summary = Summary::default()
        .data(key("mall-name"), format!("{} {} {}", goods.name, goods.brand, goods.model))
        .data(key("mall-specification"), &goods.specification)
        .data(key("mall-supplier"), &offer.supplier_name)
        .row(key("mall-price"), Amount { money: goods.price, words: false }.render(lang));
    let summary = match limit {
        Some(limit) => {
            summary.row(key("page-mall-direct-limit"), Amount { money: limit, words: false }.render(lang))
        }
        None => summary,
    };
    let body = html! {
        (give::refused(&f, refusal))
        (summary.render(lang))
        @if choices.is_empty() { p class="note mt" { (say(lang, "page-mall-no-indicator")) } }
        div class="mt" { (f.post("/mall/buy", Some(&give::id_of(values)), &html! {
            input type="hidden" name="listing" value=(id);
            (f.number("quantity").hint(limit.map_or_else(|| data(""), |limit| key("page-mall-limit").with("limit", limit))))
            div class="row mb" data-total=(goods.price.fen()) data-limit=[limit.map(Money::fen)] data-of="quantity" data-unit=(say(lang, "ui-yuan")) {
                button class="btn quiet" type="submit" name="_step" value="total" formnovalidate { (say(lang, "page-mall-count")) }
                p class="tight" {
                    (say(lang, "page-mall-total")) (say(lang, "ui-colon"))
                    output for="quantity" { @match total {
                        Some(total) => (Amount { money: total, words: true }.render(lang)),
                        None => "—",
                    } }
                }
                p class="tight over" data-over hidden[!over] { (say(lang, "page-mall-over-limit")) }
            }
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
