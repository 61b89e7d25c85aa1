//! 履职评价: what was given, and the forms of those who give it.

use crate::{
    app::{App, read_failed},
    components::{Choice, Column, Form, Page, Summary, Table},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    subject,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use journal::Accepted;
use kernel::{Actor, RatingId, Refusal, Role, StreamId};
use maud::{Markup, html};
use platform::{evaluation::RatingRow, texts};
use procurement::evaluation::{Marks, Rated, Rater, Rating};

/// What this reader can do beside the to-dos.
const COMMANDS: &[&str] =
    &["evaluation.rate_expert", "evaluation.rate_organiser", "evaluation.explain_rating"];

/// The ratings of an evaluation, for its parties and its experts.
fn load(app: &App, visit: &Visit, id: RatingId) -> Result<Rating, Failure> {
    let rating = app.platform().state::<Rating>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    if subject::visible(app, visit, &id.stream())? { Ok(rating) } else { Err(Failure::not_found()) }
}

/// `GET /evaluation/rating/{id}`. An expert sees the marks of nobody else.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<RatingId>) -> Result<Page, Failure> {
    let rating = load(&app, &visit, id)?;
    let (lang, actor) = (visit.lang, give::actor(&visit));
    let matter = rating.matter().map_err(Failure::from)?;
    let todos = app.platform().todo_of(&id.stream()).map_err(read_failed)?;
    let mut rows = app
        .platform()
        .journal()
        .read(|tx| platform::evaluation::ratings_of_evaluation(tx, id))
        .map_err(read_failed)?;
    rows.retain(|row| may_see(&actor, &rating, row));
    let answers = app.platform().available(&actor, &id.stream(), COMMANDS);
    let possible: Vec<_> = answers.iter().filter(|(_, answer)| answer.is_ok()).collect();
    let about = Summary::default()
        .row(key("page-evaluation-rating-until"), html! { (texts::instant(lang, matter.until)) });
    Ok(Page::new(&visit, data(&*matter.title))
        .crumb(key("nav-work"), "/work")
        .lede(key("page-evaluation-rating-lede"))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            section class="card mb" {
                (about.render(lang))
                @if !possible.is_empty() {
                    div class="row mt" { @for (name, _) in possible {
                        a class="btn quiet" href=(app.form_of(name, Some(&id.stream()))) {
                            (crate::names::command(name).said(lang))
                        }
                    } }
                }
            }
            section class="card" { (given(&visit, &rating, &rows)) }
        }))
}

/// An expert sees what concerns that expert; a party sees what it gave, and of what it got the marks only after the end.
fn may_see(actor: &Actor, rating: &Rating, row: &RatingRow) -> bool {
    match rating.rater(actor.organisation) {
        Ok(party) if !actor.is(&[Role::Expert]) => {
            (row.direction == "given" && row.party == party.id())
                || (row.direction == "returned" && row.party == party.id() && rating.closed)
        }
        _ => row.person == actor.person,
    }
}

fn given(visit: &Visit, rating: &Rating, rows: &[RatingRow]) -> Markup {
    let lang = visit.lang;
    let expert = |row: &RatingRow| {
        let seat = rating.rated(row.person).map(|one| one.seat).unwrap_or_default();
        key("page-evaluation-rating-expert").with("seat", i64::from(seat)).said(lang)
    };
    let party = |row: &RatingRow| say(lang, &format!("evaluation-party-{}", row.party));
    let marks = ["discipline", "competence", "integrity"]
        .map(|mark| say(lang, &format!("page-evaluation-rating-{mark}")));
    Table {
        caption: Some(key("page-evaluation-rating-all")),
        columns: vec![
            Column::words(key("page-evaluation-rating-who")),
            Column::words(key("page-evaluation-rating-whom")),
            Column::words(data(marks.join(" / "))),
            Column::words(key("evaluation-comment")),
        ],
        rows: rows
            .iter()
            .map(|row| {
                let (who, whom) = match row.direction.as_str() {
                    "given" => (party(row), expert(row)),
                    _ => (expert(row), party(row)),
                };
                vec![
                    html! { (who) },
                    html! { (whom) },
                    html! { span class="num" { (row.marks[0]) " / " (row.marks[1]) " / " (row.marks[2]) } },
                    html! {
                        (row.comment)
                        @if !row.explanation.is_empty() {
                            p class="small" { (say(lang, "page-registry-expert-explained")) (row.explanation) }
                        }
                    },
                ]
            })
            .collect(),
        empty: Some(key("page-evaluation-rating-none")),
        ..Table::default()
    }
    .render(lang)
}

