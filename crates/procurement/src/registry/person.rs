//! A natural person 自然人 who acts for an organisation. Name, password and phone lie in the vault.

use super::SecondFactor;
use kernel::{Instant, OrganisationId, PersonId, Refusal, Region, Role, Sealed, Stream};
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
        match &self.enrolment {
            Some(enrolment) if self.active => {
                if roles.is_empty() || roles.iter().any(|role| matches!(role, Role::System | Role::Public)) {
                    return Err(Refusal::new("E_SCHEMA").field("roles", "field-required"));
                }
                let changed = enrolment.roles != roles;
                Ok(changed.then_some(PersonEvent::RolesChanged { roles }).into_iter().collect())
            }
            _ => Err(Refusal::new("E_ACCOUNT_DISABLED")),
        }
    }
    /// Who may act, in which roles.
    ///
    /// # Errors
    /// `E_ACCOUNT_DISABLED`.
    pub fn acting(&self, id: PersonId) -> Result<kernel::Actor, Refusal> {
        match &self.enrolment {
            Some(enrolment) if self.active => Ok(kernel::Actor {
                person: id,
                organisation: enrolment.organisation,
                roles: enrolment.roles.clone(),
                region: enrolment.region,
            }),
            _ => Err(Refusal::new("E_ACCOUNT_DISABLED")),
        }
    }
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
            }
            PersonEvent::RolesChanged { roles } => {
                if let Some(enrolment) = &mut self.enrolment {
                    enrolment.roles.clone_from(roles);
                }
            }
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
