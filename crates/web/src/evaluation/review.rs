//! 资格审查、符合性审查: one bid on a page, clause by clause, the bidder's answer beside each.

use super::bench::{Bench, Tendered, answer, others};
use crate::{
    app::App,
    components::{Choice, Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{BidId, EvaluationId, Refusal};
use maud::html;
use procurement::{
    bidding::BidStage,
    tender::{Clause, TenderDocument},
};

/// One of the two reviews.
struct Review {
    command: &'static str,
    scope: &'static str,
    way: &'static str,
    clauses: fn(&TenderDocument) -> &[Clause],
}
const QUALIFICATION: Review = Review {
    command: "evaluation.review_qualification",
    scope: "evaluation-review_qualification",
    way: "qualification",
    clauses: |document| &document.qualification,
};
const CONFORMITY: Review = Review {
    command: "evaluation.review_conformity",
    scope: "evaluation-review_conformity",
    way: "conformity",
    clauses: |document| &document.substantive,
};

/// `GET /evaluation/evaluation/{id}/qualification`.
pub async fn qualification_form(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
) -> Result<Response, Failure> {
    form(&app, &visit, id, &QUALIFICATION)
}
/// `POST /evaluation/evaluation/{id}/qualification`.
pub async fn qualification_send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, id, values, &QUALIFICATION).await
}
/// `GET /evaluation/evaluation/{id}/conformity`.
pub async fn conformity_form(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
) -> Result<Response, Failure> {
    form(&app, &visit, id, &CONFORMITY)
}
/// `POST /evaluation/evaluation/{id}/conformity`.
pub async fn conformity_send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    send(&app, &visit, id, values, &CONFORMITY).await
}

/// The bids that this reader has still to review.
fn open(app: &App, bench: &Bench, review: &Review) -> Result<Vec<BidId>, Failure> {
    let waits = |one: &&Tendered, done: &[BidId]| match review.way {
        "qualification" => matches!(one.bid.stage, BidStage::Announced { .. }),
        _ => matches!(one.bid.stage, BidStage::Qualified { .. }) && !done.contains(&one.id),
    };
    let done: Vec<BidId> = if review.way == "qualification" {
        if bench.actor.organisation != bench.matter.purchaser {
            return Err(Failure::not_found());
        }
        Vec::new()
    } else {
        bench.member()?;
        bench.sheets(app)?.iter().map(|sheet| sheet.bid).collect()
    };
    Ok(bench.bids.iter().filter(|one| waits(one, &done)).map(|one| one.id).collect())
}

fn form(app: &App, visit: &Visit, id: EvaluationId, review: &Review) -> Result<Response, Failure> {
    let bench = Bench::load(app, visit, id)?;
    let open = open(app, &bench, review)?;
    if open.is_empty() {
        return Ok(axum::response::Redirect::to(&bench.path()).into_response());
    }
    Ok(draw(app, visit, &bench, &visit.query, None, review, &open)?.into_response())
}

async fn send(
    app: &App,
    visit: &Visit,
    id: EvaluationId,
    mut values: Values,
    review: &Review,
) -> Result<Response, Failure> {
    values.set("evaluation", id.to_string());
    match give::command(app, visit, review.command, &values).await? {
        Ok(accepted) => {
            let bench = Bench::load(app, visit, id)?;
            if open(app, &bench, review)?.is_empty() {
                return Ok(give::done(review.command, &accepted));
            }
            Ok(give::done_to(&format!("{}/{}", bench.path(), review.way), "done-evaluation-next"))
        }
        Err(refusal) => {
            let bench = Bench::load(app, visit, id)?;
            let open = open(app, &bench, review)?;
            Ok(draw(app, visit, &bench, &values, Some(&refusal), review, &open)?.into_response())
        }
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    bench: &Bench,
    values: &Values,
    refusal: Option<&Refusal>,
    review: &Review,
    open: &[BidId],
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let tendered = bench.chosen(values.get("bid"), open)?;
    let content = bench.content(app, tendered);
    let clauses = (review.clauses)(&bench.document);
    let f = Form::new(visit, review.scope).values(values).errors(give::errors(refusal));
    let verdicts = || {
        vec![
            Choice::new("passed", key("evaluation-verdict-passed")),
            Choice::new("failed", key("evaluation-verdict-failed")),
        ]
    };
    Ok(Page::new(visit, key(review.scope))
        .crumb(data(&*bench.matter.title), bench.path())
        .lede(bench.name(app, tendered))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (others(app, visit, bench, review.way, open, tendered.id))
            (f.post(&format!("{}/{}", bench.path(), review.way), Some(&give::id_of(values)), &html! {
                input type="hidden" name="bid" value=(tendered.id);
                @for (at, clause) in clauses.iter().enumerate() {
                    fieldset class="card mb" {
                        legend { h2 { (at + 1) ". " (clause.text) } }
                        @if let Some(proof) = &clause.proof { p class="small quiet-text" { (say(lang, "page-evaluation-proof")) " " (proof) } }
                        (answer(visit, content.as_ref(), &clause.key))
                        input type="hidden" name={ "items[" (at) "].key" } value=(clause.key);
                        (f.radios(&format!("items[{at}].verdict"), verdicts()).label(key("page-evaluation-verdict-of").with("no", at + 1)))
                        (f.text(&format!("items[{at}].reason"), 500).label(key("page-evaluation-reason-of").with("no", at + 1)))
                    }
                }
                (give::reasons(&f, refusal))
                p { button class="btn" type="submit" { (say(lang, &format!("{}.submit", review.scope))) } }
            }))
        }))
}
