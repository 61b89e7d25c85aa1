//! Certificate revocation lists 证书吊销列表 (X.509 v2, RFC 5280 §5): written by the trial CA, read from any.

use crate::{
    Authority, Certificate, DocumentError, USER,
    certificate::{instant, signed_by, time},
};
use kernel::Instant;
use sm2::dsa::signature::Signer;
use x509_cert::{
    builder::{Builder, CrlBuilder},
    crl::{CertificateList, RevokedCert},
    der::{Decode, DecodePem, Encode, EncodePem, asn1::BitString, pem::LineEnding},
    ext::{
        Extension, ToExtension,
        pkix::{CrlNumber, CrlReason},
    },
    name::Name,
    serial_number::SerialNumber,
};

/// One revoked certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// Its serial number, hexadecimal.
    pub serial: String,
    /// From when it is good for nothing.
    pub at: Instant,
    /// The reason's code, RFC 5280 §5.3.1; 0 where none is said.
    pub reason: u8,
}

/// A revocation list, parsed.
#[derive(Clone, Debug)]
pub struct RevocationList {
    inner: CertificateList,
    der: Vec<u8>,
}

impl Authority {
    /// Writes and signs a list. `number` grows from list to list.
    ///
    /// # Errors
    /// [`DocumentError::Encoding`], [`DocumentError::Certificate`] for a serial that is no hexadecimal number.
    pub fn revocation_list(
        &self,
        revoked: &[Revoked],
        number: u64,
        (this_update, next_update): (Instant, Instant),
    ) -> Result<RevocationList, DocumentError> {
        let entries = revoked.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
        let number = CrlNumber::try_from(number)?;
        let issuer = &self.root().inner;
        let mut builder = CrlBuilder::new_with_this_update(issuer, number, time(this_update)?)?
            .with_next_update(Some(time(next_update)?));
        // An empty list is left out, not written as an empty sequence (RFC 5280 §5.1.2.6).
        if !entries.is_empty() {
            builder = builder.with_certificates(entries.into_iter());
        }
        let signing = self.key().signing(USER)?;
        let tbs = builder.finalize(&signing)?;
        let value: sm2::dsa::Signature = signing.try_sign(&tbs).map_err(|_| DocumentError::Signature)?;
        let inner = builder.assemble(BitString::from_bytes(value.to_der().as_bytes())?, &signing)?;
        let der = inner.to_der()?;
        Ok(RevocationList { inner, der })
    }
}

fn entry(revoked: &Revoked) -> Result<RevokedCert, DocumentError> {
    let malformed = |_| DocumentError::Certificate("serial number".to_owned());
    let serial = hex::decode(&revoked.serial).map_err(malformed)?;
    let reason = CrlReason::try_from(u32::from(revoked.reason))?;
    // A reason that says nothing is left out (RFC 5280 §5.3.1).
    let extensions = match reason {
        CrlReason::Unspecified => None,
        said => Some(vec![said.to_extension(&Name::default(), &[] as &[Extension])?]),
    };
    Ok(RevokedCert {
        serial_number: SerialNumber::new(&serial)?,
        revocation_date: time(revoked.at)?,
        crl_entry_extensions: extensions,
    })
}

impl RevocationList {
    /// Reads DER, or PEM.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let inner = match bytes.starts_with(b"-----BEGIN") {
            true => CertificateList::from_pem(bytes)?,
            false => CertificateList::from_der(bytes)?,
        };
        let der = inner.to_der()?;
        Ok(Self { inner, der })
    }
    /// The list in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
    /// The list in PEM.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn to_pem(&self) -> Result<String, DocumentError> {
        Ok(self.inner.to_pem(LineEnding::LF)?)
    }
    /// Who made it, RFC 4514.
    pub fn issuer(&self) -> String {
        self.inner.tbs_cert_list.issuer.to_string()
    }
    /// Did `issuer` sign it?
    ///
    /// # Errors
    /// [`DocumentError::Issuer`] if it is somebody else's, or the issuer may not sign lists; [`DocumentError::Signature`].
    pub fn verify(&self, issuer: &Certificate) -> Result<(), DocumentError> {
        let list = &self.inner.tbs_cert_list;
        if list.issuer != *issuer.inner.tbs_certificate().subject() || !issuer.usages()?.crl_sign() {
            return Err(DocumentError::Issuer);
        }
        let algorithms = [self.inner.signature_algorithm.oid, list.signature.oid];
        signed_by(issuer, algorithms, &list.to_der()?, &self.inner.signature)
    }
    /// When it was made.
    pub fn this_update(&self) -> Instant {
        instant(&self.inner.tbs_cert_list.this_update)
    }
    /// When the next one is due. After that nobody knows what was revoked since.
    pub fn next_update(&self) -> Option<Instant> {
        self.inner.tbs_cert_list.next_update.as_ref().map(instant)
    }
    /// May it still be relied on at `at`?
    pub fn is_fresh(&self, at: Instant) -> bool {
        self.next_update().is_some_and(|next| at <= next)
    }
    /// Since when and why the certificate of this serial number is revoked; `None` if it is not.
    pub fn find(&self, serial: &str) -> Option<Revoked> {
        let wanted = hex::decode(serial).ok()?;
        let all = self.inner.tbs_cert_list.revoked_certificates.as_deref().unwrap_or_default();
        let found = all.iter().find(|entry| entry.serial_number.as_bytes() == wanted)?;
        Some(Revoked {
            serial: serial.to_owned(),
            at: instant(&found.revocation_date),
            reason: reason(found).unwrap_or_default(),
        })
    }
    /// How many it names.
    pub fn len(&self) -> usize {
        self.inner.tbs_cert_list.revoked_certificates.as_ref().map_or(0, Vec::len)
    }
    /// Does it name none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn reason(entry: &RevokedCert) -> Option<u8> {
    let extensions = entry.crl_entry_extensions.as_ref()?;
    let found = extensions
        .iter()
        .find(|one| one.extn_id == <CrlReason as x509_cert::der::oid::AssociatedOid>::OID)?;
    let reason = CrlReason::from_der(found.extn_value.as_bytes()).ok()?;
    u8::try_from(reason as u32).ok()
}

#[cfg(test)]
#[path = "revocation_tests.rs"]
mod tests;
