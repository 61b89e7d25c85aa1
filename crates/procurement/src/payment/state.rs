//! An application for payment and the payment of it.

use super::late_interest;
use crate::{Law, registry::BankAccount};
use kernel::{
    ContractId, Duty, Instant, Money, OrderId, OrganisationId, PaymentId, PersonId, Refusal, Role, Sealed,
    Stream,
};
use serde::{Deserialize, Serialize};

/// What is paid 支付依据: nothing is paid without one of these (HR-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A filed contract.
    Contract(ContractId),
    /// A mall order that the supplier accepted.
    Order(OrderId),
}

/// An invoice 发票.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its number.
    pub number: String,
    /// Fen.
    pub amount: Money,
    /// When the purchaser received it; D-PAY-01 runs from here.
    pub received_at: Instant,
}

/// The term within which a small or medium enterprise is paid (保障中小企业款项支付条例第9条、第10条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmeTerm {
    /// When what the payment waits for was there: acceptance, or the settlement of a progress payment.
    pub from: Instant,
    /// As agreed, else what the law says.
    pub days: u16,
}
impl SmeTerm {
    /// The last moment. A supplier who sends the invoice later has the term from then on.
    fn end(self, invoiced: Instant, law: &Law) -> Result<Instant, Refusal> {
        law.days(self.days.into(), self.from.max(invoiced))
    }
}

/// An application for payment 支付申请.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// What it rests on.
    pub basis: Basis,
    /// The line of the payment schedule, from 1.
    pub line: u16,
    /// Fen.
    pub amount: Money,
    /// Where the money goes.
    pub payee: Sealed<BankAccount>,
    /// The supplier's invoice.
    pub invoice: Invoice,
    /// Who pays for it.
    pub purchaser: OrganisationId,
    /// Who is paid.
    pub supplier: OrganisationId,
    /// The term of a small or medium enterprise; `None` for others and for prepayments, where no such term runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sme_term: Option<SmeTerm>,
    /// The treasury that pays 国库.
    pub treasury: OrganisationId,
    /// Who applied.
    pub applicant: PersonId,
    /// The contract's or order's name.
    pub title: String,
}

/// What the bank returned 支付回单.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Voucher number 支付凭证号.
    pub number: String,
    /// Interest due because of lateness, fen; zero when in time.
    pub interest: Money,
}

/// A payment 支付.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// Not applied for.
    #[default]
    None,
    /// Applied for and approved by the purchaser's second person.
    Applied {
        /// The application.
        application: Application,
        /// Last moment to pay in time (D-PAY-01, and D-PAY-02 where that ends earlier).
        pay_by: Instant,
    },
    /// Paid.
    Paid {
        /// The application.
        application: Application,
        /// Last moment to pay in time.
        pay_by: Instant,
        /// When it was paid.
        paid_at: Instant,
        /// The voucher.
        receipt: Receipt,
    },
}

/// What happened to a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum PaymentEvent {
    /// Applied for.
    #[serde(rename = "payment.applied")]
    Applied {
        /// The application.
        application: Box<Application>,
        /// Last moment to pay in time.
        pay_by: Instant,
    },
    /// Paid.
    #[serde(rename = "payment.paid")]
    Paid {
        /// The voucher.
        receipt: Receipt,
    },
}

impl Payment {
    /// Applies for payment. Whether it may be paid at all is asked of the contract or order
    /// ([`super::Payable::may_apply`]), which records its part of the same command.
    ///
    /// # Errors
    /// `E_STATE`, `E_INVOICE_MISMATCH`, `E_SCHEMA`.
    pub fn apply_for(
        &self,
        application: Application,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<PaymentEvent>, Refusal> {
        if !matches!(self, Self::None) {
            return Err(Refusal::new("E_STATE"));
        }
        if application.invoice.number.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("invoice_number", "field-required"));
        }
        if application.invoice.amount < application.amount {
            let invoiced = application.invoice.amount;
            return Err(Refusal::new("E_INVOICE_MISMATCH")
                .arg("invoiced", invoiced)
                .arg("amount", application.amount));
        }
        if application.invoice.received_at > at {
            return Err(Refusal::new("E_SCHEMA").field("invoice_received", "payment-field-not-future"));
        }
        let invoiced = application.invoice.received_at;
        let mut pay_by = law.latest("D-PAY-01", invoiced)?;
        if let Some(term) = application.sme_term {
            pay_by = pay_by.min(term.end(invoiced, law)?);
        }
        Ok(vec![PaymentEvent::Applied { application: Box::new(application), pay_by }])
    }
    /// Pays what was applied for; the contract or order is asked again by the same command. Interest for lateness is owed
    /// to small and medium enterprises from the end of their term (条例第17条); that D-PAY-01 passed owes nobody interest.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`.
    pub fn pay(&self, number: String, at: Instant, law: &Law) -> Result<Vec<PaymentEvent>, Refusal> {
        let Self::Applied { application, .. } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        if number.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("voucher", "field-required"));
        }
        let interest = match application.sme_term {
            Some(term) => {
                late_interest(application.amount, term.end(application.invoice.received_at, law)?, at, law)?
            }
            None => Money::ZERO,
        };
        Ok(vec![PaymentEvent::Paid { receipt: Receipt { number, interest } }])
    }
    /// The application, once there is one.
    pub fn application(&self) -> Option<&Application> {
        match self {
            Self::None => None,
            Self::Applied { application, .. } | Self::Paid { application, .. } => Some(application),
        }
    }
}

