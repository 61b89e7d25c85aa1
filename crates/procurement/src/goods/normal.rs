//! When two descriptions name the same thing: brands, models and configurations in one spelling.

use super::Good;
use kernel::Digest;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::OnceLock};
use unicode_normalization::UnicodeNormalization;

/// The spellings of brands (`data/goods/brands.csv`): folded alias → folded canonical name.
fn aliases() -> &'static BTreeMap<String, String> {
    static TABLE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!("../../../../data/goods/brands.csv");
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let rows = reader.records().filter_map(Result::ok);
        rows.flat_map(|row| {
            let canonical = row.get(0).map(fold).unwrap_or_default();
            row.iter().map(|spelling| (fold(spelling), canonical.clone())).collect::<Vec<_>>()
        })
        .filter(|(alias, _)| !alias.is_empty())
        .collect()
    })
}

/// One spelling for texts that differ in width, case, blanks, hyphens and punctuation: NFKC, lower case, letters and
/// digits alone. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let once = |text: &str| -> String {
        text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
    };
    let mut folded = once(text);
    // What is left after dropping punctuation may compose anew; this settles after a step or two.
    loop {
        let again = once(&folded);
        if again == folded {
            return folded;
        }
        folded = again;
    }
}

/// A brand in one spelling: 联想, Lenovo, `联想/LENOVO` and `联想（Lenovo）` are one.
pub fn brand(text: &str) -> String {
    let whole = fold(text);
    if let Some(canonical) = aliases().get(&whole) {
        return canonical.clone();
    }
    let wide: String = text.nfkc().collect();
    let parts = wide.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|part| !part.is_empty());
    parts.filter_map(|part| aliases().get(&part)).next().cloned().unwrap_or(whole)
}

/// A model in one spelling, without the brand's name before it (`联想 启天 M650` of 联想 is `启天m650`).
pub fn model(brand_text: &str, text: &str) -> String {
    let canonical = brand(brand_text);
    let own = fold(brand_text);
    let spellings: Vec<&String> = aliases()
        .iter()
        .filter(|(_, name)| **name == canonical)
        .map(|(alias, _)| alias)
        .chain([&own])
        .collect();
    let whole = fold(text);
    let mut rest = whole.as_str();
    loop {
        let shorter = spellings
            .iter()
            .filter(|spelling| !spelling.is_empty())
            .find_map(|s| rest.strip_prefix(s.as_str()));
        match shorter.filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => rest = shorter,
            None => return rest.to_owned(),
        }
    }
}

/// A model as a hurried reader sees it: words that say nothing dropped, letters and digits that look alike made one.
fn blurred(model: &str) -> String {
    const EMPTY: [&str; 6] = ["series", "model", "系列", "型号", "型", "款"];
    let plain = EMPTY.iter().fold(model.to_owned(), |text, word| text.replace(word, ""));
    plain
        .chars()
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

/// By what two goods are told apart (去重键): brand, model and configuration in one spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Brand, model and configuration: two goods that agree here are the same.
    pub exact: String,
    /// Brand and model in one spelling.
    pub model: String,
    /// Brand and blurred model: two goods that agree here may be the same.
    pub near: String,
    /// SM3 over everything said about the good: two that agree here were entered twice.
    pub content: String,
}
impl Key {
    /// The key of a good whose configuration is the values of the comparable attributes `comparable`.
    pub fn of(good: &Good, comparable: &[&str]) -> Self {
        let (brand, model) = (brand(&good.brand), model(&good.brand, &good.model));
        let configuration = comparable
            .iter()
            .filter_map(|code| good.parameters.get_key_value(*code))
            .map(|(code, value)| format!("{code}={}\n", fold_value(value)))
            .collect::<String>();
        let short = |bytes: &[u8]| Digest::of(bytes).to_string().chars().take(20).collect::<String>();
        Self {
            exact: format!("{brand}|{model}|{}", short(configuration.as_bytes())),
            near: format!("{brand}|{}", blurred(&model)),
            model: format!("{brand}|{model}"),
            content: short(&serde_json::to_vec(good).unwrap_or_default()),
        }
    }
    /// Could a good with `other` be the same one, although the keys differ? Another configuration of the same model in the
    /// same end item is a variant and no suspect.
    pub fn suspects(&self, other: &Self, same_item: bool) -> bool {
        self.exact != other.exact && self.near == other.near && (self.model != other.model || !same_item)
    }
}

