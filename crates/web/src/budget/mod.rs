//! Pages of the subsystem `budget`.

mod adjust;
mod import;
mod indicator;
mod list;
#[cfg(test)]
mod tests;

use crate::{
    app::{App, read_failed},
    components::Choice,
    errors::Failure,
    give,
    posted::Values,
    routes::{Audience, Routes},
    visit::Visit,
    words::key,
};
use kernel::{IndicatorId, Money, Region, Role};
use procurement::budget::{Account, Indicator};

/// Who works with indicators, or watches.
const READERS: Audience = Audience::Roles(&[
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaTreasury,
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserFinance,
    Role::PurchaserSupervisor,
    Role::Auditor,
]);
const OFFICE: Audience = Audience::Roles(&[Role::FaBudget]);

/// The subsystem's pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/budget", READERS, list::show)
        .nav(20, "/budget", "nav-budget", READERS)
        .get("/budget/indicator/{id}", READERS, indicator::show)
        .get("/budget/import", OFFICE, import::form)
        .post("/budget/import", OFFICE, import::send)
        .command("budget.import_indicator", "/budget/import")
        .get("/budget/adjust", OFFICE, adjust::form)
        .post("/budget/adjust", OFFICE, adjust::send)
        .command("budget.adjust_indicator", "/budget/adjust")
}

/// The account of an indicator.
///
/// # Errors
/// If there is none.
pub fn account(app: &App, id: IndicatorId) -> Result<Account, Failure> {
    let indicator =
        app.platform().state::<Indicator>(id).map_err(read_failed)?.ok_or_else(Failure::not_found)?;
    Ok(indicator.account()?.clone())
}

/// The reader's own indicators of this fiscal year with money left, for a select.
///
/// # Errors
/// If the store cannot be read.
pub fn choices(app: &App, visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let organisation = give::actor(visit).organisation;
    let rows = app
        .platform()
        .journal()
        .read(|tx| platform::budget::indicators(tx, Some(organisation), Region::default(), 200, 0))
        .map_err(read_failed)?;
    let mut choices = Vec::new();
    let year = i64::from(app.platform().now().date().year());
    for row in rows.into_iter().filter(|row| row.year == year) {
        let available = account(app, row.id)?.available();
        if available > Money::ZERO {
            let label = key("page-budget-choice")
                .with("number", row.number)
                .with("project", row.project)
                .with("available", available);
            choices.push(Choice::new(row.id.to_string(), label));
        }
    }
    Ok(choices)
}

/// Fills what was not typed.
pub fn fill(values: &mut Values, defaults: Vec<(&str, String)>) {
    for (name, value) in defaults {
        if values.get(name).is_none() && !value.is_empty() {
            values.set(name, value);
        }
    }
}

/// The id of this kind that a form or query names.
///
/// # Errors
/// If it names none.
pub fn named<I: std::str::FromStr>(values: &Values, name: &str) -> Result<I, Failure> {
    values.get(name).and_then(|id| id.parse().ok()).ok_or_else(Failure::not_found)
}

/// What an indicator is called: its number and project.
pub fn label(app: &App, id: IndicatorId) -> String {
    account(app, id).map_or_else(
        |_| id.to_string(),
        |account| format!("{} {}", account.issue.number, account.issue.project),
    )
}

/// Where catalogue items are looked up, beside a field that wants one.
pub fn find_item(lang: platform::texts::Lang) -> maud::Markup {
    maud::html! { p class="small" { a href="/catalogue" target="_blank" rel="noopener" { (crate::words::say(lang, "catalogue-find")) } } }
}
