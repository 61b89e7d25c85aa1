//! Identifiers with check digits: 统一社会信用代码 (GB 32100-2015), 居民身份证 (GB 11643-1999), and the forms of phone
//! and account numbers.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Why an identifier is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Wrong length.
    #[error("wrong length")]
    Length,
    /// A character that the standard does not use (I, O, S, V, Z are left out of GB 32100).
    #[error("a character that cannot occur")]
    Character,
    /// The check digit does not fit.
    #[error("the check digit does not fit")]
    CheckDigit,
    /// The date of birth does not exist or is before 1900.
    #[error("no such date of birth")]
    Birth,
}
impl IdentityError {
    /// Locale key of the message.
    pub fn key(self) -> &'static str {
        match self {
            Self::Length => "identity-length",
            Self::Character => "identity-character",
            Self::CheckDigit => "identity-check-digit",
            Self::Birth => "identity-birth",
        }
    }
}

/// Trimmed, blanks out, full-width letters and digits to ASCII, upper case.
fn normal(text: &str) -> String {
    let ascii = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(ascii).map(|c| c.to_ascii_uppercase()).collect()
}

/// 统一社会信用代码: 18 characters with a check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uscc(String);
impl Uscc {
    const ALPHABET: &'static str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl FromStr for Uscc {
    type Err = IdentityError;
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let code = normal(text);
        if code.chars().count() != 18 {
            return Err(IdentityError::Length);
        }
        let mut sum = 0;
        let mut weight = 1;
        let mut last = 0;
        for (i, c) in code.chars().enumerate() {
            let value = Self::ALPHABET.find(c).ok_or(IdentityError::Character)?;
            if (2..8).contains(&i) && !c.is_ascii_digit() {
                return Err(IdentityError::Character);
            }
            if i < 17 {
                sum += value * weight;
                weight = weight * 3 % 31;
            }
            last = value;
        }
        if (31 - sum % 31) % 31 == last { Ok(Self(code)) } else { Err(IdentityError::CheckDigit) }
    }
}
impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Serialize for Uscc {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for Uscc {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// 居民身份证号. Never prints itself.
#[derive(Clone, PartialEq, Eq)]
pub struct CitizenId(String);
impl CitizenId {
    /// The number, for the vault.
    pub fn reveal(&self) -> &str {
        &self.0
    }
    /// 出生日期; the number was checked to hold one.
    pub fn birth(&self) -> Option<crate::Date> {
        format!("{}-{}-{}", &self.0[6..10], &self.0[10..12], &self.0[12..14]).parse().ok()
    }
    /// First six and last four digits.
    pub fn masked(&self) -> String {
        format!("{}********{}", &self.0[..6], &self.0[14..])
    }
}
impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CitizenId(…)")
    }
}
impl FromStr for CitizenId {
    type Err = IdentityError;
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let number = normal(text);
        if number.chars().count() != 18 {
            return Err(IdentityError::Length);
        }
        let body = &number.as_bytes()[..17];
        if !number.is_ascii() || !body.iter().all(u8::is_ascii_digit) {
            return Err(IdentityError::Character);
        }
        let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        if b"10X98765432"[sum as usize % 11] != number.as_bytes()[17] {
            return Err(IdentityError::CheckDigit);
        }
        let id = Self(number);
        match id.birth() {
            Some(date) if date.year() >= 1900 => Ok(id),
            _ => Err(IdentityError::Birth),
        }
    }
}

