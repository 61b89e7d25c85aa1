### Subsystem agency

## Refusal codes
E_AGENCY_NOT_LISTED = The organisation chosen is not a registered agency in good standing.
    .remedy = Choose an agency from the register.
E_AGENCY_NOT_CENTRAL = What is in the centralised catalogue must go to a central procurement agency.
    .remedy = Choose a central procurement agency; if it is not in the catalogue, change the form of organisation in the demand.
E_NOT_ENTRUSTED = There is no agreement in force that entrusts this agency; procurement cannot start.
    .remedy = The purchaser invites, and two persons of the agency agree; then the agreement is in force.

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
