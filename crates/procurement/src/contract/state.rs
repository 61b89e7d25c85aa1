//! The state of a contract, its events and what is to be done next.

use super::Terms;
use crate::{
    bidding::Signature,
    payment::{Inspection, Line, LineKind, Payable, SmeTerm, ledger},
};
use kernel::{
    AcceptanceId, ContractId, Digest, Duty, HoldId, Instant, Money, NoticeId, OrganisationId, PaymentId,
    PersonId, Refusal, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// A party's signature over the text's digest; whoever makes one of these has verified it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartySignature {
    /// The organisation named by the certificate.
    pub organisation: OrganisationId,
    /// Who gave it.
    pub person: PersonId,
    /// The digest whose 32 bytes were signed.
    pub text: Digest,
    /// The SM2 signature and the certificate it belongs to.
    pub signature: Signature,
}

/// A filing with the finance authority 备案.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// When.
    pub at: Instant,
    /// The holds that pay for the contract, in the order in which they are used up.
    pub holds: Vec<HoldId>,
}

/// A contract that waits for signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Last moment to sign (D-CTR-01).
    pub sign_by: Instant,
    /// The supplier's signature; the supplier signs first.
    pub supplier: Option<PartySignature>,
}

/// A contract in force, or one that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Active {
    /// Both signatures: supplier, purchaser.
    pub signatures: [PartySignature; 2],
    /// When the second was given.
    pub effective_at: Instant,
    /// Last moment to publish (D-CTR-02).
    pub publish_by: Instant,
    /// Last moment to file (D-CTR-03).
    pub file_by: Instant,
    /// The notice N-08.
    pub notice: Option<NoticeId>,
    /// The filing.
    pub filing: Option<Filing>,
    /// The payment schedule and what has happened to it.
    pub lines: Vec<Line>,
    /// The acceptance, once applied for.
    pub acceptance: Option<AcceptanceId>,
    /// How far acceptance has come.
    pub inspection: Inspection,
    /// When everything was accepted; the term for the last money starts here.
    #[serde(default)]
    pub accepted_at: Option<Instant>,
}

/// Where a contract stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waiting for signatures.
    Draft(Draft),
    /// In force.
    Active(Box<Active>),
    /// Accepted, paid and closed.
    Completed(Box<Active>),
    /// Ended before its end 终止.
    Terminated(Option<Box<Active>>),
}

/// A contract 合同.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// Not drafted.
    #[default]
    None,
    /// Drafted.
    Made {
        /// What it says.
        terms: Box<Terms>,
        /// Where it stands.
        stage: Stage,
    },
}

/// What happened to a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ContractEvent {
    /// Drafted from the award.
    #[serde(rename = "contract.drafted")]
    Drafted {
        /// What it says.
        terms: Box<Terms>,
        /// Last moment to sign.
        sign_by: Instant,
    },
    /// Signed by the supplier.
    #[serde(rename = "contract.supplier_signed")]
    SupplierSigned(PartySignature),
    /// Signed by the purchaser, and so in force.
    #[serde(rename = "contract.took_effect")]
    TookEffect {
        /// The purchaser's signature.
        signature: PartySignature,
        /// Last moment to publish.
        publish_by: Instant,
        /// Last moment to file.
        file_by: Instant,
    },
    /// Published (N-08).
    #[serde(rename = "contract.published")]
    Published {
        /// The notice.
        notice: NoticeId,
    },
    /// Filed; the budget is committed by the same command.
    #[serde(rename = "contract.filed")]
    Filed {
        /// The holds that pay for it.
        holds: Vec<HoldId>,
    },
    /// The supplier applied for acceptance.
    #[serde(rename = "contract.acceptance_applied")]
    AcceptanceApplied {
        /// The acceptance.
        acceptance: AcceptanceId,
    },
    /// Acceptance was recorded.
    #[serde(rename = "contract.inspected")]
    Inspected {
        /// Does everything hold?
        qualified: bool,
    },
    /// A payment was applied for.
    #[serde(rename = "contract.payment_applied")]
    PaymentApplied {
        /// The payment.
        payment: PaymentId,
        /// Schedule line, from 1.
        line: u16,
        /// Fen.
        amount: Money,
    },
    /// A payment was made.
    #[serde(rename = "contract.paid")]
    Paid {
        /// The payment.
        payment: PaymentId,
        /// Schedule line, from 1.
        line: u16,
        /// Fen.
        amount: Money,
    },
    /// Accepted and paid in full, and so completed.
    #[serde(rename = "contract.completed")]
    Completed {},
    /// Ended early.
    #[serde(rename = "contract.terminated")]
    Terminated {
        /// Why.
        reason: String,
    },
}

