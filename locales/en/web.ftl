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
ui-demo-jump = Jump to the next deadline: { $at }
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
ui-due = Due { $at }.
ui-receipt = Receipt
ui-receipt-download = Download the receipt
ui-recorded = On record
ui-print = Print
ui-proof-title = This notice can be verified
ui-proof-at = Entry { $seq }, { $at }
ui-proof-digest = Digest of the content (SM3)
ui-proof-root = Root of the log (SHA-256)
ui-proof-how = Anyone can recompute all records with yangcai verify and check that the content was not changed.
ui-red = Red
ui-orange = Orange

## Error pages
error-title-403 = This page is not open to you
error-title-404 = There is no such page
error-title-409 = The content has changed
error-title-422 = This was not done
error-title-500 = Something went wrong on our side
error-title-503 = The platform is busy
error-number = Number of the problem
error-back = Back

## Components
page-gallery = Components
page-gallery-lede = The parts that pages share, with examples. The accessibility tests run over the same examples.
f-page-gallery = Project name
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
