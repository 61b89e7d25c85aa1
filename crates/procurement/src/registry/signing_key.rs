//! A signing key that the platform keeps for a person who works by phone 签名密钥托管: encrypted under that person's own
//! passphrase, which the platform does not know (电子签名法第13条: the data for making a signature are under the signer's sole
//! control when signing).

use kernel::{Digest, Instant, OrganisationId, PersonId, Refusal, Sealed, Stream, StreamName};
use serde::{Deserialize, Serialize};

/// A key that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Whose.
    pub person: PersonId,
    /// For which organisation its certificate is.
    pub organisation: OrganisationId,
    /// Serial number of the certificate.
    pub certificate: String,
    /// The key under the passphrase: an age file, hexadecimal. Its vault subject is the stream's own id, so that erasing
    /// destroys it and nothing else.
    pub locked: Sealed<String>,
    /// Wrong passphrases since the last right one.
    pub failures: u32,
    /// How often it signed.
    pub uses: u32,
}

/// A signing key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningKey {
    /// `None` before it is kept and after it was destroyed.
    pub kept: Option<Kept>,
}

/// What happened to a signing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum SigningKeyEvent {
    /// 托管
    #[serde(rename = "signing_key.kept")]
    Kept {
        /// Whose.
        person: PersonId,
        /// For which organisation.
        organisation: OrganisationId,
        /// Serial number of the certificate.
        certificate: String,
        /// The key under the passphrase.
        locked: Sealed<String>,
    },
    /// 使用
    #[serde(rename = "signing_key.used")]
    Used {
        /// SM3 of the document.
        document: Digest,
        /// What the document belongs to.
        about: StreamName,
        /// The document in words.
        title: String,
    },
    /// 口令错误
    #[serde(rename = "signing_key.refused")]
    Refused {},
    /// 销毁
    #[serde(rename = "signing_key.destroyed")]
    Destroyed {},
}

impl SigningKey {
    /// So many wrong passphrases in a row end the key.
    pub const FAILURES: u32 = 10;

    /// Keeps a key.
    ///
    /// # Errors
    /// `E_ALREADY`.
    pub fn keep(
        &self,
        person: PersonId,
        organisation: OrganisationId,
        certificate: String,
        locked: Sealed<String>,
    ) -> Result<Vec<SigningKeyEvent>, Refusal> {
        if self.kept.is_some() {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![SigningKeyEvent::Kept { person, organisation, certificate, locked }])
    }
    /// The key, if it is there and may be tried.
    ///
    /// # Errors
    /// `E_NO_SIGNING_KEY`, `E_SIGNING_KEY_BLOCKED` after ten wrong passphrases in a row.
    pub fn usable(&self) -> Result<&Kept, Refusal> {
        let kept = self.kept.as_ref().ok_or_else(|| Refusal::new("E_NO_SIGNING_KEY"))?;
        if kept.failures >= Self::FAILURES {
            return Err(Refusal::new("E_SIGNING_KEY_BLOCKED"));
        }
        Ok(kept)
    }
    /// It signed.
    ///
    /// # Errors
    /// As [`SigningKey::usable`].
    pub fn sign(
        &self,
        document: Digest,
        about: StreamName,
        title: String,
    ) -> Result<Vec<SigningKeyEvent>, Refusal> {
        self.usable()?;
        Ok(vec![SigningKeyEvent::Used { document, about, title }])
    }
    /// A wrong passphrase was given.
    ///
    /// # Errors
    /// As [`SigningKey::usable`].
    pub fn refuse(&self) -> Result<Vec<SigningKeyEvent>, Refusal> {
        self.usable()?;
        Ok(vec![SigningKeyEvent::Refused {}])
    }
    /// It is destroyed.
    ///
    /// # Errors
    /// `E_NO_SIGNING_KEY`.
    pub fn destroy(&self) -> Result<Vec<SigningKeyEvent>, Refusal> {
        match &self.kept {
            Some(_) => Ok(vec![SigningKeyEvent::Destroyed {}]),
            None => Err(Refusal::new("E_NO_SIGNING_KEY")),
        }
    }
}

impl Stream for SigningKey {
    type Id = kernel::SigningKeyId;
    type Event = SigningKeyEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &SigningKeyEvent) {
        match event {
            SigningKeyEvent::Kept { person, organisation, certificate, locked } => {
                self.kept = Some(Kept {
                    person: *person,
                    organisation: *organisation,
                    certificate: certificate.clone(),
                    locked: *locked,
                    failures: 0,
                    uses: 0,
                });
            }
            SigningKeyEvent::Used { .. } => {
                if let Some(kept) = &mut self.kept {
                    kept.failures = 0;
                    kept.uses = kept.uses.saturating_add(1);
                }
            }
            SigningKeyEvent::Refused {} => {
                if let Some(kept) = &mut self.kept {
                    kept.failures = kept.failures.saturating_add(1);
                }
            }
            SigningKeyEvent::Destroyed {} => self.kept = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{ContractId, StreamId};
    use uuid::Uuid;

    fn then(key: &mut SigningKey, events: Result<Vec<SigningKeyEvent>, Refusal>) {
        for event in events.expect("accepted") {
            key.apply(Instant::from_millis(0), &event);
        }
    }
    fn kept() -> SigningKey {
        let mut key = SigningKey::default();
        let [person, organisation] = [1, 2].map(Uuid::from_u128);
        let locked = Sealed::new(Uuid::from_u128(3), Digest::of(b"locked"));
        let events = key.keep(
            PersonId::from_uuid(person),
            OrganisationId::from_uuid(organisation),
            "4a".to_owned(),
            locked,
        );
        then(&mut key, events);
        key
    }
    fn signed(key: &SigningKey) -> Result<Vec<SigningKeyEvent>, Refusal> {
        let about = ContractId::from_uuid(Uuid::from_u128(4)).stream();
        key.sign(Digest::of(b"contract"), about, "合同".to_owned())
    }

    #[test]
    fn the_tenth_wrong_passphrase_in_a_row_ends_it_and_a_right_one_forgives() {
        let mut key = kept();
        for _ in 1..SigningKey::FAILURES {
            let events = key.refuse();
            then(&mut key, events);
        }
        let events = signed(&key);
        then(&mut key, events);
        for _ in 0..SigningKey::FAILURES {
            assert!(key.usable().is_ok());
            let events = key.refuse();
            then(&mut key, events);
        }
        assert_eq!(signed(&key).expect_err("blocked").code, "E_SIGNING_KEY_BLOCKED");
        assert_eq!(key.refuse().expect_err("blocked").code, "E_SIGNING_KEY_BLOCKED");
        let events = key.destroy();
        then(&mut key, events);
        assert_eq!(signed(&key).expect_err("gone").code, "E_NO_SIGNING_KEY");
        assert_eq!(key.destroy().expect_err("twice").code, "E_NO_SIGNING_KEY");
    }
    #[test]
    fn what_is_not_there_does_not_sign_and_what_is_there_is_not_kept_again() {
        assert_eq!(signed(&SigningKey::default()).expect_err("none").code, "E_NO_SIGNING_KEY");
        let key = kept();
        let again = key.keep(
            PersonId::from_uuid(Uuid::nil()),
            OrganisationId::from_uuid(Uuid::nil()),
            String::new(),
            Sealed::new(Uuid::nil(), Digest::of(b"")),
        );
        assert_eq!(again.expect_err("kept").code, "E_ALREADY");
    }
}
