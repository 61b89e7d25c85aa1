//! 卖场订单支付申请.

use crate::{engine::prelude::*, registry::finance_of};
use procurement::{
    mall::Order,
    payment::{Application, Basis, Invoice, Payment, same_account},
};

/// Applies for payment of a mall order (HR-3, HR-4, PAY-01..03).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApplyOrder {
    /// 订单
    pub order: OrderId,
    /// 收款账号, as on the invoice; held against the order's.
    pub account: String,
    /// 发票号码
    pub invoice_number: String,
    /// 发票金额
    pub invoice_amount: Money,
    /// 收到发票日期
    pub invoice_received: Date,
}

impl Command for ApplyOrder {
    const NAME: &'static str = "payment.apply_order";
    const AUDIENCE: &'static [Role] = &[Role::PurchaserFinance];
    const APPROVAL: Approval = Approval::Second(Role::PurchaserHead);
    const SUBJECT: Option<(&'static str, &'static str)> = Some(("mall.order", "order"));
    const FIELDS: &'static [Field] = &[
        Field::id("order", "mall.order"),
        Field::text("account", 40),
        Field::text("invoice_number", 40),
        Field::money("invoice_amount"),
        Field::date("invoice_received"),
    ];
    fn matter(&self, desk: &mut Desk<'_, '_>) -> Result<Matter, Stop> {
        Ok(Matter::Organisation(desk.load::<Order>(self.order)?.deal()?.purchaser))
    }
    fn handle(self, desk: &mut Desk<'_, '_>) -> Result<(), Stop> {
        let order = desk.load::<Order>(self.order)?;
        let deal = order.deal()?;
        let law = desk.law(deal.region);
        let payee = *order.payable()?.payee;
        let id = desk.new_id::<PaymentId>();
        let events = order.apply_payment(id, deal.amount, &payee, &law)?;
        let agreed = desk.unseal(&payee)?.ok_or_else(|| Refusal::new("E_NO_ACCOUNT"))?;
        same_account(&agreed, &self.account, &law)?;
        let application = Application {
            basis: Basis::Order(self.order),
            line: 1,
            amount: deal.amount,
            payee,
            invoice: Invoice {
                number: self.invoice_number,
                amount: self.invoice_amount,
                received_at: Instant::at(self.invoice_received, 0, 0),
            },
            purchaser: deal.purchaser,
            supplier: deal.supplier,
            sme_term: order.sme_term(&law)?,
            treasury: finance_of(desk, deal.region)?,
            applicant: desk.actor().person,
            title: deal.goods.clone(),
        };
        let applied = Payment::default().apply_for(application, desk.now(), &law)?;
        desk.record_all::<Payment>(id, applied)?;
        desk.record_all::<Order>(self.order, events)
    }
    fn title(&self, desk: &mut Desk<'_, '_>) -> Result<String, Stop> {
        let order = desk.load::<Order>(self.order)?;
        let deal = order.deal()?;
        Ok(format!("{} {} · {} · ¥{}", deal.number, deal.goods, deal.supplier_name, deal.amount))
    }
}
