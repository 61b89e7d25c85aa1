//! How periods are counted (民法典第201、203条; 87号令第85条).
//!
//! The day of the start is not counted. A period that ends on a holiday runs on to the next working day if it is an
//! upper or fixed limit. A lower limit is over when its days are full.

use super::rule::{Amount, Bound, Limit, Unit};
use kernel::{Calendar, CalendarError, Date, Instant, Refusal, Span};

/// The moment a period that starts at `from` is over. `None` for a limit that is no length of time.
pub(super) fn end(limit: &Limit, from: Instant, calendar: &Calendar) -> Option<Result<Instant, Refusal>> {
    let runs_on = limit.bound != Bound::Min;
    let last = match (limit.unit, limit.amount) {
        (Unit::Minute, Amount::Whole(n)) => return Some(Ok(from.plus(Span::minutes(n)))),
        // An order of two events, not a number of days.
        (Unit::CalendarDay | Unit::WorkingDay, Amount::Whole(0)) if !runs_on => return Some(Ok(from)),
        (Unit::WorkingDay, Amount::Whole(n)) => {
            let days = u32::try_from(n).ok()?;
            calendar.add_working_days(from.date(), days)
        }
        (Unit::CalendarDay, Amount::Whole(n)) if runs_on => calendar.add_days(from.date(), n),
        (Unit::CalendarDay, Amount::Whole(n)) => later(calendar, from.date(), 0, n),
        (Unit::Month, Amount::Whole(n)) => later(calendar, from.date(), n, 0)
            .and_then(|day| if runs_on { calendar.or_next_working_day(day) } else { Ok(day) }),
        (Unit::Year, Amount::Whole(n)) => later(calendar, from.date(), n.saturating_mul(12), 0),
        (Unit::Date, Amount::MonthDay(month, day)) => next(from.date(), month, day)
            .ok_or_else(|| beyond(calendar, from.date()))
            .and_then(|day| calendar.or_next_working_day(day)),
        _ => return None,
    };
    Some(last.map(Instant::end_of).map_err(|error| refusal(&error, calendar)))
}

fn later(calendar: &Calendar, date: Date, months: i64, days: i64) -> Result<Date, CalendarError> {
    kernel::later(date, months, days).ok_or_else(|| beyond(calendar, date))
}
/// The next `month-day` after `date`.
fn next(date: Date, month: i8, day: i8) -> Option<Date> {
    let in_year = |year| Date::new(year, month, day).ok();
    in_year(date.year()).filter(|found| *found > date).or_else(|| in_year(date.year() + 1))
}
fn beyond(calendar: &Calendar, date: Date) -> CalendarError {
    let last = calendar.last_covered().year();
    CalendarError::NotCovered { date, first: last, last }
}
fn refusal(error: &CalendarError, calendar: &Calendar) -> Refusal {
    let refusal = Refusal::new("E_CALENDAR_END").arg("last", calendar.last_covered());
    match error {
        CalendarError::NotCovered { date, .. } => refusal.arg("date", *date),
        CalendarError::Malformed { text, .. } => refusal.arg("date", text.as_str()),
    }
}
