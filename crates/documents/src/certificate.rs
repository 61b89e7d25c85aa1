//! The trial CA: X.509 v3 certificates over SM2 keys, and the checks that make one worth believing (RFC 5280 §6.1,
//! cut down to one step: issuer, signature, validity, constraints, key usage).

use crate::{DocumentError, Key, PublicKey, USER};
use kernel::{Digest, Instant, secret};
use procurement::bidding::Signature;
use sm2::dsa::signature::Signer;
use std::{str::FromStr, time::Duration};
use x509_cert::{
    TbsCertificate,
    builder::{self, Builder, CertificateBuilder, profile::BuilderProfile},
    der::{
        DateTime, Decode, DecodePem, Encode, EncodePem, asn1::BitString, flagset::FlagSet,
        oid::ObjectIdentifier, pem::LineEnding,
    },
    ext::{
        Extension, ToExtension,
        pkix::{AuthorityKeyIdentifier, BasicConstraints, KeyUsage, KeyUsages, SubjectKeyIdentifier},
    },
    name::Name,
    serial_number::SerialNumber,
    spki::{SubjectPublicKeyInfo, SubjectPublicKeyInfoRef},
    time::{Time, Validity},
};

/// 基于SM3的SM2签名 (GM/T 0006): id-dsa-sm2sm3.
const SM2_WITH_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");

/// The text by whose signature somebody shows to hold the key that a certificate is asked for (after PKCS#10's idea).
/// `holder` is the person's id at the platform, so that the proof is of no use to another.
///
/// # Errors
/// [`DocumentError::Key`].
pub fn request_text(key: &PublicKey, holder: &str) -> Result<Vec<u8>, DocumentError> {
    Ok(format!("yangcai certificate request\n{holder}\n{}", Digest::of(&key.to_der()?)).into_bytes())
}

/// The text by whose signature the holder of an outside authority's certificate shows to hold its key, too. `holder` is the
/// person's id at the platform.
pub fn binding_text(holder: &str) -> Vec<u8> {
    format!("yangcai certificate binding\n{holder}\n").into_bytes()
}

/// The text by whose signature somebody signs in at `origin` by the challenge `nonce`. No other signature here is over such
/// a text.
pub fn sign_in_text(origin: &str, nonce: &str, until: Instant) -> Vec<u8> {
    format!("yangcai sign-in\n{origin}\n{nonce}\n{}", until.millis()).into_bytes()
}

/// Whom a certificate names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Common name: the person, or the organisation itself.
    pub common_name: String,
    /// The organisation.
    pub organisation: String,
    /// 统一社会信用代码, in the attribute serialNumber.
    pub uscc: String,
}

/// What a certificate may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Electronic signatures (digitalSignature, nonRepudiation).
    Signature,
    /// Issuing certificates; so many intermediates may stand below.
    Authority {
        /// How many.
        below: u8,
    },
}

/// An authority that issues certificates.
#[derive(Debug)]
pub struct Authority {
    key: Key,
    root: Certificate,
}

/// A certificate, parsed.
#[derive(Clone, Debug)]
pub struct Certificate {
    pub(crate) inner: x509_cert::Certificate,
    der: Vec<u8>,
}

impl Authority {
    /// A new authority with a self-signed root. A trial CA: its certificates bind nobody outside this platform.
    ///
    /// # Errors
    /// [`DocumentError::Encoding`].
    pub fn create(name: &str, from: Instant, until: Instant) -> Result<Self, DocumentError> {
        let key = Key::generate();
        let subject =
            Subject { common_name: name.to_owned(), organisation: name.to_owned(), uscc: String::new() };
        let subject = subject.name()?;
        let profile =
            Profile { subject: subject.clone(), issuer: subject, usage: Usage::Authority { below: 0 } };
        let root = issue(profile, &key.public(), (from, until), &key)?;
        Ok(Self { key, root })
    }
    /// An authority out of its stored key and root certificate.
    ///
    /// # Errors
    /// If they do not belong together.
    pub fn load(key: Key, root: Certificate) -> Result<Self, DocumentError> {
        if root.public_key()? == key.public() { Ok(Self { key, root }) } else { Err(DocumentError::Issuer) }
    }
    /// The root certificate, which everybody may have.
    pub const fn root(&self) -> &Certificate {
        &self.root
    }
    /// The key, to store it.
    pub const fn key(&self) -> &Key {
        &self.key
    }
    /// Issues a certificate for signatures.
    ///
    /// # Errors
    /// [`DocumentError::Encoding`], [`DocumentError::Certificate`] for a name that cannot be written.
    pub fn issue(
        &self,
        subject: &Subject,
        key: &PublicKey,
        from: Instant,
        until: Instant,
    ) -> Result<Certificate, DocumentError> {
        let issuer = self.root.inner.tbs_certificate().subject().clone();
        let profile = Profile { subject: subject.name()?, issuer, usage: Usage::Signature };
        issue(profile, key, (from, until), &self.key)
    }
}

