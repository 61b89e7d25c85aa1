//! 外部电子认证机构: root and intermediate certificates that the operator of the platform trusts, with their revocation
//! lists; and whether a certificate leads up to one of the roots (RFC 5280 §6.1: names, signatures, validity, constraints,
//! key usage, revocation; no policies).

use crate::{Certificate, DocumentError, RevocationList};
use kernel::{Digest, Instant};
use x509_cert::{
    der::oid::AssociatedOid,
    ext::pkix::{BasicConstraints, CertificatePolicies, ExtendedKeyUsage, KeyUsage, SubjectAltName},
};

/// No chain is longer: end entity, two intermediates, root.
const LONGEST: usize = 3;

/// Authorities outside the platform, as they were read.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    roots: Vec<Certificate>,
    intermediates: Vec<Certificate>,
    /// Each with the fingerprint of the authority that signed it.
    lists: Vec<(Digest, RevocationList)>,
}

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The root's name.
    pub root: String,
    /// SM3 of each certificate above the end entity, from its issuer to the root.
    pub above: Vec<Digest>,
    /// When the oldest list was made that was looked at.
    pub list_from: Instant,
    /// Until when all of them could be relied on.
    pub list_until: Instant,
}

/// Why a certificate is not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// It leads up to no root that is trusted.
    Unknown,
    /// It, or one above it, is not valid at that time.
    Validity,
    /// It is not meant for signatures, or says something critical that is not understood.
    Usage,
    /// Its issuer's revocation list is not here.
    NoList,
    /// The list was due to be replaced then: what was revoked since nobody knows.
    Stale(Instant),
    /// It, or one above it, was revoked then.
    Revoked(Instant),
}

impl Trust {
    /// Out of the certificates of a bundle and of revocation lists. A self-signed certificate is a root.
    ///
    /// # Errors
    /// What is no certificate or no list; a list that none of the authorities signed.
    pub fn new(bundle: &str, lists: &[Vec<u8>]) -> Result<Self, DocumentError> {
        let mut trust = Self::default();
        for certificate in Certificate::all_from_pem(bundle)? {
            let own = certificate.is_issued_by(&certificate).is_ok();
            if own { &mut trust.roots } else { &mut trust.intermediates }.push(certificate);
        }
        for bytes in lists {
            let list = RevocationList::read(bytes)?;
            let mut authorities = trust.roots.iter().chain(&trust.intermediates);
            let signer = authorities.find(|authority| list.verify(authority).is_ok());
            trust.lists.push((signer.ok_or(DocumentError::Issuer)?.fingerprint(), list));
        }
        Ok(trust)
    }
    /// Is nobody trusted?
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }
    /// Is `end` an end entity's certificate for signatures, under one of the roots, valid and not revoked at `at`?
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, end: &Certificate, at: Instant) -> Result<Chain, Distrust> {
        let above = self.above(end)?;
        let chain: Vec<&Certificate> = [end].into_iter().chain(above.iter().copied()).collect();
        for certificate in &chain {
            let (from, until) = certificate.validity();
            if at < from || at > until {
                return Err(Distrust::Validity);
            }
            if !certificate.is_understood().unwrap_or(false) {
                return Err(Distrust::Usage);
            }
        }
        let signs = end.usages().is_ok_and(|usages| usages.digital_signature());
        if end.path_limit() != Ok(None) || !signs {
            return Err(Distrust::Usage);
        }
        // So many intermediates may stand between an authority and the end entity.
        let too_deep = |(below, authority): (usize, &&Certificate)| match authority.path_limit() {
            Ok(Some(Some(most))) => below > usize::from(most),
            Ok(Some(None)) => false,
            _ => true,
        };
        if above.iter().enumerate().any(too_deep) {
            return Err(Distrust::Unknown);
        }
        let mut spans = Vec::new();
        for (certificate, issuer) in chain.iter().zip(&above) {
            spans.push(self.not_revoked(certificate, issuer, at)?);
        }
        let root = above.last().ok_or(Distrust::Unknown)?;
        Ok(Chain {
            root: root.subject(),
            above: above.iter().map(|certificate| certificate.fingerprint()).collect(),
            list_from: spans.iter().map(|(from, _)| *from).min().unwrap_or(at),
            list_until: spans.iter().map(|(_, until)| *until).min().unwrap_or(at),
        })
    }
    /// The certificates above one, from its issuer to a root.
    fn above(&self, end: &Certificate) -> Result<Vec<&Certificate>, Distrust> {
        let mut above: Vec<&Certificate> = Vec::new();
        while above.len() < LONGEST {
            let last = above.last().copied().unwrap_or(end);
            if let Some(root) = self.roots.iter().find(|root| last.is_issued_by(root).is_ok()) {
                above.push(root);
                return Ok(above);
            }
            let next = self.intermediates.iter().find(|next| last.is_issued_by(next).is_ok());
            above.push(next.ok_or(Distrust::Unknown)?);
        }
        Err(Distrust::Unknown)
    }
    /// From when until when the newest list of `issuer` says that `certificate` is not revoked.
    fn not_revoked(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        at: Instant,
    ) -> Result<(Instant, Instant), Distrust> {
        let signer = issuer.fingerprint();
        let own = self.lists.iter().filter(|(by, _)| *by == signer).map(|(_, list)| list);
        let newest = own.max_by_key(|list| list.this_update()).ok_or(Distrust::NoList)?;
        if let Some(revoked) = newest.find(&certificate.serial()) {
            return Err(Distrust::Revoked(revoked.at));
        }
        let next = newest.next_update().unwrap_or_else(|| newest.this_update());
        if newest.is_fresh(at) { Ok((newest.this_update(), next)) } else { Err(Distrust::Stale(next)) }
    }
}

