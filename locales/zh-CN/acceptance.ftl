### 履约验收

## 拒绝代码
E_SINGLE_ACCEPTANCE = 验收须由采购人两名不同岗位的人员共同进行，其中至少一人没有经办这次采购（双人双岗）。
    .remedy = 由经办人登记，由没有经办本项目的内控监督人员复核。
E_ACCEPTANCE_INCOMPLETE = 合同的验收项还有没给结论的：{ $missing }。
    .remedy = 每一项技术、服务、安全标准都要写明是否合格，不能漏项。

acceptance-field-two-people = 需要两名不同岗位的验收人员。
acceptance-field-once-each = 每个验收项写一条结论，不多不少。

stream-acceptance-acceptance = 履约验收
acceptance-apply = 申请验收
acceptance-reapply = 申请复验
acceptance-record = 登记验收结果
acceptance-acceptance = 履约验收
acceptance-contract = 合同
acceptance-remedy = 整改情况
    .hint = 写明对每个不合格项做了什么。
acceptance-findings = 逐项验收意见
acceptance-no = 序号
acceptance-passed = 合格
acceptance-note = 意见
    .hint = 不合格的必须写明情况。

acceptance-kind-technical = 技术
acceptance-kind-service = 服务
acceptance-kind-safety = 安全
acceptance-status-none = 未申请验收
acceptance-status-pending = 待验收
acceptance-status-unqualified = 不合格，整改中
acceptance-status-qualified = 验收合格

acceptance-verdict = 第 { $no } 项是否合格
acceptance-verdict-passed = 合格
acceptance-verdict-failed = 不合格
acceptance-note-of = 第 { $no } 项意见

page-acceptance-findings = 验收意见
page-acceptance-criteria = 验收项
page-acceptance-promised = 合同约定
page-acceptance-verdict = 结论
page-acceptance-kind = 类别
page-acceptance-purchaser = 采购人
page-acceptance-supplier = 供应商
page-acceptance-round = 第几次验收

event-acceptance-applied = 供应商申请验收
event-acceptance-reapplied = 供应商整改后申请复验
event-acceptance-recorded = 登记验收结果
acceptance-item = 验收项
