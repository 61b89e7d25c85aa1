//! The tender document to read: for the parties from the first draft, for everybody once it is announced. Reading is free
//! and asks for nothing; obtaining it, which a bid needs, is a command of its own.

use crate::{
    app::{App, read_failed},
    components::{Column, Page, Summary, Table},
    errors::Failure,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use kernel::{ProjectId, StreamId};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::{
    acceptance::CriterionKind,
    payment::LineKind,
    tender::{Clause, ContractTerms, Item, LotDemand, Project, Scoring, TenderDocument},
};

/// `GET /tender/project/{id}/document`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<ProjectId>) -> Result<Page, Failure> {
    let project = app.platform().state::<Project>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let about = project.about()?;
    if project.schedule().is_err() && Thing::load(&app, &visit, id.stream()).is_err() {
        return Err(Failure::not_found());
    }
    let document = newest(&app, &project).ok_or_else(Failure::not_found)?;
    let version = project.version().map_or(0, |version| version.number);
    Ok(Page::new(&visit, data(about.name.as_str()))
        .crumb(key("subsystem-tender"), "/tender")
        .lede(key("page-tender-document-lede").with("version", i64::from(version)))
        .body(html! {
            article class="card official" { (render(visit.lang, &document, &lot_names(&project))) }
        }))
}

/// The newest version.
pub(super) fn newest(app: &App, project: &Project) -> Option<TenderDocument> {
    app.platform().document_as(&project.version()?.digest)
}
/// The lots' names in their order.
pub(super) fn lot_names(project: &Project) -> Vec<String> {
    project
        .about
        .as_ref()
        .map(|about| about.lots.iter().map(|lot| lot.name.clone()).collect())
        .unwrap_or_default()
}

/// The whole document, chapter by chapter.
pub fn render(lang: Lang, document: &TenderDocument, lots: &[String]) -> Markup {
    let word = |id: &str| say(lang, id);
    html! {
        h2 { (word("tender-overview")) }
        (paragraphs(&document.overview))
        h2 { (word("tender-items")) }
        @for (place, lot) in document.lots.iter().enumerate() {
            (items(lang, lot, lots.get(place).map_or("", String::as_str)))
        }
        h2 { (word("tender-qualification")) }
        (clauses(&document.qualification))
        p { (word("tender-joint_bids")) (word("ui-colon")) (word(if document.joint_bids { "notice-text-yes" } else { "notice-text-no" })) }
        @if !document.substantive.is_empty() { h2 { (word("tender-substantive")) } (clauses(&document.substantive)) }
        @if !document.technical.is_empty() { h2 { (word("tender-technical")) } (clauses(&document.technical)) }
        h2 { (word("tender-scoring")) }
        (scoring(lang, &document.scoring))
        (Summary::default()
            .data(key("tender-candidates"), document.candidates.to_string())
            .data(key("tender-sme_deduction"), number(document.sme_deduction.decimal()))
            .data(key("tender-sme_joint_deduction"), number(document.sme_joint_deduction.decimal()))
            .data(key("tender-mean"), number(document.low_price.mean.decimal()))
            .data(key("tender-second"), number(document.low_price.second.decimal()))
            .data(key("tender-ceiling"), number(document.low_price.ceiling.decimal()))
            .render(lang))
        h2 { (word("tender-bid_parts")) }
        ol { @for part in &document.bid_parts { li { (part.name) } } }
        p { (word("tender-validity_days")) (word("ui-colon")) (document.validity_days) }
        h2 { (word("tender-policy")) }
        (paragraphs(&document.policy))
        h2 { (word("tender-credit_check")) }
        (paragraphs(&document.credit_check))
        h2 { (word("tender-draft_document-agency_fee")) }
        (paragraphs(&document.agency_fee))
        h2 { (word("tender-contract")) }
        (contract(lang, &document.contract))
    }
}

fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
}
/// Points or a percentage, without needless zeros.
fn number(value: impl std::fmt::Display) -> String {
    let text = value.to_string();
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn items(lang: Lang, lot: &LotDemand, name: &str) -> Markup {
    let limited = lot.items.iter().any(|item| item.unit_ceiling.is_some());
    let ceiling = |item: &Item| match item.unit_ceiling {
        Some(ceiling) => html! { (ceiling) },
        None => html! { (say(lang, "notice-text-none")) },
    };
    let mut columns = vec![
        Column::words(key("tender-items-name")),
        Column::words(key("tender-items-specification")),
        Column::number(key("tender-items-quantity")),
        Column::words(key("tender-items-unit")),
    ];
    if limited {
        columns.push(Column::number(key("tender-items-unit_ceiling")));
    }
    let rows = lot.items.iter().map(|item| {
        let mut row = vec![
            html! { (item.name) @if item.core { " " span class="tag" { (say(lang, "tender-items-core")) } } },
            paragraphs(&item.specification),
            html! { (item.quantity) },
            html! { (item.unit) },
        ];
        row.extend(limited.then(|| ceiling(item)));
        row
    });
    let table = Table { caption: Some(data(name)), columns, rows: rows.collect(), ..Table::default() };
    html! {
        (table.render(lang))
        p { (say(lang, "tender-lots-deposit")) (say(lang, "ui-colon"))
            @match lot.deposit { Some(deposit) => { (deposit) } None => { (say(lang, "notice-text-none")) } } }
    }
}

fn clauses(clauses: &[Clause]) -> Markup {
    html! { ol { @for clause in clauses {
        li { (clause.text) @if let Some(proof) = &clause.proof { p class="small" { (proof) } } }
    } } }
}

fn scoring(lang: Lang, scoring: &Scoring) -> Markup {
    let mut rows = vec![vec![
        html! { (say(lang, "tender-price_points")) },
        html! { (say(lang, "page-tender-price-formula")) },
        html! { (say(lang, "tender-factors-sort-objective")) },
        html! { (number(scoring.price_points)) },
    ]];
    rows.extend(scoring.factors.iter().map(|factor| {
        vec![
            html! { (factor.name) },
            html! {
                (paragraphs(&factor.criteria))
                @if !factor.tiers.is_empty() { ul { @for tier in &factor.tiers {
                    li { (number(tier.points)) (say(lang, "ui-colon")) (tier.text) }
                } } }
            },
            html! { (say(lang, &format!("tender-factors-sort-{}", factor.sort.id()))) },
            html! { (number(factor.max)) },
        ]
    }));
    Table {
        columns: vec![
            Column::words(key("tender-factors-name")),
            Column::words(key("tender-factors-criteria")),
            Column::words(key("tender-factors-sort")),
            Column::number(key("tender-factors-max")),
        ],
        rows,
        ..Table::default()
    }
    .render(lang)
}

fn contract(lang: Lang, terms: &ContractTerms) -> Markup {
    let kind = |kind: LineKind| match kind {
        LineKind::Prepayment => "tender-payment-kind-prepayment",
        LineKind::Progress => "tender-payment-kind-progress",
        LineKind::Final => "tender-payment-kind-final",
    };
    let sort = |kind: CriterionKind| match kind {
        CriterionKind::Technical => "tender-acceptance-kind-technical",
        CriterionKind::Service => "tender-acceptance-kind-service",
        CriterionKind::Safety => "tender-acceptance-kind-safety",
    };
    let payment = Table {
        caption: Some(key("tender-payment")),
        columns: vec![
            Column::words(key("tender-payment-kind")),
            Column::number(key("tender-payment-share")),
            Column::words(key("tender-payment-condition")),
        ],
        rows: terms
            .payment
            .iter()
            .map(|line| {
                vec![
                    html! { (say(lang, kind(line.kind))) },
                    html! { (number(line.share.decimal())) },
                    html! { (line.condition) },
                ]
            })
            .collect(),
        ..Table::default()
    };
    let acceptance = Table {
        caption: Some(key("tender-acceptance")),
        columns: vec![
            Column::words(key("tender-acceptance-kind")),
            Column::words(key("tender-acceptance-text")),
        ],
        rows: terms
            .acceptance
            .iter()
            .map(|criterion| vec![html! { (say(lang, sort(criterion.kind))) }, html! { (criterion.text) }])
            .collect(),
        ..Table::default()
    };
    html! {
        (Summary::default()
            .data(key("tender-delivery"), &terms.delivery)
            .data(key("tender-quality"), &terms.quality)
            .data(key("tender-breach"), &terms.breach)
            .data(key("tender-performance_bond"), number(terms.performance_bond.decimal()))
            .data(key("tender-payment_days"), terms.payment_days.to_string())
            .render(lang))
        (payment.render(lang))
        (acceptance.render(lang))
    }
}
