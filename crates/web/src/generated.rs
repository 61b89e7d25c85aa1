//! `/do/<command>`: the form that every command has, made from its definition. Labels and hints come from the locale files.

use crate::{
    app::App,
    choose,
    components::{Choice, Form, Page, TextInput},
    errors::Failure,
    give, names,
    posted::{Uploaded, Values},
    subject, summarise,
    visit::Visit,
    words::{Text, data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{Refusal, Region, Regions, Role};
use maud::{Markup, html};
use platform::{Approval, CommandDef, Field, Kind, engine::input};

/// `GET /do/{command}`; the query fills in fields beforehand.
pub async fn form(State(app): State<App>, visit: Visit, Path(name): Path<String>) -> Result<Page, Failure> {
    let def = find(&app, &visit, &name)?;
    Ok(draw(&app, &visit, def, &visit.query, None))
}

/// `POST /do/{command}`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    sent: Uploaded,
) -> Result<Response, Failure> {
    let def = find(&app, &visit, &name)?;
    let mut values = sent.values;
    if values.rows_changed() {
        return Ok(draw(&app, &visit, def, &values, None).into_response());
    }
    // Only what the command asks for is kept: an undeclared part would lie on the disk for nothing.
    let asked =
        |name: &str| def.fields.iter().any(|field| field.name == name && matches!(field.kind, Kind::File));
    for file in sent.files.iter().filter(|file| asked(&file.field)) {
        values.set(file.field.clone(), app.platform().outside().put(&file.bytes)?.to_string());
    }
    if values.get("_step") == Some("change") {
        return Ok(draw(&app, &visit, def, &values, None).into_response());
    }
    if def.approval != Approval::None && values.get("_step") != Some("confirmed") {
        return Ok(match check(def, &values) {
            Ok(parsed) => confirm(&app, &visit, def, &values, &parsed).into_response(),
            Err(refusal) => draw(&app, &visit, def, &values, Some(&refusal)).into_response(),
        });
    }
    match give::command(&app, &visit, def.name, &values).await? {
        Ok(accepted) => Ok(give::done(def.name, &accepted)),
        Err(refusal) => Ok(draw(&app, &visit, def, &values, Some(&refusal)).into_response()),
    }
}

/// A command that this reader could give; one of another role is as unknown as one that does not exist.
fn find<'a>(app: &'a App, visit: &Visit, name: &str) -> Result<&'a CommandDef, Failure> {
    let unknown = || Refusal::new("E_UNKNOWN_COMMAND").arg("name", name);
    let def = app.platform().commands().get(name).ok_or_else(unknown)?;
    if def.audience.contains(&Role::Public) || give::actor(visit).is(def.audience) {
        return Ok(def);
    }
    Err(Refusal::new(if visit.person.is_some() { "E_FORBIDDEN" } else { "E_SIGN_IN" }).into())
}

/// Field errors before anything is shown for confirmation.
pub fn check(def: &CommandDef, values: &Values) -> Result<serde_json::Value, Refusal> {
    let typed = input::from_form(values.iter().filter(|(name, _)| !give::own(name)));
    input::parse(def.fields, &typed).map_err(|fields| {
        let mut refusal = Refusal::new("E_SCHEMA");
        refusal.fields = fields;
        refusal
    })
}

