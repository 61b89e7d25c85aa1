//! 起草合同: what the award fixed is shown, what the parties may word is typed.

use crate::{
    app::{App, read_failed},
    components::{Amount, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{LotId, Refusal};
use maud::html;
use platform::texts;
use procurement::tender::Lot;

const COMMAND: &str = "contract.draft";

/// `GET /contract/draft?lot=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /contract/draft`.
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
    let lang = visit.lang;
    let id: LotId = values.get("lot").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let lot = app.platform().state::<Lot>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = lot.about()?;
    if about.purchaser != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let awarded = lot.awarded()?;
    let candidate = &awarded.award.candidate;
    let summary = Summary::default()
        .data(key("page-contract-lot"), about.title())
        .data(key("page-contract-project_no"), &about.project_no)
        .row(
            key("page-contract-supplier"),
            html! { (names::organisation(app, candidate.supplier).said(lang)) },
        )
        .row(key("page-contract-amount"), Amount { money: candidate.price, words: true }.render(lang))
        .data(key("page-contract-sign_by"), texts::deadline(lang, awarded.sign_by));
    let f = Form::new(visit, "contract-draft").values(values).errors(give::errors(refusal));
    let name = key("page-contract-default-name").with("lot", about.name.as_str()).said(lang);
    Ok(Page::new(visit, key("contract-draft"))
        .crumb(data(about.title()), names::page(&kernel::StreamId::stream(id)))
        .lede(key("page-contract-draft-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (summary.render(lang))
            div class="mt" { (f.post("/contract/draft", Some(&give::id_of(values)), &html! {
                input type="hidden" name="lot" value=(id);
                (f.text("number", 60).value(format!("{}-HT{:02}", about.project_no, about.number)))
                (f.text("name", 120).value(name))
                (f.text("purchaser_address", 120))
                (f.text("supplier_address", 120))
                (f.group("clauses").min(0).max(10).rows(|at| html! {
                    (f.text(&format!("{at}.heading"), 40))
                    (f.textarea(&format!("{at}.text"), 600))
                }))
                (give::submit(visit, "contract-draft"))
            })) }
        }))
}
