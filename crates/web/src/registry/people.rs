//! 本单位人员: who acts for the organisation, in which positions, and who stands in for whom.

use crate::{
    app::{App, read_failed},
    components::{Action, Column, Page, Table, Tag, Tone},
    errors::Failure,
    give, names,
    visit::Visit,
    words::{key, say},
};
use axum::extract::State;
use kernel::{Arg, PersonId, StreamId};
use maud::{Markup, html};
use platform::registry::{PersonRow, delegations_of, handovers_of, keeps_accounts, people_of};
use procurement::registry::{Delegation, Handover, Person};

/// So many people are shown.
pub const MOST: u32 = 200;
/// So many delegations and hand-overs.
const RECENT: u32 = 20;

/// `GET /registry/people`.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<Page, Failure> {
    let lang = visit.lang;
    let signed_in = visit.signed_in()?;
    let own = signed_in.actor.organisation;
    let keeper = keeps_accounts(app.platform(), &signed_in.actor).map_err(read_failed)?;
    let people = app.platform().journal().read(|tx| people_of(tx, own, MOST)).map_err(read_failed)?;
    let rows = people.iter().map(|row| person(&app, &visit, row, keeper)).collect::<Result<_, _>>()?;
    let mut columns = vec![
        Column::words(key("registry-person")),
        Column::words(key("registry-roles")),
        Column::words(key("page-registry-standing")),
    ];
    if keeper {
        columns.push(Column::words(key("page-registry-people-more")));
    }
    let table = Table { columns, rows, empty: Some(key("page-registry-people-none")), ..Table::default() };
    let action = |command: &str, quiet: bool| {
        let label = names::command(command);
        Action { label, href: app.form_of(command, None), quiet }.render(lang)
    };
    Ok(Page::new(&visit, key("page-registry-people"))
        .crumb(key("nav-work"), "/work")
        .lede(
            key("page-registry-people-lede").with("organisation", Arg::Text(signed_in.organisation.clone())),
        )
        .body(html! {
            div class="row mb" {
                @if keeper { (action("registry.enrol_colleague", false)) }
                (action("registry.delegate", true))
                (action("registry.offer_handover", true))
            }
            (table.render(lang))
            section class="card mt" aria-labelledby="delegations" {
                h2 id="delegations" { (say(lang, "page-registry-people-delegations")) }
                (delegations(&app, &visit)?)
            }
            (handovers(&app, &visit)?)
        }))
}

fn name(app: &App, person: PersonId) -> String {
    app.platform().name_of(person).unwrap_or_default()
}

fn person(app: &App, visit: &Visit, row: &PersonRow, keeper: bool) -> Result<Vec<Markup>, Failure> {
    let lang = visit.lang;
    let state = app.platform().state::<Person>(row.id).map_err(read_failed)?.unwrap_or_default();
    let now = app.platform().now();
    let (tone, standing) = match row.state.as_str() {
        "active" if state.word.is_some() => (Tone::Warn, "page-registry-people-word-waiting"),
        "active" => (Tone::Good, "page-registry-people-active"),
        _ => (Tone::Plain, "page-registry-people-disabled"),
    };
    let mut cells = vec![
        html! {
            a href=(names::page(&row.id.stream())) { (name(app, row.id)) }
            br;
            span class="small quiet-text" { (row.login) }
        },
        html! {
            (names::roles(visit.lang, &row.roles))
            @for loan in state.loans.iter().filter(|loan| loan.holds(now)) {
                br;
                span class="small quiet-text" {
                    (key("page-registry-people-lent")
                        .with("role", Arg::Text(names::roles(visit.lang, &loan.roles)))
                        .with("person", Arg::Text(name(app, loan.by)))
                        .with("until", loan.until)
                        .said(lang))
                }
            }
        },
        Tag::new(key(standing), tone).render(lang),
    ];
    if keeper {
        let own = visit.signed_in()?.actor.person == row.id;
        cells.push(html! {
            @if state.active && !own {
                @for command in ["registry.change_roles", "registry.issue_word", "registry.disable_colleague"] {
                    a class="nw" href=(app.form_of(command, Some(&row.id.stream()))) { (names::command(command).said(lang)) }
                    br;
                }
                a class="nw" href={ "/registry/handover?from=" (row.id) } { (names::command("registry.offer_handover").said(lang)) }
            }
        });
    }
    Ok(cells)
}

