//! 国库支付.

use super::money;
use crate::engine::prelude::*;
use procurement::{
    contract::{Contract, ContractEvent},
    mall::Order,
    payment::{Basis, Payment},
    tender::Lot,
};

/// The treasury pays; the budget is executed. Contract or order are asked once more (HR-3, HR-4).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pay {
    /// 支付
    pub payment: PaymentId,
    /// 支付凭证号
    pub voucher: String,
}

impl Command for Pay {
    const NAME: &'static str = "payment.pay";
    const AUDIENCE: &'static [Role] = &[Role::FaTreasury];
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("payment.payment", "payment"));
    const FIELDS: &'static [Field] = &[Field::id("payment", "payment.payment"), Field::text("voucher", 40)];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        let payment = desk.load::<Payment>(self.payment)?;
        let application = payment.application().ok_or_else(|| Refusal::new("E_STATE"))?;
        Ok(Matter::Organisation(application.treasury))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let payment = desk.load::<Payment>(self.payment)?;
        let application = payment.application().ok_or_else(|| Refusal::new("E_STATE"))?;
        let (amount, payee) = (application.amount, &application.payee);
        match application.basis {
            Basis::Contract(id) => {
                let contract = desk.load::<Contract>(id)?;
                let law = desk.law(contract.terms()?.origin.region);
                let paid = payment.pay(self.voucher, desk.now(), &law)?;
                let holds = money::holds(desk, contract.holds())?;
                let ask = (self.payment, application.line, amount);
                let (events, movements) = contract.pay(ask, payee, &holds, &law)?;
                let lot = contract.terms()?.origin.lot;
                let completed = events.iter().any(|event| matches!(event, ContractEvent::Completed {}));
                desk.record_all::<Payment>(self.payment, paid)?;
                desk.record_all::<Contract>(id, events)?;
                if completed {
                    let settled = desk.load::<Lot>(lot)?.pay()?;
                    desk.record_all::<Lot>(lot, settled)?;
                    let after = desk.load::<Lot>(lot)?;
                    crate::tender::finish_lot(desk, &after)?;
                }
                money::record(desk, movements)
            }
            Basis::Order(id) => {
                let order = desk.load::<Order>(id)?;
                let deal = order.deal()?;
                let law = desk.law(deal.region);
                let paid = payment.pay(self.voucher, desk.now(), &law)?;
                let hold = desk.load(deal.hold)?;
                let (events, movements) = order.pay(self.payment, amount, payee, &hold, &law)?;
                desk.record_all::<Payment>(self.payment, paid)?;
                desk.record_all::<Order>(id, events)?;
                money::record(desk, movements)
            }
        }
    }
}
