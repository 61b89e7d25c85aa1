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
    /// The last date of a period that ends at this moment: one that ends at 24:00 ends on the day before midnight.
    pub fn last_day(self) -> Date {
        self.minus(Span::millis(1)).date()
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

/// Reads a date as a person types it: `2026-3-5`, `2026/3/5`, `2026.3.5`, `2026年3月5日`, in full-width digits too; `None` if it
/// is no date of the calendar.
pub fn typed_date(text: &str) -> Option<Date> {
    let plain = half_width(text);
    let mut parts = plain.trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
/// Reads a moment in Shanghai as a person types it: a date of [`typed_date`], a blank or `T`, then `9:30`, `09:30:00`, `9时30分`;
/// `24:00` is the end of the day. `None` if it is no moment of the calendar.
pub fn typed_instant(text: &str) -> Option<Instant> {
    if let Ok(at) = text.parse() {
        return Some(at);
    }
    let plain = half_width(text);
    let after_day = plain.rfind('日').map(|at| at + '日'.len_utf8());
    let (day, time) = plain.split_at(after_day.or_else(|| plain.find([' ', 'T']))?);
    let date = typed_date(day)?;
    let mut parts = time.trim_matches([' ', 'T', '分']).split([':', '时']).map(str::trim);
    let (hour, minute): (i8, &str) = (parts.next()?.parse().ok()?, parts.next()?);
    let minute: i8 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    match (hour, minute, parts.next()) {
        (24, 0, None | Some("00")) => Some(Instant::end_of(date)),
        (0..=23, 0..=59, None | Some("00")) => Some(Instant::at(date, hour, minute)),
        _ => None,
    }
}
/// Trimmed, with full-width digits, separators and blanks made ASCII: what an input method types by itself.
pub fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}

/// `date` moved by `days` (may be negative).
pub(crate) fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// `date` moved by whole months and then days, both forwards or both backwards; a month without the day ends on its last (民法典第202条).
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
        assert_eq!(
            (midnight.date(), midnight.last_day()),
            (civil::date(2026, 3, 2), civil::date(2026, 3, 1))
        );
        assert_eq!("2026-03-02T00:00".parse::<Instant>(), Ok(midnight));
        assert_eq!(midnight.to_string().parse::<Instant>(), Ok(midnight));
    }
    #[test]
    fn dates_are_read_as_people_type_them() {
        let day = civil::date(2026, 3, 5);
        for typed in [
            "2026-03-05",
            "2026-3-5",
            " 2026/3/5 ",
            "2026.3.5",
            "2026年3月5日",
            "２０２６－０３－０５",
            "2026 年 3 月 5 日",
        ] {
            assert_eq!(typed_date(typed), Some(day), "{typed}");
        }
        for wrong in ["", "3/5/2026", "26-3-5", "2026-2-30", "2026-13-1", "2026-3", "2026-3-5-1", "明天"] {
            assert_eq!(typed_date(wrong), None, "{wrong}");
        }
    }
    #[test]
    fn moments_are_read_as_people_type_them() {
        let at = Instant::at(civil::date(2026, 3, 5), 9, 30);
        for typed in [
            "2026-03-05T09:30",
            "2026-3-5 9:30",
            "2026/3/5 09:30:00",
            "2026年3月5日9时30分",
            "2026年3月5日 ９：３０",
            "2026-03-05 09:30:00 +08:00",
        ] {
            assert_eq!(typed_instant(typed), Some(at), "{typed}");
        }
        assert_eq!(typed_instant("2026-3-5 24:00"), Some(Instant::end_of(civil::date(2026, 3, 5))));
        for wrong in ["2026-3-5", "2026-3-5 25:00", "2026-3-5 9:60", "2026-3-5 9:30:20:1", "9:30"] {
            assert_eq!(typed_instant(wrong), None, "{wrong}");
        }
    }
}
