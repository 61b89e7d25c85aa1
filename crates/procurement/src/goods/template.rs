//! What is to be said about the goods of one end item 品目属性模板.

use super::builtin_template;
use kernel::{Catalogue, CatalogueCode, Digest, Instant, Refusal, Stream, StreamId, TemplateId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// What may stand in an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// Words.
    #[default]
    Text,
    /// An exact number.
    Number,
    /// One of the options.
    Choice,
    /// Yes or no.
    Flag,
}
impl AttributeKind {
    /// The stable ids, in order.
    pub const IDS: &'static [&'static str] = &["text", "number", "choice", "flag"];
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Choice => "choice",
            Self::Flag => "flag",
        }
    }
}

/// One thing to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// `memory`: small letters, digits and underscores.
    pub code: String,
    /// 内存容量
    pub name: String,
    /// Memory
    pub name_en: String,
    /// GB
    #[serde(default)]
    pub unit: Option<String>,
    /// What may stand in it.
    pub kind: AttributeKind,
    /// Of a choice: what to choose from.
    #[serde(default)]
    pub options: Vec<String>,
    /// Must it be said?
    #[serde(default)]
    pub required: bool,
    /// Is it part of the configuration by which goods are compared and told apart?
    #[serde(default)]
    pub comparable: bool,
}

impl Attribute {
    /// The longest value.
    pub const LONGEST: usize = 200;

    /// A value in its stored spelling.
    ///
    /// # Errors
    /// The locale key of what is wrong.
    pub fn settle(&self, text: &str) -> Result<String, &'static str> {
        let plain: String = text.nfkc().collect();
        let plain = plain.trim();
        match self.kind {
            AttributeKind::Text => {
                let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if tidy.chars().count() > Self::LONGEST { Err("field-goods-value-long") } else { Ok(tidy) }
            }
            AttributeKind::Number => {
                // A unit behind the number is what people type.
                let unit: String = self.unit.as_deref().unwrap_or_default().nfkc().collect();
                let bare = plain.to_lowercase();
                let bare = bare.strip_suffix(&unit.to_lowercase()).unwrap_or(&bare).replace(',', "");
                let number: Decimal = bare.trim().parse().map_err(|_| "field-goods-value-number")?;
                if number.is_sign_negative() || number.scale() > 6 {
                    return Err("field-goods-value-number");
                }
                Ok(number.normalize().to_string())
            }
            AttributeKind::Choice => {
                let same = |option: &&String| super::fold(option) == super::fold(plain);
                self.options.iter().find(same).cloned().ok_or("field-goods-value-option")
            }
            AttributeKind::Flag => match plain.to_lowercase().as_str() {
                "是" | "有" | "支持" | "yes" | "y" | "true" | "1" => Ok("true".to_owned()),
                "否" | "无" | "不支持" | "no" | "n" | "false" | "0" => Ok("false".to_owned()),
                _ => Err("field-goods-value-flag"),
            },
        }
    }
}

/// The template of one end item. What is not set in service is what came with the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The attributes in the order of the form.
    pub attributes: Vec<Attribute>,
    /// 1 for the first version set in service.
    pub version: u32,
}

/// What happened to a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body")]
pub enum TemplateEvent {
    /// A version was set.
    #[serde(rename = "template.set")]
    Set {
        /// The end item.
        catalogue: CatalogueCode,
        /// Its attributes.
        attributes: Vec<Attribute>,
        /// Why it changed.
        reason: String,
    },
}

impl Template {
    /// No more attributes than this.
    pub const MOST: usize = 40;

