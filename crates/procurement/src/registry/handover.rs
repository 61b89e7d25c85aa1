//! 工作交接: a leaving person's to-dos and matters go to a colleague, who has to accept them.

use super::Person;
use kernel::{Duty, HandoverId, Instant, OrganisationId, PersonId, Refusal, Role, Stream};
use serde::{Deserialize, Serialize};

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The organisation of both.
    pub organisation: OrganisationId,
    /// Who leaves 移交人.
    pub from: PersonId,
    /// Who takes over 接收人.
    pub to: PersonId,
    /// A role of the one who takes over, under which it is asked for.
    pub role: Role,
    /// 事由
    pub reason: String,
}

/// Where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Handover {
    /// Not yet created.
    #[default]
    Unknown,
    /// 待接收
    Offered(Offer),
    /// 已交接
    Accepted(Offer),
    /// 未接收
    Declined {
        /// What was offered.
        offer: Offer,
        /// Why it came to nothing.
        reason: String,
    },
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum HandoverEvent {
    /// 提出交接
    #[serde(rename = "handover.offered")]
    Offered(Offer),
    /// 接收
    #[serde(rename = "handover.accepted")]
    Accepted {
        /// How many proposals went along.
        proposals: u32,
    },
    /// 不接收, 撤回
    #[serde(rename = "handover.declined")]
    Declined {
        /// Why.
        reason: String,
    },
}

impl Handover {
    /// Offers all of a person's work to a colleague. Only whoever keeps the organisation's accounts may give roles that the
    /// colleague does not hold.
    ///
    /// # Errors
    /// `E_SAME_PERSON`; `E_FORBIDDEN_SCOPE` for somebody of another organisation; `E_ACCOUNT_DISABLED`; `E_ROLE_UNFIT` for
    /// an expert, whose work is personal; `E_HANDOVER_ROLES`; `E_ROLES_EXCLUSIVE`; `E_TOO_MANY`.
    pub fn offer(
        &self,
        offer: Offer,
        leaving: &Person,
        taking: &Person,
        by_head: bool,
    ) -> Result<Vec<HandoverEvent>, Refusal> {
        if offer.from == offer.to {
            return Err(Refusal::new("E_SAME_PERSON").field("to", "field-invalid"));
        }
        let (gone, other) = (leaving.enrolment.as_ref(), taking.require_active()?);
        let gone = gone.ok_or_else(|| Refusal::new("E_ACCOUNT_DISABLED"))?;
        if gone.organisation != offer.organisation || other.organisation != offer.organisation {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").field("to", "field-invalid"));
        }
        if gone.roles.contains(&Role::Expert) {
            return Err(Refusal::new("E_ROLE_UNFIT"));
        }
        if !by_head && !gone.roles.iter().all(|role| other.roles.contains(role)) {
            return Err(Refusal::new("E_HANDOVER_ROLES").field("to", "field-invalid"));
        }
        taking.take_over(offer.from, leaving)?;
        Ok(vec![HandoverEvent::Offered(offer)])
    }
    /// What waits to be accepted.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn offered(&self) -> Result<&Offer, Refusal> {
        match self {
            Self::Offered(offer) => Ok(offer),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// The colleague accepts.
    ///
    /// # Errors
    /// `E_STATE`; `E_FORBIDDEN_SCOPE` for anybody else.
    pub fn accept(&self, by: PersonId, proposals: u32) -> Result<Vec<HandoverEvent>, Refusal> {
        if self.offered()?.to != by {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        Ok(vec![HandoverEvent::Accepted { proposals }])
    }
    /// The colleague declines, or the offer is withdrawn.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn decline(&self, reason: String) -> Result<Vec<HandoverEvent>, Refusal> {
        self.offered()?;
        Ok(vec![HandoverEvent::Declined { reason }])
    }
}

impl Stream for Handover {
    type Id = HandoverId;
    type Event = HandoverEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &HandoverEvent) {
        *self = match (std::mem::take(self), event) {
            (_, HandoverEvent::Offered(offer)) => Self::Offered(offer.clone()),
            (Self::Offered(offer), HandoverEvent::Accepted { .. }) => Self::Accepted(offer),
            (Self::Offered(offer), HandoverEvent::Declined { reason }) => {
                Self::Declined { offer, reason: reason.clone() }
            }
            (other, _) => other,
        };
    }
    fn duties(&self) -> Vec<Duty> {
        let duty = |offer: &Offer| Duty {
            command: "registry.accept_handover".to_owned(),
            organisation: offer.organisation,
            role: offer.role,
            person: Some(offer.to),
            due: None,
            title: String::new(),
        };
        self.offered().map(duty).into_iter().collect()
    }
}
