//! A dossier to read: masked, with what a change alters beside what is in service.

use super::dossier::{Seen, kind_name, region, standing};
use crate::{
    app::App,
    components::{Summary, Tag, Tone},
    give, names,
    visit::Visit,
    words::{key, say},
};
use kernel::{Date, Span, StreamId};
use maud::{Markup, html};
use platform::texts;
use procurement::registry::{Dossier, DossierEvent, Part, Particulars, Stage};

/// So long after it was asked for a sensitive value stays unmasked.
pub(super) const OPEN_FOR: Span = Span::minutes(10);

/// The entry in the register, and every part.
pub fn everything(app: &App, visit: &Visit, seen: &Seen) -> Markup {
    let (lang, dossier) = (visit.lang, &seen.dossier);
    let registration = &seen.organisation.registration;
    let entry = Summary::default()
        .row(key("registry-kind"), html! { (kind_name(dossier.kind).said(lang)) })
        .row(key("registry-uscc"), html! { span class="num" { (registration.uscc) } })
        .row(key("registry-region"), html! { (region(&seen.organisation).said(lang)) })
        .row(key("page-registry-standing"), standing(seen.organisation.standing.id()).render(lang))
        .row(key("page-registry-version"), html! { (dossier.version) });
    let entry = match seen.organisation.former_names.as_slice() {
        [] => entry,
        names => entry.data(key("page-registry-former"), names.join(&say(lang, "ui-comma"))),
    };
    let changing = dossier.version > 0 && dossier.stage != Stage::Settled;
    html! {
        section class="card mb" aria-labelledby="entry" {
            h2 id="entry" { (say(lang, "page-registry-entry")) }
            (entry.render(lang))
        }
        @for part in Part::of(dossier.kind) {
            section class="card mb" aria-labelledby=(part.id()) {
                div class="row" {
                    h2 id=(part.id()) { (say(lang, &format!("page-registry-part-{}", part.id()))) }
                    @if changing && differs(&dossier.served, &dossier.draft, *part) {
                        (Tag::new(key("page-registry-changed"), Tone::Warn).render(lang))
                    }
                }
                (one(app, visit, seen, *part))
            }
        }
    }
}

fn one(app: &App, visit: &Visit, seen: &Seen, part: Part) -> Markup {
    let (lang, particulars) = (visit.lang, &seen.dossier.draft);
    if part == Part::Documents {
        return documents(visit, seen);
    }
    if !particulars.has(part, seen.dossier.kind) {
        return html! { p class="last quiet-text" { (say(lang, "page-registry-nothing")) } };
    }
    let open = part.is_sensitive() && revealed(app, visit, seen, part);
    html! {
        (values(app, visit, seen, part, open).render(lang))
        @if part.is_sensitive() && !open {
            p class="last mt" { a href={ (seen.path()) "/reveal/" (part.id()) } { (say(lang, "page-registry-reveal")) } }
        }
    }
}

fn values(app: &App, visit: &Visit, seen: &Seen, part: Part, open: bool) -> Summary {
    let (lang, draft) = (visit.lang, &seen.dossier.draft);
    let yes = |flag: bool| html! { (say(lang, if flag { "ui-yes" } else { "ui-no" })) };
    let mut list = Summary::default();
    match part {
        Part::Identity => {
            if let Some(is) = &draft.identity {
                list = list
                    .data(key("registry-name"), &is.name)
                    .row(key("registry-region"), html! { (names::region(is.region).said(lang)) })
                    .data(key("registry-address"), &is.address)
                    .row(key("registry-established"), html! { (texts::date(lang, is.established)) });
            }
        }
        Part::Representative => {
            if let Some(is) = draft.representative.and_then(|sealed| app.platform().unseal(&sealed)) {
                list = list
                    .data(key("registry-fill_representative-name"), mask(&is.name, 1, 0, open))
                    .data(key("registry-citizen_id"), mask(&is.citizen_id, 6, 4, open))
                    .data(key("registry-phone"), mask(&is.phone, 3, 4, open));
            }
        }
        Part::Contact => {
            if let Some(is) = draft.contact.and_then(|sealed| app.platform().unseal(&sealed)) {
                list = list
                    .data(key("registry-fill_contact-name"), mask(&is.name, 1, 0, open))
                    .data(key("registry-phone"), mask(&is.phone, 3, 4, open))
                    .data(key("registry-email"), mask(&is.email, 1, 4, open));
            }
        }
        Part::Account => {
            if let Some(is) = draft.account.and_then(|sealed| app.platform().unseal(&sealed)) {
                list = list
                    .data(key("page-registry-holder"), &is.holder)
                    .data(key("registry-bank"), &is.bank)
                    .data(key("registry-account"), mask(&is.number, 0, 4, open));
            }
        }
        Part::Enterprise => {
            if let Some(is) = &draft.enterprise {
                let size = serde_json::to_value(is.size()).unwrap_or_default();
                let size = format!("registry-size-{}", size.as_str().unwrap_or("none"));
                list = list
                    .data(key("registry-industry"), format!("{} {}", is.industry, is.industry.name()))
                    .row(key("registry-size"), html! { (say(lang, &size)) })
                    .row(key("registry-controlled"), yes(is.controlled));
                if let Some(figures) = &is.figures {
                    list = list
                        .data(key("registry-employees"), figures.employees.to_string())
                        .data(key("registry-revenue"), figures.revenue.to_string())
                        .data(key("registry-assets"), figures.assets.to_string());
                }
            }
        }
        Part::Unit => {
            if let Some(is) = &draft.unit {
                list = list
                    .data(key("registry-budget_code"), &is.budget_code)
                    .data(key("registry-supervisor"), &is.supervisor)
                    .row(key("registry-canteen"), yes(is.canteen));
            }
        }
        Part::House => {
            if let Some(is) = &draft.house {
                list = list
                    .data(key("registry-venue"), &is.venue)
                    .data(key("registry-rooms"), is.rooms.to_string())
                    .row(key("registry-recording"), yes(is.recording))
                    .data(key("registry-staff"), is.staff.to_string());
            }
        }
        Part::Commitment => {
            if let Some(is) = &draft.commitment {
                list = list
                    .row(key("page-registry-committed"), html! { (texts::date(lang, is.at.date())) })
                    .row(key("registry-instead_of_certificates"), yes(is.instead_of_certificates))
                    .row(key("page-registry-text-digest"), html! { code { (is.text) } });
            }
        }
        Part::Documents => {}
    }
    list
}

