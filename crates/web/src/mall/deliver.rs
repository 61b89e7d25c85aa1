//! 发货: where to, to whom, how many; then carrier and waybill.

use super::facts;
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key, say},
};
use kernel::{OrderId, Refusal};
use maud::html;

/// 发货.
pub struct Deliver;
impl Step for Deliver {
    const COMMAND: &'static str = "mall.deliver";
    const PATH: &'static str = "/mall/order/{id}/deliver";
    const SUBJECT: &'static str = "order";
    type Id = OrderId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: OrderId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let lang = visit.lang;
        let order = facts::load(app, visit, id)?;
        let deal = order.deal()?;
        let f = Form::new(visit, "mall-deliver").values(values).errors(give::errors(refusal));
        let body = html! {
            (give::refused(&f, refusal))
            section class="card mb" aria-labelledby="content" {
                h2 id="content" { (say(lang, "stream-mall-order")) }
                (facts::summary(app, visit, deal)?.render(lang))
            }
            (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                (f.text("carrier", 60))
                (f.text("waybill", 60))
                (give::reasons(&f, refusal))
                (give::submit(visit, "mall-deliver"))
            }))
        };
        Ok(Page::new(visit, key("mall-deliver"))
            .crumb(key("page-mall-orders"), "/mall/orders")
            .crumb(data(&*deal.goods), format!("/mall/order/{id}"))
            .lede(key("page-mall-deliver-lede"))
            .status(give::status(refusal))
            .body(body))
    }
}