/// Values keep their decimal point: 1.5 is not 15.
fn fold_value(value: &str) -> String {
    value.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn good(brand: &str, model: &str, memory: &str) -> Good {
        Good {
            brand: brand.to_owned(),
            model: model.to_owned(),
            parameters: [("memory".to_owned(), memory.to_owned())].into(),
            ..Good::sample()
        }
    }
    fn key(brand: &str, model: &str, memory: &str) -> Key {
        Key::of(&good(brand, model, memory), &["memory"])
    }

    #[test]
    fn a_brand_is_one_in_both_languages_and_in_every_composed_spelling() {
        for spelling in ["联想", "Lenovo", "ＬＥＮＯＶＯ", "联想/Lenovo", "联想（lenovo）", "Lenovo 联想"]
        {
            assert_eq!(brand(spelling), brand("联想"), "{spelling}");
        }
        assert_ne!(brand("联想"), brand("华为"));
        assert_eq!(brand("无名氏-A"), "无名氏a");
    }
    #[test]
    fn width_case_blanks_and_hyphens_make_no_other_model() {
        let wanted = key("联想", "启天 M650-A001", "16");
        for model in ["启天M650A001", "启天　Ｍ650－a001", "联想 启天 M650 A001", "Lenovo 启天-M650-A001"]
        {
            assert_eq!(key("Lenovo", model, "16").exact, wanted.exact, "{model}");
        }
    }
    #[test]
    fn another_memory_is_another_good_and_no_suspect() {
        let (small, large) = (key("联想", "启天M650", "16"), key("联想", "启天M650", "32"));
        assert_ne!(small.exact, large.exact);
        assert!(!small.suspects(&large, true) && small.suspects(&large, false));
        assert_ne!(key("联想", "启天M650", "1.5").exact, key("联想", "启天M650", "15").exact);
    }
    #[test]
    fn models_that_look_alike_are_suspects() {
        let typed = key("奔图", "P33O0DN 型", "1");
        assert!(typed.suspects(&key("奔图", "P3300DN", "1"), true));
        assert!(!typed.suspects(&key("奔图", "P3370DN", "1"), true));
        assert!(!typed.suspects(&typed, true));
    }
    #[test]
    fn a_model_that_is_nothing_but_the_brand_stays() {
        assert_eq!(model("华为", "华为"), "华为");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
        #[test]
        fn case_blanks_and_hyphens_never_matter(text in "[a-zA-Z0-9一-龥]{1,16}", at in 0usize..16) {
            let at = text.char_indices().map(|(i, _)| i).nth(at % text.chars().count()).unwrap_or(0);
            let spaced = format!("{} -{}", &text[..at], &text[at..]);
            prop_assert_eq!(fold(&spaced.to_uppercase()), fold(&text.to_uppercase()));
            prop_assert_eq!(fold(&text.to_ascii_uppercase()), fold(&text.to_ascii_lowercase()));
        }
        #[test]
        fn the_near_key_follows_from_the_exact_one(a in "[a-z0-9 -]{1,8}", b in "[a-z0-9 -]{1,8}", memory in "[0-9]{1,3}") {
            let (one, other) = (key("华为", &a, &memory), key("HUAWEI", &b, &memory));
            if one.exact == other.exact {
                prop_assert_eq!(&one.near, &other.near);
                prop_assert!(!one.suspects(&other, true));
            }
            prop_assert_eq!(one.suspects(&other, true), other.suspects(&one, true));
        }
        #[test]
        fn a_brand_normalises_once(text in "\\PC{0,16}") {
            let once = brand(&text);
            prop_assert_eq!(brand(&once), once);
        }
        #[test]
        fn a_model_normalises_once(brand_text in "(联想|HP|得力|无名)", text in "\\PC{0,16}") {
            let once = model(&brand_text, &text);
            prop_assert_eq!(model(&brand_text, &once), once);
        }
    }
}
