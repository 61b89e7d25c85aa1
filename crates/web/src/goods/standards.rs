//! Demand standards: to read, and to maintain for the reader's region.

use super::standard::drawn;
use crate::{
    app::{App, read_failed},
    components::{Action, Column, Form, Page, Table, Tag, Tone},
    errors::Failure,
    give, names,
    posted::Values,
    subject::Thing,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Catalogue, CatalogueCode, DemandStandardId, Region, Role, StreamId};
use maud::html;
use platform::goods::{demand_standard, standards};
use procurement::goods::{DemandStandard, DraftStage, Quantity, Standard, builtin_standards};

/// `GET /goods/standards?words=…`.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let words = visit.query.filled("words").unwrap_or_default().to_owned();
    let own = app.platform().journal().read(|tx| standards(tx)).map_err(read_failed)?;
    let fits = |code: &str, name: &str| words.is_empty() || code.starts_with(&words) || name.contains(&words);
    let mut rows: Vec<(String, Vec<maud::Markup>)> = Vec::new();
    for (code, standard) in builtin_standards().iter().filter(|(code, all)| fits(code.as_str(), &all.name)) {
        let cells = vec![
            html! { a href={ "/goods/standards/" (code) } { (standard.name) } },
            html! { (code) },
            html! { (say(lang, "page-goods-everywhere")) },
            html! { (standard.basis) },
        ];
        rows.push((code.to_string(), cells));
    }
    let authority = give::actor(&visit).is(&[Role::FaRegulator, Role::FaRegulatorHead]);
    for row in own.iter().filter(|row| (row.published || authority) && fits(&row.catalogue, &row.name)) {
        let link = if row.published {
            format!("/goods/standards/{}?region={}", row.catalogue, row.region)
        } else {
            names::page(&row.id.stream())
        };
        let tag = Tag::new(key("goods-stage-draft"), Tone::Warn);
        let cells = vec![
            html! { a href=(link) { (row.name) } @if !row.published { " " (tag.render(lang)) } },
            html! { (row.catalogue) },
            html! { (names::region(row.region).said(lang)) },
            html! { (key("page-goods-version").with("version", row.version).said(lang)) },
        ];
        rows.push((row.catalogue.clone(), cells));
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let columns = ["goods-name", "goods-catalogue", "page-goods-where", "goods-basis"];
    let table = Table {
        columns: columns.map(|name| Column::words(key(name))).into(),
        rows: rows.into_iter().map(|(_, cells)| cells).collect(),
        ..Table::default()
    };
    let form = Form::new(&visit, "goods-search").values(&visit.query);
    Ok(Page::new(&visit, key("page-goods-standards"))
        .crumb(key("subsystem-goods"), "/goods")
        .lede(key("page-goods-standards-lede"))
        .body(html! {
            form class="card mb" method="get" action="/goods/standards" role="search" {
                div class="filters" {
                    (form.text("words", 60).label(key("page-goods-standard-words")))
                    div { button class="btn" type="submit" { (say(lang, "page-goods-search")) } }
                }
            }
            @if give::actor(&visit).is(&[Role::FaRegulator]) {
                div class="row mb" { (Action::quiet(key("goods-draft_demand_standard"), "/do/goods.draft_demand_standard").render(lang)) }
            }
            section class="card" { (table.render(lang)) }
        }))
}

/// `GET /goods/standards/{code}?region=…`: what is in force in a region, the reader's own if none is named.
pub async fn show(State(app): State<App>, visit: Visit, Path(code): Path<String>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let code: CatalogueCode = code.parse().map_err(|_| Failure::not_found())?;
    let asked = visit.query.filled("region").and_then(|region| region.parse::<Region>().ok());
    let region = asked.unwrap_or_else(|| give::actor(&visit).region);
    let found = demand_standard(app.platform(), &code, region).map_err(read_failed)?;
    let (place, standard) = found.ok_or_else(Failure::not_found)?;
    let place = place.map_or_else(|| key("page-goods-everywhere"), names::region);
    let regulator = give::actor(&visit).is(&[Role::FaRegulator]);
    Ok(Page::new(&visit, data(standard.name.clone()))
        .crumb(key("subsystem-goods"), "/goods")
        .crumb(key("page-goods-standards"), "/goods/standards")
        .lede(data(format!("{code} {} · {}", Catalogue::builtin().name(&code), place.said(lang))))
        .body(html! {
            div class="row mb" {
                (Action::quiet(key("page-goods-of-item"), format!("/goods?code={code}")).render(lang))
                @if regulator { (Action::quiet(key("goods-draft_demand_standard"), filled(&standard)).render(lang)) }
            }
            (drawn(lang, &standard))
        }))
}

