//! What a contract says. The key terms come from the award, the document and the bid, and nobody may change them (CTR-02).

use crate::{Law, acceptance::Criterion, payment::Instalment, registry::BankAccount};
use kernel::{
    Category, Digest, Instant, LotId, Money, OrganisationId, PersonId, ProjectId, Refusal, Region, Sealed,
};
use serde::{Deserialize, Serialize};

/// A party to the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its registered name.
    pub name: String,
    /// Its 统一社会信用代码.
    pub uscc: String,
    /// Its registered address 住所.
    pub address: String,
}

/// Where the contract comes from: never from outside the platform (HR-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Project.
    pub project: ProjectId,
    /// Lot.
    pub lot: LotId,
    /// Project number 项目编号.
    pub project_no: String,
    /// Project name.
    pub project_name: String,
    /// Lot name.
    pub lot_name: String,
    /// The purchaser's region.
    pub region: Region,
    /// Goods, services or works.
    pub category: Category,
    /// Is it a contract of a reserved lot, which has to say so 中小企业预留合同 (财库〔2020〕46号第14条)?
    #[serde(default)]
    pub reserved: bool,
}

/// One thing bought 标的.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Name.
    pub name: String,
    /// Brand, model, specification or service standard.
    pub specification: String,
    /// Unit of measure.
    pub unit: String,
    /// How many.
    pub quantity: u32,
    /// Fen a unit.
    pub unit_price: Money,
}
impl Item {
    /// Quantity times unit price, fen.
    pub fn amount(&self) -> Money {
        self.unit_price.times(i64::from(self.quantity))
    }
}

/// The terms that were decided by the award 关键条款 (政府采购法第46条；87号令第71条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTerms {
    /// What is bought.
    pub items: Vec<Item>,
    /// The price, fen.
    pub amount: Money,
    /// Quality 质量.
    pub quality: String,
    /// Period, place and manner of performance 履行期限、地点、方式.
    pub delivery: String,
    /// Payment schedule.
    pub schedule: Vec<Instalment>,
    /// Days between the due event and payment 付款期限.
    pub payment_days: u16,
    /// What is accepted, and how.
    pub criteria: Vec<Criterion>,
    /// 履约保证金, fen; nil: none.
    #[serde(default)]
    pub performance_bond: Money,
    /// Liability for breach 违约责任.
    pub breach: String,
}
impl KeyTerms {
    /// The locale keys of the key terms in which `self` and `other` differ.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        [
            ("items", self.items == other.items),
            ("amount", self.amount == other.amount),
            ("quality", self.quality == other.quality),
            ("delivery", self.delivery == other.delivery),
            ("schedule", self.schedule == other.schedule),
            ("payment_days", self.payment_days == other.payment_days),
            ("criteria", self.criteria == other.criteria),
            ("performance_bond", self.performance_bond == other.performance_bond),
            ("breach", self.breach == other.breach),
        ]
        .into_iter()
        .filter_map(|(name, equal)| (!equal).then_some(name))
        .collect()
    }
}

/// The days for payment that a contract may say: what the document says, but to a small or medium enterprise never more
/// than the law allows (D-PAY-03), so that a long term in the document neither binds such a winner nor bars the contract.
///
/// # Errors
/// Those of [`Law::number`].
pub fn payment_days(announced: u16, sme: bool, law: &Law) -> Result<u16, Refusal> {
    let most = u16::try_from(law.number("sme_payment_days_max")?).unwrap_or(u16::MAX);
    Ok(if sme { announced.min(most) } else { announced })
}

/// What the award decided, put together from the lot, the document and the winning bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// Where it was decided.
    pub origin: Origin,
    /// The purchaser.
    pub purchaser: Party,
    /// The supplier to whom it was awarded.
    pub supplier: Party,
    /// Is the supplier a small or medium enterprise 中小企业?
    pub sme: bool,
    /// The key terms.
    pub key: KeyTerms,
    /// When the letter of award was issued 中标通知书发出; `None` if it was not.
    pub letter_at: Option<Instant>,
}

/// A term that the parties may word freely 白名单条款 (contacts, place of dispute resolution).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// Heading.
    pub heading: String,
    /// Text.
    pub text: String,
}

/// A whole contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Contract number 合同编号.
    pub number: String,
    /// Name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The purchaser.
    pub purchaser: Party,
    /// The supplier.
    pub supplier: Party,
    /// Is the supplier a small or medium enterprise?
    pub sme: bool,
    /// The key terms.
    pub key: KeyTerms,
    /// Freely worded terms.
    pub clauses: Vec<Clause>,
    /// The account that is paid.
    pub payee: Sealed<BankAccount>,
    /// Who drafted it.
    pub handler: PersonId,
    /// Digest of the text that is signed.
    pub text: Digest,
}
