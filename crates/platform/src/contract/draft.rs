//! 起草合同.

use super::{award::award_of, lists::live_contract, text::render};
use crate::engine::prelude::*;
use procurement::{
    contract::{Clause, Contract, Terms},
    registry::{BankAccount, Organisation},
    tender::Lot,
};

/// Drafts the contract of an awarded lot. Everything that the award decided is taken over; only what the law leaves to the
/// parties is typed (政府采购法第46条；87号令第71条).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// 采购包
    pub lot: LotId,
    /// 合同编号
    pub number: String,
    /// 合同名称
    pub name: String,
    /// 采购人住所
    pub purchaser_address: String,
    /// 供应商住所
    pub supplier_address: String,
    /// 补充条款
    #[serde(default)]
    pub clauses: Vec<Clause>,
}

impl Command for Draft {
    const NAME: &'static str = "contract.draft";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserClerk];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("tender.lot", "lot"));
    const FIELDS: &'static [Field] = &[
        Field::id("lot", "tender.lot"),
        Field::text("number", 60),
        Field::text("name", 120),
        Field::text("purchaser_address", 120),
        Field::text("supplier_address", 120),
        Field::list("clauses", const { &[Field::text("heading", 40), Field::paragraph("text", 600)] }, 10)
            .optional(),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Lot>(self.lot)?.about()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        if live_contract(desk, self.lot)?.is_some() {
            return Err(Refusal::new("E_ALREADY").into());
        }
        let award = award_of(desk, self.lot, [self.purchaser_address, self.supplier_address])?;
        let law = desk.law(award.origin.region);
        let supplier = desk.load::<Organisation>(award.supplier.organisation)?;
        let payee = supplier.registration.account.ok_or_else(|| Refusal::new("E_NO_ACCOUNT"))?;
        let account: BankAccount = desk.unseal(&payee)?.ok_or_else(|| Refusal::new("E_NO_ACCOUNT"))?;
        let mut terms = Terms {
            number: self.number,
            name: self.name,
            origin: award.origin.clone(),
            purchaser: award.purchaser.clone(),
            supplier: award.supplier.clone(),
            sme: award.sme,
            key: award.key.clone(),
            clauses: self.clauses,
            payee,
            handler: desk.actor().person,
            text: Digest::of(b""),
        };
        let body = render(&terms, &account);
        terms.text = desk.outside().put(body.as_bytes())?;
        let events = Contract::default().draft(&award, terms, &law)?;
        let id = desk.new_id::<ContractId>();
        desk.record_all::<Contract>(id, events)?;
        let lot = desk.load::<Lot>(self.lot)?;
        desk.record_all::<Lot>(self.lot, lot.draft_contract(id)?)
    }
}
