//! Classification of the national economy 国民经济行业分类 (GB/T 4754-2017).

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr, sync::OnceLock};

/// A class of the national economy: a letter for the section (门类), then two, three or four digits (大类、中类、小类).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Industry(String);

/// Not in the classification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not in GB/T 4754-2017")]
pub struct UnknownIndustry;

impl Industry {
    /// The code, `3911`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The official name 名称.
    pub fn name(&self) -> &'static str {
        Industries::builtin().0.get(self.as_str()).map_or("", |entry| entry.name)
    }
    /// The letter of its section 门类, `C`.
    pub fn section(&self) -> &str {
        let table = &Industries::builtin().0;
        let mut code = self.as_str();
        while let Some(parent) = table.get(code).map(|entry| entry.parent).filter(|parent| !parent.is_empty())
        {
            code = parent;
        }
        code
    }
}
impl FromStr for Industry {
    type Err = UnknownIndustry;
    fn from_str(text: &str) -> Result<Self, UnknownIndustry> {
        let code = text.trim().to_ascii_uppercase();
        if Industries::builtin().0.contains_key(code.as_str()) {
            Ok(Self(code))
        } else {
            Err(UnknownIndustry)
        }
    }
}
impl<'de> Deserialize<'de> for Industry {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
impl fmt::Debug for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Display for Industry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct Entry {
    name: &'static str,
    parent: &'static str,
}

/// The classification that comes with the platform (`data/industries.csv`).
pub struct Industries(BTreeMap<&'static str, Entry>);

impl Industries {
    /// The table.
    pub fn builtin() -> &'static Self {
        static TABLE: OnceLock<Industries> = OnceLock::new();
        TABLE.get_or_init(|| {
            let lines = include_str!("../../../data/industries.csv").lines().skip(1);
            Self(lines.filter_map(entry).collect())
        })
    }
    /// Four-digit classes whose code begins with, or whose name holds, `words`; in code order.
    pub fn find(&self, words: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let words = words.trim().to_owned();
        let leaves = self.0.iter().filter(|(code, _)| code.len() == 4);
        leaves
            .filter(move |(code, entry)| code.starts_with(&words) || entry.name.contains(&words))
            .map(|(code, entry)| (*code, entry.name))
    }
}

/// No name holds a comma; the note, which may, is the last column.
fn entry(line: &'static str) -> Option<(&'static str, Entry)> {
    let mut cells = line.splitn(4, ',');
    let (code, name, parent) = (cells.next()?, cells.next()?, cells.next()?);
    Some((code, Entry { name, parent }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_knows_its_section_and_name() {
        let computers: Industry = "3911".parse().expect("in the table");
        assert_eq!((computers.section(), computers.name()), ("C", "计算机整机制造"));
        assert_eq!("A".parse::<Industry>().expect("a section").section(), "A");
        assert_eq!("9999".parse::<Industry>(), Err(UnknownIndustry));
    }
    #[test]
    fn every_class_has_a_section_of_one_letter() {
        for code in Industries::builtin().0.keys() {
            let section = code.parse::<Industry>().expect("its own code").section().to_owned();
            assert!(section.len() == 1 && section.starts_with(|c: char| c.is_ascii_uppercase()), "{code}");
        }
    }
}
