### Subsystem budget

## Refusal codes
E_FISCAL_YEAR = The indicator belongs to fiscal year { $year }; it is now fiscal year { $current }.
    .remedy = Use an indicator of this year; for money of another year the budget office must first carry the indicator over.
E_ADJUST_BELOW_TAKEN = { $taken } yuan of the indicator is reserved, committed or paid; it cannot be cut below that.
    .remedy = Enter at least { $taken } yuan, or first end the procurement concerned and release what it holds.
E_OVER_HOLD = { $needed } yuan is needed, but this lot (order) holds only { $held } yuan of the indicator.
    .remedy = Check the amount; what was released or paid cannot be used again.
