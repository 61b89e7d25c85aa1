//! 评分: one bid on a page, factor by factor; what the others gave is not shown.

use super::bench::{Bench, answer, others};
use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use kernel::{BidId, EvaluationId, Refusal};
use maud::{Markup, html};
use platform::evaluation::sheets_of_bid;
use procurement::{
    bidding::BidStage,
    evaluation::{Scores, Sheet},
    tender::{Factor, FactorSort},
};

const COMMAND: &str = "evaluation.submit_scores";

/// `GET /evaluation/evaluation/{id}/scores`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
) -> Result<Response, Failure> {
    let bench = Bench::load(&app, &visit, id)?;
    let open = open(&app, &bench)?;
    if open.is_empty() {
        return Ok(Redirect::to(&bench.path()).into_response());
    }
    Ok(draw(&app, &visit, &bench, &visit.query, None, &open)?.into_response())
}

/// `POST /evaluation/evaluation/{id}/scores`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<EvaluationId>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    values.set("evaluation", id.to_string());
    let given = give::command(&app, &visit, COMMAND, &values).await?;
    let bench = Bench::load(&app, &visit, id)?;
    let open = open(&app, &bench)?;
    match given {
        Ok(accepted) if open.is_empty() => Ok(give::done(COMMAND, &accepted)),
        Ok(_) => Ok(give::done_to(&format!("{}/scores", bench.path()), "done-evaluation-next")),
        Err(refusal) => Ok(draw(&app, &visit, &bench, &values, Some(&refusal), &open)?.into_response()),
    }
}

/// The bids that this member has still to score.
fn open(app: &App, bench: &Bench) -> Result<Vec<BidId>, Failure> {
    bench.member()?;
    let sheets = bench.sheets(app)?;
    let waits = |id| sheets.iter().any(|sheet| sheet.bid == id && !sheet.scored);
    let taking_part = bench.bids.iter().filter(|one| matches!(one.bid.stage, BidStage::Compliant { .. }));
    Ok(taking_part.map(|one| one.id).filter(|id| waits(*id)).collect())
}

/// The objective points of a bid, once somebody has settled them.
fn settled(app: &App, bench: &Bench, bid: BidId) -> Result<Option<Scores>, Failure> {
    let rows = app.platform().journal().read(|tx| sheets_of_bid(tx, bench.id, bid)).map_err(read_failed)?;
    let Some(row) = rows.iter().find(|row| row.scored) else { return Ok(None) };
    let sheet = app.platform().state::<Sheet>(row.sheet).map_err(read_failed)?;
    Ok(sheet.and_then(|sheet| sheet.scores))
}

fn draw(
    app: &App,
    visit: &Visit,
    bench: &Bench,
    values: &Values,
    refusal: Option<&Refusal>,
    open: &[BidId],
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let tendered = bench.chosen(values.get("bid"), open)?;
    let content = bench.content(app, tendered);
    let settled = settled(app, bench, tendered.id)?;
    let factors = &bench.document.scoring.factors;
    let asked: Vec<&Factor> =
        factors.iter().filter(|factor| factor.sort == FactorSort::Subjective || settled.is_none()).collect();
    let shared = factors.iter().filter(|factor| factor.sort == FactorSort::Objective);
    let f = Form::new(visit, "evaluation-submit_scores").values(values).errors(give::errors(refusal));
    Ok(Page::new(visit, key("evaluation-submit_scores"))
        .crumb(data(&*bench.matter.title), bench.path())
        .lede(bench.name(app, tendered))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (others(app, visit, bench, "scores", open, tendered.id))
            p class="note" { (say(lang, "evaluation-submit_scores.intro")) }
            @if let Some(settled) = &settled {
                section class="card mb" {
                    h2 { (say(lang, "page-evaluation-settled")) }
                    ul { @for factor in shared {
                        li { (factor.name) "：" (settled.objective.get(&factor.key).copied().unwrap_or_default()) " / " (factor.max.normalize()) }
                    } }
                }
            }
            (f.post(&format!("{}/scores", bench.path()), Some(&give::id_of(values)), &html! {
                input type="hidden" name="bid" value=(tendered.id);
                @for (at, factor) in asked.iter().enumerate() {
                    fieldset class="card mb" {
                        legend { h2 {
                            (at + 1) ". " (factor.name) " · "
                            (say(lang, if factor.sort == FactorSort::Objective { "page-evaluation-objective" } else { "page-evaluation-subjective" }))
                        } }
                        p { (factor.criteria) }
                        (answer(visit, content.as_ref(), &factor.key))
                        input type="hidden" name={ "scores[" (at) "].key" } value=(factor.key);
                        (points(&f, at, factor))
                    }
                }
                (f.textarea("remark", 1000).optional())
                (give::reasons(&f, refusal))
                p { button class="btn" type="submit" { (say(lang, "evaluation-submit_scores.submit")) } }
            }))
        }))
}

/// The tiers to choose from, or a number up to the full points.
fn points(f: &Form<'_>, at: usize, factor: &Factor) -> Markup {
    let name = format!("scores[{at}].points");
    let label = key("page-evaluation-points-of").with("name", factor.name.as_str());
    let max = factor.max.normalize().to_string();
    html! {
        @if factor.tiers.is_empty() {
            (f.text(&name, 6).label(label).hint(key("evaluation-field-range").with("max", max)))
        } @else {
            @let tiers = factor.tiers.iter().map(|tier| {
                let points = tier.points.normalize().to_string();
                Choice::new(points.clone(), data(format!("{points} · {}", tier.text)))
            });
            (f.radios(&name, tiers.collect()).label(label))
        }
    }
}
