//! 合同支付申请: the schedule and what is open, the account and invoice to check.

use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page},
    contract::schedule_table,
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{ContractId, Refusal};
use maud::html;
use procurement::contract::Contract;

const COMMAND: &str = "payment.apply";

/// `GET /payment/apply?contract=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None)
}

/// `POST /payment/apply`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, &values, Some(&refusal))?.into_response()),
    }
}

fn draw(app: &App, visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Result<Page, Failure> {
    let id: ContractId =
        values.get("contract").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let contract =
        app.platform().state::<Contract>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let terms = contract.terms()?;
    if terms.purchaser.organisation != give::actor(visit).organisation {
        return Err(Failure::not_found());
    }
    let payable = contract.payable().ok();
    let next = payable.as_ref().and_then(procurement::payment::Payable::next_line);
    let lines = payable.as_ref().map(|payable| payable.lines).unwrap_or_default();
    let choices = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let words = key("page-payment-line")
                .with("no", at + 1)
                .with(
                    "kind",
                    kernel::Arg::Key(format!(
                        "contract-line-{}",
                        crate::contract::line_key(line.agreed.kind)
                    )),
                )
                .with("open", line.open());
            Choice::new((at + 1).to_string(), words)
        })
        .collect();
    let f = Form::new(visit, "payment-apply").values(values).errors(give::errors(refusal));
    let (line, amount) = next.map(|(line, open)| (line.to_string(), open.to_string())).unwrap_or_default();
    let two = key("ui-two-persons").with("role", kernel::Arg::Key("role-purchaser_head".to_owned()));
    Ok(Page::new(visit, key("payment-apply"))
        .crumb(data(&*terms.name), format!("/contract/contract/{id}"))
        .lede(two)
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            section class="card mb" { (schedule_table(visit.lang, lines)) }
            (f.post("/payment/apply", Some(&give::id_of(values)), &html! {
                input type="hidden" name="contract" value=(id);
                (f.select("line", choices).value(line))
                (f.money("amount").value(amount))
                (f.text("account", 40).hint(super::account_hint(app, visit, Some(&terms.payee))))
                (f.text("invoice_number", 40))
                (f.money("invoice_amount"))
                (f.date("invoice_received"))
                (give::reasons(&f, refusal))
                (give::submit(visit, "ui-confirm-propose"))
            }))
        }))
}
