//! 废标、终止: where the lot stands, the grounds the law has at this stage, and what voiding brings.

use super::{consequences, lot_tag};
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
use kernel::{LotId, NoticeId, Refusal, StreamId};
use maud::html;
use procurement::tender::{Lot, LotStage, VoidReason};

/// 废标、终止.
pub struct VoidLot;
impl Step for VoidLot {
    const COMMAND: &'static str = "tender.void_lot";
    const PATH: &'static str = "/tender/lot/{id}/void";
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
        let lawful = |ground: &VoidReason| {
            lot.void(*ground, String::new(), NoticeId::from_uuid(Default::default())).is_ok()
        };
        let grounds: Vec<&str> = VoidReason::IDS
            .iter()
            .filter_map(|ground| ground.parse().ok())
            .filter(lawful)
            .map(VoidReason::id)
            .collect();
        if grounds.is_empty() {
            return Err(Refusal::new("E_STATE").into());
        }
        let mut summary = Summary::default()
            .data(key("page-tender-number"), &about.project_no)
            .row(key("page-tender-stage"), lot_tag(lot.stage.id()).render(lang))
            .row(key("page-tender-lot-budget"), Amount { money: about.budget, words: true }.render(lang));
        if let LotStage::Opening { bids, .. } | LotStage::Evaluating { bids } = &lot.stage {
            summary = summary.data(key("page-tender-bids"), bids.to_string());
        }
        let told = [
            key("page-tender-void-published"),
            key("page-tender-void-budget"),
            key("page-tender-void-final"),
            key("page-tender-void-again"),
        ];
        let f = Form::new(visit, "tender-void_lot").values(values).errors(give::errors(refusal));
        Ok(Page::new(visit, key("tender-void_lot"))
            .crumb(key("subsystem-tender"), "/tender")
            .crumb(data(about.title()), names::page(&id.stream()))
            .status(give::status(refusal))
            .body(html! {
                (give::refused(&f, refusal))
                section class="card mb" { (summary.render(lang)) }
                (consequences(lang, &told))
                (f.post(&Self::path(id), Some(&give::id_of(values)), &html! {
                    (f.radios("reason", f.choices("reason", &grounds)))
                    (f.textarea("statement", 1000))
                    (give::reasons(&f, refusal))
                    (give::submit(visit, "ui-confirm-propose"))
                }))
            }))
    }
}
