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
    /// 第三方服务商（物流、仓储、安装维修）
    ServiceProvider,
    /// 银行、担保机构
    Bank,
    /// 保险机构
    Insurer,
    /// 财政部门
    Regulator,
    /// 评审专家库
    Experts,
    /// 平台运维单位
    Operator,
}
impl Kind {
    /// Every kind's id, for a choice field.
    pub const IDS: &'static [&'static str] = &[
        "purchaser",
        "agency",
        "supplier",
        "service_provider",
        "bank",
        "insurer",
        "regulator",
        "experts",
        "operator",
    ];
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Purchaser => "purchaser",
            Self::Agency => "agency",
            Self::Supplier => "supplier",
            Self::ServiceProvider => "service_provider",
            Self::Bank => "bank",
            Self::Insurer => "insurer",
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
            FaTreasury, FinanceInstitution, Operator, PurchaserClerk, PurchaserFinance, PurchaserHead,
            PurchaserSupervisor, ServiceProvider, SupplierClerk,
        };
        match self {
            Self::Purchaser => {
                matches!(role, PurchaserClerk | PurchaserHead | PurchaserFinance | PurchaserSupervisor)
            }
            Self::Agency => matches!(role, AgencyPm | AgencyReviewer),
            Self::Supplier => matches!(role, SupplierClerk | AuthorizedRep),
            Self::ServiceProvider => role == ServiceProvider,
            Self::Bank | Self::Insurer => role == FinanceInstitution,
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
pub struct FormerCertificate {
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
    /// Its dossier was not accepted yet 待入库: people may sign in and fill it in, nothing else.
    Draft,
    /// In good standing 有效.
    Active,
    /// Suspended 暂停.
    Suspended {
        /// Why.
        reason: String,
    },
    /// Left the register 注销; what it did stays on record.
    Deregistered {
        /// Why.
        reason: String,
    },
}
impl Standing {
    /// The stable id, `active`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Suspended { .. } => "suspended",
            Self::Deregistered { .. } => "deregistered",
        }
    }
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
    /// Where the registration stands.
    pub standing: Standing,
    /// Was it ever in the register? What never was holds no code once it is closed.
    #[serde(default)]
    pub accepted: bool,
    /// Earlier names 曾用名, the newest last, at most [`Organisation::NAMES`].
    #[serde(default)]
    pub former_names: Vec<String>,
    /// Who carries on its matters after a merger or a split 承继单位.
    #[serde(default)]
    pub successor: Option<OrganisationId>,
    /// Whose matters it carries on, at most [`Organisation::ABSORBED`].
    #[serde(default)]
    pub absorbed: Vec<OrganisationId>,
}

/// What happened to an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum OrganisationEvent {
    /// 开户: an organisation registers itself, its dossier is still to be filled in.
    #[serde(rename = "organisation.opened")]
    Opened {
        /// What is known so far.
        registration: Registration,
    },
    /// 设立: taken over from the authorities' own lists, in good standing at once.
    #[serde(rename = "organisation.set_up")]
    SetUp {
        /// What is registered.
        registration: Registration,
    },
    /// 入库、变更生效: what the accepted dossier says.
    #[serde(rename = "organisation.registered")]
    Registered {
        /// What is registered from now on.
        registration: Registration,
    },
    /// 暂停
    #[serde(rename = "organisation.suspended")]
    Suspended {
        /// Why.
        reason: String,
    },
    /// 恢复
    #[serde(rename = "organisation.restored")]
    Restored {
        /// Why.
        reason: String,
    },
    /// 注销
    #[serde(rename = "organisation.deregistered")]
    Deregistered {
        /// Why.
        reason: String,
        /// Who carries on its matters 承继单位.
        successor: Option<OrganisationId>,
    },
    /// 承继
    #[serde(rename = "organisation.absorbed")]
    Absorbed {
        /// Whose matters it carries on.
        predecessor: OrganisationId,
    },
    /// 签发证书, before a certificate was a stream of its own; such a one is renewed before it is used again.
    #[serde(rename = "organisation.certified")]
    Certified {
        /// The certificate.
        certificate: FormerCertificate,
    },
}

impl Organisation {
    /// The most names and predecessors that are kept in the state; the history has all.
    pub const NAMES: usize = 10;
    /// The most organisations whose matters one carries on.
    pub const ABSORBED: usize = 20;

