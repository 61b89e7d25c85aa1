## 签名密钥托管

stream-registry-signing_key = 托管的签名密钥
registry-keep_signing_key = 托管签名密钥
    .submit = 生成并托管
registry-keep_signing_key-public_key = 公钥（PEM）
registry-keep_signing_key-proof = 持有证明
registry-keep_signing_key-locked = 加密后的私钥
registry-keep_signing_key-code = 动态验证码
registry-destroy_signing_key = 销毁托管的密钥
registry-destroy_signing_key-key = 托管的签名密钥
registry-count_wrong_passphrase = 登记口令错误
registry-count_wrong_passphrase-key = 托管的签名密钥
registry-key = 托管的签名密钥
contract-sign-code = 动态验证码
    .hint = 密钥托管在平台的，填写身份验证器当前显示的 6 位数字。
registry-passphrase = 密钥口令
    .hint = 至少 10 个字符，不要与登录密码相同。平台不保存口令，忘记了只能重新生成密钥。
registry-passphrase-again = 再输入一次密钥口令
registry-signing-code = 动态验证码
    .hint = 身份验证器当前显示的 6 位数字。
done-registry-keep_signing_key = 密钥已生成并托管，证书已签发。
done-registry-destroy_signing_key = 托管的密钥已销毁，不能恢复。
done-contract-sign = 已签署。

event-signing_key-kept = 托管密钥
event-signing_key-used = 用托管的密钥签名
event-signing_key-refused = 密钥口令错误
event-signing_key-destroyed = 销毁密钥

page-registry-signing-key = 签名密钥托管
page-registry-signing-key-lede = 用手机办公的，可以把签名密钥托管在平台：密钥用您自己的口令加密，平台不知道口令；每次签名都要口令和动态验证码，并且留下记录。投标文件的加密、签名仍用客户端。
page-registry-signing-key-is-kept = 已托管
page-registry-signing-key-is-not-kept = 未托管
page-registry-signing-key-needs-factor = 托管密钥之前，先开启双因子认证。
page-registry-signing-key-anew = 重新生成密钥
page-registry-signing-key-anew-text = 生成新的密钥和证书，原密钥随即销毁。与原证书绑定的印章要换发。
page-registry-signing-key-kept = 托管的密钥
page-registry-signing-key-uses = 已签名次数
page-registry-signing-key-left = 口令还可以输错的次数
page-registry-signing-key-ended = 证书已经失效，请重新生成密钥
page-registry-signing-key-destroy-sure = 销毁后不能恢复，确定吗？

page-contract-sign-what = 将要签署的文件
page-contract-sign-read = 阅读合同全文
page-contract-sign-for = 代表单位
page-contract-sign-seals = 签署时自动加盖与证书绑定、正在使用的电子印章。
page-registry-sign-here = 用平台托管的密钥签署
page-registry-sign-no-key = 您没有在平台托管密钥。用手机办公的，可以先托管一个。
page-registry-sign-submit = 确认签署
page-registry-sign-client = 用这台电脑上的客户端签署
page-registry-sign-client-text = 密钥在您自己的电脑上，私钥不离开那台电脑。
page-registry-sign-client-go = 用客户端签署

field-passphrase-short = 密钥口令至少 10 个字符。
field-passphrase-differs = 两次输入的口令不一样。
field-passphrase-wrong = 口令不对。

E_NO_SIGNING_KEY = 没有托管的签名密钥。
    .remedy = 在“我的账户”里托管密钥；或者用客户端签署。
E_SIGNING_KEY_BLOCKED = 密钥口令连续输错 10 次，这个密钥不能再用。
    .remedy = 在“签名密钥托管”页重新生成密钥。
E_PASSPHRASE_WRONG = 密钥口令不对，还可以再试 { $left } 次。
    .remedy = 核对大小写和输入法；忘记口令的，重新生成密钥。

client-pin = 密钥介质的 PIN 码
    .hint = 签名密钥在 UKey 等介质上，每次打开都要输入；输错次数过多，介质会锁定。
client-pin-wrong = PIN 码不对