impl Certificate {
    /// Every certificate of a PEM bundle.
    ///
    /// # Errors
    /// [`DocumentError::Certificate`].
    pub fn all_from_pem(bundle: &str) -> Result<Vec<Self>, DocumentError> {
        const END: &str = "-----END CERTIFICATE-----";
        let begins = |text: &str| text.find("-----BEGIN CERTIFICATE-----");
        let parts = bundle.split_inclusive(END).filter_map(|part| Some(&part[begins(part)?..]));
        parts.map(Self::from_pem).collect()
    }
    /// What a subject may carry an organisation's code in: serialNumber, organizationIdentifier, common name.
    pub fn codes(&self) -> Vec<String> {
        let name = self.inner.tbs_certificate().subject();
        let wanted = name.iter().filter(|part| CODES.contains(&part.oid.to_string().as_str()));
        wanted.map(|part| String::from_utf8_lossy(part.value.value()).trim().to_uppercase()).collect()
    }
    /// `None` for an end entity; for an authority, how many intermediates may stand below it, if that is limited.
    fn path_limit(&self) -> Result<Option<Option<u8>>, DocumentError> {
        let found = self.inner.tbs_certificate().get_extension::<BasicConstraints>()?;
        Ok(found.filter(|(_, basic)| basic.ca).map(|(_, basic)| basic.path_len_constraint))
    }
    /// Is every extension that must be understood one that is looked at here (RFC 5280 §4.2)?
    fn is_understood(&self) -> Result<bool, DocumentError> {
        let known = [
            BasicConstraints::OID,
            KeyUsage::OID,
            ExtendedKeyUsage::OID,
            CertificatePolicies::OID,
            SubjectAltName::OID,
        ];
        let extensions = self.inner.tbs_certificate().extensions();
        let all = extensions.map(|all| all.as_slice()).unwrap_or_default();
        Ok(all.iter().all(|one| !one.critical || known.contains(&one.extn_id)))
    }
}

/// X.520 serialNumber, organizationIdentifier, commonName.
const CODES: [&str; 3] = ["2.5.4.5", "2.5.4.97", "2.5.4.3"];

#[cfg(test)]
#[path = "trust_tests.rs"]
mod tests;
