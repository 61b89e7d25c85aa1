//! The acceptance of one contract: applied for, recorded, put right, recorded again.

use super::{Criterion, Finding, Member, inspect};
use crate::Law;
use kernel::{AcceptanceId, ContractId, Duty, Instant, OrganisationId, PersonId, Refusal, Role, Stream};
use serde::{Deserialize, Serialize};

/// A protocol longer than this many bytes does not fit a stream; photographs and reports are attached as files.
const MAX_PROTOCOL: usize = 28_000;

/// What is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// The contract.
    pub contract: ContractId,
    /// Its purchaser.
    pub purchaser: OrganisationId,
    /// Its supplier.
    pub supplier: OrganisationId,
    /// Every criterion of the contract.
    pub criteria: Vec<Criterion>,
    /// Who ran the procurement: drafted and signed for the purchaser.
    pub handlers: Vec<PersonId>,
    /// The contract's name.
    pub title: String,
}

/// A written record of acceptance 验收书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// The purchaser's people.
    pub members: Vec<Member>,
    /// One finding a criterion.
    pub findings: Vec<Finding>,
    /// Does everything hold?
    pub qualified: bool,
}

/// Where an acceptance stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceStage {
    /// Applied for by the supplier.
    Applied {
        /// When to begin at the latest (D-ACC-01).
        start_by: Instant,
    },
    /// Found wanting: the supplier puts it right and applies again.
    Unqualified(Protocol),
    /// Accepted.
    Qualified(Protocol),
}

/// An acceptance 履约验收.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acceptance {
    /// Not applied for.
    #[default]
    None,
    /// Under way or done.
    Open {
        /// What is accepted.
        matter: Box<Matter>,
        /// How often it was applied for.
        round: u32,
        /// Where it stands.
        stage: AcceptanceStage,
    },
}

/// What happened to an acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum AcceptanceEvent {
    /// The supplier applied.
    #[serde(rename = "acceptance.applied")]
    Applied {
        /// What is to be accepted.
        matter: Box<Matter>,
        /// When to begin at the latest.
        start_by: Instant,
    },
    /// The supplier put right what was wanting and applied again.
    #[serde(rename = "acceptance.reapplied")]
    Reapplied {
        /// What was done.
        remedy: String,
        /// When to begin at the latest.
        start_by: Instant,
    },
    /// The purchaser's people recorded what they found.
    #[serde(rename = "acceptance.recorded")]
    Recorded(Protocol),
}

impl Acceptance {
    /// The supplier applies for the first acceptance.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn apply_for(&self, matter: Matter, at: Instant, law: &Law) -> Result<Vec<AcceptanceEvent>, Refusal> {
        if !matches!(self, Self::None) {
            return Err(Refusal::new("E_STATE"));
        }
        let start_by = law.latest("D-ACC-01", at)?;
        Ok(vec![AcceptanceEvent::Applied { matter: Box::new(matter), start_by }])
    }
    /// The supplier applies again after putting right what was wanting 整改复验.
    ///
    /// # Errors
    /// `E_STATE`, `E_SCHEMA`.
    pub fn reapply(&self, remedy: String, at: Instant, law: &Law) -> Result<Vec<AcceptanceEvent>, Refusal> {
        let Self::Open { stage: AcceptanceStage::Unqualified(_), .. } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        if remedy.trim().is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("remedy", "field-required"));
        }
        Ok(vec![AcceptanceEvent::Reapplied { remedy, start_by: law.latest("D-ACC-01", at)? }])
    }
    /// Records what was found: every criterion, by two people of different posts (ACC-02, ACC-03).
    /// A second inspection covers everything again, not only what failed.
    ///
    /// # Errors
    /// `E_STATE`, `E_TOO_LARGE`, and those of [`inspect`].
    pub fn record(
        &self,
        members: Vec<Member>,
        findings: Vec<Finding>,
        law: &Law,
    ) -> Result<Vec<AcceptanceEvent>, Refusal> {
        let Self::Open { matter, stage: AcceptanceStage::Applied { .. }, .. } = self else {
            return Err(Refusal::new("E_STATE"));
        };
        let qualified = inspect(&matter.criteria, &findings, &members, &matter.handlers, law)?;
        let protocol = Protocol { members, findings, qualified };
        if serde_json::to_vec(&protocol).map_or(true, |bytes| bytes.len() > MAX_PROTOCOL) {
            return Err(Refusal::new("E_TOO_LARGE"));
        }
        Ok(vec![AcceptanceEvent::Recorded(protocol)])
    }
    /// What is accepted, once applied for.
    pub fn matter(&self) -> Option<&Matter> {
        match self {
            Self::None => None,
            Self::Open { matter, .. } => Some(matter),
        }
    }
}

