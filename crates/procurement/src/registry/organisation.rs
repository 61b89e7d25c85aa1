//! An organisation 单位: registered on line, reviewed by the finance department of its region, known to the whole province.

use kernel::{Instant, OrganisationId, PersonId, Refusal, Region, Role, Sealed, Stream, Uscc};
use serde::{Deserialize, Serialize};

/// What an organisation is 单位类型.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 采购人
    Purchaser,
    /// 代理机构
    Agency,
    /// 供应商
    #[default]
    Supplier,
    /// 财政部门
    Regulator,
    /// 评审专家库
    Experts,
    /// 平台运维单位
    Operator,
}
impl Kind {
    /// Every kind's id, for a choice field.
    pub const IDS: &'static [&'static str] =
        &["purchaser", "agency", "supplier", "regulator", "experts", "operator"];
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Agency => "agency",
            Self::Supplier => "supplier",
            Self::Regulator => "regulator",
            Self::Experts => "experts",
            Self::Operator => "operator",
        }
    }
}

impl Kind {
    /// May people of such an organisation act in this role?
    pub fn allows(self, role: Role) -> bool {
        use Role::{
            AgencyPm, AgencyReviewer, Auditor, AuthorizedRep, Expert, FaBudget, FaRegulator, FaRegulatorHead,
            FaTreasury, Operator, PurchaserClerk, PurchaserFinance, PurchaserHead, PurchaserSupervisor,
            SupplierClerk,
        };
        match self {
            Self::Purchaser => {
                matches!(role, PurchaserClerk | PurchaserHead | PurchaserFinance | PurchaserSupervisor)
            }
            Self::Agency => matches!(role, AgencyPm | AgencyReviewer),
            Self::Supplier => matches!(role, SupplierClerk | AuthorizedRep),
            Self::Regulator => {
                matches!(role, FaBudget | FaRegulator | FaRegulatorHead | FaTreasury | Auditor)
            }
            Self::Experts => role == Expert,
            Self::Operator => matches!(role, Operator | Auditor),
        }
    }
}

/// Two positions that nobody holds at once, because one is the other's second person 双人双岗.
pub const EXCLUSIVE: [(Role, Role); 5] = [
    (Role::PurchaserClerk, Role::PurchaserHead),
    (Role::PurchaserFinance, Role::PurchaserHead),
    (Role::PurchaserClerk, Role::PurchaserSupervisor),
    (Role::AgencyPm, Role::AgencyReviewer),
    (Role::FaRegulator, Role::FaRegulatorHead),
];

/// Size of an enterprise 企业规模, as declared (工信部联企业〔2011〕300号).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// 微型
    Micro,
    /// 小型
    Small,
    /// 中型
    Medium,
    /// 大型
    #[default]
    Large,
    /// 非企业（事业单位、社会组织）
    None,
}
impl Size {
    /// Is it a medium, small or micro enterprise 中小企业 (保障中小企业款项支付条例第3条)?
    pub const fn is_sme(self) -> bool {
        matches!(self, Self::Medium | Self::Small | Self::Micro)
    }
    /// Every size's id, for a choice field.
    pub const IDS: &'static [&'static str] = &["micro", "small", "medium", "large", "none"];
    /// Small or micro: entitled to the price deduction (财库〔2020〕46号第9条).
    pub fn is_small(self) -> bool {
        matches!(self, Self::Micro | Self::Small)
    }
}

/// A bank account 账户; lies in the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// 户名; must be the organisation's own name.
    pub holder: String,
    /// 开户行
    pub bank: String,
    /// 账号
    pub number: String,
}

/// A certificate issued to a person of the organisation 数字证书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Serial number, hexadecimal.
    pub serial: String,
    /// The certificate, PEM.
    pub pem: String,
    /// Who holds the key.
    pub holder: PersonId,
    /// End of validity.
    pub until: Instant,
}

/// Where the registration stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Not yet created.
    #[default]
    Unknown,
    /// Waits for the finance department 待审核.
    Submitted {
        /// Since when.
        at: Instant,
    },
    /// In good standing 有效.
    Active,
    /// Refused, with what to change 退回.
    Returned {
        /// Why.
        reason: String,
    },
    /// Suspended 暂停.
    Suspended {
        /// Why.
        reason: String,
    },
}

/// What is registered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// 单位类型
    pub kind: Kind,
    /// 名称
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// 所在区划
    pub region: Region,
    /// 企业规模
    pub size: Size,
    /// 收款账户
    pub account: Option<Sealed<BankAccount>>,
    /// 集中采购机构: an agency that the government set up for what is centralised (政府采购法第16条).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub central: bool,
}

/// An organisation's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// What is registered.
    #[serde(flatten)]
    pub registration: Registration,
    /// The finance department that reviews it.
    pub reviewer: Option<OrganisationId>,
    /// Where the registration stands.
    pub standing: Standing,
    /// Certificates in force, at most [`Organisation::CERTIFICATES`].
    pub certificates: Vec<Certificate>,
}

/// What happened to an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum OrganisationEvent {
    /// Applied to be registered 提交注册.
    #[serde(rename = "organisation.submitted")]
    Submitted {
        /// What is registered.
        registration: Registration,
        /// The finance department that reviews it; `None` for those the platform itself sets up.
        reviewer: Option<OrganisationId>,
    },
    /// 审核通过
    #[serde(rename = "organisation.activated")]
    Activated,
    /// 退回
    #[serde(rename = "organisation.returned")]
    Returned {
        /// What to change.
        reason: String,
    },
    /// 暂停
    #[serde(rename = "organisation.suspended")]
    Suspended {
        /// Why.
        reason: String,
    },
    /// 签发证书
    #[serde(rename = "organisation.certified")]
    Certified {
        /// The certificate.
        certificate: Certificate,
    },
}

