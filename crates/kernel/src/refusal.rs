//! What a person is told when something is not allowed.

use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// An argument of a message: formatted by the page in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// Words as they are.
    Text(String),
    /// A whole number (chooses plurals).
    Number(i64),
    /// Fen.
    Money(crate::Money),
    /// A legal date.
    Date(crate::Date),
    /// A moment, shown with date, time and zone.
    Instant(crate::Instant),
    /// A key of the locale files, translated before it is put in.
    Key(String),
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<crate::Money> for Arg {
    fn from(value: crate::Money) -> Self {
        Self::Money(value)
    }
}
impl From<crate::Date> for Arg {
    fn from(value: crate::Date) -> Self {
        Self::Date(value)
    }
}
impl From<crate::Instant> for Arg {
    fn from(value: crate::Instant) -> Self {
        Self::Instant(value)
    }
}

/// Message arguments by name.
pub type Args = BTreeMap<Cow<'static, str>, Arg>;

/// One field that has to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Path in the input: `items[0].price`.
    pub path: String,
    /// Locale key of the message: `field-required`.
    pub key: Cow<'static, str>,
    /// Its arguments.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: Args,
}

/// A refusal: what is wrong, which rule says so, what would make it pass. `(code, rule)` is stable.
/// Its words are in the locale files under the code, the remedy under the code's attribute `remedy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// `E_NO_BUDGET`.
    pub code: Cow<'static, str>,
    /// The rule, time limit or risk point: `BUD-01`, `D-INT-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
    /// Arguments of the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: Args,
    /// Fields to change, if the input is at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Law and article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Cow<'static, str>>,
}
impl Refusal {
    /// A refusal with a code and nothing else.
    pub fn new(code: impl Into<Cow<'static, str>>) -> Self {
        Self { code: code.into(), rule: None, args: Args::new(), fields: Vec::new(), basis: None }
    }
    /// Names the rule.
    #[must_use]
    pub fn rule(mut self, rule: impl Into<Cow<'static, str>>) -> Self {
        self.rule = Some(rule.into());
        self
    }
    /// Cites the law.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<Cow<'static, str>>) -> Self {
        self.basis = Some(basis.into());
        self
    }
    /// Adds an argument of the message.
    #[must_use]
    pub fn arg(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }
    /// Adds a field that has to change.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>, key: impl Into<Cow<'static, str>>) -> Self {
        self.fields.push(FieldError { path: path.into(), key: key.into(), args: Args::new() });
        self
    }
    /// Adds a field that has to change, with the message's arguments.
    #[must_use]
    pub fn field_with(
        mut self,
        path: impl Into<String>,
        key: impl Into<Cow<'static, str>>,
        args: Args,
    ) -> Self {
        self.fields.push(FieldError { path: path.into(), key: key.into(), args });
        self
    }
}
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if let Some(rule) = &self.rule {
            write!(f, " ({rule})")?;
        }
        for field in &self.fields {
            write!(f, " {}: {}", field.path, field.key)?;
        }
        Ok(())
    }
}
impl std::error::Error for Refusal {}
