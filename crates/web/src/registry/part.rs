//! One part of a dossier at a time.

use super::{
    dossier::{Seen, closed},
    licence::Beside,
};
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give,
    posted::{Posted, Values},
    visit::Visit,
    words::{Text, data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::Refusal;
use maud::{Markup, html};
use procurement::registry::{Part, commitment_text};

/// `GET /registry/dossier/{id}/part/{part}`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
) -> Result<Page, Failure> {
    let (seen, part) = find(&app, &visit, &id, &part)?;
    let mut values = filled(&app, &seen, part);
    let beside = Beside::of(&app, &seen, part, &visit.query).await?;
    if let Some(beside) = &beside {
        beside.fill(&visit.query, &mut values);
    }
    Ok(draw(&visit, &seen, part, &values, beside.as_ref(), None))
}

/// `POST /registry/dossier/{id}/part/{part}`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(String, String)>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let (seen, part) = find(&app, &visit, &id, &part)?;
    let beside = Beside::of(&app, &seen, part, &values).await?;
    if Beside::asked(&values) {
        if let Some(beside) = &beside {
            beside.fill(&values.clone(), &mut values);
        }
        return Ok(draw(&visit, &seen, part, &values, beside.as_ref(), None).into_response());
    }
    match give::command(&app, &visit, &command(part), &values).await? {
        Ok(_) => Ok(give::done_to(&seen.path(), "done-registry-filled")),
        Err(refusal) => {
            Ok(draw(&visit, &seen, part, &values, beside.as_ref(), Some(&refusal)).into_response())
        }
    }
}

fn find(app: &App, visit: &Visit, id: &str, part: &str) -> Result<(Seen, Part), Failure> {
    let seen = Seen::load(app, visit, id)?;
    let known = Part::from_id(part)
        .filter(|part| *part != Part::Documents && Part::of(seen.dossier.kind).contains(part));
    let part = known.ok_or_else(Failure::not_found)?;
    if seen.editable(visit) { Ok((seen, part)) } else { Err(closed()) }
}

fn command(part: Part) -> String {
    match part {
        Part::Commitment => "registry.sign_commitment".to_owned(),
        _ => format!("registry.fill_{}", part.id()),
    }
}

/// What stands there already, as the form shows it. Identity numbers and account numbers are typed anew.
fn filled(app: &App, seen: &Seen, part: Part) -> Values {
    let draft = &seen.dossier.draft;
    let mut values = Values::default();
    match part {
        Part::Identity => match &draft.identity {
            Some(is) => {
                values.set("name", &*is.name);
                values.set("region", is.region.code());
                values.set("address", &*is.address);
                values.set("established", is.established.to_string());
                values.set("capital", is.capital.map(|money| money.to_string()).unwrap_or_default());
            }
            None => {
                values.set("name", &*seen.organisation.registration.name);
                values.set("region", seen.organisation.registration.region.code());
            }
        },
        Part::Representative => {
            if let Some(is) = draft.representative.and_then(|sealed| app.platform().unseal(&sealed)) {
                values.set("name", is.name);
                values.set("phone", is.phone);
            }
        }
        Part::Contact => {
            if let Some(is) = draft.contact.and_then(|sealed| app.platform().unseal(&sealed)) {
                values.set("name", is.name);
                values.set("phone", is.phone);
                values.set("email", is.email);
            }
        }
        Part::Account => {
            if let Some(is) = draft.account.and_then(|sealed| app.platform().unseal(&sealed)) {
                values.set("bank", is.bank);
            }
        }
        Part::Enterprise => {
            if let Some(is) = &draft.enterprise {
                values.set("industry", is.industry.as_str());
                if let Some(figures) = &is.figures {
                    values.set("employees", figures.employees.to_string());
                    values.set("revenue", figures.revenue.to_string());
                    values.set("assets", figures.assets.to_string());
                }
                for (name, flag) in
                    [("controlled", is.controlled), ("prison", is.prison), ("welfare", is.welfare)]
                {
                    if flag {
                        values.set(name, "true");
                    }
                }
            }
        }
        Part::Unit => {
            if let Some(is) = &draft.unit {
                values.set("budget_code", &*is.budget_code);
                values.set("supervisor", &*is.supervisor);
                if is.canteen {
                    values.set("canteen", "true");
                }
            }
        }
        Part::House => {
            if let Some(is) = &draft.house {
                values.set("venue", &*is.venue);
                values.set("rooms", is.rooms.to_string());
                values.set("staff", is.staff.to_string());
                if is.recording {
                    values.set("recording", "true");
                }
            }
        }
        Part::Commitment => {
            if draft.commitment.as_ref().is_none_or(|is| is.instead_of_certificates) {
                values.set("instead_of_certificates", "true");
            }
        }
        Part::Documents => {}
    }
    values
}

