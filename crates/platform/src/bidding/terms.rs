//! What a bid for a lot has to answer, from its document in force.

use crate::Platform;
use kernel::{LotId, OrganisationId, Refusal};
use procurement::{
    bidding::BidTerms,
    registry::Organisation,
    tender::{Lot, TenderDocument},
};

/// What a bid for a lot has to answer, as the client is told.
///
/// # Errors
/// `E_NOT_FOUND`, `E_STORE`, `E_FILE_MISSING`, and those of the lot.
pub fn terms_of(platform: &Platform, lot: LotId, bidder: OrganisationId) -> Result<BidTerms, Refusal> {
    let store = |_| Refusal::new("E_STORE");
    let state = platform.state::<Lot>(lot).map_err(store)?.ok_or_else(|| Refusal::new("E_NOT_FOUND"))?;
    let (about, dates) = (state.about()?, state.terms()?);
    let document: TenderDocument =
        platform.document_as(&dates.document).ok_or_else(|| Refusal::new("E_FILE_MISSING"))?;
    let organisation = platform.state::<Organisation>(bidder).map_err(store)?;
    Ok(BidTerms {
        project: about.project,
        lot,
        title: about.title(),
        bidder: organisation.map(|organisation| organisation.registration.name).unwrap_or_default(),
        deadline: dates.deadline,
        ceiling: about.ceiling,
        lines: document.demand_lines(about.number),
        items: document.required_items(),
    })
}
