//! Instants and legal dates. Legal dates are counted in Asia/Shanghai, which has kept UTC+8 since 1991.

use jiff::{
    Timestamp, ToSpan, civil,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A legal date in Asia/Shanghai.
pub type Date = civil::Date;

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(i64);
impl Span {
    /// So many milliseconds.
    pub const fn millis(n: i64) -> Self {
        Self(n)
    }
    /// So many minutes.
    pub const fn minutes(n: i64) -> Self {
        Self(n * 60_000)
    }
    /// So many hours.
    pub const fn hours(n: i64) -> Self {
        Self(n * 3_600_000)
    }
    /// So many days of 24 hours.
    pub const fn days(n: i64) -> Self {
        Self(n * 86_400_000)
    }
    /// The number of milliseconds.
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// From milliseconds UTC.
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }
    /// Milliseconds UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }
    /// The moment a clock in Shanghai shows `hour:minute` on `date`.
    pub fn at(date: Date, hour: i8, minute: i8) -> Self {
        shanghai()
            .to_timestamp(date.at(hour, minute, 0, 0))
            .map_or(Self(0), |stamp| Self(stamp.as_millisecond()))
    }
    /// The end of `date` (24:00 in Shanghai), the usual end of a legal period.
    pub fn end_of(date: Date) -> Self {
        Self::at(date, 0, 0).plus(Span::days(1))
    }
    /// The legal date in Shanghai.
    pub fn date(self) -> Date {
        self.civil().date()
    }
    /// Date and time of day in Shanghai.
    pub fn civil(self) -> civil::DateTime {
        let stamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        Offset::constant(8).to_datetime(stamp)
    }
    /// Later by `span`.
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
    /// Earlier by `span`.
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
    /// From `earlier` to this moment.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

fn shanghai() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}

/// `2026-03-02 09:00:00 +08:00`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.civil();
        write!(f, "{} {:02}:{:02}:{:02} +08:00", at.date(), at.hour(), at.minute(), at.second())
    }
}
impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
/// Reads `2026-03-02T09:00` (also with a blank, with seconds, or with `+08:00`) as Shanghai time.
impl FromStr for Instant {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().trim_end_matches("+08:00").trim_end().replace(' ', "T");
        let at: civil::DateTime = text.parse().map_err(|_| ())?;
        shanghai().to_timestamp(at).map(|stamp| Self(stamp.as_millisecond())).map_err(|_| ())
    }
}

/// `date` moved by `days` (may be negative).
pub(crate) fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// `date` moved by whole months and then days; a month without the day ends on its last (民法典第202条).
pub fn later(date: Date, months: i64, days: i64) -> Option<Date> {
    let span = jiff::Span::new().try_months(months).ok()?.try_days(days).ok()?;
    date.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn shanghai_dates_change_at_sixteen_utc() {
        let midnight = Instant::at(civil::date(2026, 3, 2), 0, 0);
        assert_eq!(midnight.to_string(), "2026-03-02 00:00:00 +08:00");
        assert_eq!(midnight.minus(Span::millis(1)).date(), civil::date(2026, 3, 1));
        assert_eq!("2026-03-02T00:00".parse::<Instant>(), Ok(midnight));
        assert_eq!(midnight.to_string().parse::<Instant>(), Ok(midnight));
    }
}
