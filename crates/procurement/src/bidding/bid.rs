//! 投标: one supplier's sealed bid for one lot, from hand-in to the result of the evaluation.

use super::content::{BidContent, Sme};
use crate::law::Law;
use kernel::{
    BidId, Digest, Duty, Instant, LotId, Money, OpeningId, OrganisationId, ProjectId, Refusal, Role, Stream,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Largest envelope in bytes; what is bigger belongs into attachments.
pub const ENVELOPE_MAX: u64 = 32 * 1024 * 1024;

/// One supplier's bid for one lot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    /// Whose bid for what; `None` before the first hand-in.
    pub matter: Option<BidMatter>,
    /// Where it stands.
    pub stage: BidStage,
}

/// Whose bid for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidMatter {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// The bidder.
    pub supplier: OrganisationId,
    /// Project and lot name.
    pub title: String,
}

/// A sealed envelope 密封的投标文件: an age file in the file store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// SM3 of the age file.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// The bidder's signature over the digest's 32 bytes.
    pub signature: Signature,
}

/// An SM2 signature (GB/T 32918.2) with what is needed to check it later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// r ‖ s, 64 bytes as hexadecimal digits.
    pub value: String,
    /// The signer's user id that entered the hash 可辨别标识.
    pub user: String,
    /// SM3 of the signer's certificate (DER).
    pub certificate: Digest,
}

/// What an opened bid offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Total price of the opening list.
    pub price: Money,
    /// Delivery in calendar days.
    pub delivery_days: u32,
    /// The enterprise size declared.
    pub sme: Sme,
    /// Domestic products declared.
    pub domestic: bool,
    /// SM3 of the whole content, a body in the file store ([`BidContent`]).
    pub content: Digest,
    /// Digests of the composing machine's serials, for supervision alone.
    #[serde(default)]
    pub machine: Vec<Digest>,
}
impl Offer {
    /// The offer of an opened content stored as `body`.
    pub fn of(content: &BidContent, body: Digest) -> Self {
        Self {
            price: content.price,
            delivery_days: content.delivery_days,
            sme: content.sme,
            domestic: content.domestic,
            content: body,
            machine: content.machine.clone(),
        }
    }
}

/// Why an opened envelope is no bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecryptFault {
    /// The content is not what the client writes.
    Malformed,
    /// The signature inside does not hold.
    Signature,
    /// It is a bid for another lot.
    OtherLot,
}

/// How the opening record was taken note of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Confirmation {
    /// The bidder confirmed it.
    Bidder {},
    /// The bidder objected, with its words (87号令第42条).
    Objection {
        /// The words.
        text: String,
    },
    /// The bidder did not take part: counts as confirmed (87号令第42条第3款).
    Silence {},
}

/// The outcome of the scoring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Price after deductions 评审价.
    pub evaluation_price: Money,
    /// Total of all points, two decimals.
    pub total: Decimal,
    /// Place, from 1.
    pub rank: u32,
}

/// Where a bid stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum BidStage {
    /// Not handed in.
    #[default]
    Absent,
    /// Handed in 已递交; a later one replaces it.
    Submitted {
        /// The envelope that counts.
        envelope: Envelope,
        /// The how-manieth hand-in.
        no: u32,
        /// When it was received.
        received: Instant,
    },
    /// Taken back before the deadline 已撤回.
    Withdrawn {
        /// How many envelopes were handed in before.
        no: u32,
        /// When.
        at: Instant,
    },
    /// Locked at the deadline; waits for its key.
    Locked {
        /// The envelope.
        envelope: Envelope,
        /// When it was received.
        received: Instant,
        /// The opening.
        opening: OpeningId,
        /// When the time for decryption ends.
        decrypt_until: Instant,
    },
    /// Opened, not yet read out: nobody is shown the offer.
    Decrypted {
        /// The offer.
        offer: Offer,
    },
    /// The envelope opened to nothing that can be evaluated.
    DecryptFailed {
        /// Why.
        fault: DecryptFault,
    },
    /// No key within the window: counts as withdrawn 视为撤回.
    Lapsed {},
    /// Read out 已唱标.
    Announced {
        /// The offer.
        offer: Offer,
        /// How the bidder took note.
        confirmation: Option<Confirmation>,
    },
    /// Passed the qualification review.
    Qualified {
        /// The offer.
        offer: Offer,
    },
    /// Failed the qualification review.
    Unqualified {
        /// The offer.
        offer: Offer,
        /// Clause and reason.
        reason: String,
    },
    /// Passed the conformity review.
    Compliant {
        /// The offer.
        offer: Offer,
    },
    /// Failed the conformity review, or was found invalid later 投标无效.
    Invalid {
        /// The offer.
        offer: Offer,
        /// Clause and reason.
        reason: String,
    },
    /// Scored and ranked.
    Scored {
        /// The offer.
        offer: Offer,
        /// The outcome.
        score: Score,
    },
    /// The award 中标.
    Won {
        /// The offer.
        offer: Offer,
        /// The outcome.
        score: Score,
    },
    /// Another bid has the award.
    Lost {
        /// The offer.
        offer: Offer,
        /// The outcome.
        score: Score,
    },
}

