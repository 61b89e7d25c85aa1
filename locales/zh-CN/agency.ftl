### 代理委托

## 拒绝代码
E_AGENCY_NOT_LISTED = 所选单位不在代理机构名录内，或登记尚未生效。
    .remedy = 从名录中选择有效的代理机构。
E_AGENCY_NOT_CENTRAL = 集中采购目录内的项目必须委托集中采购机构。
    .remedy = 选择集中采购机构；不属于集采目录的，在采购需求中更改组织形式。
E_NOT_ENTRUSTED = 委托代理协议没有生效，或不是委托给本机构，不能开展采购活动。
    .remedy = 先由采购人委托，代理机构双人接受后协议生效。

## 事项与栏目
stream-agency-entrustment = 委托代理协议

agency-invite = 委托代理机构
agency-accept = 接受委托
agency-decline = 谢绝委托

agency-plan = 采购计划
agency-agency = 代理机构
    .hint = 由采购人自主选择，任何单位和个人不得指定。
agency-entrustment = 委托代理协议
agency-scope = 代理范围
    .hint = 例如编制采购文件、发布公告、组织开标评审、协助签订合同。
agency-authority = 代理权限
agency-until = 代理期限
    .hint = 协议到这一天为止。
agency-archive = 档案保存
    .hint = 由谁保存、保存哪些内容；采购文件保存期不少于 15 年。
agency-fee_payer = 代理费支付方
agency-fee_payer-purchaser = 采购人
agency-fee_payer-supplier = 中标、成交供应商
agency-fee_standard = 代理费收取方式及标准
agency-review_fee_payer = 评审费支付方
agency-review_fee_payer-purchaser = 采购人
agency-review_fee_payer-agency = 代理机构
agency-liability = 协议解除、终止与违约责任
agency-reason = 谢绝的原因

## 页面
page-agency-invite-lede = 代理机构由采购人自主选择。提交后由审核人员确认；代理机构双人接受后，协议生效。
page-agency-accept-lede = 核对协议内容。提交后由复核人员确认，协议即生效，可以建立采购项目。
page-agency-purchaser = 采购人
page-agency-other = 对方
page-agency-when = 委托时间
page-agency-none = 还没有委托代理协议。
page-agency-to-plan = 查看采购计划
page-agency-stage-invited = 待代理机构接受
page-agency-stage-in_force = 已生效
page-agency-stage-declined = 已谢绝
page-agency-usual-scope = 编制采购文件，发布公告，提供文件，组织答疑、开标和评审，发布结果，协助签订合同。
page-agency-usual-authority = 在委托范围内以采购人名义组织采购活动；采购文件、中标结果须经采购人确认。
page-agency-usual-archive = 代理机构整理采购活动全部档案并移交采购人，双方各存一套，保存期不少于 15 年。
page-agency-usual-liability = 一方违约的，另一方可以书面通知解除协议，并要求赔偿由此造成的损失；采购任务取消的，协议终止。
done-agency-invite = 已委托代理机构，等待对方接受。
done-agency-accept = 委托代理协议已生效。
done-agency-decline = 已谢绝委托。
event-entrustment-invited = 采购人委托
event-entrustment-accepted = 代理机构接受，协议生效
event-entrustment-declined = 代理机构谢绝
event-entrustment-used = 建立采购项目
