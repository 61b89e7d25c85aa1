//! 发布更正公告: what stands now, what the correction moves, then the changes.

use super::consequences;
use crate::{
    app::{App, read_failed},
    components::{Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key},
};
use kernel::{Instant, ProjectId, Refusal, StreamId};
use maud::html;
use platform::texts;
use procurement::tender::{OPEN_TENDER, Project};

/// 发布更正公告.
pub struct CorrectNotice;
impl Step for CorrectNotice {
    const COMMAND: &'static str = "tender.correct_notice";
    const PATH: &'static str = "/tender/project/{id}/correct";
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
        let (about, schedule) = (project.about()?, project.schedule()?);
        if about.agency != give::actor(visit).organisation {
            return Err(Failure::not_found());
        }
        // A second person needs time to agree, so it is counted from tomorrow.
        let from = app.platform().now().plus(kernel::Span::days(1));
        let law = app.platform().outside().rules.law(about.region, from.date());
        let earliest = law.earliest(OPEN_TENDER.limits.correction, from).ok().and_then(|at| {
            let day = law.calendar().or_next_working_day(at.date()).ok()?;
            Some(Instant::at(day, 9, 30).max(schedule.deadline))
        });
        let mut told = vec![key("page-tender-correct-told")];
        if let Some(earliest) = earliest.filter(|earliest| *earliest > schedule.deadline) {
            told.push(key("page-tender-correct-moves").with("at", earliest));
        } else {
            told.push(key("page-tender-correct-stays").with("at", schedule.deadline));
        }
        told.push(key("page-tender-correct-never-earlier"));
        if schedule.amendment.is_some() {
            told.push(key("page-tender-correct-amended"));
        }
        let summary = Summary::default()
            .data(key("page-tender-number"), &about.number)
            .data(key("page-tender-published"), texts::instant(lang, schedule.published_at))
            .data(key("page-tender-provision"), texts::instant(lang, schedule.provision_end))
            .data(key("page-tender-deadline"), texts::instant(lang, schedule.deadline))
            .data(key("page-tender-corrections"), schedule.corrections.to_string());
        let f = Form::new(visit, "tender-correct_notice").values(values).errors(give::errors(refusal));
        let hint = earliest.map(|at| key("page-tender-correct-earliest").with("at", at));
        Ok(Page::new(visit, key("tender-correct_notice"))
            .crumb(key("subsystem-tender"), "/tender")
            .crumb(data(about.name.as_str()), names::page(&id.stream()))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (summary.render(lang)) }
                (consequences(lang, &told))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.group("changes").min(1).max(50).rows(|at| html! {
                        (f.text(&format!("{at}.item"), 100))
                        (f.textarea(&format!("{at}.before"), 2000))
                        (f.textarea(&format!("{at}.after"), 2000))
                    }))
                    (f.checkbox("affects_preparation").optional())
                    (f.textarea("reason", 500).hint(key("page-tender-correct-reason")).optional())
                    @let deadline = f.datetime("deadline").optional();
                    @match hint { Some(hint) => (deadline.hint(hint)), None => (deadline) }
                    (give::reasons(&f, refusal))
                    (give::submit(visit, "ui-confirm-propose"))
                }))
            }))
    }
}
