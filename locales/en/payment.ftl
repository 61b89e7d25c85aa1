### Payment

## Refusals
E_NO_INSTALMENT = The contract's payment schedule has no line { $no }.
    .remedy = Choose a line of the contract's payment schedule.
E_AMOUNT_INVALID = The amount must be more than zero.
    .remedy = Enter the amount to be paid now.
E_OVER_CONTRACT = { $amount } yuan are asked for, but only { $most } yuan of this line are still open.
    .remedy = Payments, those under way included, may not exceed the contract and the lines agreed; more needs a lawful supplementary contract first.
E_PAYEE_MISMATCH = The account is not the one agreed in the contract or order.
    .remedy = Money goes only to the agreed account; check the account on the invoice with the supplier.
E_NOT_SETTLED = { $left } yuan of the contract are not paid yet, so it cannot be closed.
    .remedy = Finish the payments first.
E_INVOICE_MISMATCH = The invoice is for { $invoiced } yuan, less than the { $amount } yuan applied for.
    .remedy = Ask the supplier for the missing invoice, or apply for what is invoiced.

payment-field-other-account = This is not the account agreed in the contract.
payment-field-not-future = It cannot be later than today.

stream-payment-payment = Payment
payment-apply = Apply for payment
payment-apply_order = Apply for payment of the order
payment-pay = Pay
payment-payment = Payment
payment-contract = Contract
payment-order = Order
payment-line = Line of the payment schedule
payment-amount = Amount applied for
payment-account = Account number
    .hint = As on the invoice; it is held against the account in the contract.
payment-invoice_number = Invoice number
payment-invoice_amount = Invoice amount
payment-invoice_received = Invoice received on
    .hint = The 10 working days for payment are counted from the day after.
payment-voucher = Payment voucher number

payment-status-applied = Waiting for the treasury
payment-status-paid = Paid

page-payment-payments = Payments
page-payment-title = Contract or order
page-payment-applied_at = Applied on
page-payment-pay_by = To be paid by
page-payment-paid_at = Paid at
page-payment-interest = Late interest (0.05 % a day)
page-payment-state = Status
page-payment-none = No payments yet.
page-payment-line = Line { $no }, { $kind }: { $open } yuan open
page-payment-account = It must be: { $account }. Type the whole number from the invoice; the platform compares them.
page-payment-account-training = It must be: { $account }. Type the whole number from the invoice; the platform compares them. (Demonstration: the whole number on the invoice is { $number }.)
page-payment-account-shown = { $holder }, { $bank }, ending in { $end }
page-payment-basis = Ground of payment
page-payment-purchaser = Purchaser
page-payment-supplier = Supplier
page-payment-payee = Account
page-payment-pay-lede = Contract, total, account and acceptance are checked once more before anything is paid.

event-payment-applied = Payment applied for
event-payment-paid = Paid by the treasury
