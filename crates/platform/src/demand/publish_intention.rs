//! 发布采购意向.

use crate::engine::prelude::*;
use procurement::{
    budget::{Indicator, IndicatorEvent},
    demand::{Intention, Outline},
    registry::Organisation,
    tender::{Notice, NoticeDraft, NoticeType, Row, Section, notice_title},
};
use std::collections::BTreeMap;

/// Publishes an intention with its notice N-01 (财库〔2020〕10号).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PublishIntention {
    /// 预算指标
    pub indicator: IndicatorId,
    /// 其他指标
    #[serde(default)]
    pub others: Vec<Other>,
    /// 项目名称
    pub name: String,
    /// 品目
    pub catalogue: CatalogueCode,
    /// 需求概况
    pub summary: String,
    /// 预算金额
    pub budget: Money,
    /// 预计采购时间
    pub expected: Date,
    /// 专门面向中小企业
    pub for_sme: bool,
    /// 节能环保
    pub green: bool,
    /// 备注
    #[serde(default)]
    pub remark: Option<String>,
}

/// A further indicator.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Other {
    /// 预算指标
    pub indicator: IndicatorId,
}

impl Command for PublishIntention {
    const NAME: &'static str = "demand.publish_intention";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("budget.indicator", "indicator"));
    const FIELDS: &'static [Field] = &[
        Field::id("indicator", "budget.indicator"),
        Field::list("others", const { &[Field::id("indicator", "budget.indicator")] }, 9).optional(),
        Field::text("name", 100),
        Field::new("catalogue", Kind::Catalogue),
        Field::paragraph("summary", 2000),
        Field::money("budget"),
        Field::date("expected"),
        Field::flag("for_sme"),
        Field::flag("green"),
        Field::paragraph("remark", 500).optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Indicator>(self.indicator)?.account()?.issue.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            return Err(Refusal::new("E_SCHEMA").field("catalogue", "field-not-a-leaf").into());
        }
        let purchaser = desk.actor().organisation;
        let organisation = desk.load::<Organisation>(purchaser)?;
        organisation.require_active()?;
        let region = organisation.registration.region;
        let law = desk.law(region);
        let indicators: Vec<IndicatorId> =
            [self.indicator].into_iter().chain(self.others.iter().map(|other| other.indicator)).collect();
        let mut loaded = BTreeMap::new();
        for id in &indicators {
            loaded.insert(*id, desk.load::<Indicator>(*id)?.as_ref().clone());
        }
        let outline = Outline {
            purchaser,
            region,
            name: self.name,
            catalogue: self.catalogue,
            summary: self.summary,
            budget: self.budget,
            expected: self.expected,
            for_sme: self.for_sme,
            green: self.green,
            remark: self.remark,
            indicators,
        };
        let (id, notice) = (desk.new_id::<IntentionId>(), desk.new_id::<NoticeId>());
        let draft = notice_of(id, &outline, &organisation.registration.name);
        let events = Intention::default().publish(outline, &loaded, notice, desk.now(), &law)?;
        let published = Notice::default().publish(draft, desk.now(), &law)?;
        desk.record_all::<Intention>(id, events)?;
        desk.record_all::<Notice>(notice, published)?;
        for (indicator, state) in loaded {
            if state.account()?.intention_due {
                desk.record::<Indicator>(indicator, IndicatorEvent::Intended { intention: id })?;
            }
        }
        Ok(())
    }
    fn title(&self, _desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        Ok(self.name.clone())
    }
    /// Any indicator of one's own with money left may back an intention.
    fn ready(desk: &mut Desk<'_, '_>, subject: &StreamName) -> Result<(), Stop> {
        let id = subject.id::<IndicatorId>().ok_or_else(|| Refusal::new("E_STATE"))?;
        let indicator = desk.load::<Indicator>(id)?;
        let account = indicator.account()?;
        if account.issue.organisation != desk.actor().organisation {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").into());
        }
        if account.available() > Money::ZERO { Ok(()) } else { Err(Refusal::new("E_STATE").into()) }
    }
}

/// The notice N-01: what the intention says, nothing typed by hand.
fn notice_of(id: IntentionId, outline: &Outline, purchaser_name: &str) -> NoticeDraft {
    let yes_no = |yes: bool| Arg::Key(if yes { "ui-yes" } else { "ui-no" }.to_owned());
    let month = format!("{}-{:02}", outline.expected.year(), outline.expected.month());
    let item = Catalogue::builtin().name(&outline.catalogue).to_owned();
    let mut rows = vec![
        Row::new("purchaser", purchaser_name),
        Row::new("project_name", outline.name.as_str()),
        Row::new("catalogue", format!("{} {item}", outline.catalogue)),
        Row::new("demand", outline.summary.as_str()),
        Row::new("budget", outline.budget),
        Row::new("planned", month),
        Row::new("sme", yes_no(outline.for_sme)),
        Row::new("green", yes_no(outline.green)),
    ];
    if let Some(remark) = &outline.remark {
        rows.push(Row::new("remark", remark.as_str()));
    }
    rows.push(Row::new("intention_note", Arg::Key("notice-intention-note".to_owned())));
    NoticeDraft {
        notice_type: NoticeType::Intention,
        title: notice_title(purchaser_name, &outline.name),
        region: outline.region,
        purchaser: outline.purchaser,
        purchaser_name: purchaser_name.to_owned(),
        agency: None,
        agency_name: None,
        project: None,
        project_no: String::new(),
        category: outline.catalogue.category(),
        method: None,
        amount: outline.budget,
        sections: vec![Section::new("intention", rows)],
        people: Vec::new(),
        source: id.stream(),
        relates_to: None,
        attachments: Vec::new(),
    }
}
