//! 法律法规库: texts published and repealed by regulators, the library as it stands, what rests on an article, search.

mod laws;
mod lists;
mod publish;
mod repeal;

pub use laws::{FoundArticle, Laws, Shelf};

use crate::{
    engine::{CommandSet, Desk, Matter},
    training::Moves,
};
use journal::{Stop, Streams, View};
use kernel::{Refusal, Region};
use procurement::statute::{Document, Library, Statute};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<publish::Publish>();
    set.add::<repeal::Repeal>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Statutes)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Statute>()
}

/// Nobody is asked to publish a statute: it comes from outside.
pub(crate) fn moves(_moves: &mut Moves) {}

/// A text that holds everywhere is a matter of the province's authority; one of a region, of those whose reach covers it.
fn reach(desk: &Desk<'_, '_>, region: Option<Region>) -> Matter {
    let everywhere = |region: &Region| *region == Region::default();
    match region.filter(|region| !everywhere(region)) {
        Some(region) => Matter::Region(region),
        None => Matter::Region(province(desk.actor().region)),
    }
}
fn province(region: Region) -> Region {
    region.ancestry().find(|place| place.level() == 1).unwrap_or(region)
}

/// The statute that came with the platform under this code.
fn held(code: &str) -> Option<&'static Document> {
    Library::builtin().document(code)
}
/// The statute of this code as far as it was published here; nothing yet is no refusal.
fn published(desk: &mut Desk<'_, '_>, code: &str) -> Result<Arc<Statute>, Stop> {
    match desk.load::<Statute>(Statute::id_of(code)) {
        Err(Stop::Refused(Refusal { code, .. })) if code == "E_NOT_FOUND" => Ok(Arc::default()),
        answer => answer,
    }
}

#[cfg(test)]
mod tests;
