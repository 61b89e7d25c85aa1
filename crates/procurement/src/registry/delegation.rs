//! 委托授权: a person lets a colleague act in roles of the person's own for a while.

use super::{Person, PersonEvent, person::Loan, position};
use kernel::{DelegationId, Duty, Instant, OrganisationId, PersonId, Refusal, Role, Span, Stream};
use serde::{Deserialize, Serialize};

/// What is delegated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The organisation of both.
    pub organisation: OrganisationId,
    /// Who delegates 委托人.
    pub by: PersonId,
    /// Who acts 受托人.
    pub to: PersonId,
    /// In which roles.
    pub roles: Vec<Role>,
    /// From this moment.
    pub from: Instant,
    /// Up to this moment.
    pub until: Instant,
    /// 事由
    pub reason: String,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// 期满
    Expired,
    /// 撤销
    Revoked,
    /// One of both left or holds the roles no more 岗位变动.
    Superseded,
}

/// A delegation's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// What is delegated; `None` before it was.
    pub grant: Option<Grant>,
    /// Why it ended, once it has.
    pub ended: Option<Ending>,
}

/// What happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DelegationEvent {
    /// 委托
    #[serde(rename = "delegation.granted")]
    Granted(Grant),
    /// 终止
    #[serde(rename = "delegation.ended")]
    Ended {
        /// Why.
        why: Ending,
    },
}

impl Delegation {
    /// Delegates roles of one's own to a colleague, for at most `days`.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`; `E_SAME_PERSON` to oneself; `E_FORBIDDEN_SCOPE` to somebody of another organisation; `E_SCHEMA`
    /// for a period that is past, empty or too long and for no role; `E_DELEGATION_FURTHER` for a role that is lent itself;
    /// `E_ROLE_UNFIT` for one that is not held or is personal; `E_ALREADY` for one that the other holds;
    /// `E_ROLES_EXCLUSIVE`; `E_TOO_MANY`.
    pub fn grant(
        &self,
        grant: Grant,
        lender: &Person,
        borrower: &Person,
        now: Instant,
        days: i64,
    ) -> Result<Vec<DelegationEvent>, Refusal> {
        let (own, other) = (lender.require_active()?, borrower.require_active()?);
        if grant.by == grant.to {
            return Err(Refusal::new("E_SAME_PERSON").field("to", "field-invalid"));
        }
        if other.organisation != own.organisation || own.organisation != grant.organisation {
            return Err(Refusal::new("E_FORBIDDEN_SCOPE").field("to", "field-invalid"));
        }
        if grant.until <= grant.from || grant.until <= now {
            return Err(Refusal::new("E_SCHEMA").field("until", "field-date-past"));
        }
        if grant.until.since(grant.from.max(now)) > Span::days(days) {
            return Err(Refusal::new("E_DELEGATION_LONG").arg("days", days).field("until", "field-invalid"));
        }
        if grant.roles.is_empty() {
            return Err(Refusal::new("E_SCHEMA").field("roles", "field-required"));
        }
        for role in &grant.roles {
            let refusal = match () {
                () if *role == Role::Expert => Refusal::new("E_ROLE_UNFIT"),
                () if own.roles.contains(role) && other.roles.contains(role) => Refusal::new("E_ALREADY"),
                () if own.roles.contains(role) => continue,
                () if lender.borrowed().contains(role) => Refusal::new("E_DELEGATION_FURTHER"),
                () => Refusal::new("E_ROLE_UNFIT"),
            };
            return Err(refusal.field("roles", "field-invalid"));
        }
        if borrower.loans.len() >= Person::LOANS {
            return Err(Refusal::new("E_TOO_MANY"));
        }
        let lent: Vec<Role> = borrower.borrowed().into_iter().chain(grant.roles.iter().copied()).collect();
        position::compatible(&other.roles, &lent)?;
        Ok(vec![DelegationEvent::Granted(grant)])
    }
    /// What the colleague is lent by it.
    pub fn loan(id: DelegationId, grant: &Grant) -> PersonEvent {
        let Grant { by, roles, from, until, .. } = grant.clone();
        PersonEvent::Lent(Loan { delegation: id, by, roles, from, until })
    }
    /// What is delegated, until it ends.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn running(&self) -> Result<&Grant, Refusal> {
        match (&self.grant, self.ended) {
            (Some(grant), None) => Ok(grant),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Ends it.
    ///
    /// # Errors
    /// `E_STATE` if it has ended; `E_TOO_EARLY` if it is said to have expired and has not.
    pub fn end(&self, why: Ending, now: Instant) -> Result<Vec<DelegationEvent>, Refusal> {
        let grant = self.running()?;
        if why == Ending::Expired && now < grant.until {
            return Err(Refusal::new("E_TOO_EARLY").arg("earliest", grant.until));
        }
        Ok(vec![DelegationEvent::Ended { why }])
    }
}

impl Stream for Delegation {
    type Id = DelegationId;
    type Event = DelegationEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &DelegationEvent) {
        match event {
            DelegationEvent::Granted(grant) => self.grant = Some(grant.clone()),
            DelegationEvent::Ended { why } => self.ended = Some(*why),
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let running = self.running().ok();
        running.map(|grant| Duty::timer("registry.end_delegation", grant.until, "")).into_iter().collect()
    }
}

#[cfg(test)]
#[path = "delegation_tests.rs"]
mod tests;
