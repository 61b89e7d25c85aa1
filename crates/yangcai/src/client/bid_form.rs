//! The composer: every line and every requirement of the tender document is a field; checked before anything is sealed.

use kernel::{Args, Digest, FieldError, Money};
use maud::{Markup, html};
use platform::texts::{self, Lang};
use procurement::bidding::{Answer, BidContent, BidTerms, Deviation, ItemKind, PriceLine, Sme};
use web::words::say;

/// What the form sent.
pub type Values = Vec<(String, String)>;

fn value<'v>(values: &'v Values, name: &str) -> &'v str {
    values.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.as_str())
}

/// Reads the form leniently: all problems at once.
pub fn read(terms: &BidTerms, values: &Values) -> Result<BidContent, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut say = |path: &str, key: &'static str| {
        wrong.push(FieldError { path: path.to_owned(), key: key.into(), args: Args::new() });
    };
    let mut lines = Vec::new();
    for (at, line) in terms.lines.iter().enumerate() {
        let path = format!("lines[{at}].unit_price");
        let unit_price = value(values, &path).parse::<Money>().unwrap_or_else(|_| {
            say(&path, "client-price-wrong");
            Money::ZERO
        });
        lines.push(PriceLine {
            name: line.name.clone(),
            brand: value(values, &format!("lines[{at}].brand")).trim().to_owned(),
            quantity: line.quantity,
            unit: line.unit.clone(),
            unit_price,
        });
    }
    let delivery_days = value(values, "delivery_days").trim().parse().unwrap_or_else(|_| {
        say("delivery_days", "client-number-wrong");
        0
    });
    let answers = terms.items.iter().map(|item| Answer {
        key: item.key.clone(),
        text: value(values, &format!("answers.{}", item.key)).trim().to_owned(),
        deviation: match value(values, &format!("answers.{}.deviation", item.key)) {
            "positive" => Deviation::Positive,
            "negative" => Deviation::Negative,
            _ => Deviation::None,
        },
    });
    let mut content = BidContent {
        lot: terms.lot,
        price: Money::ZERO,
        answers: answers.collect(),
        lines,
        delivery_days,
        sme: Sme::ALL.into_iter().find(|sme| sme.id() == value(values, "sme")).unwrap_or_default(),
        domestic: value(values, "domestic") == "true",
        machine: machine(),
    };
    content.price = content.sum();
    if let Err(refusal) = content.check(terms) {
        let known: Vec<String> = wrong.iter().map(|error| error.path.clone()).collect();
        wrong.extend(refusal.fields.into_iter().filter(|error| !known.contains(&error.path)));
    }
    if wrong.is_empty() { Ok(content) } else { Err(wrong) }
}

/// Digests of this computer's network addresses; nothing where they cannot be read.
fn machine() -> Vec<Digest> {
    let Ok(entries) = std::fs::read_dir("/sys/class/net") else { return Vec::new() };
    let mut found: Vec<Digest> = entries
        .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("address")).ok())
        .map(|address| address.trim().to_lowercase())
        .filter(|address| !address.is_empty() && address != "00:00:00:00:00:00")
        .map(|address| Digest::of_parts(&[b"mac\0", address.as_bytes()]))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn errors_of<'e>(errors: &'e [FieldError], path: &str) -> Option<&'e FieldError> {
    errors.iter().find(|error| error.path == path)
}
fn id(path: &str) -> String {
    path.replace(['[', ']', '.'], "-")
}

/// One field with its label and error.
fn field(lang: Lang, errors: &[FieldError], path: &str, label: &str, control: Markup) -> Markup {
    let error = errors_of(errors, path);
    html! {
        div class=(if error.is_some() { "field bad" } else { "field" }) {
            label for=(id(path)) { (label) }
            @if let Some(error) = error { p class="err" { (texts::text(lang, &error.key, &error.args)) } }
            (control)
        }
    }
}
fn input(values: &Values, path: &str, mode: &str, max: usize) -> Markup {
    html! { input id=(id(path)) name=(path) value=(value(values, path)) inputmode=(mode) maxlength=(max); }
}

