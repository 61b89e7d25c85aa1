### 意向与需求

## 拒绝代码
E_INTENTION_MONTH = 意向公开满 30 日是 { $earliest }，预计采购时间不能早于这一天所在的月份。
    .remedy = 请把预计采购时间改到 { $earliest } 当月或以后。
E_INTENTION_LEAD = 采购意向公开还不满 30 日，最早 { $earliest } 才能发布采购公告。
    .remedy = 等到 { $earliest } 以后再发布；因不可预见的原因急需的，凭主管预算单位的批准申请豁免。
E_INTENTION_TAKEN = 采购意向“{ $name }”已经用于另一个采购需求或计划。
    .remedy = 选择另一条意向；没有的，先公开意向。
E_SURVEY_MISSING = 本项目应当先开展需求调查。
    .remedy = 补充需求调查的完成日期、对象数量和主要结论（1000 万元以上的货物、服务，3000 万元以上的工程，涉及公共利益、技术复杂或进口产品的项目必须调查）。
E_SURVEY_SAMPLE = 需求调查的对象不足 { $least } 个。
    .remedy = 补充有代表性的市场主体后再填写。
E_SURVEY_OLD = 需求调查已经超过一年，有效期到 { $latest }。
    .remedy = 重新开展需求调查。
E_REVIEWER_IS_AUTHOR = 编制过这份采购需求的人不能审查它（编审分离）。
    .remedy = 请没有参与编制的同事审查。
E_DEMAND_NOT_APPROVED = 采购需求“{ $name }”还没有通过审查，不能备案计划。
    .remedy = 先完成一般性审查；属于应当重点审查的，还要完成重点审查。
E_DEMAND_PLANNED = 采购需求“{ $name }”已经备案过计划。
    .remedy = 打开已备案的计划继续办理。

## 字段提示
field-over-budget = 超过可用指标，可用 { $available } 元。
field-intention-month = 请选 { $earliest } 所在的月份或以后。
field-in-the-future = 不能晚于今天。
field-in-the-past = 应当晚于今天。
field-survey-incomplete = 需求调查要填齐完成日期、对象数量和主要结论。

## 事项与栏目
stream-demand-intention = 采购意向
stream-demand-demand = 采购需求

demand-publish_intention = 发布采购意向
demand-compile_demand = 编制采购需求
demand-revise_demand = 修改采购需求
demand-review_general = 一般性审查
demand-review_key = 重点审查

demand-indicator = 预算指标
demand-others = 其他指标
    .hint = 由几条指标共同出资的，在这里添加。
demand-name = 项目名称
    .hint = 写清采购什么，不写品牌。
demand-catalogue = 采购品目
    .hint = 选到末级品目。
demand-summary = 需求概况
    .hint = 标的、数量、质量、服务、安全、时限。
demand-budget = 预算金额
demand-expected = 预计采购时间
    .hint = 公告中只写年月。意向公开满 30 日后才能发布采购公告。
demand-for_sme = 专门面向中小企业采购
demand-green = 采购节能产品、环境标志产品
demand-remark = 备注
demand-intention = 采购意向
    .hint = 依法不用公开意向的项目可以不填，备案计划时说明豁免事由。
demand-demand = 采购需求
demand-technical = 技术要求
    .hint = 功能、质量、性能、材料、安全；能量化的写出指标和等次。
demand-commercial = 商务要求
    .hint = 交付的时间和地点、付款条件、包装运输、售后服务、保险。
demand-standards = 执行的标准
    .hint = 国家标准、行业标准、地方标准或其他标准规范。
demand-acceptance = 履约验收方案
    .hint = 验收的主体、时间、方式、程序、内容和标准。
demand-public_interest = 涉及公共利益、社会关注度较高
demand-complex = 技术复杂、专业性较强
demand-imported = 拟采购进口产品
demand-survey_completed = 需求调查完成日期
    .hint = 1000 万元以上的货物、服务，3000 万元以上的工程，以及上面三类项目必须填写。一年内有效。
demand-survey_respondents = 调查对象数量
    .hint = 面向市场主体的，一般不少于 3 个。
demand-survey_findings = 调查的主要结论
    .hint = 产业发展、市场供给、同类项目历史成交、后续采购。
demand-method = 采购方式
demand-method-public_tender = 公开招标
demand-method-invited_tender = 邀请招标
demand-method-competitive_negotiation = 竞争性谈判
demand-method-competitive_consultation = 竞争性磋商
demand-method-inquiry = 询价
demand-method-single_source = 单一来源
demand-evaluation = 评审方法
demand-evaluation-comprehensive = 综合评分法
demand-evaluation-lowest_price = 最低评标价（最低价）法
demand-form = 组织形式
demand-form-decentralized = 分散采购
demand-form-departmental = 部门集中采购
demand-form-centralized = 集中采购机构采购
demand-pricing = 定价方式
demand-pricing-fixed_total = 固定总价
demand-pricing-fixed_unit = 固定单价
demand-pricing-cost_reimbursement = 成本补偿
demand-pricing-performance_incentive = 绩效激励
demand-choice_reason = 选择的理由
    .hint = 说明采购方式、评审方法、定价方式为什么适用。
demand-rules = 符合预算、资产、财务等管理制度
demand-reasons = 采购方式、评审规则、合同类型、定价方式说明了适用理由
demand-approvals = 需要报批、核准的事项作了安排
demand-complete = 采购实施计划完整
demand-non_discrimination = 非歧视性审查
    .hint = 不指向特定供应商或产品；资格条件合理；评审因素没有倾向。
demand-competition = 竞争性审查
    .hint = 依法公开竞争；需求完整明确；评审规则适当。
demand-policy = 采购政策审查
    .hint = 进口产品确有必要；落实创新、绿色、中小企业等政策。
demand-performance_risk = 履约风险审查
    .hint = 合同文本适当；验收方案完整；风险处置措施可行。
demand-other = 其他应当审查的内容
demand-opinion = 审查意见
    .hint = 有一项不通过的，必须写明需要怎样修改。
choice-passed = 通过
choice-failed = 不通过

## 公告
notice-label-catalogue = 采购品目
notice-label-green = 采购节能、环境标志产品
notice-label-intention_note = 说明
notice-intention-note = 本次公开的采购意向是本单位政府采购工作的初步安排，具体采购项目情况以相关采购公告和采购文件为准。
