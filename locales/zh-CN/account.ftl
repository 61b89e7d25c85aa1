### 账户安全、数字证书

E_SECOND_FACTOR_OFF = 还没有开启双因子认证。
    .remedy = 在“我的账户”里开启后再试。
E_CODE_WRONG = 验证码不对。
    .remedy = 输入身份验证器当前显示的 6 位数字；总是不对的，请打开手机的自动校时。
E_CODE_USED = 这个验证码已经用过了，每个只能用一次。
    .remedy = 等身份验证器显示下一个验证码（最多 30 秒）再输入。

field-code-wrong = 验证码不对。
field-code-used = 这个验证码已经用过，请等下一个。

registry-enable_second_factor = 开启双因子认证
registry-enable_second_factor-code = 动态验证码
    .hint = 身份验证器当前显示的 6 位数字。
registry-enable_second_factor-password = 登录密码
    .hint = 再输入一次，确认是您本人。
registry-enable_second_factor-secret = 密钥
registry-enable_second_factor-recovery = 恢复码
registry-disable_second_factor = 关闭双因子认证
registry-disable_second_factor-code = 动态验证码或恢复码
    .hint = 身份验证器当前显示的 6 位数字，或者一个没有用过的恢复码。
registry-confirm_second_factor = 核验动态验证码
registry-confirm_second_factor-code = 动态验证码或恢复码
registry-reset_second_factor = 重置双因子认证
    .intro = 仅用于当事人同时遗失设备和恢复码的情形；先当面或视频核实身份。
registry-reset_second_factor-reason = 核实身份的方式和原因

done-registry-enable_second_factor = 双因子认证已开启，下次登录时需要动态验证码。
done-registry-disable_second_factor = 双因子认证已关闭。

event-person-second_factor_enabled = 开启双因子认证
event-person-second_factor_disabled = 关闭双因子认证
event-person-code_used = 核验动态验证码
event-person-recovery_code_used = 使用恢复码

page-sign-in-code = 输入动态验证码
sign-in-code-hint = 身份验证器当前显示的 6 位数字。设备不在身边的，可以输入一个没有用过的恢复码。
page-registry-account = 我的账户
page-registry-account-who = 身份
page-registry-account-safety = 登录与安全
page-registry-second-factor = 双因子认证
page-registry-second-factor-lede = 登录时除密码外，再输入手机上每 30 秒变一次的验证码。密码泄露了，别人也登录不了。
page-registry-second-factor-on = 已开启
page-registry-second-factor-off = 未开启
page-registry-second-factor-scan = 第一步 扫码
page-registry-second-factor-scan-text = 用手机上的身份验证器（任何支持 TOTP 的应用）扫描下面的二维码。
page-registry-second-factor-picture = 含有密钥的二维码；无法扫描时请手工输入下面的密钥
page-registry-second-factor-type = 无法扫描的，手工输入密钥：
page-registry-second-factor-recovery = 第二步 保存恢复码
page-registry-second-factor-recovery-text = 手机遗失时，每个恢复码可以代替验证码用一次。请打印或抄下来，放在安全的地方；这一页关闭后不再显示。
page-registry-second-factor-confirm = 第三步 确认
page-registry-second-factor-left = 双因子认证已开启，还有 { $count } 个恢复码没有用过。恢复码快用完时，关闭后重新开启即可换一批新的。

## 数字证书
E_CERTIFICATE_REVOKED = 签署所用的数字证书已于 { $at } 吊销。
    .remedy = 换用有效的证书；没有的，请在“数字证书”页重新申领。吊销前签署的文件不受影响。
E_CERTIFICATE_EXPIRED = 签署所用的数字证书已于 { $at } 到期。
    .remedy = 在“数字证书”页重新申领。到期前签署的文件不受影响。
E_CERTIFICATE_EARLY = 签署所用的数字证书从 { $at } 起才有效。
    .remedy = 核对本机时间，或等证书生效后再试。
E_TOO_MANY_CERTIFICATES = 您名下有效的数字证书太多。
    .remedy = 先在“数字证书”页吊销不再使用的证书，再申领新的。

stream-registry-certificate = 数字证书
event-certificate-issued = 签发证书
event-certificate-bound = 绑定外部证书
event-certificate-revoked = 吊销证书
event-certificate-renewed = 已换新证书
event-certificate-reminded = 提醒即将到期
event-certificate-expired = 证书到期

