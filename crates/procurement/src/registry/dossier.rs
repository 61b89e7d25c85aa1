//! The dossier 入库资料: what an organisation declares and proves, filled in part by part, reviewed by the finance
//! department of its region, then in service for the whole province; a change goes the same way and makes a new version.

use super::{
    BankAccount, Commitment, Contact, Document, Enterprise, House, Identity, Kind, Part, Particulars,
    Representative, Unit,
};
use kernel::{Date, DossierId, Duty, Instant, OrganisationId, Refusal, Role, Sealed, Span, Stream};
use serde::{Deserialize, Serialize};

/// One part as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", content = "value", rename_all = "snake_case")]
pub enum Filling {
    /// 主体信息
    Identity(Identity),
    /// 法定代表人
    Representative(Sealed<Representative>),
    /// 联系人
    Contact(Sealed<Contact>),
    /// 银行账户
    Account(Sealed<BankAccount>),
    /// 企业规模
    Enterprise(Enterprise),
    /// 预算单位信息
    Unit(Unit),
    /// 执业条件
    House(House),
}
impl Filling {
    /// Which part it fills.
    pub fn part(&self) -> Part {
        match self {
            Self::Identity(_) => Part::Identity,
            Self::Representative(_) => Part::Representative,
            Self::Contact(_) => Part::Contact,
            Self::Account(_) => Part::Account,
            Self::Enterprise(_) => Part::Enterprise,
            Self::Unit(_) => Part::Unit,
            Self::House(_) => Part::House,
        }
    }
}

/// Where the dossier stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Being filled in 填报中.
    #[default]
    Editing,
    /// Sent back, with what to change 退回.
    Returned {
        /// Why.
        reason: String,
    },
    /// Waits for review 待审核.
    Submitted {
        /// Since when.
        at: Instant,
    },
    /// What is filled in is what is in service 已生效.
    Settled,
    /// Its organisation left, or never came, and nothing more is asked 已关闭.
    Closed,
}

/// A dossier's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Whose it is; `None` before it was opened.
    pub organisation: Option<OrganisationId>,
    /// 单位类型
    pub kind: Kind,
    /// The role whose people fill it in.
    pub clerk: Option<Role>,
    /// The finance department that reviews it.
    pub reviewer: Option<OrganisationId>,
    /// Was the organisation in the register before its dossier was opened?
    pub registered: bool,
    /// Days after which a first registration that nobody goes on with is closed.
    #[serde(default)]
    pub idle_days: Option<u32>,
    /// When something was last done with it.
    pub touched: Instant,
    /// Versions that were accepted; 0 before the first review.
    pub version: u32,
    /// What is in service.
    pub served: Particulars,
    /// What is being filled in; the same as `served` when settled.
    pub draft: Particulars,
    /// Where it stands.
    pub stage: Stage,
    /// The last document number given.
    pub numbered: u32,
}

/// What happened to a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum DossierEvent {
    /// 开始填报
    #[serde(rename = "dossier.opened")]
    Opened {
        /// Whose.
        organisation: OrganisationId,
        /// 单位类型
        kind: Kind,
        /// The role whose people fill it in.
        clerk: Role,
        /// The finance department that reviews it.
        reviewer: OrganisationId,
        /// Is the organisation in the register already, so that nothing is asked of it now?
        registered: bool,
        /// Days after which a first registration that nobody goes on with is closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        idle_days: Option<u32>,
    },
    /// 填写
    #[serde(rename = "dossier.filled")]
    Filled {
        /// What.
        filling: Filling,
    },
    /// 上传证照
    #[serde(rename = "dossier.document_attached")]
    DocumentAttached {
        /// The document.
        document: Document,
    },
    /// 移除证照
    #[serde(rename = "dossier.document_removed")]
    DocumentRemoved {
        /// Which.
        number: u32,
    },
    /// 签署承诺
    #[serde(rename = "dossier.commitment_signed")]
    CommitmentSigned {
        /// The commitment.
        commitment: Commitment,
    },
    /// 提交审核
    #[serde(rename = "dossier.submitted")]
    Submitted,
    /// 撤回
    #[serde(rename = "dossier.withdrawn")]
    Withdrawn,
    /// 关闭
    #[serde(rename = "dossier.closed")]
    Closed,
    /// 审核通过
    #[serde(rename = "dossier.accepted")]
    Accepted,
    /// 退回
    #[serde(rename = "dossier.returned")]
    Returned {
        /// What to change.
        reason: String,
    },
    /// 查看敏感信息: who saw what, and what for.
    #[serde(rename = "dossier.revealed")]
    Revealed {
        /// Which part was shown unmasked.
        part: Part,
        /// 用途
        purpose: String,
    },
    /// 到期提醒
    #[serde(rename = "dossier.document_reminded")]
    DocumentReminded {
        /// Which.
        number: u32,
    },
    /// 证照过期
    #[serde(rename = "dossier.document_expired")]
    DocumentExpired {
        /// Which.
        number: u32,
    },
}

