//! An entrustment of an agency 委托代理协议 (政府采购法第19、20条，实施条例第16条).

use crate::{
    Law,
    demand::{OrganisationForm, choices},
    registry::Standing,
};
use kernel::{
    Date, Duty, EntrustmentId, Instant, OrganisationId, PersonId, PlanId, ProjectId, Refusal, Role, Stream,
};
use serde::{Deserialize, Serialize};

/// An entrustment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Entrustment {
    /// Not offered.
    #[default]
    Absent,
    /// The purchaser has offered it, with two persons' consent.
    Invited {
        /// The agreement offered.
        agreement: Box<Agreement>,
    },
    /// The agency has agreed, with two persons' consent 生效.
    InForce {
        /// The agreement.
        agreement: Box<Agreement>,
        /// The agency's person in charge.
        manager: PersonId,
        /// Since when.
        at: Instant,
        /// The project opened under it.
        project: Option<ProjectId>,
    },
    /// The agency declined.
    Declined {
        /// The agreement offered.
        agreement: Box<Agreement>,
        /// Why.
        reason: String,
    },
}

/// Parties, matter and terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// 采购人
    pub purchaser: OrganisationId,
    /// 代理机构
    pub agency: OrganisationId,
    /// The plan to be carried out.
    pub plan: PlanId,
    /// The plan's name.
    pub title: String,
    /// What is agreed.
    pub terms: Terms,
}

/// What every agreement must say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// 代理范围
    pub scope: String,
    /// 代理权限
    pub authority: String,
    /// 代理期限（止）
    pub until: Date,
    /// 档案保存
    pub archive: String,
    /// 代理费支付方
    pub fee_payer: FeePayer,
    /// 代理费收取标准
    pub fee_standard: String,
    /// 评审费支付方
    pub review_fee_payer: FeePayer,
    /// 协议解除终止和违约责任
    pub liability: String,
}

choices! {
    /// Who pays.
    FeePayer {
        /// 采购人
        Purchaser = "purchaser",
        /// 代理机构
        Agency = "agency",
        /// 中标、成交供应商
        Supplier = "supplier",
    }
}

/// What the register says about an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'c> {
    /// Which.
    pub organisation: OrganisationId,
    /// Is it registered as an agency?
    pub is_agency: bool,
    /// A central procurement agency 集中采购机构?
    pub central: bool,
    /// Its standing in the register.
    pub standing: &'c Standing,
}

/// What happened to an entrustment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum EntrustmentEvent {
    /// Offered.
    #[serde(rename = "entrustment.invited")]
    Invited(Box<Agreement>),
    /// Agreed.
    #[serde(rename = "entrustment.accepted")]
    Accepted {
        /// The person in charge.
        manager: PersonId,
    },
    /// Declined.
    #[serde(rename = "entrustment.declined")]
    Declined {
        /// Why.
        reason: String,
    },
    /// A project was opened under it.
    #[serde(rename = "entrustment.used")]
    Used {
        /// The project.
        project: ProjectId,
    },
}

impl Stream for Entrustment {
    type Id = EntrustmentId;
    type Event = EntrustmentEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &EntrustmentEvent) {
        match (&mut *self, event) {
            (Self::Absent, EntrustmentEvent::Invited(agreement)) => {
                *self = Self::Invited { agreement: agreement.clone() };
            }
            (Self::Invited { agreement }, EntrustmentEvent::Accepted { manager }) => {
                *self = Self::InForce { agreement: agreement.clone(), manager: *manager, at, project: None };
            }
            (Self::Invited { agreement }, EntrustmentEvent::Declined { reason }) => {
                *self = Self::Declined { agreement: agreement.clone(), reason: reason.clone() };
            }
            (Self::InForce { project, .. }, EntrustmentEvent::Used { project: opened }) => {
                *project = Some(*opened);
            }
            _ => {}
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let (command, agreement) = match self {
            Self::Invited { agreement } => ("agency.accept", agreement),
            Self::InForce { agreement, project: None, .. } => ("tender.open_project", agreement),
            _ => return Vec::new(),
        };
        vec![Duty {
            command: command.to_owned(),
            organisation: agreement.agency,
            role: Role::AgencyPm,
            person: None,
            due: None,
            title: agreement.title.clone(),
        }]
    }
}

