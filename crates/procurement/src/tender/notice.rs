//! A published notice 公告: what every other subsystem publishes goes through here (101号令；财办库〔2020〕50号).

use crate::{Law, demand::Method};
use kernel::{
    Arg, Category, Digest, Instant, Money, NoticeId, OrganisationId, PersonId, ProjectId, Refusal, Region,
    Stream, StreamName,
};
use serde::{Deserialize, Serialize};

macro_rules! notice_types {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $id:literal, $period:expr, [$($label:literal),*];)*) => {
        /// The kinds of notice, with the fields each must have (domain/notices.md).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum NoticeType { $($(#[$doc])* #[serde(rename = $code)] $name,)* }
        impl NoticeType {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// `N-03`; its name is the locale key `notice-type-N-03`.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),* } }
            /// `tender`, for addresses and filters.
            pub const fn id(self) -> &'static str { match self { $(Self::$name => $id),* } }
            /// The limit that says how long it is on show; `None`: for good.
            pub const fn period(self) -> Option<&'static str> { match self { $(Self::$name => $period),* } }
            /// The labels that must be there and not empty.
            pub const fn required(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($label),*]),* }
            }
        }
    };
}
notice_types! {
    /// 采购意向公告
    Intention = "N-01", "intention", None, ["project_name", "demand", "budget", "planned", "sme"];
    /// 公开招标公告 (87号令第13条)
    Tender = "N-03", "tender", Some("D-NTC-01"), [
        "project_no", "project_name", "budget", "ceiling", "demand", "delivery", "joint_bids",
        "qualification_general", "qualification_policy", "qualification", "obtain_until", "obtain_place",
        "document_price", "deadline", "opening_place", "notice_period", "remedies", "purchaser",
        "purchaser_address", "purchaser_phone", "agency", "agency_address", "agency_phone", "project_contact"
    ];
    /// 更正公告
    Correction = "N-05", "correction", None, [
        "project_no", "project_name", "original_notice", "first_published", "subject", "changed_item",
        "before", "after", "corrected_on", "deadline"
    ];
    /// 中标结果公告 (87号令第69条第2款)
    Result = "N-06", "result", Some("D-RES-02"), [
        "project_no", "project_name", "supplier", "address", "award_amount", "score", "item", "specification",
        "quantity", "unit_price", "experts", "agency_fee", "notice_period", "purchaser", "purchaser_address",
        "purchaser_phone", "agency", "agency_address", "agency_phone"
    ];
    /// 终止（废标）公告
    Termination = "N-07", "termination", Some("D-RES-02"), [
        "project_no", "project_name", "lot", "void_reason", "refund"
    ];
    /// 合同公告
    Contract = "N-08", "contract", None, [
        "contract_no", "contract_name", "project_no", "project_name", "purchaser", "supplier", "item", "amount",
        "delivery", "method", "signed_on"
    ];
}

/// A row of a section: a label and a value, both shown in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Locale key without its prefix: `project_no` is `notice-label-project_no`.
    pub label: String,
    /// The value; a page formats it.
    pub value: Arg,
}
impl Row {
    /// A row.
    pub fn new(label: &str, value: impl Into<Arg>) -> Self {
        Self { label: label.to_owned(), value: value.into() }
    }
}

/// A table within a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Headings, labels like those of rows.
    pub columns: Vec<String>,
    /// As many values as there are columns.
    pub rows: Vec<Vec<Arg>>,
}
impl Table {
    /// A table.
    pub fn new(columns: &[&str], rows: Vec<Vec<Arg>>) -> Self {
        Self { columns: columns.iter().map(|column| (*column).to_owned()).collect(), rows }
    }
}

/// A numbered part of a notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Locale key without its prefix: `basics` is `notice-section-basics`.
    pub title: String,
    /// Label and value.
    pub rows: Vec<Row>,
    /// Tables, after the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
}
impl Section {
    /// A section of rows.
    pub fn new(title: &str, rows: Vec<Row>) -> Self {
        Self { title: title.to_owned(), rows, tables: Vec::new() }
    }
    /// Adds a table.
    #[must_use]
    pub fn table(mut self, columns: &[&str], rows: Vec<Vec<Arg>>) -> Self {
        self.tables.push(Table::new(columns, rows));
        self
    }
}

