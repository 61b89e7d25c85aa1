//! Templates and demand standards that come with the platform (`data/goods`).

use super::{Attribute, Standard};
use kernel::CatalogueCode;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    items: Vec<CatalogueCode>,
    attributes: Vec<Attribute>,
}

/// Templates by end item.
///
/// # Panics
/// Never in a released build: a test parses the file.
#[expect(clippy::expect_used, reason = "data compiled in; a test parses it")]
pub fn builtin_templates() -> &'static BTreeMap<CatalogueCode, Vec<Attribute>> {
    static TABLE: OnceLock<BTreeMap<CatalogueCode, Vec<Attribute>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!("../../../../data/goods/templates.yaml");
        let entries: Vec<Entry> = serde_norway::from_str(text).expect("data/goods/templates.yaml parses");
        entries
            .into_iter()
            .flat_map(|entry| entry.items.into_iter().map(move |item| (item, entry.attributes.clone())))
            .collect()
    })
}
/// The template of an end item.
pub fn builtin_template(catalogue: &CatalogueCode) -> Option<&'static [Attribute]> {
    builtin_templates().get(catalogue).map(Vec::as_slice)
}

/// Demand standards by end item, in force everywhere until a region sets its own.
///
/// # Panics
/// Never in a released build: a test parses the file.
#[expect(clippy::expect_used, reason = "data compiled in; a test parses it")]
pub fn builtin_standards() -> &'static BTreeMap<CatalogueCode, Standard> {
    static TABLE: OnceLock<BTreeMap<CatalogueCode, Standard>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!("../../../../data/goods/demand-standards.yaml");
        let all: Vec<Standard> =
            serde_norway::from_str(text).expect("data/goods/demand-standards.yaml parses");
        all.into_iter().map(|standard| (standard.catalogue.clone(), standard)).collect()
    })
}
/// The demand standard of an end item.
pub fn builtin_standard(catalogue: &CatalogueCode) -> Option<&'static Standard> {
    builtin_standards().get(catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::Template;
    use kernel::Money;

    #[test]
    fn every_template_would_be_accepted_by_the_command_that_sets_one() {
        assert!(builtin_templates().len() >= 12);
        for (item, attributes) in builtin_templates() {
            let mut changed = attributes.clone();
            changed[0].name.push('甲');
            assert!(Template::default().set(item.clone(), changed, String::new()).is_ok(), "{item}");
            assert!(attributes.iter().any(|attribute| attribute.comparable), "{item} has no configuration");
        }
    }
    #[test]
    fn every_demand_standard_is_complete_and_names_its_source() {
        for (item, standard) in builtin_standards() {
            assert!(standard.clone().checked().is_ok(), "{item}: {:?}", standard.clone().checked());
            for quota in &standard.quotas {
                assert!(quota.ceiling.is_some_and(|ceiling| ceiling >= Money::from_yuan(500)), "{item}");
            }
        }
        let desktop = builtin_standard(&"A02010105".parse().expect("a code")).expect("there");
        assert_eq!(
            (desktop.quotas[0].ceiling, desktop.quotas[0].years),
            (Some(Money::from_yuan(5_000)), Some(6))
        );
        assert!(desktop.basis.contains("财资〔2016〕27号") && !desktop.quotas[0].to_verify);
    }
}
