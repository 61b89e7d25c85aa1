//! 委托代理机构.

use crate::{
    app::{App, read_failed},
    budget::{fill, named},
    components::{Choice, Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{PlanId, Refusal, Region, Span, StreamId};
use maud::html;
use procurement::plan::Plan;

const COMMAND: &str = "agency.invite";

/// `GET /agency/invite?plan=…`; the usual terms stand there to begin with.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let usual = |id: &str| say(visit.lang, &format!("page-agency-usual-{id}"));
    let until = app.platform().now().plus(Span::days(365)).date().to_string();
    fill(
        &mut values,
        vec![
            ("scope", usual("scope")),
            ("authority", usual("authority")),
            ("until", until),
            ("archive", usual("archive")),
            ("liability", usual("liability")),
        ],
    );
    draw(&app, &visit, &values, None)
}
/// `POST /agency/invite`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}
fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: PlanId = named(values, "plan")?;
    let plan = app.platform().state::<Plan>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let Plan::Filed { file, .. } = &plan else { return Err(Failure::not_found()) };
    if file.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let agencies = app
        .platform()
        .journal()
        .read(|tx| platform::registry::organisations(tx, "agency", Region::default(), 1000))
        .map_err(read_failed)?;
    let agencies = agencies.into_iter().map(|row| Choice::new(row.id.to_string(), data(row.name))).collect();
    let f = Form::new(visit, "agency-invite").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("agency-invite"))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*file.name), crate::names::page(&id.stream()))
        .lede(key("page-agency-invite-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/agency/invite", Some(&give::id_of(values)), &html! {
                input type="hidden" name="plan" value=(id);
                (f.select("agency", agencies))
                (f.textarea("scope", 1000))
                (f.textarea("authority", 1000))
                (f.date("until"))
                (f.radios("fee_payer", f.choices("fee_payer", &["purchaser", "supplier"])))
                (f.textarea("fee_standard", 500))
                (f.radios("review_fee_payer", f.choices("review_fee_payer", &["purchaser", "agency"])))
                (f.textarea("archive", 500))
                (f.textarea("liability", 1000))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
