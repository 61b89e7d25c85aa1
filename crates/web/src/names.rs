//! What things are called: commands, streams, events, organisations, regions.

use crate::{
    app::App,
    components::Steps,
    words::{Text, data, key, say},
};
use kernel::{OrganisationId, Region, Regions, Role, StreamName};
use platform::texts::Lang;

/// A command's title: `tender.publish_notice` → `tender-publish_notice`.
pub fn command(name: &str) -> Text {
    key(scope(name))
}
/// The scope of a command's texts.
pub fn scope(command: &str) -> String {
    command.replace('.', "-")
}
/// What a stream of this kind is called.
pub fn kind(kind: &str) -> Text {
    Text::First(vec![format!("stream-{}", kind.replace('.', "-")), "stream-any".to_owned()])
}
/// What happened: `notice.published` → `event-notice-published`.
pub fn event(name: &str) -> Text {
    Text::First(vec![format!("event-{}", name.replace('.', "-")), "event-any".to_owned()])
}
/// A role.
pub fn role(role: Role) -> Text {
    key(format!("role-{}", role.id()))
}
/// Several roles, in the reader's language.
pub fn roles(lang: Lang, roles: &[Role]) -> String {
    let names: Vec<_> = roles.iter().map(|one| role(*one).said(lang)).collect();
    names.join(&say(lang, "ui-comma"))
}
/// The page of a stream.
pub fn page(stream: &StreamName) -> String {
    if stream.kind() == "tender.notice" {
        return format!("/notices/{}", stream.uuid());
    }
    if stream.kind() == "goods.standard" {
        return format!("/goods/{}", stream.uuid());
    }
    format!("/{}/{}", stream.kind().replace('.', "/"), stream.uuid())
}
/// The way of a purchase from budget to payment, with the stage to which a stream of this kind belongs as the present one;
/// `None` for kinds that lie on no such way.
pub fn journey(kind: &str) -> Option<Steps> {
    let ways: [&[(&str, &str)]; 2] = [
        &[
            ("budget.indicator", "budget"),
            ("demand.intention", "intention"),
            ("demand.demand", "demand"),
            ("plan.plan", "plan"),
            ("agency.entrustment", "entrustment"),
            ("tender.project", "tender"),
            ("bidding.opening", "opening"),
            ("evaluation.evaluation", "evaluation"),
            ("tender.lot", "award"),
            ("contract.contract", "contract"),
            ("acceptance.acceptance", "acceptance"),
            ("payment.payment", "payment"),
        ],
        &[("mall.listing", "listing"), ("mall.order", "order")],
    ];
    ways.iter().find_map(|way| {
        let now = way.iter().position(|(stage, _)| *stage == kind)?;
        Some(Steps::along(way.iter().map(|(_, name)| key(format!("journey-{name}"))), now))
    })
}
/// A region's official name.
pub fn region(region: Region) -> Text {
    match Regions::builtin().name(&region) {
        Some(name) => data(name),
        None => data(region.code()),
    }
}
/// An organisation's name; the platform itself for nobody's.
pub fn organisation(app: &App, id: OrganisationId) -> Text {
    let row = app.platform().journal().read(|tx| platform::registry::organisation(tx, id));
    match row {
        Ok(Some(row)) => data(row.name),
        _ => key("role-system"),
    }
}