fn delegations(app: &App, visit: &Visit) -> Result<Markup, Failure> {
    let (lang, actor) = (visit.lang, give::actor(visit));
    let read = app.platform().journal().read(|tx| delegations_of(tx, actor.organisation, RECENT));
    let mut rows = Vec::new();
    for id in read.map_err(read_failed)? {
        let Some(delegation) = app.platform().state::<Delegation>(id).map_err(read_failed)? else { continue };
        let Ok(grant) = delegation.running() else { continue };
        let revoke = app.form_of("registry.revoke_delegation", Some(&id.stream()));
        rows.push(vec![
            html! { a href=(names::page(&id.stream())) { (name(app, grant.by)) } },
            html! { (name(app, grant.to)) },
            html! { (names::roles(visit.lang, &grant.roles)) br; span class="small quiet-text" { (grant.reason) } },
            html! {
                span class="nw" { (platform::texts::date(lang, grant.from.date())) " –" } " "
                span class="nw" { (platform::texts::date(lang, grant.until.last_day())) }
            },
            html! {
                @if [grant.by, grant.to].contains(&actor.person) || keeps_accounts(app.platform(), &actor).map_err(read_failed)? {
                    a class="nw" href=(revoke) { (names::command("registry.revoke_delegation").said(lang)) }
                }
            },
        ]);
    }
    let columns = vec![
        Column::words(key("page-registry-people-by")),
        Column::words(key("registry-delegate-to")),
        Column::words(key("registry-roles")),
        Column::words(key("page-registry-people-period")),
        Column::words(key("page-registry-people-more")),
    ];
    let empty = Some(key("page-registry-people-delegations-none"));
    Ok(Table { columns, rows, empty, ..Table::default() }.render(lang))
}

fn handovers(app: &App, visit: &Visit) -> Result<Markup, Failure> {
    let (lang, own) = (visit.lang, give::actor(visit).organisation);
    let mut rows = Vec::new();
    for id in app.platform().journal().read(|tx| handovers_of(tx, own, RECENT)).map_err(read_failed)? {
        let state = app.platform().state::<Handover>(id).map_err(read_failed)?.unwrap_or_default();
        let (offer, tone, standing) = match &state {
            Handover::Unknown => continue,
            Handover::Offered(offer) => (offer, Tone::Warn, "page-registry-people-handover-offered"),
            Handover::Accepted(offer) => (offer, Tone::Good, "page-registry-people-handover-accepted"),
            Handover::Declined { offer, .. } => {
                (offer, Tone::Plain, "page-registry-people-handover-declined")
            }
        };
        rows.push(vec![
            html! { a href=(names::page(&id.stream())) { (name(app, offer.from)) } },
            html! { (name(app, offer.to)) },
            html! { (offer.reason) },
            Tag::new(key(standing), tone).render(lang),
        ]);
    }
    if rows.is_empty() {
        return Ok(html! {});
    }
    let columns = vec![
        Column::words(key("registry-offer_handover-from")),
        Column::words(key("registry-offer_handover-to")),
        Column::words(key("registry-offer_handover-reason")),
        Column::words(key("page-registry-standing")),
    ];
    Ok(html! {
        section class="card mt" aria-labelledby="handovers" {
            h2 id="handovers" { (say(lang, "page-registry-people-handovers")) }
            (Table { columns, rows, ..Table::default() }.render(lang))
        }
    })
}
