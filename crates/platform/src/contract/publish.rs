//! 合同公告.

use crate::engine::prelude::*;
use procurement::{
    contract::Contract,
    tender::{Lot, Notice, NoticeDraft, NoticeType, Row as Line, Section, notice_title},
};

/// Publishes the contract (N-08) within two working days of signing (D-CTR-02, CTR-03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Publish {
    /// 合同
    pub contract: ContractId,
}

impl Command for Publish {
    const NAME: &'static str = "contract.publish";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] = &[Field::id("contract", "contract.contract")];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Contract>(self.contract)?.terms()?.purchaser.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let terms = contract.terms()?;
        let law = desk.law(terms.origin.region);
        let id = desk.new_id::<NoticeId>();
        let events = contract.publish(id)?;
        let late = contract.late_publishing(desk.now());
        desk.warn(late.map(|finding| finding.shown_by([self.contract.stream()])));
        let lot = desk.load::<Lot>(terms.origin.lot)?;
        let draft = notice(self.contract, &contract, &lot)?;
        let published = Notice::default().publish(draft, desk.now(), &law)?;
        desk.record_all::<Notice>(id, published)?;
        desk.record_all::<Contract>(self.contract, events)
    }
}

/// The notice's fields, from the contract itself: nothing is typed.
fn notice(id: ContractId, contract: &Contract, lot: &Lot) -> Result<NoticeDraft, Refusal> {
    let terms = contract.terms()?;
    let active = contract.active().ok_or_else(|| Refusal::new("E_STATE"))?;
    let about = lot.about()?;
    let method = Arg::Key(format!("demand-method-{}", about.method.id()));
    let basics = Section::new(
        "basics",
        vec![
            Line::new("contract_no", terms.number.as_str()),
            Line::new("contract_name", terms.name.as_str()),
            Line::new("project_no", terms.origin.project_no.as_str()),
            Line::new("project_name", terms.origin.project_name.as_str()),
            Line::new("method", method),
        ],
    );
    let parties = Section::new(
        "parties",
        vec![
            Line::new("purchaser", terms.purchaser.name.as_str()),
            Line::new("purchaser_address", terms.purchaser.address.as_str()),
            Line::new("supplier", terms.supplier.name.as_str()),
            Line::new("address", terms.supplier.address.as_str()),
        ],
    );
    let rows = terms
        .key
        .items
        .iter()
        .map(|item| {
            vec![
                item.name.as_str().into(),
                item.specification.as_str().into(),
                i64::from(item.quantity).into(),
                item.unit.as_str().into(),
                item.unit_price.into(),
            ]
        })
        .collect();
    let subject = Section::new(
        "contract",
        vec![
            Line::new("amount", terms.key.amount),
            Line::new("delivery", terms.key.delivery.as_str()),
            Line::new("signed_on", active.effective_at.date()),
        ],
    )
    .table(&["item", "specification", "quantity", "unit", "unit_price"], rows);
    Ok(NoticeDraft {
        notice_type: NoticeType::Contract,
        title: notice_title(&terms.purchaser.name, &terms.origin.project_name),
        region: terms.origin.region,
        purchaser: terms.purchaser.organisation,
        purchaser_name: terms.purchaser.name.clone(),
        agency: None,
        agency_name: None,
        project: Some(terms.origin.project),
        project_no: terms.origin.project_no.clone(),
        category: terms.origin.category,
        method: Some(about.method),
        amount: terms.key.amount,
        sections: vec![basics, parties, subject],
        source: id.stream(),
        people: Vec::new(),
        relates_to: lot.awarded().ok().map(|awarded| awarded.notice),
        attachments: vec![("contract_text".to_owned(), terms.text)],
    })
}
