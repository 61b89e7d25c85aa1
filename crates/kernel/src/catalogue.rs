//! The catalogue of government procurement 政府采购品目分类目录（2022 年）.

use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
    sync::OnceLock,
};

/// A catalogue code: `A02010105`; the letter says goods, works or services.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CatalogueCode(String);

/// 货物、工程、服务.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 货物 (A)
    #[default]
    Goods,
    /// 工程 (B)
    Works,
    /// 服务 (C)
    Services,
}
impl Category {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Works => "works",
            Self::Services => "services",
        }
    }
}

/// Why a text is no catalogue code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not in the catalogue.
    #[error("not in the catalogue")]
    Unknown,
}

impl CatalogueCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Goods, works or services.
    pub fn category(&self) -> Category {
        match self.0.as_bytes().first() {
            Some(b'B') => Category::Works,
            Some(b'C') => Category::Services,
            _ => Category::Goods,
        }
    }
}
impl FromStr for CatalogueCode {
    type Err = CatalogueError;
    fn from_str(text: &str) -> Result<Self, CatalogueError> {
        let code = text.trim().to_ascii_uppercase();
        if Catalogue::builtin().names.contains_key(&code) {
            Ok(Self(code))
        } else {
            Err(CatalogueError::Unknown)
        }
    }
}
impl fmt::Display for CatalogueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<'de> Deserialize<'de> for CatalogueCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The table: names and the tree.
#[derive(Debug)]
pub struct Catalogue {
    names: BTreeMap<String, (String, String)>,
    parents: BTreeSet<String>,
}
impl Catalogue {
    /// The catalogue that comes with the platform (`data/catalogue.csv`).
    pub fn builtin() -> &'static Self {
        static TABLE: OnceLock<Catalogue> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut reader = csv::Reader::from_reader(include_str!("../../../data/catalogue.csv").as_bytes());
            let rows = reader.records().filter_map(Result::ok);
            let names = rows.filter_map(|row| {
                Some((row.get(0)?.to_owned(), (row.get(1)?.to_owned(), row.get(2)?.to_owned())))
            });
            let names: BTreeMap<_, (String, String)> = names.collect();
            let parents = names.values().map(|(_, up)| up.clone()).collect();
            Self { names, parents }
        })
    }
    /// The name 品目名称.
    pub fn name(&self, code: &CatalogueCode) -> &str {
        self.names.get(code.as_str()).map_or("", |(name, _)| name)
    }
    /// Codes directly under `parent`.
    pub fn children(&self, parent: &CatalogueCode) -> Vec<CatalogueCode> {
        let under = self.names.iter().filter(|(_, (_, up))| up == parent.as_str());
        under.map(|(code, _)| CatalogueCode(code.clone())).collect()
    }
    /// Has it no children 末级品目?
    pub fn is_leaf(&self, code: &CatalogueCode) -> bool {
        !self.parents.contains(code.as_str())
    }
    /// Leaves whose name or code holds every one of `words`, at most `limit`.
    pub fn search(&self, words: &str, limit: usize) -> Vec<CatalogueCode> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits =
            |code: &str, name: &str| words.iter().all(|word| name.contains(word) || code.starts_with(word));
        let found = self.names.iter().filter(|(code, (name, _))| fits(code, name));
        found
            .map(|(code, _)| CatalogueCode(code.clone()))
            .filter(|code| self.is_leaf(code))
            .take(limit)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_2022_codes_are_known_and_the_2013_meaning_is_gone() {
        let code: CatalogueCode = "a02010105".parse().expect("known");
        assert_eq!((Catalogue::builtin().name(&code), code.category()), ("台式计算机", Category::Goods));
        assert!(Catalogue::builtin().is_leaf(&code));
        assert!("A0201".parse::<CatalogueCode>().is_err());
        assert!(Catalogue::builtin().search("台式 计算机", 5).contains(&code));
    }
    #[test]
    fn the_letter_says_the_category() {
        assert_eq!("C".parse::<CatalogueCode>().map(|code| code.category()), Ok(Category::Services));
    }
}