impl Contract {
    /// What it says.
    ///
    /// # Errors
    /// `E_NO_CONTRACT` before it is drafted.
    pub fn terms(&self) -> Result<&Terms, Refusal> {
        match self {
            Self::None => Err(Refusal::new("E_NO_CONTRACT").rule("PAY-01").basis("实施条例第51条")),
            Self::Made { terms, .. } => Ok(terms),
        }
    }
    /// Where it stands.
    pub fn stage(&self) -> Option<&Stage> {
        match self {
            Self::None => None,
            Self::Made { stage, .. } => Some(stage),
        }
    }
    /// The part that exists once it is in force, also after its end.
    pub fn active(&self) -> Option<&Active> {
        match self.stage()? {
            Stage::Active(active) | Stage::Completed(active) => Some(active),
            Stage::Terminated(active) => active.as_deref(),
            Stage::Draft(_) => None,
        }
    }
    /// The name of its status, for tags and lists: `drafted`, `supplier_signed`, `effective`, `filed`, `accepted`,
    /// `completed`, `terminated`.
    pub fn status(&self) -> &'static str {
        match self.stage() {
            None => "none",
            Some(Stage::Draft(draft)) if draft.supplier.is_some() => "supplier_signed",
            Some(Stage::Draft(_)) => "drafted",
            Some(Stage::Active(active)) if active.inspection == Inspection::Qualified => "accepted",
            Some(Stage::Active(active)) if active.filing.is_some() => "filed",
            Some(Stage::Active(_)) => "effective",
            Some(Stage::Completed(_)) => "completed",
            Some(Stage::Terminated(_)) => "terminated",
        }
    }
    /// What the hard rules of payment look at.
    ///
    /// # Errors
    /// `E_NO_CONTRACT` before it was in force.
    pub fn payable(&self) -> Result<Payable<'_>, Refusal> {
        let terms = self.terms()?;
        let active = self
            .active()
            .ok_or_else(|| Refusal::new("E_NO_CONTRACT").rule("PAY-01").basis("实施条例第51条"))?;
        Ok(Payable {
            in_force: matches!(self.stage(), Some(Stage::Active(_))),
            filed: active.filing.is_some(),
            amount: terms.key.amount,
            lines: &active.lines,
            payee: &terms.payee,
            inspection: active.inspection,
        })
    }
    /// From when, and for how many days, a line of a small or medium enterprise's contract runs (条例第9条、第10条): the last
    /// money from acceptance, progress money from its settlement `at` the application. A prepayment waits for nothing.
    pub fn sme_term(&self, line: u16, at: Instant) -> Option<SmeTerm> {
        let terms = self.terms().ok().filter(|terms| terms.sme)?;
        let active = self.active()?;
        let from = match active.lines.get(usize::from(line).checked_sub(1)?)?.agreed.kind {
            LineKind::Prepayment => return None,
            LineKind::Progress => at,
            LineKind::Final => active.accepted_at?,
        };
        Some(SmeTerm { from, days: terms.key.payment_days })
    }
    fn active_mut(&mut self) -> Option<&mut Active> {
        match self {
            Self::Made { stage: Stage::Active(active), .. } => Some(active),
            Self::None | Self::Made { .. } => None,
        }
    }
    fn line_mut(&mut self, no: u16) -> Option<&mut Line> {
        self.active_mut()?.lines.get_mut(usize::from(no).checked_sub(1)?)
    }
}

