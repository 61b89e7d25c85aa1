//! From what a person or program sent to typed JSON: lenient, all errors at once, the same for forms and JSON.

use super::{
    field::{Field, Kind},
    text::{Unseen, visible},
};
use kernel::{
    Args, CatalogueCode, Digest, FieldError, Instant, Money, Region, Uscc, half_width, typed_date,
    typed_instant,
};
use serde_json::{Map, Value};
use std::{borrow::Cow, collections::BTreeMap};

/// Turns form pairs (`lots[0].budget` = `1,000.00`) into a JSON tree. Blank values are left out; list gaps close up.
pub fn from_form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let mut root = Value::Object(Map::new());
    let mut rows = ROWS;
    for (path, text) in pairs {
        let text = text.trim();
        if !text.is_empty() && path.split('.').nth(DEPTH).is_none() {
            put(&mut root, path, Value::String(text.to_owned()), &mut rows);
        }
    }
    close_gaps(&mut root);
    root
}

fn put(root: &mut Value, path: &str, leaf: Value, rows: &mut usize) {
    let mut at = root;
    for part in path.split('.') {
        let (name, index) = match part.split_once('[') {
            Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<usize>().ok()),
            None => (part, None),
        };
        if !at.is_object() {
            *at = Value::Object(Map::new());
        }
        let Value::Object(map) = at else { return };
        at = map.entry(name).or_insert(Value::Null);
        if let Some(index) = index.filter(|index| *index < LIST_CAP) {
            let more = (index + 1).saturating_sub(at.as_array().map_or(0, Vec::len));
            let Some(left) = rows.checked_sub(more) else { return };
            *rows = left;
            if !at.is_array() {
                *at = Value::Array(Vec::new());
            }
            let Value::Array(items) = at else { return };
            if more > 0 {
                items.resize(index + 1, Value::Null);
            }
            at = &mut items[index];
        }
    }
    *at = leaf;
}

/// No form holds more rows than this; a larger index is nobody's honest input.
const LIST_CAP: usize = 2000;
/// Nor do all lists of a form together: many short names with large indexes would fill the memory.
const ROWS: usize = 20_000;
/// No field lies deeper; a tree as deep as a form is long would overflow the stack of who walks it.
const DEPTH: usize = 8;

fn close_gaps(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(close_gaps);
        }
        Value::Object(map) => map.values_mut().for_each(close_gaps),
        _ => {}
    }
}

/// Checks `input` against `fields` and brings every value to its stored form (amounts to fen, instants to ms).
///
/// # Errors
/// Every field at fault, with its path.
pub fn parse(fields: &[Field], input: &Value) -> Result<Value, Vec<FieldError>> {
    let mut errors = Vec::new();
    let parsed = group(fields, input, "", &mut errors);
    if errors.is_empty() { Ok(parsed) } else { Err(errors) }
}

/// Checks the written reasons for warnings as the texts they are; those left blank are left out.
///
/// # Errors
/// Every reason at fault, as `reasons.<rule>`.
pub fn reasons(given: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
    const RULE: usize = 40;
    const TEXT: usize = 500;
    let (mut good, mut errors) = (BTreeMap::new(), Vec::new());
    for (rule, text) in given.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let path = format!("reasons.{rule}");
        let known =
            rule.len() <= RULE && rule.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        match leaf(Kind::Paragraph { max: TEXT }, &Value::String(text.clone())) {
            _ if !known => errors.push(error("reasons", "field-unknown")),
            Ok(Value::String(text)) => {
                good.insert(rule.clone(), text);
            }
            Ok(_) => {}
            Err(problem) => errors.push(FieldError { path, ..problem }),
        }
    }
    if errors.is_empty() { Ok(good) } else { Err(errors) }
}