fn documents(visit: &Visit, seen: &Seen) -> Markup {
    let (lang, all) = (visit.lang, &seen.dossier.draft.documents);
    let until = |until: Option<Date>| {
        until.map_or_else(|| say(lang, "page-registry-no-end"), |date| texts::date(lang, date))
    };
    html! {
        @if all.is_empty() { p class="last quiet-text" { (say(lang, "page-registry-nothing")) } }
        ul class="tasks" {
            @for document in all {
                li {
                    div {
                        a href={ (seen.path()) "/documents/" (document.number) } { (document.title) }
                        p {
                            (say(lang, &format!("registry-document-{}", document.kind.id())))
                            @if let Some(code) = &document.code { " · " span class="num" { (code) } }
                            " · " (say(lang, "page-registry-until")) " " (until(document.until))
                        }
                    }
                    @if document.expired { (Tag::new(key("page-registry-expired"), Tone::Bad).render(lang)) }
                    @else if document.reminded { (Tag::new(key("page-registry-expiring"), Tone::Warn).render(lang)) }
                }
            }
        }
    }
}

/// Did this reader ask for it just now?
fn revealed(app: &App, visit: &Visit, seen: &Seen, part: Part) -> bool {
    let (person, since) = (give::actor(visit).person, app.platform().now().minus(OPEN_FOR));
    let events = app.platform().journal().events(&seen.id.stream()).unwrap_or_default();
    events.iter().rev().take_while(|event| event.at >= since).any(|event| {
        event.actor.person == person
            && matches!(event.event::<Dossier>(), Ok(Some(DossierEvent::Revealed { part: shown, .. })) if shown == part)
    })
}

/// Shows the first and last characters, stars for the rest.
pub(super) fn mask(text: &str, first: usize, last: usize, open: bool) -> String {
    let length = text.chars().count();
    if open {
        return text.to_owned();
    }
    let shown = |at: usize| at < first || at + last >= length;
    text.chars().enumerate().map(|(at, c)| if length > first + last && shown(at) { c } else { '*' }).collect()
}

fn differs(served: &Particulars, draft: &Particulars, part: Part) -> bool {
    match part {
        Part::Identity => served.identity != draft.identity,
        Part::Representative => served.representative != draft.representative,
        Part::Contact => served.contact != draft.contact,
        Part::Account => served.account != draft.account,
        Part::Enterprise => served.enterprise != draft.enterprise,
        Part::Unit => served.unit != draft.unit,
        Part::House => served.house != draft.house,
        Part::Documents => served.documents != draft.documents,
        Part::Commitment => served.commitment != draft.commitment,
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn masks_leave_what_tells_them_apart_and_no_more() {
        assert_eq!(mask("230103198506150019", 6, 4, false), "230103********0019");
        assert_eq!(mask("李建国", 1, 0, false), "李**");
        assert_eq!(mask("6223", 0, 4, false), "****", "nothing of what is too short to mask");
        assert_eq!(mask("李建国", 1, 0, true), "李建国");
    }
}
