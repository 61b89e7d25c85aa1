//! What is said about the goods of an end item.

use super::show::attribute_name;
use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table},
    errors::Failure,
    give,
    posted::Values,
    visit::Visit,
    words::{data, key, say},
};
use axum::extract::{Path, State};
use kernel::{Catalogue, CatalogueCode, Role};
use maud::html;
use platform::goods::{set_templates, template_of};
use procurement::goods::{Attribute, AttributeKind, builtin_templates};

/// `GET /goods/templates`.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let mut codes = app.platform().journal().read(|tx| set_templates(tx)).map_err(read_failed)?;
    codes.extend(builtin_templates().keys().cloned());
    codes.sort();
    codes.dedup();
    let rows = codes.iter().map(|code| {
        vec![
            html! { a href={ "/goods/templates/" (code) } { (code) } },
            html! { (Catalogue::builtin().name(code)) },
            html! { a href={ "/goods/blank.csv?code=" (code) } download { (say(lang, "page-goods-blank")) } },
        ]
    });
    let columns = ["goods-catalogue", "goods-item", "page-goods-blank-file"];
    let table = Table {
        columns: columns.map(|name| Column::words(key(name))).into(),
        rows: rows.collect(),
        ..Table::default()
    };
    let operator = give::actor(&visit).is(&[Role::Operator]);
    Ok(Page::new(&visit, key("page-goods-templates"))
        .crumb(key("subsystem-goods"), "/goods")
        .lede(key("page-goods-templates-lede"))
        .body(html! {
            @if operator { div class="row mb" { (Action::quiet(key("goods-set_template"), "/do/goods.set_template").render(lang)) } }
            section class="card" { (table.render(lang)) }
        }))
}

/// `GET /goods/templates/{code}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(code): Path<String>) -> Result<Page, Failure> {
    let lang = visit.lang;
    let code: CatalogueCode = code.parse().map_err(|_| Failure::not_found())?;
    let template = template_of(app.platform(), &code).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let yes = |set: bool| html! { @if set { (say(lang, "page-goods-yes")) } @else { (say(lang, "page-goods-no")) } };
    let rows = template.iter().map(|attribute| {
        vec![
            html! { (attribute_name(lang, attribute)) },
            html! { (say(lang, &format!("goods-kind-{}", attribute.kind.id()))) },
            html! { (attribute.options.join("、")) },
            yes(attribute.required),
            yes(attribute.comparable),
        ]
    });
    let columns = ["goods-name", "goods-kind", "goods-options", "goods-required", "goods-comparable"];
    let table = Table {
        columns: columns.map(|name| Column::words(key(name))).into(),
        rows: rows.collect(),
        ..Table::default()
    };
    let operator = give::actor(&visit).is(&[Role::Operator]);
    Ok(Page::new(&visit, data(format!("{code} {}", Catalogue::builtin().name(&code))))
        .crumb(key("subsystem-goods"), "/goods")
        .crumb(key("page-goods-templates"), "/goods/templates")
        .body(html! {
            div class="row mb" {
                (Action::quiet(key("page-goods-blank"), format!("/goods/blank.csv?code={code}")).render(lang))
                @if operator { (Action::quiet(key("goods-set_template"), filled(&code, &template)).render(lang)) }
            }
            section class="card" { (table.render(lang)) }
        }))
}

/// The form that sets the template, with what is in force.
fn filled(code: &CatalogueCode, template: &[Attribute]) -> String {
    let mut values = Values::empty();
    values.set("catalogue", code.to_string());
    for (i, attribute) in template.iter().enumerate() {
        let mut set = |name: &str, text: String| {
            if !text.is_empty() {
                values.set(format!("attributes[{i}].{name}"), text);
            }
        };
        set("code", attribute.code.clone());
        set("name", attribute.name.clone());
        set("name_en", attribute.name_en.clone());
        set("unit", attribute.unit.clone().unwrap_or_default());
        set("kind", attribute.kind.id().to_owned());
        if attribute.kind == AttributeKind::Choice {
            set("options", attribute.options.join("、"));
        }
        set("required", if attribute.required { "true".to_owned() } else { String::new() });
        set("comparable", if attribute.comparable { "true".to_owned() } else { String::new() });
    }
    format!("/do/goods.set_template?{}", values.encode())
}