/// What is to be published. The title is purchaser and matter; the page adds the type's name (标题=采购人+项目名称+公告类型).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDraft {
    /// Type.
    pub notice_type: NoticeType,
    /// Purchaser and matter, without the type's name.
    pub title: String,
    /// The purchaser's region.
    pub region: Region,
    /// 采购人
    pub purchaser: OrganisationId,
    /// Its name when it was published.
    pub purchaser_name: String,
    /// 采购代理机构
    pub agency: Option<OrganisationId>,
    /// Its name when it was published.
    pub agency_name: Option<String>,
    /// The project, once there is one.
    pub project: Option<ProjectId>,
    /// 项目编号; empty before there is a project.
    pub project_no: String,
    /// Goods, services or works.
    pub category: Category,
    /// 采购方式, once chosen.
    pub method: Option<Method>,
    /// The amount it is about: budget, award or contract.
    pub amount: Money,
    /// What it says.
    pub sections: Vec<Section>,
    /// People whom the law wants named (label `experts`), by id: a page asks the registry for the name, so that the
    /// notice itself holds no personal data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<(String, PersonId)>,
    /// The stream that it comes from.
    pub source: StreamName,
    /// The notice that it corrects or follows.
    pub relates_to: Option<NoticeId>,
    /// Published files and documents by digest: (label, digest).
    pub attachments: Vec<(String, Digest)>,
}

/// A notice as published. It never changes; what is wrong is put right by a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What it says.
    #[serde(flatten)]
    pub notice: NoticeDraft,
    /// First published 首发时间: the start of the periods that the law counts.
    pub at: Instant,
    /// End of the notice period 公告期限; `None`: no fixed period.
    pub period_end: Option<Instant>,
}

/// A notice 公告.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Not published.
    #[default]
    Absent,
    /// Published.
    Published(Box<Published>),
}

/// What happens to a notice: it is published, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum NoticeEvent {
    /// Published.
    #[serde(rename = "notice.published")]
    Published {
        /// What it says.
        #[serde(flatten)]
        notice: Box<NoticeDraft>,
        /// End of the notice period.
        period_end: Option<Instant>,
    },
}

impl Stream for Notice {
    type Id = NoticeId;
    type Event = NoticeEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &NoticeEvent) {
        let NoticeEvent::Published { notice, period_end } = event;
        *self =
            Self::Published(Box::new(Published { notice: (**notice).clone(), at, period_end: *period_end }));
    }
}

impl Notice {
    /// What was published.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn published(&self) -> Result<&Published, Refusal> {
        match self {
            Self::Published(published) => Ok(published),
            Self::Absent => Err(Refusal::new("E_NOT_FOUND")),
        }
    }
    /// Publishes, with every field that the format asks for (NTC-03) and the period that the law gives (NTC-01).
    ///
    /// # Errors
    /// `E_NOTICE_INCOMPLETE` (NTC-03) with each missing label; `E_STATE` if it is published; those of [`Law::latest`].
    pub fn publish(&self, draft: NoticeDraft, at: Instant, law: &Law) -> Result<Vec<NoticeEvent>, Refusal> {
        if *self != Self::Absent {
            return Err(Refusal::new("E_STATE"));
        }
        let missing: Vec<_> =
            draft.notice_type.required().iter().filter(|label| !draft.says(label)).collect();
        if !missing.is_empty() || draft.title.trim().is_empty() {
            let refusal = law.refuse("E_NOTICE_INCOMPLETE", "NTC-03");
            return Err(missing
                .into_iter()
                .fold(refusal, |refusal, label| refusal.field(format!("notice.{label}"), "field-required")));
        }
        let period_end = draft.notice_type.period().map(|rule| law.latest(rule, at)).transpose()?;
        Ok(vec![NoticeEvent::Published { notice: Box::new(draft), period_end }])
    }
}

impl NoticeDraft {
    /// The value of the first row with this label.
    pub fn value(&self, label: &str) -> Option<&Arg> {
        let mut rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.find(|row| row.label == label).map(|row| &row.value)
    }
    /// Is there a row with this label, or a column, that says something?
    fn says(&self, label: &str) -> bool {
        self.people.iter().any(|(said, _)| said == label)
            || self.sections.iter().any(|section| {
                section.rows.iter().any(|row| row.label == label && filled(&row.value))
                    || section.tables.iter().any(|table| {
                        table.columns.iter().position(|column| column == label).is_some_and(|at| {
                            !table.rows.is_empty()
                                && table.rows.iter().all(|cells| cells.get(at).is_some_and(filled))
                        })
                    })
            })
    }
}
/// 采购人 + 项目名称, the title of a notice before its kind: a project that is named after its purchaser names it once.
pub fn notice_title(purchaser: &str, name: &str) -> String {
    if name.contains(purchaser) { name.to_owned() } else { format!("{purchaser}{name}") }
}
fn filled(value: &Arg) -> bool {
    !matches!(value, Arg::Text(text) | Arg::Key(text) if text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_title_names_the_purchaser_once() {
        assert_eq!(notice_title("第三中学", "计算机采购"), "第三中学计算机采购");
        assert_eq!(notice_title("第三中学", "第三中学计算机采购"), "第三中学计算机采购");
        assert_eq!(notice_title("第三中学", "2026年第三中学计算机采购"), "2026年第三中学计算机采购");
    }
}
