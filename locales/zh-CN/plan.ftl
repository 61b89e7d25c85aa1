### 采购计划

## 拒绝代码
E_NO_INTENTION = 本项目没有公开过采购意向，也没有豁免事由，不能备案计划。
    .remedy = 先公开采购意向；依法可以不公开的，选择豁免事由。
E_EXEMPTION = 意向公开的豁免事由不适用于本项目。
    .remedy = 按标出的栏目更改，或改为公开采购意向。
E_PLAN_OVER_DEMAND = 计划金额 { $amount } 元，超过审查通过的采购需求预算 { $approved } 元。
    .remedy = 减少各包预算，或修改采购需求并重新审查。
E_THRESHOLD = 计划金额 { $amount } 元，达到公开招标数额标准 { $threshold } 元，应当公开招标。
    .remedy = 改用公开招标；因特殊情况要用其他方式的，先取得财政部门的批准。
E_IMPORT_NOT_APPROVED = 采购进口产品还没有取得财政部门的核准。
    .remedy = 先办理进口产品核准；本国产品能满足需求的，修改采购需求。
E_SME_RESERVE = 不超过 { $line } 元的适宜项目，应当整体专门面向中小企业采购。
    .remedy = 把各包改为整体预留；确实不适宜的，选择“不预留”和法定理由。
E_PLAN_NOT_FILED = 采购计划还没有备案，不能开展采购活动。
    .remedy = 先备案采购计划。
E_PLAN_ENTRUSTED = 计划“{ $name }”已经委托了代理机构。
    .remedy = 等代理机构答复；代理机构谢绝后可以另行委托。
E_PLAN_EXECUTED = 计划“{ $name }”已经建立采购项目。
    .remedy = 打开已建立的项目继续办理。

## 字段提示
field-ceiling-over-budget = 最高限价不能超过本包预算。
field-funding-sum = 各条资金之和应当等于本包预算。
field-exemption-with-intention = 已经选了采购意向，不用再填豁免事由。
field-exemption-classified = 涉密采购不在平台公开办理，请按涉密采购规定登记。
field-exemption-small = 协议供货、定点、框架第二阶段和卖场采购不用备案本类计划。
field-exemption-batch = 只适用于集中采购机构统一组织的批量集中采购。

## 提示性规则
risk-INT-03 = 计划与公开的意向不一致：意向 { $intended } 元（品目 { $intended_item }），计划 { $planned } 元（品目 { $planned_item }）。
risk-PLN-05 = 90 日内同一品目 { $count } 笔接近公开招标数额标准 { $threshold } 元，合计 { $sum } 元，疑似贴线拆分。
risk-SME-01 = 预留份额不足：适宜部分 { $suitable } 元，预留 { $reserved } 元，其中小微企业 { $small } 元。

## 事项与栏目
stream-plan-plan = 采购计划

plan-file_plan = 备案采购计划

plan-demand = 采购需求
plan-intention = 采购意向
plan-exemption = 不公开意向的事由
plan-exemption-unforeseeable_urgent = 不可预见的急需
plan-exemption-classified = 涉密
plan-exemption-agreement_supply_small = 协议供货、定点、框架第二阶段、卖场小额零星
plan-exemption-batch_centralized = 集采机构统一组织的批量集中采购
plan-approval = 主管预算单位批准文号
plan-name = 项目名称
plan-planned = 计划采购时间
plan-lots = 采购包
plan-file_plan-lots-name = 包名称
plan-budget = 本包预算
plan-ceiling = 最高限价
    .hint = 不得超过本包预算。
plan-sme = 中小企业预留
plan-sme-whole = 整体预留给中小企业
plan-sme-whole_small = 整体预留给小微企业
plan-sme-consortium = 要求联合体，其中中小企业承担一定比例
plan-sme-subcontract = 要求分包给中小企业一定比例
plan-sme-remainder = 非预留包（本项目其他包已预留）
plan-sme-none = 不预留
plan-sme_share = 预留比例（%）
    .hint = 联合体或分包时填写。
plan-sme_small_share = 其中小微企业比例（%）
plan-sme_reason = 不预留的理由
plan-sme_reason-r1 = 依法应当面向事业单位、社会组织等非企业主体
plan-sme_reason-r2 = 因专利、专有技术、基础设施限制或特定公共服务，只能从中小企业之外采购
plan-sme_reason-r3 = 预留无法确保充分供应、充分竞争，或影响采购目标实现
plan-sme_reason-r4 = 框架协议采购
plan-sme_reason-r5 = 省级以上财政部门规定的其他情形
plan-funding = 资金来源
plan-indicator = 预算指标
plan-amount = 金额

## 页面
page-plan-lede = 核验即备：通过预算、意向、需求、方式和预留各项核验的计划，备案即生效，同时冻结预算。
page-plan-none = 还没有备案的计划。
page-plan-file-lede = 提交后由审核人员确认；确认时再次核验，通过的即时备案并冻结预算。
page-plan-amount = 计划金额
page-plan-filed = 备案时间
page-plan-stage-filed = 已备案，待委托
page-plan-stage-entrusted = 已委托代理机构
page-plan-stage-executing = 执行中
page-plan-stage-completed = 已完成
page-plan-to-entrustment = 查看委托协议
page-plan-to-project = 查看采购项目
done-plan-file_plan = 计划已备案，预算已冻结。
event-plan-filed = 备案计划
event-plan-entrusted = 委托代理机构
event-plan-entrustment_declined = 代理机构谢绝
event-plan-executed = 建立采购项目
event-plan-completed = 项目结项
nav-plan = 计划
