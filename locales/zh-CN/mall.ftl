### 电子卖场

## 拒绝代码
E_OVER_DIRECT_LIMIT = 订单 { $amount } 元，超过直购单笔限额 { $limit } 元。
    .remedy = 超过限额的，用网上竞价或按采购计划办理；不得拆单。
E_PRICE_TOO_HIGH = 报价 { $price } 元，超过按市场价监测允许的最高价 { $most } 元。
    .remedy = 调低价格后再上架。

risk-MAL-01 = 报价 { $price } 元，高于市场监测均价 { $market } 元的 5% 以上。
risk-MAL-02 = 现价 { $price } 元，比这件商品近 90 日最低成交价 { $lowest } 元高出 10% 以上。
risk-MAL-03 = 30 日内同一品目直购 { $count } 单，合计 { $amount } 元，超过直购限额 { $limit } 元，疑似拆单。

stream-mall-listing = 商品
stream-mall-order = 卖场订单
mall-list_goods = 上架商品
mall-place_order = 直购下单
mall-accept_order = 确认订单
mall-decline_order = 谢绝订单
mall-lapse_order = 逾期未确认，自动取消
mall-deliver = 发货
mall-accept_goods = 验收

mall-name = 商品名称
mall-brand = 品牌
mall-model = 型号
mall-specification = 规格参数
mall-service = 售后承诺
    .hint = 会成为验收项，写能做到的。
mall-unit = 计量单位
mall-catalogue = 品目
    .hint = 填末级品目编码，例如 A02010105 台式计算机。
mall-price = 单价（含配送）
mall-listing = 商品
mall-order = 订单
mall-quantity = 数量
mall-indicator = 预算指标
    .hint = 下单即占用指标（无预算不采购）。
mall-deliver_to = 收货地址
mall-carrier = 承运单位
mall-waybill = 运单号
mall-findings = 逐项验收意见
mall-no = 序号
mall-passed = 合格
mall-note = 意见

mall-status-placed = 待供应商确认
mall-status-accepted = 待发货
mall-status-delivered = 待验收
mall-status-unqualified = 验收不合格，待重新发货
mall-status-qualified = 待付款
mall-status-completed = 已完成
mall-status-cancelled = 已取消

mall-words = 商品、品牌或型号
mall-supplier = 供应商
mall-purchaser = 采购人
mall-order_number = 订单编号
mall-amount = 金额
mall-placed_at = 下单日期
mall-state = 状态
mall-step-placed = 下单
mall-step-accepted = 供应商确认
mall-step-delivered = 发货
mall-step-inspected = 验收
mall-step-paid = 支付

page-mall-lede = 采购人直接选购在售商品；单笔不超过直购限额，先有预算，后有订单。
page-mall-shelf = 在售商品
page-mall-empty = 没有符合条件的商品。
page-mall-search = 查找
page-mall-goods = 商品信息
page-mall-compare = 同品目报价
page-mall-compare-note = 下单前请比较同品目三家以上的报价。
page-mall-this = 本商品
page-mall-indicator = { $number } { $project }，可用 { $available } 元
page-mall-limit = 直购单笔不超过 { $limit } 元；超过的不能拆单，改用其他方式。
page-mall-sell-lede = 价格与同品牌型号的市场监测价比较：高出 5% 要说明理由，高出 15% 不能上架。
page-mall-orders = 卖场订单
page-mall-no-orders = 还没有订单。

event-listing-listed = 商品上架
event-listing-delisted = 商品下架
event-order-placed = 下单，占用预算指标
event-order-accepted = 供应商确认订单
event-order-cancelled = 订单取消，释放预算指标
event-order-delivered = 发货
event-order-inspected = 登记验收结果
event-order-payment_applied = 申请支付
event-order-paid = 支付，执行预算指标
event-order-completed = 订单完成
page-mall-catalogue = 品目编码
page-mall-no-indicator = 本单位没有本年度的预算指标，不能下单（无预算不采购）。请先由财政部门下达指标。
mall-item = 验收项

mall-standard = 标准商品
    .hint = 可不填：库中只有一件同品牌同型号的商品时自动对应。
page-mall-standard = 按标准商品上架
page-mall-find-standard = 有属性模板的品目须按标准商品上架。从商品页上架可自动带出品牌、型号：
page-mall-same-goods = 参数和各家报价