    /// 开户: registers itself; the code is checked now, the dossier's review follows.
    ///
    /// # Errors
    /// `E_ALREADY` if this one is registered, `E_SCHEMA` for a code that does not check and for a central procurement
    /// agency that is no agency.
    pub fn open(&self, registration: Registration) -> Result<Vec<OrganisationEvent>, Refusal> {
        self.require_new(&registration)?;
        Ok(vec![OrganisationEvent::Opened { registration }])
    }
    /// 设立: taken over without a review.
    ///
    /// # Errors
    /// As [`Organisation::open`].
    pub fn set_up(&self, registration: Registration) -> Result<Vec<OrganisationEvent>, Refusal> {
        self.require_new(&registration)?;
        Ok(vec![OrganisationEvent::SetUp { registration }])
    }
    fn require_new(&self, registration: &Registration) -> Result<(), Refusal> {
        if self.standing != Standing::Unknown {
            return Err(Refusal::new("E_ALREADY"));
        }
        if registration.central && registration.kind != Kind::Agency {
            return Err(Refusal::new("E_SCHEMA").field("central", "registry-field-central"));
        }
        match registration.uscc.parse::<Uscc>() {
            Ok(_) => Ok(()),
            Err(wrong) => Err(Refusal::new("E_SCHEMA").field("uscc", wrong.key())),
        }
    }
    /// What its accepted dossier says comes into service. Kind and code never change.
    ///
    /// # Errors
    /// `E_STATE` for an organisation that left the register.
    pub fn register(&self, registration: Registration) -> Result<Vec<OrganisationEvent>, Refusal> {
        match self.standing {
            Standing::Unknown | Standing::Deregistered { .. } => Err(Refusal::new("E_STATE")),
            _ => {
                let Registration { kind, uscc, .. } = self.registration.clone();
                Ok(vec![OrganisationEvent::Registered {
                    registration: Registration { kind, uscc, ..registration },
                }])
            }
        }
    }
    /// 暂停: it may finish what was begun, and begin nothing.
    ///
    /// # Errors
    /// `E_ORGANISATION_INACTIVE` unless it is in good standing.
    pub fn suspend(&self, reason: String) -> Result<Vec<OrganisationEvent>, Refusal> {
        self.require_registered()?;
        self.require_active()?;
        Ok(vec![OrganisationEvent::Suspended { reason }])
    }
    /// 恢复.
    ///
    /// # Errors
    /// `E_STATE` unless it is suspended.
    pub fn restore(&self, reason: String) -> Result<Vec<OrganisationEvent>, Refusal> {
        match self.standing {
            Standing::Suspended { .. } => Ok(vec![OrganisationEvent::Restored { reason }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// 注销, 合并, 分立: leaves the register; a successor carries on what is under way.
    ///
    /// # Errors
    /// `E_STATE` if it left already; `E_SUCCESSOR_SELF`.
    pub fn deregister(
        &self,
        id: OrganisationId,
        reason: String,
        successor: Option<OrganisationId>,
    ) -> Result<Vec<OrganisationEvent>, Refusal> {
        match self.standing {
            Standing::Unknown | Standing::Deregistered { .. } => Err(Refusal::new("E_STATE")),
            _ if successor == Some(id) => {
                Err(Refusal::new("E_SUCCESSOR_SELF").field("successor", "field-invalid"))
            }
            _ => Ok(vec![OrganisationEvent::Deregistered { reason, successor }]),
        }
    }
    /// 承继: carries on the matters of `predecessor`, which must be of its kind.
    ///
    /// # Errors
    /// `E_ORGANISATION_INACTIVE`; `E_SUCCESSOR_UNFIT` for another kind of organisation; `E_TOO_MANY`.
    pub fn absorb(&self, predecessor: OrganisationId, of: &Self) -> Result<Vec<OrganisationEvent>, Refusal> {
        self.require_registered()?;
        self.require_active()?;
        if of.registration.kind != self.registration.kind {
            return Err(Refusal::new("E_SUCCESSOR_UNFIT").field("successor", "field-invalid"));
        }
        if self.absorbed.len() + of.absorbed.len() >= Self::ABSORBED {
            return Err(Refusal::new("E_TOO_MANY"));
        }
        let all = of.absorbed.iter().copied().chain([predecessor]);
        Ok(all.map(|predecessor| OrganisationEvent::Absorbed { predecessor }).collect())
    }
    /// May something be begun in its name? After a merger or a split its successor does.
    ///
    /// # Errors
    /// `E_ORGANISATION_INACTIVE`.
    pub fn require_active(&self) -> Result<(), Refusal> {
        match (&self.standing, self.successor) {
            (Standing::Active, _) | (Standing::Deregistered { .. }, Some(_)) => Ok(()),
            _ => Err(Refusal::new("E_ORGANISATION_INACTIVE")),
        }
    }
    /// May its own people still act? Not once it has left the register.
    ///
    /// # Errors
    /// `E_ORGANISATION_LEFT`.
    pub fn require_registered(&self) -> Result<(), Refusal> {
        match self.standing {
            Standing::Deregistered { .. } => Err(Refusal::new("E_ORGANISATION_LEFT")),
            _ => Ok(()),
        }
    }
}

impl Stream for Organisation {
    type Id = OrganisationId;
    type Event = OrganisationEvent;
    const FOLD: u32 = 3;
    fn apply(&mut self, _at: Instant, event: &OrganisationEvent) {
        match event {
            OrganisationEvent::Opened { registration } => {
                self.registration = registration.clone();
                self.standing = Standing::Draft;
            }
            OrganisationEvent::SetUp { registration } => {
                self.registration = registration.clone();
                self.standing = Standing::Active;
                self.accepted = true;
            }
            OrganisationEvent::Registered { registration } => {
                self.accepted = true;
                let old = std::mem::replace(&mut self.registration, registration.clone());
                if old.name != registration.name {
                    self.former_names.push(old.name);
                    let surplus = self.former_names.len().saturating_sub(Self::NAMES);
                    self.former_names.drain(..surplus);
                }
                if self.standing == Standing::Draft {
                    self.standing = Standing::Active;
                }
            }
            OrganisationEvent::Suspended { reason } => {
                self.standing = Standing::Suspended { reason: reason.clone() };
            }
            OrganisationEvent::Restored { .. } => self.standing = Standing::Active,
            OrganisationEvent::Deregistered { reason, successor } => {
                self.standing = Standing::Deregistered { reason: reason.clone() };
                self.successor = *successor;
            }
            OrganisationEvent::Absorbed { predecessor } => self.absorbed.push(*predecessor),
            OrganisationEvent::Certified { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::StreamId;
    use uuid::Uuid;

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
        let refusal = Organisation::default().open(wrong).expect_err("refused");
        assert_eq!(
            (refusal.fields[0].path.as_str(), &*refusal.fields[0].key),
            ("uscc", "identity-check-digit")
        );
    }
    #[test]
    fn a_change_of_name_keeps_the_old_one_and_the_code() {
        let school_now = folded(&Organisation::default().set_up(school()).expect("set up"));
        let renamed = Registration {
            name: "市第三高级中学".to_owned(),
            uscc: "91350100M000100Y43".to_owned(),
            ..school()
        };
        let mut after = school_now.clone();
        for event in school_now.register(renamed).expect("registered") {
            after.apply(Instant::from_millis(1), &event);
        }
        assert_eq!(after.former_names, ["市第三中学"]);
        assert_eq!(after.registration.uscc, school().uscc, "the code is what identifies it");
        assert_eq!(school_now.open(school()).expect_err("refused").code, "E_ALREADY");
    }
    #[test]
    fn whoever_is_suspended_begins_nothing_and_may_be_restored() {
        let mut state = folded(&Organisation::default().set_up(school()).expect("set up"));
        for event in state.suspend("资料造假核查".to_owned()).expect("suspended") {
            state.apply(Instant::from_millis(1), &event);
        }
        assert_eq!(state.require_active().expect_err("refused").code, "E_ORGANISATION_INACTIVE");
        assert!(state.suspend(String::new()).is_err(), "twice");
        for event in state.restore("核查完毕".to_owned()).expect("restored") {
            state.apply(Instant::from_millis(2), &event);
        }
        assert!(state.require_active().is_ok());
    }
    #[test]
    fn a_successor_carries_on_what_its_predecessor_carried_on() {
        let [first, second] = [1, 2].map(|number| OrganisationId::from_uuid(Uuid::from_u128(number)));
        let mut middle = folded(&Organisation::default().set_up(school()).expect("set up"));
        middle.absorbed.push(first);
        let last = folded(&Organisation::default().set_up(school()).expect("set up"));
        assert_eq!(last.absorb(second, &middle).expect("absorbed").len(), 2);
        let supplier = Registration { kind: Kind::Supplier, ..school() };
        let other = folded(&Organisation::default().set_up(supplier).expect("set up"));
        assert_eq!(other.absorb(second, &middle).expect_err("refused").code, "E_SUCCESSOR_UNFIT");
        assert_eq!(
            middle.deregister(first, "撤并".to_owned(), Some(first)).expect_err("itself").code,
            "E_SUCCESSOR_SELF"
        );
    }
}
