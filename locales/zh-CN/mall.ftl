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
