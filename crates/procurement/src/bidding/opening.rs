//! 开标: the opening of one lot, from the deadline to the signed record (87号令第39–42条).

use crate::law::Law;
use kernel::{
    BidId, Duty, Instant, LotId, OpeningId, OrganisationId, ProjectId, Refusal, Role, Span, Stream, StreamId,
};
use serde::{Deserialize, Serialize};

/// The opening of one lot. It starts at the deadline for bids; until then the lot itself is the schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What is opened; `None` until the deadline.
    pub matter: Option<OpeningMatter>,
    /// Where it stands.
    pub stage: OpeningStage,
}

/// What is opened, and who conducts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningMatter {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// The agency (or the purchaser, where it tenders itself).
    pub conductor: OrganisationId,
    /// Project and lot name.
    pub title: String,
    /// When it started: the deadline for bids.
    pub started: Instant,
    /// How many bids had been received.
    pub bids: u32,
}

/// Where an opening stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum OpeningStage {
    /// The deadline has not come.
    #[default]
    Scheduled,
    /// The bidders hand over their keys; nothing is shown.
    Decrypting {
        /// When the window ends.
        until: Instant,
        /// Envelopes opened.
        opened: u32,
        /// Envelopes that opened to nothing that can be evaluated.
        faulty: u32,
    },
    /// Read out 唱标; the bidders confirm the record or object.
    Announced {
        /// Bids read out.
        valid: u32,
        /// Bidders that confirmed or objected.
        confirmed: u32,
        /// Objections among them.
        objections: u32,
    },
    /// Closed, the record signed by two people of the conductor.
    Closed {
        /// Bids read out.
        valid: u32,
        /// The conductor's answer to objections.
        reply: Option<String>,
        /// When.
        at: Instant,
    },
    /// Fewer bids than the law asks for: no opening (87号令第41条).
    Failed {
        /// How many there were.
        valid: u32,
    },
}

/// What happens to an opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum OpeningEvent {
    /// The deadline passed; the bidders may hand over their keys.
    #[serde(rename = "opening.started")]
    Started {
        /// What is opened.
        matter: OpeningMatter,
        /// When the window for decryption ends.
        until: Instant,
    },
    /// An envelope was opened.
    #[serde(rename = "opening.bid_opened")]
    BidOpened {
        /// Whose.
        bid: BidId,
        /// Can it be evaluated?
        valid: bool,
    },
    /// The bids were read out.
    #[serde(rename = "opening.announced")]
    Announced {
        /// How many.
        valid: u32,
    },
    /// A bidder confirmed the record or objected.
    #[serde(rename = "opening.record_confirmed")]
    RecordConfirmed {
        /// Whose.
        bid: BidId,
        /// Is it an objection?
        objection: bool,
    },
    /// The record was signed.
    #[serde(rename = "opening.closed")]
    Closed {
        /// The conductor's answer to objections.
        reply: Option<String>,
    },
    /// Too few bids.
    #[serde(rename = "opening.failed")]
    Failed {
        /// What was to be opened.
        matter: OpeningMatter,
        /// How many bids there were, or were left.
        valid: u32,
    },
}

/// What the start of an opening is decided from.
#[derive(Clone, Debug)]
pub struct StartOpening {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// Who conducts it.
    pub conductor: OrganisationId,
    /// Project and lot name.
    pub title: String,
    /// The deadline in force.
    pub deadline: Instant,
    /// Bids that were handed in and not taken back.
    pub bids: u32,
}

impl Opening {
    /// The opening of a lot: there is one, and it shares the lot's number.
    pub fn id_of(lot: LotId) -> OpeningId {
        OpeningId::from_uuid(lot.uuid())
    }

    /// Starts at the deadline (87号令第39条), or fails with fewer than three bids (第41条: 不得开标).
    ///
    /// # Errors
    /// `E_OPENING_TOO_EARLY` before the deadline (OPN-02), `E_STATE` if it has started.
    pub fn start(&self, ask: StartOpening, at: Instant, law: &Law) -> Result<Vec<OpeningEvent>, Refusal> {
        if self.stage != OpeningStage::Scheduled {
            return Err(Refusal::new("E_STATE"));
        }
        let StartOpening { project, lot, conductor, title, deadline, bids } = ask;
        if at < deadline {
            return Err(law
                .refuse("E_OPENING_TOO_EARLY", "OPN-02")
                .basis("87号令第39条")
                .arg("deadline", deadline));
        }
        let matter = OpeningMatter { project, lot, conductor, title, started: deadline, bids };
        if bids < Self::fewest(law)? {
            return Ok(vec![OpeningEvent::Failed { matter, valid: bids }]);
        }
        let until = at.plus(Span::minutes(law.number("decryption_minutes")?));
        Ok(vec![OpeningEvent::Started { matter, until }])
    }