impl Subject {
    pub(crate) fn name(&self) -> Result<Name, DocumentError> {
        let part = |key: &str, value: &str| (!value.is_empty()).then(|| format!("{key}={}", escape(value)));
        let parts = [
            part("CN", &self.common_name),
            part("serialNumber", &self.uscc),
            part("O", &self.organisation),
            part("C", "CN"),
        ];
        Ok(Name::from_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(","))?)
    }
}

/// RFC 4514 §2.4.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for (at, c) in value.trim().chars().enumerate() {
        if matches!(c, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=') || (at == 0 && c == '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl Certificate {
    /// Reads PEM.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn from_pem(pem: &str) -> Result<Self, DocumentError> {
        let inner = x509_cert::Certificate::from_pem(pem.as_bytes())?;
        let der = inner.to_der()?;
        Ok(Self { inner, der })
    }
    /// Reads DER.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn from_der(der: &[u8]) -> Result<Self, DocumentError> {
        Ok(Self { inner: x509_cert::Certificate::from_der(der)?, der: der.to_vec() })
    }
    /// The certificate in PEM.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn to_pem(&self) -> Result<String, DocumentError> {
        Ok(self.inner.to_pem(LineEnding::LF)?)
    }
    /// The DER form.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
    /// SM3 of the DER form, by which signatures name their certificate.
    pub fn fingerprint(&self) -> Digest {
        Digest::of(&self.der)
    }
    /// The serial number, hexadecimal.
    pub fn serial(&self) -> String {
        hex::encode(self.inner.tbs_certificate().serial_number().as_bytes())
    }
    /// The subject's name, RFC 4514.
    pub fn subject(&self) -> String {
        self.inner.tbs_certificate().subject().to_string()
    }
    /// Whom it names.
    pub fn holder(&self) -> Subject {
        let name = self.inner.tbs_certificate().subject();
        let text = |value: Option<x509_cert::ext::pkix::name::DirectoryString>| {
            value.map(|text| text.value().into_owned()).unwrap_or_default()
        };
        let uscc = name.iter().find(|part| part.oid == SERIAL_NUMBER);
        Subject {
            common_name: text(name.common_name().unwrap_or_default()),
            organisation: text(name.organization().unwrap_or_default()),
            uscc: uscc
                .map(|part| String::from_utf8_lossy(part.value.value()).into_owned())
                .unwrap_or_default(),
        }
    }
    /// From when and until when it is valid.
    pub fn validity(&self) -> (Instant, Instant) {
        let validity = self.inner.tbs_certificate().validity();
        (instant(&validity.not_before), instant(&validity.not_after))
    }
    /// The certified key.
    ///
    /// # Errors
    /// [`DocumentError::Key`] if it is no SM2 key.
    pub fn public_key(&self) -> Result<PublicKey, DocumentError> {
        PublicKey::from_der(&self.inner.tbs_certificate().subject_public_key_info().to_der()?)
    }
    /// Is this certificate signed by `issuer`, which may issue certificates?
    pub(crate) fn is_issued_by(&self, issuer: &Self) -> Result<(), DocumentError> {
        let (tbs, above) = (self.inner.tbs_certificate(), issuer.inner.tbs_certificate());
        if tbs.issuer() != above.subject() {
            return Err(DocumentError::Issuer);
        }
        let authority = above.get_extension::<BasicConstraints>()?.is_some_and(|(_, basic)| basic.ca);
        if !authority || !issuer.usages()?.key_cert_sign() {
            return Err(DocumentError::Issuer);
        }
        let algorithms = [self.inner.signature_algorithm().oid, tbs.signature().oid];
        signed_by(issuer, algorithms, &tbs.to_der()?, self.inner.signature())
    }
    /// Is this certificate issued by `root`, valid at `at`, and meant for signatures?
    ///
    /// # Errors
    /// [`DocumentError::Issuer`], [`DocumentError::Signature`], [`DocumentError::Validity`], [`DocumentError::Usage`].
    pub fn verify(&self, root: &Self, at: Instant) -> Result<(), DocumentError> {
        self.is_issued_by(root)?;
        for certificate in [self, root] {
            let (from, until) = certificate.validity();
            if at < from || at > until {
                return Err(DocumentError::Validity);
            }
        }
        let tbs = self.inner.tbs_certificate();
        if tbs.get_extension::<BasicConstraints>()?.is_some_and(|(_, basic)| basic.ca) {
            return Err(DocumentError::Usage);
        }
        if self.usages()?.digital_signature() { Ok(()) } else { Err(DocumentError::Usage) }
    }
    /// What its key may be used for; nothing, if it does not say.
    pub(crate) fn usages(&self) -> Result<KeyUsage, DocumentError> {
        let found = self.inner.tbs_certificate().get_extension::<KeyUsage>()?;
        Ok(found.map_or(KeyUsage(FlagSet::default()), |(_, usage)| usage))
    }
    /// Checks a signature of this certificate's holder over `message`.
    ///
    /// # Errors
    /// [`DocumentError::Signature`].
    pub fn verify_signature(&self, message: &[u8], signature: &Signature) -> Result<(), DocumentError> {
        if signature.certificate != self.fingerprint() {
            return Err(DocumentError::Signature);
        }
        self.public_key()?.verify(message, signature)
    }
}

