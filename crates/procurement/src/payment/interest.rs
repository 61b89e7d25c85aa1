//! Late interest 逾期利息 (保障中小企业款项支付条例第17条).

use crate::Law;
use kernel::{Instant, Money, Refusal, Rounding};

/// Interest on `amount` due at `due` and paid at `paid`, at the legal daily rate (D-PAY-04), half a fen rounded up.
/// Days are counted by date: paid on the day after the due date is one day late.
///
/// # Errors
/// `E_UNKNOWN_RULE`.
pub fn late_interest(amount: Money, due: Instant, paid: Instant, law: &Law) -> Result<Money, Refusal> {
    if paid <= due {
        return Ok(Money::ZERO);
    }
    // `due` is 24:00 of the last day, which as an instant already belongs to the next date.
    let last = due.last_day();
    let days = last.until(paid.date()).map_or(0, |span| i64::from(span.get_days()));
    Ok(law.percent("late_interest_daily")?.of(amount.times(days.max(1)), Rounding::HalfUp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing::law;
    use kernel::Span;

    #[test]
    fn twenty_days_late_on_a_hundred_thousand_cost_a_thousand() {
        let due = Instant::end_of("2026-03-02".parse().unwrap());
        let paid = Instant::at("2026-03-22".parse().unwrap(), 15, 0);
        assert_eq!(late_interest(Money::from_yuan(100_000), due, paid, &law()), Ok(Money::from_yuan(1_000)));
    }
    #[test]
    fn one_second_after_the_last_day_is_a_day_late() {
        let due = Instant::end_of("2026-03-02".parse().unwrap());
        let interest = |moment| late_interest(Money::from_yuan(100_000), due, moment, &law()).unwrap();
        assert_eq!(interest(due.minus(Span::millis(1_000))), Money::ZERO);
        assert_eq!(interest(due.plus(Span::millis(1_000))), Money::from_yuan(50));
    }
}
