//! A natural person 自然人 who acts for an organisation. Name, password and phone lie in the vault.

use super::{Kind, SecondFactor, position};
use kernel::{DelegationId, Instant, Lent, OrganisationId, PersonId, Refusal, Region, Role, Sealed, Stream};
use serde::{Deserialize, Serialize};

/// What the draw needs to know of an expert 评审专家.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpertProfile {
    /// 专业, catalogue codes; at most [`ExpertProfile::SPECIALITIES`].
    pub specialities: Vec<String>,
    /// Where the expert lives.
    pub region: Region,
    /// 工作单位统一社会信用代码, for avoidance.
    pub employer: String,
}
impl ExpertProfile {
    /// At most this many specialities (each needs evidence).
    pub const SPECIALITIES: usize = 3;
}

/// What is enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// The region of that organisation.
    pub region: Region,
    /// Roles there.
    pub roles: Vec<Role>,
    /// Sign-in name; unique.
    pub login: String,
    /// 姓名
    pub name: Sealed<String>,
    /// argon2id hash in PHC form.
    pub password: Sealed<String>,
    /// For experts.
    pub expert: Option<ExpertProfile>,
}

/// Roles that a colleague lends for a while 受托岗位.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// The delegation.
    pub delegation: DelegationId,
    /// Who holds them.
    pub by: PersonId,
    /// The roles.
    pub roles: Vec<Role>,
    /// From this moment.
    pub from: Instant,
    /// Up to this moment.
    pub until: Instant,
}
impl Loan {
    /// Does it hold `at` this moment?
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }
}

/// A person's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// `None` before enrolment and after erasure.
    pub enrolment: Option<Enrolment>,
    /// May sign in and act.
    pub active: bool,
    /// Asked for beside the password 双因子认证.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<SecondFactor>,
    /// The password is a one-time sign-in word 首次登录口令 that is good up to this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<Instant>,
    /// Roles lent by colleagues, at most [`Person::LOANS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loans: Vec<Loan>,
    /// Whose work this person has taken over 接手谁的工作, at most [`Person::LOANS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub took_over: Vec<PersonId>,
}

/// What happened to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum PersonEvent {
    /// 开户
    #[serde(rename = "person.enrolled")]
    Enrolled(Enrolment),
    /// 修改密码
    #[serde(rename = "person.password_changed")]
    PasswordChanged {
        /// The new hash.
        password: Sealed<String>,
    },
    /// 岗位调整
    #[serde(rename = "person.roles_changed")]
    RolesChanged {
        /// All that the person acts as from now on.
        roles: Vec<Role>,
    },
    /// 停用
    #[serde(rename = "person.disabled")]
    Disabled {
        /// Why.
        reason: String,
    },
    /// 开启双因子认证
    #[serde(rename = "person.second_factor_enabled")]
    SecondFactorEnabled(SecondFactor),
    /// 关闭双因子认证
    #[serde(rename = "person.second_factor_disabled")]
    SecondFactorDisabled {
        /// Why, if others did it for a person who lost the device.
        reason: Option<String>,
    },
    /// 动态验证码已使用: no code of this time step or an earlier one is accepted again.
    #[serde(rename = "person.code_used")]
    CodeUsed {
        /// Counted in steps of 30 s since 1970.
        step: u64,
    },
    /// 恢复码已使用
    #[serde(rename = "person.recovery_code_used")]
    RecoveryCodeUsed {
        /// Its place in the list.
        place: u8,
    },
    /// 发放首次登录口令
    #[serde(rename = "person.word_issued")]
    WordIssued {
        /// The word's hash.
        password: Sealed<String>,
        /// It is good up to this moment.
        until: Instant,
    },
    /// 随单位变更所在区划
    #[serde(rename = "person.moved")]
    Moved {
        /// The organisation's region from now on.
        region: Region,
    },
    /// 受托
    #[serde(rename = "person.lent")]
    Lent(Loan),
    /// 受托结束
    #[serde(rename = "person.loan_ended")]
    LoanEnded {
        /// The delegation.
        delegation: DelegationId,
    },
    /// 接手工作
    #[serde(rename = "person.took_over")]
    TookOver {
        /// Whose.
        from: PersonId,
    },
    /// Personal data destroyed 个人信息删除.
    #[serde(rename = "person.erased")]
    Erased,
}

