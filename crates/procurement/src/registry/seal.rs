//! An electronic seal 电子印章 of an organisation: who made it, whose certificate it is bound to, every use of it.
//!
//! After GB/T 38540: a seal is picture, name, kind, holder's certificate and validity under the maker's signature; a sealing
//! is who, when, which document, which seal, under the holder's signature.

use super::{Certificate, Organisation, Standing};
use crate::bidding::Signature;
use kernel::{
    Digest, Duty, Instant, OrganisationId, PersonId, Refusal, Role, SealId, Sealed, Stream, StreamName,
};
use serde::{Deserialize, Serialize};

/// What a seal stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealKind {
    /// 单位公章
    Unit,
    /// 法定代表人章
    Representative,
}
impl SealKind {
    /// Every kind's id, for a choice field.
    pub const IDS: &'static [&'static str] = &["unit", "representative"];
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Representative => "representative",
        }
    }
}

/// A seal's picture; lies in the vault, because a representative's seal bears a person's name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picture {
    /// Drawn by the platform: SVG.
    Svg(String),
    /// Handed in: PNG, base64.
    Png(String),
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Picture(…)")
    }
}

/// The seal itself: what its maker signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealBody {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What it stands for.
    pub kind: SealKind,
    /// The organisation's registered name.
    pub name: String,
    /// 统一社会信用代码
    pub uscc: String,
    /// The person whose certificate it is bound to 用印人.
    pub holder: PersonId,
    /// Serial number of that certificate, hexadecimal.
    pub certificate: String,
    /// SM3 of that certificate (DER).
    pub fingerprint: Digest,
    /// From when it is good.
    pub from: Instant,
    /// Until when: the end of the certificate.
    pub until: Instant,
    /// Its picture.
    pub picture: Sealed<Picture>,
}

/// What a seal is to be, before the maker signs.
#[derive(Clone, Debug)]
pub struct Order {
    /// Whose.
    pub organisation: OrganisationId,
    /// What it stands for.
    pub kind: SealKind,
    /// Its picture.
    pub picture: Sealed<Picture>,
}

/// One use of a seal 用印.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealing {
    /// SM3 of the document.
    pub document: Digest,
    /// What the document belongs to.
    pub about: StreamName,
    /// The document in words.
    pub title: String,
    /// Who sealed.
    pub person: PersonId,
    /// Serial number of the certificate.
    pub certificate: String,
    /// The signature over the document's digest.
    pub signature: Signature,
}

/// Why a seal was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Its organisation wants it so.
    Asked,
    /// The organisation has another name now.
    Renamed,
    /// The organisation left the register.
    Left,
    /// Another seal took its place.
    Replaced,
}

/// Where a seal stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SealState {
    /// In service.
    InService,
    /// Suspended 停用.
    Suspended {
        /// Why.
        reason: String,
    },
    /// Cancelled 注销; what it sealed stays sealed.
    Cancelled {
        /// Why.
        cause: Cause,
    },
}
impl SealState {
    /// The stable id, `in_service`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::InService => "in_service",
            Self::Suspended { .. } => "suspended",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

/// A seal that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// What the maker signed.
    pub body: SealBody,
    /// The maker's signature over the body's canonical form.
    pub signature: Signature,
    /// The maker's certificate, PEM.
    pub maker: String,
    /// Who of the organisation has it renewed when it has to be.
    pub keeper: Role,
    /// Where it stands.
    pub state: SealState,
    /// How often it was used.
    pub uses: u32,
    /// The seal that took its place.
    pub successor: Option<SealId>,
}

/// A seal 电子印章.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Once it was made.
    pub made: Option<Made>,
}

/// What happened to a seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum SealEvent {
    /// 制作
    #[serde(rename = "seal.made")]
    Made {
        /// What the maker signed.
        body: Box<SealBody>,
        /// The maker's signature.
        signature: Signature,
        /// The maker's certificate, PEM.
        maker: String,
        /// Who has it renewed.
        keeper: Role,
    },
    /// 停用
    #[serde(rename = "seal.suspended")]
    Suspended {
        /// Why.
        reason: String,
    },
    /// 恢复使用
    #[serde(rename = "seal.restored")]
    Restored {
        /// Why.
        reason: String,
    },
    /// 注销
    #[serde(rename = "seal.cancelled")]
    Cancelled {
        /// Why.
        cause: Cause,
        /// In words, where people gave a reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// 换发: another took its place.
    #[serde(rename = "seal.replaced")]
    Replaced {
        /// The new one.
        by: SealId,
    },
    /// 用印
    #[serde(rename = "seal.applied")]
    Applied(Box<Sealing>),
}

