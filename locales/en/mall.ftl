### Mall

## Refusals
E_OVER_DIRECT_LIMIT = The order is for { $amount } yuan, above the limit of { $limit } yuan for one direct purchase.
    .remedy = Above the limit, use online bidding or a procurement plan; do not split the order.
E_PRICE_TOO_HIGH = The price of { $price } yuan exceeds the { $most } yuan that the watched market price allows.
    .remedy = Lower the price and list again.

risk-MAL-01 = The price of { $price } yuan is more than 5 % above the watched market mean of { $market } yuan.
risk-MAL-02 = The price of { $price } yuan is more than 10 % above { $lowest } yuan, the lowest at which these goods sold in 90 days.
risk-MAL-03 = { $count } direct purchases of this item within 30 days add up to { $amount } yuan, above the limit of { $limit } yuan: this looks like a split order.

stream-mall-listing = Goods
stream-mall-order = Mall order
mall-list_goods = Put goods on sale
mall-place_order = Order by direct purchase
mall-accept_order = Accept the order
mall-decline_order = Decline the order
mall-lapse_order = Not accepted in time, cancelled automatically
mall-deliver = Send off
mall-accept_goods = Accept the goods

mall-name = Goods
mall-brand = Brand
mall-model = Model
mall-specification = Specification
mall-service = Service promised
    .hint = It becomes an item of acceptance; promise what you can keep.
mall-unit = Unit
mall-catalogue = Catalogue item
    .hint = The code of an end item, for example A02010105 (desktop computers).
mall-price = Unit price (delivery included)
mall-listing = Goods
mall-order = Order
mall-quantity = Quantity
mall-indicator = Budget indicator
    .hint = Ordering commits the budget (no budget, no procurement).
mall-deliver_to = Delivery address
mall-carrier = Carrier
mall-waybill = Waybill number
mall-findings = Findings item by item
mall-no = No.
mall-passed = Passed
mall-note = Remark

mall-status-placed = Waiting for the supplier
mall-status-accepted = To be sent off
mall-status-delivered = To be accepted
mall-status-unqualified = Failed, to be sent again
mall-status-qualified = To be paid
mall-status-completed = Completed
mall-status-cancelled = Cancelled

mall-words = Goods, brand or model
mall-supplier = Supplier
mall-purchaser = Purchaser
mall-order_number = Order number
mall-amount = Amount
mall-placed_at = Ordered on
mall-state = Status
mall-step-placed = Ordered
mall-step-accepted = Accepted by the supplier
mall-step-delivered = Sent off
mall-step-inspected = Accepted
mall-step-paid = Paid

page-mall-lede = Purchasers choose from goods on sale; each order stays within the limit for direct purchase, and the budget comes before the order.
page-mall-shelf = Goods on sale
page-mall-empty = Nothing on sale matches.
page-mall-search = Search
page-mall-goods = About the goods
page-mall-compare = Prices for the same item
page-mall-compare-note = Compare at least three prices for the same item before ordering.
page-mall-this = this one
page-mall-indicator = { $number } { $project }, { $available } yuan available
page-mall-limit = At most { $limit } yuan an order; do not split beyond it but use another method.
page-mall-sell-lede = The price is held against the watched market price of the same brand and model: 5 % above needs a reason, 15 % above is not listed.
page-mall-orders = Mall orders
page-mall-no-orders = No orders yet.

event-listing-listed = Goods put on sale
event-listing-delisted = Goods taken off sale
event-order-placed = Ordered, budget committed
event-order-accepted = Order accepted by the supplier
event-order-cancelled = Order cancelled, budget released
event-order-delivered = Sent off
event-order-inspected = Acceptance recorded
event-order-payment_applied = Payment applied for
event-order-paid = Paid, budget executed
event-order-completed = Order completed
page-mall-catalogue = Catalogue code
page-mall-no-indicator = Your organisation has no budget indicator of this year, so nothing can be ordered (no budget, no procurement). The finance department has to issue one first.
mall-item = Item

mall-standard = Standard good
    .hint = May be left empty: the only good of this brand and model in the library is taken.
page-mall-standard = Put on sale as a standard good
page-mall-find-standard = Goods of an item with an attribute template are sold as standard goods. Begin from the good's page, which fills in brand and model:
page-mall-same-goods = Parameters and all offers
