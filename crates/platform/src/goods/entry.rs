//! A good as it is typed in or stands in a row of a file.

use crate::engine::prelude::*;
use procurement::goods::{Certificate, Good};

/// A value of one attribute.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ValueEntry {
    /// The attribute's code.
    pub code: String,
    /// Its value, as people write it.
    pub value: String,
}
/// A picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImageEntry {
    /// The stored file.
    pub file: Digest,
}

/// A good before it is checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoodsEntry {
    /// 末级品目
    pub catalogue: CatalogueCode,
    /// 品牌
    pub brand: String,
    /// 制造商
    pub manufacturer: String,
    /// 型号
    pub model: String,
    /// 商品名称
    pub name: String,
    /// 计量单位
    pub unit: String,
    /// 参数
    #[serde(default)]
    pub parameters: Vec<ValueEntry>,
    /// 节能产品认证证书
    #[serde(default)]
    pub energy_number: Option<String>,
    /// Its last day.
    #[serde(default)]
    pub energy_until: Option<Date>,
    /// 环境标志产品认证证书
    #[serde(default)]
    pub environment_number: Option<String>,
    /// Its last day.
    #[serde(default)]
    pub environment_until: Option<Date>,
    /// 强制性产品认证证书
    #[serde(default)]
    pub ccc_number: Option<String>,
    /// Its last day.
    #[serde(default)]
    pub ccc_until: Option<Date>,
    /// 产地
    #[serde(default)]
    pub origin: Option<String>,
    /// 质保期 in months.
    #[serde(default)]
    pub warranty: Option<u32>,
    /// 图片
    #[serde(default)]
    pub images: Vec<ImageEntry>,
}

/// The fields of a good.
macro_rules! goods_fields {
    ($($before:expr),* $(,)?) => {
        &[
            $($before,)*
            Field::new("catalogue", Kind::Catalogue),
            Field::text("brand", 40),
            Field::text("manufacturer", 80),
            Field::text("model", 60),
            Field::text("name", 60),
            Field::text("unit", 10),
            Field::list("parameters", $crate::goods::entry::VALUE, 40).optional(),
            Field::text("energy_number", 40).optional(),
            Field::date("energy_until").optional(),
            Field::text("environment_number", 40).optional(),
            Field::date("environment_until").optional(),
            Field::text("ccc_number", 40).optional(),
            Field::date("ccc_until").optional(),
            Field::text("origin", 40).optional(),
            Field::new("warranty", Kind::Number { min: 0, max: 240 }).optional(),
            Field::list("images", $crate::goods::entry::IMAGE, 9).optional(),
        ]
    };
}
pub(super) use goods_fields;

/// The fields of a value.
pub(super) const VALUE: &[Field] = &[Field::text("code", 40), Field::text("value", 200)];
/// The fields of a picture.
pub(super) const IMAGE: &[Field] = &[Field::new("file", Kind::File)];
/// The fields of a good alone: those of a row of a file.
pub(super) const GOODS: &[Field] = goods_fields!();

impl GoodsEntry {
    /// The good, unchecked. A certificate without a number is none.
    pub fn good(self) -> Good {
        let certificate = |number: Option<String>, until| number.map(|number| Certificate { number, until });
        Good {
            catalogue: self.catalogue,
            brand: self.brand,
            manufacturer: self.manufacturer,
            model: self.model,
            name: self.name,
            unit: self.unit,
            parameters: self.parameters.into_iter().map(|value| (value.code, value.value)).collect(),
            energy: certificate(self.energy_number, self.energy_until),
            environment: certificate(self.environment_number, self.environment_until),
            ccc: certificate(self.ccc_number, self.ccc_until),
            origin: self.origin,
            warranty: self.warranty,
            images: self.images.into_iter().map(|image| image.file).collect(),
        }
    }
}
