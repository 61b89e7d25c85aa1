### Texts of pages and components.

site-name = Yangcai
site-owner = Heilongjiang government procurement
site-host = Run by the Finance Department of Heilongjiang Province

nav-home = Home
nav-notices = Notices
nav-api = API
nav-gallery = Components
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-work = To do

## General
ui-this-language = English
ui-skip = Skip to the content
ui-main-nav = Main navigation
ui-you-are-here = You are here
ui-banner = About this demonstration
ui-demo = Demonstration: everything here comes from a simulation, not from real procurement.
ui-demo-clock = Demonstration clock: { $at }
ui-demo-jump = Jump to the next deadline: { $due }
ui-demo-jump-day = Jump to tomorrow
ui-errors = { $count ->
    [one] One thing needs to change
   *[other] { $count } things need to change
}
ui-colon = :{" "}
ui-open = {" "}(
ui-close = )
ui-basis = Basis
ui-yuan = yuan
ui-yes = Yes
ui-no = No
ui-any = Any
ui-choose = Please choose
ui-beijing-time = Beijing time
ui-date-format = Year-month-day, such as 2026-03-05.
ui-datetime-format = Year-month-day hour:minute, such as 2026-03-05 09:30.
ui-calendar = Choose from a calendar:
ui-file-limits = Allowed: { $accept }, at most { $max } MB.
ui-upload-failed = The upload broke off. Check the connection and try again; what you typed is still there.
ui-progress = Progress
ui-add-row = Add
ui-remove-row = Remove { $what } { $number }
ui-change = Change
ui-nothing = Nothing here.
ui-csv = Download as CSV
ui-pages = Pages
ui-first-page = First page
ui-next-page = Next page
ui-step-done = done
ui-step-now = now
ui-step-stopped = stopped
ui-due = Due { $due }.
ui-receipt = Receipt
ui-receipt-download = Download the receipt
ui-recorded = On record
ui-print = Print
ui-proof-title = This notice can be verified
ui-proof-at = Entry { $seq }, { $at }
ui-proof-digest = Entry in the log (SM3)
ui-proof-root = Root of the log (SHA-256)
ui-proof-how = Anyone can recompute all records with yangcai verify and check that the content was not changed.
ui-red = Red
ui-orange = Orange
ui-yellow = Yellow

## Error pages
error-title-403 = This page is not open to you
error-title-404 = Not found
error-this-page = this page
error-title-409 = The content has changed
error-title-422 = This was not done
error-title-500 = Something went wrong on our side
error-title-503 = The platform is busy
error-number = Number of the problem
error-back = Back

## Components
page-gallery = Components
page-gallery-lede = The parts that pages share, with examples. The accessibility tests run over the same examples.
example-proof-box = Proof box
example-notice = Notice
example-error-summary-linked-to-its-fields = Error summary, linked to its fields
example-refusal-with-law-and-remedy = Refusal, with law and remedy
example-textarea = Several lines of text
example-breadcrumbs = Breadcrumbs
example-file = File
example-text-with-a-hint = Text, with a hint
example-text-optional = Text, optional
example-number-with-an-error = Number, with an error
example-timeline = Timeline
example-repeated-group = Repeated group
example-tag = Tags
example-date = Date
example-date-and-time = Date and time
example-summary-list = Summary list
example-step-tracker = Step tracker
example-step-tracker-stopped = Step tracker, stopped
example-money = Amount field
example-money-with-an-error = Amount field, with an error
example-amount-with-its-words = Amount, with its words
example-pagination = Pagination
example-alert = Alert
example-select = Select
example-filter = Filter
example-radios = Radio buttons
example-checkbox = Checkbox
example-checks = Checkboxes
example-table-sorted-with-export = Table, sorted, with export
example-table-empty = Table, empty
example-percent = Percentage
example-next-step = Next step
gallery-title = Project name
    .hint = Say what is procured, without brands.
gallery-count = Quantity
gallery-overview = Outline of the demand
    .hint = What, how many, quality, service, safety, time.
gallery-category = Category
gallery-agreed = Reserved for small and medium enterprises
gallery-amount = Budget
gallery-planned = Planned date
gallery-deadline = Deadline for bids
gallery-share = Advance payment
gallery-attachment = Attachment
gallery-items = Items
choice-goods = Goods
choice-services = Services
choice-works = Works

