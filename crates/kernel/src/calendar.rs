//! The working-day calendar of the State Council's yearly notices 国务院办公厅节假日安排.

use crate::{Date, date::shift};
use std::{collections::BTreeMap, sync::OnceLock};

/// Which dates are working days. A year without a published notice is an error, never a guess from weekends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Exceptions to Monday–Friday: `true` means worked.
    exceptions: BTreeMap<Date, bool>,
    first: i16,
    last: i16,
}

/// Why a working day cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The date lies in a year whose notice the table does not hold.
    #[error("the working-day calendar covers {first} to {last}, not {date}")]
    NotCovered {
        /// The date asked for.
        date: Date,
        /// First year held.
        first: i16,
        /// Last year held.
        last: i16,
    },
    /// The table does not parse.
    #[error("calendar line {line}: {text}")]
    Malformed {
        /// Line number, from 1.
        line: usize,
        /// The line.
        text: String,
    },
}

impl Calendar {
    /// The calendar that comes with the platform (`data/holidays.csv`, from 2016).
    ///
    /// # Panics
    /// Never in a released build: a test parses the table.
    #[expect(clippy::expect_used, reason = "data compiled in; a test parses it")]
    pub fn builtin() -> &'static Self {
        static TABLE: OnceLock<Calendar> = OnceLock::new();
        TABLE.get_or_init(|| {
            Self::parse(include_str!("../../../data/holidays.csv")).expect("the built-in calendar parses")
        })
    }
    /// Parses `date,kind,name` lines, `kind` being `holiday` or `workday-shift`. The years covered are those that occur.
    ///
    /// # Errors
    /// [`CalendarError::Malformed`] names the first line that does not parse, or an empty table.
    pub fn parse(csv: &str) -> Result<Self, CalendarError> {
        let mut exceptions = BTreeMap::new();
        for (index, text) in csv.lines().enumerate().skip(1).filter(|(_, text)| !text.trim().is_empty()) {
            let malformed = || CalendarError::Malformed { line: index + 1, text: text.to_owned() };
            let mut cells = text.split(',');
            let date: Date = cells.next().and_then(|cell| cell.parse().ok()).ok_or_else(malformed)?;
            let worked = match cells.next() {
                Some("holiday") => false,
                Some("workday-shift") => true,
                _ => return Err(malformed()),
            };
            exceptions.insert(date, worked);
        }
        let years = exceptions.keys().map(|date| date.year());
        match (years.clone().min(), years.max()) {
            (Some(first), Some(last)) => Ok(Self { exceptions, first, last }),
            _ => Err(CalendarError::Malformed {
                line: 1,
                text: csv.lines().next().unwrap_or_default().to_owned(),
            }),
        }
    }
    /// The last date that the table covers.
    pub fn last_covered(&self) -> Date {
        jiff::civil::date(self.last, 12, 31)
    }
    /// Is `date` a working day 工作日?
    ///
    /// # Errors
    /// [`CalendarError::NotCovered`].
    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarError> {
        if !(self.first..=self.last).contains(&date.year()) {
            return Err(self.not_covered(date));
        }
        let weekday = date.weekday().to_monday_zero_offset() < 5;
        Ok(self.exceptions.get(&date).copied().unwrap_or(weekday))
    }
    /// The `n`-th working day after `from`; the first day is not counted (民法典第201条). `n` = 0 is `from` itself.
    ///
    /// # Errors
    /// [`CalendarError::NotCovered`].
    pub fn add_working_days(&self, from: Date, n: u32) -> Result<Date, CalendarError> {
        let mut date = from;
        let mut left = n;
        while left > 0 {
            date = shift(date, 1).ok_or_else(|| self.not_covered(date))?;
            if self.is_working_day(date)? {
                left -= 1;
            }
        }
        Ok(date)
    }
    /// `date`, or the next working day if `date` is none (民法典第203条: a period that ends on a holiday runs on).
    ///
    /// # Errors
    /// [`CalendarError::NotCovered`].
    pub fn or_next_working_day(&self, date: Date) -> Result<Date, CalendarError> {
        if self.is_working_day(date)? { Ok(date) } else { self.add_working_days(date, 1) }
    }
    /// The last day of a period of `n` calendar days that starts after `from`, moved past holidays.
    ///
    /// # Errors
    /// [`CalendarError::NotCovered`].
    pub fn add_days(&self, from: Date, n: i64) -> Result<Date, CalendarError> {
        let last = shift(from, n).ok_or_else(|| self.not_covered(from))?;
        self.or_next_working_day(last)
    }
    /// Working days after `from`, up to and with `to`; 0 if `to` is not later.
    ///
    /// # Errors
    /// [`CalendarError::NotCovered`].
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, CalendarError> {
        let mut date = from;
        let mut count = 0;
        while date < to {
            date = shift(date, 1).ok_or_else(|| self.not_covered(date))?;
            if self.is_working_day(date)? {
                count += 1;
            }
        }
        Ok(count)
    }
    fn not_covered(&self, date: Date) -> CalendarError {
        CalendarError::NotCovered { date, first: self.first, last: self.last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spring_festival_2026_is_skipped_and_its_swapped_saturday_counts() {
        let calendar = Calendar::builtin();
        assert_eq!(calendar.is_working_day(date(2026, 2, 17)), Ok(false));
        let swapped = calendar
            .exceptions
            .iter()
            .find(|(day, worked)| **worked && day.year() == 2026)
            .map(|(day, _)| *day);
        let swapped = swapped.expect("2026 has a swapped working day");
        assert!(swapped.weekday().to_monday_zero_offset() >= 5);
        assert_eq!(calendar.is_working_day(swapped), Ok(true));
    }
    #[test]
    fn a_year_without_a_notice_is_an_error_that_says_so() {
        let error = Calendar::builtin().add_working_days(date(2026, 12, 30), 5).unwrap_err();
        assert_eq!(error.to_string(), "the working-day calendar covers 2016 to 2026, not 2027-01-01");
    }
    #[test]
    fn the_first_day_is_not_counted() {
        let calendar = Calendar::builtin();
        // Monday; Friday is the fourth working day after it.
        assert_eq!(calendar.add_working_days(date(2026, 3, 2), 4), Ok(date(2026, 3, 6)));
        assert_eq!(calendar.add_working_days(date(2026, 3, 2), 5), Ok(date(2026, 3, 9)));
        assert_eq!(calendar.working_days_between(date(2026, 3, 2), date(2026, 3, 9)), Ok(5));
    }
    #[test]
    fn a_period_that_ends_on_a_holiday_runs_on() {
        assert_eq!(Calendar::builtin().add_days(date(2026, 3, 2), 5), Ok(date(2026, 3, 9)));
    }
}