/// 评价专家.
pub struct RateExpert;
impl Step for RateExpert {
    const COMMAND: &'static str = "evaluation.rate_expert";
    const PATH: &'static str = "/evaluation/rating/{id}/expert";
    const SUBJECT: &'static str = "rating";
    type Id = RatingId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: RatingId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let rating = load(app, visit, id)?;
        let by = rating.rater(give::actor(visit).organisation).map_err(|_| Failure::not_found())?;
        let open: Vec<&Rated> = rating.unrated(by).collect();
        let f = Form::new(visit, "evaluation-rate_expert").values(values).errors(give::errors(refusal));
        let name = |one: &Rated| {
            let name = app.platform().name_of(one.person).unwrap_or_default();
            let seat =
                key("page-evaluation-rating-expert").with("seat", i64::from(one.seat)).said(visit.lang);
            Choice::new(one.seat.to_string(), data(format!("{seat} {name}")))
        };
        page(
            visit,
            &rating,
            id,
            Self::COMMAND,
            &f,
            refusal,
            &html! {
                p { (key("page-evaluation-rating-left").with("count", open.len()).said(visit.lang)) }
                @if !open.is_empty() {
                    (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                        (f.radios("seat", open.iter().map(|one| name(one)).collect()))
                        (marks(&f))
                    }))
                }
            },
        )
    }
    fn done(values: &Values, _accepted: &Accepted) -> Response {
        back(values, "done-evaluation-rate_expert")
    }
}

/// 评价采购人、代理机构.
pub struct RateOrganiser;
impl Step for RateOrganiser {
    const COMMAND: &'static str = "evaluation.rate_organiser";
    const PATH: &'static str = "/evaluation/rating/{id}/organiser";
    const SUBJECT: &'static str = "rating";
    type Id = RatingId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: RatingId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let rating = load(app, visit, id)?;
        let own = rating.rated(give::actor(visit).person).map_err(|_| Failure::not_found())?;
        let f = Form::new(visit, "evaluation-rate_organiser").values(values).errors(give::errors(refusal));
        let open: Vec<&str> =
            Rater::ALL.iter().filter(|one| !own.of.contains(one)).map(|one| one.id()).collect();
        page(
            visit,
            &rating,
            id,
            Self::COMMAND,
            &f,
            refusal,
            &html! {
                @if !open.is_empty() {
                    (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                        (f.radios("party", f.choices("party", &open)))
                        (marks(&f))
                    }))
                }
            },
        )
    }
    fn done(values: &Values, _accepted: &Accepted) -> Response {
        back(values, "done-evaluation-rate_organiser")
    }
}

fn back(values: &Values, told: &str) -> Response {
    let id = values.get("rating").unwrap_or_default();
    give::done_to(&format!("/evaluation/rating/{id}"), told)
}
fn marks(f: &Form<'_>) -> Markup {
    let choices =
        || (1..=Marks::BEST).rev().map(|n| Choice::new(n.to_string(), data(n.to_string()))).collect();
    html! {
        (f.radios("discipline", choices()))
        (f.radios("competence", choices()))
        (f.radios("integrity", choices()))
        (f.textarea("comment", 500).optional())
        p { button class="btn" type="submit" { (say(f.lang, "ui-submit")) } }
    }
}
fn page(
    visit: &Visit,
    rating: &Rating,
    id: RatingId,
    command: &str,
    f: &Form<'_>,
    refusal: Option<&Refusal>,
    form: &Markup,
) -> Result<Page, Failure> {
    let matter = rating.matter().map_err(Failure::from)?;
    Ok(Page::new(visit, crate::names::command(command))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*matter.title), format!("/evaluation/rating/{id}"))
        .lede(key("page-evaluation-rating-lede"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(f, refusal))
            (form)
        }))
}
