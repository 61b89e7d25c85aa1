//! Contracts 合同: drafted from the award, signed by both parties, published, filed, performed, paid, closed.

mod decide;
mod state;
mod terms;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use decide::WithMoney;
pub use state::{Active, Contract, ContractEvent, Draft, Filing, PartySignature, Stage};
pub use terms::{Award, Clause, Item, KeyTerms, Origin, Party, Terms, payment_days};
