### 专家抽取

## 拒绝代码
E_PANEL_COMPOSITION = 评标委员会应为 { $least } 人以上单数，其中专家不少于三分之二；现在共 { $total } 人，专家 { $experts } 人。
    .remedy = 调整专家和采购人代表的人数。预算 1000 万元以上、技术复杂或社会影响较大的，为 7 人以上单数。
E_DRAW_TOO_EARLY = 抽取不得早于评审前 2 个工作日：现在抽取，评审最迟在 { $latest } 之前开始。
    .remedy = 改早评审时间，或临近评审时再抽取。
E_TOO_FEW_EXPERTS = 符合条件的专家只有 { $found } 名，还需要 { $needed } 名。
    .remedy = 增加评审专业，或扩大专家所在地区。
E_NO_REGULATOR = 平台上没有 { $region } 的监管部门，不能监督抽取。
    .remedy = 请联系平台管理员登记当地财政部门。
E_COMMITTED = 本单位已经承诺过随机数。
    .remedy = 等各方承诺完毕后公开随机数。
E_FORFEITED = 本单位没有在期限内承诺随机数，不再参与这次抽取的随机过程。
    .remedy = 抽取照常进行，这一情况已记录在案。
E_CONTRIBUTION_MISMATCH = 公开的随机数与承诺不一致。
    .remedy = 请公开承诺时的那一个随机数。
E_NOT_CALLED = 您没有待应答的抽取，或已经应答过。
    .remedy = 在待办事项中查看需要您办理的事情。

risk-EXP-01 = 抽取早于评审前 2 个工作日。
risk-EXP-02 = 评标委员会的组成不符合规定。
risk-EXP-03 = 专家的工作单位与采购人、代理机构或投标人相同，应当回避。

draw-field-past = 评审时间已经过去。
draw-field-too-far = 距评审超过 2 个工作日，现在抽取太早。
draw-field-too-few = 符合条件的专家不够。

stream-draw-draw = 专家抽取
event-draw-requested = 申请抽取，候选名单已固定
event-contribution-committed = 一方承诺了随机数
event-commitments-closed = 承诺截止
event-contribution-revealed = 一方公开了随机数
event-seed-fixed = 随机种子确定
event-expert-called = 按顺序通知了一名专家
event-expert-passed_over = 一个顺位不能通知，跳过
event-expert-answered = 一名专家已应答
event-draw-filled = 人数已满
event-draw-failed = 候选名单用尽
event-draw-convened = 评标委员会已组建

draw-request = 申请抽取评审专家
    .intro = 候选名单在申请时固定，只公布加盐的承诺值；抽中的专家在签到之前对各方保密。
    .submit = 固定候选名单并开始抽取
draw-commit = 承诺随机数
    .intro = 三方各自承诺一个随机数，全部承诺后再公开。谁也不能单独决定抽取结果。
    .submit = 承诺
draw-reveal = 公开随机数
    .intro = 公开后与其他方的随机数、候选名单和日志根一起算出种子。逾期不公开的，视为放弃，抽取照常进行。
    .submit = 公开
draw-respond = 应答评审邀请
    .submit = 提交应答
draw-expire = 抽取时限届满
draw-widen = 放宽条件补抽
    .intro = 原候选名单已用尽。已接受的专家保留，已通知过的专家不再通知。
    .submit = 固定新的候选名单

draw-draw = 抽取
draw-lot = 采购包
draw-specialities = 评审专业
draw-code = 专业代码
    .hint = 按品目编码填写，例如 A02010105。
draw-experts = 专家人数
    .hint = 连同采购人代表为 5 人以上单数，专家不少于三分之二。
draw-representatives = 采购人代表人数
    .hint = 可以不派代表，填 0。
draw-complex = 技术复杂或社会影响较大（7 人以上）
draw-evaluation_at = 评审开始时间
    .hint = 抽取不得早于评审前 2 个工作日。
draw-reach = 专家所在地区
    .hint = 六位区划代码，包括其下级地区；不填为采购人所在市。
draw-avoid = 另外需要回避的单位
    .hint = 采购人、代理机构和投标人自动回避，不用填。
draw-employer = 统一社会信用代码
draw-reason = 理由
draw-words = 附加文字
    .hint = 可以写任何文字，平台会再加上 32 字节的随机数。
draw-answer = 是否参加
draw-answer-accept = 参加
draw-answer-decline = 不能参加

draw-stage-committing = 各方承诺随机数
draw-stage-revealing = 各方公开随机数
draw-stage-calling = 通知专家
draw-stage-filled = 人数已满
draw-stage-failed = 候选名单用尽
draw-party-purchaser = 采购人
draw-party-agency = 采购代理机构
draw-party-regulator = 监管部门
draw-standing-called = 待应答
draw-standing-accepted = 已接受
draw-standing-declined = 不能参加
draw-standing-silent = 逾期未应答
draw-standing-withdrawn = 已更换
