### Safety of an account: the second factor

E_SECOND_FACTOR_OFF = Two-factor authentication is not switched on.
    .remedy = Switch it on under “My account”, then try again.
E_CODE_WRONG = That code is not right.
    .remedy = Enter the 6 digits your authenticator shows now; if they never fit, let your phone set its clock by itself.
E_CODE_USED = This code was used already; each works once.
    .remedy = Wait until your authenticator shows the next code (30 seconds at most).

field-code-wrong = That code is not right.
field-code-used = This code was used already; wait for the next one.

registry-enable_second_factor = Switch on two-factor authentication
registry-enable_second_factor-code = One-time code
    .hint = The 6 digits your authenticator shows now.
registry-enable_second_factor-password = Password
    .hint = Once more, so that we know it is you.
registry-enable_second_factor-secret = Secret
registry-enable_second_factor-recovery = Recovery codes
registry-disable_second_factor = Switch off two-factor authentication
registry-disable_second_factor-code = One-time code or recovery code
    .hint = The 6 digits your authenticator shows now, or a recovery code that was not used yet.
registry-confirm_second_factor = Check a one-time code
registry-confirm_second_factor-code = One-time code or recovery code
registry-reset_second_factor = Reset two-factor authentication
    .intro = Only for somebody who lost both the device and the recovery codes; make sure who it is first, in person or by video.
registry-reset_second_factor-reason = How the identity was checked, and why

done-registry-enable_second_factor = Two-factor authentication is on; the next sign-in asks for a code.
done-registry-disable_second_factor = Two-factor authentication is off.

event-person-second_factor_enabled = Two-factor authentication switched on
event-person-second_factor_disabled = Two-factor authentication switched off
event-person-code_used = One-time code checked
event-person-recovery_code_used = Recovery code used

page-sign-in-code = Enter the one-time code
sign-in-code-hint = The 6 digits your authenticator shows now. Without the device, enter a recovery code that was not used yet.
page-registry-account = My account
page-registry-account-who = Who you are
page-registry-account-safety = Sign-in and safety
page-registry-second-factor = Two-factor authentication
page-registry-second-factor-lede = Beside the password, sign-in asks for a code on your phone that changes every 30 seconds. Whoever learns your password still cannot sign in.
page-registry-second-factor-on = On
page-registry-second-factor-off = Off
page-registry-second-factor-scan = Step 1: scan
page-registry-second-factor-scan-text = Scan this picture with an authenticator on your phone (any application that speaks TOTP).
page-registry-second-factor-picture = QR code with the secret; if you cannot scan it, type the secret below
page-registry-second-factor-type = If you cannot scan, type the secret:
page-registry-second-factor-recovery = Step 2: keep the recovery codes
page-registry-second-factor-recovery-text = If you lose the phone, each recovery code takes the place of one code, once. Print or copy them and keep them safe; they are not shown again.
page-registry-second-factor-confirm = Step 3: confirm
page-registry-second-factor-left = Two-factor authentication is on; { $count } recovery codes are left. When they run out, switch it off and on again to get new ones.
