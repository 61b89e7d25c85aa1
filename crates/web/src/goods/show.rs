//! A standard good: what it is, and who sells it for how much.

use super::browse::ancestors;
use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Summary, Table, Tag, Tone},
    errors::Failure,
    give,
    posted::encode,
    visit::Visit,
    words::{data, key, say},
    work,
};
use axum::extract::{Path, State};
use kernel::{Catalogue, Date, Role, StandardId, StreamId};
use maud::{Markup, html};
use platform::{
    goods::template_of,
    mall::{ListingRow, offers_of_standard},
    texts::{self, Lang},
};
use procurement::goods::{Attribute, AttributeKind, Certificate, Good, GoodsFile, GoodsStage, StandardGood};

/// `GET /goods/{id}`.
pub async fn page(State(app): State<App>, visit: Visit, Path(id): Path<StandardId>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let state =
        app.platform().state::<StandardGood>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let file = state.file()?;
    let reader = give::actor(&visit);
    let party = [file.author, file.keeper].contains(&reader.organisation) && visit.person.is_some();
    let shown = matches!(file.stage, GoodsStage::Active | GoodsStage::Withdrawn { .. });
    if !shown && !party {
        return Err(Failure::not_found());
    }
    let good = &file.good;
    let template = template_of(app.platform(), &good.catalogue).map_err(read_failed)?.unwrap_or_default();
    let offers = app.platform().journal().read(|tx| offers_of_standard(tx, id, 50)).map_err(read_failed)?;
    let todos = if party { app.platform().todo_of(&id.stream()).map_err(read_failed)? } else { Vec::new() };
    let today = app.platform().now().date();
    let mut page = Page::new(&visit, data(format!("{} {}", good.name, good.model)))
        .crumb(key("subsystem-goods"), "/goods");
    for up in ancestors(&good.catalogue).into_iter().chain([good.catalogue.clone()]) {
        page = page.crumb(data(Catalogue::builtin().name(&up)), format!("/goods?code={up}"));
    }
    if !matches!(file.stage, GoodsStage::Active) {
        page = page.beside_heading(stage(&file.stage).render(lang));
    }
    Ok(page.body(html! {
        (work::next_steps(&app, &visit, &todos))
        @match &file.stage {
            GoodsStage::Draft { returned: Some(reason) } => {
                div class="note mb" { p { b { (say(lang, "page-goods-returned")) } " " (reason) } }
            }
            GoodsStage::Withdrawn { reason } => {
                div class="note mb" { p { b { (say(lang, "page-goods-withdrawn")) } " " (reason) } }
            }
            _ => {}
        }
        div class="grid g2" {
            section class="card" aria-labelledby="good" {
                h2 id="good" { (say(lang, "page-goods-what")) }
                (summary(lang, good, &template, today))
                (buttons(&visit, id, file))
                @if party && !file.suspects.is_empty() {
                    h3 { (say(lang, "page-goods-suspects")) }
                    ul { @for other in &file.suspects { li { a href={ "/goods/" (other) } { (name(&app, *other)) } } } }
                }
            }
            section class="card" { (table(lang, &offers)) }
        }
    }))
}

fn name(app: &App, id: StandardId) -> String {
    let state = app.platform().state::<StandardGood>(id).ok().flatten().unwrap_or_default();
    state
        .file()
        .map(|file| format!("{} {} {}", file.good.name, file.good.brand, file.good.model))
        .unwrap_or_default()
}

fn stage(stage: &GoodsStage) -> Tag {
    let tone = match stage {
        GoodsStage::Active => Tone::Good,
        GoodsStage::Withdrawn { .. } => Tone::Off,
        GoodsStage::Draft { .. } | GoodsStage::Reviewing => Tone::Warn,
    };
    Tag::new(key(format!("goods-stage-{}", stage.id())), tone)
}

