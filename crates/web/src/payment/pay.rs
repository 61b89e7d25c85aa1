//! 国库支付: what is to be paid, and the voucher.

use super::show::summary;
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key},
};
use kernel::{PaymentId, Refusal};
use maud::html;
use procurement::payment::Payment;

/// 国库支付.
pub struct Pay;
impl Step for Pay {
    const COMMAND: &'static str = "payment.pay";
    const PATH: &'static str = "/payment/payment/{id}/pay";
    const SUBJECT: &'static str = "payment";
    type Id = PaymentId;

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
                div class="mt" { (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.text("voucher", 40))
                    (give::submit(visit, "payment-pay"))
                })) }
            }))
    }
}
