//! From a stored input back to what a form holds: fen to yuan, milliseconds to date and time.

use kernel::{Instant, Money};
use platform::{Field, Kind};
use serde_json::Value;

/// The names and texts with which a form is filled.
pub fn pairs(fields: &[Field], input: &Value) -> Vec<(String, String)> {
    let mut out = Vec::new();
    group(fields, input, "", &mut out);
    out
}

fn group(fields: &[Field], input: &Value, prefix: &str, out: &mut Vec<(String, String)>) {
    for field in fields {
        let Some(value) = input.get(field.name).filter(|value| !value.is_null()) else { continue };
        let name = format!("{prefix}{}", field.name);
        match (field.kind, value) {
            (Kind::Group(of), value) => group(of, value, &format!("{name}."), out),
            (Kind::List { of, .. }, Value::Array(rows)) => {
                for (at, row) in rows.iter().enumerate() {
                    group(of, row, &format!("{name}[{at}]."), out);
                }
            }
            (Kind::Secret { .. }, _) | (_, Value::Bool(false)) => {}
            (Kind::Money, value) => {
                let fen = value.as_i64().unwrap_or_default();
                out.push((name, Money::from_fen(fen).to_string()));
            }
            (Kind::Instant, value) => {
                let at = Instant::from_millis(value.as_i64().unwrap_or_default());
                out.push((name, at.to_string()));
            }
            (_, Value::String(text)) => out.push((name, text.clone())),
            (_, other) => out.push((name, other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::engine::input;
    use serde_json::json;

    #[test]
    fn what_is_refilled_parses_to_the_same() {
        const LOT: &[Field] = &[Field::text("name", 10), Field::money("budget")];
        const FIELDS: &[Field] = &[
            Field::instant("deadline"),
            Field::list("lots", LOT, 3),
            Field::flag("joint"),
            Field::date("day"),
        ];
        let typed = json!({ "deadline": "2026-03-30 09:30", "day": "2026-03-02", "joint": true,
            "lots": [{ "name": "甲", "budget": "3,860,000.50" }] });
        let parsed = input::parse(FIELDS, &typed).expect("parses");
        let filled = pairs(FIELDS, &parsed);
        let form = input::from_form(filled.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        assert_eq!(input::parse(FIELDS, &form).expect("parses again"), parsed);
    }
}
