//! 国库支付: what is to be paid, and the voucher.

use super::show::summary;
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{PaymentId, Refusal};
use maud::html;
use procurement::payment::Payment;

const COMMAND: &str = "payment.pay";

/// `GET /payment/payment/{id}/pay`.
pub async fn form(State(app): State<App>, visit: Visit, Path(id): Path<PaymentId>) -> Result<Page, Failure> {
    draw(&app, &visit, id, &Values::empty(), None)
}

/// `POST /payment/payment/{id}/pay`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<PaymentId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("payment", id.to_string());
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, id, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    id: PaymentId,
    values: &Values,
    refusal: Option<&Refusal>,
) -> Result<Page, Failure> {
    let state = app.platform().state::<Payment>(id).map_err(read_failed)?.unwrap_or_default();
    let own = give::actor(visit).organisation;
    let application = state
        .application()
        .filter(|application| application.treasury == own)
        .ok_or_else(Failure::not_found)?;
    let f = Form::new(visit, "payment-pay").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("payment-pay"))
        .crumb(data(&*application.title), format!("/payment/payment/{id}"))
        .lede(key("page-payment-pay-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (summary(app, visit, application).render(visit.lang))
            div class="mt" { (f.post(&format!("/payment/payment/{id}/pay"), Some(&give::id_of(values)), &html! {
                (f.text("voucher", 40))
                (give::submit(visit, "payment-pay"))
            })) }
        }))
}
