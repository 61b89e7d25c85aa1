//! What an organisation says of itself when it registers, part by part, and what each kind of organisation has to say.

use super::{BankAccount, Figures, Kind, Size, classify};
use kernel::{Date, Digest, Industry, Instant, PersonId, Region, Sealed};
use serde::{Deserialize, Serialize};

/// One part of the registration: a line of its task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 主体信息
    Identity,
    /// 法定代表人（负责人）
    Representative,
    /// 联系人
    Contact,
    /// 银行账户
    Account,
    /// 企业规模
    Enterprise,
    /// 预算单位信息
    Unit,
    /// 代理机构执业条件
    House,
    /// 证照材料
    Documents,
    /// 信用承诺
    Commitment,
}
impl Part {
    /// The stable id, `identity`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Representative => "representative",
            Self::Contact => "contact",
            Self::Account => "account",
            Self::Enterprise => "enterprise",
            Self::Unit => "unit",
            Self::House => "house",
            Self::Documents => "documents",
            Self::Commitment => "commitment",
        }
    }
    /// The part of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        use Part::{
            Account, Commitment, Contact, Documents, Enterprise, House, Identity, Representative, Unit,
        };
        [Identity, Representative, Contact, Account, Enterprise, Unit, House, Documents, Commitment]
            .into_iter()
            .find(|part| part.id() == id)
    }
    /// Does it hold what is shown masked?
    pub fn is_sensitive(self) -> bool {
        matches!(self, Self::Representative | Self::Contact | Self::Account)
    }
    /// The parts that an organisation of this kind fills in, in the order of the task list.
    pub fn of(kind: Kind) -> &'static [Self] {
        use Part::{
            Account, Commitment, Contact, Documents, Enterprise, House, Identity, Representative, Unit,
        };
        match kind {
            Kind::Purchaser => &[Identity, Representative, Contact, Account, Unit, Documents, Commitment],
            Kind::Agency => &[Identity, Representative, Contact, Account, House, Documents, Commitment],
            Kind::Supplier | Kind::ServiceProvider => {
                &[Identity, Representative, Contact, Account, Enterprise, Documents, Commitment]
            }
            Kind::Bank | Kind::Insurer => {
                &[Identity, Representative, Contact, Account, Documents, Commitment]
            }
            Kind::Regulator => &[Identity, Representative, Contact, Documents],
            Kind::Experts | Kind::Operator => &[Identity, Representative, Contact],
        }
    }
}

/// 主体信息, as on the licence 证照. Registered capital is kept on file and is no qualification (87号令第十七条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// 名称
    pub name: String,
    /// 所在区划
    pub region: Region,
    /// 住所
    pub address: String,
    /// 成立日期
    pub established: Date,
    /// 注册资本（仅存档）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<kernel::Money>,
}

/// 法定代表人（负责人）; lies in the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// 姓名
    pub name: String,
    /// 居民身份证号
    pub citizen_id: String,
    /// 手机号
    pub phone: String,
}

/// 联系人; lies in the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 姓名
    pub name: String,
    /// 电话
    pub phone: String,
    /// 电子邮箱
    pub email: String,
}

/// 企业规模: what is declared, and the size that follows from it (财库〔2020〕46号第二条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    /// 所属行业
    pub industry: Industry,
    /// 上年度指标; `None` for an enterprise that was founded this year.
    pub figures: Option<Figures>,
    /// Is it directly controlled or run by a large enterprise 直接控股或管理关系?
    pub controlled: bool,
    /// 监狱企业
    pub prison: bool,
    /// 残疾人福利性单位
    pub welfare: bool,
}
impl Enterprise {
    /// Its size: computed, but large where a large enterprise holds or runs it; a prison enterprise and a welfare unit
    /// count as small (财库〔2014〕68号第三条; 财库〔2017〕141号第二条). New enterprises count as micro.
    pub fn size(&self) -> Size {
        if self.prison || self.welfare {
            return Size::Small;
        }
        match &self.figures {
            _ if self.controlled => Size::Large,
            Some(figures) => classify(&self.industry, figures),
            None => Size::Micro,
        }
    }
}

/// 预算单位信息.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// 预算单位编码, 9 to 15 digits.
    pub budget_code: String,
    /// 主管预算单位名称
    pub supervisor: String,
    /// Has it a canteen, which buys farm products 食堂?
    pub canteen: bool,
}

/// 代理机构执业条件 (财库〔2018〕2号第十一条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// 评审场所地址
    pub venue: String,
    /// 评审室数量
    pub rooms: i64,
    /// 录音录像设备齐备
    pub recording: bool,
    /// 专职从业人员, persons.
    pub staff: i64,
}
impl House {
    /// Full-time people that an agency needs.
    pub const STAFF: i64 = 5;
}