impl Seal {
    /// What the maker is to sign: a seal of an organisation in good standing, bound to a certificate of one of its people
    /// and good as long as that.
    ///
    /// # Errors
    /// `E_ORGANISATION_INACTIVE`; `E_CERTIFICATE_UNKNOWN` for another's; those of a certificate that is not good now.
    pub fn order(
        order: Order,
        organisation: &Organisation,
        certificate: &Certificate,
        at: Instant,
    ) -> Result<SealBody, Refusal> {
        if organisation.standing != Standing::Active {
            return Err(Refusal::new("E_ORGANISATION_INACTIVE"));
        }
        let issued = certificate.good(at)?;
        if issued.organisation != order.organisation {
            return Err(Refusal::new("E_CERTIFICATE_UNKNOWN").field("certificate", "field-invalid"));
        }
        Ok(SealBody {
            organisation: order.organisation,
            kind: order.kind,
            name: organisation.registration.name.clone(),
            uscc: organisation.registration.uscc.clone(),
            holder: issued.holder,
            certificate: issued.serial.clone(),
            fingerprint: issued.fingerprint,
            from: at,
            until: issued.until,
            picture: order.picture,
        })
    }
    /// A seal with the maker's signature.
    ///
    /// # Errors
    /// `E_ALREADY`.
    pub fn make(
        &self,
        body: SealBody,
        signature: Signature,
        maker: String,
        keeper: Role,
    ) -> Result<Vec<SealEvent>, Refusal> {
        if self.made.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![SealEvent::Made { body: Box::new(body), signature, maker, keeper }])
    }
    /// The seal, once it was made.
    ///
    /// # Errors
    /// `E_NOT_FOUND`.
    pub fn made(&self) -> Result<&Made, Refusal> {
        self.made.as_ref().ok_or_else(|| Refusal::new("E_NOT_FOUND"))
    }
    /// 停用.
    ///
    /// # Errors
    /// `E_STATE` unless it is in service.
    pub fn suspend(&self, reason: String) -> Result<Vec<SealEvent>, Refusal> {
        match self.made()?.state {
            SealState::InService => Ok(vec![SealEvent::Suspended { reason }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// 恢复使用.
    ///
    /// # Errors
    /// `E_STATE` unless it is suspended.
    pub fn restore(&self, reason: String) -> Result<Vec<SealEvent>, Refusal> {
        match self.made()?.state {
            SealState::Suspended { .. } => Ok(vec![SealEvent::Restored { reason }]),
            _ => Err(Refusal::new("E_STATE")),
        }
    }
    /// 注销: for good.
    ///
    /// # Errors
    /// `E_STATE` if it is cancelled already.
    pub fn cancel(&self, cause: Cause, reason: Option<String>) -> Result<Vec<SealEvent>, Refusal> {
        match self.made()?.state {
            SealState::Cancelled { .. } => Err(Refusal::new("E_STATE")),
            _ => Ok(vec![SealEvent::Cancelled { cause, reason }]),
        }
    }
    /// 换发: the new one is in service, this one no longer.
    ///
    /// # Errors
    /// `E_ALREADY` if one took its place already.
    pub fn replace(&self, by: SealId) -> Result<Vec<SealEvent>, Refusal> {
        let made = self.made()?;
        if made.successor.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        let mut events = match made.state {
            SealState::Cancelled { .. } => Vec::new(),
            _ => vec![SealEvent::Cancelled { cause: Cause::Replaced, reason: None }],
        };
        events.push(SealEvent::Replaced { by });
        Ok(events)
    }
    /// 用印: by the holder of the certificate that it is bound to, for the organisation whose it is, while it is good. Whoever
    /// makes the sealing has verified its signature.
    ///
    /// # Errors
    /// `E_SEAL_FOREIGN`, `E_SEAL_NOT_IN_SERVICE`, `E_SEAL_EXPIRED`, `E_SEAL_CERTIFICATE`.
    pub fn apply(
        &self,
        organisation: OrganisationId,
        sealing: Sealing,
        at: Instant,
    ) -> Result<Vec<SealEvent>, Refusal> {
        let made = self.made()?;
        let refuse =
            |code: &'static str| Refusal::new(code).basis("电子签名法第13条").field("seal", "field-invalid");
        if made.body.organisation != organisation {
            return Err(refuse("E_SEAL_FOREIGN"));
        }
        if made.state != SealState::InService {
            return Err(refuse("E_SEAL_NOT_IN_SERVICE"));
        }
        if at < made.body.from || at >= made.body.until {
            return Err(refuse("E_SEAL_EXPIRED").arg("until", made.body.until));
        }
        let bound = made.body.certificate == sealing.certificate
            && made.body.fingerprint == sealing.signature.certificate
            && made.body.holder == sealing.person;
        if !bound {
            return Err(refuse("E_SEAL_CERTIFICATE"));
        }
        Ok(vec![SealEvent::Applied(Box::new(sealing))])
    }
}

impl Stream for Seal {
    type Id = SealId;
    type Event = SealEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &SealEvent) {
        if let SealEvent::Made { body, signature, maker, keeper } = event {
            self.made = Some(Made {
                body: (**body).clone(),
                signature: signature.clone(),
                maker: maker.clone(),
                keeper: *keeper,
                state: SealState::InService,
                uses: 0,
                successor: None,
            });
        }
        let Some(made) = &mut self.made else { return };
        match event {
            SealEvent::Made { .. } => {}
            SealEvent::Suspended { reason } => made.state = SealState::Suspended { reason: reason.clone() },
            SealEvent::Restored { .. } => made.state = SealState::InService,
            SealEvent::Cancelled { cause, .. } => made.state = SealState::Cancelled { cause: *cause },
            SealEvent::Replaced { by } => made.successor = Some(*by),
            SealEvent::Applied(_) => made.uses = made.uses.saturating_add(1),
        }
    }
    /// After a change of name a new one is asked for.
    fn duties(&self) -> Vec<Duty> {
        match &self.made {
            Some(made)
                if made.successor.is_none()
                    && made.state == (SealState::Cancelled { cause: Cause::Renamed }) =>
            {
                vec![Duty {
                    command: "registry.renew_seal".to_owned(),
                    organisation: made.body.organisation,
                    role: made.keeper,
                    person: None,
                    due: None,
                    title: made.body.name.clone(),
                }]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::{Issued, Registration};
    use kernel::{Span, StreamId};
    use uuid::Uuid;

    fn id<I: StreamId>(number: u128) -> I {
        I::from_uuid(Uuid::from_u128(number))
    }
    const END: i64 = 1_000_000;
    fn organisation() -> Organisation {
        let registration = Registration { name: "市第三中学".to_owned(), ..Registration::default() };
        let standing = Standing::Active;
        Organisation { registration, standing, ..Organisation::default() }
    }
    fn certificate() -> Certificate {
        let issued = Issued {
            organisation: id(1),
            holder: id(2),
            role: Role::PurchaserHead,
            subject: "市第三中学".to_owned(),
            serial: "4a".to_owned(),
            fingerprint: Digest::of(b"certificate"),
            pem: String::new(),
            from: Instant::from_millis(0),
            until: Instant::from_millis(END),
        };
        Certificate { issued: Some(issued), ..Certificate::default() }
    }
    fn order(organisation: u128) -> Order {
        Order {
            organisation: id(organisation),
            kind: SealKind::Unit,
            picture: Sealed::new(Uuid::from_u128(9), Digest::of(b"picture")),
        }
    }
    fn signature(certificate: Digest) -> Signature {
        Signature { value: String::new(), user: String::new(), certificate }
    }
    fn then(seal: &mut Seal, events: Vec<SealEvent>) {
        events.iter().for_each(|event| Stream::apply(seal, Instant::from_millis(1), event));
    }
    fn made() -> Seal {
        let body =
            Seal::order(order(1), &organisation(), &certificate(), Instant::from_millis(0)).expect("ordered");
        let mut seal = Seal::default();
        let events = seal.make(body, signature(Digest::of(b"maker")), String::new(), Role::PurchaserClerk);
        then(&mut seal, events.expect("made"));
        seal
    }
    fn sealing() -> Sealing {
        Sealing {
            document: Digest::of(b"contract"),
            about: id::<kernel::ContractId>(30).stream(),
            title: "合同".to_owned(),
            person: id(2),
            certificate: "4a".to_owned(),
            signature: signature(Digest::of(b"certificate")),
        }
    }
    fn refused(seal: &Seal, by: OrganisationId, sealing: Sealing, at: i64) -> String {
        let answer = seal.apply(by, sealing, Instant::from_millis(at));
        answer.map_or_else(|refusal| refusal.code.into_owned(), |_| String::new())
    }

    #[test]
    fn only_an_organisation_in_good_standing_has_one_made_and_for_a_certificate_of_its_own() {
        let now = Instant::from_millis(0);
        let unknown =
            Seal::order(order(7), &organisation(), &certificate(), now).expect_err("no such certificate");
        assert_eq!(unknown.code, "E_CERTIFICATE_UNKNOWN");
        let late = Seal::order(order(1), &organisation(), &certificate(), Instant::from_millis(END + 1000));
        assert_eq!(late.expect_err("it has ended").code, "E_CERTIFICATE_EXPIRED");
        for standing in [
            Standing::Draft,
            Standing::Suspended { reason: String::new() },
            Standing::Deregistered { reason: String::new() },
        ] {
            let other = Organisation { standing, ..organisation() };
            let refusal = Seal::order(order(1), &other, &certificate(), now).expect_err("not in service");
            assert_eq!(refusal.code, "E_ORGANISATION_INACTIVE");
        }
        assert_eq!(made().made().expect("made").body.until, Instant::from_millis(END));
    }
    #[test]
    fn it_seals_for_its_own_organisation_by_its_holder_until_its_certificate_ends() {
        let seal = made();
        assert_eq!(refused(&seal, id(1), sealing(), END - 1), "");
        assert_eq!(refused(&seal, id(1), sealing(), END), "E_SEAL_EXPIRED");
        assert_eq!(refused(&seal, id(7), sealing(), 1), "E_SEAL_FOREIGN");
        let colleague = Sealing { person: id(3), ..sealing() };
        assert_eq!(refused(&seal, id(1), colleague, 1), "E_SEAL_CERTIFICATE");
        let other = Sealing { signature: signature(Digest::of(b"another")), ..sealing() };
        assert_eq!(refused(&seal, id(1), other, 1), "E_SEAL_CERTIFICATE");
        assert_eq!(refused(&Seal::default(), id(1), sealing(), 1), "E_NOT_FOUND");
    }
    #[test]
    fn suspended_it_seals_nothing_restored_it_does_cancelled_never_again() {
        let mut seal = made();
        let events = seal.suspend("介质遗失".to_owned()).expect("suspended");
        then(&mut seal, events);
        assert_eq!(refused(&seal, id(1), sealing(), 1), "E_SEAL_NOT_IN_SERVICE");
        assert_eq!(seal.suspend(String::new()).expect_err("twice").code, "E_STATE");
        let events = seal.restore("找回".to_owned()).expect("restored");
        then(&mut seal, events);
        assert_eq!(refused(&seal, id(1), sealing(), 1), "");
        let events = seal.cancel(Cause::Asked, None).expect("cancelled");
        then(&mut seal, events);
        assert_eq!(refused(&seal, id(1), sealing(), 1), "E_SEAL_NOT_IN_SERVICE");
        assert_eq!(seal.restore(String::new()).expect_err("never").code, "E_STATE");
        assert!(seal.duties().is_empty(), "nobody is asked for another");
    }
    #[test]
    fn after_a_change_of_name_a_new_one_is_asked_for_until_it_is_there() {
        let mut seal = made();
        let events = seal.cancel(Cause::Renamed, None).expect("cancelled");
        then(&mut seal, events);
        let duty = seal.duties().remove(0);
        assert_eq!((duty.command.as_str(), duty.role), ("registry.renew_seal", Role::PurchaserClerk));
        let events = seal.replace(id(40)).expect("replaced");
        then(&mut seal, events);
        assert!(seal.duties().is_empty());
        assert_eq!(seal.replace(id(41)).expect_err("once").code, "E_ALREADY");
    }
    #[test]
    fn what_is_renewed_in_service_ends_with_it_and_uses_are_counted() {
        let mut seal = made();
        for _ in 0..3 {
            let events = seal.apply(id(1), sealing(), Instant::from_millis(5).minus(Span::millis(1)));
            then(&mut seal, events.expect("applied"));
        }
        assert_eq!(seal.made().expect("made").uses, 3);
        let events = seal.replace(id(40)).expect("replaced");
        then(&mut seal, events);
        assert_eq!(seal.made().expect("made").state, SealState::Cancelled { cause: Cause::Replaced });
    }
}
