### Contracts

## Refusals
E_PARTY_MISMATCH = The parties to the contract are not those of the letter of award.
    .remedy = A contract is made only with the winning supplier; if it refuses, go on to the next candidate or procure anew.
E_KEY_TERM_CHANGED = The contract changes what the tender document and the bid have settled: { $term }.
    .remedy = Subject, quantity, prices, quality, delivery, payment, acceptance and liability follow the award; put anything else into additional clauses.
E_SCHEDULE_SUM = The amounts do not agree: contract { $amount } yuan, items { $items } yuan, payment schedule { $planned } yuan.
    .remedy = Check the payment terms of the tender document and the priced lines of the bid.
E_NO_FINAL_LINE = The last line of the payment schedule must be a final payment that waits for acceptance.
    .remedy = Leave a final payment; without it "no acceptance, no closing" means nothing.
E_PREPAYMENT_TOO_HIGH = The prepayment of { $amount } yuan exceeds the cap of { $most } yuan.
    .remedy = Lower the prepayment and move the difference to progress or final payment.
E_PAYMENT_TERM_TOO_LONG = The payment term agreed with a small or medium enterprise exceeds { $days } days.
    .remedy = Terms may be agreed, but never beyond 60 days.
E_SIGNATURE_INVALID = The electronic signature is invalid, or it is not this party's turn: { $party } signs now.
    .remedy = The supplier signs first, then the purchaser, each with a valid certificate registered for the organisation.
E_SIGNATURE_OTHER_TEXT = What was signed is not the text of this contract.
    .remedy = Open the contract page again and sign the text shown there.
E_CERTIFICATE_UNKNOWN = The certificate used for signing was not found, has expired, or belongs to somebody else.
    .remedy = Register a valid certificate on the certificates page and sign again.
E_PAYMENT_PENDING = Money applied for is not paid yet, so the contract cannot be ended.
    .remedy = Wait until the treasury has finished the payments under way.
E_NO_ACCOUNT = The supplier has no registered bank account.
    .remedy = Ask the supplier to add its account to its registration.

contract-field-fixed = This follows from the award and cannot be changed.
contract-field-final-line = The last line must be the final payment.

risk-CTR-01 = More than 30 days have passed since the letter of award; the contract was to be signed by { $due }.
risk-CTR-03 = A contract is to be published within 2 working days of signing; the limit was { $due }.

stream-contract-contract = Contract
contract-draft = Draft the contract
contract-sign = Sign the contract
contract-publish = Publish the contract
contract-file = File the contract
contract-terminate = End the contract

contract-contract = Contract
contract-lot = Lot
contract-number = Contract number
contract-name = Contract name
contract-purchaser_address = Purchaser's address
contract-supplier_address = Supplier's address
contract-clauses = Additional clauses
    .hint = Contacts, service of documents, disputes; they may not change what the tender document and the bid have settled.
contract-heading = Heading
contract-text = Text
contract-reason = Reason
    .hint = Neither party may end a contract at will; name the ground (Government Procurement Law, article 50).
contract-certificate = Certificate serial number
contract-signature = Signature value
contract-user = Signer's identifier

contract-status-drafted = Waiting for the supplier's signature
contract-status-supplier_signed = Waiting for the purchaser's signature
contract-status-effective = In force, to be filed
contract-status-filed = Being performed
contract-status-accepted = Accepted
contract-status-completed = Completed
contract-status-terminated = Ended early

contract-line-prepayment = Prepayment
contract-line-progress = Progress payment
contract-line-final = Final payment

## Text of the contract (what is signed is the Chinese text)
contract-text-title = Government procurement contract
    { $name }
    Contract number: { $number }
contract-text-origin = Project: { $project } ({ $number }), { $lot }
contract-text-origin-single = Project: { $project } ({ $number })
contract-text-reserved = This contract is reserved for small and medium enterprises.
contract-text-purchaser = Party A (purchaser): { $name }, unified social credit code { $uscc }, address { $address }
contract-text-supplier = Party B (supplier): { $name }, unified social credit code { $uscc }, address { $address }
contract-text-preamble = Under the Government Procurement Law and the Civil Code of the People's Republic of China, and in accordance with the tender document, the bid and the letter of award, the parties conclude this contract as equals and of their free will.
contract-text-items = 1. Subject
contract-text-item = { $no }. { $name }; { $specification }; { $quantity } { $unit }; unit price { $price } yuan; subtotal { $amount } yuan
contract-text-amount = 2. Amount: { $amount } yuan (in words: { $words })
contract-text-quality = 3. Quality: { $text }
contract-text-delivery = 4. Period, place and manner of performance: { $text }
contract-text-schedule = 5. Payment: within { $days } days once the condition of a line is met and the invoice is received
contract-text-line = { $no }. { $kind } { $amount } yuan: { $condition }
contract-text-account = Account: { $holder }, { $bank }, number ending in { $end } (commitment to the whole number { $commitment })
contract-text-criteria = 6. Acceptance: item by item; the final payment follows it
contract-text-criterion = { $no }. { $text }
contract-text-breach = 7. Liability for breach: { $text }
contract-text-bond = 8. Performance bond: { $amount } yuan, given as a guarantee or in another form than cash, and returned once the contract is performed
contract-text-clause = Additional clause { $heading }: { $text }
contract-text-end = This contract takes effect when both parties have signed electronically and has the same force as one on paper.
contract-delivery-promised = { $text } (promised in the bid: within { $days } days of signing)
contract-unit-lot = lot

contract-step-drafted = Drafted
contract-step-signed = Signed by both
contract-step-published = Published
contract-step-filed = Filed
contract-step-accepted = Accepted
contract-step-paid = Paid

page-contract-schedule = Payment schedule
page-contract-line = Line
page-contract-condition = Condition
page-contract-agreed = Agreed (yuan)
page-contract-applied = Under way (yuan)
page-contract-paid = Paid (yuan)
page-contract-text = Text of the contract
page-contract-signatures = Electronic signatures
page-contract-unsigned = Not signed yet.
page-contract-certificate = Digest of the certificate
page-contract-digest = Digest of the text (SM3); this is what is signed:
page-contract-lot = Project and lot
page-contract-project_no = Project number
page-contract-purchaser = Purchaser
page-contract-supplier = Supplier
page-contract-amount = Contract amount
page-contract-drafted_at = Drafted on
page-contract-state = Status
page-contract-none = No contracts yet.
page-contract-sign_by = To be signed by
page-contract-effective_at = In force since
page-contract-filed_at = Filed at
page-contract-notice = Contract notice
page-contract-notice-open = Open the notice
page-contract-default-name = Government procurement contract for { $lot }
page-contract-draft-lede = Subject, price, quality, performance, payment, acceptance and liability come from the tender document, the bid and the award and cannot be changed.

event-contract-drafted = Contract drafted
event-contract-supplier_signed = Signed by the supplier
event-contract-took_effect = Signed by the purchaser, contract in force
event-contract-published = Contract published
event-contract-filed = Contract filed, budget committed
event-contract-acceptance_applied = The supplier applied for acceptance
event-contract-inspected = Acceptance recorded
event-contract-payment_applied = Payment applied for
event-contract-paid = Paid, budget executed
event-contract-completed = Contract completed
event-contract-terminated = Contract ended early
