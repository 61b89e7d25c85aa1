//! 发布结果公告: who won at what price, what is published, and the periods that begin with it.

use super::consequences;
use crate::{
    app::{App, read_failed},
    components::{Amount, Form, Page, Summary},
    errors::Failure,
    give, names,
    posted::Values,
    step::Step,
    visit::Visit,
    words::{data, key},
};
use kernel::{LotId, Refusal, StreamId};
use maud::html;
use platform::texts;
use procurement::tender::{Lot, LotEvent};

/// 发布结果公告.
pub struct PublishResult;
impl Step for PublishResult {
    const COMMAND: &'static str = "tender.publish_result";
    const PATH: &'static str = "/tender/lot/{id}/result";
    const SUBJECT: &'static str = "lot";
    type Id = LotId;

    fn draw(
        app: &App,
        visit: &Visit,
        id: LotId,
        values: &Values,
        refusal: Option<&Refusal>,
    ) -> Result<Page, Failure> {
        let lang = visit.lang;
        let lot = app.platform().state::<Lot>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
        let about = lot.about()?;
        if about.agency != give::actor(visit).organisation {
            return Err(Failure::not_found());
        }
        let award = lot.confirmed()?;
        let now = app.platform().now();
        let law = app.platform().outside().rules.law(about.region, now.date());
        let mut summary = Summary::default()
            .data(key("page-tender-number"), &about.project_no)
            .row(key("page-tender-lot-budget"), Amount { money: about.budget, words: false }.render(lang))
            .row(
                key("page-tender-winner"),
                html! { (names::organisation(app, award.candidate.supplier).said(lang)) },
            )
            .row(key("page-tender-price"), Amount { money: award.candidate.price, words: true }.render(lang))
            .data(key("notice-label-score"), award.candidate.score.normalize().to_string())
            .data(key("page-tender-confirmed_at"), texts::instant(lang, award.confirmed_at))
            .data(key("page-tender-publish_by"), texts::date(lang, award.publish_by.last_day()));
        if let Some(statement) = &award.statement {
            summary = summary.data(key("tender-statement"), statement);
        }
        let mut told = vec![key("page-tender-result-letter")];
        let nothing = kernel::Digest::of(b"");
        for event in
            lot.publish_result(kernel::NoticeId::from_uuid(Default::default()), nothing, now, &law)?
        {
            if let LotEvent::Awarded { period_end, objection_by, sign_by, .. } = event {
                told.push(
                    key("page-tender-result-periods")
                        .with("shown", period_end.last_day())
                        .with("objection", objection_by.last_day()),
                );
                told.push(key("page-tender-result-sign").with("sign", sign_by.last_day()));
            }
        }
        let f = Form::new(visit, "tender-publish_result").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("tender-publish_result"))
            .crumb(key("subsystem-tender"), "/tender")
            .crumb(data(about.title()), names::page(&id.stream()))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (summary.render(lang)) }
                (consequences(lang, &told))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.money("agency_fee").optional())
                    (f.text("agency_phone", 40))
                    (give::reasons(&f, refusal))
                    (give::submit(visit, "ui-confirm-propose"))
                }))
            }))
    }
}