impl Dossier {
    /// How long before its last day a document's owner is reminded.
    pub const NOTICE: Span = Span::days(30);

    /// Opens it 开始填报. Of an organisation that is in the register already (`idle_days` is `None`) nothing is asked until it
    /// wants a change; another one is closed if nobody goes on with it for `idle_days`.
    ///
    /// # Errors
    /// `E_ALREADY`.
    pub fn open(
        &self,
        organisation: OrganisationId,
        kind: Kind,
        clerk: Role,
        reviewer: OrganisationId,
        idle_days: Option<u32>,
    ) -> Result<Vec<DossierEvent>, Refusal> {
        if self.organisation.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        let registered = idle_days.is_none();
        Ok(vec![DossierEvent::Opened { organisation, kind, clerk, reviewer, registered, idle_days }])
    }
    /// When it is closed if nobody goes on with it; `None` if it waits for review, or its organisation is in the register.
    pub fn lapses(&self) -> Option<Instant> {
        let waits = self.is_first() && matches!(self.stage, Stage::Editing | Stage::Returned { .. });
        let days = self.idle_days.filter(|_| waits)?;
        Some(self.touched.plus(Span::days(days.into())))
    }
    /// A timer: closes a first registration that nobody goes on with.
    ///
    /// # Errors
    /// `E_STATE` before its time.
    pub fn lapse(&self, at: Instant) -> Result<Vec<DossierEvent>, Refusal> {
        match self.lapses() {
            Some(end) if end <= at => self.close(),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// Asks for nothing more, because its organisation leaves.
    ///
    /// # Errors
    /// `E_STATE` if it is closed.
    pub fn close(&self) -> Result<Vec<DossierEvent>, Refusal> {
        match self.stage {
            Stage::Closed => Err(Refusal::new("E_STATE")),
            _ => Ok(vec![DossierEvent::Closed]),
        }
    }
    /// Fills in one part. While it is under review nothing can be changed.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`; `E_PART_UNFIT` for a part that this kind of organisation has not; `E_SCHEMA` with the field for
    /// what cannot be true (founded in the future, an agency with fewer than five full-time people, a budget code that is none).
    pub fn fill(&self, filling: Filling, today: Date) -> Result<Vec<DossierEvent>, Refusal> {
        self.require_open()?;
        if !Part::of(self.kind).contains(&filling.part()) {
            return Err(Refusal::new("E_PART_UNFIT"));
        }
        let wrong = |field: &'static str, key: &'static str| Err(Refusal::new("E_SCHEMA").field(field, key));
        match &filling {
            Filling::Identity(identity) if identity.established > today => {
                return wrong("established", "field-date-in-future");
            }
            Filling::House(house) if house.staff < House::STAFF => {
                return Err(Refusal::new("E_AGENCY_STAFF")
                    .field("staff", "field-too-small")
                    .arg("least", House::STAFF)
                    .basis("财库〔2018〕2号第十一条"));
            }
            Filling::Unit(unit) => {
                let digits = unit.budget_code.bytes().all(|byte| byte.is_ascii_digit());
                if !digits || !(9..=15).contains(&unit.budget_code.len()) {
                    return wrong("budget_code", "field-not-a-budget-code");
                }
            }
            _ => {}
        }
        Ok(vec![DossierEvent::Filled { filling }])
    }
    /// Hands in a document.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`; `E_DOCUMENT_EXPIRED` if its last day is past; `E_TOO_MANY`.
    pub fn attach(&self, document: Document, today: Date) -> Result<Vec<DossierEvent>, Refusal> {
        self.require_open()?;
        if self.draft.documents.len() >= Particulars::DOCUMENTS {
            return Err(Refusal::new("E_TOO_MANY"));
        }
        if let Some(until) = document.until.filter(|until| *until < today) {
            return Err(Refusal::new("E_DOCUMENT_EXPIRED")
                .arg("title", document.title.as_str())
                .arg("until", until)
                .field("until", "field-date-past"));
        }
        let document = Document { number: self.numbered + 1, reminded: false, expired: false, ..document };
        Ok(vec![DossierEvent::DocumentAttached { document }])
    }
    /// Takes a document out.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`, `E_NOT_FOUND`.
    pub fn detach(&self, number: u32) -> Result<Vec<DossierEvent>, Refusal> {
        self.require_open()?;
        self.draft.document(number).ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
        Ok(vec![DossierEvent::DocumentRemoved { number }])
    }
    /// Agrees to the commitment 信用承诺.
    ///
    /// # Errors
    /// `E_UNDER_REVIEW`, `E_PART_UNFIT`.
    pub fn commit(&self, commitment: Commitment) -> Result<Vec<DossierEvent>, Refusal> {
        self.require_open()?;
        if !Part::of(self.kind).contains(&Part::Commitment) {
            return Err(Refusal::new("E_PART_UNFIT"));
        }
        Ok(vec![DossierEvent::CommitmentSigned { commitment }])
    }
    /// Hands it in for review.
    ///
    /// # Errors
    /// `E_DOSSIER_INCOMPLETE` naming the parts, `E_DOCUMENT_EXPIRED`, `E_UNCHANGED` if it says nothing new,
    /// `E_UNDER_REVIEW`.
    pub fn submit(&self, today: Date) -> Result<Vec<DossierEvent>, Refusal> {
        self.require_open()?;
        self.require_valid(today)?;
        let missing = self.missing();
        if !missing.is_empty() {
            let refusal = Refusal::new("E_DOSSIER_INCOMPLETE");
            return Err(missing
                .into_iter()
                .fold(refusal, |refusal, part| refusal.field(part.id(), "field-required")));
        }
        if self.stage == Stage::Settled {
            return Err(Refusal::new("E_UNCHANGED"));
        }
        Ok(vec![DossierEvent::Submitted])
    }
    /// Takes it back before it was reviewed.
    ///
    /// # Errors
    /// `E_STATE`.
    pub fn withdraw(&self) -> Result<Vec<DossierEvent>, Refusal> {
        match self.stage {
            Stage::Submitted { .. } => Ok(vec![DossierEvent::Withdrawn]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// The finance department's review.
    ///
    /// # Errors
    /// `E_STATE` unless it waits for review; `E_SCHEMA` for a return without a reason; `E_DOCUMENT_EXPIRED` if a
    /// document that is needed has expired meanwhile.
    pub fn review(
        &self,
        passed: bool,
        reason: Option<String>,
        today: Date,
    ) -> Result<Vec<DossierEvent>, Refusal> {
        if !matches!(self.stage, Stage::Submitted { .. }) {
            return Err(Refusal::new("E_STATE"));
        }
        if passed {
            self.require_valid(today)?;
        }
        match (passed, reason) {
            (true, _) if !self.missing().is_empty() => Err(Refusal::new("E_DOSSIER_INCOMPLETE")),
            (true, _) => Ok(vec![DossierEvent::Accepted]),
            (false, Some(reason)) => Ok(vec![DossierEvent::Returned { reason }]),
            (false, None) => Err(Refusal::new("E_SCHEMA").field("reason", "field-required")),
        }
    }
    /// Shows a sensitive part unmasked 查看敏感信息; that it was seen, by whom and what for, stays on record
    /// (个人信息保护法第五十一条).
    ///
    /// # Errors
    /// `E_PART_UNFIT` if the part holds nothing sensitive.
    pub fn reveal(&self, part: Part, purpose: String) -> Result<Vec<DossierEvent>, Refusal> {
        if !part.is_sensitive() || self.organisation.is_none() {
            return Err(Refusal::new("E_PART_UNFIT"));
        }
        Ok(vec![DossierEvent::Revealed { part, purpose }])
    }
    /// A timer: thirty days before a document's last day, and after it.
    ///
    /// # Errors
    /// `E_STATE` if nothing is due.
    pub fn tick(&self, at: Instant) -> Result<Vec<DossierEvent>, Refusal> {
        let due = self.dated().filter(|(_, moment)| *moment <= at);
        let events: Vec<_> = due
            .map(|(document, _)| match document.reminded {
                true => DossierEvent::DocumentExpired { number: document.number },
                false => DossierEvent::DocumentReminded { number: document.number },
            })
            .collect();
        if events.is_empty() { Err(Refusal::new("E_STATE")) } else { Ok(events) }
    }
    /// The parts that still lack something.
    pub fn missing(&self) -> Vec<Part> {
        let parts = Part::of(self.kind).iter();
        parts.filter(|part| !self.draft.has(**part, self.kind)).copied().collect()
    }
    /// Documents in service whose reminder or expiry lies ahead, with that moment.
    fn dated(&self) -> impl Iterator<Item = (&Document, Instant)> {
        self.served.documents.iter().filter(|document| !document.expired).filter_map(|document| {
            let end = Instant::end_of(document.until?);
            Some((document, if document.reminded { end } else { end.minus(Self::NOTICE) }))
        })
    }
    /// Every document of what is handed in is valid today.
    fn require_valid(&self, today: Date) -> Result<(), Refusal> {
        let late = self.draft.documents.iter().find_map(|document| {
            let until = document.until.filter(|until| *until < today && !document.expired)?;
            Some((document, until))
        });
        late.map_or(Ok(()), |(document, until)| {
            Err(Refusal::new("E_DOCUMENT_EXPIRED")
                .arg("title", document.title.as_str())
                .arg("until", until)
                .field("documents", "field-date-past"))
        })
    }
    fn require_open(&self) -> Result<(), Refusal> {
        match self.stage {
            _ if self.organisation.is_none() => Err(Refusal::new("E_NOT_FOUND")),
            Stage::Closed => Err(Refusal::new("E_ORGANISATION_LEFT")),
            Stage::Submitted { .. } => Err(Refusal::new("E_UNDER_REVIEW")),
            _ => Ok(()),
        }
    }
    fn document_everywhere(&mut self, number: u32, change: impl Fn(&mut Document)) {
        let all = self.served.documents.iter_mut().chain(&mut self.draft.documents);
        all.filter(|document| document.number == number).for_each(change);
    }
}

impl Stream for Dossier {
    type Id = DossierId;
    type Event = DossierEvent;
    const FOLD: u32 = 3;
    fn apply(&mut self, at: Instant, event: &DossierEvent) {
        self.touched = at;
        match event {
            DossierEvent::Opened { organisation, kind, clerk, reviewer, registered, idle_days } => {
                self.organisation = Some(*organisation);
                self.kind = *kind;
                self.clerk = Some(*clerk);
                self.reviewer = Some(*reviewer);
                self.registered = *registered;
                self.idle_days = *idle_days;
                self.stage = if *registered { Stage::Settled } else { Stage::Editing };
            }
            DossierEvent::Filled { filling } => {
                let draft = &mut self.draft;
                match filling.clone() {
                    Filling::Identity(value) => draft.identity = Some(value),
                    Filling::Representative(value) => draft.representative = Some(value),
                    Filling::Contact(value) => draft.contact = Some(value),
                    Filling::Account(value) => draft.account = Some(value),
                    Filling::Enterprise(value) => draft.enterprise = Some(value),
                    Filling::Unit(value) => draft.unit = Some(value),
                    Filling::House(value) => draft.house = Some(value),
                }
                self.stage = Stage::Editing;
            }
            DossierEvent::DocumentAttached { document } => {
                self.numbered = document.number;
                self.draft.documents.push(document.clone());
                self.stage = Stage::Editing;
            }
            DossierEvent::DocumentRemoved { number } => {
                self.draft.documents.retain(|document| document.number != *number);
                self.stage = Stage::Editing;
            }
            DossierEvent::CommitmentSigned { commitment } => {
                self.draft.commitment = Some(commitment.clone());
                self.stage = Stage::Editing;
            }
            DossierEvent::Submitted => self.stage = Stage::Submitted { at },
            DossierEvent::Withdrawn => self.stage = Stage::Editing,
            DossierEvent::Closed => self.stage = Stage::Closed,
            DossierEvent::Accepted => {
                self.version += 1;
                self.served = self.draft.clone();
                self.stage = Stage::Settled;
            }
            DossierEvent::Returned { reason } => self.stage = Stage::Returned { reason: reason.clone() },
            DossierEvent::Revealed { .. } => {}
            DossierEvent::DocumentReminded { number } => {
                self.document_everywhere(*number, |document| document.reminded = true);
            }
            DossierEvent::DocumentExpired { number } => {
                self.document_everywhere(*number, |document| document.expired = true);
            }
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let (Some(organisation), Some(clerk), Some(reviewer)) =
            (self.organisation, self.filler(), self.reviewer)
        else {
            return Vec::new();
        };
        let name = self.draft.identity.as_ref().map_or_else(String::new, |identity| identity.name.clone());
        let duty = |command: &str, organisation, role, due, title: String| Duty {
            command: command.to_owned(),
            organisation,
            role,
            person: None,
            due,
            title,
        };
        let mut duties: Vec<_> = match self.stage {
            Stage::Submitted { .. } => {
                vec![duty("registry.review_dossier", reviewer, Role::FaRegulator, None, name)]
            }
            Stage::Editing | Stage::Returned { .. } => {
                vec![duty("registry.submit_dossier", organisation, clerk, self.lapses(), name)]
            }
            Stage::Settled => Vec::new(),
            Stage::Closed => return Vec::new(),
        };
        if let Some(end) = self.lapses() {
            duties.push(Duty::timer("registry.lapse_dossier", end, ""));
        }
        let renewals =
            self.served.documents.iter().filter(|document| document.reminded && !self.renewed(document));
        duties.extend(renewals.map(|document| {
            let due = document.until.map(Instant::end_of);
            duty("registry.attach_document", organisation, clerk, due, document.title.clone())
        }));
        if let Some(next) = self.dated().map(|(_, moment)| moment).min() {
            duties.push(Duty::timer("registry.watch_documents", next, ""));
        }
        duties
    }
}
impl Dossier {
    /// Is the organisation still to be reviewed for the first time?
    pub const fn is_first(&self) -> bool {
        self.version == 0 && !self.registered
    }
    /// The role whose people fill it in now: before the first review nobody acts for the organisation in a role of its kind.
    pub fn filler(&self) -> Option<Role> {
        if self.is_first() { self.clerk.and(Some(Role::Applicant)) } else { self.clerk }
    }
    /// Has a later document of the same kind and title come in its place?
    fn renewed(&self, old: &Document) -> bool {
        self.draft.documents.iter().any(|document| {
            let same = document.kind == old.kind && document.title == old.title;
            same && document.number > old.number && (document.until.is_none() || document.until > old.until)
        })
    }
}

#[cfg(test)]
#[path = "dossier_tests.rs"]
mod tests;
