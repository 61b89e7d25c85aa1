//! Why a key, certificate, signature or envelope is refused.

/// Why a key, certificate, signature or envelope is refused. The texts are for logs; pages have their own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Not a key.
    #[error("not an SM2 key")]
    Key,
    /// Not a certificate of the kind the platform issues.
    #[error("not a usable certificate: {0}")]
    Certificate(String),
    /// Issued by somebody else.
    #[error("the certificate was not issued by this authority")]
    Issuer,
    /// Not valid at that time.
    #[error("the certificate is not valid at that time")]
    Validity,
    /// Not meant for this.
    #[error("the certificate may not be used for signatures")]
    Usage,
    /// The signature does not hold.
    #[error("the signature does not hold")]
    Signature,
    /// The key does not fit the envelope.
    #[error("the key does not fit the envelope")]
    WrongKey,
    /// Not an envelope, or damaged.
    #[error("the envelope is damaged or no age file")]
    Damaged,
    /// The passphrase does not open the key file.
    #[error("the passphrase does not open the key file")]
    Passphrase,
    /// Not a secret of at least 160 bits in base32.
    #[error("not a shared secret")]
    Secret,
    /// Not a picture that a seal can have.
    #[error("not a PNG of a fitting size")]
    Picture,
    /// A token did not do what it was asked.
    #[error("the token: {0}")]
    Token(String),
    /// Something could not be encoded; a fault of ours.
    #[error("could not be encoded: {0}")]
    Encoding(String),
}
impl From<x509_cert::der::Error> for DocumentError {
    fn from(error: x509_cert::der::Error) -> Self {
        Self::Certificate(error.to_string())
    }
}
impl From<x509_cert::builder::Error> for DocumentError {
    fn from(error: x509_cert::builder::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}