/// What happens to a bid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum BidEvent {
    /// An envelope was received; it replaces an earlier one.
    #[serde(rename = "bid.submitted")]
    Submitted {
        /// Whose bid for what.
        matter: BidMatter,
        /// The envelope.
        envelope: Envelope,
        /// The how-manieth.
        no: u32,
        /// When its last byte was stored, by the platform's clock.
        received: Instant,
    },
    /// Taken back.
    #[serde(rename = "bid.withdrawn")]
    Withdrawn {},
    /// Locked at the deadline.
    #[serde(rename = "bid.locked")]
    Locked {
        /// The opening.
        opening: OpeningId,
        /// When the time for decryption ends.
        decrypt_until: Instant,
    },
    /// Opened with the bidder's key.
    #[serde(rename = "bid.decrypted")]
    Decrypted {
        /// The offer.
        offer: Offer,
    },
    /// Opened to nothing that can be evaluated.
    #[serde(rename = "bid.decrypt_failed")]
    DecryptFailed {
        /// Why.
        fault: DecryptFault,
    },
    /// Not opened in time.
    #[serde(rename = "bid.lapsed")]
    Lapsed {},
    /// Read out.
    #[serde(rename = "bid.announced")]
    Announced {},
    /// The bidder took note of the opening record.
    #[serde(rename = "bid.record_confirmed")]
    RecordConfirmed {
        /// How.
        confirmation: Confirmation,
    },
    /// The qualification review's result.
    #[serde(rename = "bid.qualification_reviewed")]
    QualificationReviewed {
        /// Clause and reason, if it failed.
        failed: Option<String>,
    },
    /// The conformity review's result.
    #[serde(rename = "bid.conformity_reviewed")]
    ConformityReviewed {
        /// Clause and reason, if it failed.
        failed: Option<String>,
    },
    /// Found invalid after the reviews (an abnormally low price not explained).
    #[serde(rename = "bid.invalidated")]
    Invalidated {
        /// Clause and reason.
        reason: String,
    },
    /// Scored and ranked.
    #[serde(rename = "bid.scored")]
    Scored {
        /// The outcome.
        score: Score,
    },
    /// The award was confirmed for this bid.
    #[serde(rename = "bid.won")]
    Won {},
    /// The award was confirmed for another.
    #[serde(rename = "bid.lost")]
    Lost {},
}

/// The lot as a bidder finds it.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The project.
    pub project: ProjectId,
    /// The lot.
    pub lot: LotId,
    /// Project and lot name.
    pub title: String,
    /// The deadline in force 投标截止时间.
    pub deadline: Instant,
    /// Is the lot out for tender (published, neither void nor suspended)?
    pub open: bool,
}

/// A hand-in.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The lot.
    pub invitation: Invitation,
    /// The bidder.
    pub supplier: OrganisationId,
    /// The sealed envelope.
    pub envelope: Envelope,
    /// Has the bidder obtained the document?
    pub obtained: bool,
    /// May the bidder not take part (政府采购法第77条)?
    pub banned: bool,
}

