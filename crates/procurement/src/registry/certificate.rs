//! 数字证书: one certificate, from its issue to its end. Who signs with it later is checked against this state
//! (电子签名法第十三条).

use kernel::{CertificateId, Digest, Duty, Instant, OrganisationId, PersonId, Refusal, Role, Span, Stream};
use serde::{Deserialize, Serialize};

/// What a certificate says, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The organisation that it names.
    pub organisation: OrganisationId,
    /// Who holds the key.
    pub holder: PersonId,
    /// The position in which the holder is reminded of its end.
    pub role: Role,
    /// Common name of the subject.
    pub subject: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// SM3 of its DER form, by which signatures name it.
    pub fingerprint: Digest,
    /// The certificate, PEM.
    pub pem: String,
    /// Begin of validity.
    pub from: Instant,
    /// End of validity.
    pub until: Instant,
}

/// What was checked when a certificate of an outside authority was bound. The files it was checked against may change; this
/// stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The root's name, RFC 4514.
    pub root: String,
    /// SM3 of each certificate above it, from its issuer to the root.
    pub chain: Vec<Digest>,
    /// When the revocation list was made on which it did not stand.
    pub list_from: Instant,
    /// Until when that list could be relied on.
    pub list_until: Instant,
}

/// Why it ends before its time: those of RFC 5280 §5.3.1 that somebody here can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 未说明
    Unspecified,
    /// 私钥泄露或可能泄露 (电子签名法第十五条)
    KeyCompromise,
    /// 持有人离岗、变更单位
    AffiliationChanged,
    /// 已换新证书
    Superseded,
    /// 不再使用、单位注销
    CessationOfOperation,
    /// 持有人的权限被收回
    PrivilegeWithdrawn,
}
impl Reason {
    /// The stable ids, for forms.
    pub const IDS: &[&str] = &[
        "unspecified",
        "key_compromise",
        "affiliation_changed",
        "superseded",
        "cessation_of_operation",
        "privilege_withdrawn",
    ];
    /// The stable id.
    pub const fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
    /// CRLReason, RFC 5280 §5.3.1.
    pub const fn code(self) -> u8 {
        match self {
            Self::Unspecified => 0,
            Self::KeyCompromise => 1,
            Self::AffiliationChanged => 3,
            Self::Superseded => 4,
            Self::CessationOfOperation => 5,
            Self::PrivilegeWithdrawn => 9,
        }
    }
}

/// 吊销
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// From when it is good for nothing; what was signed before stays.
    pub at: Instant,
    /// Why.
    pub reason: Reason,
}

/// A certificate's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// What it says; `None` before there is one.
    pub issued: Option<Issued>,
    /// Bound from an outside authority; `None` for the trial CA's own.
    pub checked: Option<Checked>,
    /// Revoked before its time.
    pub revoked: Option<Revocation>,
    /// The holder was reminded of its end.
    pub reminded: bool,
    /// The holder has a newer one.
    pub renewed: bool,
    /// Its time is over.
    pub expired: bool,
}

/// What happened to a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum CertificateEvent {
    /// 签发: by the trial CA.
    #[serde(rename = "certificate.issued")]
    Issued(Issued),
    /// 绑定: issued by an outside authority, checked here.
    #[serde(rename = "certificate.bound")]
    Bound {
        /// What it says.
        issued: Issued,
        /// What was checked.
        checked: Checked,
    },
    /// 吊销
    #[serde(rename = "certificate.revoked")]
    Revoked {
        /// Why.
        reason: Reason,
    },
    /// 换发: the holder has a newer one; this one stays good until its end.
    #[serde(rename = "certificate.renewed")]
    Renewed {
        /// The newer one.
        by: CertificateId,
    },
    /// 到期提醒
    #[serde(rename = "certificate.reminded")]
    Reminded,
    /// 到期
    #[serde(rename = "certificate.expired")]
    Expired,
}

impl Certificate {
    /// The holder is reminded so long before the end.
    pub const REMINDER: Span = Span::days(30);
    /// A person holds at most so many that are in force.
    pub const MOST: usize = 5;