fn draw(app: &App, visit: &Visit, def: &CommandDef, values: &Values, refusal: Option<&Refusal>) -> Page {
    let (lang, scope) = (visit.lang, names::scope(def.name));
    let form = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    let intro = platform::texts::first(lang, &[&format!("{scope}.intro")]);
    let button = platform::texts::first(lang, &[&format!("{scope}.submit"), "ui-submit"]).unwrap_or_default();
    let two = def.approval != Approval::None;
    let stale = refusal.is_some_and(|refusal| refusal.code == "E_STALE");
    let seen = values
        .get("_version")
        .filter(|_| !stale)
        .map(str::to_owned)
        .or_else(|| version(app, visit, def, values));
    let inner = html! {
        @if let Some(seen) = seen { input type="hidden" name="_version" value=(seen); }
        (fields(app, visit, &form, def.fields, "", def.subject.map(|(_, field)| field)))
        (give::reasons(&form, refusal))
        p { button class="btn" type="submit" { @if two { (say(lang, "ui-continue")) } @else { (button) } } }
    };
    let (action, id) = (format!("/do/{}", def.name), give::id_of(values));
    let files = def.fields.iter().any(|field| matches!(field.kind, Kind::File));
    let page = Page::new(visit, names::command(def.name)).status(give::status(refusal)).body(html! {
        (give::refused(&form, refusal))
        @if files { (form.upload(&action, Some(&id), &inner)) } @else { (form.post(&action, Some(&id), &inner)) }
    });
    let page = if visit.person.is_some() { page.crumb(key("nav-work"), "/work") } else { page };
    match (intro, def.approval.second(&give::actor(visit))) {
        (Some(intro), _) => page.lede(data(intro)),
        (None, Some(role)) => {
            page.lede(key("ui-two-persons").with("role", kernel::Arg::Key(format!("role-{}", role.id()))))
        }
        _ => page,
    }
}

/// How far the command's subject is: if it moves on before the form is sent, the form is stale.
fn version(app: &App, visit: &Visit, def: &CommandDef, values: &Values) -> Option<String> {
    let (kind, field) = def.subject?;
    let stream = kernel::StreamName::parse(&format!("{kind}/{}", values.filled(field)?))?;
    if !subject::may_name(app, visit, &stream) {
        return None;
    }
    let sql = "SELECT version FROM state WHERE stream = $1";
    let rows = app.platform().journal().read(|tx| tx.query(sql, &[stream.as_str().into()])).ok()?;
    Some(rows.first()?.int(0).ok()?.to_string())
}

/// What was typed, read back before it goes to the second person.
fn confirm(app: &App, visit: &Visit, def: &CommandDef, values: &Values, parsed: &serde_json::Value) -> Page {
    let (lang, scope) = (visit.lang, names::scope(def.name));
    let form = Form::new(visit, &scope).values(values);
    let Some(role) = def.approval.second(&give::actor(visit)) else {
        return draw(app, visit, def, values, None);
    };
    let kept = html! {
        @if let Some(seen) = values.get("_version") { input type="hidden" name="_version" value=(seen); }
        @for (name, value) in values.iter().filter(|(name, _)| name.starts_with("reasons.") || !give::own(name)) {
            input type="hidden" name=(name) value=(value);
        }
    };
    let id = give::id_of(values);
    let inner = html! {
        (kept)
        div class="row mt" {
            button class="btn" type="submit" name="_step" value="confirmed" { (say(lang, "ui-confirm-propose")) }
            button class="btn quiet" type="submit" name="_step" value="change" { (say(lang, "ui-change-typed")) }
        }
    };
    Page::new(visit, names::command(def.name))
        .crumb(key("nav-work"), "/work")
        .lede(key("ui-two-persons").with("role", kernel::Arg::Key(format!("role-{}", role.id()))))
        .body(html! {
            h2 { (say(lang, "ui-check-typed")) }
            (summarise::input(app, lang, &scope, def.fields, parsed))
            (form.post(&format!("/do/{}", def.name), Some(&id), &inner))
        })
}

pub fn fields(
    app: &App,
    visit: &Visit,
    form: &Form<'_>,
    of: &[Field],
    prefix: &str,
    subject: Option<&str>,
) -> Markup {
    html! { @for field in of { (one(app, visit, form, field, prefix, subject)) } }
}

