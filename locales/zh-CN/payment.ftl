### 资金支付

## 拒绝代码
E_NO_INSTALMENT = 合同的付款计划里没有第 { $no } 笔。
    .remedy = 从合同的付款计划中选择一笔。
E_AMOUNT_INVALID = 支付金额应大于零。
    .remedy = 填写本次要支付的金额。
E_OVER_CONTRACT = 申请 { $amount } 元，超过这一笔还可支付的 { $most } 元。
    .remedy = 累计支付（含在途申请）不能超过合同额和各笔约定的金额；确需增加的，先依法签订补充合同。
E_PAYEE_MISMATCH = 收款账户与合同或订单约定的账户不一致。
    .remedy = 只能付到约定的账户；请与供应商核对发票上的账户。
E_NOT_SETTLED = 合同还有 { $left } 元没有付清，不能结项。
    .remedy = 办完支付后再结项。
E_INVOICE_MISMATCH = 发票金额 { $invoiced } 元，少于申请金额 { $amount } 元。
    .remedy = 请供应商补开发票，或按发票金额申请。

payment-field-other-account = 与合同约定的账号不一致。
payment-field-not-future = 不能晚于今天。

stream-payment-payment = 支付
payment-apply = 申请支付
payment-apply_order = 申请支付订单
payment-pay = 支付
payment-payment = 支付
payment-contract = 合同
payment-order = 订单
payment-line = 付款计划第几笔
payment-amount = 申请金额
payment-account = 收款账号
    .hint = 按发票上的账号填写，系统与合同约定的账号核对。
payment-invoice_number = 发票号码
payment-invoice_amount = 发票金额
payment-invoice_received = 收到发票日期
    .hint = 付款期限从这一天的次日起算 10 个工作日。
payment-voucher = 支付凭证号

payment-status-applied = 待国库支付
payment-status-paid = 已支付

page-payment-payments = 支付记录
page-payment-title = 合同或订单
page-payment-applied_at = 申请日期
page-payment-pay_by = 付款期限
page-payment-paid_at = 支付时间
page-payment-interest = 逾期利息（每日万分之五）
page-payment-state = 状态
page-payment-none = 还没有支付。
page-payment-line = 第 { $no } 笔 { $kind }，还可申请 { $open } 元
page-payment-account = 应为：{ $account }。请按发票填写完整账号，平台会核对是否一致。
page-payment-account-training = 应为：{ $account }。请按发票填写完整账号，平台会核对是否一致。（演示：发票上的完整账号是 { $number }。）
page-payment-account-shown = { $holder }，{ $bank }，尾号 { $end }
page-payment-basis = 支付依据
page-payment-purchaser = 采购人
page-payment-supplier = 供应商
page-payment-payee = 收款账户
page-payment-pay-lede = 支付前系统再次核对合同、累计金额、账户和验收。

event-payment-applied = 申请支付
event-payment-paid = 国库支付
