### Subsystem budget

## Refusal codes
E_FISCAL_YEAR = The indicator belongs to fiscal year { $year }; it is now fiscal year { $current }.
    .remedy = Choose an indicator of this year; if there is none, ask the budget office to issue one first.
E_ADJUST_BELOW_TAKEN = { $taken } yuan of the indicator is reserved, committed or paid; it cannot be cut below that.
    .remedy = Enter at least { $taken } yuan, or first end the procurement concerned and release what it holds.
E_OVER_HOLD = { $needed } yuan is needed, but this lot (order) holds only { $held } yuan of the indicator.
    .remedy = Check the amount; what was released or paid cannot be used again.

## Commands and fields
stream-budget-indicator = Budget indicator
stream-budget-hold = Hold on an indicator

budget-import_indicator = Import a budget indicator
budget-adjust_indicator = Adjust a budget indicator

budget-number = Indicator number
    .hint = As issued by the budget system, for example 2026-教-0117.
budget-organisation = Budget unit
budget-year = Fiscal year
budget-project = Budget project
budget-fund = Kind of money
budget-fund-general_public = General public budget
budget-fund-government_fund = Government fund budget
budget-fund-state_capital = State capital operations budget
budget-fund-special_account = Special fiscal account
budget-fund-unit_funds = Unit's own funds
budget-economic_class = Economic classification
    .hint = A five-digit code, for example 31003 (special equipment).
budget-catalogue = Catalogue item
    .hint = The procurement budget is made by lowest catalogue item.
budget-amount = Amount
budget-adjust_indicator-amount = New amount
    .hint = Not below what is reserved, committed and paid.
budget-indicator = Budget indicator
budget-document = Number of the adjusting document
budget-reason = Reason for the adjustment
E_INDICATOR_TAKEN = Indicator { $number } has already been imported for this year.
    .remedy = Check the number; if the amount has changed, adjust the indicator.
E_NOT_A_PURCHASER = The unit chosen is not a registered purchaser; no indicator can be issued to it.
    .remedy = Check the budget unit; if it is not registered yet, set it up first.
field-not-a-leaf = Choose a lowest-level catalogue item.
field-number-taken = This number has already been imported.
field-economic-class = Enter the five-digit economic classification.

## Pages
page-budget-lede = No budget, no procurement: filing a plan reserves, a contract commits, a payment executes, savings and ended procurements release.
page-budget-none = No budget indicators yet.
page-budget-reserved = Reserved
page-budget-committed = Committed
page-budget-executed = Executed
page-budget-available = Available
page-budget-now = Present amount
page-budget-taken = Reserved, committed and executed
page-budget-balance = Balance
page-budget-ledger = Ledger
page-budget-when = When
page-budget-what = What
page-budget-matter = For
page-budget-left = Available after
page-budget-choice = { $number } { $project } ({ $available } yuan available)
page-budget-import-lede = Once imported, the unit's clerks see the indicator in their to-do list.
page-budget-import-submit = Import
done-budget-import_indicator = The indicator has been imported.
done-budget-adjust_indicator = The indicator has been adjusted.
event-indicator-imported = Indicator imported
event-indicator-adjusted = Indicator adjusted
event-indicator-intended = Intention published
event-indicator-reserved = Reserved
event-indicator-committed = Committed
event-indicator-executed = Paid
event-indicator-released = Released
event-hold-reserved = Reserved
event-hold-ordered = Committed by an order
event-hold-committed = Committed by a contract
event-hold-executed = Paid
event-hold-released = Released
nav-budget = Budget
