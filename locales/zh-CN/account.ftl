### 账户安全：双因子认证

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
