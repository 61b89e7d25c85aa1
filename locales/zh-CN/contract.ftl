### 合同

## 拒绝代码
E_PARTY_MISMATCH = 合同双方与中标通知书不一致。
    .remedy = 合同只能与中标（成交）供应商签订；供应商拒签的，按规定顺延下一候选人或重新采购。
E_KEY_TERM_CHANGED = 合同改动了采购文件和投标文件确定的内容：{ $term }。
    .remedy = 标的、数量、单价、总价、质量、履行期限、付款、验收和违约条款按中标结果执行，不能改动；其他约定写进补充条款。
E_SCHEDULE_SUM = 金额对不上：合同 { $amount } 元，标的合计 { $items } 元，付款计划合计 { $planned } 元。
    .remedy = 核对采购文件的付款约定和投标报价明细。
E_NO_FINAL_LINE = 付款计划的最后一笔必须是验收合格后支付的尾款。
    .remedy = 留出尾款；没有尾款，“无验收不结项”就落不到实处。
E_PREPAYMENT_TOO_HIGH = 预付款 { $amount } 元，超过上限 { $most } 元。
    .remedy = 降低预付款，差额列入进度款或尾款。
E_PAYMENT_TERM_TOO_LONG = 对中小企业约定的付款期限超过 { $days } 日。
    .remedy = 付款期限从其约定，但最长不得超过 60 日。
E_SIGNATURE_INVALID = 电子签章无效，或还没有轮到这一方签署：现在应由 { $party } 签署。
    .remedy = 供应商先签，采购人后签；请用本单位登记的有效证书签署。
E_SIGNATURE_OTHER_TEXT = 签署的不是这份合同正文。
    .remedy = 重新打开合同页，对当前正文签署。
E_CERTIFICATE_UNKNOWN = 没有找到签署所用的证书，或证书已过期、不属于签署人。
    .remedy = 在“证书”页登记有效证书后再签署。
E_PAYMENT_PENDING = 还有已申请、未支付的款项，不能终止合同。
    .remedy = 等国库办结在途支付后再终止。
E_NO_ACCOUNT = 供应商没有登记收款账户。
    .remedy = 请供应商在注册信息中补登账户。

contract-field-fixed = 这一项由中标结果确定，不能改动。
contract-field-final-line = 最后一笔应为尾款。

risk-CTR-01 = 中标通知书发出已超过 30 日，签订期限是 { $due }。
risk-CTR-03 = 合同签订后 2 个工作日内应当公告，期限是 { $due }。

stream-contract-contract = 合同
contract-draft = 起草合同
contract-sign = 签署合同
contract-publish = 公告合同
contract-file = 备案合同
contract-terminate = 终止合同

contract-contract = 合同
contract-lot = 采购包
contract-number = 合同编号
contract-name = 合同名称
contract-purchaser_address = 采购人住所
contract-supplier_address = 供应商住所
contract-clauses = 补充条款
    .hint = 联系人、送达、争议解决等；不得改变采购文件和投标文件确定的内容。
contract-heading = 标题
contract-text = 内容
contract-reason = 终止原因
    .hint = 双方不得擅自终止；写明依据（政府采购法第五十条）。
contract-certificate = 证书序列号
contract-signature = 签名值
contract-user = 签名人标识

contract-status-drafted = 待供应商签署
contract-status-supplier_signed = 待采购人签署
contract-status-effective = 已生效，待备案
contract-status-filed = 履行中
contract-status-accepted = 已验收
contract-status-completed = 已完成
contract-status-terminated = 已终止

contract-line-prepayment = 预付款
contract-line-progress = 进度款
contract-line-final = 尾款

## 合同正文（签署的就是这段文字；改动会改变摘要）
contract-text-title = 政府采购合同
    { $name }
    合同编号：{ $number }
contract-text-origin = 采购项目：{ $project }（{ $number }），{ $lot }
contract-text-origin-single = 采购项目：{ $project }（{ $number }）
contract-text-reserved = 本合同为中小企业预留合同。
contract-text-purchaser = 甲方（采购人）：{ $name }，统一社会信用代码 { $uscc }，住所 { $address }
contract-text-supplier = 乙方（供应商）：{ $name }，统一社会信用代码 { $uscc }，住所 { $address }
contract-text-preamble = 根据《中华人民共和国政府采购法》《中华人民共和国民法典》及本项目采购文件、投标文件和中标通知书，双方按照平等、自愿的原则订立本合同。
contract-text-items = 一、标的
contract-text-item = { $no }. { $name }；{ $specification }；{ $quantity } { $unit }；单价 { $price } 元；小计 { $amount } 元
contract-text-amount = 二、合同金额：{ $amount } 元（大写：{ $words }）
contract-text-quality = 三、质量：{ $text }
contract-text-delivery = 四、履行期限、地点和方式：{ $text }
contract-text-schedule = 五、付款：达到下列各笔条件并收到发票后 { $days } 日内支付
contract-text-line = { $no }. { $kind } { $amount } 元：{ $condition }
contract-text-account = 收款账户：{ $holder }，{ $bank }，账号尾号 { $end }（完整账号的摘要承诺 { $commitment }）
contract-text-criteria = 六、验收：逐项验收，合格后支付尾款
contract-text-criterion = { $no }. { $text }
contract-text-breach = 七、违约责任：{ $text }
contract-text-bond = 八、履约保证金：{ $amount } 元，以保函等非现金形式提交；合同义务履行完毕后退还。
contract-text-clause = 补充条款　{ $heading }：{ $text }
contract-text-end = 本合同自双方电子签章之日起生效，与纸质合同具有同等法律效力。
contract-delivery-promised = { $text }（投标承诺：合同签订后 { $days } 日内交付）
contract-unit-lot = 包

contract-step-drafted = 起草
contract-step-signed = 双方签署
contract-step-published = 公告
contract-step-filed = 备案
contract-step-accepted = 验收
contract-step-paid = 付清

page-contract-schedule = 付款计划
page-contract-line = 款项
page-contract-condition = 支付条件
page-contract-agreed = 约定（元）
page-contract-applied = 在途（元）
page-contract-paid = 已付（元）
page-contract-text = 合同正文
page-contract-signatures = 电子签章
page-contract-unsigned = 还没有签署。
page-contract-certificate = 证书摘要
page-contract-digest = 合同正文摘要（SM3），签署的就是它：
page-contract-lot = 项目和采购包
page-contract-project_no = 项目编号
page-contract-purchaser = 采购人
page-contract-supplier = 供应商
page-contract-amount = 合同金额
page-contract-drafted_at = 起草日期
page-contract-state = 状态
page-contract-none = 还没有合同。
page-contract-sign_by = 签订期限
page-contract-effective_at = 生效时间
page-contract-filed_at = 备案时间
page-contract-notice = 合同公告
page-contract-notice-open = 查看公告
page-contract-default-name = { $lot }政府采购合同
page-contract-draft-lede = 标的、价格、质量、履行、付款、验收和违约条款由采购文件、投标文件和中标结果自动带入，不能改动。

event-contract-drafted = 起草合同
event-contract-supplier_signed = 供应商签署
event-contract-took_effect = 采购人签署，合同生效
event-contract-published = 合同公告
event-contract-filed = 合同备案，占用预算指标
event-contract-acceptance_applied = 供应商申请验收
event-contract-inspected = 登记验收结果
event-contract-payment_applied = 申请支付
event-contract-paid = 支付，执行预算指标
event-contract-completed = 合同完成
event-contract-terminated = 合同终止