impl Bid {
    /// Receives an envelope. `received` is when its last byte was durably stored; the deadline itself is late
    /// (87号令第33条: 截止时间前送达).
    ///
    /// # Errors
    /// `E_LOT_NOT_OPEN`, `E_BID_LATE`, `E_SUPPLIER_BANNED`, `E_NOT_OBTAINED`, `E_ENVELOPE_SIZE`, `E_SAME_ENVELOPE`.
    pub fn submit(&self, ask: Submission, received: Instant, law: &Law) -> Result<Vec<BidEvent>, Refusal> {
        let Submission { invitation, supplier, envelope, obtained, banned } = ask;
        if received >= invitation.deadline {
            return Err(law
                .refuse("E_BID_LATE", "BID-02")
                .basis("87号令第33条")
                .arg("deadline", invitation.deadline)
                .arg("received", received));
        }
        if !invitation.open {
            return Err(Refusal::new("E_LOT_NOT_OPEN"));
        }
        if banned {
            return Err(law.refuse("E_SUPPLIER_BANNED", "BID-05").basis("政府采购法第77条"));
        }
        if !obtained {
            return Err(Refusal::new("E_NOT_OBTAINED"));
        }
        if envelope.size == 0 || envelope.size > ENVELOPE_MAX {
            return Err(Refusal::new("E_ENVELOPE_SIZE").field("envelope", "bidding-field-envelope-size"));
        }
        let no = match &self.stage {
            BidStage::Absent => 1,
            BidStage::Submitted { envelope: earlier, no, .. } if earlier.digest != envelope.digest => no + 1,
            BidStage::Submitted { .. } => return Err(Refusal::new("E_SAME_ENVELOPE")),
            BidStage::Withdrawn { no, .. } => no + 1,
            _ => return Err(Refusal::new("E_STATE")),
        };
        let Invitation { project, lot, title, .. } = invitation;
        let matter = BidMatter { project, lot, supplier, title };
        Ok(vec![BidEvent::Submitted { matter, envelope, no, received }])
    }

    /// Takes the bid back (87号令第34条); nothing has to be said about why.
    ///
    /// # Errors
    /// `E_WITHDRAW_LATE` from the deadline on, `E_STATE` if there is nothing to take back.
    pub fn withdraw(
        &self,
        deadline: Instant,
        received: Instant,
        law: &Law,
    ) -> Result<Vec<BidEvent>, Refusal> {
        let _ = law;
        if !matches!(self.stage, BidStage::Submitted { .. }) {
            return Err(Refusal::new("E_STATE"));
        }
        if received >= deadline {
            return Err(Refusal::new("E_WITHDRAW_LATE").basis("87号令第34条").arg("deadline", deadline));
        }
        Ok(vec![BidEvent::Withdrawn {}])
    }

    /// Locks a bid as the opening starts; a bid that was taken back has no part in it.
    pub fn lock(&self, opening: OpeningId, decrypt_until: Instant) -> Vec<BidEvent> {
        if matches!(self.stage, BidStage::Submitted { .. }) {
            vec![BidEvent::Locked { opening, decrypt_until }]
        } else {
            Vec::new()
        }
    }

