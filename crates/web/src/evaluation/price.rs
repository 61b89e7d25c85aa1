//! 异常低价: the bidder explains, the leader records the committee's finding.

use super::{bench::Bench, show::ground_key};
use crate::{
    app::App,
    components::{Amount, Form, Page, Summary},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key, say},
};
use axum::response::Response;
use journal::Accepted;
use kernel::{EvaluationId, Refusal};
use maud::{Markup, html};
use platform::texts;
use procurement::evaluation::LowPriceReview;

/// The bidder explains.
pub struct ExplainPrice;
impl Step for ExplainPrice {
    const COMMAND: &'static str = "evaluation.explain_price";
    const PATH: &'static str = "/evaluation/evaluation/{id}/explain";
    const SUBJECT: &'static str = "evaluation";
    type Id = EvaluationId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: EvaluationId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let lang = visit.lang;
        let bench = Bench::load_any(app, visit, id)?;
        let own = bench.state.low_prices.iter().find(|review| review.supplier == bench.actor.organisation);
        let review = own.ok_or_else(Failure::not_found)?;
        let f = Form::new(visit, "evaluation-explain_price").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("evaluation-explain_price"))
            .crumb(key("nav-work"), "/work")
            .lede(key("evaluation-explain_price.intro"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (asked(app, visit, &bench, review)) }
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    input type="hidden" name="bid" value=(review.bid);
                    (f.textarea("explanation", 4000))
                    p { button class="btn" type="submit" { (say(lang, "evaluation-explain_price.submit")) } }
                }))
            }))
    }
    fn done(_values: &Values, _accepted: &Accepted) -> Response {
        give::done_to("/work", "done-evaluation-explain_price")
    }
}

/// The leader records what the committee found.
pub struct JudgePrice;
impl Step for JudgePrice {
    const COMMAND: &'static str = "evaluation.judge_price";
    const PATH: &'static str = "/evaluation/evaluation/{id}/judge";
    const SUBJECT: &'static str = "evaluation";
    type Id = EvaluationId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: EvaluationId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let lang = visit.lang;
        let bench = Bench::load(app, visit, id)?;
        if Some(bench.member()?.no) != bench.state.leader {
            return Err(Failure::not_found());
        }
        let asked_for = values.get("bid").and_then(|bid| bid.parse().ok());
        let review = bench
            .state
            .low_prices
            .iter()
            .find(|review| asked_for.map_or(review.reasonable.is_none(), |bid| review.bid == bid))
            .ok_or_else(Failure::not_found)?;
        let explanation: Option<String> =
            review.explanation.and_then(|digest| app.platform().document_as(&digest));
        let f = Form::new(visit, "evaluation-judge_price").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("evaluation-judge_price"))
            .crumb(data(&*bench.matter.title), bench.path())
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" {
                    (asked(app, visit, &bench, review))
                    h2 { (say(lang, "evaluation-explanation")) }
                    @match explanation {
                        Some(words) => @for line in words.lines() { p { (line) } },
                        None => p class="empty" { (key("page-evaluation-waits-until").with("until", review.until).said(lang)) },
                    }
                }
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    input type="hidden" name="bid" value=(review.bid);
                    (f.radios("conclusion", f.choices("conclusion", &["reasonable", "unreasonable"])))
                    (f.textarea("opinion", 2000))
                    p { button class="btn" type="submit" { (say(lang, "evaluation-judge_price.submit")) } }
                }))
            }))
    }
}

fn asked(app: &App, visit: &Visit, bench: &Bench, review: &LowPriceReview) -> Markup {
    let lang = visit.lang;
    let tendered = bench.tendered(review.bid);
    let price = tendered.and_then(|one| one.bid.offer()).map(|offer| offer.price).unwrap_or_default();
    let bidder =
        tendered.map(|one| crate::names::organisation(app, one.supplier).said(lang)).unwrap_or_default();
    let grounds = html! { @for ground in &review.grounds { p { (say(lang, ground_key(*ground))) } } };
    Summary::default()
        .data(key("draw-lot"), &*bench.matter.title)
        .data(key("page-evaluation-bidder"), bidder)
        .row(key("page-evaluation-price"), Amount { money: price, words: false }.render(lang))
        .row(key("page-evaluation-grounds"), grounds)
        .data(key("page-evaluation-until"), texts::deadline(lang, review.until))
        .render(lang)
}
