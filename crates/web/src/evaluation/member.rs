//! 签到与推选组长.

use super::bench::Bench;
use crate::{
    app::App,
    components::{Choice, Form, Page},
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
use maud::html;
use procurement::evaluation::SeatKind;

/// 签到: who stands aside does so here.
pub struct SignIn;
impl Step for SignIn {
    const COMMAND: &'static str = "evaluation.sign_in";
    const PATH: &'static str = "/evaluation/evaluation/{id}/sign-in";
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
        bench.member()?;
        let f = Form::new(visit, "evaluation-sign_in").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("evaluation-sign_in"))
            .crumb(data(&*bench.matter.title), bench.path())
            .lede(key("evaluation-sign_in.intro"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" {
                    h2 { (say(lang, "page-evaluation-bidders")) }
                    ol { @for one in &bench.bids { li { (crate::names::organisation(app, one.supplier).said(lang)) } } }
                }
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("avoidance", f.choices("avoidance", &["none", "avoid"])))
                    (f.text("reason", 200).label(key("page-evaluation-avoid-reason")))
                    (f.checkbox("discipline"))
                    p { button class="btn" type="submit" { (say(lang, "evaluation-sign_in.submit")) } }
                }))
            }))
    }
    fn done(values: &Values, accepted: &Accepted) -> Response {
        // Who stands aside may not see the evaluation any more.
        if values.get("avoidance") == Some("avoid") {
            return give::done_to("/work", "done-evaluation-avoided");
        }
        give::done(Self::COMMAND, accepted)
    }
}

/// 推选组长.
pub struct ElectLeader;
impl Step for ElectLeader {
    const COMMAND: &'static str = "evaluation.elect_leader";
    const PATH: &'static str = "/evaluation/evaluation/{id}/leader";
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
        bench.member()?;
        let f = Form::new(visit, "evaluation-elect_leader").values(values).errors(give::errors(refusal));
        // Once all have signed in, members know one another: a seat is chosen by the name of who sits there.
        let assembled = bench.state.seats.iter().all(|seat| seat.signed_in.is_some());
        let seats = bench.state.seats.iter().filter(|seat| seat.kind == SeatKind::Expert).map(|seat| {
            let name = if assembled { app.platform().name_of(seat.person) } else { None };
            let label = key("page-evaluation-seat").with("no", i64::from(seat.no)).said(lang);
            Choice::new(seat.no.to_string(), data(format!("{label} {}", name.unwrap_or_default())))
        });
        Ok(Page::new(visit, key("evaluation-elect_leader"))
            .crumb(data(&*bench.matter.title), bench.path())
            .lede(key("page-evaluation-leader-lede"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("leader", seats.collect()))
                    p { button class="btn" type="submit" { (say(lang, "evaluation-elect_leader.submit")) } }
                }))
            }))
    }
}
