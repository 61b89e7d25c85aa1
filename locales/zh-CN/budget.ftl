### 预算指标

## 拒绝代码
E_FISCAL_YEAR = 指标属于 { $year } 年度，现在是 { $current } 年度。
    .remedy = 请选用本年度的指标；没有的，请财政预算部门下达本年度指标后再办理。
E_ADJUST_BELOW_TAKEN = 指标已冻结、占用和执行 { $taken } 元，不能调减到这个数以下。
    .remedy = 填写不低于 { $taken } 元的金额，或先终止相关采购、释放已冻结的指标。
E_OVER_HOLD = 需要 { $needed } 元，本包（订单）在指标上可动用的只有 { $held } 元。
    .remedy = 核对金额；已释放、已支付的不能再次使用。

## 事项与栏目
stream-budget-indicator = 预算指标
stream-budget-hold = 指标占用

budget-import_indicator = 导入预算指标
budget-adjust_indicator = 调整预算指标

budget-number = 指标文号
    .hint = 与预算管理一体化系统下达的文号一致，例如 2026-教-0117。
budget-organisation = 预算单位
budget-year = 预算年度
budget-project = 预算项目
budget-fund = 资金性质
budget-fund-general_public = 一般公共预算
budget-fund-government_fund = 政府性基金预算
budget-fund-state_capital = 国有资本经营预算
budget-fund-special_account = 财政专户管理资金
budget-fund-unit_funds = 单位资金
budget-economic_class = 支出经济分类
    .hint = 五位代码，例如 31003（专用设备购置）。
budget-catalogue = 采购品目
    .hint = 政府采购预算编到末级品目。
budget-amount = 金额
budget-adjust_indicator-amount = 调整后的金额
    .hint = 不得低于已冻结、占用和执行的合计。
budget-indicator = 预算指标
budget-document = 调整文号
budget-reason = 调整原因
E_INDICATOR_TAKEN = 本年度已经导入过文号为 { $number } 的指标。
    .remedy = 核对文号；金额有变化的，请办理指标调整。
E_NOT_A_PURCHASER = 所选单位不是已登记的采购人，不能下达指标。
    .remedy = 核对预算单位；还没有登记的，先办理单位设立。
field-not-a-leaf = 请选到末级品目。
field-number-taken = 这个文号已经导入过。
field-economic-class = 请填写五位数字的经济分类代码。

## 页面
page-budget-lede = 无预算不采购：备案计划时冻结，签订合同时占用，支付时执行，节余和终止时释放。
page-budget-none = 还没有预算指标。
page-budget-reserved = 冻结
page-budget-committed = 占用
page-budget-executed = 执行
page-budget-available = 可用余额
page-budget-now = 现在的金额
page-budget-taken = 已冻结、占用和执行
page-budget-balance = 余额
page-budget-ledger = 台账
page-budget-when = 时间
page-budget-what = 事项
page-budget-matter = 用于
page-budget-left = 之后可用
page-budget-choice = { $number } { $project }（可用 { $available } 元）
page-budget-import-lede = 指标导入后，单位的经办人员就能在待办里看到。
page-budget-import-submit = 导入
done-budget-import_indicator = 指标已导入。
done-budget-adjust_indicator = 指标已调整。
event-indicator-imported = 导入指标
event-indicator-adjusted = 调整指标
event-indicator-intended = 公开采购意向
event-indicator-reserved = 冻结
event-indicator-committed = 占用
event-indicator-executed = 支付执行
event-indicator-released = 释放
event-hold-reserved = 冻结
event-hold-ordered = 下单占用
event-hold-committed = 合同占用
event-hold-executed = 支付执行
event-hold-released = 释放
nav-budget = 预算