    /// Notes an opened envelope.
    ///
    /// # Errors
    /// `E_STATE` outside the decryption.
    pub fn open_bid(&self, bid: BidId, valid: bool) -> Result<Vec<OpeningEvent>, Refusal> {
        match self.stage {
            OpeningStage::Decrypting { .. } => Ok(vec![OpeningEvent::BidOpened { bid, valid }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Reads the bids out once every envelope is open or the window has ended; who has not handed over a key by then
    /// counts as withdrawn. Two that are left of three do not go on (87号令第41条, 第43条).
    ///
    /// # Errors
    /// `E_DECRYPTING` while the window is open, `E_STATE`.
    pub fn announce(&self, at: Instant, law: &Law) -> Result<Vec<OpeningEvent>, Refusal> {
        let (Some(matter), OpeningStage::Decrypting { until, opened, faulty }) = (&self.matter, &self.stage)
        else {
            return Err(Refusal::new("E_STATE"));
        };
        let waiting = matter.bids.saturating_sub(*opened + *faulty);
        if waiting > 0 && at < *until {
            return Err(Refusal::new("E_DECRYPTING")
                .arg("until", *until)
                .arg("earliest", *until)
                .arg("waiting", i64::from(waiting)));
        }
        if *opened < Self::fewest(law)? {
            return Ok(vec![OpeningEvent::Failed { matter: matter.clone(), valid: *opened }]);
        }
        Ok(vec![OpeningEvent::Announced { valid: *opened }])
    }

    /// Notes a bidder's confirmation or objection.
    ///
    /// # Errors
    /// `E_STATE` unless the bids were read out and the record is not closed.
    pub fn confirm_record(&self, bid: BidId, objection: bool) -> Result<Vec<OpeningEvent>, Refusal> {
        match self.stage {
            OpeningStage::Announced { .. } => Ok(vec![OpeningEvent::RecordConfirmed { bid, objection }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Closes the record. An objection has to be answered on the spot (87号令第42条).
    ///
    /// # Errors
    /// `E_OBJECTION_UNANSWERED`, `E_STATE`.
    pub fn close(&self, reply: Option<String>) -> Result<Vec<OpeningEvent>, Refusal> {
        let OpeningStage::Announced { objections, .. } = self.stage else {
            return Err(Refusal::new("E_STATE"));
        };
        let reply = reply.filter(|text| !text.trim().is_empty());
        if objections > 0 && reply.is_none() {
            return Err(Refusal::new("E_OBJECTION_UNANSWERED")
                .basis("87号令第42条")
                .arg("objections", i64::from(objections))
                .field("reply", "bidding-field-reply"));
        }
        Ok(vec![OpeningEvent::Closed { reply }])
    }

    /// The fewest bids with which an open tender goes on.
    fn fewest(law: &Law) -> Result<u32, Refusal> {
        law.number("min_bidders").map(|n| u32::try_from(n).unwrap_or(u32::MAX))
    }
}

impl OpeningStage {
    /// The stage's stable id, `decrypting`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Decrypting { .. } => "decrypting",
            Self::Announced { .. } => "announced",
            Self::Closed { .. } => "closed",
            Self::Failed { .. } => "failed",
        }
    }
}

impl Stream for Opening {
    type Id = OpeningId;
    type Event = OpeningEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &OpeningEvent) {
        match (event.clone(), &mut self.stage) {
            (OpeningEvent::Started { matter, until }, _) => {
                self.matter = Some(matter);
                self.stage = OpeningStage::Decrypting { until, opened: 0, faulty: 0 };
            }
            (OpeningEvent::BidOpened { valid: true, .. }, OpeningStage::Decrypting { opened, .. }) => {
                *opened += 1
            }
            (OpeningEvent::BidOpened { .. }, OpeningStage::Decrypting { faulty, .. }) => *faulty += 1,
            (OpeningEvent::Announced { valid }, _) => {
                self.stage = OpeningStage::Announced { valid, confirmed: 0, objections: 0 };
            }
            (
                OpeningEvent::RecordConfirmed { objection, .. },
                OpeningStage::Announced { confirmed, objections, .. },
            ) => {
                *confirmed += 1;
                *objections += u32::from(objection);
            }
            (OpeningEvent::Closed { reply }, OpeningStage::Announced { valid, .. }) => {
                self.stage = OpeningStage::Closed { valid: *valid, reply, at };
            }
            (OpeningEvent::Failed { matter, valid }, _) => {
                self.matter = Some(matter);
                self.stage = OpeningStage::Failed { valid };
            }
            _ => {}
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(matter) = &self.matter else { return Vec::new() };
        let command = match self.stage {
            OpeningStage::Decrypting { .. } => "bidding.announce",
            OpeningStage::Announced { .. } => "bidding.close_opening",
            _ => return Vec::new(),
        };
        vec![Duty {
            command: command.to_owned(),
            organisation: matter.conductor,
            role: Role::AgencyPm,
            person: None,
            due: None,
            title: matter.title.clone(),
        }]
    }
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
