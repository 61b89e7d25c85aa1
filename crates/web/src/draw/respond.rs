//! 应答评审邀请: what an expert needs to know to answer.

use super::show::{asked, called};
use crate::{
    app::{App, read_failed},
    components::{Form, Page},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{key, say},
};
use kernel::{DrawId, Refusal};
use maud::html;
use procurement::draw::Draw;

/// 应答评审邀请.
pub struct Respond;
impl Step for Respond {
    const COMMAND: &'static str = "draw.respond";
    const PATH: &'static str = "/draw/draw/{id}/respond";
    const SUBJECT: &'static str = "draw";
    type Id = DrawId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: DrawId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let state = app.platform().state::<Draw>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        if !called(&state, &give::actor(visit)) {
            return Err(Failure::not_found());
        }
        let f = Form::new(visit, "draw-respond").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("draw-respond"))
            .crumb(key("nav-work"), "/work")
            .lede(key("page-draw-respond-lede"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (asked(app, visit, state.asked()?, false).render(visit.lang)) }
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("answer", f.choices("answer", &["accept", "decline"])))
                    (f.text("reason", 200).label(key("page-draw-reason")).optional())
                    p { button class="btn" type="submit" { (say(visit.lang, "draw-respond.submit")) } }
                }))
            }))
    }
}