impl Entrustment {
    /// The agreement, offered or in force.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn agreement(&self) -> Result<&Agreement, Refusal> {
        match self {
            Self::Invited { agreement }
            | Self::InForce { agreement, .. }
            | Self::Declined { agreement, .. } => Ok(agreement),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }

    /// The purchaser offers; it chooses freely among registered agencies (政府采购法第19条), save that what is centralised goes to
    /// a central procurement agency (第18条).
    ///
    /// # Errors
    /// `E_AGENCY_NOT_LISTED` (AGY-01), `E_AGENCY_NOT_CENTRAL` (PLN-03), `E_SCHEMA`, `E_STATE`.
    pub fn invite(
        &self,
        agreement: Agreement,
        candidate: Candidate<'_>,
        form: OrganisationForm,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<EntrustmentEvent>, Refusal> {
        if *self != Self::Absent || candidate.organisation != agreement.agency {
            return Err(Refusal::new("E_STATE"));
        }
        if !candidate.is_agency || *candidate.standing != Standing::Active {
            return Err(law.refuse("E_AGENCY_NOT_LISTED", "AGY-01").field("agency", "field-invalid"));
        }
        if form == OrganisationForm::Centralized && !candidate.central {
            return Err(law.refuse("E_AGENCY_NOT_CENTRAL", "PLN-03").field("agency", "field-invalid"));
        }
        if agreement.terms.until <= at.date() {
            return Err(Refusal::new("E_SCHEMA").field("until", "field-in-the-past"));
        }
        // Experts are paid by the agency or the purchaser, never by those they judge (registries §5).
        if agreement.terms.review_fee_payer == FeePayer::Supplier {
            return Err(Refusal::new("E_SCHEMA").field("review_fee_payer", "field-invalid"));
        }
        if agreement.terms.fee_payer == FeePayer::Agency {
            return Err(Refusal::new("E_SCHEMA").field("fee_payer", "field-invalid"));
        }
        Ok(vec![EntrustmentEvent::Invited(Box::new(agreement))])
    }

    /// The agency agrees; `manager` becomes the person in charge.
    ///
    /// # Errors
    /// `E_STATE`, `E_FORBIDDEN_SCOPE`, `E_NOT_FOUND`.
    pub fn accept(
        &self,
        agency: OrganisationId,
        manager: PersonId,
    ) -> Result<Vec<EntrustmentEvent>, Refusal> {
        self.invited(agency)?;
        Ok(vec![EntrustmentEvent::Accepted { manager }])
    }

    /// The agency declines; the purchaser may then invite another.
    ///
    /// # Errors
    /// As [`Entrustment::accept`].
    pub fn decline(&self, agency: OrganisationId, reason: String) -> Result<Vec<EntrustmentEvent>, Refusal> {
        self.invited(agency)?;
        Ok(vec![EntrustmentEvent::Declined { reason }])
    }

    fn invited(&self, agency: OrganisationId) -> Result<&Agreement, Refusal> {
        let agreement = self.agreement()?;
        if agreement.agency != agency {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE"));
        }
        if matches!(self, Self::Invited { .. }) { Ok(agreement) } else { Err(Refusal::new("E_STATE")) }
    }

    /// A project is opened under it: only in force, only by the entrusted agency, within the term, once (AGY-05).
    ///
    /// # Errors
    /// `E_NOT_ENTRUSTED` (AGY-05), `E_STATE`, `E_NOT_FOUND`.
    pub fn open_project(
        &self,
        agency: OrganisationId,
        project: ProjectId,
        at: Instant,
        law: &Law,
    ) -> Result<Vec<EntrustmentEvent>, Refusal> {
        let agreement = self.agreement()?;
        match self {
            Self::InForce { project: None, .. }
                if agreement.agency == agency && at.date() <= agreement.terms.until =>
            {
                Ok(vec![EntrustmentEvent::Used { project }])
            }
            Self::InForce { project: Some(_), .. } => Err(Refusal::new("E_STATE")),
            _ => Err(law.refuse("E_NOT_ENTRUSTED", "AGY-05")),
        }
    }
}
