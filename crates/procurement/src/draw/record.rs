//! What a draw is and what happens to it.

use super::composition::Panel;
use kernel::{
    Digest, EvaluationId, Instant, LotId, Money, OrganisationId, PersonId, ProjectId, Region, Role, Sealed,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A draw of experts for the evaluation of one lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// What is drawn for; `None` before the request.
    pub request: Option<DrawRequest>,
    /// Who may be drawn.
    pub candidates: Option<Candidates>,
    /// The parties' contributions to the seed.
    pub contributions: BTreeMap<Party, Contribution>,
    /// The journal's root when the commitments closed, a part of the seed.
    pub root: Option<String>,
    /// Who was called, in order. Shown to nobody but each person until sign-in.
    pub chosen: Vec<Chosen>,
    /// The next place in the drawn order.
    pub next: u32,
    /// The evaluation, once the committee was convened.
    pub evaluation: Option<EvaluationId>,
    /// Where it stands.
    pub stage: DrawStage,
}

/// What is drawn for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRequest {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// The purchaser.
    pub purchaser: OrganisationId,
    /// The agency.
    pub agency: OrganisationId,
    /// The finance authority that supervises.
    pub regulator: OrganisationId,
    /// The region whose law applies.
    pub region: Region,
    /// The experts' region: theirs is at or under it.
    pub reach: Region,
    /// Project and lot name.
    pub title: String,
    /// Specialities, any of which an expert must have.
    pub specialities: Vec<String>,
    /// Who sits on the committee.
    pub panel: Panel,
    /// The lot's budget.
    pub budget: Money,
    /// Technically complex, or of large social influence (87号令第47条).
    pub complex: bool,
    /// Employers whose people may not be drawn, besides purchaser and agency.
    pub avoid: Vec<Avoidance>,
    /// When the evaluation is to start.
    pub evaluation_at: Instant,
}

/// An employer to avoid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avoidance {
    /// 统一社会信用代码
    pub employer: String,
    /// Why.
    pub reason: String,
}

/// Who may be drawn: a list of salted commitments, so that it is fixed and names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    /// How many.
    pub count: u32,
    /// [`sampling::candidates_digest`] of the whole list.
    pub digest: Digest,
    /// The list in the store, page by page.
    pub pages: Vec<Digest>,
    /// The salt, in the vault.
    pub salt: Sealed<String>,
    /// The algorithm that orders them.
    pub algorithm: String,
}

/// Who contributes to the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 采购人
    Purchaser,
    /// 采购代理机构
    Agency,
    /// 监管部门
    Regulator,
}
impl Party {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Purchaser, Self::Agency, Self::Regulator];
    /// `purchaser`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Agency => "agency",
            Self::Regulator => "regulator",
        }
    }
    /// The role that acts for it.
    pub const fn role(self) -> Role {
        match self {
            Self::Purchaser => Role::PurchaserClerk,
            Self::Agency => Role::AgencyPm,
            Self::Regulator => Role::FaRegulator,
        }
    }
}

/// A party's contribution to the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// SM3 of the contribution.
    pub commitment: Digest,
    /// The contribution, in the vault under the party's key until it is revealed.
    pub secret: Sealed<String>,
    /// The contribution, once revealed.
    pub revealed: Option<String>,
}

/// Somebody who was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Index in the candidate list.
    pub index: u32,
    /// The expert.
    pub person: PersonId,
    /// The organisation under which the expert signs in.
    pub organisation: OrganisationId,
    /// SM3(salt ‖ employer): at most one per employer.
    pub employer: Digest,
    /// Until when an answer is waited for.
    pub until: Instant,
    /// The answer.
    pub standing: Standing,
}

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No answer yet.
    Called,
    /// Will come.
    Accepted,
    /// Will not come.
    Declined,
    /// Did not answer in time.
    Silent,
    /// Accepted, but has to avoid, or did not come.
    Withdrawn,
}
impl Standing {
    /// Does it (still) count for the committee?
    pub const fn counts(self) -> bool {
        matches!(self, Self::Called | Self::Accepted)
    }
    /// `called`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Silent => "silent",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a drawn place was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassedOver {
    /// Since the list was fixed the expert was suspended, left, or has to avoid.
    Unavailable,
    /// A colleague from the same employer already sits there.
    SameEmployer,
}

/// An expert behind a commitment of the list, as the registry knows the person now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The expert.
    pub person: PersonId,
    /// The organisation under which the expert signs in.
    pub organisation: OrganisationId,
    /// SM3(salt ‖ employer).
    pub employer: Digest,
}

/// Where a draw stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum DrawStage {
    /// Not requested.
    #[default]
    Absent,
    /// The candidate list is fixed; the parties commit.
    Committing {
        /// Until when.
        until: Instant,
    },
    /// All that will ever count is committed; the parties reveal.
    Revealing {
        /// Until when.
        until: Instant,
    },
    /// The order is drawn; the experts are asked.
    Calling {
        /// The seed.
        seed: Digest,
    },
    /// Enough have accepted.
    Filled {
        /// The seed.
        seed: Digest,
    },
    /// The list was exhausted: a new request with wider conditions is needed.
    Failed {
        /// How many had accepted.
        accepted: u32,
    },
}

/// What happens to a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DrawEvent {
    /// A draw was requested and its candidate list fixed.
    #[serde(rename = "draw.requested")]
    Requested {
        /// What for.
        request: Box<DrawRequest>,
        /// Who may be drawn.
        candidates: Candidates,
        /// Until when the parties may commit.
        until: Instant,
    },
    /// A party committed itself.
    #[serde(rename = "contribution.committed")]
    Committed {
        /// Who.
        party: Party,
        /// SM3 of the contribution.
        commitment: Digest,
        /// The contribution, in the vault.
        secret: Sealed<String>,
    },
    /// No more commitments; who has none has no say.
    #[serde(rename = "commitments.closed")]
    CommitmentsClosed {
        /// The journal's root.
        root: String,
        /// Until when the parties may reveal.
        until: Instant,
    },
    /// A party revealed its contribution.
    #[serde(rename = "contribution.revealed")]
    Revealed {
        /// Who.
        party: Party,
        /// The contribution.
        contribution: String,
    },
    /// The seed is fixed.
    #[serde(rename = "seed.fixed")]
    SeedFixed {
        /// The seed.
        seed: Digest,
        /// Parties without a say: they did not commit or not reveal in time.
        forfeited: Vec<Party>,
    },
    /// An expert's place came up.
    #[serde(rename = "expert.called")]
    Called {
        /// Who, and until when an answer is waited for.
        chosen: Chosen,
    },
    /// A place came up that cannot be called.
    #[serde(rename = "expert.passed_over")]
    Passed {
        /// Index in the candidate list.
        index: u32,
        /// Why.
        reason: PassedOver,
    },
    /// A called expert answered, or did not, or withdrew.
    #[serde(rename = "expert.answered")]
    Answered {
        /// Who.
        person: PersonId,
        /// What.
        standing: Standing,
        /// Why, if it was said.
        reason: Option<String>,
    },
    /// Enough have accepted.
    #[serde(rename = "draw.filled")]
    Filled {},
    /// The list is exhausted.
    #[serde(rename = "draw.failed")]
    Failed {},
    /// The committee was convened.
    #[serde(rename = "draw.convened")]
    Convened {
        /// The evaluation.
        evaluation: EvaluationId,
    },
}
