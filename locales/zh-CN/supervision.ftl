### 监督预警

E_PROPOSAL_PENDING = 同一事项已经提交复核，正在等待另一人办理。
    .remedy = 等待复核；要修改的，请复核人退回后再提交。
E_PROPOSAL_OUTDATED = 这份待复核内容已经过时：表单已更新，或者经办人的岗位已经变动。
    .remedy = 请退回，由经办人重新提交。

stream-supervision-proposal = 待复核事项
supervision-approve_proposal = 复核通过
supervision-reject_proposal = 退回
supervision-proposal = 待复核事项
supervision-reject_proposal-reason = 退回原因
    .hint = 写明要改什么；经办人填过的内容会保留。

## 风险预警
E_ALERT_UNHEARD = 已要求当事人说明，说明期限至 { $due }，期满前不能办结。
    .remedy = 等当事人说明，或期满后再办结。

stream-supervision-alert = 风险预警
event-alert-raised = 发现风险
event-alert-asked = 要求说明
event-alert-explained = 当事人说明
event-alert-closed = 办结
supervision-raise_alert = 记录风险预警
supervision-finding = 发现的情况
supervision-subject = 涉及事项
supervision-title = 事项名称
supervision-organisation = 当事单位
supervision-key = 区分标识
supervision-happened = 发生时间
supervision-ask_alert = 要求说明
    .intro = 当事单位将收到待办，并由此知道这项预警。
supervision-alert = 风险预警
supervision-ask_alert-question = 需说明的事项
    .hint = 写明要对方说明什么、提供什么材料。
supervision-explain_alert = 提交情况说明
supervision-explain_alert-explanation = 情况说明
    .hint = 写事实和依据；监管部门据此认定，内容留痕。
supervision-close_alert = 办结预警
    .intro = 线索不等于结论，请写明认定的理由。
supervision-close_alert-outcome = 认定
supervision-close_alert-outcome-confirmed = 属实
supervision-close_alert-outcome-dismissed = 不属实
supervision-close_alert-opinion = 理由与处置
    .hint = 属实的，写明移送、约谈、整改等处置。

risk-AWD-04 = 供应商“{ $supplier }”本年合同额 { $part } 元，占本单位 { $whole } 元的一半以上。
risk-AWD-06 = 成交价 { $price } 元，与预算 { $budget } 元相比节支不足1%。
risk-BID-06 = 截止前2小时内有 { $count } 家撤回，剩余 { $left } 家。
risk-BRG-01 = { $count } 家供应商的投标文件在同一台计算机上编制。
risk-BRG-13 = { $count } 家供应商的投标文件用同一人的证书签名。
risk-BRG-16 = { $count } 家报价依次排列，相邻差额几乎相等（等差）。
risk-BRG-17 = { $count } 家报价依次排列，相邻比值几乎相等（等比）。
risk-BRG-19 = { $count } 家报价异常接近，或全部贴近最高限价。
risk-BRG-20 = { $count } 家报价中一家明显偏低，其余紧贴最高限价。
risk-BUD-07 = 12月备案 { $december } 元，占全年 { $year } 元的35%以上。

nav-supervision = 预警
page-supervision-alerts = 风险预警
page-supervision-lede = 线索不等于结论：先看证据，需要时要求当事人说明，再认定。
page-supervision-narrow = 按状态查看
page-supervision-pending = 全部未办结
page-supervision-red = 红色
page-supervision-orange = 橙色
page-supervision-yellow = 黄色
page-supervision-level = 等级
page-supervision-rule = 监测点
page-supervision-matter = 事项
page-supervision-state = 状态
page-supervision-since = 发现时间
page-supervision-region = 所属地区
page-supervision-none = 没有预警。
page-supervision-lead = 线索不等于结论。
page-supervision-evidence = 相关记录：
page-supervision-due = 请在 { $due } 前说明。
alert-state-open = 待处置
alert-state-asked = 待说明
alert-state-explained = 已说明
alert-state-confirmed = 属实
alert-state-dismissed = 不属实
