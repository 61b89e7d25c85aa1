//! What may be paid: HR-3 (a filed contract, its schedule, its account) and HR-4 (acceptance before the last money).

use crate::{Law, registry::BankAccount};
use kernel::{Money, Percent, Refusal, Rounding, Sealed};
use serde::{Deserialize, Serialize};

/// Is `given`, as typed from the invoice, the account that was agreed? Blanks and dashes do not count (PAY-03).
///
/// # Errors
/// `E_PAYEE_MISMATCH`.
pub fn same_account(agreed: &BankAccount, given: &str, law: &Law) -> Result<(), Refusal> {
    let plain = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
    let wanted = plain(&agreed.number);
    if !wanted.is_empty() && plain(given) == wanted {
        Ok(())
    } else {
        Err(law.refuse("E_PAYEE_MISMATCH", "PAY-03").field("account", "payment-field-other-account"))
    }
}

/// What an instalment is for; decides whether it may precede acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Prepayment 预付款: the lawful exception to HR-4.
    Prepayment,
    /// Progress payment 进度款.
    Progress,
    /// Final payment 尾款: only after acceptance.
    Final,
}

/// One line of a contract's payment schedule 付款计划.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// What it is for.
    pub kind: LineKind,
    /// Fen.
    pub amount: Money,
    /// When it is due, in the contract's words.
    pub condition: String,
}

/// An instalment and what has happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// As agreed.
    #[serde(flatten)]
    pub agreed: Instalment,
    /// Applied for and not yet paid, fen.
    pub applied: Money,
    /// Paid, fen.
    pub paid: Money,
}
impl Line {
    /// Neither paid nor applied for, fen.
    pub fn open(&self) -> Money {
        self.agreed.amount.minus(self.applied).minus(self.paid)
    }
}

/// Fresh lines of a schedule.
pub fn ledger(schedule: &[Instalment]) -> Vec<Line> {
    let line = |agreed: &Instalment| Line { agreed: agreed.clone(), applied: Money::ZERO, paid: Money::ZERO };
    schedule.iter().map(line).collect()
}

/// The schedule of `amount` by shares: each share is rounded down to the fen, the last line takes what is left.
pub fn schedule(shares: &[(LineKind, Percent, String)], amount: Money) -> Vec<Instalment> {
    let mut left = amount;
    let last = shares.len().saturating_sub(1);
    shares
        .iter()
        .enumerate()
        .map(|(index, (kind, share, condition))| {
            let part = if index == last { left } else { share.of(amount, Rounding::Floor).min(left) };
            left = left.minus(part);
            Instalment { kind: *kind, amount: part, condition: condition.clone() }
        })
        .collect()
}

/// How far acceptance has come 验收状况.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inspection {
    /// Not applied for.
    #[default]
    None,
    /// Applied for.
    Pending,
    /// Found wanting; to be put right and inspected again.
    Unqualified,
    /// Accepted.
    Qualified,
}

/// What the hard rules look at, whether a contract or a mall order is to be paid.
#[derive(Clone, Debug)]
pub struct Payable<'a> {
    /// In force: signed by both, neither completed nor terminated.
    pub in_force: bool,
    /// Filed with the finance authority, its budget committed.
    pub filed: bool,
    /// Contract amount, fen.
    pub amount: Money,
    /// The schedule and what has happened.
    pub lines: &'a [Line],
    /// The account in the contract.
    pub payee: &'a Sealed<BankAccount>,
    /// Acceptance.
    pub inspection: Inspection,
}