impl Stream for Contract {
    type Id = ContractId;
    type Event = ContractEvent;
    const FOLD: u32 = 2;
    fn apply(&mut self, at: Instant, event: &ContractEvent) {
        match event {
            ContractEvent::Drafted { terms, sign_by } => {
                let stage = Stage::Draft(Draft { sign_by: *sign_by, supplier: None });
                *self = Self::Made { terms: terms.clone(), stage };
            }
            ContractEvent::SupplierSigned(signature) => {
                if let Self::Made { stage: Stage::Draft(draft), .. } = self {
                    draft.supplier = Some(signature.clone());
                }
            }
            ContractEvent::TookEffect { signature, publish_by, file_by } => {
                if let Self::Made { terms, stage } = self
                    && let Stage::Draft(Draft { supplier: Some(supplier), .. }) = stage
                {
                    *stage = Stage::Active(Box::new(Active {
                        signatures: [supplier.clone(), signature.clone()],
                        effective_at: at,
                        publish_by: *publish_by,
                        file_by: *file_by,
                        notice: None,
                        filing: None,
                        lines: ledger(&terms.key.schedule),
                        acceptance: None,
                        inspection: Inspection::None,
                        accepted_at: None,
                    }));
                }
            }
            ContractEvent::Published { notice } => {
                if let Some(active) = self.active_mut() {
                    active.notice = Some(*notice);
                }
            }
            ContractEvent::Filed { holds } => {
                if let Some(active) = self.active_mut() {
                    active.filing = Some(Filing { at, holds: holds.clone() });
                }
            }
            ContractEvent::AcceptanceApplied { acceptance } => {
                if let Some(active) = self.active_mut() {
                    active.acceptance = Some(*acceptance);
                    active.inspection = Inspection::Pending;
                }
            }
            ContractEvent::Inspected { qualified } => {
                if let Some(active) = self.active_mut() {
                    active.inspection =
                        if *qualified { Inspection::Qualified } else { Inspection::Unqualified };
                    active.accepted_at = qualified.then_some(at);
                }
            }
            ContractEvent::PaymentApplied { line, amount, .. } => {
                if let Some(line) = self.line_mut(*line) {
                    line.applied = line.applied.plus(*amount);
                }
            }
            ContractEvent::Paid { line, amount, .. } => {
                if let Some(line) = self.line_mut(*line) {
                    line.applied = line.applied.minus(*amount);
                    line.paid = line.paid.plus(*amount);
                }
            }
            ContractEvent::Completed {} => {
                if let Self::Made { stage, .. } = self
                    && let Stage::Active(active) = stage
                {
                    *stage = Stage::Completed(active.clone());
                }
            }
            ContractEvent::Terminated { .. } => {
                let active = self.active().cloned().map(Box::new);
                if let Self::Made { stage, .. } = self {
                    *stage = Stage::Terminated(active);
                }
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let Self::Made { terms, stage } = self else { return Vec::new() };
        let duty = |command: &str, organisation, role, due| Duty {
            command: command.into(),
            organisation,
            role,
            person: None,
            due,
            title: terms.name.clone(),
        };
        let (purchaser, supplier) = (terms.purchaser.organisation, terms.supplier.organisation);
        let active = match stage {
            Stage::Draft(Draft { sign_by, supplier: None }) => {
                return vec![duty("contract.sign", supplier, Role::AuthorizedRep, Some(*sign_by))];
            }
            Stage::Draft(Draft { sign_by, supplier: Some(_) }) => {
                return vec![duty("contract.sign", purchaser, Role::PurchaserHead, Some(*sign_by))];
            }
            Stage::Completed(_) | Stage::Terminated(_) => return Vec::new(),
            Stage::Active(active) => active,
        };
        let mut duties = Vec::new();
        if active.notice.is_none() {
            duties.push(duty("contract.publish", purchaser, Role::PurchaserClerk, Some(active.publish_by)));
        }
        if active.filing.is_none() {
            duties.push(duty("contract.file", purchaser, Role::PurchaserClerk, Some(active.file_by)));
        }
        if active.inspection == Inspection::None {
            duties.push(duty("acceptance.apply", supplier, Role::SupplierClerk, None));
        }
        if self.payable().is_ok_and(|payable| payable.next_line().is_some()) {
            duties.push(duty("payment.apply", purchaser, Role::PurchaserFinance, None));
        }
        duties
    }
}