/// The form's fields.
pub fn fields(lang: Lang, terms: &BidTerms, values: &Values, errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div class="errors" role="alert" aria-labelledby="errors-title" {
                h2 id="errors-title" { (texts::text(lang, "ui-errors", &Args::from([("count".into(), errors.len().into())]))) }
                ul { @for error in errors { li { a href={ "#" (id(&error.path)) } { (name_of(lang, terms, &error.path)) (say(lang, "ui-colon")) (texts::text(lang, &error.key, &error.args)) } } } }
            }
        }
        h2 id="price" { (say(lang, "client-lines")) }
        @for (at, line) in terms.lines.iter().enumerate() {
            section class="card mb" {
                h3 { (line.name) " × " (line.quantity) " " (line.unit) }
                @if let Some(ceiling) = line.ceiling {
                    p class="small" { (say(lang, "tender-items-unit_ceiling")) (say(lang, "ui-colon")) (ceiling) }
                }
                @let (brand, price) = (format!("lines[{at}].brand"), format!("lines[{at}].unit_price"));
                (field(lang, errors, &brand, &say(lang, "client-line-brand"), input(values, &brand, "text", 200)))
                (field(lang, errors, &price, &say(lang, "client-line-price"), input(values, &price, "decimal", 24)))
            }
        }
        (field(lang, errors, "delivery_days", &say(lang, "client-delivery"), input(values, "delivery_days", "numeric", 4)))
        (field(lang, errors, "sme", &say(lang, "client-sme"), html! {
            select id="sme" name="sme" { @for sme in Sme::ALL {
                option value=(sme.id()) selected[value(values, "sme") == sme.id()] { (say(lang, &format!("choice-sme-{}", sme.id()))) }
            } }
        }))
        div class="field pick" {
            input type="checkbox" id="domestic" name="domestic" value="true" checked[value(values, "domestic") == "true"];
            label for="domestic" { (say(lang, "client-domestic")) }
        }
        h2 { (say(lang, "client-answers")) }
        @for item in &terms.items {
            @let (path, deviation) = (format!("answers.{}", item.key), format!("answers.{}.deviation", item.key));
            section class="card mb" {
                h3 { (kind(lang, item.kind)) " · " (heading(&item.text)) }
                @if heading(&item.text) != item.text { @for line in item.text.lines() { p { (line) } } }
                (field(lang, errors, &path, &say(lang, "client-answer"), html! {
                    textarea id=(id(&path)) name=(path) rows="2" maxlength="2000" { (value(values, &path)) }
                }))
                (field(lang, errors, &deviation, &say(lang, "client-deviation"), html! {
                    select id=(id(&deviation)) name=(deviation) { @for choice in ["none", "positive", "negative"] {
                        option value=(choice) selected[value(values, &deviation) == choice] { (say(lang, &format!("choice-deviation-{choice}"))) }
                    } }
                }))
            }
        }
        p class="note" { (say(lang, "client-machine")) }
    }
}

/// What a field is called in the list of what has to change.
fn name_of(lang: Lang, terms: &BidTerms, path: &str) -> String {
    if let Some(key) = path.strip_prefix("answers.") {
        let item = terms.items.iter().find(|item| item.key == key);
        return item.map(|item| heading(&item.text)).unwrap_or_default();
    }
    let line = path.strip_prefix("lines[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    if let Some(line) = line.and_then(|at| terms.lines.get(at)) {
        return line.name.clone();
    }
    say(
        lang,
        match path {
            "delivery_days" => "client-delivery",
            "sme" => "client-sme",
            _ => "client-total",
        },
    )
}

/// What a requirement is called in a heading: its beginning, for real ones run to pages.
fn heading(text: &str) -> String {
    const SHORT: usize = 40;
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    text.chars().take(SHORT).chain(['…']).collect()
}

fn kind(lang: Lang, kind: ItemKind) -> String {
    let name = match kind {
        ItemKind::Qualification => "client-item-qualification",
        ItemKind::Substantive => "client-item-substantive",
        ItemKind::Technical => "client-item-technical",
        ItemKind::Scoring => "client-item-scoring",
    };
    say(lang, name)
}

/// What will be sealed, to be checked once more, with the form's values carried along.
pub fn preview(lang: Lang, terms: &BidTerms, content: &BidContent, values: &Values) -> Markup {
    html! {
        p class="note" { (say(lang, "client-preview")) }
        div class="scroll" { table class="stack" {
            thead { tr {
                th { (say(lang, "client-line-name")) } th { (say(lang, "client-line-brand")) }
                th class="num" { (say(lang, "client-line-quantity")) } th class="num" { (say(lang, "client-line-price")) }
                th class="num" { (say(lang, "client-line-amount")) }
            } }
            tbody { @for line in &content.lines { tr {
                td data-label=(say(lang, "client-line-name")) { (line.name) }
                td data-label=(say(lang, "client-line-brand")) { (line.brand) }
                td class="num" data-label=(say(lang, "client-line-quantity")) { (line.quantity) " " (line.unit) }
                td class="num" data-label=(say(lang, "client-line-price")) { (line.unit_price) }
                td class="num" data-label=(say(lang, "client-line-amount")) { (line.unit_price.times(i64::from(line.quantity))) }
            } } }
        } }
        dl class="sum" {
            dt { (say(lang, "client-total")) } dd { b { (content.price) } }
            dt { (say(lang, "client-delivery")) } dd { (content.delivery_days) }
            dt { (say(lang, "client-sme")) } dd { (say(lang, &format!("choice-sme-{}", content.sme.id()))) }
            @if content.domestic { dt { (say(lang, "client-domestic")) } dd { "✓" } }
            @for (item, answer) in terms.items.iter().zip(&content.answers) {
                dt { (kind(lang, item.kind)) " · " (item.text) }
                dd { (answer.text) @if answer.deviation != Deviation::None { " (" (say(lang, deviation(answer.deviation))) ")" } }
            }
        }
        @for (name, value) in values.iter().filter(|(name, _)| name != "step" && name != "_csrf") {
            input type="hidden" name=(name) value=(value);
        }
    }
}

const fn deviation(deviation: Deviation) -> &'static str {
    match deviation {
        Deviation::None => "choice-deviation-none",
        Deviation::Positive => "choice-deviation-positive",
        Deviation::Negative => "choice-deviation-negative",
    }
}
