//! What people start without being asked: budgets, goods on sale, orders, bids.

use super::{
    Autopilot,
    city::{Buyer, Size},
};
use crate::{budget::sample_import_indicator, mall};
use journal::StoreError;
use kernel::{IndicatorId, ListingId, OrganisationId, Role, StreamName};
use serde_json::json;

/// What is tendered: name, end item, yuan from and to.
const PURCHASES: [(&str, &str, i64, i64); 6] = [
    ("计算机教室设备", "A02010105", 620_000, 3_800_000),
    ("办公用台式计算机更新", "A02010105", 520_000, 1_900_000),
    ("信创终端替换", "A02010105", 800_000, 4_600_000),
    ("智慧教室投影设备", "A02020200", 560_000, 2_400_000),
    ("会议室多媒体设备", "A02020200", 510_000, 1_200_000),
    ("自助打印终端", "A02021003", 530_000, 1_500_000),
];

/// The initiatives of a city over its history.
pub struct Scenario {
    size: Size,
    buyers: Vec<Buyer>,
    purses: Vec<IndicatorId>,
    /// The fiscal year of the purses; 0 before there are any.
    year: i16,
    projects: usize,
    orders: usize,
}
impl Scenario {
    /// For a city of this size with these purchasers.
    pub fn new(size: Size, buyers: Vec<Buyer>) -> Self {
        Self { size, buyers, purses: Vec::new(), year: 0, projects: 0, orders: 0 }
    }
    /// What is started on the morning of day `day`.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn morning(&mut self, pilot: &mut Autopilot, day: u64) -> Result<(), StoreError> {
        // Money of one year buys nothing in the next, so every January brings new purses.
        let now = year(pilot);
        if self.year != now {
            let first = self.year == 0;
            self.year = now;
            self.fund_purses(pilot);
            if first {
                Self::open_mall(pilot)?;
                Self::have_seals_made(pilot)?;
            }
        }
        let days = usize::try_from(self.size.days).unwrap_or(1).max(1);
        let day = usize::try_from(day).unwrap_or(0);
        let share = |all: usize| (all * (day + 1)).div_ceil(days).min(all);
        // Purchases start early enough to be seen at every stage, the last ones just begun.
        while self.projects < share(self.size.projects) && !late_in_the_year(pilot) {
            self.projects += 1;
            self.fund_purchase(pilot);
        }
        while self.orders < share(self.size.orders) {
            self.orders += 1;
            self.order(pilot)?;
        }
        crate::bidding::bid_where_open(pilot)
    }
    /// Every purchaser gets an indicator for small purchases.
    fn fund_purses(&mut self, pilot: &mut Autopilot) {
        self.purses.clear();
        for (i, buyer) in self.buyers.iter().enumerate() {
            let input = sample_import_indicator(
                buyer.organisation,
                &format!("{}-办公-{i:04}", self.year),
                self.year,
                "办公设备零星采购",
                "A02010105",
                180_000,
            );
            if let Some(indicator) = made(pilot.give(&buyer.budget.clone(), "budget.import_indicator", input))
            {
                self.purses.extend(indicator.id::<IndicatorId>());
            }
        }
    }
    /// Suppliers put goods on sale.
    fn open_mall(pilot: &mut Autopilot) -> Result<(), StoreError> {
        let rows = pilot.platform.journal().read(|tx| {
            tx.query("SELECT id FROM registry_organisation WHERE kind = 'supplier' AND state = 'active' ORDER BY id", &[])
        })?;
        for row in &rows {
            let supplier: OrganisationId = row.parse(0)?;
            let Some(clerk) = pilot.actor(supplier, Role::SupplierClerk).cloned() else { continue };
            for _ in 0..2 {
                let goods = mall::sample_list_goods(&mut pilot.dice);
                let _ = made(pilot.give(&clerk, "mall.list_goods", goods));
            }
        }
        Ok(())
    }
    /// Purchasers and suppliers have their seals made; the second person finds them in the to-do list.
    fn have_seals_made(pilot: &mut Autopilot) -> Result<(), StoreError> {
        let rows = pilot.platform.journal().read(|tx| {
            tx.query(
                "SELECT id FROM registry_organisation WHERE kind IN ('purchaser', 'supplier') AND state = 'active' ORDER BY id",
                &[],
            )
        })?;
        for row in &rows {
            let organisation: OrganisationId = row.parse(0)?;
            for (keeper, holder) in crate::registry::seal::PAIRS {
                let (keeper, holder) =
                    (pilot.actor(organisation, *keeper), pilot.actor(organisation, *holder));
                let (Some(keeper), Some(holder)) = (keeper.cloned(), holder.cloned()) else { continue };
                if keeper.person == holder.person {
                    continue;
                }
                let held = pilot.keys.of(&pilot.platform, &holder).map(|(_, held)| held.serial());
                let input = json!({ "kind": "unit", "certificate": held });
                let _ = made(pilot.give(&keeper, "registry.make_seal", input));
            }
        }
        Ok(())
    }
    fn fund_purchase(&mut self, pilot: &mut Autopilot) {
        let Some((name, catalogue, low, high)) = pilot.dice.pick(&PURCHASES).copied() else { return };
        // The first purchaser is the one whose accounts the demo prints: it always has something going on.
        let first = self.projects % 4 == 1;
        let buyer = if first { self.buyers.first().cloned() } else { pilot.dice.pick(&self.buyers).cloned() };
        let Some(buyer) = buyer else { return };
        self.fund(pilot, &buyer, (name, catalogue, low, high));
    }
    /// Money for the visitor of a demo to begin with: a purchase of this year, at the first purchaser.
    pub fn welcome(&mut self, pilot: &mut Autopilot) {
        self.projects += 1;
        if let Some(host) = self.buyers.first().cloned() {
            self.fund(pilot, &host, PURCHASES[0]);
        }
    }
    fn fund(&self, pilot: &mut Autopilot, buyer: &Buyer, wish: (&str, &str, i64, i64)) {
        let (name, catalogue, low, high) = wish;
        let yuan = pilot.dice.between(low / 10_000, high / 10_000) * 10_000;
        let number = format!("{}-采-{:04}", year(pilot), self.projects);
        let input = sample_import_indicator(buyer.organisation, &number, year(pilot), name, catalogue, yuan);
        let _ = made(pilot.give(&buyer.budget, "budget.import_indicator", input));
    }
    fn order(&mut self, pilot: &mut Autopilot) -> Result<(), StoreError> {
        let i = pilot.dice.below(self.purses.len());
        let (Some(buyer), Some(purse)) = (self.buyers.get(i).cloned(), self.purses.get(i).copied()) else {
            return Ok(());
        };
        let rows = pilot.platform.journal().read(|tx| {
            tx.query("SELECT id FROM mall_listing WHERE on_sale = 1 ORDER BY id LIMIT 200", &[])
        })?;
        let Some(row) = pilot.dice.pick(&rows) else { return Ok(()) };
        let listing: ListingId = row.parse(0)?;
        let input =
            mall::sample_place_order(&mut pilot.dice, listing, purse, &format!("{}办公楼", buyer.name));
        let _ = made(pilot.give(&buyer.clerk, "mall.place_order", input));
        Ok(())
    }
}

/// An intention is public for thirty days and money ends with the year: nobody starts a purchase in its last weeks.
fn late_in_the_year(pilot: &Autopilot) -> bool {
    let today = pilot.platform.now().date();
    (today.month(), today.day()) >= (11, 15)
}

fn year(pilot: &Autopilot) -> i16 {
    pilot.platform.now().date().year()
}

/// What a command made; a refusal is somebody's honest mistake and is only logged.
fn made(answer: Result<journal::Accepted, kernel::Refusal>) -> Option<StreamName> {
    match answer {
        Ok(accepted) => accepted.streams.into_iter().next(),
        Err(refusal) => {
            tracing::debug!(%refusal, "an initiative was refused");
            None
        }
    }
}
