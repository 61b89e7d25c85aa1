//! 获取采购文件: free, without any qualification asked (财库〔2021〕22号; lifecycle §1.10).

use crate::law::Law;
use kernel::{Digest, Duty, Instant, ObtainmentId, OrganisationId, ProjectId, Refusal, Role, Stream};
use serde::{Deserialize, Serialize};

/// One supplier's obtaining of one project's document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obtainment {
    /// Not obtained.
    #[default]
    Absent,
    /// Obtained; no bid yet.
    Obtained(ObtainmentMatter),
    /// Obtained, and a bid was handed in for at least one lot.
    Answered(ObtainmentMatter),
}

/// What was obtained, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObtainmentMatter {
    /// The project.
    pub project: ProjectId,
    /// The supplier.
    pub supplier: OrganisationId,
    /// The project's name.
    pub title: String,
    /// SM3 of the document that was handed out.
    pub document: Digest,
    /// The deadline for bids 投标截止时间; a correction moves it.
    pub deadline: Instant,
    /// When it was obtained; a question about the document starts from here (94号令第11条).
    pub at: Instant,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Obtain {
    /// The project.
    pub project: ProjectId,
    /// The supplier.
    pub supplier: OrganisationId,
    /// The project's name.
    pub title: String,
    /// SM3 of the document in force.
    pub document: Digest,
    /// When the notice was published.
    pub from: Instant,
    /// Until when the document is handed out 提供期限.
    pub until: Instant,
    /// The deadline for bids.
    pub deadline: Instant,
    /// Is the supplier within a period in which it may not take part (政府采购法第77条)?
    pub banned: bool,
}

/// What happens to an obtainment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum ObtainmentEvent {
    /// The document was handed out.
    #[serde(rename = "obtainment.made")]
    Made {
        /// The project.
        project: ProjectId,
        /// The supplier.
        supplier: OrganisationId,
        /// The project's name.
        title: String,
        /// SM3 of the document.
        document: Digest,
        /// The deadline for bids.
        deadline: Instant,
    },
    /// A correction moved the deadline for bids.
    #[serde(rename = "obtainment.deadline_moved")]
    DeadlineMoved {
        /// The new deadline.
        deadline: Instant,
    },
    /// The supplier handed in a bid.
    #[serde(rename = "obtainment.answered")]
    Answered {},
}

impl Obtainment {
    /// Hands out the document.
    ///
    /// # Errors
    /// `E_ALREADY_OBTAINED`, `E_SUPPLIER_BANNED`, `E_DOCUMENT_NOT_OFFERED` before the notice,
    /// `E_PROVISION_ENDED` after the time of provision (87号令第18条).
    pub fn obtain(&self, ask: Obtain, at: Instant, law: &Law) -> Result<Vec<ObtainmentEvent>, Refusal> {
        let _ = law;
        if self.matter().is_some() {
            return Err(Refusal::new("E_ALREADY_OBTAINED"));
        }
        if ask.banned {
            return Err(Refusal::new("E_SUPPLIER_BANNED").basis("政府采购法第77条"));
        }
        if at < ask.from {
            return Err(Refusal::new("E_DOCUMENT_NOT_OFFERED"));
        }
        if at > ask.until {
            return Err(Refusal::new("E_PROVISION_ENDED")
                .rule("D-NTC-02")
                .basis("87号令第18条")
                .arg("until", ask.until));
        }
        let Obtain { project, supplier, title, document, deadline, .. } = ask;
        Ok(vec![ObtainmentEvent::Made { project, supplier, title, document, deadline }])
    }
    /// Notes that a bid was handed in, once.
    pub fn answer(&self) -> Vec<ObtainmentEvent> {
        if matches!(self, Self::Obtained(_)) { vec![ObtainmentEvent::Answered {}] } else { Vec::new() }
    }
    /// A correction moved the deadline for bids, so that the to-do says the right day.
    pub fn move_deadline(&self, deadline: Instant) -> Vec<ObtainmentEvent> {
        match self.matter() {
            Some(matter) if matter.deadline != deadline => vec![ObtainmentEvent::DeadlineMoved { deadline }],
            _ => Vec::new(),
        }
    }
    /// What was obtained.
    pub const fn matter(&self) -> Option<&ObtainmentMatter> {
        match self {
            Self::Absent => None,
            Self::Obtained(matter) | Self::Answered(matter) => Some(matter),
        }
    }
}