/// The name of an attribute with its unit.
pub(super) fn attribute_name(lang: Lang, attribute: &Attribute) -> String {
    let name = if lang == Lang::En { &attribute.name_en } else { &attribute.name };
    match &attribute.unit {
        Some(unit) => format!("{name} ({unit})"),
        None => name.clone(),
    }
}

fn summary(lang: Lang, good: &Good, template: &[Attribute], today: Date) -> Markup {
    let mut all = Summary::default()
        .data(key("goods-brand"), &good.brand)
        .data(key("goods-model"), &good.model)
        .data(key("goods-manufacturer"), &good.manufacturer)
        .data(key("goods-item"), format!("{} {}", good.catalogue, Catalogue::builtin().name(&good.catalogue)))
        .data(key("goods-unit"), &good.unit);
    for (attribute, value) in good.described(template) {
        let value = match attribute.kind {
            AttributeKind::Flag => {
                say(lang, if value == "true" { "page-goods-yes" } else { "page-goods-no" })
            }
            _ => value.to_owned(),
        };
        all = all.data(data(attribute_name(lang, attribute)), value);
    }
    let certificates = [
        ("energy_number", &good.energy),
        ("environment_number", &good.environment),
        ("ccc_number", &good.ccc),
    ];
    for (field, certificate) in certificates {
        if let Some(certificate) = certificate {
            all = all.row(key(format!("goods-{field}")), shown(lang, certificate, today));
        }
    }
    if let Some(origin) = &good.origin {
        all = all.data(key("goods-origin"), origin);
    }
    if let Some(months) = good.warranty {
        all = all.data(key("goods-warranty"), months.to_string());
    }
    all.render(lang)
}

fn shown(lang: Lang, certificate: &Certificate, today: Date) -> Markup {
    html! {
        (certificate.number)
        @if let Some(until) = certificate.until {
            " " span class="quiet-text" { (key("page-goods-until").with("until", until).said(lang)) }
            @if until < today { " " (Tag::new(key("page-goods-expired"), Tone::Bad).render(lang)) }
        }
    }
}

fn buttons(visit: &Visit, id: StandardId, file: &GoodsFile) -> Markup {
    let (lang, reader) = (visit.lang, give::actor(visit));
    let good = &file.good;
    let sell = format!(
        "/mall/sell?standard={id}&catalogue={}&name={}&brand={}&model={}&unit={}",
        good.catalogue,
        encode(&good.name),
        encode(&good.brand),
        encode(&good.model),
        encode(&good.unit)
    );
    html! {
        div class="row mt" {
            @match file.stage {
                GoodsStage::Active => {
                    @if reader.is(&[Role::SupplierClerk]) { (Action::main(key("mall-list_goods"), sell).render(lang)) }
                    @if reader.is(&[Role::Operator]) {
                        (Action::quiet(key("goods-withdraw_standard"), format!("/do/goods.withdraw_standard?standard={id}")).render(lang))
                    }
                }
                GoodsStage::Draft { .. } if reader.organisation == file.author => {
                    (Action::quiet(key("goods-revise_standard"), format!("/goods/revise?standard={id}")).render(lang))
                }
                _ => {}
            }
        }
    }
}

fn table(lang: Lang, offers: &[ListingRow]) -> Markup {
    let cells = |offer: &ListingRow| {
        vec![
            html! { a href={ "/mall/listing/" (offer.id) } { (offer.supplier_name) } },
            html! { (Amount { money: offer.price, words: false }.render(lang)) "/" (offer.unit) },
        ]
    };
    Table {
        caption: Some(key("page-goods-offers")),
        columns: vec![Column::words(key("mall-supplier")), Column::number(key("mall-price"))],
        rows: offers.iter().map(cells).collect(),
        empty: Some(key("page-goods-no-offers")),
        ..Table::default()
    }
    .render(lang)
}

/// A day in words, for pages of the subsystem.
pub(super) fn day(lang: Lang, date: Date) -> String {
    texts::date(lang, date)
}