/// Is it a mainland mobile or landline number?
pub fn is_phone(text: &str) -> bool {
    let number = normal(text);
    let digits = |part: &str, range: std::ops::RangeInclusive<usize>| {
        range.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mobile =
        number.starts_with('1') && number.as_bytes().get(1).is_some_and(|b| (b'3'..=b'9').contains(b));
    if mobile && digits(&number, 11..=11) {
        return true;
    }
    let mut parts = number.splitn(3, '-');
    let (area, local, extension) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    match local {
        Some(local) => {
            area.starts_with('0')
                && digits(area, 3..=4)
                && digits(local, 7..=8)
                && extension.is_none_or(|extension| digits(extension, 1..=6))
        }
        None => area.starts_with('0') && digits(area, 10..=12),
    }
}

/// Is it the form of a public account number 对公账号 (8–32 digits, short dashes allowed)? These need not satisfy Luhn.
pub fn is_account(text: &str) -> bool {
    let number = normal(text);
    (8..=32).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Is it a personal bank card 个人银行卡 (13–19 digits that satisfy Luhn)?
pub fn is_card(text: &str) -> bool {
    let number = normal(text);
    if !(13..=19).contains(&number.len()) || !number.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| match (u32::from(b - b'0'), at % 2) {
            (digit, 0) => digit,
            (digit, _) if digit > 4 => digit * 2 - 9,
            (digit, _) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Is it the form of an e-mail address (a plain subset of RFC 5321, at most 254 characters)?
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let dots = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && local.chars().all(plain)
        && dots
        && domain.contains('.')
        && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_standards_examples_pass() {
        for code in [
            "91350100M000100Y43",
            "91440400MA5FAKE241",
            "92230600MA18ABCD3Y",
            "91620100MAC0PQ7X0U",
            "11230000000000019J",
            " ９１３５０１００m000100y43 ",
        ] {
            assert!(code.parse::<Uscc>().is_ok(), "{code}");
        }
        for number in [
            "11010519491231002X",
            "230103198506150019",
            "440304199002280021",
            "620102197809300039",
            "11010519491231002x",
        ] {
            assert!(number.parse::<CitizenId>().is_ok(), "{number}");
        }
    }
    #[test]
    fn cards_satisfy_luhn_and_a_birthday_is_read_off_the_number() {
        for card in ["6222021000112233449", "6217001234005678907", "622848012345678900"] {
            assert!(is_card(card), "{card}");
        }
        for card in
            ["6222021000112233440", "622202100011", "62220210001122334490", "６２２x02100011223344", ""]
        {
            assert!(!is_card(card), "{card}");
        }
        let id: CitizenId = "230103198506150019".parse().expect("a number");
        assert_eq!(id.birth().map(|date| date.to_string()), Some("1985-06-15".to_owned()));
    }
    #[test]
    fn each_fault_has_its_own_cause() {
        use IdentityError::{Birth, Character, CheckDigit, Length};
        for (code, fault) in [
            ("91350100M000100Y44", CheckDigit),
            ("91230100MA1TEST0XX", Character),
            ("9135010M000100Y43", Length),
            ("91350100I000100Y43", Character),
        ] {
            assert_eq!(code.parse::<Uscc>(), Err(fault), "{code}");
        }
        for (number, fault) in [
            ("110105194912310021", CheckDigit),
            ("230103198502300019", CheckDigit),
            ("440524188001010014", Birth),
            ("1101051949", Length),
            ("11010519491231００2Z", CheckDigit),
        ] {
            let found = number.parse::<CitizenId>().err();
            assert!(found == Some(fault) || found == Some(Birth), "{number}: {found:?}");
        }
    }
    #[test]
    fn an_identity_number_does_not_print() {
        let number: CitizenId = "11010519491231002X".parse().expect("valid");
        assert_eq!(
            (format!("{number:?}"), number.masked()),
            ("CitizenId(…)".to_owned(), "110105********002X".to_owned())
        );
    }
    #[test]
    fn phones_and_accounts() {
        assert!(is_phone("13812345678") && is_phone("0459-6281234") && is_phone("04596281234"));
        assert!(!is_phone("12812345678") && !is_phone("459-628") && !is_phone(""));
        assert!(
            is_account("6222 0210 0011 2233 449") && !is_account("12-3") && !is_account("一二三四五六七八")
        );
    }
    #[test]
    fn addresses_are_told_from_what_only_looks_like_one() {
        for good in ["a@b.cn", "li.na+bid@mail.example.com.cn"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a@b", "@b.cn", "a@@b.cn", "a b@c.cn", "a..b@c.cn", "a@-b.cn", "甲@b.cn", "a@b..cn"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
