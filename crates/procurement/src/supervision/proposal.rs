//! A command that waits for a second natural person 双人双岗.

use kernel::{
    Duty, Instant, OrganisationId, PersonId, ProposalId, Refusal, Role, Sealed, Stream, StreamName,
};
use serde::{Deserialize, Serialize};

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The command's name.
    pub command: String,
    /// Its input, as typed; in the vault, because it may hold what must not be public yet.
    pub input: Sealed<serde_json::Value>,
    /// Written reasons for warnings, by rule.
    pub reasons: std::collections::BTreeMap<String, String>,
    /// The first person.
    pub proposer: PersonId,
    /// The organisation of both.
    pub organisation: OrganisationId,
    /// The second person's role.
    pub role: Role,
    /// What it acts on, if it exists already.
    pub subject: Option<StreamName>,
    /// What it is about.
    pub title: String,
    /// In whose place the first person acted 受谁委托.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place_of: Option<PersonId>,
    /// Who proposed it and has handed it over to the first person 原经办人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_over_from: Option<PersonId>,
}
impl Proposed {
    /// Has this natural person a part in proposing it?
    fn involves(&self, person: PersonId) -> bool {
        [Some(self.proposer), self.in_place_of, self.taken_over_from].contains(&Some(person))
    }
}

/// Where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Proposal {
    /// Not yet created.
    #[default]
    Unknown,
    /// 待复核
    Pending(Proposed),
    /// 已通过
    Approved {
        /// What was proposed.
        proposed: Proposed,
        /// The second person.
        by: PersonId,
    },
    /// 已退回; the typed content goes back to the first person.
    Rejected {
        /// What was proposed.
        proposed: Proposed,
        /// The second person.
        by: PersonId,
        /// What to change.
        reason: String,
    },
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ProposalEvent {
    /// 提交复核
    #[serde(rename = "proposal.made")]
    Made(Proposed),
    /// 复核通过
    #[serde(rename = "proposal.approved")]
    Approved {
        /// The second person.
        by: PersonId,
        /// In whose place 受谁委托.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_place_of: Option<PersonId>,
    },
    /// 交接
    #[serde(rename = "proposal.taken_over")]
    TakenOver {
        /// Whose it is from now on.
        by: PersonId,
    },
    /// 复核退回
    #[serde(rename = "proposal.rejected")]
    Rejected {
        /// The second person.
        by: PersonId,
        /// What to change.
        reason: String,
    },
}

impl Proposal {
    /// The proposal that waits, if `second` may decide on it: another natural person with the role in the organisation, or
    /// in the one that carries on its matters (`acted_for`). A role that the first person has lent makes nobody another person.
    ///
    /// # Errors
    /// `E_STATE` if it waits no longer; `E_SAME_PERSON`; `E_FORBIDDEN_SCOPE`.
    pub fn decidable_by(
        &self,
        second: &kernel::Actor,
        acted_for: &[OrganisationId],
    ) -> Result<&Proposed, Refusal> {
        let Self::Pending(proposed) = self else { return Err(Refusal::new("E_STATE")) };
        let own = second.organisation == proposed.organisation || acted_for.contains(&proposed.organisation);
        if !own || !second.is(&[proposed.role]) {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        let principal = second.principal(&[proposed.role]);
        if [Some(second.person), principal].into_iter().flatten().any(|person| proposed.involves(person)) {
            return Err(Refusal::new("E_SAME_PERSON"));
        }
        Ok(proposed)
    }
    /// Its first person hands it over to a colleague.
    ///
    /// # Errors
    /// `E_STATE` if it waits no longer.
    pub fn take_over(&self, by: PersonId) -> Result<Vec<ProposalEvent>, Refusal> {
        match self {
            Self::Pending(_) => Ok(vec![ProposalEvent::TakenOver { by }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
}

impl Stream for Proposal {
    type Id = ProposalId;
    type Event = ProposalEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &ProposalEvent) {
        *self = match (std::mem::take(self), event) {
            (_, ProposalEvent::Made(proposed)) => Self::Pending(proposed.clone()),
            (Self::Pending(proposed), ProposalEvent::TakenOver { by }) => {
                let taken_over_from = Some(proposed.proposer);
                Self::Pending(Proposed { proposer: *by, taken_over_from, ..proposed })
            }
            (Self::Pending(proposed), ProposalEvent::Approved { by, .. }) => {
                Self::Approved { proposed, by: *by }
            }
            (Self::Pending(proposed), ProposalEvent::Rejected { by, reason }) => {
                Self::Rejected { proposed, by: *by, reason: reason.clone() }
            }
            (other, _) => other,
        };
    }
    fn duties(&self) -> Vec<Duty> {
        let duty = |command: &str, role, person, proposed: &Proposed| Duty {
            command: command.to_owned(),
            organisation: proposed.organisation,
            role,
            person,
            due: None,
            title: proposed.title.clone(),
        };
        match self {
            Self::Pending(proposed) => {
                vec![duty("supervision.approve_proposal", proposed.role, None, proposed)]
            }
            _ => Vec::new(),
        }
    }
}