/// What a document proves 证照材料类别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 营业执照（登记证书、统一社会信用代码证书）
    Licence,
    /// 金融许可证、保险许可证
    FinancialLicence,
    /// 财务状况报告
    FinancialStatement,
    /// 依法缴纳税收证明
    Tax,
    /// 依法缴纳社会保障资金证明
    SocialSecurity,
    /// 资质证书
    Qualification,
    /// 内部管理制度
    InternalRules,
    /// 其他
    Other,
}
impl DocumentKind {
    /// Every kind's id, for a choice field.
    pub const IDS: &'static [&'static str] = &[
        "licence",
        "financial_licence",
        "financial_statement",
        "tax",
        "social_security",
        "qualification",
        "internal_rules",
        "other",
    ];
    /// Every kind.
    const ALL: [Self; 8] = [
        Self::Licence,
        Self::FinancialLicence,
        Self::FinancialStatement,
        Self::Tax,
        Self::SocialSecurity,
        Self::Qualification,
        Self::InternalRules,
        Self::Other,
    ];
    /// The stable id.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().position(|kind| *kind == self).map_or("other", |place| Self::IDS[place])
    }
    /// What an organisation of this kind has to hand in.
    pub fn required(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Bank | Kind::Insurer => &[Self::Licence, Self::FinancialLicence],
            Kind::Agency => &[Self::Licence, Self::InternalRules],
            Kind::Experts | Kind::Operator => &[],
            _ => &[Self::Licence],
        }
    }
    /// What a commitment takes the place of 信用承诺制: these are handed in only by who makes no commitment.
    pub const WAIVED: [Self; 3] = [Self::FinancialStatement, Self::Tax, Self::SocialSecurity];
}

/// A document that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Counts from 1 within the dossier.
    pub number: u32,
    /// What it proves.
    pub kind: DocumentKind,
    /// 证照名称
    pub title: String,
    /// 证照编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 有效期至; `None` if it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The file.
    pub file: Digest,
    /// 到期提醒已发
    #[serde(default)]
    pub reminded: bool,
    /// 已过期
    #[serde(default)]
    pub expired: bool,
}

/// A commitment 信用承诺.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// SM3 of the text that was agreed to.
    pub text: Digest,
    /// Does it take the place of the certificates on finance, tax and social security 承诺制?
    pub instead_of_certificates: bool,
    /// Who agreed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// The commitment that an organisation of this kind makes; the text is `data/commitments/<kind>.txt`.
pub fn commitment_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Purchaser => include_str!("../../../../data/commitments/purchaser.txt"),
        Kind::Agency => include_str!("../../../../data/commitments/agency.txt"),
        Kind::Bank | Kind::Insurer => include_str!("../../../../data/commitments/finance.txt"),
        _ => include_str!("../../../../data/commitments/supplier.txt"),
    }
}

/// Everything an organisation says of itself, at one version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// 主体信息
    pub identity: Option<Identity>,
    /// 法定代表人
    pub representative: Option<Sealed<Representative>>,
    /// 联系人
    pub contact: Option<Sealed<Contact>>,
    /// 银行账户
    pub account: Option<Sealed<BankAccount>>,
    /// 企业规模
    pub enterprise: Option<Enterprise>,
    /// 预算单位信息
    pub unit: Option<Unit>,
    /// 执业条件
    pub house: Option<House>,
    /// 证照材料, at most [`Particulars::DOCUMENTS`].
    pub documents: Vec<Document>,
    /// 信用承诺
    pub commitment: Option<Commitment>,
}
impl Particulars {
    /// The most documents of one dossier.
    pub const DOCUMENTS: usize = 40;

    /// Is this part complete for an organisation of `kind`?
    pub fn has(&self, part: Part, kind: Kind) -> bool {
        match part {
            Part::Identity => self.identity.is_some(),
            Part::Representative => self.representative.is_some(),
            Part::Contact => self.contact.is_some(),
            Part::Account => self.account.is_some(),
            Part::Enterprise => self.enterprise.is_some(),
            Part::Unit => self.unit.is_some(),
            Part::House => self.house.is_some(),
            Part::Documents => self.lacking(kind).is_empty(),
            Part::Commitment => self.commitment.is_some(),
        }
    }
    /// Documents that are still to be handed in.
    pub fn lacking(&self, kind: Kind) -> Vec<DocumentKind> {
        let waived = match &self.commitment {
            _ if kind != Kind::Supplier && kind != Kind::ServiceProvider => true,
            Some(commitment) => commitment.instead_of_certificates,
            None => true,
        };
        let certificates = if waived { &[][..] } else { &DocumentKind::WAIVED[..] };
        let handed_in = |wanted: &DocumentKind| {
            self.documents.iter().any(|document| document.kind == *wanted && !document.expired)
        };
        let wanted = DocumentKind::required(kind).iter().chain(certificates);
        wanted.filter(|wanted| !handed_in(wanted)).copied().collect()
    }
    /// The document of this number.
    pub fn document(&self, number: u32) -> Option<&Document> {
        self.documents.iter().find(|document| document.number == number)
    }
}