/// A moment as certificates and lists write it, to the second.
pub(crate) fn time(at: Instant) -> Result<Time, DocumentError> {
    let seconds = u64::try_from(at.millis() / 1000).unwrap_or(0);
    Ok(Time::from(DateTime::from_unix_duration(Duration::from_secs(seconds))?))
}
/// The same, read.
pub(crate) fn instant(time: &Time) -> Instant {
    Instant::from_millis(i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX))
}
/// Is this `issuer`'s signature (SM2 with SM3) over `tbs`? Inside and outside have to name the same algorithm.
pub(crate) fn signed_by(
    issuer: &Certificate,
    algorithms: [ObjectIdentifier; 2],
    tbs: &[u8],
    signature: &BitString,
) -> Result<(), DocumentError> {
    if algorithms != [SM2_WITH_SM3; 2] {
        return Err(DocumentError::Signature);
    }
    let bits = signature.as_bytes().ok_or(DocumentError::Signature)?;
    let value = sm2::dsa::Signature::from_der(bits).map_err(|_| DocumentError::Signature)?;
    issuer.public_key()?.verify_raw(USER, tbs, &value)
}

/// X.520 serialNumber.
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");

pub(crate) struct Profile {
    pub(crate) subject: Name,
    pub(crate) issuer: Name,
    pub(crate) usage: Usage,
}
impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }
    fn get_subject(&self) -> Name {
        self.subject.clone()
    }
    fn build_extensions(
        &self,
        key: SubjectPublicKeyInfoRef<'_>,
        issuer: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        let mut out = Vec::new();
        let (below, usage) = match self.usage {
            Usage::Signature => (None, KeyUsages::DigitalSignature | KeyUsages::NonRepudiation),
            Usage::Authority { below } => (Some(below), KeyUsages::KeyCertSign | KeyUsages::CRLSign),
        };
        let basic = BasicConstraints { ca: below.is_some(), path_len_constraint: below };
        out.push(basic.to_extension(tbs.subject(), &out)?);
        out.push(KeyUsage(usage).to_extension(tbs.subject(), &out)?);
        out.push(SubjectKeyIdentifier::try_from(key)?.to_extension(tbs.subject(), &out)?);
        out.push(AuthorityKeyIdentifier::try_from(issuer)?.to_extension(tbs.subject(), &out)?);
        Ok(out)
    }
}

pub(crate) fn issue(
    profile: Profile,
    key: &PublicKey,
    (from, until): (Instant, Instant),
    signer: &Key,
) -> Result<Certificate, DocumentError> {
    let mut serial = secret::bytes::<16>();
    serial[0] = serial[0] & 0x7f | 0x40;
    let validity = Validity::new(time(from)?, time(until)?);
    let spki = SubjectPublicKeyInfo::from_der(&key.to_der()?)?;
    let mut builder = CertificateBuilder::new(profile, SerialNumber::new(&serial)?, validity, spki)?;
    let signing = signer.signing(USER)?;
    let tbs = builder.finalize(&signing)?;
    let value: sm2::dsa::Signature = signing.try_sign(&tbs).map_err(|_| DocumentError::Signature)?;
    let inner = builder.assemble(BitString::from_bytes(value.to_der().as_bytes())?, &signing)?;
    let der = inner.to_der()?;
    Ok(Certificate { inner, der })
}

#[cfg(test)]
#[path = "certificate_tests.rs"]
mod tests;
