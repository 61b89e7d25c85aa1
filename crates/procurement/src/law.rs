//! The law as data: parameters and time limits of a region on a date, with their legal basis.

use kernel::{Calendar, Date, Instant, Money, Percent, Refusal, Region};
use std::sync::Arc;

/// Every rule file, parsed: limits, parameters, risk points, each with region and validity.
#[derive(Debug)]
pub struct RuleBook {}

/// The law in force for a region on a date: of several values for a parameter the nearest ancestor's wins.
#[derive(Clone, Debug)]
pub struct Law {
    book: Arc<RuleBook>,
    region: Region,
    date: Date,
}

impl RuleBook {
    /// The rules that come with the platform (`rules/`).
    pub fn builtin() -> Arc<Self> {
        Arc::new(Self {})
    }
    /// SM3 over every rule file's text: names the rule set a command was decided under.
    pub fn digest(&self) -> kernel::Digest {
        kernel::Digest::of(b"")
    }
    /// The law for `region` on `date`.
    pub fn law(self: &Arc<Self>, region: Region, date: Date) -> Law {
        Law { book: Arc::clone(self), region, date }
    }
}

impl Law {
    /// The working-day calendar.
    pub fn calendar(&self) -> &Calendar {
        let _ = &self.book;
        Calendar::builtin()
    }
    /// The region whose law this is.
    pub fn region(&self) -> Region {
        self.region
    }
    /// The date on which it is asked.
    pub fn date(&self) -> Date {
        self.date
    }
    /// For a limit of kind `min` (`D-INT-01`: not less than 30 days): the first moment at which the later event may be.
    /// The day of `from` is not counted.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`, `E_CALENDAR_END` (the calendar does not reach that far).
    pub fn earliest(&self, rule: &'static str, from: Instant) -> Result<Instant, Refusal> {
        let _ = from;
        Err(Refusal::new("E_UNKNOWN_RULE").rule(rule))
    }
    /// For a limit of kind `max` or `fixed`: the last moment (24:00 of the last day, moved past holidays).
    ///
    /// # Errors
    /// As [`Law::earliest`].
    pub fn latest(&self, rule: &'static str, from: Instant) -> Result<Instant, Refusal> {
        let _ = from;
        Err(Refusal::new("E_UNKNOWN_RULE").rule(rule))
    }
    /// Refuses with `E_TOO_EARLY` (argument `earliest`) if `to` is before [`Law::earliest`].
    ///
    /// # Errors
    /// `E_TOO_EARLY`, and those of [`Law::earliest`].
    pub fn not_before(&self, rule: &'static str, from: Instant, to: Instant) -> Result<(), Refusal> {
        let earliest = self.earliest(rule, from)?;
        if to < earliest { Err(self.refuse("E_TOO_EARLY", rule).arg("earliest", earliest)) } else { Ok(()) }
    }
    /// An exact percentage parameter (`sme_deduction_max`), `category` being part of the name where it matters
    /// (`price_weight_min.goods`).
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn percent(&self, name: &str) -> Result<Percent, Refusal> {
        Err(Refusal::new("E_UNKNOWN_RULE").arg("name", name))
    }
    /// An amount parameter (`public_tender_threshold.goods`).
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn money(&self, name: &str) -> Result<Money, Refusal> {
        Err(Refusal::new("E_UNKNOWN_RULE").arg("name", name))
    }
    /// A count or number of minutes.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn number(&self, name: &str) -> Result<i64, Refusal> {
        Err(Refusal::new("E_UNKNOWN_RULE").arg("name", name))
    }
    /// A refusal under a rule, with the rule's legal basis filled in.
    pub fn refuse(&self, code: &'static str, rule: &'static str) -> Refusal {
        Refusal::new(code).rule(rule)
    }
}
