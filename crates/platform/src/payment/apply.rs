//! 合同支付申请.

use crate::{engine::prelude::*, registry::finance_of};
use procurement::{
    contract::Contract,
    payment::{Application, Basis, Invoice, Payment, same_account},
};

/// Applies for payment of a line of a contract's schedule (HR-3, HR-4, PAY-01..03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Apply {
    /// 合同
    pub contract: ContractId,
    /// 付款计划行
    pub line: u16,
    /// 金额
    pub amount: Money,
    /// 收款账号, as on the invoice; held against the contract's.
    pub account: String,
    /// 发票号码
    pub invoice_number: String,
    /// 发票金额
    pub invoice_amount: Money,
    /// 收到发票日期
    pub invoice_received: Date,
}

impl Command for Apply {
    const NAME: &'static str = "payment.apply";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserFinance];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("contract.contract", "contract"));
    const FIELDS: &'static [Field] = &[
        Field::id("contract", "contract.contract"),
        Field::new("line", Kind::Number { min: 1, max: 100 }),
        Field::money("amount"),
        Field::text("account", 40),
        Field::text("invoice_number", 40),
        Field::money("invoice_amount"),
        Field::date("invoice_received"),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Contract>(self.contract)?.terms()?.purchaser.organisation))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let terms = contract.terms()?;
        let law = desk.law(terms.origin.region);
        let id = desk.new_id::<PaymentId>();
        // The hard rules come first: what a person is told is that there is no contract, not that an account differs.
        let events = contract.apply_payment(id, self.line, self.amount, &terms.payee, &law)?;
        let agreed = desk.unseal(&terms.payee)?.ok_or_else(|| Refusal::new("E_NO_ACCOUNT"))?;
        same_account(&agreed, &self.account, &law)?;
        let application = Application {
            basis: Basis::Contract(self.contract),
            line: self.line,
            amount: self.amount,
            payee: terms.payee,
            invoice: Invoice {
                number: self.invoice_number,
                amount: self.invoice_amount,
                received_at: Instant::at(self.invoice_received, 0, 0),
            },
            purchaser: terms.purchaser.organisation,
            supplier: terms.supplier.organisation,
            sme_term: contract.sme_term(self.line, desk.now()),
            treasury: finance_of(desk, terms.origin.region)?,
            applicant: desk.actor().person,
            title: terms.name.clone(),
        };
        let applied = Payment::default().apply_for(application, desk.now(), &law)?;
        desk.record_all::<Payment>(id, applied)?;
        desk.record_all::<Contract>(self.contract, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let contract = desk.load::<Contract>(self.contract)?;
        let terms = contract.terms()?;
        Ok(format!("{} · {} · ¥{}", terms.name, terms.supplier.name, self.amount))
    }
}