    /// 签发、绑定.
    ///
    /// # Errors
    /// `E_ALREADY`; `E_CERTIFICATE_EXPIRED` for one whose time is over.
    pub fn issue(
        &self,
        issued: Issued,
        checked: Option<Checked>,
        at: Instant,
    ) -> Result<Vec<CertificateEvent>, Refusal> {
        if self.issued.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        if at > issued.until {
            return Err(Refusal::new("E_CERTIFICATE_EXPIRED").arg("at", issued.until));
        }
        Ok(vec![match checked {
            None => CertificateEvent::Issued(issued),
            Some(checked) => CertificateEvent::Bound { issued, checked },
        }])
    }
    /// What it says.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn said(&self) -> Result<&Issued, Refusal> {
        self.issued.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// Is it good for a signature, or a sign-in, at `at`?
    ///
    /// # Errors
    /// `E_CERTIFICATE_REVOKED`, `E_CERTIFICATE_EXPIRED`, `E_CERTIFICATE_EARLY`, each with the moment.
    pub fn good(&self, at: Instant) -> Result<&Issued, Refusal> {
        let issued = self.said()?;
        let refuse = |code: &'static str, moment: Instant| {
            Err(Refusal::new(code).arg("at", moment).basis("电子签名法第十三条"))
        };
        match &self.revoked {
            Some(revocation) if at >= revocation.at => refuse("E_CERTIFICATE_REVOKED", revocation.at),
            _ if at > issued.until => refuse("E_CERTIFICATE_EXPIRED", issued.until),
            _ if at < issued.from => refuse("E_CERTIFICATE_EARLY", issued.from),
            _ => Ok(issued),
        }
    }
    /// 吊销.
    ///
    /// # Errors
    /// `E_CERTIFICATE_REVOKED`, `E_CERTIFICATE_EXPIRED` if it ended already.
    pub fn revoke(&self, reason: Reason, at: Instant) -> Result<Vec<CertificateEvent>, Refusal> {
        match self.good(at) {
            Err(refusal) if refusal.code != "E_CERTIFICATE_EARLY" => Err(refusal),
            _ => Ok(vec![CertificateEvent::Revoked { reason }]),
        }
    }
    /// 换发: no reminder is needed any more.
    pub fn renew(&self, by: CertificateId) -> Vec<CertificateEvent> {
        if self.is_open() { vec![CertificateEvent::Renewed { by }] } else { Vec::new() }
    }
    /// Reminds the holder thirty days before the end, and notes the end.
    ///
    /// # Errors
    /// `E_TOO_EARLY`.
    pub fn tick(&self, at: Instant) -> Result<Vec<CertificateEvent>, Refusal> {
        match self.next() {
            Some((moment, event)) if at >= moment => Ok(vec![event]),
            _ => Err(Refusal::new("E_TOO_EARLY")),
        }
    }
    /// Neither revoked nor over nor replaced.
    fn is_open(&self) -> bool {
        self.issued.is_some() && self.revoked.is_none() && !self.expired && !self.renewed
    }
    /// What happens next by itself. The last second of its time belongs to it.
    fn next(&self) -> Option<(Instant, CertificateEvent)> {
        let issued = self.issued.as_ref().filter(|_| self.is_open())?;
        Some(match self.reminded {
            false => (issued.until.minus(Self::REMINDER), CertificateEvent::Reminded),
            true => (issued.until.plus(Span::millis(1)), CertificateEvent::Expired),
        })
    }
}

