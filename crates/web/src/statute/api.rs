//! The library for programs: `GET /api/v1/laws`, `GET /api/v1/laws/{id}/articles/{article}`.

use super::{Asked, find, laws};
use crate::{app::App, errors::Failure, visit::Visit};
use axum::{
    Json,
    extract::{Path, State},
};
use procurement::statute::{ArticleNo, Piece};
use serde_json::{Value, json};

/// `GET /api/v1/laws?on=`: every statute with the text in force on the day, or the nearest.
pub async fn list(State(app): State<App>, visit: Visit) -> Result<Json<Value>, Failure> {
    let laws = laws(&app)?;
    let asked = Asked::of(&app, &visit);
    let statutes: Vec<Value> = laws
        .library
        .documents()
        .filter_map(|document| {
            let version = document.shown(asked.when)?;
            Some(json!({
                "id": document.id, "title": document.title, "number": document.number, "issuer": document.issuer,
                "level": document.level, "region": document.region, "published": version.published,
                "from": version.from, "until": document.until(version, asked.when),
                "standing": document.standing(version, asked.when), "articles": version.text.articles.len(),
                "versions": document.versions.iter().map(|version| version.from).collect::<Vec<_>>(),
            }))
        })
        .collect();
    Ok(Json(json!({ "on": asked.when.valid, "laws": statutes })))
}

/// `GET /api/v1/laws/{id}/articles/{article}?on=&known=`.
pub async fn article(
    State(app): State<App>,
    visit: Visit,
    Path((id, article)): Path<(String, String)>,
) -> Result<Json<Value>, Failure> {
    let no: ArticleNo = article.parse().map_err(|()| Failure::not_found())?;
    let laws = laws(&app)?;
    let asked = Asked::of(&app, &visit);
    let (document, version) = find(&laws, &id, asked)?;
    let article = version.text.article(no).ok_or_else(Failure::not_found)?;
    let cites: Vec<Value> = article
        .lines()
        .flat_map(|line| laws.library.names().law(line, &id))
        .filter_map(|piece| match piece {
            Piece::Cited(cited) => {
                Some(json!({ "id": cited.held()?, "article": cited.article, "until": cited.last, "words": cited.words }))
            }
            Piece::Words(_) => None,
        })
        .collect();
    let cited_by: Vec<Value> = laws
        .library
        .citing(&id, no)
        .map(|(document, no)| json!({ "id": document.id, "article": no }))
        .collect();
    let headings: Vec<&str> = version.text.over(no).iter().map(|heading| heading.words.as_str()).collect();
    let paragraphs: Vec<Value> = article
        .paragraphs
        .iter()
        .map(|paragraph| json!({ "words": paragraph.words, "items": paragraph.items }))
        .collect();
    Ok(Json(json!({
        "id": id, "title": document.title, "number": document.number, "article": no,
        "label": version.text.label(no), "headings": headings, "paragraphs": paragraphs,
        "digest": article.digest().to_string(), "from": version.from, "until": document.until(version, asked.when),
        "standing": document.standing(version, asked.when), "cites": cites, "cited_by": cited_by,
        "rules": laws.rules_on(&id, Some(no)),
    })))
}
