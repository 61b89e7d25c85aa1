//! The law in force somewhere on a day.

use super::{
    RuleBook, count,
    rule::{self, Amount, Bound, Limit, Rule, Threshold, Unit, What},
};
use kernel::{Calendar, Date, Instant, Money, Percent, Refusal, Region};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The law in force for a region on a date: of several values for a parameter the nearest ancestor's wins.
#[derive(Clone, Debug)]
pub struct Law {
    book: Arc<RuleBook>,
    region: Region,
    date: Date,
}

impl Law {
    pub(super) fn new(book: Arc<RuleBook>, region: Region, date: Date) -> Self {
        Self { book, region, date }
    }
    /// The working-day calendar.
    pub fn calendar(&self) -> &Calendar {
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
    /// The rule set.
    pub fn book(&self) -> &Arc<RuleBook> {
        &self.book
    }
    /// The rule with this id: its names, basis, level, control, timing.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.book.rule(id)
    }
    /// For a limit of kind `min` (`D-INT-01`: not less than 30 days): the first moment at which the later event may be.
    /// The day of `from` is not counted.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`, `E_CALENDAR_END` (the calendar does not reach that far).
    pub fn earliest(&self, rule: &'static str, from: Instant) -> Result<Instant, Refusal> {
        self.end(rule, from, |bound| bound == Bound::Min)
    }
    /// For a limit of kind `max` or `fixed`: the last moment (24:00 of the last day, moved past holidays).
    ///
    /// # Errors
    /// As [`Law::earliest`].
    pub fn latest(&self, rule: &'static str, from: Instant) -> Result<Instant, Refusal> {
        self.end(rule, from, |bound| bound != Bound::Min)
    }
    /// The end of a limit of any kind, counted in its own unit: of a minimum the earliest, else the latest moment.
    ///
    /// # Errors
    /// As [`Law::earliest`].
    pub fn deadline(&self, rule: &'static str, from: Instant) -> Result<Instant, Refusal> {
        self.end(rule, from, |_| true)
    }
    /// Refuses with `E_TOO_EARLY` (argument `earliest`) if `to` is before [`Law::earliest`].
    ///
    /// # Errors
    /// `E_TOO_EARLY`, and those of [`Law::earliest`].
    pub fn not_before(&self, rule: &'static str, from: Instant, to: Instant) -> Result<(), Refusal> {
        let earliest = self.earliest(rule, from)?;
        if to < earliest { Err(self.refuse("E_TOO_EARLY", rule).arg("earliest", earliest)) } else { Ok(()) }
    }
    /// Refuses with `E_TOO_LATE` (argument `latest`) if `to` is after [`Law::latest`].
    ///
    /// # Errors
    /// `E_TOO_LATE`, and those of [`Law::latest`].
    pub fn not_after(&self, rule: &'static str, from: Instant, to: Instant) -> Result<(), Refusal> {
        let latest = self.latest(rule, from)?;
        if to > latest { Err(self.refuse("E_TOO_LATE", rule).arg("latest", latest)) } else { Ok(()) }
    }
    /// The end of the `days`-th working day after `from`, for a period whose length is a parameter or agreed.
    ///
    /// # Errors
    /// `E_CALENDAR_END`.
    pub fn working_days(&self, days: i64, from: Instant) -> Result<Instant, Refusal> {
        self.agreed(days, Unit::WorkingDay, from)
    }
    /// The end of the `days`-th day after `from`, moved past holidays (民法典第203条), for a period that was agreed.
    ///
    /// # Errors
    /// `E_CALENDAR_END`.
    pub fn days(&self, days: i64, from: Instant) -> Result<Instant, Refusal> {
        self.agreed(days, Unit::CalendarDay, from)
    }
    /// An exact percentage parameter (`sme_deduction_max.works`), `category` being part of the name where it matters
    /// (`price_weight_min.goods`); also a limit that is a share (`D-BND-04`).
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn percent(&self, name: &str) -> Result<Percent, Refusal> {
        match self.value(name)? {
            What::Percent(percent) | What::Limit(Limit { amount: Amount::Share(percent), .. }) => {
                Ok(*percent)
            }
            _ => Err(self.unknown(name)),
        }
    }
    /// An amount parameter (`public_tender_threshold.goods`).
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn money(&self, name: &str) -> Result<Money, Refusal> {
        match self.value(name)? {
            What::Money(money) => Ok(*money),
            _ => Err(self.unknown(name)),
        }
    }
    /// A count or number of minutes; also a limit's whole number of units.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn number(&self, name: &str) -> Result<i64, Refusal> {
        match self.value(name)? {
            What::Number(number) | What::Limit(Limit { amount: Amount::Whole(number), .. }) => Ok(*number),
            _ => Err(self.unknown(name)),
        }
    }
    /// A number of a risk point's threshold (`PLN-05`, `window_days`).
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn threshold(&self, rule: &str, name: &str) -> Result<Decimal, Refusal> {
        let found = match self.value(rule)? {
            What::Threshold(threshold) => rule::decimal(threshold, name),
            _ => None,
        };
        found.ok_or_else(|| self.unknown(&format!("{rule}.{name}")))
    }
    /// All of a risk point's threshold in force here and now.
    pub fn thresholds(&self, rule: &str) -> Option<&Threshold> {
        match self.value(rule).ok()? {
            What::Threshold(threshold) => Some(threshold),
            _ => None,
        }
    }
    /// The limit in force here and now.
    ///
    /// # Errors
    /// `E_UNKNOWN_RULE`.
    pub fn limit(&self, rule: &str) -> Result<Limit, Refusal> {
        match self.value(rule)? {
            What::Limit(limit) => Ok(*limit),
            _ => Err(self.unknown(rule)),
        }
    }
    /// A refusal under a rule, with the rule's legal basis filled in.
    pub fn refuse(&self, code: &'static str, rule: &'static str) -> Refusal {
        let refusal = Refusal::new(code).rule(rule);
        match self.book.rule(rule) {
            Some(found) => refusal.basis(found.basis.clone()),
            None => refusal,
        }
    }
    pub(super) fn value(&self, name: &str) -> Result<&What, Refusal> {
        let value = self.book.rule(name).and_then(|rule| rule.value(self.region, self.date));
        value.map(|value| &value.what).ok_or_else(|| self.unknown(name))
    }
    pub(super) fn end_of(&self, limit: &Limit, from: Instant) -> Option<Result<Instant, Refusal>> {
        count::end(limit, from, self.calendar())
    }
    fn agreed(&self, days: i64, unit: Unit, from: Instant) -> Result<Instant, Refusal> {
        let limit = Limit { bound: Bound::Max, amount: Amount::Whole(days), upto: None, unit };
        self.end_of(&limit, from).unwrap_or_else(|| Err(self.unknown("working_days")))
    }
    fn end(&self, rule: &'static str, from: Instant, fits: fn(Bound) -> bool) -> Result<Instant, Refusal> {
        let limit = self.limit(rule)?;
        let end = if fits(limit.bound) { self.end_of(&limit, from) } else { None };
        end.ok_or_else(|| self.unknown(rule))?.map_err(|refusal| match self.book.rule(rule) {
            Some(found) => refusal.rule(rule).basis(found.basis.clone()),
            None => refusal.rule(rule),
        })
    }
    fn unknown(&self, name: &str) -> Refusal {
        Refusal::new("E_UNKNOWN_RULE").rule(name.to_owned()).arg("name", name).arg("date", self.date)
    }
}