impl Organisation {
    /// The most certificates that are kept in the state; older ones are in the history.
    pub const CERTIFICATES: usize = 16;

    /// Registers 注册; the code is checked, the review is the finance department's.
    ///
    /// # Errors
    /// `E_ALREADY` if this one is registered, `E_SCHEMA` for a code that does not check and for a central procurement
    /// agency that is no agency.
    pub fn submit(
        &self,
        registration: Registration,
        reviewer: Option<OrganisationId>,
    ) -> Result<Vec<OrganisationEvent>, Refusal> {
        if !matches!(self.standing, Standing::Unknown | Standing::Returned { .. }) {
            return Err(Refusal::new("E_ALREADY"));
        }
        if registration.uscc.parse::<Uscc>().is_err() {
            return Err(Refusal::new("E_SCHEMA").field("uscc", "field-not-a-uscc"));
        }
        if registration.central && registration.kind != Kind::Agency {
            return Err(Refusal::new("E_SCHEMA").field("central", "registry-field-central"));
        }
        let immediate = reviewer.is_none();
        let mut events = vec![OrganisationEvent::Submitted { registration, reviewer }];
        if immediate {
            events.push(OrganisationEvent::Activated);
        }
        Ok(events)
    }
    /// The finance department's review.
    ///
    /// # Errors
    /// `E_STATE` unless it waits for review.
    pub fn review(&self, passed: bool, reason: Option<String>) -> Result<Vec<OrganisationEvent>, Refusal> {
        if !matches!(self.standing, Standing::Submitted { .. }) {
            return Err(Refusal::new("E_STATE"));
        }
        match (passed, reason) {
            (true, _) => Ok(vec![OrganisationEvent::Activated]),
            (false, Some(reason)) => Ok(vec![OrganisationEvent::Returned { reason }]),
            (false, None) => Err(Refusal::new("E_SCHEMA").field("reason", "field-required")),
        }
    }
    /// May it act?
    ///
    /// # Errors
    /// `E_ORGANISATION_INACTIVE`.
    pub fn require_active(&self) -> Result<(), Refusal> {
        if self.standing == Standing::Active { Ok(()) } else { Err(Refusal::new("E_ORGANISATION_INACTIVE")) }
    }
    /// The certificate of this serial that is valid `at`.
    pub fn certificate(&self, serial: &str, at: Instant) -> Option<&Certificate> {
        self.certificates.iter().find(|certificate| certificate.serial == serial && at < certificate.until)
    }
}

impl Stream for Organisation {
    type Id = OrganisationId;
    type Event = OrganisationEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &OrganisationEvent) {
        match event {
            OrganisationEvent::Submitted { registration, reviewer } => {
                self.registration = registration.clone();
                self.reviewer = *reviewer;
                self.standing = Standing::Submitted { at };
            }
            OrganisationEvent::Activated => self.standing = Standing::Active,
            OrganisationEvent::Returned { reason } => {
                self.standing = Standing::Returned { reason: reason.clone() };
            }
            OrganisationEvent::Suspended { reason } => {
                self.standing = Standing::Suspended { reason: reason.clone() };
            }
            OrganisationEvent::Certified { certificate } => {
                self.certificates.retain(|old| old.until > at);
                if self.certificates.len() >= Self::CERTIFICATES {
                    self.certificates.remove(0);
                }
                self.certificates.push(certificate.clone());
            }
        }
    }
    fn duties(&self) -> Vec<kernel::Duty> {
        let (Standing::Submitted { .. }, Some(organisation)) = (&self.standing, self.reviewer) else {
            return Vec::new();
        };
        vec![kernel::Duty {
            command: "registry.review_organisation".to_owned(),
            organisation,
            role: kernel::Role::FaRegulator,
            person: None,
            due: None,
            title: self.registration.name.clone(),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school() -> Registration {
        Registration {
            kind: Kind::Purchaser,
            name: "市第三中学".to_owned(),
            uscc: "11230000000000019J".to_owned(),
            ..Registration::default()
        }
    }
    fn folded(events: &[OrganisationEvent]) -> Organisation {
        let mut state = Organisation::default();
        events.iter().for_each(|event| state.apply(Instant::from_millis(0), event));
        state
    }
    #[test]
    fn a_registration_with_a_wrong_check_digit_is_refused_at_its_field() {
        let wrong = Registration { uscc: "11230000000000019K".to_owned(), ..school() };
        let refusal = Organisation::default().submit(wrong, None).expect_err("refused");
        assert_eq!(refusal.fields[0].path, "uscc");
    }
    #[test]
    fn a_returned_registration_may_be_sent_again_an_active_one_may_not() {
        let reviewer = Some(OrganisationId::from_uuid_for_test());
        let sent = Organisation::default().submit(school(), reviewer).expect("sent");
        let mut state = folded(&sent);
        assert_eq!(state.duties().len(), 1);
        for event in state.review(false, Some("名称与证照不符".to_owned())).expect("returned") {
            state.apply(Instant::from_millis(1), &event);
        }
        assert!(state.submit(school(), reviewer).is_ok());
        let active = folded(&Organisation::default().submit(school(), None).expect("set up"));
        assert_eq!(active.submit(school(), None).expect_err("refused").code, "E_ALREADY");
    }
    trait ForTest {
        fn from_uuid_for_test() -> Self;
    }
    impl ForTest for OrganisationId {
        fn from_uuid_for_test() -> Self {
            "0197b6a0-0000-7000-8000-000000000001".parse().expect("a uuid")
        }
    }
}
