//! 评审结果: the ranking with every number it follows from.

use super::bench::Bench;
use crate::{
    app::App,
    components::{Amount, Column, Table, Tag, Tone},
    visit::Visit,
    words::{data, key, say},
};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::evaluation::{EvaluationStage, Outcome, Row};

/// The result, for who may see it now: the members and the agency once it is added up, the purchaser and the authorities
/// once the report is delivered.
pub fn result(app: &App, visit: &Visit, bench: &Bench) -> Markup {
    let lang = visit.lang;
    let digest = match &bench.state.stage {
        EvaluationStage::Signing { result, .. } if may_see_draft(bench) => result,
        EvaluationStage::Delivered { result, .. } => result,
        _ => return html! {},
    };
    let Some(outcome) = app.platform().document_as::<Outcome>(digest) else { return html! {} };
    let mut columns = vec![
        Column::number(key("page-evaluation-rank")),
        Column::words(key("page-evaluation-bidder")),
        Column::number(key("page-evaluation-price")),
        Column::number(key("page-evaluation-evaluation-price")),
    ];
    columns.extend(bench.document.scoring.factors.iter().map(|factor| Column::number(data(&*factor.name))));
    columns.push(Column::number(key("page-evaluation-price-score")));
    columns.push(Column::number(key("page-evaluation-total")));
    let line = |row: &Row| {
        let name = bench.tendered(row.bid).map_or_else(|| data(""), |one| bench.name(app, one));
        let mut cells = vec![
            html! { (row.rank) },
            html! {
                (name.said(lang))
                @if row.rank == 1 { " " (Tag::new(key("page-evaluation-first"), Tone::Good).render(lang)) }
                @if !row.eligible { " " (Tag::new(key("page-evaluation-same-brand"), Tone::Off).render(lang)) }
                @if row.by_lot { " " (Tag::new(key("page-evaluation-by-lot"), Tone::Warn).render(lang)) }
            },
            Amount { money: row.price, words: false }.render(lang),
            Amount { money: row.shown_price(), words: false }.render(lang),
        ];
        cells.extend(
            bench
                .document
                .scoring
                .factors
                .iter()
                .map(|factor| html! { (row.items.get(&factor.key).copied().unwrap_or_default()) }),
        );
        cells.push(html! { (row.price_score) });
        cells.push(html! { strong { (row.total) } });
        cells
    };
    html! {
        section class="card" {
            (Table {
                caption: Some(key("page-evaluation-result")),
                columns,
                rows: outcome.rows.iter().map(line).collect(),
                ..Table::default()
            }.render(lang))
            p class="small quiet-text" { (say(lang, "page-evaluation-how")) }
            @if !outcome.decisive.is_empty() {
                p class="small" { (key("page-evaluation-decisive").with("seats", seats(lang, &outcome.decisive)).said(lang)) }
            }
            p class="small" { (say(lang, "page-evaluation-digest")) br; code { (digest) } }
        }
    }
}

fn may_see_draft(bench: &Bench) -> bool {
    bench.seat().is_some() || bench.actor.organisation == bench.matter.agency
}
fn seats(lang: Lang, seats: &[u8]) -> String {
    seats.iter().map(u8::to_string).collect::<Vec<_>>().join(&say(lang, "ui-comma"))
}