fn group(fields: &[Field], input: &Value, prefix: &str, errors: &mut Vec<FieldError>) -> Value {
    let empty = Map::new();
    let map = match input {
        Value::Object(map) => map,
        Value::Null => &empty,
        _ => {
            errors.push(error(prefix.trim_end_matches('.'), "field-invalid"));
            &empty
        }
    };
    for unknown in map.keys().filter(|key| fields.iter().all(|field| field.name != key.as_str())) {
        errors.push(error(&format!("{prefix}{unknown}"), "field-unknown"));
    }
    let mut out = Map::new();
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        let given = map.get(field.name).filter(|value| !blank(value));
        match (given, field.kind) {
            (given, Kind::Flag) => {
                out.insert(field.name.to_owned(), Value::Bool(given.is_some_and(truthy)));
            }
            (None, _) if field.required => errors.push(error(&path, "field-required")),
            (None, Kind::List { .. }) => {
                out.insert(field.name.to_owned(), Value::Array(Vec::new()));
            }
            (None, _) => {}
            (Some(value), Kind::Group(of)) => {
                let value = group(of, value, &format!("{path}."), errors);
                out.insert(field.name.to_owned(), value);
            }
            (Some(value), Kind::List { of, max }) => {
                let Value::Array(items) = value else {
                    errors.push(error(&path, "field-invalid"));
                    continue;
                };
                if items.len() > max {
                    errors.push(with(error(&path, "field-too-many"), "max", max));
                    continue;
                }
                let rows = items.iter().enumerate();
                let rows = rows.map(|(i, item)| group(of, item, &format!("{path}[{i}]."), errors)).collect();
                out.insert(field.name.to_owned(), Value::Array(rows));
            }
            (Some(value), kind) => match leaf(kind, value) {
                Ok(value) => {
                    out.insert(field.name.to_owned(), value);
                }
                Err(problem) => errors.push(FieldError { path, ..problem }),
            },
        }
    }
    Value::Object(out)
}

fn blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        Value::String(text) => !matches!(text.as_str(), "false" | "no" | "0" | "off"),
        _ => false,
    }
}

fn error(path: &str, key: &'static str) -> FieldError {
    FieldError { path: path.to_owned(), key: Cow::Borrowed(key), args: Args::new() }
}

fn with(mut error: FieldError, name: &'static str, value: impl Into<kernel::Arg>) -> FieldError {
    error.args.insert(Cow::Borrowed(name), value.into());
    error
}

fn leaf(kind: Kind, value: &Value) -> Result<Value, FieldError> {
    let bad = |key| error("", key);
    let text = match value {
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => return Err(bad("field-invalid")),
    };
    let integer = || match value {
        Value::Number(number) => number.as_i64(),
        _ => None,
    };
    match kind {
        Kind::Text { max } | Kind::Paragraph { max } | Kind::Secret { max } | Kind::Blob { max } => {
            if text.chars().count() > max {
                return Err(with(bad("field-too-long"), "max", max));
            }
            if matches!(kind, Kind::Secret { .. }) {
                // Never shown, and checked as it was typed.
                return Ok(Value::String(text.into_owned()));
            }
            let seen = visible(&text, matches!(kind, Kind::Paragraph { .. } | Kind::Blob { .. }));
            let seen = seen.map_err(|unseen| match unseen {
                Unseen::Control => bad("field-control-characters"),
                Unseen::Deceptive => bad("field-invisible-characters"),
            })?;
            let seen = seen.replace("\r\n", "\n");
            match seen.trim() {
                "" => Err(bad("field-required")),
                seen => Ok(Value::String(seen.to_owned())),
            }
        }
        Kind::Money => {
            let amount = match integer() {
                Some(fen) if (0..=Money::MAX.fen()).contains(&fen) => Money::from_fen(fen),
                Some(fen) if fen < 0 => return Err(bad("field-money-negative")),
                Some(_) => return Err(bad("field-money-too-large")),
                // 1.5 would be one and a half fen to one reader and yuan to another.
                None if value.is_number() => return Err(bad("field-money-number")),
                None => text.parse().map_err(|problem| match problem {
                    kernel::MoneyError::Negative => bad("field-money-negative"),
                    kernel::MoneyError::TooLarge => bad("field-money-too-large"),
                    kernel::MoneyError::Malformed => bad("field-not-money"),
                })?,
            };
            if amount == Money::ZERO { Err(bad("field-money-zero")) } else { Ok(amount.fen().into()) }
        }
        Kind::Percent { min, max } => {
            let plain = half_width(&text);
            let value: rust_decimal::Decimal =
                plain.trim_end_matches('%').trim_end().parse().map_err(|_| bad("field-not-a-percent"))?;
            if value < min.into() || value > max.into() || value.scale() > 4 {
                return Err(with(with(bad("field-out-of-range"), "min", min), "max", max));
            }
            Ok(Value::String(value.normalize().to_string()))
        }
        Kind::Number { min, max } => {
            let value: i64 = half_width(&text).parse().map_err(|_| bad("field-not-a-number"))?;
            if (min..=max).contains(&value) {
                Ok(value.into())
            } else {
                Err(with(with(bad("field-out-of-range"), "min", min), "max", max))
            }
        }
        Kind::Date => {
            let date = typed_date(&text).ok_or_else(|| bad("field-not-a-date"))?;
            plausible(date.year()).map_err(|()| bad("field-not-a-date"))?;
            Ok(Value::String(date.to_string()))
        }
        Kind::Instant => {
            let at = match integer() {
                Some(ms) => Instant::from_millis(ms),
                None => typed_instant(&text).ok_or_else(|| bad("field-not-a-time"))?,
            };
            plausible(at.date().year()).map_err(|()| bad("field-not-a-time"))?;
            Ok(at.millis().into())
        }
        Kind::Choice(options) => {
            if options.contains(&text.as_ref()) {
                Ok(text.into())
            } else {
                Err(bad("field-not-an-option"))
            }
        }
        Kind::Region => {
            let region: Region = text.parse().map_err(|_| bad("field-not-a-region"))?;
            match kernel::Regions::builtin().name(&region) {
                Some(_) => Ok(text.into()),
                None => Err(bad("field-not-a-region")),
            }
        }
        Kind::Catalogue => {
            let code: CatalogueCode = text.parse().map_err(|_| bad("field-not-a-catalogue-code"))?;
            Ok(Value::String(code.to_string()))
        }
        Kind::Uscc => {
            let code: Uscc = text.parse().map_err(|_| bad("field-not-a-uscc"))?;
            Ok(Value::String(code.to_string()))
        }
        Kind::Id(_) => {
            let uuid = text.rsplit('/').next().and_then(|id| uuid::Uuid::parse_str(id).ok());
            uuid.map(|uuid| Value::String(uuid.to_string())).ok_or_else(|| bad("field-not-an-id"))
        }
        Kind::File => {
            let digest: Digest = text.parse().map_err(|_| bad("field-not-a-digest"))?;
            Ok(Value::String(digest.to_string()))
        }
        Kind::Flag | Kind::Group(_) | Kind::List { .. } => Err(bad("field-invalid")),
    }
}

