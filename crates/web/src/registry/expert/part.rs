//! One part of the papers at a time.

use super::seen::Seen;
use crate::{
    app::App,
    components::{Form, Page},
    errors::Failure,
    give, names,
    posted::{Posted, Values},
    visit::Visit,
    words::{data, key, say},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use kernel::{ExpertId, Refusal};
use maud::{Markup, html};
use procurement::registry::{
    AvoidGround, EXPERT_COMMITMENT, ExpertPart, ExpertParticulars, ExpertStanding, Reach,
};

/// `GET /registry/expert/{id}/part/{part}`.
pub async fn form(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(ExpertId, String)>,
) -> Result<Page, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    let part = known(&part)?;
    let values = filled(&app, &seen, part);
    Ok(draw(&visit, &seen, part, &values, None))
}

/// `POST /registry/expert/{id}/part/{part}`.
pub async fn send(
    State(app): State<App>,
    visit: Visit,
    Path((id, part)): Path<(ExpertId, String)>,
    Posted(mut values): Posted,
) -> Result<Response, Failure> {
    let seen = Seen::editable(&app, &visit, id)?;
    let part = known(&part)?;
    if values.rows_changed() {
        return Ok(draw(&visit, &seen, part, &values, None).into_response());
    }
    values.set("expert", id.to_string());
    match give::command(&app, &visit, command(part), &values).await? {
        Ok(_) => Ok(give::done_to(&seen.path(), "done-registry-expert-filled")),
        Err(refusal) => Ok(draw(&visit, &seen, part, &values, Some(&refusal)).into_response()),
    }
}

/// Title and specialities come with files and have pages of their own.
fn known(part: &str) -> Result<ExpertPart, Failure> {
    ExpertPart::from_id(part)
        .filter(|part| !matches!(part, ExpertPart::Title | ExpertPart::Specialities))
        .ok_or_else(Failure::not_found)
}
fn command(part: ExpertPart) -> &'static str {
    match part {
        ExpertPart::Identity => "registry.fill_expert_identity",
        ExpertPart::Title => "registry.fill_expert_title",
        ExpertPart::Work => "registry.fill_expert_work",
        ExpertPart::Specialities => "registry.add_expert_speciality",
        ExpertPart::Reach => "registry.fill_expert_reach",
        ExpertPart::Commitment => "registry.sign_expert_commitment",
    }
}

/// What stands there already. Identity and card numbers are typed anew.
fn filled(app: &App, seen: &Seen, part: ExpertPart) -> Values {
    let draft = &seen.expert.draft;
    let mut values = Values::default();
    match part {
        ExpertPart::Identity => match draft.identity.and_then(|sealed| app.platform().unseal(&sealed)) {
            Some(is) => {
                values.set("name", is.name);
                values.set("phone", is.phone);
                values.set("bank", is.bank);
            }
            None => values.set("name", app.platform().name_of(seen.office.person).unwrap_or_default()),
        },
        ExpertPart::Work => {
            for (at, one) in draft.work.iter().enumerate() {
                values.set(format!("work[{at}].name"), &*one.name);
                values.set(format!("work[{at}].uscc"), one.uscc.clone().unwrap_or_default());
                values.set(format!("work[{at}].from"), one.from.to_string());
                values.set(
                    format!("work[{at}].until"),
                    one.until.map(|day| day.to_string()).unwrap_or_default(),
                );
            }
        }
        ExpertPart::Reach => {
            if let Some(is) = &draft.reach {
                for (at, unit) in is.units.iter().enumerate() {
                    values.set(format!("units[{at}].uscc"), &*unit.uscc);
                    values.set(format!("units[{at}].ground"), unit.ground.id());
                }
                values.set("languages", is.languages.clone().unwrap_or_default());
                if is.remote {
                    values.set("remote", "true");
                }
            }
        }
        ExpertPart::Title | ExpertPart::Specialities | ExpertPart::Commitment => {}
    }
    values
}

fn draw(visit: &Visit, seen: &Seen, part: ExpertPart, values: &Values, refusal: Option<&Refusal>) -> Page {
    let scope = names::scope(command(part));
    let f = Form::new(visit, &scope).values(values).errors(give::errors(refusal));
    let action = format!("{}/part/{}", seen.path(), part.id());
    page(visit, seen, part).status(give::status(refusal)).body(html! {
        (give::refused(&f, refusal))
        @if part == ExpertPart::Commitment { (commitment(visit)) }
        (f.post(&action, Some(&give::id_of(values)), &html! {
            (fields(&f, part))
            (give::submit(visit, "page-registry-save"))
        }))
    })
}

/// The head of a part's page.
pub(super) fn page(visit: &Visit, seen: &Seen, part: ExpertPart) -> Page {
    Page::new(visit, key(format!("page-registry-expert-part-{}", part.id())))
        .crumb(key("nav-work"), "/work")
        .crumb(data(&*seen.office.code), seen.path())
        .lede(key(format!("page-registry-expert-part-{}.note", part.id())))
}

fn commitment(visit: &Visit) -> Markup {
    html! {
        section class="card mb official" aria-label=(say(visit.lang, "page-registry-expert-part-commitment")) lang="zh-CN" {
            @for line in EXPERT_COMMITMENT.lines() { p { (line) } }
        }
    }
}

fn fields(f: &Form<'_>, part: ExpertPart) -> Markup {
    html! {
        @match part {
            ExpertPart::Identity => {
                (f.text("name", 50))
                (f.text("citizen_id", 30))
                (f.text("phone", 30))
                (f.text("bank", 100))
                (f.text("card", 40))
            }
            ExpertPart::Work => {
                (f.group("work").min(1).max(ExpertParticulars::EMPLOYERS).rows(|at| html! {
                    (f.text(&format!("{at}.name"), 100))
                    (f.text(&format!("{at}.uscc"), 18).optional())
                    (f.date(&format!("{at}.from")))
                    (f.date(&format!("{at}.until")).optional())
                }))
            }
            ExpertPart::Reach => {
                (f.group("units").min(0).max(Reach::UNITS).rows(|at| html! {
                    (f.text(&format!("{at}.uscc"), 18))
                    (f.select(&format!("{at}.ground"), f.choices("ground", AvoidGround::IDS)))
                }))
                (f.text("languages", 60).optional())
                (f.checkbox("remote"))
            }
            ExpertPart::Commitment => {
                (f.checkbox("agreed"))
                (f.checkbox("healthy"))
                (f.checkbox("clean"))
                (f.checkbox("outsider"))
            }
            ExpertPart::Title | ExpertPart::Specialities => {}
        }
    }
}

/// The heading of the task list: an application, or changes of what is in service.
pub(super) fn heading(seen: &Seen) -> &'static str {
    match seen.expert.standing {
        ExpertStanding::Applicant => "page-registry-expert-tasks",
        _ => "page-registry-expert-tasks-change",
    }
}
