//! The library of standard goods 标准商品库 and the library of demand standards 需求标准库.
//!
//! A standard good is one make and model, described by the attribute template of its end item; suppliers' listings attach to
//! it, so that offers can be compared. A demand standard says what a purchaser of one end item must ask for and may spend.

mod builtin;
mod check;
mod demand_standard;
mod good;
mod import;
mod normal;
mod standard;
mod template;

pub use builtin::{builtin_standard, builtin_standards, builtin_template, builtin_templates};
pub use check::{Assets, DemandItem, Shortfall, asset_standard, check};
pub use demand_standard::{
    DemandStandard, DemandStandardEvent, DraftStage, MustHave, Operator, Preparation, PriceReference,
    Quantity, Quota, Standard,
};
pub use good::{Certificate, Good, Known, Settled};
pub use import::{Import, ImportEvent, Imported, RowRefused, Tally};
pub use normal::{Key, brand, fold, model};
pub use standard::{GoodsFile, GoodsStage, StandardGood, StandardGoodEvent};
pub use template::{Attribute, AttributeKind, Template, TemplateEvent};