registry-certificate = 数字证书
registry-revoke_certificate = 吊销数字证书
    .submit = 吊销
registry-revoke_certificate-reason = 吊销原因
registry-order_revocation = 责令吊销数字证书
registry-order_revocation-reason = 吊销原因
registry-reason-unspecified = 不说明
registry-reason-key_compromise = 私钥泄露或可能泄露
registry-reason-affiliation_changed = 持有人离岗或变更单位
registry-reason-superseded = 已换用新证书
registry-reason-cessation_of_operation = 不再使用
registry-reason-privilege_withdrawn = 收回持有人的签署权限
registry-watch_certificate = 证书到期检查
done-registry-revoke_certificate = 证书已吊销，已列入吊销列表。

page-registry-certificates = 数字证书
page-registry-certificates-lede = 投标、签合同时用来签名的证书。私钥只保存在持有人自己的电脑上，平台没有。
page-registry-certificates-none = 还没有数字证书。
page-registry-certificates-get = 申领新证书
page-registry-certificates-holder = 持有人
page-registry-certificates-until = 有效期至
page-registry-certificates-from = 有效期自
page-registry-certificates-state = 状态
page-registry-certificates-good = 有效
page-registry-certificates-soon = 即将到期
page-registry-certificates-revoked = 已吊销
page-registry-certificates-expired = 已到期
page-registry-certificates-serial = 序列号
page-registry-certificates-authority = 签发机构
page-registry-certificates-trial = 本平台试验 CA
page-registry-certificates-outside = 外部电子认证机构
page-registry-certificates-checked = 绑定时的核验
page-registry-certificates-checked-text = 证书链上溯到 { $root }；{ $from } 的吊销列表中没有它，该列表有效至 { $until }。
page-registry-certificates-subject = 证书主体
page-registry-certificates-fingerprint = SM3 指纹
page-registry-certificates-file = 下载证书
page-registry-certificates-reason = 吊销原因
page-registry-certificates-revoke-text = 吊销后立即生效，不能恢复。吊销前签署的文件仍然有效；已经递交的投标文件照常解密。
page-registry-ca = 证书与吊销列表
page-registry-ca-lede = 本平台试验 CA 的根证书和吊销列表。任何人都可以下载，用来核验平台上的电子签名。
page-registry-ca-trial = 试验 CA 仅供试运行，它的证书在本平台之外不具有约束力；正式使用时换用依法设立的电子认证服务机构。
page-registry-ca-name = 名称
page-registry-ca-root = 根证书
page-registry-ca-list = 吊销列表（CRL）
page-registry-ca-made = 本次更新
page-registry-ca-next = 下次更新不晚于
page-registry-ca-count = 已吊销证书
page-registry-ca-look = 查询一张证书
page-registry-ca-serial = 证书序列号
    .hint = 十六进制，在证书详情里。
page-registry-ca-search = 查询
page-registry-ca-good = 有效。由本平台签发给 { $subject }，有效期至 { $until }。
page-registry-ca-revoked = 已于 { $at } 吊销。由本平台签发给 { $subject }。
page-registry-ca-expired = 已于 { $until } 到期。由本平台签发给 { $subject }。
page-registry-ca-unknown = 试验 CA 没有签发过这个序列号的证书。

## 数字证书登录
E_CHALLENGE_GONE = 这次证书登录已经过期、用过，或者不是在这个浏览器里开始的。
    .remedy = 回到登录页，重新用数字证书登录。每次登录 2 分钟内有效，只能用一次。
E_CHALLENGE_UNSIGNED = 签名与这次登录不符，没有登录。
    .remedy = 核对客户端里设置的平台地址与浏览器里的一致，再重新登录。
page-sign-in-certificate = 用数字证书登录
page-sign-in-certificate-why = 客户端用您的证书密钥对一次性的登录请求签名，不用输入密码。
page-sign-in-certificate-begin = 开始
page-sign-in-certificate-limit = 这次登录 2 分钟内有效，只能用一次。
page-bidding-client-sign-in = 用数字证书登录
client-sign-in-what = 有人请求用您的证书登录下面的平台。只有您自己刚刚在浏览器里点了“用数字证书登录”，才确认。
client-sign-in-until = 有效至
client-sign-in-confirm = 签名并登录
client-sign-in-done = 已签名。回到平台完成登录。
client-other-origin = 登录请求来自另一个地址，与客户端里设置的平台不同，没有签名。请用浏览器打开客户端所设的平台地址再登录。
