//! Cases of the pages of bidding.