impl Payable<'_> {
    /// May `amount` of line `no` (from 1) be applied for, to be paid to `payee`? (HR-3, HR-4, PAY-01..03, ACC-04)
    ///
    /// # Errors
    /// `E_NO_CONTRACT`, `E_NO_INSTALMENT`, `E_AMOUNT_INVALID`, `E_OVER_CONTRACT`, `E_PAYEE_MISMATCH`, `E_NO_ACCEPTANCE`.
    pub fn may_apply(
        &self,
        no: u16,
        amount: Money,
        payee: &Sealed<BankAccount>,
        law: &Law,
    ) -> Result<(), Refusal> {
        let line = self.permitted(no, payee, law)?;
        let total: Money = self.lines.iter().map(|line| line.applied.plus(line.paid)).sum();
        within(amount, line.open().min(self.amount.minus(total)), law)
    }
    /// May `amount` that was applied for on line `no` be paid now? Everything is asked again: much may have happened since.
    ///
    /// # Errors
    /// As [`Payable::may_apply`].
    pub fn may_pay(
        &self,
        no: u16,
        amount: Money,
        payee: &Sealed<BankAccount>,
        law: &Law,
    ) -> Result<(), Refusal> {
        let line = self.permitted(no, payee, law)?;
        let paid: Money = self.lines.iter().map(|line| line.paid).sum();
        within(amount, line.applied.min(self.amount.minus(paid)), law)
    }
    /// The number of the first line that may be applied for now, and what is open on it.
    pub fn next_line(&self) -> Option<(u16, Money)> {
        let ready = |line: &Line| line.open() > Money::ZERO && self.allows(line.agreed.kind);
        let index = self.lines.iter().position(ready)?;
        (self.in_force && self.filed)
            .then_some((u16::try_from(index + 1).unwrap_or(u16::MAX), self.lines[index].open()))
    }
    /// Nothing is left to pay.
    pub fn settled(&self) -> bool {
        self.lines.iter().map(|line| line.paid).sum::<Money>() >= self.amount
    }
    /// May the matter be closed? (HR-4)
    ///
    /// # Errors
    /// `E_NO_ACCEPTANCE`, `E_NOT_SETTLED`.
    pub fn may_close(&self, law: &Law) -> Result<(), Refusal> {
        if self.inspection != Inspection::Qualified {
            return Err(law.refuse("E_NO_ACCEPTANCE", "ACC-04"));
        }
        let paid: Money = self.lines.iter().map(|line| line.paid).sum();
        if self.settled() {
            Ok(())
        } else {
            Err(Refusal::new("E_NOT_SETTLED").arg("left", self.amount.minus(paid)))
        }
    }

    fn allows(&self, kind: LineKind) -> bool {
        match self.inspection {
            Inspection::Qualified => true,
            Inspection::Unqualified => false,
            Inspection::None | Inspection::Pending => kind != LineKind::Final,
        }
    }
    fn permitted(&self, no: u16, payee: &Sealed<BankAccount>, law: &Law) -> Result<&Line, Refusal> {
        if !self.in_force {
            return Err(law.refuse("E_NO_CONTRACT", "PAY-01"));
        }
        if !self.filed {
            return Err(law.refuse("E_NO_CONTRACT", "CTR-04"));
        }
        let line =
            usize::from(no).checked_sub(1).and_then(|index| self.lines.get(index)).ok_or_else(|| {
                Refusal::new("E_NO_INSTALMENT").arg("no", i64::from(no)).field("line", "field-unknown")
            })?;
        if payee != self.payee {
            return Err(law.refuse("E_PAYEE_MISMATCH", "PAY-03"));
        }
        if !self.allows(line.agreed.kind) {
            return Err(law.refuse("E_NO_ACCEPTANCE", "ACC-04"));
        }
        Ok(line)
    }
}

fn within(amount: Money, most: Money, law: &Law) -> Result<(), Refusal> {
    if amount <= Money::ZERO {
        return Err(Refusal::new("E_AMOUNT_INVALID").field("amount", "field-money-zero"));
    }
    if amount > most {
        return Err(law.refuse("E_OVER_CONTRACT", "PAY-02").arg("amount", amount).arg("most", most));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shares(parts: &[i64]) -> Vec<(LineKind, Percent, String)> {
        let share = |n: &i64| (LineKind::Progress, Percent::whole(*n), String::new());
        parts.iter().map(share).collect()
    }

    proptest! {
        #[test]
        fn a_schedule_adds_up_to_the_contract(fen in 0_i64..99_900_000_000_000, parts in proptest::collection::vec(0_i64..100, 1..9)) {
            let amount = Money::from_fen(fen);
            let lines = schedule(&shares(&parts), amount);
            prop_assert_eq!(lines.iter().map(|line| line.amount).sum::<Money>(), amount);
            prop_assert!(lines.iter().all(|line| line.amount >= Money::ZERO));
        }
    }

    #[test]
    fn another_account_is_noticed_and_blanks_are_not() {
        let law = crate::contract::testing::law();
        let agreed = |number: &str| BankAccount {
            holder: "某公司".into(),
            bank: "某行".into(),
            number: number.into(),
        };
        assert!(same_account(&agreed("6223 0000-1"), "62230000 1", &law).is_ok());
        for (number, given) in [("62230001", "62230002"), ("62230001", ""), ("", "")] {
            let refused = same_account(&agreed(number), given, &law).unwrap_err();
            assert_eq!(refused.code, "E_PAYEE_MISMATCH");
        }
    }
    #[test]
    fn the_last_line_takes_the_odd_fen() {
        let lines = schedule(&shares(&[30, 70]), Money::from_fen(101));
        assert_eq!(lines.iter().map(|line| line.amount.fen()).collect::<Vec<_>>(), [30, 71]);
    }
}
