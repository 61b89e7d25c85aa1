//! The parts of a record to read: masked, each with what stands in it.

use super::seen::Seen;
use crate::{
    app::App,
    components::{Summary, Tag, Tone},
    give,
    registry::shown::{OPEN_FOR, mask},
    visit::Visit,
    words::{key, say},
};
use kernel::{Catalogue, CatalogueCode};
use maud::{Markup, html};
use platform::texts;
use procurement::registry::{Claim, Expert, ExpertEvent, ExpertPart};

/// Every part of the papers.
pub fn everything(app: &App, visit: &Visit, seen: &Seen) -> Markup {
    let lang = visit.lang;
    html! {
        @for part in ExpertPart::ALL {
            section class="card mb" aria-labelledby=(part.id()) {
                div class="row" {
                    h2 id=(part.id()) { (say(lang, &format!("page-registry-expert-part-{}", part.id()))) }
                    @if changed(&seen.expert, part) {
                        (Tag::new(key("page-registry-changed"), Tone::Warn).render(lang))
                    }
                }
                @if there(&seen.expert, part) {
                    (one(app, visit, seen, part))
                } @else {
                    p class="last quiet-text" { (say(lang, "page-registry-nothing")) }
                }
            }
        }
    }
}

/// Is there anything to read, complete or not?
fn there(expert: &Expert, part: ExpertPart) -> bool {
    match part {
        ExpertPart::Specialities => !expert.draft.claims.is_empty(),
        _ => expert.draft.has(part),
    }
}
/// Does it differ from what is in service?
fn changed(expert: &Expert, part: ExpertPart) -> bool {
    let (old, new) = (&expert.served, &expert.draft);
    expert.version > 0
        && match part {
            ExpertPart::Identity => old.identity != new.identity,
            ExpertPart::Title => old.title != new.title,
            ExpertPart::Work => old.work != new.work,
            ExpertPart::Specialities => old.claims != new.claims,
            ExpertPart::Reach => old.reach != new.reach,
            ExpertPart::Commitment => old.commitment != new.commitment,
        }
}

fn one(app: &App, visit: &Visit, seen: &Seen, part: ExpertPart) -> Markup {
    let (lang, draft) = (visit.lang, &seen.expert.draft);
    let yes = |flag: bool| html! { (say(lang, if flag { "ui-yes" } else { "ui-no" })) };
    let choice = |name: String| html! { (say(lang, &name)) };
    match part {
        ExpertPart::Identity => identity(app, visit, seen),
        ExpertPart::Title => {
            let Some(is) = &draft.title else { return html! {} };
            let mut list = Summary::default()
                .row(key("registry-degree"), choice(format!("registry-degree-{}", is.degree.id())))
                .data(key("registry-school"), &is.school)
                .row(key("registry-level"), choice(format!("registry-level-{}", is.level.id())))
                .data(key("registry-fill_expert_title-title"), &is.title)
                .row(key("registry-since"), html! { (texts::date(lang, is.since)) });
            if let Some(until) = is.until {
                list =
                    list.row(key("registry-fill_expert_title-until"), html! { (texts::date(lang, until)) });
            }
            let file = format!("{}/file/{}", seen.path(), is.certificate);
            let link = html! { a href=(file) { (say(lang, "page-registry-expert-evidence")) } };
            list.row(key("registry-fill_expert_title-file"), link).render(lang)
        }
        ExpertPart::Work => html! {
            ul class="tasks" {
                @for one in &draft.work {
                    li { div {
                        @if one.name.is_empty() { span class="num" { (one.uscc.as_deref().unwrap_or_default()) } }
                        @else { (one.name) " " span class="num quiet-text" { (one.uscc.as_deref().unwrap_or_default()) } }
                        p {
                            (texts::date(lang, one.from)) " – "
                            @match one.until {
                                Some(until) => (texts::date(lang, until)),
                                None => (say(lang, "page-registry-expert-current")),
                            }
                        }
                    } }
                }
            }
        },
        ExpertPart::Specialities => html! {
            ul class="tasks" {
                @for claim in &draft.claims {
                    li { div { (speciality(&claim.code)) p { (evidence(visit, seen, claim)) } } }
                }
            }
        },
        ExpertPart::Reach => {
            let Some(is) = &draft.reach else { return html! {} };
            let units = html! {
                @if is.units.is_empty() { (say(lang, "page-registry-nothing")) }
                @for unit in &is.units {
                    div { span class="num" { (unit.uscc) } " " (say(lang, &format!("registry-ground-{}", unit.ground.id()))) }
                }
            };
            Summary::default()
                .row(key("registry-units"), units)
                .data(key("registry-languages"), is.languages.as_deref().unwrap_or("—"))
                .row(key("registry-remote"), yes(is.remote))
                .render(lang)
        }
        ExpertPart::Commitment => html! {
            p class="last" {
                @if let Some(is) = &draft.commitment { (texts::instant(lang, is.at)) }
            }
        },
    }
}

fn identity(app: &App, visit: &Visit, seen: &Seen) -> Markup {
    let lang = visit.lang;
    let sealed = seen.expert.draft.identity;
    let Some(is) = sealed.and_then(|sealed| app.platform().unseal(&sealed)) else { return html! {} };
    let open = revealed(app, visit, seen);
    let list = Summary::default()
        .data(key("registry-fill_expert_identity-name"), mask(&is.name, 1, 0, open || seen.own))
        .data(key("registry-citizen_id"), mask(&is.citizen_id, 6, 4, open))
        .data(key("registry-fill_expert_identity-phone"), mask(&is.phone, 3, 4, open))
        .data(key("registry-fill_expert_identity-bank"), &is.bank)
        .data(key("registry-card"), mask(&is.card, 0, 4, open));
    html! {
        (list.render(lang))
        @if open {
            p class="last mt quiet-text" { (say(lang, "page-registry-expert-revealed")) }
        } @else {
            p class="last mt" { a href={ (seen.path()) "/reveal" } { (say(lang, "page-registry-reveal")) } }
        }
    }
}

/// Did this reader ask for it just now?
fn revealed(app: &App, visit: &Visit, seen: &Seen) -> bool {
    let (person, since) = (give::actor(visit).person, app.platform().now().minus(OPEN_FOR));
    let events = app.platform().journal().events(&seen.stream()).unwrap_or_default();
    events.iter().rev().take_while(|event| event.at >= since).any(|event| {
        event.actor.person == person
            && matches!(event.event::<Expert>(), Ok(Some(ExpertEvent::Revealed { .. })))
    })
}

/// A speciality by code and name.
pub fn speciality(code: &str) -> Markup {
    let name = code.parse::<CatalogueCode>().ok().map(|code| Catalogue::builtin().name(&code));
    html! { span class="num" { (code) } @if let Some(name) = name { " " (name) } }
}
/// What proves it.
pub fn evidence(visit: &Visit, seen: &Seen, claim: &Claim) -> Markup {
    html! {
        @match &claim.evidence {
            Some(proof) => a href={ (seen.path()) "/file/" (proof.file) } { (proof.title) },
            None => (say(visit.lang, "page-registry-expert-no-evidence")),
        }
    }
}
