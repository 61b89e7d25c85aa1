//! JSON API: every command, to-dos, sign-in for programs; its description is made from the command definitions.

use crate::{
    app::{App, read_failed},
    components::{Column, Page, Table},
    errors::Failure,
    give, names, session,
    sign_in::{check, check_code, needs_code, signed_in},
    visit::Visit,
    words::{key, say},
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::html;
use platform::{Approval, CommandDef, Envelope, Field, Kind};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The body of `POST /api/v1/commands/{name}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The command's id; the same id with the same input is answered as the first time.
    id: Uuid,
    /// Its input.
    #[serde(default)]
    input: Value,
    /// Written reasons for warnings.
    #[serde(default)]
    reasons: BTreeMap<String, String>,
    /// Refuse if the subject has moved on.
    #[serde(default)]
    expected_version: Option<u64>,
}

/// `POST /api/v1/commands/{name}`.
pub async fn command(
    State(app): State<App>,
    visit: Visit,
    Path(name): Path<String>,
    Json(given): Json<Given>,
) -> Result<Response, Failure> {
    let envelope = Envelope {
        reasons: given.reasons,
        expected_version: given.expected_version,
        ..Envelope::new(given.id, name, given.input)
    };
    let accepted = give::submit_envelope(&app, &visit, envelope).await?;
    let streams: Vec<&str> = accepted.streams.iter().map(kernel::StreamName::as_str).collect();
    let proposed = streams.first().is_some_and(|stream| stream.starts_with("supervision.proposal/"));
    let body = json!({
        "command": accepted.command,
        "at": accepted.at.millis(),
        "first": accepted.first,
        "last": accepted.last,
        "streams": streams,
        "repeated": accepted.repeated,
        "proposed": proposed,
    });
    Ok((StatusCode::OK, Json(body)).into_response())
}

/// The body of `POST /api/v1/sign-in`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    login: String,
    password: String,
    #[serde(default)]
    code: Option<String>,
}

/// `POST /api/v1/sign-in`: a token for `Authorization: Bearer …`.
pub async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    Json(given): Json<Credentials>,
) -> Result<Json<Value>, Failure> {
    let account = check(&app, visit.address, given.login, given.password).await?;
    if needs_code(&app, &account)? {
        check_code(&app, visit.address, &account, given.code.as_deref()).await?;
    }
    let person = signed_in(&app, account);
    let token = session::new_token();
    let answer = json!({ "token": token, "person": person.actor.person, "organisation": person.actor.organisation,
        "roles": person.actor.roles });
    app.sessions().open(session::digest(&token), person);
    Ok(Json(answer))
}

/// `GET /api/v1/todo`.
pub async fn todo(State(app): State<App>, visit: Visit) -> Result<Json<Value>, Failure> {
    let person = visit.signed_in()?;
    let todos = app.platform().todo(&person.actor, 500).map_err(read_failed)?;
    let rows: Vec<Value> = todos
        .iter()
        .map(|todo| {
            json!({ "stream": todo.stream, "command": todo.command, "role": todo.role, "title": todo.title,
                "due": todo.due.map(kernel::Instant::millis), "since": todo.since.millis() })
        })
        .collect();
    Ok(Json(json!({ "todo": rows })))
}

/// `GET /api/v1/problems/{code}`: what a refusal's code means.
pub async fn problem(visit: Visit, Path(code): Path<String>) -> Result<Json<Value>, Failure> {
    if !code.starts_with("E_") {
        return Err(Failure::not_found());
    }
    let told = platform::texts::refusal(visit.lang, &Refusal::new(code.clone()));
    if told.message == code {
        return Err(Failure::not_found());
    }
    Ok(Json(json!({ "code": code, "title": told.message, "remedy": told.remedy,
        "status": crate::errors::status(&code).as_u16() })))
}

/// `GET /api/v1/openapi.json`.
pub async fn openapi(State(app): State<App>, visit: Visit) -> Json<Value> {
    Json(describe(&app, visit.lang))
}

/// The OpenAPI 3.1 description.
pub fn describe(app: &App, lang: platform::texts::Lang) -> Value {
    let mut paths = Map::new();
    for def in app.platform().commands().iter() {
        paths.insert(format!("/api/v1/commands/{}", def.name), operation(def, lang));
    }
    let token = json!({ "type": "object", "required": ["login", "password"], "properties": {
        "login": { "type": "string" }, "password": { "type": "string" }, "code": { "type": "string" } } });
    paths.insert("/api/v1/sign-in".to_owned(), json!({ "post": {
        "summary": say(lang, "nav-sign-in"), "security": [],
        "requestBody": body(token), "responses": { "200": { "description": "token" }, "default": problem_response() } } }));
    paths.insert(
        "/api/v1/todo".to_owned(),
        json!({ "get": {
        "summary": say(lang, "nav-work"),
        "responses": { "200": { "description": "to-do list" }, "default": problem_response() } } }),
    );
    paths.extend(laws(lang));
    json!({
        "openapi": "3.1.0",
        "info": { "title": say(lang, "site-name"), "version": "1" },
        "paths": paths,
        "security": [{ "session": [] }],
        "components": {
            "securitySchemes": { "session": { "type": "http", "scheme": "bearer" } },
            "schemas": {
                "Accepted": { "type": "object", "properties": {
                    "command": { "type": "string", "format": "uuid" }, "at": { "type": "integer" },
                    "first": { "type": "integer" }, "last": { "type": "integer" },
                    "streams": { "type": "array", "items": { "type": "string" } },
                    "repeated": { "type": "boolean" }, "proposed": { "type": "boolean" } } },
                "Problem": { "type": "object", "properties": {
                    "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
                    "code": { "type": "string" }, "rule": { "type": ["string", "null"] },
                    "basis": { "type": ["string", "null"] },
                    "laws": { "type": "array", "items": { "type": "string" } }, "remedy": { "type": ["string", "null"] },
                    "fields": { "type": "array", "items": { "type": "object", "properties": {
                        "path": { "type": "string" }, "message": { "type": "string" } } } } } }
            }
        }
    })
}

/// The library of statutes, open to everybody.
fn laws(lang: platform::texts::Lang) -> Map<String, Value> {
    let day = json!({ "name": "on", "in": "query", "schema": { "type": "string", "format": "date" } });
    let known = json!({ "name": "known", "in": "query", "schema": { "type": "string" } });
    let part =
        |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let get = |summary: &str, parameters: Value| {
        json!({ "get": { "summary": say(lang, summary), "security": [], "parameters": parameters,
            "responses": { "200": { "description": "JSON" }, "default": problem_response() } } })
    };
    let article = json!([part("id"), part("article"), day, known]);
    let all = [
        ("/api/v1/laws", get("page-laws-title", json!([day, known]))),
        ("/api/v1/laws/{id}/articles/{article}", get("page-laws-search", article)),
    ];
    all.into_iter().map(|(path, operation)| (path.to_owned(), operation)).collect()
}

fn body(schema: Value) -> Value {
    json!({ "required": true, "content": { "application/json": { "schema": schema } } })
}
fn problem_response() -> Value {
    json!({ "description": "refusal", "content": { "application/problem+json": {
        "schema": { "$ref": "#/components/schemas/Problem" } } } })
}

fn operation(def: &CommandDef, lang: platform::texts::Lang) -> Value {
    let second = match def.approval {
        Approval::None => Value::Null,
        Approval::Second(role) => role.id().into(),
        Approval::SecondOf(pairs) => pairs.iter().map(|(_, second)| second.id()).collect(),
    };
    let scope = names::scope(def.name);
    let schema = json!({ "type": "object", "required": ["id"], "properties": {
        "id": { "type": "string", "format": "uuid" },
        "input": object(def.fields, &scope, lang, ""),
        "reasons": { "type": "object", "additionalProperties": { "type": "string" } },
        "expected_version": { "type": "integer" } } });
    json!({ "post": {
        "operationId": def.name,
        "tags": [def.name.split('.').next().unwrap_or_default()],
        "summary": names::command(def.name).said(lang),
        "x-roles": def.audience, "x-second-role": second,
        "requestBody": body(schema),
        "responses": {
            "200": { "description": "accepted", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Accepted" } } } },
            "default": problem_response() } } })
}

fn object(fields: &[Field], scope: &str, lang: platform::texts::Lang, prefix: &str) -> Value {
    let form = crate::components::Form::plain(lang, scope);
    let mut properties = Map::new();
    for field in fields {
        let path = format!("{prefix}{}", field.name);
        let mut schema = schema(field.kind, scope, lang, &path);
        if let Value::Object(map) = &mut schema {
            map.insert("title".to_owned(), form.label(&path).said(lang).into());
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn schema(kind: Kind, scope: &str, lang: platform::texts::Lang, path: &str) -> Value {
    match kind {
        Kind::Text { max } | Kind::Paragraph { max } | Kind::Secret { max } | Kind::Blob { max } => {
            json!({ "type": "string", "maxLength": max })
        }
        Kind::Money => {
            let fen = json!({ "type": "integer", "minimum": 1, "maximum": kernel::Money::MAX.fen(),
                "description": say(lang, "api-money-fen") });
            let yuan = json!({ "type": "string", "pattern": "^[0-9]{1,3}(,?[0-9]{3})*(\\.[0-9]{1,2})?$",
                "description": say(lang, "api-money-yuan") });
            json!({ "oneOf": [fen, yuan] })
        }
        Kind::Percent { min, max } => json!({ "type": "string", "description": format!("{min}–{max} %") }),
        Kind::Number { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Instant => json!({ "type": "integer", "description": "ms UTC" }),
        Kind::Choice(options) => json!({ "type": "string", "enum": options }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Region => json!({ "type": "string", "pattern": "^[0-9]{6}$" }),
        Kind::Catalogue => json!({ "type": "string", "pattern": "^[ABC][0-9]*$" }),
        Kind::Uscc => json!({ "type": "string", "minLength": 18, "maxLength": 18 }),
        Kind::Id(stream) => json!({ "type": "string", "format": "uuid", "description": stream }),
        Kind::File => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SM3" }),
        Kind::Group(of) => object(of, scope, lang, &format!("{path}.")),
        Kind::List { of, max } => {
            json!({ "type": "array", "maxItems": max, "items": object(of, scope, lang, &format!("{path}[0].")) })
        }
    }
}

/// `GET /api`: the API for people.
pub async fn page(State(app): State<App>, visit: Visit) -> Page {
    let lang = visit.lang;
    let rows = app
        .platform()
        .commands()
        .iter()
        .map(|def| {
            let second = match def.approval {
                Approval::None => String::new(),
                Approval::Second(role) => names::role(role).said(lang),
                Approval::SecondOf(pairs) => {
                    let roles: Vec<_> =
                        pairs.iter().map(|(_, second)| names::role(*second).said(lang)).collect();
                    roles.join(" / ")
                }
            };
            vec![
                html! { code { (def.name) } },
                html! { (names::command(def.name).said(lang)) },
                html! { (names::roles(lang, def.audience)) },
                html! { (second) },
            ]
        })
        .collect();
    let columns = vec![
        Column::words(key("api-command")),
        Column::words(key("api-title")),
        Column::words(key("api-roles")),
        Column::words(key("api-second")),
    ];
    let table = Table { caption: Some(key("api-commands")), columns, rows, ..Table::default() };
    Page::new(&visit, key("nav-api")).lede(key("api-lede")).body(html! {
        p { a class="btn" href="/api/v1/openapi.json" { "OpenAPI 3.1" } }
        pre { (EXAMPLE) }
        (table.render(lang))
    })
}

const EXAMPLE: &str = r#"POST /api/v1/sign-in
{"login": "clerk", "password": "…"}
→ {"token": "…"}

POST /api/v1/commands/demand.publish_intention
Authorization: Bearer …
{"id": "0199a1b2-…", "input": {…}}
→ 200 {"streams": ["demand.intention/…"], "first": 1884201, …}
→ 422 application/problem+json {"code": "E_NO_BUDGET", "remedy": "…", …}"#;