    /// Records what the bidder's key opened. A key that does not fit records nothing: it may be tried again within
    /// the window.
    ///
    /// # Errors
    /// `E_OPENING_NOT_STARTED` before the deadline (OPN-02), `E_DECRYPT_LATE` after the window, `E_STATE`.
    pub fn decrypt(
        &self,
        opened: Result<Offer, DecryptFault>,
        received: Instant,
        law: &Law,
    ) -> Result<Vec<BidEvent>, Refusal> {
        match &self.stage {
            BidStage::Locked { decrypt_until, .. } => {
                if received >= *decrypt_until {
                    return Err(Refusal::new("E_DECRYPT_LATE").arg("until", *decrypt_until));
                }
                Ok(vec![match opened {
                    Ok(offer) => BidEvent::Decrypted { offer },
                    Err(fault) => BidEvent::DecryptFailed { fault },
                }])
            }
            BidStage::Absent | BidStage::Submitted { .. } => {
                Err(law.refuse("E_OPENING_NOT_STARTED", "OPN-02").basis("87号令第33条、第39条"))
            }
            BidStage::Lapsed {} => Err(Refusal::new("E_DECRYPT_LATE")),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Reads the bid out, or lets it lapse if its key never came.
    pub fn announce(&self) -> Vec<BidEvent> {
        match self.stage {
            BidStage::Decrypted { .. } => vec![BidEvent::Announced {}],
            BidStage::Locked { .. } => vec![BidEvent::Lapsed {}],
            _ => Vec::new(),
        }
    }

    /// The bidder confirms the opening record, or objects on the spot (87号令第42条).
    ///
    /// # Errors
    /// `E_STATE` if it was not read out, `E_ALREADY_CONFIRMED`.
    pub fn confirm_record(&self, objection: Option<String>) -> Result<Vec<BidEvent>, Refusal> {
        match &self.stage {
            BidStage::Announced { confirmation: None, .. } => {
                let confirmation = match objection.filter(|text| !text.trim().is_empty()) {
                    Some(text) => Confirmation::Objection { text },
                    None => Confirmation::Bidder {},
                };
                Ok(vec![BidEvent::RecordConfirmed { confirmation }])
            }
            BidStage::Announced { .. } => Err(Refusal::new("E_ALREADY_CONFIRMED")),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// As the opening closes, silence counts as confirmation (87号令第42条第3款).
    pub fn close_record(&self) -> Vec<BidEvent> {
        if matches!(self.stage, BidStage::Announced { confirmation: None, .. }) {
            vec![BidEvent::RecordConfirmed { confirmation: Confirmation::Silence {} }]
        } else {
            Vec::new()
        }
    }

    /// Records the qualification review (87号令第44条); `failed` names clause and reason.
    ///
    /// # Errors
    /// `E_STATE` unless the opening has closed and the bid has not been reviewed.
    pub fn review_qualification(&self, failed: Option<String>) -> Result<Vec<BidEvent>, Refusal> {
        match self.stage {
            BidStage::Announced { confirmation: Some(_), .. } => {
                Ok(vec![BidEvent::QualificationReviewed { failed }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Records the conformity review (87号令第50条); `failed` names clause and reason.
    ///
    /// # Errors
    /// `E_STATE` unless the bid passed the qualification review.
    pub fn review_conformity(&self, failed: Option<String>) -> Result<Vec<BidEvent>, Refusal> {
        match self.stage {
            BidStage::Qualified { .. } => Ok(vec![BidEvent::ConformityReviewed { failed }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Finds a compliant bid invalid (87号令第60条, 第63条).
    ///
    /// # Errors
    /// `E_STATE` unless the bid passed the conformity review.
    pub fn invalidate(&self, reason: String) -> Result<Vec<BidEvent>, Refusal> {
        match self.stage {
            BidStage::Compliant { .. } | BidStage::Scored { .. } => {
                Ok(vec![BidEvent::Invalidated { reason }])
            }
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Records the outcome of the scoring; again, if the committee corrects it before the report is signed.
    ///
    /// # Errors
    /// `E_STATE` unless the bid passed the conformity review.
    pub fn score(&self, score: Score) -> Result<Vec<BidEvent>, Refusal> {
        match self.stage {
            BidStage::Compliant { .. } | BidStage::Scored { .. } => Ok(vec![BidEvent::Scored { score }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// Records the award decision on a scored bid.
    ///
    /// # Errors
    /// `E_STATE` unless the bid was scored.
    pub fn award(&self, won: bool) -> Result<Vec<BidEvent>, Refusal> {
        match self.stage {
            BidStage::Scored { .. } if won => Ok(vec![BidEvent::Won {}]),
            BidStage::Scored { .. } => Ok(vec![BidEvent::Lost {}]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }

    /// The offer, once it has been read out; `None` before, whoever asks.
    pub const fn offer(&self) -> Option<&Offer> {
        match &self.stage {
            BidStage::Announced { offer, .. }
            | BidStage::Qualified { offer }
            | BidStage::Unqualified { offer, .. }
            | BidStage::Compliant { offer }
            | BidStage::Invalid { offer, .. }
            | BidStage::Scored { offer, .. }
            | BidStage::Won { offer, .. }
            | BidStage::Lost { offer, .. } => Some(offer),
            _ => None,
        }
    }
    /// The envelope, as long as it is sealed.
    pub const fn envelope(&self) -> Option<&Envelope> {
        match &self.stage {
            BidStage::Submitted { envelope, .. } | BidStage::Locked { envelope, .. } => Some(envelope),
            _ => None,
        }
    }
    /// The outcome of the scoring.
    pub const fn outcome(&self) -> Option<&Score> {
        match &self.stage {
            BidStage::Scored { score, .. } | BidStage::Won { score, .. } | BidStage::Lost { score, .. } => {
                Some(score)
            }
            _ => None,
        }
    }
}

impl BidStage {
    /// The stage's stable id, `submitted`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Submitted { .. } => "submitted",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Locked { .. } => "locked",
            Self::Decrypted { .. } => "decrypted",
            Self::DecryptFailed { .. } => "decrypt_failed",
            Self::Lapsed {} => "lapsed",
            Self::Announced { .. } => "announced",
            Self::Qualified { .. } => "qualified",
            Self::Unqualified { .. } => "unqualified",
            Self::Compliant { .. } => "compliant",
            Self::Invalid { .. } => "invalid",
            Self::Scored { .. } => "scored",
            Self::Won { .. } => "won",
            Self::Lost { .. } => "lost",
        }
    }
    fn next(self, at: Instant, event: &BidEvent) -> Self {
        match (event.clone(), self) {
            (BidEvent::Submitted { envelope, no, received, .. }, _) => {
                Self::Submitted { envelope, no, received }
            }
            (BidEvent::Withdrawn {}, Self::Submitted { no, .. }) => Self::Withdrawn { no, at },
            (BidEvent::Locked { opening, decrypt_until }, Self::Submitted { envelope, received, .. }) => {
                Self::Locked { envelope, received, opening, decrypt_until }
            }
            (BidEvent::Decrypted { offer }, _) => Self::Decrypted { offer },
            (BidEvent::DecryptFailed { fault }, _) => Self::DecryptFailed { fault },
            (BidEvent::Lapsed {}, _) => Self::Lapsed {},
            (BidEvent::Announced {}, Self::Decrypted { offer }) => {
                Self::Announced { offer, confirmation: None }
            }
            (BidEvent::RecordConfirmed { confirmation }, Self::Announced { offer, .. }) => {
                Self::Announced { offer, confirmation: Some(confirmation) }
            }
            (BidEvent::QualificationReviewed { failed: None }, Self::Announced { offer, .. }) => {
                Self::Qualified { offer }
            }
            (BidEvent::QualificationReviewed { failed: Some(reason) }, Self::Announced { offer, .. }) => {
                Self::Unqualified { offer, reason }
            }
            (BidEvent::ConformityReviewed { failed: None }, Self::Qualified { offer }) => {
                Self::Compliant { offer }
            }
            (BidEvent::ConformityReviewed { failed: Some(reason) }, Self::Qualified { offer }) => {
                Self::Invalid { offer, reason }
            }
            (BidEvent::Invalidated { reason }, Self::Compliant { offer } | Self::Scored { offer, .. }) => {
                Self::Invalid { offer, reason }
            }
            (BidEvent::Scored { score }, Self::Compliant { offer } | Self::Scored { offer, .. }) => {
                Self::Scored { offer, score }
            }
            (BidEvent::Won {}, Self::Scored { offer, score }) => Self::Won { offer, score },
            (BidEvent::Lost {}, Self::Scored { offer, score }) => Self::Lost { offer, score },
            (_, unchanged) => unchanged,
        }
    }
}

impl Stream for Bid {
    type Id = BidId;
    type Event = BidEvent;
    const FOLD: u32 = 1;

    fn apply(&mut self, at: Instant, event: &BidEvent) {
        if let BidEvent::Submitted { matter, .. } = event {
            self.matter = Some(matter.clone());
        }
        self.stage = std::mem::take(&mut self.stage).next(at, event);
    }

    fn duties(&self) -> Vec<Duty> {
        let Some(matter) = &self.matter else { return Vec::new() };
        let (command, due) = match &self.stage {
            BidStage::Locked { decrypt_until, .. } => ("bidding.decrypt_bid", Some(*decrypt_until)),
            BidStage::Announced { confirmation: None, .. } => ("bidding.confirm_record", None),
            _ => return Vec::new(),
        };
        vec![Duty {
            command: command.to_owned(),
            organisation: matter.supplier,
            role: Role::SupplierClerk,
            person: None,
            due,
            title: matter.title.clone(),
        }]
    }
}

#[cfg(test)]
#[path = "bid_tests.rs"]
pub(crate) mod tests;
