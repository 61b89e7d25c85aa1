//! What people start without being asked: purchases, bids, orders.

use super::{
    Autopilot,
    city::{Buyer, Size},
};
use journal::StoreError;

/// The initiatives of a city over its history.
pub struct Scenario {
    size: Size,
    buyers: Vec<Buyer>,
    projects: usize,
    orders: usize,
}
impl Scenario {
    /// For a city of this size with these purchasers.
    pub fn new(size: Size, buyers: Vec<Buyer>) -> Self {
        Self { size, buyers, projects: 0, orders: 0 }
    }
    /// What is started on the morning of day `day`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn morning(&mut self, pilot: &mut Autopilot, day: u64) -> Result<(), StoreError> {
        let _ = (pilot, day, &self.buyers, self.projects, self.orders, self.size);
        Ok(())
    }
}
