//! Administrative divisions (GB/T 2260) and the tree they form.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr, sync::OnceLock};

/// A six-digit division code: `230000` ⊃ `230600` ⊃ `230606`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 6]);

/// Why a text is no region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a region code is six digits")]
pub struct RegionError;

impl Region {
    /// The code's digits.
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
    /// 1 province, 2 city, 3 county.
    pub fn level(&self) -> u8 {
        match (&self.0[2..4], &self.0[4..6]) {
            (b"00", _) => 1,
            (_, b"00") => 2,
            _ => 3,
        }
    }
    /// Is `other` this region or below it?
    pub fn covers(&self, other: &Self) -> bool {
        let prefix = usize::from(self.level()) * 2;
        self.0[..prefix] == other.0[..prefix]
    }
    /// The region above; `None` for a province.
    pub fn parent(&self) -> Option<Self> {
        let mut code = self.0;
        match self.level() {
            3 => code[4..6].copy_from_slice(b"00"),
            2 => code[2..6].copy_from_slice(b"0000"),
            _ => return None,
        }
        Some(Self(code))
    }
    /// This region, then the ones above it: the order in which policy is looked up.
    pub fn ancestry(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), Self::parent)
    }
    /// The smallest prefix that covers exactly this subtree: `2306` for a city. For `LIKE` queries.
    pub fn prefix(&self) -> &str {
        self.code().get(..usize::from(self.level()) * 2).unwrap_or_default()
    }
}
impl FromStr for Region {
    type Err = RegionError;
    fn from_str(text: &str) -> Result<Self, RegionError> {
        let bytes: [u8; 6] = text.as_bytes().try_into().map_err(|_| RegionError)?;
        if bytes.iter().all(u8::is_ascii_digit) { Ok(Self(bytes)) } else { Err(RegionError) }
    }
}
impl Default for Region {
    fn default() -> Self {
        Self(*b"000000")
    }
}
impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The table of regions with their names.
#[derive(Debug)]
pub struct Regions {
    names: BTreeMap<Region, String>,
}
impl Regions {
    /// The divisions that come with the platform (`data/divisions.csv`); statistical placeholders are left out.
    pub fn builtin() -> &'static Self {
        static TABLE: OnceLock<Regions> = OnceLock::new();
        TABLE.get_or_init(|| {
            let lines = include_str!("../../../data/divisions.csv").lines().skip(1);
            let names = lines.filter_map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                let [code, name, _, _, "0"] = cells[..] else { return None };
                Some((code.parse().ok()?, name.to_owned()))
            });
            Self { names: names.collect() }
        })
    }
    /// The official name 名称.
    pub fn name(&self, region: &Region) -> Option<&str> {
        self.names.get(region).map(String::as_str)
    }
    /// Every region at or under `top`, in code order.
    pub fn under(&self, top: Region) -> impl Iterator<Item = (Region, &str)> {
        self.names
            .iter()
            .filter(move |(region, _)| top.covers(region))
            .map(|(region, name)| (*region, name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn region(code: &str) -> Region {
        code.parse().expect("a region code")
    }
    #[test]
    fn a_city_covers_its_counties_and_nothing_else() {
        let (province, city, county) = (region("230000"), region("230600"), region("230606"));
        assert!(province.covers(&city) && city.covers(&county) && city.covers(&city));
        assert!(!county.covers(&city) && !city.covers(&region("230700")));
        assert_eq!(county.ancestry().collect::<Vec<_>>(), [county, city, province]);
        assert_eq!(city.prefix(), "2306");
    }
    #[test]
    fn daqing_is_in_the_table() {
        assert_eq!(Regions::builtin().name(&region("230600")), Some("大庆市"));
        assert!(Regions::builtin().under(region("230600")).count() >= 10);
    }
    #[test]
    fn full_width_digits_are_no_code() {
        assert!("２３０６００".parse::<Region>().is_err() && "23060".parse::<Region>().is_err());
    }
}