impl Stream for Obtainment {
    type Id = ObtainmentId;
    type Event = ObtainmentEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &ObtainmentEvent) {
        match event.clone() {
            ObtainmentEvent::Made { project, supplier, title, document, deadline } => {
                *self = Self::Obtained(ObtainmentMatter { project, supplier, title, document, deadline, at });
            }
            ObtainmentEvent::DeadlineMoved { deadline } => {
                if let Self::Obtained(matter) | Self::Answered(matter) = self {
                    matter.deadline = deadline;
                }
            }
            ObtainmentEvent::Answered {} => {
                if let Self::Obtained(matter) = self {
                    *self = Self::Answered(matter.clone());
                }
            }
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let Self::Obtained(matter) = self else { return Vec::new() };
        vec![Duty {
            command: "bidding.submit_bid".to_owned(),
            organisation: matter.supplier,
            role: Role::SupplierClerk,
            person: None,
            due: Some(matter.deadline),
            title: matter.title.clone(),
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidding::bid::tests::{law, moment, organisation, project};
    use kernel::Span;

    fn ask() -> Obtain {
        Obtain {
            project: project(),
            supplier: organisation(1),
            title: "办公设备采购".to_owned(),
            document: Digest::of(b"document"),
            from: moment(0),
            until: moment(60),
            deadline: moment(600),
            banned: false,
        }
    }

    #[test]
    fn the_document_is_handed_out_between_notice_and_end_of_provision() {
        let second = Span::millis(1000);
        let new = Obtainment::default();
        let code =
            |at| new.obtain(ask(), at, &law()).map(|_| ()).map_err(|refusal| refusal.code.into_owned());
        assert_eq!(code(moment(0).minus(second)), Err("E_DOCUMENT_NOT_OFFERED".to_owned()));
        assert_eq!(code(moment(0)), Ok(()));
        assert_eq!(code(moment(60).minus(second)), Ok(()));
        assert_eq!(code(moment(60).plus(second)), Err("E_PROVISION_ENDED".to_owned()));
    }

    #[test]
    fn a_second_time_and_a_banned_supplier_are_refused() {
        let mut obtained = Obtainment::default();
        for event in obtained.obtain(ask(), moment(1), &law()).unwrap() {
            obtained.apply(moment(1), &event);
        }
        assert_eq!(obtained.obtain(ask(), moment(2), &law()).unwrap_err().code, "E_ALREADY_OBTAINED");
        let banned = Obtain { banned: true, ..ask() };
        let refusal = Obtainment::default().obtain(banned, moment(1), &law()).unwrap_err();
        assert_eq!(refusal.code, "E_SUPPLIER_BANNED");
    }

    #[test]
    fn the_to_do_follows_a_moved_deadline() {
        let mut obtained = Obtainment::default();
        assert!(obtained.move_deadline(moment(900)).is_empty(), "nothing was obtained");
        for event in obtained.obtain(ask(), moment(1), &law()).unwrap() {
            obtained.apply(moment(1), &event);
        }
        assert!(obtained.move_deadline(moment(600)).is_empty(), "it did not move");
        for event in obtained.move_deadline(moment(900)) {
            obtained.apply(moment(2), &event);
        }
        assert_eq!(obtained.duties()[0].due, Some(moment(900)));
    }

    #[test]
    fn the_duty_to_bid_ends_with_the_first_bid() {
        let mut obtained = Obtainment::default();
        for event in obtained.obtain(ask(), moment(1), &law()).unwrap() {
            obtained.apply(moment(1), &event);
        }
        assert_eq!(obtained.duties().len(), 1);
        for event in obtained.answer() {
            obtained.apply(moment(2), &event);
        }
        assert!(obtained.duties().is_empty());
        assert!(obtained.answer().is_empty());
    }
}
