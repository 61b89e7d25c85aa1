//! A good as it is described, and the description checked against its end item's template.

use super::{Attribute, Key};
use kernel::{Catalogue, CatalogueCode, Date, Digest, Refusal, StandardId, StreamId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A certificate that the good carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number.
    pub number: String,
    /// Its last day, where it has one.
    pub until: Option<Date>,
}

/// A good, described by its maker's words and the template of its end item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Good {
    /// End item of the catalogue 末级品目.
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
    /// Values by the template's attribute codes.
    pub parameters: BTreeMap<String, String>,
    /// 节能产品认证 (财库〔2019〕9号)
    pub energy: Option<Certificate>,
    /// 环境标志产品认证 (财库〔2019〕9号)
    pub environment: Option<Certificate>,
    /// 强制性产品认证 CCC
    pub ccc: Option<Certificate>,
    /// 产地
    pub origin: Option<String>,
    /// 质保期 in months.
    pub warranty: Option<u32>,
    /// Pictures.
    pub images: Vec<Digest>,
}

/// A good that was checked, with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// With values in their stored spelling.
    pub good: Good,
    /// By what it is told apart.
    pub key: Key,
}

/// What the library already holds that is like a good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The same good.
    pub same: Option<StandardId>,
    /// Goods that may be the same, at most [`Known::MOST`].
    pub suspects: Vec<StandardId>,
}
impl Known {
    /// So many suspects are named.
    pub const MOST: usize = 5;
    /// Refuses a good that is already there.
    ///
    /// # Errors
    /// `E_GOODS_DUPLICATE` with the page of the one that is there.
    pub fn require_new(&self) -> Result<(), Refusal> {
        match self.same {
            Some(id) => Err(Refusal::new("E_GOODS_DUPLICATE").arg("page", format!("/goods/{}", id.uuid()))),
            None => Ok(()),
        }
    }
}

