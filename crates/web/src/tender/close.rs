//! 项目结项: every lot with its outcome, and what closing means.

use super::{consequences, lot_tag};
use crate::{
    app::{App, read_failed},
    components::{Amount, Column, Form, Page, Summary, Table},
    errors::Failure,
    give, names,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key},
};
use kernel::{ProjectId, Refusal, StreamId};
use maud::html;
use procurement::tender::{Lot, Project};

/// 项目结项.
pub struct CloseProject;
impl Step for CloseProject {
    const COMMAND: &'static str = "tender.close_project";
    const PATH: &'static str = "/tender/project/{id}/close";
    const SUBJECT: &'static str = "project";
    type Id = ProjectId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: ProjectId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let lang = visit.lang;
        let project =
            app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let about = project.about()?;
        if about.purchaser != give::actor(visit).organisation {
            return Err(Failure::not_found());
        }
        let mut rows = Vec::new();
        for lot in &about.lots {
            let state = app.platform().state::<Lot>(lot.id).map_err(read_failed)?.unwrap_or_default();
            let winner = state.stage.awarded().map(|awarded| &awarded.award.candidate);
            rows.push(vec![
            html! { a href=(names::page(&lot.id.stream())) { (lot.name) } },
            html! { @if let Some(winner) = winner { (names::organisation(app, winner.supplier).said(lang)) } @else { "—" } },
            html! { @if let Some(winner) = winner { (winner.price) } @else { "—" } },
            lot_tag(state.stage.id()).render(lang),
        ]);
        }
        let lots = Table {
            caption: Some(key("page-tender-lots")),
            columns: vec![
                Column::words(key("page-tender-name")),
                Column::words(key("page-tender-winner")),
                Column::number(key("page-tender-price")),
                Column::words(key("page-tender-stage")),
            ],
            rows,
            ..Table::default()
        };
        let summary = Summary::default()
            .data(key("page-tender-number"), &about.number)
            .data(key("page-tender-agency"), &about.agency_name)
            .row(key("page-tender-budget"), Amount { money: about.budget(), words: true }.render(lang));
        let told = [key("page-tender-close-final"), key("page-tender-close-archive")];
        let f = Form::new(visit, "tender-close_project").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("tender-close_project"))
            .crumb(key("subsystem-tender"), "/tender")
            .crumb(data(about.name.as_str()), names::page(&id.stream()))
            .lede(key("tender-close_project.intro"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (summary.render(lang)) (lots.render(lang)) }
                (consequences(lang, &told))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (give::reasons(&f, refusal))
                    (give::submit(visit, "ui-confirm-propose"))
                }))
            }))
    }
}
