### Acceptance

## Refusals
E_SINGLE_ACCEPTANCE = Two of the purchaser's people in different posts accept together, and at least one of them must not have run this procurement (two-person rule).
    .remedy = Let the clerk record the findings and an internal supervisor who did not handle the project agree to them.
E_ACCEPTANCE_INCOMPLETE = These items of the contract have no finding yet: { $missing }.
    .remedy = State for every technical, service and safety standard whether it is met; none may be left out.

acceptance-field-two-people = Two people in different posts are needed.
acceptance-field-once-each = Give exactly one finding for each item.

stream-acceptance-acceptance = Acceptance
acceptance-apply = Apply for acceptance
acceptance-reapply = Apply for re-inspection
acceptance-record = Record the acceptance
acceptance-acceptance = Acceptance
acceptance-contract = Contract
acceptance-remedy = What was put right
    .hint = Say for each failed item what was done.
acceptance-findings = Findings item by item
acceptance-no = No.
acceptance-passed = Passed
acceptance-note = Remark
    .hint = Required where an item fails.

acceptance-kind-technical = Technical
acceptance-kind-service = Service
acceptance-kind-safety = Safety
acceptance-status-none = Not applied for
acceptance-status-pending = To be inspected
acceptance-status-unqualified = Failed, being put right
acceptance-status-qualified = Accepted

acceptance-verdict = Does item { $no } hold?
acceptance-verdict-passed = Passed
acceptance-verdict-failed = Failed
acceptance-note-of = Remark on item { $no }

page-acceptance-findings = Findings
page-acceptance-criteria = What is to be accepted
page-acceptance-promised = As promised in the contract
page-acceptance-verdict = Verdict
page-acceptance-kind = Kind
page-acceptance-purchaser = Purchaser
page-acceptance-supplier = Supplier
page-acceptance-round = Inspection no.

event-acceptance-applied = The supplier applied for acceptance
event-acceptance-reapplied = The supplier put it right and applied again
event-acceptance-recorded = Acceptance recorded
acceptance-item = Item