## Doing things
ui-submit = Submit
ui-continue = Continue
ui-reason = Reason for the warning { $rule }
ui-two-persons = Two-person rule: once submitted, another person of your organisation ({ $role }) has to approve before it takes effect.
ui-check-typed = Check what you entered
ui-confirm-propose = Confirm and send for approval
ui-change-typed = Back to change
ui-history = What has happened
ui-two-names = { $organisation } · proposed by { $first } · approved by { $second }
ui-not-now = What cannot be done now, and why
ui-comma = ,{" "}
ui-demo-jump-month = 30 days on
done-recorded = Done and on record.
done-proposed = Submitted; it waits for a second person's approval.
done-clock = The demonstration clock has been moved.
done-supervision-approve_proposal = Approved; it has taken effect.
done-supervision-reject_proposal = Returned to the one who submitted it.
stream-any = Matter
event-any = Something changed

## To do
work-todo = To do ({ $count })
work-nothing = There is nothing for you to do now.
work-start = I can start
work-proposed = What I sent for approval
work-matter = Matter
work-state = State
work-when = When
work-proposal-pending = Waiting
work-proposal-approved = Approved
work-proposal-rejected = Returned
work-due = Due { $due }
work-overdue = Overdue since { $due }
work-waits-for = Waits for: { $role }.
work-returned = Reason for the return
work-reasons = Reasons for the warnings
work-proposal-lede = Two-person rule: another person approves ({ $role }).
work-about = About
work-proposer = Submitted by
work-approve = Approve
work-reject = Return
work-again = Change and submit again

## Signing in
sign-in-password-hint = Do not use a password you use elsewhere.
sign-in-code = One-time code
sign-in-new = No account yet
home-expert = For experts
home-expert-text = Who has the title and the years of practice applies on line; review, examination, terms and ratings are all here.
sign-in-new-text = Suppliers, agencies and purchasers register once for the whole province.
sign-in-demo = Demonstration accounts
sign-in-demo-text = These are the sign-in names; the password was printed on the terminal that started the demonstration.

## API
api-lede = Everything that can be done on a page can be done through the API, under the same rules and with the same refusal codes.
api-command = Name
api-title = What it does
api-roles = Roles
api-second = Approving role
api-commands = Commands
api-money-fen = JSON number: whole fen
api-money-yuan = text: yuan with at most two decimals, such as "1.50"

## Home
home-title = Every public purchase can be found and verified
home-lede = Notices, contracts, payments and appraisals are open. Anyone can check whether a notice was changed, whether experts were drawn at random, whether a ranking was computed correctly.
home-search = Search notice titles
home-newest = Newest notices
home-all = All notices
home-supplier = For suppliers
home-supplier-text = Register once for the whole province. Bid and open bids from your desk.
home-register = Register
home-verify = Verify it yourself
home-verify-text = Download all records, recompute them from the first on your own computer, and check every notice.
home-figure-notices = notices published
home-figure-projects = projects
home-figure-suppliers = suppliers registered
home-figure-records = records in the log

## Notices
notices-q = Words in the title
notices-title = Notice
notices-kind = Type of notice
notices-region = Region
notices-method = Method
notices-category = Category
notices-number = Project number
notices-amount = Amount (yuan)
notices-at = Published
notices-from = Published from
notices-until = until
notices-search = Search
notices-clear = Clear
notices-none = No notice fits.
notices-search-window = No more in this stretch of time; the next page goes further back.
notice-heading = { $number }. { $name }
notice-meta-number = Project number { $number }
notice-meta-published = published { $at }
notice-meta-until = on show until { $until }
notice-files = Attachments
notice-way = Where the project stands
notice-erased = (name erased as the law asks)

## Catalogue
page-catalogue = Find a catalogue code
page-catalogue-lede = Finds the lowest-level codes of the procurement catalogue by words of the name or the beginning of the code.
catalogue-q = Name or code
    .hint = For example: 台式 计算机, or A0201
catalogue-code = Code
catalogue-name = Name
catalogue-find = Find a catalogue code (opens a new page)

## The way of a purchase
journey-budget = Budget
journey-intention = Intention
journey-demand = Demand
journey-plan = Plan
journey-entrustment = Entrustment
journey-tender = Tender
journey-opening = Opening
journey-evaluation = Evaluation
journey-award = Award
journey-contract = Contract
journey-acceptance = Acceptance
journey-payment = Payment
journey-listing = Listing
journey-order = Order
notice-section-people = Evaluation experts
