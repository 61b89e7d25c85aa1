//! The catalogue of government procurement 政府采购品目分类目录（2022 年）.

use serde::{Deserialize, Serialize};

/// A catalogue code: `A02010105`; the letter is goods, works or services.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
/// Why a text is no catalogue code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not in the catalogue.
    #[error("not in the catalogue")]
    Unknown,
}
/// The table.
#[derive(Debug)]
pub struct Catalogue {}
