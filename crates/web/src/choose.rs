//! What a person may choose where a form asks for something that exists already: what belongs to the person's organisation,
//! by name, so that nobody has to copy an id.

use crate::{app::App, components::Choice, give, visit::Visit, words::data};
use journal::{StoreError, Tx};
use kernel::{Actor, StreamId};
use platform::{agency, budget, contract, demand, mall, payment, plan, registry, tender};
use procurement::{registry::Kind, tender::Project};

/// A longer list is no help in a select: the form then asks for the number itself.
const MOST: u32 = 200;

/// The things of `kind` that this reader may choose from, the newest first; `None` if there are none or too many.
pub fn choices(app: &App, visit: &Visit, kind: &str) -> Option<Vec<Choice>> {
    let actor = give::actor(visit);
    let found = match kind {
        "tender.lot" => lots(app, &actor),
        _ => app.platform().journal().read(|tx| listed(tx, &actor, kind)),
    };
    let mut found = found.ok()?;
    if found.is_empty() {
        // What waits for the reader, of kinds of which no list is kept.
        let todos = app.platform().todo(&actor, MOST).ok()?;
        let of_kind = todos.into_iter().filter(|todo| todo.stream.kind() == kind);
        found = of_kind.map(|todo| Choice::new(todo.stream.uuid().to_string(), data(todo.title))).collect();
        found.dedup_by(|a, b| a.value == b.value);
    }
    (1..=MOST as usize).contains(&found.len()).then_some(found)
}

fn choice(id: impl StreamId, words: String) -> Choice {
    Choice::new(id.uuid().to_string(), data(words))
}

/// The lists that the subsystems keep by organisation; nothing for other kinds.
fn listed(tx: &mut dyn Tx, actor: &Actor, kind: &str) -> Result<Vec<Choice>, StoreError> {
    let (own, limit) = (actor.organisation, MOST + 1);
    let within = registry::Within::Organisation(own);
    Ok(match kind {
        "budget.indicator" => {
            let rows = budget::indicators(tx, Some(own), actor.region, limit, 0)?;
            rows.into_iter().map(|row| choice(row.id, format!("{} {}", row.number, row.project))).collect()
        }
        "demand.intention" => {
            demand::intentions(tx, own, limit, 0)?.into_iter().map(|row| choice(row.id, row.name)).collect()
        }
        "demand.demand" => {
            demand::demands(tx, own, limit, 0)?.into_iter().map(|row| choice(row.id, row.name)).collect()
        }
        "plan.plan" => {
            plan::plans(tx, own, limit, 0)?.into_iter().map(|row| choice(row.id, row.name)).collect()
        }
        "agency.entrustment" => {
            let rows = agency::entrustments(tx, own, limit, 0)?;
            rows.into_iter().map(|row| choice(row.id, row.title)).collect()
        }
        "tender.project" => {
            let rows = tender::lists::projects(tx, within, "", 0, limit)?;
            rows.into_iter().map(|row| choice(row.id, format!("{} {}", row.number, row.name))).collect()
        }
        "contract.contract" => {
            let rows = contract::contracts(tx, within, ("", ""), 0, limit)?;
            rows.into_iter().map(|row| choice(row.id, format!("{} {}", row.number, row.name))).collect()
        }
        "mall.order" => {
            let rows = mall::orders(tx, own, 0, limit)?;
            rows.into_iter().map(|row| choice(row.id, format!("{} {}", row.number, row.goods))).collect()
        }
        "payment.payment" => payment::payments(tx, within, (None, ""), 0, limit)?
            .into_iter()
            .map(|row| choice(row.id, row.title))
            .collect(),
        "registry.organisation" => {
            let mut all = Vec::new();
            for kind in Kind::IDS {
                all.extend(registry::organisations(tx, kind, actor.region, limit)?);
            }
            all.into_iter().map(|row| choice(row.id, row.name)).collect()
        }
        _ => Vec::new(),
    })
}

/// The lots of the reader's projects.
fn lots(app: &App, actor: &Actor) -> Result<Vec<Choice>, StoreError> {
    let platform = app.platform();
    let within = registry::Within::Organisation(actor.organisation);
    let mut all = Vec::new();
    for row in platform.journal().read(|tx| tender::lists::projects(tx, within, "", 0, MOST + 1))? {
        let Some(Project { about: Some(about), .. }) = platform.state::<Project>(row.id)? else { continue };
        all.extend(
            about.lots.iter().map(|lot| {
                choice(lot.id, format!("{} {} · {} {}", row.number, row.name, lot.number, lot.name))
            }),
        );
    }
    Ok(all)
}
