//! 发布法规文本: typed and pasted, split and shown, then sent to the second person.

use super::laws;
use crate::{
    app::App,
    components::{Form, Page, TextArea},
    errors::Failure,
    generated, give,
    posted::{Posted, Values},
    summarise,
    visit::Visit,
    words::{key, say},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use kernel::{Refusal, Region};
use maud::{Markup, html};
use platform::statute::Laws;
use procurement::statute::{Level, Piece, Text};

const COMMAND: &str = "statute.publish";
const SCOPE: &str = "statute-publish";

/// `GET /statute/publish?code=mof-87`: the title page of a known statute is filled in.
pub async fn form(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let laws = laws(&app)?;
    let mut values = Values::clone(&visit.query);
    if let Some(document) = values.filled("code").and_then(|code| laws.library.document(code)) {
        let region = if document.region == Region::default() { "" } else { document.region.code() };
        let known = [
            ("title", document.title.as_str()),
            ("number", &document.number),
            ("issuer", &document.issuer),
            ("level", document.level.id()),
            ("region", region),
        ];
        for (name, value) in known {
            if values.filled(name).is_none() {
                values.set(name, value);
            }
        }
    }
    Ok(draw(&visit, &values, None))
}

/// `POST /statute/publish`: first the preview, then the command.
pub async fn send(State(app): State<App>, visit: Visit, Posted(values): Posted) -> Result<Response, Failure> {
    if values.get("_step") == Some("change") {
        return Ok(draw(&visit, &values, None).into_response());
    }
    if values.get("_step") != Some("confirmed")
        && let Some(page) = preview(&app, &visit, &values)?
    {
        return Ok(page.into_response());
    }
    match give::command(&app, &visit, COMMAND, &values).await? {
        Ok(accepted) => Ok(give::done(COMMAND, &accepted)),
        Err(refusal) => Ok(draw(&visit, &values, Some(&refusal)).into_response()),
    }
}

fn draw(visit: &Visit, values: &Values, refusal: Option<&Refusal>) -> Page {
    let f = Form::new(visit, SCOPE).values(values).errors(give::errors(refusal));
    Page::new(visit, key("statute-publish"))
        .crumb(key("nav-laws"), "/laws")
        .lede(key("statute-publish.intro"))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            (f.post("/statute/publish", Some(&give::id_of(values)), &html! {
                (f.text("code", 40)) (f.text("title", 120)) (f.text("number", 80)) (f.text("issuer", 80))
                (f.select("level", f.choices("level", Level::IDS)))
                (f.select("region", generated::regions(visit)).optional())
                (f.date("published")) (f.date("from"))
                (f.text("amends", 40).optional()) (f.text("note", 200).optional())
                (f.field("text", TextArea { max: 200_000, rows: 20 }))
                p { button class="btn" type="submit" { (say(visit.lang, "page-statute-preview-button")) } }
            }))
        })
}

/// The split text with its citations; `None` if it cannot be read, which the command then says beside its field.
fn preview(app: &App, visit: &Visit, values: &Values) -> Result<Option<Page>, Failure> {
    let Some(def) = app.platform().commands().get(COMMAND) else { return Ok(None) };
    let Ok(parsed) = generated::check(def, values) else { return Ok(None) };
    let Ok(text) = Text::parse(values.get("text").unwrap_or_default()) else { return Ok(None) };
    let laws = laws(app)?;
    let lang = visit.lang;
    let mut shown = parsed.clone();
    if let Some(map) = shown.as_object_mut() {
        map.remove("text");
    }
    let code = values.get("code").unwrap_or_default();
    let citations = citations(&laws, &text, code);
    let split = key("page-statute-split")
        .with("articles", text.articles.len())
        .with("headings", text.headings.len())
        .with("citations", citations.len());
    let form = Form::new(visit, SCOPE).values(values);
    let hidden = html! {
        @for (name, value) in values.iter().filter(|(name, _)| !give::own(name)) {
            input type="hidden" name=(name) value=(value);
        }
    };
    let page = Page::new(visit, key("page-statute-preview"))
        .crumb(key("nav-laws"), "/laws")
        .lede(key("page-statute-preview-lede"))
        .body(html! {
            (form.post("/statute/publish", Some(&give::id_of(values)), &html! {
                (hidden)
                div class="row mb" {
                    button class="btn" type="submit" name="_step" value="confirmed" { (say(lang, "page-statute-send")) }
                    button class="btn quiet" type="submit" name="_step" value="change" { (say(lang, "page-statute-change")) }
                }
            }))
            section class="card mb" aria-label=(say(lang, "page-statute-preview")) {
                (summarise::input(app, lang, SCOPE, def.fields, &shown))
                p class="mt last" { (split.said(lang)) }
            }
            @if !citations.is_empty() { section class="card mb" aria-labelledby="links" {
                h2 id="links" { (say(lang, "page-statute-links")) }
                ul class="small" { @for (of, words, link) in &citations {
                    li { (of) " " @match link { Some(link) => a href=(link) { (words) }, None => (words) } }
                } }
            } }
            (outline(&text))
        });
    Ok(Some(page))
}

/// `(of article, words, link)` of every citation that the library can follow.
fn citations(laws: &Laws, text: &Text, code: &str) -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    for article in &text.articles {
        for line in article.lines() {
            for cited in laws.library.names().law(line, code).iter().filter_map(Piece::citation) {
                let own = cited.held() == Some(code);
                let link = cited.held().filter(|_| !own).map(|id| match cited.article {
                    Some(no) => format!("/laws/{id}/{no}"),
                    None => format!("/laws/{id}"),
                });
                if own || link.is_some() {
                    found.push((text.label(article.no), cited.words.to_owned(), link));
                }
            }
        }
    }
    found
}
fn outline(text: &Text) -> Markup {
    html! {
        article class="card official law" {
            @for (at, article) in text.articles.iter().enumerate() {
                @for heading in text.headings.iter().filter(|heading| heading.first == at) { h3 { (heading.words) } }
                @for (at, paragraph) in article.paragraphs.iter().enumerate() {
                    p { @if at == 0 { b { (text.label(article.no)) } " " } (paragraph.words) }
                    @for item in &paragraph.items { p class="i" { (item) } }
                }
            }
        }
    }
}