impl Good {
    /// Checks the description against the template (`None`: the item has none) and brings its values to one spelling.
    ///
    /// # Errors
    /// `E_SCHEMA` with every field at fault.
    pub fn settle(mut self, template: Option<&[Attribute]>, today: Date) -> Result<Settled, Refusal> {
        let mut refusal = Refusal::new("E_SCHEMA");
        if !Catalogue::builtin().is_leaf(&self.catalogue) {
            refusal = refusal.field("catalogue", "field-not-a-leaf");
        }
        let words = [
            ("brand", &mut self.brand),
            ("manufacturer", &mut self.manufacturer),
            ("model", &mut self.model),
            ("name", &mut self.name),
            ("unit", &mut self.unit),
        ];
        for (field, text) in words {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if super::fold(text).is_empty() {
                refusal = refusal.field(field, "field-required");
            }
        }
        let template = template.unwrap_or_default();
        for attribute in template {
            let path = format!("parameters.{}", attribute.code);
            let name = || {
                [
                    ("name".into(), attribute.name.as_str().into()),
                    ("options".into(), attribute.options.join("、").into()),
                ]
                .into()
            };
            match self.parameters.get_mut(&attribute.code).filter(|value| !value.trim().is_empty()) {
                Some(value) => match attribute.settle(value) {
                    Ok(settled) => *value = settled,
                    Err(key) => refusal = refusal.field_with(path, key, name()),
                },
                None if attribute.required => {
                    refusal = refusal.field_with(path, "field-goods-value-missing", name());
                }
                None => {
                    self.parameters.remove(&attribute.code);
                }
            }
        }
        for code in self.parameters.keys().filter(|code| template.iter().all(|known| known.code != **code)) {
            let args = [("name".into(), code.as_str().into())].into();
            refusal = refusal.field_with(format!("parameters.{code}"), "field-goods-value-unknown", args);
        }
        let certificates = [("energy", &self.energy), ("environment", &self.environment), ("ccc", &self.ccc)];
        for (field, certificate) in certificates.iter().filter_map(|(field, c)| Some((field, c.as_ref()?))) {
            let digits =
                certificate.number.len() == 16 && certificate.number.bytes().all(|b| b.is_ascii_digit());
            if *field == "ccc" && !digits {
                refusal = refusal.field("ccc_number", "field-goods-ccc");
            }
            if let Some(until) = certificate.until.filter(|until| *until < today) {
                let args = [("until".into(), until.into())].into();
                refusal = refusal.field_with(format!("{field}_until"), "field-goods-expired", args);
            }
        }
        if !refusal.fields.is_empty() {
            return Err(refusal);
        }
        let comparable: Vec<&str> =
            template.iter().filter(|a| a.comparable).map(|a| a.code.as_str()).collect();
        let key = Key::of(&self, &comparable);
        Ok(Settled { good: self, key })
    }
    /// Names and values of its parameters as people read them, in the template's order.
    pub fn described<'a>(
        &'a self,
        template: &'a [Attribute],
    ) -> impl Iterator<Item = (&'a Attribute, &'a str)> {
        template
            .iter()
            .filter_map(|attribute| Some((attribute, self.parameters.get(&attribute.code)?.as_str())))
    }
    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self {
            catalogue: "A02021003".parse().expect("a code"),
            brand: "奔图".to_owned(),
            manufacturer: "珠海奔图电子有限公司".to_owned(),
            model: "P3370DN".to_owned(),
            name: "A4 黑白激光打印机".to_owned(),
            unit: "台".to_owned(),
            parameters: [("speed", "33"), ("duplex", "是"), ("network", "有")]
                .map(|(code, value)| (code.to_owned(), value.to_owned()))
                .into(),
            energy: None,
            environment: None,
            ccc: None,
            origin: Some("广东珠海".to_owned()),
            warranty: Some(12),
            images: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::builtin_template;

    const TODAY: Date = kernel::Date::constant(2026, 3, 2);

    fn settled(good: Good) -> Result<Settled, Vec<String>> {
        let template = builtin_template(&good.catalogue);
        good.settle(template, TODAY).map_err(|refusal| {
            refusal.fields.into_iter().map(|field| format!("{} {}", field.path, field.key)).collect()
        })
    }
    #[test]
    fn a_good_is_settled_into_one_spelling() {
        let found =
            settled(Good { name: " A4  黑白激光打印机 ".to_owned(), ..Good::sample() }).expect("settled");
        assert_eq!(
            (found.good.name.as_str(), found.good.parameters["duplex"].as_str()),
            ("A4 黑白激光打印机", "true")
        );
    }
    #[test]
    fn every_fault_is_named_at_once() {
        let expired =
            Certificate { number: "2010010902431234".to_owned(), until: Some(Date::constant(2026, 3, 1)) };
        let wrong = Good {
            brand: " - ".to_owned(),
            parameters: [("speed", "快"), ("colour", "红")].map(|(c, v)| (c.to_owned(), v.to_owned())).into(),
            ccc: Some(Certificate { number: "CCC1".to_owned(), until: None }),
            energy: Some(expired),
            ..Good::sample()
        };
        assert_eq!(
            settled(wrong).expect_err("faults"),
            [
                "brand field-required",
                "parameters.speed field-goods-value-number",
                "parameters.duplex field-goods-value-missing",
                "parameters.network field-goods-value-missing",
                "parameters.colour field-goods-value-unknown",
                "energy_until field-goods-expired",
                "ccc_number field-goods-ccc",
            ]
        );
    }
    #[test]
    fn a_certificate_holds_on_its_last_day() {
        let last = Certificate { number: "CQC21701".to_owned(), until: Some(TODAY) };
        assert!(settled(Good { energy: Some(last), ..Good::sample() }).is_ok());
    }
    #[test]
    fn goods_hang_on_end_items_alone() {
        let upper = Good {
            catalogue: "A02021000".parse().expect("a code"),
            parameters: BTreeMap::new(),
            ..Good::sample()
        };
        assert_eq!(settled(upper).expect_err("refused"), ["catalogue field-not-a-leaf"]);
    }
}
