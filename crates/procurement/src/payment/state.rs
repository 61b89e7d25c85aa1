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
        /// Last moment to pay in time (D-PAY-01).
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
        application: Application,
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
        let pay_by = law.latest("D-PAY-01", application.invoice.received_at)?;
        Ok(vec![PaymentEvent::Applied { application, pay_by }])
    }
    /// Pays what was applied for; the contract or order is asked again by the same command.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`.
    pub fn pay(&self, number: String, at: Instant, law: &Law) -> Result<Vec<PaymentEvent>, Refusal> {
        let Self::Applied { application, pay_by } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        if number.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("voucher", "field-required"));
        }
        let interest = late_interest(application.amount, *pay_by, at, law)?;
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
                *self = Self::Applied { application: application.clone(), pay_by: *pay_by };
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
