//! One-time codes by time (RFC 6238: SHA-1, 6 digits, 30 s), as every authenticator app makes them.

use crate::DocumentError;
use kernel::{Instant, secret};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// Seconds of one step.
const STEP: u64 = 30;

/// What a person's device and the platform share.
pub struct SharedSecret(Totp);

impl SharedSecret {
    /// A new one, 160 bits (RFC 4226 §4 R6).
    pub fn generate() -> Self {
        Self::of(Secret::new_stack(secret::bytes::<20>()))
    }
    /// Reads base32, upper or lower case, blanks between groups allowed.
    ///
    /// # Errors
    /// [`DocumentError::Secret`] if it is no base32 or shorter than 160 bits.
    pub fn from_text(text: &str) -> Result<Self, DocumentError> {
        let text: String = text.split_whitespace().collect();
        match Secret::try_from_base32(text.to_ascii_uppercase()) {
            Ok(secret) if secret.as_bytes().len() >= 20 => Ok(Self::of(secret)),
            _ => Err(DocumentError::Secret),
        }
    }
    fn of(secret: Secret) -> Self {
        // The clock of a device may be a step off (RFC 6238 §5.2).
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1);
        Self(builder.with_step_duration(STEP).with_secret(secret).build_noncompliant())
    }
    /// The secret in base32, as it is typed into a device that cannot scan.
    pub fn to_text(&self) -> String {
        self.0.secret().to_base32()
    }
    /// The code that a device shows at `at`.
    pub fn code(&self, at: Instant) -> String {
        self.0.generate(seconds(at)).to_string()
    }
    /// The step whose code this is, if it is the code of the step of `at`, of the one before or of the one after.
    /// Full-width digits and blanks are as good as plain ones. That no step is accepted twice is for the caller to see to.
    pub fn step_of(&self, code: &str, at: Instant) -> Option<u64> {
        let plain: String = code.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
        let digits = plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit());
        if digits { self.0.check(&plain, seconds(at)) } else { None }
    }
}

fn seconds(at: Instant) -> u64 {
    u64::try_from(at.millis() / 1000).unwrap_or(0)
}
fn narrow(c: char) -> char {
    match u32::from(c).checked_sub(u32::from('０')) {
        Some(digit @ 0..=9) => char::from_digit(digit, 10).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238 appendix B, "12345678901234567890".
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    fn at(seconds: i64) -> Instant {
        Instant::from_millis(seconds * 1000)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let shared = SharedSecret::from_text(RFC).expect("a secret");
        // The last six of the eight digits that appendix B prints.
        for (second, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(shared.code(at(second)), code);
            assert_eq!(shared.step_of(code, at(second)), Some(second.unsigned_abs() / 30));
        }
    }
    #[test]
    fn a_code_is_good_from_a_step_before_to_a_step_after() {
        let shared = SharedSecret::from_text(RFC).expect("a secret");
        let code = shared.code(at(3000));
        // The step is 3000..3030; the window is one step wider on either side.
        for (second, good) in [(2969, false), (2970, true), (3029, true), (3059, true), (3060, false)] {
            assert_eq!(shared.step_of(&code, at(second)).is_some(), good, "{second}");
        }
        assert_eq!(shared.step_of(&code, Instant::from_millis(3_059_999)), Some(100));
    }
    #[test]
    fn full_width_digits_and_blanks_are_read_and_nothing_else() {
        let shared = SharedSecret::from_text(&RFC.to_lowercase()).expect("a secret");
        for good in ["287082", " 287 082 ", "２８７０８２"] {
            assert_eq!(shared.step_of(good, at(59)), Some(1), "{good}");
        }
        for bad in ["", "28708", "2870820", "-87082", "28708😀", "287082\u{0661}", &"2".repeat(10_000)] {
            assert_eq!(shared.step_of(bad, at(59)), None);
        }
    }
    #[test]
    fn a_secret_is_long_enough_and_every_one_is_another() {
        let one = SharedSecret::generate();
        assert_ne!(one.to_text(), SharedSecret::generate().to_text());
        assert_eq!(SharedSecret::from_text(&one.to_text()).expect("read").to_text(), one.to_text());
        for bad in ["", "GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "密钥"] {
            assert!(SharedSecret::from_text(bad).is_err(), "{bad}");
        }
    }
}
