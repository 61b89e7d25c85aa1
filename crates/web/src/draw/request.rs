//! 申请抽取评审专家: prefilled with what the lot suggests.

use crate::{
    app::{App, read_failed},
    components::{Form, Page, Summary},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{LotId, Refusal};
use maud::html;
use procurement::{
    draw::least_members,
    tender::{Lot, Project},
};

const COMMAND: &str = "draw.request";

/// `GET /draw/request?lot=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /draw/request`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    if values.rows_changed() {
        return Ok(draw(&app, &visit, &values, None)?.into_response());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let lot: LotId = values.get("lot").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let state = app.platform().state::<Lot>(lot).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = state.about()?;
    if about.agency != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let law = app.platform().outside().rules.law(about.region, app.platform().now().date());
    let project = app.platform().state::<Project>(about.project).map_err(read_failed)?;
    let budget = project.ok_or_else(Failure::not_found)?.about()?.budget();
    let experts = least_members(budget, false, &law)?;
    let latest = law.latest("D-EXP-01", app.platform().now()).ok();
    let f = Form::new(visit, "draw-request").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("draw-request"))
        .crumb(key("nav-work"), "/work")
        .lede(key("draw-request.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" {
                (Summary::default()
                    .data(key("draw-lot"), about.title())
                    .data(key("page-draw-budget"), budget.to_string())
                    .render(visit.lang))
            }
            (f.post("/draw/request", Some(&give::id_of(values)), &html! {
                input type="hidden" name="lot" value=(lot);
                (f.group("specialities").min(1).max(10).rows(|at| html! {
                    (f.text(&format!("{at}.code"), 20).value(about.catalogue.to_string()))
                }))
                (f.number("experts").value(experts.to_string()))
                (f.number("representatives").value("0"))
                (f.checkbox("complex").optional())
                @if let Some(latest) = latest {
                    (f.datetime("evaluation_at").hint(key("page-draw-latest").with("until", latest)))
                } @else {
                    (f.datetime("evaluation_at"))
                }
                (f.text("reach", 6).optional())
                (f.group("avoid").min(0).max(50).rows(|at| html! {
                    (f.text(&format!("{at}.employer"), 18))
                    (f.text(&format!("{at}.reason"), 200))
                }))
                (give::reasons(&f, refusal))
                p { button class="btn" type="submit" { (say(visit.lang, "draw-request.submit")) } }
            }))
        }))
}
