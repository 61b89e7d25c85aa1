//! 投标、开标: obtaining the document, sealed bids, the opening.

mod bid;
mod content;
mod obtainment;
mod opening;

pub use bid::{
    Bid, BidEvent, BidMatter, BidStage, Confirmation, DecryptFault, Envelope, Invitation, Offer, Score,
    Signature, Submission,
};
pub use content::{
    Answer, BidContent, BidTerms, DemandLine, Deviation, ItemKind, PriceLine, RequiredItem, Sme,
};
pub use obtainment::{Obtain, Obtainment, ObtainmentEvent, ObtainmentMatter};
pub use opening::{Opening, OpeningEvent, OpeningMatter, OpeningStage, StartOpening};