impl Stream for Acceptance {
    type Id = AcceptanceId;
    type Event = AcceptanceEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &AcceptanceEvent) {
        match event {
            AcceptanceEvent::Applied { matter, start_by } => {
                let stage = AcceptanceStage::Applied { start_by: *start_by };
                *self = Self::Open { matter: matter.clone(), round: 1, stage };
            }
            AcceptanceEvent::Reapplied { start_by, .. } => {
                if let Self::Open { round, stage, .. } = self {
                    *round += 1;
                    *stage = AcceptanceStage::Applied { start_by: *start_by };
                }
            }
            AcceptanceEvent::Recorded(protocol) => {
                if let Self::Open { stage, .. } = self {
                    *stage = if protocol.qualified {
                        AcceptanceStage::Qualified(protocol.clone())
                    } else {
                        AcceptanceStage::Unqualified(protocol.clone())
                    };
                }
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let Self::Open { matter, stage, .. } = self else { return Vec::new() };
        let duty = |command: &str, organisation, role, due| Duty {
            command: command.into(),
            organisation,
            role,
            person: None,
            due,
            title: matter.title.clone(),
        };
        match stage {
            AcceptanceStage::Applied { start_by } => {
                vec![duty("acceptance.record", matter.purchaser, Role::PurchaserClerk, Some(*start_by))]
            }
            AcceptanceStage::Unqualified(_) => {
                vec![duty("acceptance.reapply", matter.supplier, Role::SupplierClerk, None)]
            }
            AcceptanceStage::Qualified(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        acceptance::CriterionKind,
        contract::testing::{at, id, law, organisation, person},
    };

    fn applied() -> Acceptance {
        let criterion = Criterion { kind: CriterionKind::Service, text: "上门安装".into() };
        let matter = Matter {
            contract: id(30),
            purchaser: organisation(100),
            supplier: organisation(200),
            criteria: vec![criterion],
            handlers: vec![person(1)],
            title: "合同".into(),
        };
        let mut acceptance = Acceptance::default();
        let events = acceptance.apply_for(matter, at("2026-03-02T09:00"), &law());
        then(&mut acceptance, events);
        acceptance
    }
    fn then(acceptance: &mut Acceptance, decided: Result<Vec<AcceptanceEvent>, Refusal>) {
        for event in decided.unwrap() {
            acceptance.apply(at("2026-03-05T09:00"), &event);
        }
    }
    fn record(acceptance: &Acceptance, passed: bool) -> Result<Vec<AcceptanceEvent>, Refusal> {
        let members = [(1, Role::PurchaserClerk), (2, Role::PurchaserSupervisor)]
            .map(|(n, post)| Member { person: person(n), post });
        acceptance.record(members.into(), vec![Finding { no: 1, passed, note: "见照片".into() }], &law())
    }

    #[test]
    fn what_fails_is_put_right_and_inspected_again() {
        let mut acceptance = applied();
        assert_eq!(acceptance.duties()[0].command, "acceptance.record");
        assert_eq!(acceptance.duties()[0].due, Some(Instant::end_of("2026-03-11".parse().unwrap())));
        let events = record(&acceptance, false);
        then(&mut acceptance, events);
        assert_eq!(acceptance.duties()[0].command, "acceptance.reapply");
        assert_eq!(record(&acceptance, true).unwrap_err().code, "E_STATE");
        assert_eq!(
            acceptance.reapply(" ".into(), at("2026-03-06T09:00"), &law()).unwrap_err().code,
            "E_SCHEMA"
        );
        let events = acceptance.reapply("已更换".into(), at("2026-03-06T09:00"), &law());
        then(&mut acceptance, events);
        let events = record(&acceptance, true);
        then(&mut acceptance, events);
        assert!(matches!(
            acceptance,
            Acceptance::Open { round: 2, stage: AcceptanceStage::Qualified(_), .. }
        ));
        assert!(acceptance.duties().is_empty());
    }
    #[test]
    fn what_was_not_applied_for_is_not_recorded() {
        assert_eq!(record(&Acceptance::default(), true).unwrap_err().code, "E_STATE");
    }
}
