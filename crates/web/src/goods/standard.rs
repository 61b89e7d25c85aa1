//! A demand standard, drawn.

use super::show::day;
use crate::{
    components::{Amount, Column, Summary, Table, Tag, Tone},
    words::{key, say},
};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::goods::{MustHave, Operator, Quantity, Quota, Standard};

/// What it says, in cards.
pub(super) fn drawn(lang: Lang, standard: &Standard) -> Markup {
    let list = |title: &str, lines: &[String]| {
        html! { @if !lines.is_empty() { h2 { (say(lang, title)) } ul { @for line in lines { li { (line) } } } } }
    };
    let about = Summary::default()
        .data(key("goods-basis"), &standard.basis)
        .data(key("goods-valid_from"), day(lang, standard.valid_from))
        .data(key("goods-functions"), &standard.functions);
    html! {
        section class="card mb" { (about.render(lang)) }
        @if !standard.quotas.is_empty() { section class="card mb" { (quotas(lang, &standard.quotas)) } }
        @if !standard.parameters.is_empty() { section class="card mb" { (parameters(lang, &standard.parameters)) } }
        section class="card" {
            (list("goods-services", &standard.services))
            (list("goods-acceptance", &standard.acceptance))
            (list("goods-clauses", &standard.clauses))
            @if let Some(price) = &standard.price {
                h2 { (say(lang, "page-goods-price")) }
                p { (price.low) " – " (price.median) " – " (price.high) " " (say(lang, "ui-yuan")) }
                p class="small quiet-text" {
                    (key("page-goods-price-note").with("sample", i64::from(price.sample)).with("day", price.as_of).said(lang))
                }
            }
        }
    }
}

fn unsure(lang: Lang, to_verify: bool) -> Markup {
    html! { @if to_verify { " " (Tag::new(key("page-goods-to-verify"), Tone::Warn).render(lang)) } }
}

fn quotas(lang: Lang, quotas: &[Quota]) -> Markup {
    let how_many = |quantity: Quantity| match quantity {
        Quantity::AsNeeded => key("page-goods-as-needed"),
        Quantity::Share { percent } => key("page-goods-share").with("percent", i64::from(percent)),
        Quantity::Steps { heads, upto, beyond } => key("page-goods-steps")
            .with("heads", i64::from(heads))
            .with("upto", i64::from(upto))
            .with("beyond", i64::from(beyond)),
    };
    let row = |quota: &Quota| {
        vec![
            html! { (quota.scope) (unsure(lang, quota.to_verify)) },
            html! { @if let Some(money) = quota.ceiling { (Amount { money, words: false }.render(lang)) } },
            html! { (how_many(quota.quantity).said(lang)) },
            html! { @if let Some(years) = quota.years { (years) } },
            html! { (quota.note.as_deref().unwrap_or_default()) },
        ]
    };
    let columns = vec![
        Column::words(key("goods-scope")),
        Column::number(key("goods-ceiling")),
        Column::words(key("page-goods-quantity")),
        Column::number(key("goods-years")),
        Column::words(key("goods-note")),
    ];
    let rows = quotas.iter().map(row).collect();
    Table { caption: Some(key("goods-quotas")), columns, rows, ..Table::default() }.render(lang)
}

/// The bound of a parameter in words.
pub(super) fn bound(lang: Lang, must: &MustHave) -> String {
    if let Some(text) = &must.text {
        return text.clone();
    }
    let relation = say(lang, &format!("goods-operator-{}", must.operator.id()));
    let value = match (must.operator, must.value.as_deref()) {
        (Operator::Stated, _) | (_, None) => String::new(),
        (_, Some("true")) => say(lang, "page-goods-yes"),
        (_, Some("false")) => say(lang, "page-goods-no"),
        (_, Some(value)) => value.to_owned(),
    };
    format!("{relation} {value} {}", must.unit.as_deref().unwrap_or_default()).trim().to_owned()
}

fn parameters(lang: Lang, parameters: &[MustHave]) -> Markup {
    let row = |must: &MustHave| {
        vec![
            html! { (must.name) (unsure(lang, must.to_verify)) },
            html! { (bound(lang, must)) },
            html! { @if must.substantive { "★" } },
            html! { (must.standard.as_deref().unwrap_or_default()) },
        ]
    };
    let columns = ["goods-name", "page-goods-bound", "page-goods-star", "goods-basis"];
    let columns = columns.map(|name| Column::words(key(name))).into();
    let rows = parameters.iter().map(row).collect();
    Table { caption: Some(key("page-goods-must")), columns, rows, ..Table::default() }.render(lang)
}