impl Stream for Certificate {
    type Id = CertificateId;
    type Event = CertificateEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, at: Instant, event: &CertificateEvent) {
        match event {
            CertificateEvent::Issued(issued) => self.issued = Some(issued.clone()),
            CertificateEvent::Bound { issued, checked } => {
                self.issued = Some(issued.clone());
                self.checked = Some(checked.clone());
            }
            CertificateEvent::Revoked { reason } => self.revoked = Some(Revocation { at, reason: *reason }),
            CertificateEvent::Renewed { .. } => self.renewed = true,
            CertificateEvent::Reminded => self.reminded = true,
            CertificateEvent::Expired => self.expired = true,
        }
    }
    fn duties(&self) -> Vec<Duty> {
        let (Some(issued), Some((moment, _))) = (&self.issued, self.next()) else { return Vec::new() };
        let mut duties = vec![Duty::timer("registry.watch_certificate", moment, "")];
        if self.reminded {
            duties.push(Duty {
                command: "registry.issue_certificate".to_owned(),
                organisation: issued.organisation,
                role: issued.role,
                person: Some(issued.holder),
                due: Some(issued.until),
                title: issued.subject.clone(),
            });
        }
        duties
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::StreamId;
    use uuid::Uuid;

    const FROM: Instant = Instant::from_millis(1_000_000_000_000);
    fn until() -> Instant {
        FROM.plus(Span::days(365))
    }
    fn issued() -> Issued {
        Issued {
            organisation: OrganisationId::from_uuid(Uuid::from_u128(1)),
            holder: PersonId::from_uuid(Uuid::from_u128(2)),
            role: Role::SupplierClerk,
            subject: "启明教学设备有限公司".to_owned(),
            serial: "4a01".to_owned(),
            fingerprint: Digest::of(b"der"),
            pem: String::new(),
            from: FROM,
            until: until(),
        }
    }
    fn certificate() -> Certificate {
        let mut state = Certificate::default();
        run(&mut state, FROM, |state| state.issue(issued(), None, FROM)).expect("issued");
        state
    }
    fn run(
        state: &mut Certificate,
        at: Instant,
        decide: impl FnOnce(&Certificate) -> Result<Vec<CertificateEvent>, Refusal>,
    ) -> Result<(), Refusal> {
        decide(state)?.iter().for_each(|event| state.apply(at, event));
        Ok(())
    }
    fn code(answer: Result<&Issued, Refusal>) -> String {
        answer.map_or_else(|refusal| refusal.code.into_owned(), |_| "good".to_owned())
    }
    const SECOND: Span = Span::millis(1000);

    #[test]
    fn it_is_good_from_its_first_to_its_last_second() {
        let state = certificate();
        assert_eq!(code(state.good(FROM.minus(SECOND))), "E_CERTIFICATE_EARLY");
        assert_eq!(code(state.good(FROM)), "good");
        assert_eq!(code(state.good(until())), "good");
        assert_eq!(code(state.good(until().plus(SECOND))), "E_CERTIFICATE_EXPIRED");
        assert!(Certificate::default().good(FROM).is_err());
        assert!(Certificate::default().issue(issued(), None, until().plus(SECOND)).is_err(), "over");
    }
    #[test]
    fn what_was_signed_before_the_revocation_stays_good() {
        let mut state = certificate();
        let at = FROM.plus(Span::days(10));
        run(&mut state, at, |state| state.revoke(Reason::KeyCompromise, at)).expect("revoked");
        assert_eq!(code(state.good(at.minus(SECOND))), "good");
        assert_eq!(code(state.good(at)), "E_CERTIFICATE_REVOKED");
        assert_eq!(code(state.good(at.plus(SECOND))), "E_CERTIFICATE_REVOKED");
        let again = state.revoke(Reason::Superseded, at.plus(SECOND));
        assert_eq!(again.expect_err("twice").code, "E_CERTIFICATE_REVOKED");
        assert!(state.duties().is_empty());
    }
    #[test]
    fn the_holder_is_reminded_thirty_days_before_the_end_until_there_is_a_new_one() {
        let mut state = certificate();
        let reminder = until().minus(Span::days(30));
        assert_eq!(state.duties().len(), 1);
        assert_eq!(state.tick(reminder.minus(SECOND)).expect_err("early").code, "E_TOO_EARLY");
        run(&mut state, reminder, |state| state.tick(reminder)).expect("reminded");
        let duties = state.duties();
        assert_eq!(duties[1].command, "registry.issue_certificate");
        assert_eq!((duties[1].person, duties[1].due), (Some(issued().holder), Some(until())));
        let mut renewed = state.clone();
        run(&mut renewed, reminder, |state| Ok(state.renew(CertificateId::from_uuid(Uuid::from_u128(9)))))
            .expect("renewed");
        assert!(renewed.duties().is_empty());
        assert_eq!(code(renewed.good(until())), "good", "it serves until its end");
        assert!(state.tick(until()).is_err(), "the last second is its own");
        let over = until().plus(SECOND);
        run(&mut state, over, |state| state.tick(over)).expect("over");
        assert!(state.duties().is_empty());
        assert_eq!(state.revoke(Reason::Superseded, over).expect_err("over").code, "E_CERTIFICATE_EXPIRED");
    }
    #[test]
    fn reasons_have_the_codes_of_the_standard() {
        let all = [
            (Reason::Unspecified, 0),
            (Reason::KeyCompromise, 1),
            (Reason::AffiliationChanged, 3),
            (Reason::Superseded, 4),
            (Reason::CessationOfOperation, 5),
            (Reason::PrivilegeWithdrawn, 9),
        ];
        for (reason, code) in all {
            assert_eq!(reason.code(), code);
            assert_eq!(serde_json::to_value(reason).expect("json"), reason.id());
        }
        assert_eq!(all.len(), Reason::IDS.len());
    }
}
