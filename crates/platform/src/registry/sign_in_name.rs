//! 登录名: one spelling for everything that looks like the same name.

use kernel::Refusal;
use unicode_normalization::UnicodeNormalization;

/// Shortest and longest sign-in name.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=40;

/// A sign-in name as it is stored and looked up: compatibility forms (full-width letters) folded by NFKC, lower case, and
/// of letters that nobody can mistake for others: `a`–`z`, digits, `.`, `_`, `-`; the first a letter or digit.
///
/// # Errors
/// `E_SCHEMA`.
pub fn sign_in_name(typed: &str) -> Result<String, Refusal> {
    let name: String = typed.trim().nfkc().flat_map(char::to_lowercase).collect();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let good = LENGTH.contains(&name.len())
        && name.bytes().all(|b| plain(b) || matches!(b, b'.' | b'_' | b'-'))
        && name.bytes().next().is_some_and(plain);
    if good { Ok(name) } else { Err(Refusal::new("E_SCHEMA").field("login", "field-login-characters")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_one_name() {
        for typed in ["Clerk-1", " clerk-1 ", "ｃｌｅｒｋ-１", "CLERK－１"] {
            assert_eq!(sign_in_name(typed).as_deref(), Ok("clerk-1"), "{typed}");
        }
    }
    #[test]
    fn letters_of_other_scripts_and_invisible_ones_are_refused() {
        let long = "a".repeat(41);
        // The second holds Cyrillic letters, the third a zero-width blank.
        for typed in ["", "сlеrk", "cle\u{200b}rk", "a b", "何欣", "-a", "a@b", "a/b", "x", &long] {
            assert!(sign_in_name(typed).is_err(), "{typed}");
        }
    }
}