fn one(
    app: &App,
    visit: &Visit,
    form: &Form<'_>,
    field: &Field,
    prefix: &str,
    subject: Option<&str>,
) -> Markup {
    let name = format!("{prefix}{}", field.name);
    let optional = !field.required;
    match field.kind {
        Kind::Text { max } => html! { (form.text(&name, max).optional_if(optional)) },
        Kind::Paragraph { max } => html! { (form.textarea(&name, max).optional_if(optional)) },
        Kind::Secret { max } => {
            let input = TextInput { max, secret: true, ..TextInput::default() };
            html! { (form.field(&name, input).optional_if(optional)) }
        }
        Kind::Money => html! { (form.money(&name).optional_if(optional)) },
        Kind::Percent { .. } => html! { (form.percent(&name).optional_if(optional)) },
        Kind::Number { .. } => html! { (form.number(&name).optional_if(optional)) },
        Kind::Date => html! { (form.date(&name).optional_if(optional)) },
        Kind::Instant => html! { (form.datetime(&name).optional_if(optional)) },
        Kind::Choice(options) if options.len() <= 4 => {
            html! { (form.radios(&name, form.choices(&name, options)).optional_if(optional)) }
        }
        Kind::Choice(options) => {
            html! { (form.select(&name, form.choices(&name, options)).optional_if(optional)) }
        }
        Kind::Flag => html! { (form.checkbox(&name)) },
        Kind::Region => {
            let choices = regions(visit);
            html! { (form.select(&name, choices).optional_if(optional)) }
        }
        Kind::Catalogue | Kind::Uscc => {
            let input = TextInput { max: 40, narrow: true, ..TextInput::default() };
            html! { div {
                (form.field(&name, input).optional_if(optional))
                @if matches!(field.kind, Kind::Catalogue) {
                    p class="small" { a href="/catalogue" target="_blank" rel="noopener" { (say(form.lang, "catalogue-find")) } }
                }
            } }
        }
        Kind::Id(kind) => {
            match form.values.filled(&name).filter(|_| subject == Some(field.name) && prefix.is_empty()) {
                Some(id) => html! {
                    input type="hidden" name=(name) value=(id);
                    (about(app, visit, kind, id))
                },
                None => html! { (existing(app, visit, form, kind, &name, optional)) },
            }
        }
        Kind::File => html! { (form.file(&name, "*/*", crate::app::UPLOAD_MB).optional_if(optional)) },
        Kind::Blob { max } => html! { (form.textarea(&name, max).optional_if(optional)) },
        Kind::Group(of) => html! {
            fieldset { legend { h2 { (form.label(&name).said(form.lang)) } }
                (fields(app, visit, form, of, &format!("{name}."), None)) }
        },
        Kind::List { of, max } => {
            let group = form.group(&name).min(usize::from(field.required)).max(max);
            group.rows(|at| fields(app, visit, form, of, &format!("{at}."), None))
        }
    }
}

/// Something that exists already: chosen by its name; by its number if there is too much to choose from.
fn existing(app: &App, visit: &Visit, form: &Form<'_>, kind: &str, name: &str, optional: bool) -> Markup {
    let typed = form.values.filled(name);
    let listed = |choices: &Vec<Choice>| typed.is_none_or(|id| choices.iter().any(|one| one.value == id));
    match choose::choices(app, visit, kind).filter(listed) {
        Some(choices) => html! { (form.select(name, choices).optional_if(optional)) },
        None => html! { (form.text(name, 80).optional_if(optional)) },
    }
}

/// What the form is about, in words and as a link.
fn about(app: &App, visit: &Visit, kind: &str, id: &str) -> Markup {
    let Some(stream) = kernel::StreamName::parse(&format!("{kind}/{id}")) else { return html! {} };
    let title = app.title_of(&stream).filter(|_| subject::may_name(app, visit, &stream));
    let title = title.map_or_else(|| names::kind(kind), Text::Data);
    html! {
        p class="small" { (names::kind(kind).said(visit.lang)) (say(visit.lang, "ui-colon"))
            a href=(names::page(&stream)) { (title.said(visit.lang)) } }
    }
}

/// The regions of the reader's province.
pub fn regions(visit: &Visit) -> Vec<Choice> {
    let home = visit.person.as_ref().map(|person| person.actor.region);
    let province =
        home.and_then(|region| region.ancestry().last()).filter(|region| *region != Region::default());
    let table = Regions::builtin();
    let top = province.or_else(|| "230000".parse().ok()).unwrap_or_default();
    let choice = |(region, name): (Region, &str)| {
        let indent = "　".repeat(usize::from(region.level().saturating_sub(1)));
        Choice::new(region.code(), data(format!("{indent}{name}")))
    };
    table.under(top).map(choice).collect()
}