fn draw(
    visit: &Visit,
    seen: &Seen,
    part: Part,
    values: &Values,
    beside: Option<&Beside>,
    refusal: Option<&Refusal>,
) -> Page {
    let scope = crate::names::scope(&command(part));
    let f = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    let action = format!("{}/part/{}", seen.path(), part.id());
    Page::new(visit, key(format!("page-registry-part-{}", part.id())))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.organisation.registration.name), seen.path())
        .lede(key(format!("page-registry-part-{}.note", part.id())))
        .status(give::status(refusal))
        .body(html! {
            (give::refused(&f, refusal))
            @if part == Part::Commitment { (commitment(visit, seen)) }
            (f.post(&action, Some(&give::id_of(values)), &html! {
                input type="hidden" name="dossier" value=(seen.id);
                @if let Some(beside) = beside {
                    div class="grid g2" {
                        div {
                            (fields(visit, &f, part, &|name| beside.hint(name, values)))
                            (give::submit(visit, "page-registry-save"))
                        }
                        (beside.card(visit, seen, &f, values))
                    }
                } @else {
                    (fields(visit, &f, part, &|_| None))
                    (give::submit(visit, "page-registry-save"))
                }
            }))
        })
}

fn commitment(visit: &Visit, seen: &Seen) -> Markup {
    html! {
        section class="card mb official" aria-label=(say(visit.lang, "page-registry-part-commitment")) lang="zh-CN" {
            @for line in commitment_text(seen.dossier.kind).lines() { p { (line) } }
        }
    }
}

/// The part's fields; under one of them may stand what the licence has (`read`).
fn fields(visit: &Visit, f: &Form<'_>, part: Part, read: &dyn Fn(&str) -> Option<Text>) -> Markup {
    html! {
        @match part {
            Part::Identity => {
                (f.text("name", 100).hint_if(read("name")))
                (f.select("region", crate::generated::regions(visit)))
                (f.text("address", 200).hint_if(read("address")))
                (f.date("established").hint_if(read("established")))
                (f.money("capital").optional().hint_if(read("capital")))
            }
            Part::Representative => {
                (f.text("name", 50).hint_if(read("name")))
                (f.text("citizen_id", 30))
                (f.text("phone", 30))
            }
            Part::Contact => {
                (f.text("name", 50))
                (f.text("phone", 30))
                (f.text("email", 254))
            }
            Part::Account => {
                (f.text("bank", 100))
                (f.text("account", 40))
            }
            Part::Enterprise => {
                (f.text("industry", 4))
                (f.number("employees").optional())
                (f.money("revenue").optional())
                (f.money("assets").optional())
                (f.checkbox("controlled"))
                (f.checkbox("prison"))
                (f.checkbox("welfare"))
            }
            Part::Unit => {
                (f.text("budget_code", 15))
                (f.text("supervisor", 100))
                (f.checkbox("canteen"))
            }
            Part::House => {
                (f.text("venue", 200))
                (f.number("rooms"))
                (f.number("staff"))
                (f.checkbox("recording"))
            }
            Part::Commitment => {
                (f.checkbox("agreed"))
                (f.checkbox("instead_of_certificates"))
            }
            Part::Documents => {}
        }
    }
}
