//! What may be done with a contract.

use super::{Award, Contract, ContractEvent, Draft, PartySignature, Stage, Terms};
use crate::{
    Law,
    acceptance::Matter,
    budget::{Hold, Movement, Part, commit_all, execute_all},
    payment::{Inspection, LineKind},
    registry::BankAccount,
    supervision::risk::Finding,
};
use kernel::{
    AcceptanceId, ContractId, HoldId, Instant, Money, NoticeId, PaymentId, Refusal, Rounding, Sealed,
};

/// What a decision answers when it also moves money: both halves are recorded by the same command, or neither.
pub type WithMoney = (Vec<ContractEvent>, Vec<(HoldId, Movement)>);

/// Terms longer than this many bytes do not fit a stream; the rest belongs into attachments of the text.
const MAX_TERMS: usize = 44_000;

impl Contract {
    /// Drafts the contract that follows from `award`. Everything that the award decided must be taken over unchanged.
    ///
    /// # Errors
    /// `E_STATE`, `E_OFF_PLATFORM` (no letter of award), `E_PARTY_MISMATCH` (CTR-07), `E_KEY_TERM_CHANGED`
    /// (CTR-02), `E_SCHEDULE_SUM`, `E_PREPAYMENT_TOO_HIGH`, `E_BOND_CAP`, `E_PAYMENT_TERM_TOO_LONG` (D-PAY-03), `E_SCHEMA`,
    /// `E_TOO_LARGE`.
    pub fn draft(&self, award: &Award, terms: Terms, law: &Law) -> Result<Vec<ContractEvent>, Refusal> {
        if !matches!(self, Self::None) {
            return Err(Refusal::new("E_STATE"));
        }
        let letter_at = award.letter_at.ok_or_else(|| Refusal::new("E_OFF_PLATFORM"))?;
        if terms.purchaser != award.purchaser || terms.supplier != award.supplier {
            return Err(law.refuse("E_PARTY_MISMATCH", "CTR-07"));
        }
        if terms.origin != award.origin || terms.sme != award.sme {
            return Err(law.refuse("E_KEY_TERM_CHANGED", "CTR-02").arg("term", "origin"));
        }
        let changed = award.key.differences(&terms.key);
        if !changed.is_empty() {
            let refusal = law.refuse("E_KEY_TERM_CHANGED", "CTR-02").arg("term", changed.join(", "));
            return Err(changed
                .iter()
                .fold(refusal, |refusal, name| refusal.field(*name, "contract-field-fixed")));
        }
        for (name, text) in [("number", &terms.number), ("name", &terms.name)] {
            if text.trim().is_empty() {
                return Err(Refusal::new("E_SCHEMA").field(name, "field-required"));
            }
        }
        lawful_schedule(&terms, law)?;
        if serde_json::to_vec(&terms).map_or(true, |bytes| bytes.len() > MAX_TERMS) {
            return Err(Refusal::new("E_TOO_LARGE"));
        }
        let sign_by = law.latest("D-CTR-01", letter_at)?;
        Ok(vec![ContractEvent::Drafted { terms: Box::new(terms), sign_by }])
    }
    /// Adds a party's verified signature: first the supplier's, then the purchaser's, which puts the contract in force.
    ///
    /// # Errors
    /// `E_STATE`, `E_SIGNATURE_INVALID` (CTR-09: another text, or an organisation whose turn it is not).
    pub fn sign(
        &self,
        signature: PartySignature,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<ContractEvent>, Refusal> {
        let Self::Made { terms, stage: Stage::Draft(Draft { supplier, .. }) } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        let party = if supplier.is_none() { &terms.supplier } else { &terms.purchaser };
        if signature.organisation != party.organisation {
            return Err(law.refuse("E_SIGNATURE_INVALID", "CTR-09").arg("party", party.name.clone()));
        }
        if signature.text != terms.text {
            return Err(law.refuse("E_SIGNATURE_OTHER_TEXT", "CTR-09"));
        }
        if supplier.is_none() {
            return Ok(vec![ContractEvent::SupplierSigned(signature)]);
        }
        let (publish_by, file_by) = (law.latest("D-CTR-02", at)?, law.latest("D-CTR-03", at)?);
        Ok(vec![ContractEvent::TookEffect { signature, publish_by, file_by }])
    }
    /// CTR-01: is a signature later than the law allows? A late one is let through with a reason.
    pub fn late_signing(&self, at: Instant) -> Option<Finding> {
        match self.stage() {
            Some(Stage::Draft(draft)) if at > draft.sign_by => {
                Some(Finding::of("CTR-01").arg("due", draft.sign_by))
            }
            _ => None,
        }
    }
    /// CTR-03: is the publication late?
    pub fn late_publishing(&self, at: Instant) -> Option<Finding> {
        let active = self.active().filter(|active| active.notice.is_none() && at > active.publish_by)?;
        Some(Finding::of("CTR-03").arg("due", active.publish_by))
    }
    /// Publishes the contract (N-08); the notice is recorded by the same command.
    ///
    /// # Errors
    /// `E_STATE`, `E_NO_CONTRACT`.
    pub fn publish(&self, notice: NoticeId) -> Result<Vec<ContractEvent>, Refusal> {
        let Some(Stage::Active(active)) = self.stage() else { return Err(Refusal::new("E_STATE")) };
        if active.notice.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![ContractEvent::Published { notice }])
    }
    /// Files the contract and binds its price on the lot's holds (HR-1); what they hold beyond it is given back.
    /// A late filing is still a duty and goes through; until then nothing is paid.
    ///
    /// # Errors
    /// `E_STATE`, `E_ALREADY`, and those of [`commit_all`].
    pub fn file(&self, holds: &[(HoldId, Hold)], law: &Law) -> Result<WithMoney, Refusal> {
        let Self::Made { terms, stage: Stage::Active(active) } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        if active.filing.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        let movements = commit_all(holds, terms.key.amount, law)?;
        let holds = holds.iter().map(|(id, _)| *id).collect();
        Ok((vec![ContractEvent::Filed { holds }], movements))
    }
    /// The supplier applies for acceptance. `id` is the contract's own id.
    ///
    /// # Errors
    /// `E_STATE`, `E_ALREADY`.
    pub fn apply_acceptance(
        &self,
        id: ContractId,
        acceptance: AcceptanceId,
    ) -> Result<(Vec<ContractEvent>, Matter), Refusal> {
        let Self::Made { terms, stage: Stage::Active(active) } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        if active.acceptance.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        let matter = Matter {
            contract: id,
            purchaser: terms.purchaser.organisation,
            supplier: terms.supplier.organisation,
            criteria: terms.key.criteria.clone(),
            handlers: vec![terms.handler, active.signatures[1].person],
            title: terms.name.clone(),
        };
        Ok((vec![ContractEvent::AcceptanceApplied { acceptance }], matter))
    }
    /// The supplier put right what was wanting; acceptance is pending again.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn reapply_acceptance(&self) -> Result<Vec<ContractEvent>, Refusal> {
        let Some(Stage::Active(active)) = self.stage() else { return Err(Refusal::new("E_STATE")) };
        match (active.acceptance, active.inspection) {
            (Some(acceptance), Inspection::Unqualified) => {
                Ok(vec![ContractEvent::AcceptanceApplied { acceptance }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Takes over what acceptance `acceptance` concluded.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn inspected(
        &self,
        acceptance: AcceptanceId,
        qualified: bool,
    ) -> Result<Vec<ContractEvent>, Refusal> {
        let Some(Stage::Active(active)) = self.stage() else { return Err(Refusal::new("E_STATE")) };
        if active.acceptance != Some(acceptance) || active.inspection != Inspection::Pending {
            return Err(Refusal::new("E_STATE"));
        }
        Ok(vec![ContractEvent::Inspected { qualified }])
    }
    /// A payment is applied for (HR-3, HR-4, PAY-01..03).
    ///
    /// # Errors
    /// Those of [`crate::payment::Payable::may_apply`].
    pub fn apply_payment(
        &self,
        payment: PaymentId,
        line: u16,
        amount: Money,
        payee: &Sealed<BankAccount>,
        law: &Law,
    ) -> Result<Vec<ContractEvent>, Refusal> {
        self.payable()?.may_apply(line, amount, payee, law)?;
        Ok(vec![ContractEvent::PaymentApplied { payment, line, amount }])
    }
    /// A payment is made: everything is asked again, the money is executed on the contract's `holds` in their order, and
    /// the contract is completed when it is accepted and nothing is left to pay.
    ///
    /// # Errors
    /// Those of [`crate::payment::Payable::may_pay`] and [`execute_all`]; `E_STATE` for holds of something else.
    pub fn pay(
        &self,
        (payment, line, amount): (PaymentId, u16, Money),
        payee: &Sealed<BankAccount>,
        holds: &[(HoldId, Hold)],
        law: &Law,
    ) -> Result<WithMoney, Refusal> {
        let payable = self.payable()?;
        payable.may_pay(line, amount, payee, law)?;
        self.own_holds(holds)?;
        let movements = execute_all(holds, amount, law)?;
        let mut events = vec![ContractEvent::Paid { payment, line, amount }];
        let paid: Money = payable.lines.iter().map(|line| line.paid).sum();
        if payable.inspection == Inspection::Qualified && paid.plus(amount) >= payable.amount {
            events.push(ContractEvent::Completed {});
        }
        Ok((events, movements))
    }
    /// Ends the contract early (政府采购法第50条); what is still bound for it is given back.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA` (no reason), `E_PAYMENT_PENDING`.
    pub fn terminate(
        &self,
        reason: String,
        holds: &[(HoldId, Hold)],
        law: &Law,
    ) -> Result<WithMoney, Refusal> {
        if !matches!(self.stage(), Some(Stage::Draft(_) | Stage::Active(_))) {
            return Err(Refusal::new("E_STATE"));
        }
        if reason.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("reason", "field-required"));
        }
        let active = self.active();
        if active.is_some_and(|active| active.lines.iter().any(|line| line.applied > Money::ZERO)) {
            return Err(Refusal::new("E_PAYMENT_PENDING"));
        }
        self.own_holds(holds)?;
        let mut movements = Vec::new();
        for (id, hold) in holds {
            let bound = hold.balance()?.committed;
            if bound > Money::ZERO {
                movements.push((*id, hold.release(Part::Committed, bound, law)?));
            }
        }
        Ok((vec![ContractEvent::Terminated { reason }], movements))
    }
    /// The holds that pay for it; none before filing.
    pub fn holds(&self) -> &[HoldId] {
        self.active().and_then(|active| active.filing.as_ref()).map_or(&[], |filing| &filing.holds)
    }

    fn own_holds(&self, holds: &[(HoldId, Hold)]) -> Result<(), Refusal> {
        let own = holds.iter().map(|(id, _)| id).eq(self.holds());
        if own { Ok(()) } else { Err(Refusal::new("E_STATE")) }
    }
}

/// The schedule adds up, ends with money that waits for acceptance, and keeps the caps on prepayment and, for small and
/// medium enterprises, on the payment term.
fn lawful_schedule(terms: &Terms, law: &Law) -> Result<(), Refusal> {
    let key = &terms.key;
    let goods: Money = key.items.iter().map(super::Item::amount).sum();
    let planned: Money = key.schedule.iter().map(|line| line.amount).sum();
    if goods != key.amount || planned != key.amount || key.amount <= Money::ZERO {
        return Err(Refusal::new("E_SCHEDULE_SUM")
            .arg("amount", key.amount)
            .arg("items", goods)
            .arg("planned", planned));
    }
    let of = |kind| key.schedule.iter().filter(move |line| line.kind == kind).map(|line| line.amount);
    // Without a last line that waits for acceptance, HR-4 could be evaded by what the lines are called.
    if key.schedule.last().is_none_or(|line| line.kind != LineKind::Final || line.amount <= Money::ZERO) {
        return Err(law.refuse("E_NO_FINAL_LINE", "ACC-04").field("schedule", "contract-field-final-line"));
    }
    let most = law.percent("prepayment_max")?.of(key.amount, Rounding::Floor);
    let prepaid: Money = of(LineKind::Prepayment).sum();
    if prepaid > most {
        return Err(law
            .refuse("E_PREPAYMENT_TOO_HIGH", "prepayment_max")
            .arg("amount", prepaid)
            .arg("most", most));
    }
    let bond = law.percent("performance_bond_cap")?.of(key.amount, Rounding::Floor);
    if key.performance_bond > bond {
        return Err(law.refuse("E_BOND_CAP", "DOC-09").arg("most", bond));
    }
    let days = law.number("sme_payment_days_max")?;
    if terms.sme && i64::from(key.payment_days) > days {
        return Err(law.refuse("E_PAYMENT_TERM_TOO_LONG", "D-PAY-03").arg("days", days));
    }
    if key.criteria.is_empty() {
        return Err(law.refuse("E_ACCEPTANCE_INCOMPLETE", "ACC-03").field("criteria", "field-required"));
    }
    Ok(())
}
