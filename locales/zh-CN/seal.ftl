## 电子印章

stream-registry-seal = 电子印章
registry-make_seal = 制作电子印章
    .intro = 一个人申请，另一个人复核通过后由平台制作并签名。印章与所选证书绑定，证书到期即失效。
    .submit = 提交复核
registry-renew_seal = 换发电子印章
    .intro = 按登记的现名称和所选证书换发同类印章，原印章同时注销。
registry-suspend_seal = 停用电子印章
registry-restore_seal = 恢复使用电子印章
registry-cancel_seal = 注销电子印章
registry-seal = 电子印章
registry-make_seal-kind = 印章类型
registry-make_seal-kind-unit = 单位公章
registry-make_seal-kind-representative = 法定代表人章
registry-seal-kind-unit = 单位公章
registry-seal-kind-representative = 法定代表人章
registry-make_seal-certificate = 用印人证书
    .hint = 只有这张证书的持有人能用这枚印章。
registry-renew_seal-certificate = 用印人证书
    .hint = 只有这张证书的持有人能用这枚印章。
registry-make_seal-picture = 印模图片
    .hint = 可以不传，由平台按登记的名称绘制。自备的须为 PNG，边长 100 至 1200 像素，不超过 100 KB。
registry-renew_seal-picture = 印模图片
    .hint = 可以不传，由平台按登记的名称绘制。自备的须为 PNG，边长 100 至 1200 像素，不超过 100 KB。
registry-suspend_seal-reason = 停用原因
    .hint = 例如密钥遗失、用印人调离。
registry-restore_seal-reason = 恢复原因
registry-cancel_seal-reason = 注销原因
done-registry-suspend_seal = 已停用，这枚印章不能再用印。

event-seal-made = 制作印章
event-seal-suspended = 停用印章
event-seal-restored = 恢复使用印章
event-seal-cancelled = 注销印章
event-seal-replaced = 换发新印章
event-seal-applied = 用印

registry-seal-state-in_service = 使用中
registry-seal-state-suspended = 已停用
registry-seal-state-cancelled = 已注销
registry-seal-state-expired = 已到期
registry-seal-cause-asked = 本单位申请注销
registry-seal-cause-renamed = 单位更名
registry-seal-cause-left = 单位注销
registry-seal-cause-replaced = 换发

page-registry-seals = 电子印章
page-registry-seals-lede = 每枚印章和它的每次用印都记录在案。
page-registry-seals-none = 没有印章。没有印章也能签署文件，有印章的签署时自动加盖。
page-registry-seals-all = 全部印章
page-registry-seal-name = 印章
page-registry-seal-organisation = 单位
page-registry-seal-holder = 用印人
page-registry-seal-until = 有效期至
page-registry-seal-state = 状态
page-registry-seal-uses = 用印次数
page-registry-seal-made = 制作时间
page-registry-seal-certificate = 证书序列号
page-registry-seal-maker = 制章签名
page-registry-seal-maker-good = 有效，由本平台制章证书签名
page-registry-seal-maker-bad = 未通过验证
page-registry-seal-cause = 注销原因
page-registry-seal-successor = 换发后的印章
page-registry-seal-picture-of = { $name }的印模
page-registry-seal-facts = 印章信息
page-registry-seal-history = 用印记录
page-registry-seal-history-none = 还没有用过。
page-registry-seal-when = 用印时间
page-registry-seal-document = 文件
page-registry-seal-digest = 文件摘要（SM3）
page-registry-seal-actions = 可以办理
page-registry-seal-no-certificate = 本单位还没有有效的数字证书。用印人先申领证书，再制作印章。
page-registry-seal-get-certificate = 申领证书
page-registry-seal-certificate-of = { $name }，有效期至 { $until }
page-registry-seal-sealed = 已加盖
page-registry-seal-by = { $person } 于 { $at } 用印


contract-sign-seal = 电子印章
    .hint = 不选时，自动加盖与证书绑定的印章；没有印章也能签署。

field-not-a-seal-picture = 印模图片须为 PNG，边长 100 至 1200 像素，不超过 100 KB。

E_SEAL_EXISTS = 这位用印人已有一枚同类印章。
    .remedy = 要换新的，在原印章页面点“换发电子印章”。
E_NO_REPRESENTATIVE = 没有登记法定代表人（负责人）姓名，无法绘制法定代表人章。
    .remedy = 先在入库资料里填写法定代表人并审核通过；或者上传印模图片。
E_SEAL_FOREIGN = 这枚印章不是本单位的。
    .remedy = 换用本单位的印章。
E_SEAL_NOT_IN_SERVICE = 这枚印章已停用或注销。
    .remedy = 换用使用中的印章；停用的，先恢复使用。
E_SEAL_EXPIRED = 这枚印章的有效期到 { $until } 为止。
    .remedy = 先换发印章。
E_SEAL_CERTIFICATE = 这枚印章与签名所用的证书不对应。
    .remedy = 由印章绑定的用印人用自己的证书签名；用印人变动的，先换发印章。

## 文书

page-registry-place-purchaser = 采购人（盖章）：
page-registry-place-supplier = 供应商（盖章）：
page-registry-place-agency = 采购代理机构（盖章）：
page-registry-place-open = 尚未签署
page-registry-place-signed = 已电子签名，未加盖印章
page-registry-paper-text = 文书正文
page-registry-paper-digest = 文书摘要（SM3），签名所签的就是它
page-registry-paper-seal = 签名并加盖印章
page-registry-paper-print = 可以直接打印本页。
page-registry-paper-for = 代表单位
page-bidding-client-seal-paper = 签署文书并用印
page-bidding-client-seal-paper-why = 密钥在您自己的电脑上。客户端显示文书全文，确认后签名，平台随即加盖与证书绑定的印章。
registry-seal_paper = 文书用印
registry-seal_paper-paper = 文书
registry-seal_paper-certificate = 证书序列号
registry-seal_paper-signature = 签名
registry-seal_paper-user = 签名者标识
registry-seal_paper-seal = 电子印章
registry-seal_paper-code = 动态验证码
done-registry-seal_paper = 已签名并加盖印章。

paper-award-title = 中标（成交）通知书
paper-award-to = { $supplier }：
paper-award-text = { $project }（项目编号 { $number }，{ $lot }）经评审并由采购人确认，你单位为中标（成交）供应商，中标（成交）金额 { $price } 元（{ $words }）。
paper-award-sign = 请在 { $by } 之前与采购人{ $purchaser }签订政府采购合同。
paper-award-at = 发出时间：{ $at }
paper-award-letter = 通知书数据摘要（SM3）：{ $digest }
paper-report-title = 政府采购履约验收书
paper-report-contract = 合同：{ $name }（编号 { $number }）
paper-report-parties = 采购人：{ $purchaser }；供应商：{ $supplier }
paper-report-round = 第 { $round } 次验收
paper-report-passed = 符合
paper-report-failed = 不符合
paper-report-finding = { $no }. { $text }：{ $verdict }
paper-report-finding-noted = { $no }. { $text }：{ $verdict }（{ $note }）
paper-report-qualified = 验收结论：合格
paper-report-unqualified = 验收结论：不合格

E_NO_SEAL = 没有与这张证书绑定、正在使用的电子印章。
    .remedy = 先制作或换发印章，再用印。
