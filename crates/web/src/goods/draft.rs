//! 登记标准商品: the item first, then what its template asks.

use super::show::attribute_name;
use crate::{
    app::{App, read_failed},
    components::{Choice, Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Catalogue, CatalogueCode, Refusal, StandardId};
use maud::{Markup, html};
use platform::goods::template_of;
use procurement::goods::{Attribute, AttributeKind, StandardGood};

const DRAFT: &str = "goods.draft_standard";
const REVISE: &str = "goods.revise_standard";

/// `GET /goods/draft?catalogue=…`.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    draw(&app, &visit, &visit.query, None, DRAFT)
}
/// `POST /goods/draft`.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    answer(&app, &visit, &values, DRAFT).await
}
/// `GET /goods/revise?standard=…`.
pub async fn revise(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let mut values = Values::clone(&visit.query);
    let id: StandardId =
        values.get("standard").and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)?;
    let state =
        app.platform().state::<StandardGood>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    let file = state.file()?;
    if file.author != give::actor(&visit).organisation {
        return Err(Failure::not_found());
    }
    let good = &file.good;
    let template = template_of(app.platform(), &good.catalogue).map_err(read_failed)?.unwrap_or_default();
    let code = good.catalogue.to_string();
    let words = [
        ("catalogue", &code),
        ("brand", &good.brand),
        ("manufacturer", &good.manufacturer),
        ("model", &good.model),
        ("name", &good.name),
        ("unit", &good.unit),
    ];
    words.into_iter().for_each(|(name, text)| values.set(name, text.clone()));
    for (i, attribute) in template.iter().enumerate() {
        if let Some(value) = good.parameters.get(&attribute.code) {
            values.set(format!("parameters[{i}].value"), value.clone());
        }
    }
    let certificates = [("energy", &good.energy), ("environment", &good.environment), ("ccc", &good.ccc)];
    for (field, certificate) in certificates {
        if let Some(certificate) = certificate {
            values.set(format!("{field}_number"), certificate.number.clone());
            values.set(
                format!("{field}_until"),
                certificate.until.map(|day| day.to_string()).unwrap_or_default(),
            );
        }
    }
    values.set("origin", good.origin.clone().unwrap_or_default());
    values.set("warranty", good.warranty.map(|months| months.to_string()).unwrap_or_default());
    draw(&app, &visit, &values, None, REVISE)
}
/// `POST /goods/revise`.
pub async fn send_revised(
    State(app): State<App>,
    visit: Visit,
    Posted(values): Posted,
) -> Result<Response, Failure> {
    answer(&app, &visit, &values, REVISE).await
}

async fn answer(
    app: &App,
    visit: &Visit,
    values: &Values,
    command: &'static str,
) -> Result<Response, Failure> {
    // A parameter that was left empty is not said.
    let empty = |name: &str| {
        let row = name.strip_suffix(".code").filter(|row| row.starts_with("parameters["));
        row.is_some_and(|row| values.filled(&format!("{row}.value")).is_none())
    };
    let said: Values = values.iter().filter(|(name, _)| !empty(name)).collect();
    match give::command(app, visit, command, &said).await? {
        Ok(accepted) => Ok(give::done(command, &accepted)),
        Err(refusal) => Ok(draw(app, visit, values, Some(&refusal), command)?.into_response()),
    }
}

fn draw(
    app: &App,
    visit: &Visit,
    values: &Values,
    refusal: Option<&Refusal>,
    command: &'static str,
) -> Result<Page, Failure> {
    let scope = crate::names::scope(command);
    let lang = visit.lang;
    let code = values.filled("catalogue").and_then(|code| code.parse::<CatalogueCode>().ok());
    let code = code.filter(|code| Catalogue::builtin().is_leaf(code));
    let page = Page::new(visit, key(scope.clone()))
        .crumb(key("subsystem-goods"), "/goods")
        .status(give::status(refusal));
    let Some(code) = code else {
        let f = Form::new(visit, &scope).values(values);
        return Ok(page.lede(key("page-goods-draft-item")).body(html! {
            form class="card" method="get" action="/goods/draft" {
                (f.text("catalogue", 12)) (crate::budget::find_item(lang))
                p class="last" { button class="btn" type="submit" { (say(lang, "ui-continue")) } }
            }
        }));
    };
    let template = template_of(app.platform(), &code).map_err(read_failed)?.unwrap_or_default();
    let placed = refusal.map(|refusal| placed(refusal, &template));
    let refusal = placed.as_ref();
    let f = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    let part = |id: &str, fields: Markup| html! { fieldset { legend { h2 { (say(lang, id)) } } (fields) } };
    let action = if command == REVISE { "/goods/revise" } else { "/goods/draft" };
    let item = format!("{code} {}", Catalogue::builtin().name(&code));
    Ok(page.lede(data(item)).body(html! {
        (give::refused(&f, refusal))
        (f.post(action, Some(&give::id_of(values)), &html! {
            input type="hidden" name="catalogue" value=(code);
            @if let Some(id) = values.filled("standard") { input type="hidden" name="standard" value=(id); }
            (part("page-goods-what", html! {
                (f.text("name", 60)) (f.text("brand", 40)) (f.text("model", 60)) (f.text("manufacturer", 80))
                (f.text("unit", 10))
            }))
            @if !template.is_empty() { (part("goods-parameters", parameters(visit, &f, &template))) }
            (part("page-goods-certificates", html! {
                @for name in ["energy", "environment", "ccc"] {
                    (f.text(&format!("{name}_number"), 40).optional()) (f.date(&format!("{name}_until")).optional())
                }
                (f.text("origin", 40).optional()) (f.number("warranty").optional())
            }))
            (give::reasons(&f, refusal))
            (give::submit(visit, "ui-submit"))
        }))
    }))
}

fn parameters(visit: &Visit, f: &Form<'_>, template: &[Attribute]) -> Markup {
    let lang = visit.lang;
    let options = |values: &[(&str, String)]| -> Vec<Choice> {
        values.iter().map(|(value, label)| Choice::new(*value, data(label.clone()))).collect()
    };
    html! {
        @for (i, attribute) in template.iter().enumerate() {
            @let name = format!("parameters[{i}].value");
            @let label = data(attribute_name(lang, attribute));
            input type="hidden" name={ "parameters[" (i) "].code" } value=(attribute.code);
            @match attribute.kind {
                AttributeKind::Choice => {
                    @let all: Vec<_> = attribute.options.iter().map(|option| (option.as_str(), option.clone())).collect();
                    @let field = f.select(&name, options(&all)).label(label);
                    @if attribute.required { (field) } @else { (field.optional()) }
                }
                AttributeKind::Flag => {
                    @let all = [("true", say(lang, "page-goods-yes")), ("false", say(lang, "page-goods-no"))];
                    @let field = f.select(&name, options(&all)).label(label);
                    @if attribute.required { (field) } @else { (field.optional()) }
                }
                AttributeKind::Text | AttributeKind::Number => {
                    @let field = f.text(&name, Attribute::LONGEST).label(label);
                    @if attribute.required { (field) } @else { (field.optional()) }
                }
            }
        }
    }
}

/// The law names an attribute by its code; the form by its place.
fn placed(refusal: &Refusal, template: &[Attribute]) -> Refusal {
    let mut placed = refusal.clone();
    for field in &mut placed.fields {
        let code = field.path.strip_prefix("parameters.");
        if let Some(i) = code.and_then(|code| template.iter().position(|attribute| attribute.code == code)) {
            field.path = format!("parameters[{i}].value");
        }
    }
    placed
}
