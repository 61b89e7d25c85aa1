//! Passwords: argon2id.

use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use kernel::Refusal;

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// As OWASP advises (19 MiB, two passes).
    Real,
    /// For demo and tests, whose passwords are printed anyway.
    Light,
}

/// Shortest password.
pub const MIN_CHARS: usize = 8;

/// A hash that no password has: checked when nobody has the name, so that the answer takes as long.
pub(crate) const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes; PHC form.
///
/// # Errors
/// `E_SCHEMA` for a password that is too short.
pub fn hash(password: &str, cost: Cost) -> Result<String, Refusal> {
    if password.chars().count() < MIN_CHARS {
        let args = [("min".into(), MIN_CHARS.into())].into();
        return Err(Refusal::new("E_SCHEMA").field_with("password", "field-too-short", args));
    }
    let hasher = match cost {
        Cost::Real => Argon2::default(),
        Cost::Light => Argon2::from(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or_default()),
    };
    let hash = hasher.hash_password(password.as_bytes()).map_err(|problem| {
        tracing::error!(%problem, "a password could not be hashed");
        Refusal::new("E_INTERNAL")
    })?;
    Ok(hash.to_string())
}

/// Is it the password of this hash?
pub fn verify(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_password_matches_its_own_hash_only() {
        let phc = hash("正确的密码一二三", Cost::Light).expect("hashed");
        assert!(verify("正确的密码一二三", &phc) && !verify("正确的密码一二四", &phc));
        assert!(hash("短", Cost::Light).is_err());
    }
}
