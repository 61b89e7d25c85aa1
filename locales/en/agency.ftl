### Subsystem agency

## Refusal codes
E_AGENCY_NOT_LISTED = The organisation chosen is not a registered agency in good standing.
    .remedy = Choose an agency from the register.
E_AGENCY_NOT_CENTRAL = What is in the centralised catalogue must go to a central procurement agency.
    .remedy = Choose a central procurement agency; if it is not in the catalogue, change the form of organisation in the demand.
E_NOT_ENTRUSTED = There is no agreement in force that entrusts this agency; procurement cannot start.
    .remedy = The purchaser entrusts the agency, and two of its persons accept; then the agreement is in force.

## Commands and fields
stream-agency-entrustment = Entrustment agreement

agency-invite = Entrust an agency
agency-accept = Accept the entrustment
agency-decline = Decline the entrustment

agency-plan = Plan
agency-agency = Agency
    .hint = The purchaser chooses freely; nobody may name an agency for it.
agency-entrustment = Entrustment agreement
agency-scope = Scope
    .hint = For example: drafting the document, publishing notices, opening and evaluation, helping with the contract.
agency-authority = Authority
agency-until = Term
    .hint = The agreement ends on this day.
agency-archive = Keeping of records
    .hint = Who keeps what; procurement records are kept for at least 15 years.
agency-fee_payer = Who pays the agency
agency-fee_payer-purchaser = Purchaser
agency-fee_payer-supplier = Winning supplier
agency-fee_standard = How the agency's fee is set
agency-review_fee_payer = Who pays the experts
agency-review_fee_payer-purchaser = Purchaser
agency-review_fee_payer-agency = Agency
agency-liability = Termination and liability
agency-reason = Reason for declining

## Pages
page-agency-invite-lede = The purchaser chooses the agency freely. A second person confirms; when two persons of the agency agree, the agreement is in force.
page-agency-accept-lede = Check the terms. A second person confirms; then the agreement is in force and the project can be opened.
page-agency-purchaser = Purchaser
page-agency-other = Other party
page-agency-when = Entrusted
page-agency-none = No entrustments yet.
page-agency-to-plan = See the plan
page-agency-stage-invited = Waits for the agency
page-agency-stage-in_force = In force
page-agency-stage-declined = Declined
page-agency-usual-scope = Draft the document, publish notices, hand out the document, organise questions, opening and evaluation, publish the result, help with the contract.
page-agency-usual-authority = Organise the procurement in the purchaser's name within this scope; the purchaser confirms the document and the award.
page-agency-usual-archive = The agency compiles all records and hands them to the purchaser; each keeps a set for at least 15 years.
page-agency-usual-liability = If one party breaks the agreement, the other may end it in writing and claim its losses; if the procurement is cancelled, the agreement ends.
done-agency-invite = The agency has been entrusted; it has yet to accept.
done-agency-accept = The agreement is in force.
done-agency-decline = The entrustment has been declined.
event-entrustment-invited = Entrusted by the purchaser
event-entrustment-accepted = Accepted by the agency; in force
event-entrustment-declined = Declined by the agency
event-entrustment-used = Project opened