impl Stream for Payment {
    type Id = PaymentId;
    type Event = PaymentEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &PaymentEvent) {
        match (std::mem::take(self), event) {
            (_, PaymentEvent::Applied { application, pay_by }) => {
                *self = Self::Applied { application: (**application).clone(), pay_by: *pay_by };
            }
            (Self::Applied { application, pay_by }, PaymentEvent::Paid { receipt }) => {
                *self = Self::Paid { application, pay_by, paid_at: at, receipt: receipt.clone() };
            }
            (other, PaymentEvent::Paid { .. }) => *self = other,
        }
    }
    fn duties(&self) -> Vec<Duty> {
        match self {
            Self::Applied { application, pay_by } => vec![Duty {
                command: "payment.pay".into(),
                organisation: application.treasury,
                role: Role::FaTreasury,
                person: None,
                due: Some(*pay_by),
                title: application.title.clone(),
            }],
            Self::None | Self::Paid { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing::{account, at, id, law, organisation, person};

    fn application() -> Application {
        let received_at = at("2026-04-02T09:00");
        Application {
            basis: Basis::Contract(id(30)),
            line: 1,
            amount: Money::from_yuan(30_000),
            payee: account(7),
            invoice: Invoice { number: "25230001".into(), amount: Money::from_yuan(30_000), received_at },
            purchaser: organisation(100),
            supplier: organisation(200),
            sme_term: None,
            treasury: organisation(300),
            applicant: person(3),
            title: "实验设备采购合同".into(),
        }
    }
    fn refused(application: Application) -> String {
        let now = at("2026-04-02T10:00");
        Payment::default().apply_for(application, now, &law()).unwrap_err().code.into_owned()
    }

    #[test]
    fn an_application_becomes_the_treasury_s_duty_and_is_paid_once() {
        let mut payment = Payment::default();
        for event in payment.apply_for(application(), at("2026-04-02T10:00"), &law()).unwrap() {
            payment.apply(at("2026-04-02T10:00"), &event);
        }
        let duty = &payment.duties()[0];
        assert_eq!((duty.command.as_str(), duty.organisation), ("payment.pay", organisation(300)));
        // Ten working days, Qingming on 4 to 6 April left out.
        assert_eq!(duty.due, Some(Instant::end_of("2026-04-17".parse().unwrap())));
        for event in payment.pay("2026-1".into(), at("2026-04-03T10:00"), &law()).unwrap() {
            payment.apply(at("2026-04-03T10:00"), &event);
        }
        assert!(payment.duties().is_empty());
        assert!(payment.pay("2026-2".into(), at("2026-04-03T11:00"), &law()).is_err());
    }
    /// What was applied for on 2 April 2026 and is paid at this moment costs this much interest.
    fn interest(sme_term: Option<SmeTerm>, paid: Instant) -> (Instant, Money) {
        let mut payment = Payment::default();
        let application = Application { sme_term, ..application() };
        let now = at("2026-04-02T10:00");
        for event in payment.apply_for(application, now, &law()).unwrap() {
            payment.apply(now, &event);
        }
        let due = payment.duties()[0].due.unwrap();
        let events = payment.pay("2026-1".into(), paid, &law()).unwrap();
        let [PaymentEvent::Paid { receipt }] = &events[..] else { panic!("paid") };
        (due, receipt.interest)
    }
    /// 保障中小企业款项支付条例第9、10、17条: thirty days from acceptance or from the invoice, whichever is later.
    #[test]
    fn a_small_enterprise_is_owed_interest_from_the_second_after_its_term() {
        let second = kernel::Span::millis(1_000);
        // Accepted on 1 March, the invoice on 2 April: the term runs from the invoice, to 2 May, a holiday until 5 May.
        let term = Some(SmeTerm { from: at("2026-03-01T09:00"), days: 30 });
        let end = Instant::end_of("2026-05-06".parse().unwrap());
        assert_eq!(interest(term, end.minus(second)).1, Money::ZERO);
        assert_eq!(interest(term, end.plus(second)).1, Money::from_yuan(15));
        // The ten working days after the invoice end first and are what the treasury is asked to keep.
        assert_eq!(interest(term, end).0, Instant::end_of("2026-04-17".parse().unwrap()));
        // A short agreed term ends before them.
        let short = Some(SmeTerm { from: at("2026-03-01T09:00"), days: 5 });
        let end = Instant::end_of("2026-04-07".parse().unwrap());
        assert_eq!(interest(short, end.plus(second)), (end, Money::from_yuan(15)));
    }
    /// 条例第2、17条: the interest is for small and medium enterprises.
    #[test]
    fn a_large_enterprise_is_owed_no_statutory_interest() {
        assert_eq!(interest(None, at("2026-06-01T09:00")).1, Money::ZERO);
    }
    #[test]
    fn an_invoice_covers_what_is_applied_for() {
        let mut short = application();
        short.invoice.amount = Money::from_fen(2_999_999);
        assert_eq!(refused(short), "E_INVOICE_MISMATCH");
    }
    #[test]
    fn an_invoice_from_the_future_is_refused() {
        let mut early = application();
        early.invoice.received_at = at("2026-04-02T10:01");
        assert_eq!(refused(early), "E_SCHEMA");
    }
}