    /// The stream of an end item's template: one an item, so the id follows from the code.
    pub fn id_of(catalogue: &CatalogueCode) -> TemplateId {
        named(TemplateId::KIND, catalogue.as_str())
    }
    /// The attributes in force: those set in service, else those that came with the platform; `None` if the item has none.
    pub fn in_force<'a>(set: Option<&'a Self>, catalogue: &CatalogueCode) -> Option<&'a [Attribute]> {
        set.filter(|template| template.version > 0)
            .map(|template| template.attributes.as_slice())
            .or_else(|| builtin_template(catalogue))
    }
    /// Sets a version.
    ///
    /// # Errors
    /// `E_SCHEMA`, `E_ALREADY` if nothing changes.
    pub fn set(
        &self,
        catalogue: CatalogueCode,
        attributes: Vec<Attribute>,
        reason: String,
    ) -> Result<Vec<TemplateEvent>, Refusal> {
        let mut refusal = Refusal::new("E_SCHEMA");
        if !Catalogue::builtin().is_leaf(&catalogue) {
            refusal = refusal.field("catalogue", "field-not-a-leaf");
        }
        let mut codes = BTreeSet::new();
        for (i, attribute) in attributes.iter().enumerate() {
            let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if attribute.code.is_empty() || !attribute.code.chars().all(word) {
                refusal = refusal.field(format!("attributes[{i}].code"), "field-goods-attribute-code");
            } else if !codes.insert(attribute.code.as_str()) {
                refusal = refusal.field(format!("attributes[{i}].code"), "field-goods-attribute-twice");
            }
            let needs_options = attribute.kind == AttributeKind::Choice;
            if needs_options == attribute.options.is_empty() {
                refusal = refusal.field(format!("attributes[{i}].options"), "field-goods-attribute-options");
            }
        }
        if attributes.is_empty() {
            refusal = refusal.field("attributes", "field-required");
        }
        if !refusal.fields.is_empty() {
            return Err(refusal);
        }
        let same = Self::in_force(Some(self), &catalogue).is_some_and(|now| now == attributes);
        if same {
            return Err(Refusal::new("E_ALREADY"));
        }
        Ok(vec![TemplateEvent::Set { catalogue, attributes, reason }])
    }
}

impl Stream for Template {
    type Id = TemplateId;
    type Event = TemplateEvent;
    const FOLD: u32 = 1;
    fn apply(&mut self, _at: Instant, event: &TemplateEvent) {
        let TemplateEvent::Set { attributes, .. } = event;
        self.attributes.clone_from(attributes);
        self.version += 1;
    }
}

/// The id of a stream of which there is one for each `name`.
pub(super) fn named<I: StreamId>(kind: &str, name: &str) -> I {
    let seed = Digest::of_parts(&[kind.as_bytes(), b"/", name.as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&seed.bytes()[..16]);
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    I::from_uuid(uuid::Uuid::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: AttributeKind) -> Attribute {
        Attribute {
            code: "memory".to_owned(),
            unit: Some("GB".to_owned()),
            kind,
            options: if kind == AttributeKind::Choice {
                vec!["A3".to_owned(), "A4".to_owned()]
            } else {
                Vec::new()
            },
            ..Attribute::default()
        }
    }
    fn code(text: &str) -> CatalogueCode {
        text.parse().expect("a code")
    }
    #[test]
    fn a_number_is_read_with_its_unit_and_in_any_width() {
        let memory = of(AttributeKind::Number);
        for text in ["16", "１６ＧＢ", "16.0 gb", " 16GB "] {
            assert_eq!(memory.settle(text), Ok("16".to_owned()), "{text}");
        }
        for text in ["", "十六", "-1", "16TB"] {
            assert_eq!(memory.settle(text), Err("field-goods-value-number"), "{text}");
        }
    }
    #[test]
    fn a_choice_and_a_flag_are_found_in_any_spelling() {
        assert_eq!(of(AttributeKind::Choice).settle("ａ４"), Ok("A4".to_owned()));
        assert_eq!(of(AttributeKind::Choice).settle("A5"), Err("field-goods-value-option"));
        assert_eq!(of(AttributeKind::Flag).settle("支持"), Ok("true".to_owned()));
        assert_eq!(of(AttributeKind::Flag).settle("也许"), Err("field-goods-value-flag"));
    }
    #[test]
    fn a_template_is_for_an_end_item_and_its_codes_are_unique() {
        let twice = vec![of(AttributeKind::Number), of(AttributeKind::Choice)];
        let refusal = Template::default().set(code("A02020000"), twice, String::new()).expect_err("refused");
        let paths: Vec<_> = refusal.fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["catalogue", "attributes[1].code"]);
    }
    #[test]
    fn what_is_set_in_service_stands_before_what_came_with_the_platform() {
        let desktop = code("A02010105");
        let builtin = Template::in_force(None, &desktop).expect("built in").to_vec();
        let mut template = Template::default();
        let same = template.set(desktop.clone(), builtin, String::new()).expect_err("refused");
        assert_eq!(same.code, "E_ALREADY");
        let events =
            template.set(desktop.clone(), vec![of(AttributeKind::Number)], "精简".to_owned()).expect("set");
        events.iter().for_each(|event| template.apply(Instant::default(), event));
        assert_eq!(Template::in_force(Some(&template), &desktop).map(<[_]>::len), Some(1));
    }
}
