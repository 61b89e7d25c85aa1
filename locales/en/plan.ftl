### Subsystem plan

## Refusal codes
E_NO_INTENTION = No intention was published for this procurement and no exemption is given; the plan cannot be filed.
    .remedy = Publish an intention first; if the law exempts it, choose the reason.
E_EXEMPTION = This reason for not publishing an intention does not apply here.
    .remedy = Change the field that is marked, or publish an intention.
E_PLAN_OVER_DEMAND = The plan amounts to { $amount } yuan, more than the { $approved } yuan of the reviewed demand.
    .remedy = Reduce the lots' budgets, or revise the demand and have it reviewed again.
E_THRESHOLD = The plan amounts to { $amount } yuan and reaches the threshold of { $threshold } yuan: an open tender is due.
    .remedy = Use an open tender; for another method in special circumstances, get the finance department's approval first.
E_IMPORT_NOT_APPROVED = Buying imported products has not been approved by the finance department.
    .remedy = Get the approval first; if domestic products will do, revise the demand.
E_SME_RESERVE = Suitable procurement of up to { $line } yuan must be reserved whole for small and medium enterprises.
    .remedy = Reserve every lot whole; if one is unsuitable, choose “not reserved” and the legal reason.
E_PLAN_NOT_FILED = The plan has not been filed; procurement cannot start.
    .remedy = File the plan first.
E_PLAN_ENTRUSTED = An agency has already been entrusted with the plan “{ $name }”.
    .remedy = Wait for the agency's answer; if it declines, another may be entrusted.
E_PLAN_EXECUTED = A project has already been opened on the plan “{ $name }”.
    .remedy = Continue from that project.

## Field messages
field-ceiling-over-budget = The ceiling price cannot exceed the lot's budget.
field-funding-sum = The parts of the money must sum up to the lot's budget.
field-exemption-with-intention = An intention has been chosen; no exemption is needed.
field-exemption-classified = Classified procurement is not handled in public on this platform; register it under the rules for it.
field-exemption-small = Agreement supply, fixed-point, second-stage framework and mall purchases need no plan of this kind.
field-exemption-batch = Only for batch procurement organised by a central procurement agency.

## Warning rules
risk-INT-03 = The plan differs from the published intention: { $intended } yuan (item { $intended_item }) intended, { $planned } yuan (item { $planned_item }) planned.
risk-PLN-05 = { $count } procurements of one item within 90 days just below the open tender threshold of { $threshold } yuan, { $sum } yuan together: splitting suspected.
risk-SME-01 = Too little is reserved: { $suitable } yuan suitable, { $reserved } yuan reserved, of it { $small } yuan for small and micro enterprises.

## Commands and fields
stream-plan-plan = Procurement plan

plan-file_plan = File a plan

plan-demand = Demand
plan-intention = Intention
plan-exemption = Why no intention was published
plan-exemption-unforeseeable_urgent = Unforeseeable urgent need
plan-exemption-classified = Classified
plan-exemption-agreement_supply_small = Agreement supply, fixed-point, second-stage framework or small mall purchase
plan-exemption-batch_centralized = Batch procurement by a central procurement agency
plan-approval = Number of the supervising unit's approval
plan-name = Project name
plan-planned = Planned time of procurement
plan-lots = Lots
plan-file_plan-lots-name = Name of the lot
plan-budget = Budget of the lot
plan-ceiling = Ceiling price
    .hint = Not above the lot's budget.
plan-sme = Reservation for small and medium enterprises
plan-sme-whole = Whole lot for small and medium enterprises
plan-sme-whole_small = Whole lot for small and micro enterprises
plan-sme-consortium = Consortium with a share for small and medium enterprises
plan-sme-subcontract = Subcontract with a share for small and medium enterprises
plan-sme-remainder = Not reserved; other lots of the project keep the share
plan-sme-none = Not reserved
plan-sme_share = Reserved share (%)
    .hint = For a consortium or subcontract.
plan-sme_small_share = Of it, small and micro enterprises (%)
plan-sme_reason = Reason for not reserving
plan-sme_reason-r1 = The law reserves it for public institutions, social organisations or other non-enterprises
plan-sme_reason-r2 = Patents, proprietary technology, infrastructure or a special public service leave only other suppliers
plan-sme_reason-r3 = Reserving could not ensure sufficient supply and competition, or would impair the purpose
plan-sme_reason-r4 = Framework agreement
plan-sme_reason-r5 = Another case named by the provincial finance department or above
plan-funding = Sources of money
plan-indicator = Budget indicator
plan-amount = Amount

## Pages
page-plan-lede = Filing is no approval: a plan that passes the checks of budget, intention, demand, method and reservation is filed, and its budget is reserved.
page-plan-none = No plans filed yet.
page-plan-file-lede = A second person confirms; the checks are made again then, and the plan is filed and its budget reserved at once.
page-plan-amount = Amount of the plan
page-plan-filed = Filed
page-plan-stage-filed = Filed, no agency yet
page-plan-stage-entrusted = Agency entrusted
page-plan-stage-executing = Under way
page-plan-stage-completed = Completed
page-plan-to-entrustment = See the entrustment
page-plan-to-project = See the project
done-plan-file_plan = The plan has been filed and its budget reserved.
event-plan-filed = Plan filed
event-plan-entrusted = Agency entrusted
event-plan-entrustment_declined = Agency declined
event-plan-executed = Project opened
event-plan-completed = Project closed
nav-plan = Plans
