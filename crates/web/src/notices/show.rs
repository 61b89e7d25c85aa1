//! `GET /notices/{id}`: a notice as published, its proof, its files, and where its project stands.

use super::texts;
use crate::{
    app::{App, read_failed},
    components::{Action, Article, Column, Page, Proof, Section, Summary, Table},
    errors::Failure,
    names,
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    Json,
    extract::{Path, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use journal::Stored;
use kernel::{Arg, Digest, NoticeId, Role, StreamId};
use maud::{Markup, html};
use platform::portal::{self, NoticeLine};
use procurement::tender::{self, Notice, Project, Published};
use serde_json::{Value, json};

fn load(app: &App, id: &str) -> Result<(Box<Published>, Stored), Failure> {
    let id: NoticeId = id.parse().map_err(|_| Failure::not_found())?;
    let events = app.platform().journal().events(&id.stream()).map_err(read_failed)?;
    match (app.platform().state::<Notice>(id).map_err(read_failed)?, events.into_iter().next()) {
        (Some(Notice::Published(published)), Some(event)) => Ok((published, event)),
        _ => Err(Failure::not_found()),
    }
}

/// `GET /notices/{id}`.
pub async fn page(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let (published, event) = load(&app, &id)?;
    let (lang, notice) = (visit.lang, &published.notice);
    let code = notice.notice_type.code();
    let mut sections: Vec<Section> = notice
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| Section {
            heading: heading(&visit, at + 1, &section.title),
            body: body(&visit, section),
        })
        .collect();
    let people = people(&app, &visit, &published);
    let contact = notice.people.iter().all(|(label, _)| label == "project_contact");
    if let (true, Some(last)) = (contact, sections.last_mut()) {
        // Whom to ask stands with the addresses and telephones, in the last section.
        last.body = html! { (last.body) (people) };
    } else {
        sections.push(Section { heading: heading(&visit, sections.len() + 1, "people"), body: people });
    }
    let article = Article {
        title: data(texts::title(lang, &notice.title, code)),
        meta: data(meta(&visit, &published)),
        sections,
    };
    let head = app.platform().journal().head();
    let proof = Proof {
        seq: event.seq,
        at: event.at,
        digest: event.leaf.get(1..).map(hex::encode),
        root: Some(hex::encode(head.root)),
        receipt: Some(format!("/notices/{id}/receipt.json")),
    };
    let others = match notice.project {
        Some(project) => app
            .platform()
            .journal()
            .read(|tx| portal::notices_of_project(tx, project))
            .map_err(read_failed)?,
        None => Vec::new(),
    };
    Ok(Page::new(&visit, data(texts::title(lang, &notice.title, code)))
        .own_heading()
        .crumb(key("nav-notices"), "/notices")
        .crumb(names::region(notice.region), format!("/notices?region={}", notice.region))
        .body(html! {
            div class="grid g2 mt" {
                (article.render(lang))
                aside class="grid top" {
                    (offer(&app, &visit, &published))
                    (proof.render(lang))
                    (files(&visit, &id, &published))
                    (way(&visit, &others, &id))
                }
            }
        }))
}

/// For suppliers, while the document is handed out: the way to it.
fn offer(app: &App, visit: &Visit, published: &Published) -> Markup {
    let lang = visit.lang;
    let for_them = visit.signed_in().map_or(true, |person| person.actor.is(&[Role::SupplierClerk]));
    let project =
        published.notice.project.filter(|_| for_them && published.notice.notice_type.code() == "N-03");
    let state = project.and_then(|id| app.platform().state::<Project>(id).ok().flatten());
    let (Some(id), Some(state)) = (project, state) else { return html! {} };
    let Ok(schedule) = state.schedule() else { return html! {} };
    if app.platform().now() > schedule.provision_end {
        return html! {};
    }
    html! {
        section class="next" aria-labelledby="obtain" {
            p id="obtain" { (key("page-notice-obtain").with("until", schedule.provision_end).said(lang)) }
            (Action::main(key("bidding-obtain_document"), format!("/do/bidding.obtain_document?project={id}")).render(lang))
        }
    }
}

fn heading(visit: &Visit, number: usize, title: &str) -> crate::words::Text {
    let name = say(visit.lang, &format!("notice-section-{title}"));
    key("notice-heading").with("number", ordinal(visit, number)).with("name", name)
}
/// 一、二、三 in Chinese, 1, 2, 3 in English.
fn ordinal(visit: &Visit, number: usize) -> String {
    const CHINESE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    match visit.lang {
        platform::texts::Lang::Zh => {
            CHINESE.get(number - 1).map_or_else(|| number.to_string(), |s| (*s).to_owned())
        }
        platform::texts::Lang::En => number.to_string(),
    }
}

fn meta(visit: &Visit, published: &Published) -> String {
    let (lang, notice) = (visit.lang, &published.notice);
    let mut parts = Vec::new();
    if !notice.project_no.is_empty() {
        parts.push(key("notice-meta-number").with("number", notice.project_no.as_str()).said(lang));
    }
    parts.push(key("notice-meta-published").with("at", published.at).said(lang));
    if let Some(end) = published.period_end {
        parts.push(key("notice-meta-until").with("until", end).said(lang));
    }
    parts.join(" · ")
}

fn body(visit: &Visit, section: &tender::Section) -> Markup {
    let lang = visit.lang;
    let rows = section.rows.iter().fold(Summary::default(), |list, row| {
        list.row(texts::label(&row.label), texts::value(lang, &row.value, true))
    });
    html! {
        @if !section.rows.is_empty() { (rows.render(lang)) }
        @for table in &section.tables { (grid(visit, table)) }
    }
}

fn grid(visit: &Visit, table: &tender::Table) -> Markup {
    let numeric = |at: usize| {
        !table.rows.is_empty()
            && table.rows.iter().all(|row| matches!(row.get(at), Some(Arg::Money(_) | Arg::Number(_))))
    };
    let column = |(at, name): (usize, &String)| {
        if numeric(at) { Column::number(texts::label(name)) } else { Column::words(texts::label(name)) }
    };
    let cell = |value: &Arg| match value {
        Arg::Money(money) => html! { (money) },
        other => texts::value(visit.lang, other, false),
    };
    Table {
        columns: table.columns.iter().enumerate().map(column).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        ..Table::default()
    }
    .render(visit.lang)
}

/// Names come out of the vault; one that was erased is said to be so.
fn people(app: &App, visit: &Visit, published: &Published) -> Markup {
    let lang = visit.lang;
    let mut labels: Vec<&str> = published.notice.people.iter().map(|(label, _)| label.as_str()).collect();
    labels.dedup();
    let names = |label: &str| {
        let of = published.notice.people.iter().filter(|(other, _)| other == label);
        let names: Vec<String> = of
            .map(|(_, person)| app.platform().name_of(*person).unwrap_or_else(|| say(lang, "notice-erased")))
            .collect();
        names.join(&say(lang, "ui-comma"))
    };
    labels
        .iter()
        .fold(Summary::default(), |list, label| list.data(texts::label(label), names(label)))
        .render(lang)
}

fn files(visit: &Visit, id: &str, published: &Published) -> Markup {
    let files = &published.notice.attachments;
    html! {
        @if !files.is_empty() {
            section class="card" aria-labelledby="files" {
                h2 id="files" { (say(visit.lang, "notice-files")) }
                ul { @for (label, digest) in files {
                    li {
                        @match (label.as_str(), published.notice.project) {
                            ("tender_document", Some(project)) => {
                                a href={ "/tender/project/" (project) "/document" } { (texts::label(label).said(visit.lang)) }
                            }
                            _ => a href={ "/notices/" (id) "/files/" (digest) } download { (texts::label(label).said(visit.lang)) }
                        }
                    }
                } }
            }
        }
    }
}

/// Where the project stands, as its notices tell.
fn way(visit: &Visit, others: &[NoticeLine], id: &str) -> Markup {
    let lang = visit.lang;
    html! {
        @if others.len() > 1 {
            section class="card" aria-labelledby="way" {
                h2 id="way" { (say(lang, "notice-way")) }
                ol class="line" { @for line in others {
                    li {
                        time { (line.at.date()) }
                        @if line.id.to_string() == id { b { (texts::kind(&line.code).said(lang)) } }
                        @else { a href={ "/notices/" (line.id) } { (texts::kind(&line.code).said(lang)) } }
                    }
                } }
            }
        }
    }
}

/// `GET /notices/{id}/receipt.json`: what is needed to find the notice in the log and recompute its entry.
pub async fn receipt(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Value>, Failure> {
    let (_, event) = load(&app, &id)?;
    let head = app.platform().journal().head();
    let body: Value = serde_json::from_str(&event.body).map_err(Failure::internal)?;
    Ok(Json(json!({
        "seq": event.seq, "stream": event.stream, "version": event.version, "kind": event.kind,
        "at": event.at.millis(), "body": body, "salt": hex::encode(event.salt), "leaf": hex::encode(&event.leaf),
        "log": { "size": head.seq, "root": hex::encode(head.root) },
    })))
}

/// `GET /notices/{id}/files/{digest}`: a file that the notice publishes; sent to be kept, never shown as a page.
pub async fn file(
    State(app): State<App>,
    Path((id, digest)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (published, _) = load(&app, &id)?;
    let digest: Digest = digest.parse().map_err(|_| Failure::not_found())?;
    let (label, _) = published
        .notice
        .attachments
        .iter()
        .find(|(_, other)| *other == digest)
        .ok_or_else(Failure::not_found)?;
    let bytes = app.platform().document(&digest).ok_or_else(Failure::not_found)?;
    let ending = if bytes.starts_with(b"%PDF") {
        "pdf"
    } else if bytes.starts_with(b"{") {
        "json"
    } else {
        "bin"
    };
    let plain: String = label.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let name = format!("attachment; filename=\"{plain}.{ending}\"");
    let headers = [(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
