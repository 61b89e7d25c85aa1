### Subsystem supervision

E_PROPOSAL_PENDING = The same matter waits for a second person already.
    .remedy = Wait for the decision; to change it, have it returned first.
E_PROPOSAL_OUTDATED = This proposal is out of date: its form or the proposer's position has changed.
    .remedy = Return it, and have it submitted again.

stream-supervision-proposal = Proposal
supervision-approve_proposal = Approve
supervision-reject_proposal = Return
supervision-proposal = Proposal
supervision-reject_proposal-reason = Reason
    .hint = Say what to change; what was typed is kept.

## Risk alerts
E_ALERT_UNHEARD = Those concerned were asked to explain by { $due }; until then the alert cannot be closed.
    .remedy = Wait for the explanation, or close it once the time has passed.

stream-supervision-alert = Risk alert
event-alert-raised = Risk found
event-alert-asked = Explanation asked for
event-alert-explained = Explained by those concerned
event-alert-closed = Closed
supervision-raise_alert = Record a risk alert
supervision-finding = What was found
supervision-subject = Matter
supervision-title = Name of the matter
supervision-organisation = Organisation concerned
supervision-key = Distinguishing mark
supervision-happened = When it happened
supervision-ask_alert = Ask for an explanation
    .intro = The organisation concerned gets a to-do, and learns of the alert by it.
supervision-alert = Risk alert
supervision-ask_alert-question = What is to be explained
    .hint = Say what they should explain and which papers they should hand in.
supervision-explain_alert = Hand in an explanation
supervision-explain_alert-explanation = Explanation
    .hint = State facts and grounds; the regulator decides on them, and they are kept on record.
supervision-close_alert = Close the alert
    .intro = A lead is not a verdict: give the reasons for your finding.
supervision-close_alert-outcome = Finding
supervision-close_alert-outcome-confirmed = Confirmed
supervision-close_alert-outcome-dismissed = Not confirmed
supervision-close_alert-opinion = Reasons and what follows
    .hint = If confirmed, say what follows: referral, interview, rectification.

risk-AWD-04 = Contracts with { $supplier } come to { $part } yuan this year, more than half of this purchaser's { $whole } yuan.
risk-AWD-06 = The price of { $price } yuan saves less than 1 % of the budget of { $budget } yuan.
risk-BID-06 = { $count } bidders withdrew in the last 2 hours before the deadline; { $left } are left.
risk-BRG-01 = The bids of { $count } suppliers were composed on the same computer.
risk-BRG-13 = The bids of { $count } suppliers were signed with one person's certificate.
risk-BRG-16 = Put in order, the prices of { $count } bidders differ by almost equal steps (arithmetic series).
risk-BRG-17 = Put in order, the prices of { $count } bidders stand in almost equal ratios (geometric series).
risk-BRG-19 = The prices of { $count } bidders are abnormally close, or all pressed against the ceiling.
risk-BRG-20 = Of { $count } prices one is clearly lower and the rest huddle at the ceiling.
risk-BUD-07 = Plans filed in December come to { $december } yuan, more than 35 % of the year's { $year } yuan.

nav-supervision = Alerts
page-supervision-alerts = Risk alerts
page-supervision-lede = A lead is not a verdict: look at the evidence, ask those concerned where needed, then decide.
page-supervision-narrow = By state
page-supervision-pending = Everything not closed
page-supervision-red = Red
page-supervision-orange = Orange
page-supervision-yellow = Yellow
page-supervision-level = Level
page-supervision-rule = Risk point
page-supervision-matter = Matter
page-supervision-state = State
page-supervision-since = Found
page-supervision-region = Region
page-supervision-none = There are no alerts.
page-supervision-lead = A lead is not a verdict.
page-supervision-evidence = Records that show it:
page-supervision-due = Please explain by { $due }.
alert-state-open = Open
alert-state-asked = Explanation awaited
alert-state-explained = Explained
alert-state-confirmed = Confirmed
alert-state-dismissed = Not confirmed
