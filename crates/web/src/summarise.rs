//! Typed content in words: a command's input, and what a stream's state says under names that the forms know.

use crate::{
    app::App,
    components::{Amount, Form, Summary},
    names,
    words::say,
};
use kernel::{Date, Instant, Money, Region, StreamName};
use maud::{Markup, html};
use platform::{
    Field, Kind,
    texts::{self, Lang},
};
use serde_json::Value;

/// A parsed input as a summary list.
pub fn input(app: &App, lang: Lang, scope: &str, fields: &[Field], value: &Value) -> Markup {
    let form = Form::plain(lang, scope);
    group(app, &form, fields, value, "").render(lang)
}

fn group(app: &App, form: &Form<'_>, fields: &[Field], value: &Value, prefix: &str) -> Summary {
    let mut summary = Summary::default();
    for field in fields {
        let Some(content) = value.get(field.name).filter(|content| !empty(content)) else { continue };
        let path = format!("{prefix}{}", field.name);
        summary = summary.row(form.label(&path), shown(app, form, field.kind, &path, content));
    }
    summary
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn shown(app: &App, form: &Form<'_>, kind: Kind, path: &str, value: &Value) -> Markup {
    let lang = form.lang;
    let text = value.as_str().unwrap_or_default();
    match kind {
        Kind::Money => match value.as_i64() {
            Some(fen) => Amount { money: Money::from_fen(fen), words: true }.render(lang),
            None => html! { (text) },
        },
        Kind::Instant => match value.as_i64() {
            Some(ms) => html! { (texts::instant(lang, Instant::from_millis(ms))) },
            None => html! { (text) },
        },
        Kind::Date => match text.parse::<Date>() {
            Ok(date) => html! { (texts::date(lang, date)) },
            Err(_) => html! { (text) },
        },
        Kind::Choice(_) => html! { (form.choice(path, text).said(lang)) },
        Kind::Flag => html! { (say(lang, if value.as_bool() == Some(true) { "ui-yes" } else { "ui-no" })) },
        Kind::Percent { .. } => html! { (text) "%" },
        Kind::Region => match text.parse::<Region>() {
            Ok(region) => html! { (names::region(region).said(lang)) },
            Err(_) => html! { (text) },
        },
        Kind::Secret { .. } => html! { "••••••" },
        Kind::Id(kind) => match StreamName::parse(&format!("{kind}/{text}")) {
            Some(stream) => {
                let title = app.title_of(&stream).unwrap_or_else(|| names::kind(kind).said(lang));
                html! { a href=(names::page(&stream)) { (title) } }
            }
            None => html! { (text) },
        },
        Kind::File => html! { code { (text) } },
        Kind::Paragraph { .. } => html! { @for line in text.lines() { (line) br; } },
        Kind::Group(of) => group(app, form, of, value, &format!("{path}.")).render(lang),
        Kind::List { of, .. } => {
            let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
            // Rows that carry their own number are headed by it.
            let rest: Vec<Field> = of.iter().copied().filter(|field| field.name != "no").collect();
            html! { @for (at, row) in rows.iter().enumerate() {
                p class="tight" { b { @match row["no"].as_u64() { Some(no) => (no), None => (at + 1) } } }
                (group(app, form, &rest, row, &format!("{path}[{at}].")).render(lang))
            } }
        }
        Kind::Blob { .. } => html! { code { (text.chars().take(64).collect::<String>()) "…" } },
        _ => match value {
            Value::String(text) => html! { (text) },
            other => html! { (other) },
        },
    }
}

/// What a state says, under the names that the subsystem's forms use; names that no form knows are left out.
pub fn state(app: &App, lang: Lang, subsystem: &str, body: &Value) -> Markup {
    let form = Form::plain(lang, subsystem);
    let mut known: Vec<Field> = Vec::new();
    for def in app.platform().commands().iter().filter(|def| def.name.starts_with(&format!("{subsystem}."))) {
        for field in def.fields {
            if !matches!(field.kind, Kind::Secret { .. } | Kind::Blob { .. })
                && !known.iter().any(|other| other.name == field.name)
            {
                known.push(*field);
            }
        }
    }
    let mut summary = Summary::default();
    let mut seen = Vec::new();
    for (name, value) in leaves(body, 0) {
        let Some(field) = known.iter().find(|field| field.name == name) else { continue };
        if seen.contains(&name) || empty(value) || !fits(field.kind, value) {
            continue;
        }
        seen.push(name);
        summary = summary.row(form.label(field.name), shown(app, &form, field.kind, field.name, value));
    }
    summary.render(lang)
}

fn leaves(value: &Value, depth: u8) -> Vec<(&str, &Value)> {
    let mut all = Vec::new();
    if let Value::Object(map) = value {
        for (name, value) in map {
            all.push((name.as_str(), value));
            if depth < 3 {
                all.extend(leaves(value, depth + 1));
            }
        }
    }
    all
}

fn fits(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Money | Kind::Instant | Kind::Number { .. } => value.is_i64(),
        Kind::Flag => value.is_boolean(),
        Kind::Group(_) => value.is_object(),
        Kind::List { .. } => value.as_array().is_some_and(|items| items.iter().all(Value::is_object)),
        _ => value.is_string(),
    }
}
