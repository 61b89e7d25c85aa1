//! One indicator with its ledger 台账: what came, what was held, bound, paid and given back, and what is left.

use crate::{
    app::{App, read_failed},
    components::{Action, Amount, Column, Page, Summary, Table},
    errors::Failure,
    give, names,
    subject::Thing,
    visit::Visit,
    words::{Text, data, key, say},
    work,
};
use axum::extract::{Path, State};
use journal::Stored;
use kernel::{Catalogue, IndicatorId, Money, Role, Stream, StreamId, StreamName};
use maud::{Markup, html};
use platform::texts::Lang;
use procurement::budget::{Indicator, IndicatorEvent};

/// `GET /budget/indicator/{id}`.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Page, Failure> {
    let id: IndicatorId = id.parse().map_err(|_| Failure::not_found())?;
    let thing = Thing::load(&app, &visit, id.stream())?;
    let account = super::account(&app, id)?;
    let (lang, issue) = (visit.lang, &account.issue);
    let money = |money| Amount { money, words: false }.render(lang);
    let item = format!("{} {}", issue.catalogue, Catalogue::builtin().name(&issue.catalogue));
    let summary = Summary::default()
        .data(key("budget-number"), &issue.number)
        .data(key("budget-organisation"), names::organisation(&app, issue.organisation).said(lang))
        .data(key("budget-year"), issue.year.to_string())
        .data(key("budget-fund"), say(lang, &format!("budget-fund-{}", issue.fund.id())))
        .data(key("budget-economic_class"), &issue.economic_class)
        .data(key("budget-catalogue"), item)
        .row(key("budget-amount"), Amount { money: account.amount, words: true }.render(lang));
    let balance = Summary::default()
        .row(key("page-budget-reserved"), money(account.reserved))
        .row(key("page-budget-committed"), money(account.committed))
        .row(key("page-budget-executed"), money(account.executed))
        .row(key("page-budget-available"), html! { b { (money(account.available())) } });
    let events = app.platform().journal().events(&thing.stream).map_err(read_failed)?;
    let todos = app.platform().todo_of(&thing.stream).map_err(read_failed)?;
    let actor = give::actor(&visit);
    let mut actions = Vec::new();
    if actor.is(&[Role::FaBudget]) {
        actions.push(Action::quiet(key("budget-adjust_indicator"), format!("/budget/adjust?indicator={id}")));
    }
    let own = actor.is(&[Role::PurchaserClerk]) && actor.organisation == issue.organisation;
    if own && todos.is_empty() && account.available() > Money::ZERO {
        actions
            .push(Action::quiet(key("demand-publish_intention"), format!("/demand/publish?indicator={id}")));
    }
    Ok(Page::new(&visit, data(&*issue.project))
        .crumb(key("nav-work"), "/work")
        .crumb(key("subsystem-budget"), "/budget")
        .body(html! {
            (work::next_steps(&app, &visit, &todos))
            div class="grid g2" {
                section class="card" aria-labelledby="content" {
                    h2 id="content" { (say(lang, "stream-budget-indicator")) }
                    (summary.render(lang))
                }
                aside class="card" aria-labelledby="balance" {
                    h2 id="balance" { (say(lang, "page-budget-balance")) }
                    (balance.render(lang))
                    @if !actions.is_empty() {
                        div class="row mt" { @for action in &actions { (action.render(lang)) } }
                    }
                }
            }
            section class="card mt" { (ledger(&app, lang, &events)) }
        }))
}

/// One line a booking, oldest first; the last column is what was available after it.
fn ledger(app: &App, lang: Lang, events: &[Stored]) -> Markup {
    let mut indicator = Indicator::default();
    let mut rows = Vec::new();
    for event in events {
        let Ok(Some(fact)) = event.event::<Indicator>() else { continue };
        indicator.apply(event.at, &fact);
        let (amount, matter) = match &fact {
            IndicatorEvent::Imported { issue, .. } => (issue.amount, None),
            IndicatorEvent::Adjusted { amount, .. } => (*amount, None),
            IndicatorEvent::Intended { intention } => (Money::ZERO, Some(intention.stream())),
            IndicatorEvent::Reserved { amount, matter }
            | IndicatorEvent::Committed { amount, matter, .. }
            | IndicatorEvent::Executed { amount, matter }
            | IndicatorEvent::Released { amount, matter, .. } => (*amount, Some(matter.clone())),
        };
        let available = indicator.account().map(procurement::budget::Account::available).unwrap_or_default();
        rows.push(vec![
            html! { (platform::texts::instant(lang, event.at)) },
            html! { (names::event(&event.kind).said(lang)) },
            matter.map_or_else(|| html! { "—" }, |matter| link(app, lang, &matter)),
            if amount == Money::ZERO {
                html! { "—" }
            } else {
                html! { (amount) }
            },
            html! { (available) },
        ]);
    }
    Table {
        caption: Some(key("page-budget-ledger")),
        columns: vec![
            Column::words(key("page-budget-when")),
            Column::words(key("page-budget-what")),
            Column::words(key("page-budget-matter")),
            Column::number(key("budget-amount")),
            Column::number(key("page-budget-left")),
        ],
        rows,
        ..Table::default()
    }
    .render(lang)
}

fn link(app: &App, lang: Lang, matter: &StreamName) -> Markup {
    let title = app.title_of(matter).map_or_else(|| names::kind(matter.kind()), Text::Data);
    html! { a href=(names::page(matter)) { (title.said(lang)) } }
}