impl Person {
    /// Enrols 开户.
    ///
    /// # Errors
    /// `E_ALREADY`; `E_SCHEMA` for a person without a role or an expert with too many specialities.
    pub fn enrol(&self, enrolment: Enrolment) -> Result<Vec<PersonEvent>, Refusal> {
        if self.enrolment.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        if enrolment.roles.is_empty() || enrolment.roles.contains(&Role::System) {
            return Err(Refusal::new("E_SCHEMA").field("roles", "field-required"));
        }
        let specialities = enrolment.expert.as_ref().map_or(0, |expert| expert.specialities.len());
        if specialities > ExpertProfile::SPECIALITIES {
            return Err(Refusal::new("E_SCHEMA").field("specialities", "field-too-many"));
        }
        Ok(vec![PersonEvent::Enrolled(enrolment)])
    }
    /// Gives the person other roles 岗位调整.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`; `E_SCHEMA` for no role, or one that no account has.
    pub fn change_roles(&self, roles: Vec<Role>) -> Result<Vec<PersonEvent>, Refusal> {
        let enrolment = self.require_active()?;
        if roles.is_empty() || roles.iter().any(|role| matches!(role, Role::System | Role::Public)) {
            return Err(Refusal::new("E_SCHEMA").field("roles", "field-required"));
        }
        let changed = enrolment.roles != roles;
        Ok(changed.then_some(PersonEvent::RolesChanged { roles }).into_iter().collect())
    }
    /// Who may act `at` a moment, in which roles, lent ones included.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`.
    pub fn acting(&self, id: PersonId, at: Instant) -> Result<kernel::Actor, Refusal> {
        let enrolment = self.require_active()?;
        let mut roles = enrolment.roles.clone();
        let mut lent = Vec::new();
        for loan in self.loans.iter().filter(|loan| loan.holds(at)) {
            for role in loan.roles.iter().filter(|role| !enrolment.roles.contains(role)) {
                lent.push(Lent { role: *role, by: loan.by });
                if !roles.contains(role) {
                    roles.push(*role);
                }
            }
        }
        let (organisation, region) = (enrolment.organisation, enrolment.region);
        Ok(kernel::Actor { person: id, organisation, roles, region, lent })
    }
    /// The enrolment of somebody who may act.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`.
    pub fn require_active(&self) -> Result<&Enrolment, Refusal> {
        let active = self.enrolment.as_ref().filter(|_| self.active);
        active.ok_or_else(|| Refusal::new("E_ACCOUNT_DISABLED"))
    }
    /// What a person with a one-time word may do: sign in and set a password.
    const BEFORE_PASSWORD: [&'static str; 2] = ["registry.change_password", "registry.confirm_second_factor"];
    /// A person with a one-time word sets a password before anything else.
    ///
    /// # Errors
    /// `E_WORD_EXPIRED`; `E_PASSWORD_FIRST` for any `command` but the one that sets the password.
    pub fn require_password(&self, command: &str, at: Instant) -> Result<(), Refusal> {
        match self.word {
            Some(until) if until <= at => Err(Refusal::new("E_WORD_EXPIRED").arg("until", until)),
            Some(_) if !Self::BEFORE_PASSWORD.contains(&command) => Err(Refusal::new("E_PASSWORD_FIRST")),
            _ => Ok(()),
        }
    }
    /// 发放首次登录口令: for a newcomer, and for who has forgotten the password.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`.
    pub fn issue_word(&self, password: Sealed<String>, until: Instant) -> Result<Vec<PersonEvent>, Refusal> {
        self.require_active()?;
        Ok(vec![PersonEvent::WordIssued { password, until }])
    }
    /// 调整岗位 to roles that fit an organisation of this `kind`; what is lent counts as held.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`; `E_ALREADY`; as [`position::fit`].
    pub fn assign(&self, kind: Kind, roles: Vec<Role>) -> Result<Vec<PersonEvent>, Refusal> {
        let held = &self.require_active()?.roles;
        position::fit(kind, &roles)?;
        position::compatible(&roles, &self.borrowed())?;
        if roles.len() == held.len() && roles.iter().all(|role| held.contains(role)) {
            return Err(Refusal::new("E_ALREADY"));
        }
        self.change_roles(roles)
    }
    /// Every role that is lent, now or later.
    pub fn borrowed(&self) -> Vec<Role> {
        self.loans.iter().flat_map(|loan| loan.roles.iter().copied()).collect()
    }
    /// 停用.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED` if it is disabled already.
    pub fn disable(&self, reason: String) -> Result<Vec<PersonEvent>, Refusal> {
        self.require_active()?;
        Ok(vec![PersonEvent::Disabled { reason }])
    }
    /// 接手工作 of a colleague who leaves: the roles that are still missing, and what was that one's own to do.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`; `E_TOO_MANY`; `E_ROLES_EXCLUSIVE`.
    pub fn take_over(&self, from: PersonId, leaving: &Self) -> Result<Vec<PersonEvent>, Refusal> {
        let own = self.require_active()?;
        let work = leaving.took_over.iter().copied().chain([from]);
        if self.took_over.len() + leaving.took_over.len() >= Self::LOANS {
            return Err(Refusal::new("E_TOO_MANY"));
        }
        let theirs = leaving.enrolment.iter().flat_map(|enrolment| enrolment.roles.iter().copied());
        let mut roles = own.roles.clone();
        roles.extend(theirs.filter(|role| !own.roles.contains(role)));
        position::compatible(&roles, &self.borrowed())?;
        let mut events: Vec<_> = work.map(|from| PersonEvent::TookOver { from }).collect();
        if roles.len() > own.roles.len() {
            events.push(PersonEvent::RolesChanged { roles });
        }
        Ok(events)
    }
    /// At most so many roles are lent to one person, and so many colleagues' work taken over.
    pub const LOANS: usize = 16;
}

impl Stream for Person {
    type Id = PersonId;
    type Event = PersonEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &PersonEvent) {
        match event {
            PersonEvent::Enrolled(enrolment) => {
                self.enrolment = Some(enrolment.clone());
                self.active = true;
            }
            PersonEvent::PasswordChanged { password } => {
                if let Some(enrolment) = &mut self.enrolment {
                    enrolment.password = *password;
                }
                self.word = None;
            }
            PersonEvent::WordIssued { password, until } => {
                if let Some(enrolment) = &mut self.enrolment {
                    enrolment.password = *password;
                }
                self.word = Some(*until);
            }
            PersonEvent::RolesChanged { roles } => {
                if let Some(enrolment) = &mut self.enrolment {
                    enrolment.roles.clone_from(roles);
                }
            }
            PersonEvent::Moved { region } => {
                if let Some(enrolment) = &mut self.enrolment {
                    enrolment.region = *region;
                }
            }
            PersonEvent::Lent(loan) => self.loans.push(loan.clone()),
            PersonEvent::LoanEnded { delegation } => {
                self.loans.retain(|loan| loan.delegation != *delegation);
            }
            PersonEvent::TookOver { from } => self.took_over.push(*from),
            PersonEvent::Disabled { .. } => self.active = false,
            PersonEvent::SecondFactorEnabled(factor) => self.second_factor = Some(factor.clone()),
            PersonEvent::SecondFactorDisabled { .. } => self.second_factor = None,
            PersonEvent::CodeUsed { step } => {
                if let Some(factor) = &mut self.second_factor {
                    factor.last = *step;
                }
            }
            PersonEvent::RecoveryCodeUsed { place } => {
                if let Some(factor) = &mut self.second_factor {
                    factor.spent.push(*place);
                }
            }
            PersonEvent::Erased => *self = Self::default(),
        }
    }
}