/// `GET /goods/demand_standard/{id}`: a region's standard with what is in preparation, for those who keep it.
pub async fn kept(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<DemandStandardId>,
) -> Result<Page, Failure> {
    let lang = visit.lang;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let state =
        app.platform().state::<DemandStandard>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    // What is in preparation is its authority's alone.
    let own = state.authority == Some(give::actor(&visit).organisation);
    let next = state.next.as_deref().filter(|_| own);
    let shown = next.map(|next| &next.standard).or(state.published.as_deref());
    let title =
        shown.map_or_else(|| key("stream-goods-demand_standard"), |standard| data(standard.name.clone()));
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let tag = match next.map(|next| &next.stage) {
        Some(DraftStage::Draft { .. }) => Tag::new(key("goods-stage-draft"), Tone::Warn),
        Some(DraftStage::Reviewing) => Tag::new(key("goods-stage-reviewing"), Tone::Warn),
        None if state.published.is_some() => Tag::new(key("page-goods-in-force"), Tone::Good),
        None => Tag::new(key("page-goods-superseded"), Tone::Off),
    };
    let regulator = own && give::actor(&visit).is(&[Role::FaRegulator]);
    Ok(Page::new(&visit, title)
        .crumb(key("subsystem-goods"), "/goods")
        .crumb(key("page-goods-standards"), "/goods/standards")
        .beside_heading(tag.render(lang))
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            @if let Some(DraftStage::Draft { returned: Some(reason) }) = next.map(|next| &next.stage) {
                div class="note mb" { p { b { (say(lang, "page-goods-returned")) } " " (reason) } }
            }
            @if regulator {
                div class="row mb" {
                    @if let Some(standard) = shown {
                        (Action::quiet(key("page-goods-change"), filled(standard)).render(lang))
                    }
                    @if state.published.is_some() {
                        (Action::quiet(key("goods-supersede_demand_standard"), format!("/do/goods.supersede_demand_standard?standard={id}")).render(lang))
                    }
                }
            }
            @if let Some(standard) = shown { (drawn(lang, standard)) }
            section class="card mt" aria-labelledby="history" {
                h2 id="history" { (say(lang, "ui-history")) }
                (thing.timeline(&app, &visit).render(lang))
            }
        }))
}

/// The form that writes a version, with what this one says.
fn filled(standard: &Standard) -> String {
    let mut values = Values::empty();
    let mut set = |name: String, text: &str| {
        if !text.is_empty() {
            values.set(name, text);
        }
    };
    set("catalogue".to_owned(), standard.catalogue.as_str());
    set("name".to_owned(), &standard.name);
    set("functions".to_owned(), &standard.functions);
    set("basis".to_owned(), &standard.basis);
    set("valid_from".to_owned(), &standard.valid_from.to_string());
    for (i, must) in standard.parameters.iter().enumerate() {
        set(format!("parameters[{i}].code"), &must.code);
        set(format!("parameters[{i}].name"), &must.name);
        set(format!("parameters[{i}].operator"), must.operator.id());
        set(format!("parameters[{i}].value"), must.value.as_deref().unwrap_or_default());
        set(format!("parameters[{i}].unit"), must.unit.as_deref().unwrap_or_default());
        set(format!("parameters[{i}].text"), must.text.as_deref().unwrap_or_default());
        set(format!("parameters[{i}].standard"), must.standard.as_deref().unwrap_or_default());
        set(format!("parameters[{i}].substantive"), if must.substantive { "true" } else { "" });
    }
    for (i, quota) in standard.quotas.iter().enumerate() {
        set(format!("quotas[{i}].scope"), &quota.scope);
        set(
            format!("quotas[{i}].ceiling"),
            &quota.ceiling.map(|money| money.to_string()).unwrap_or_default(),
        );
        if let Quantity::Share { percent } = quota.quantity {
            set(format!("quotas[{i}].percent"), &percent.to_string());
        }
        set(format!("quotas[{i}].years"), &quota.years.map(|years| years.to_string()).unwrap_or_default());
        set(format!("quotas[{i}].note"), quota.note.as_deref().unwrap_or_default());
    }
    let lists = [
        ("services", &standard.services),
        ("acceptance", &standard.acceptance),
        ("clauses", &standard.clauses),
    ];
    for (name, lines) in lists {
        lines.iter().enumerate().for_each(|(i, line)| set(format!("{name}[{i}].text"), line));
    }
    format!("/do/goods.draft_demand_standard?{}", values.encode())
}
