//! 履约验收: the record, item by item.

use crate::{
    components::{Choice, Column, Form, Table, Tag, Tone},
    posted::Values,
    routes::{Audience, Routes},
    words::{data, key, say},
};
use kernel::Role;
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::{
    acceptance::{Criterion, CriterionKind, Finding},
    payment::Inspection,
};
use serde_json::{Value, json};

mod record;
mod show;

/// The subsystem's pages.
pub fn routes() -> Routes {
    let clerk = Audience::Roles(&[Role::PurchaserClerk]);
    Routes::new()
        .get("/acceptance/acceptance/{id}", Audience::SignedIn, show::show)
        .get("/acceptance/acceptance/{id}/record", clerk, record::form)
        .post("/acceptance/acceptance/{id}/record", clerk, record::send)
        .command("acceptance.record", "/acceptance/acceptance/{id}/record")
}

/// How far acceptance has come, as a tag.
pub fn inspection_tag(inspection: Inspection) -> Tag {
    let (status, tone) = match inspection {
        Inspection::None => ("none", Tone::Off),
        Inspection::Pending => ("pending", Tone::Warn),
        Inspection::Unqualified => ("unqualified", Tone::Bad),
        Inspection::Qualified => ("qualified", Tone::Good),
    };
    Tag::new(key(format!("acceptance-status-{status}")), tone)
}

/// Where the promise stands that is inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// In a contract: its acceptance items are of three kinds.
    Contract,
    /// In a mall order: what was ordered, its specification, the service promised with it.
    Order,
}
impl Promise {
    /// What an item is about, as the heading over it.
    fn heading(self, at: usize, criterion: &Criterion) -> &'static str {
        match (self, at) {
            (Self::Contract, _) => kind(criterion.kind),
            (Self::Order, 0) => "page-mall-check-goods",
            (Self::Order, _) if criterion.kind == CriterionKind::Service => "page-mall-check-service",
            (Self::Order, _) => "page-mall-check-specification",
        }
    }
    const fn column(self) -> &'static str {
        match self {
            Self::Contract => "page-acceptance-promised",
            Self::Order => "page-mall-promised",
        }
    }
}

fn kind(kind: CriterionKind) -> &'static str {
    match kind {
        CriterionKind::Technical => "acceptance-kind-technical",
        CriterionKind::Service => "acceptance-kind-service",
        CriterionKind::Safety => "acceptance-kind-safety",
    }
}

/// One pair of fields for each criterion: passed or failed, and a remark. Nothing is chosen beforehand: each item has to
/// be looked at.
pub fn findings_fields(form: &Form<'_>, promise: Promise, criteria: &[Criterion]) -> Markup {
    let verdicts = || {
        vec![
            Choice::new("passed", key("acceptance-verdict-passed")),
            Choice::new("failed", key("acceptance-verdict-failed")),
        ]
    };
    html! {
        @for (at, criterion) in criteria.iter().enumerate() {
            section class="card mb" aria-labelledby={ "item-" (at + 1) } {
                h2 id={ "item-" (at + 1) } { (at + 1) ". " (say(form.lang, promise.heading(at, criterion))) }
                p { (criterion.text) }
                (form.radios(&format!("findings[{at}].passed"), verdicts()).label(key("acceptance-verdict").with("no", at + 1)))
                (form.text(&format!("findings[{at}].note"), 200).label(key("acceptance-note-of").with("no", at + 1)).optional())
            }
        }
    }
}

/// The command's input out of [`findings_fields`]: what was not answered is left out, so that the law says what is missing.
pub fn input(subject: &str, criteria: &[Criterion], values: &Values) -> Value {
    let findings: Vec<Value> = criteria
        .iter()
        .enumerate()
        .filter_map(|(at, criterion)| {
            let verdict = values.filled(&format!("findings[{at}].passed"))?;
            let note = values.filled(&format!("findings[{at}].note"));
            Some(json!({ "no": at + 1, "item": criterion.text, "passed": verdict == "passed", "note": note }))
        })
        .collect();
    json!({ subject: values.get(subject), "findings": findings })
}

/// What was found, as a table.
pub fn findings_table(lang: Lang, promise: Promise, criteria: &[Criterion], findings: &[Finding]) -> Markup {
    let row = |finding: &Finding| {
        let criterion = usize::from(finding.no).checked_sub(1).and_then(|at| criteria.get(at));
        let verdict = if finding.passed { ("passed", Tone::Good) } else { ("failed", Tone::Bad) };
        vec![
            html! { (finding.no) },
            html! { (criterion.map_or("", |criterion| criterion.text.as_str())) },
            Tag::new(key(format!("acceptance-verdict-{}", verdict.0)), verdict.1).render(lang),
            html! { (finding.note) },
        ]
    };
    Table {
        caption: Some(key("page-acceptance-findings")),
        columns: vec![
            Column::words(key("acceptance-no")),
            Column::words(key(promise.column())),
            Column::words(key("page-acceptance-verdict")),
            Column::words(key("acceptance-note")),
        ],
        rows: findings.iter().map(row).collect(),
        ..Table::default()
    }
    .render(lang)
}

/// What has to be accepted, as a table.
pub fn criteria_table(lang: Lang, criteria: &[Criterion]) -> Markup {
    Table {
        caption: Some(data(say(lang, "page-acceptance-criteria"))),
        columns: vec![
            Column::words(key("acceptance-no")),
            Column::words(key("page-acceptance-kind")),
            Column::words(key("page-acceptance-promised")),
        ],
        rows: criteria
            .iter()
            .enumerate()
            .map(|(at, criterion)| {
                vec![
                    html! { (at + 1) },
                    html! { (say(lang, kind(criterion.kind))) },
                    html! { (criterion.text) },
                ]
            })
            .collect(),
        ..Table::default()
    }
    .render(lang)
}
