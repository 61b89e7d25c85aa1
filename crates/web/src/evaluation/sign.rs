//! 签署评审报告: the result above, the signature below.

use super::{bench::Bench, report};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key, say},
};
use kernel::{EvaluationId, Refusal};
use maud::html;

/// The signature, with dissent if there is any.
pub struct SignReport;
impl Step for SignReport {
    const COMMAND: &'static str = "evaluation.sign_report";
    const PATH: &'static str = "/evaluation/evaluation/{id}/sign";
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
        let f = Form::new(visit, "evaluation-sign_report").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("evaluation-sign_report"))
            .crumb(data(&*bench.matter.title), bench.path())
            .lede(key("evaluation-sign_report.intro"))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                (report::result(app, visit, &bench))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.textarea("dissent", 2000).optional())
                    p { button class="btn" type="submit" { (say(lang, "evaluation-sign_report.submit")) } }
                }))
            }))
    }
}