/// Years that a government procurement matter can lie in; anything else is a slip of the finger.
fn plausible(year: i16) -> Result<(), ()> {
    if (2000..=2100).contains(&year) { Ok(()) } else { Err(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const LOT: &[Field] = &[Field::text("name", 10), Field::money("budget")];
    const FIELDS: &[Field] = &[
        Field::text("name", 10),
        Field::instant("deadline").optional(),
        Field::list("lots", LOT, 3),
        Field::flag("joint"),
        Field::new("weight", Kind::Percent { min: 0, max: 100 }).optional(),
        Field::new("copies", Kind::Number { min: 1, max: 9 }).optional(),
    ];

    #[test]
    fn a_form_with_full_width_digits_and_a_gap_in_its_rows_is_understood() {
        let form = from_form([
            ("name", "  设备 "),
            ("deadline", "2026年3月30日 ９：３０"),
            ("lots[0].name", "甲"),
            ("lots[0].budget", "１，０００.50元"),
            ("lots[2].name", "乙"),
            ("lots[2].budget", "2"),
            ("joint", "on"),
            ("weight", "１２.50％"),
            ("copies", "３"),
        ]);
        let parsed = parse(FIELDS, &form).expect("parses");
        assert_eq!(parsed["name"], "设备");
        assert_eq!(parsed["lots"], json!([{"name": "甲", "budget": 100_050}, {"name": "乙", "budget": 200}]));
        assert_eq!(
            parsed["deadline"],
            json!("2026-03-30T09:30".parse::<Instant>().expect("an instant").millis())
        );
        assert_eq!((&parsed["joint"], &parsed["weight"]), (&json!(true), &json!("12.5")));
        assert_eq!(parsed["copies"], 3);
    }
    #[test]
    fn every_fault_is_reported_at_once_with_its_path() {
        let input = json!({"lots": [{"name": "甲乙丙丁戊己庚辛壬癸子", "budget": -5}, 7], "extra": 1, "weight": "101"});
        let errors = parse(FIELDS, &input).expect_err("faults");
        let found: Vec<_> = errors.iter().map(|e| format!("{} {}", e.path, e.key)).collect();
        insta_like(
            &found,
            &[
                "extra field-unknown",
                "name field-required",
                "lots[0].name field-too-long",
                "lots[0].budget field-money-negative",
                "lots[1] field-invalid",
                "lots[1].name field-required",
                "lots[1].budget field-required",
                "weight field-out-of-range",
            ],
        );
    }
    fn insta_like(found: &[String], wanted: &[&str]) {
        assert_eq!(found, wanted);
    }
    #[test]
    fn a_path_as_long_as_a_form_makes_no_tree_as_deep() {
        let long = format!("{}a", "a.".repeat(400_000));
        assert_eq!(from_form([(long.as_str(), "1"), ("b.c", "2")]), json!({ "b": { "c": "2" } }));
    }
    #[test]
    fn many_lists_with_large_indexes_do_not_fill_the_memory() {
        let names: Vec<String> = (0..50_000).map(|n| format!("l{n}[1999].x")).collect();
        let form = from_form(names.iter().map(|name| (name.as_str(), "1")));
        assert!(
            form.as_object().is_some_and(|lists| lists.values().filter(|list| list.is_array()).count() <= 10)
        );
    }
    #[test]
    fn a_huge_index_does_not_allocate() {
        let form = from_form([("lots[4000000000].name", "x")]);
        assert!(parse(FIELDS, &form).is_err());
    }
    #[test]
    fn a_number_is_fen_and_a_text_is_yuan_and_a_broken_number_is_neither() {
        let fields = &[Field::money("price")];
        let read = |price: Value| parse(fields, &json!({ "price": price }));
        assert_eq!(read(json!(150)), Ok(json!({ "price": 150 })));
        assert_eq!(read(json!("150")), Ok(json!({ "price": 15_000 })));
        assert_eq!(read(json!("1.5")), Ok(json!({ "price": 150 })));
        for wrong in [json!(1.5), json!(1e3), json!(1.0)] {
            let faults = read(wrong.clone()).expect_err("refused");
            assert_eq!(faults[0].key, "field-money-number", "{wrong}");
        }
    }
    #[test]
    fn a_text_of_nothing_visible_is_missing_and_a_deceptive_one_is_refused() {
        let fields = &[Field::text("name", 9)];
        let read = |name: &str| parse(fields, &json!({ "name": name }));
        assert_eq!(read("启\u{200b}明"), Ok(json!({ "name": "启明" })));
        let fault = |name: &str| read(name).expect_err("refused")[0].key.clone();
        assert_eq!(fault("\u{200b}\u{feff}"), "field-required");
        assert_eq!(fault("明\u{202e}启"), "field-invisible-characters");
        assert_eq!(fault("明\u{0}启"), "field-control-characters");
    }
    #[test]
    fn a_written_reason_is_a_text_like_any_other() {
        let check = |rule: &str, text: &str| {
            let given = [(rule.to_owned(), text.to_owned())].into();
            reasons(&given).map_err(|faults| format!("{} {}", faults[0].path, faults[0].key))
        };
        assert_eq!(check("R-PLN-01", " 急需 "), Ok([("R-PLN-01".to_owned(), "急需".to_owned())].into()));
        assert_eq!(check("R-PLN-01", "  "), Ok(BTreeMap::new()));
        assert_eq!(check("R-PLN-01", &"长".repeat(501)), Err("reasons.R-PLN-01 field-too-long".into()));
        assert_eq!(
            check("R-PLN-01", "a\u{202e}b"),
            Err("reasons.R-PLN-01 field-invisible-characters".into())
        );
        assert_eq!(check(&"R".repeat(41), "x"), Err("reasons field-unknown".into()));
        assert_eq!(check("<b>", "x"), Err("reasons field-unknown".into()));
    }
    #[test]
    fn an_emoji_counts_as_a_character_and_a_control_character_is_refused() {
        assert!(parse(&[Field::text("name", 1)], &json!({"name": "😀"})).is_ok());
        assert!(parse(&[Field::text("name", 9)], &json!({"name": "a\u{0}b"})).is_err());
    }
}
