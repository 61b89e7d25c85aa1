### Safety of an account, certificates

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

## Digital certificates
E_CERTIFICATE_REVOKED = The certificate used for signing was revoked at { $at }.
    .remedy = Use a valid one; if you have none, get a new one on the page “Digital certificates”. What was signed before stays valid.
E_CERTIFICATE_EXPIRED = The certificate used for signing expired at { $at }.
    .remedy = Get a new one on the page “Digital certificates”. What was signed before stays valid.
E_CERTIFICATE_EARLY = The certificate used for signing is valid from { $at } only.
    .remedy = Check this computer’s clock, or wait until the certificate is valid.
E_TOO_MANY_CERTIFICATES = You hold too many valid certificates.
    .remedy = Revoke those you no longer use on the page “Digital certificates”, then get a new one.

stream-registry-certificate = Digital certificate
event-certificate-issued = Certificate issued
event-certificate-bound = Outside certificate bound
event-certificate-revoked = Certificate revoked
event-certificate-renewed = Replaced by a newer one
event-certificate-reminded = Reminder of the end
event-certificate-expired = Certificate expired

registry-certificate = Digital certificate
registry-revoke_certificate = Revoke a certificate
    .submit = Revoke
registry-revoke_certificate-reason = Reason
registry-order_revocation = Order a certificate’s revocation
registry-order_revocation-reason = Reason
registry-reason-unspecified = Not said
registry-reason-key_compromise = The private key leaked, or may have
registry-reason-affiliation_changed = The holder left or changed organisation
registry-reason-superseded = Replaced by a new certificate
registry-reason-cessation_of_operation = No longer used
registry-reason-privilege_withdrawn = The holder may no longer sign
registry-watch_certificate = Check of a certificate’s end
done-registry-revoke_certificate = The certificate is revoked and stands on the revocation list.

page-registry-certificates = Digital certificates
page-registry-certificates-lede = The certificates with which bids and contracts are signed. The private key is on the holder’s own computer alone; the platform does not have it.
page-registry-certificates-none = No digital certificate yet.
page-registry-certificates-get = Get a new certificate
page-registry-certificates-holder = Holder
page-registry-certificates-until = Valid until
page-registry-certificates-from = Valid from
page-registry-certificates-state = State
page-registry-certificates-good = Valid
page-registry-certificates-soon = Ends soon
page-registry-certificates-revoked = Revoked
page-registry-certificates-expired = Expired
page-registry-certificates-serial = Serial number
page-registry-certificates-authority = Issued by
page-registry-certificates-trial = This platform’s trial CA
page-registry-certificates-outside = An outside certification authority
page-registry-certificates-checked = Checked when it was bound
page-registry-certificates-checked-text = The chain leads up to { $root }; it was not on the revocation list of { $from }, which was good until { $until }.
page-registry-certificates-subject = Subject
page-registry-certificates-fingerprint = SM3 fingerprint
page-registry-certificates-file = Download the certificate
page-registry-certificates-reason = Reason of revocation
page-registry-certificates-revoke-text = Revocation takes effect at once and cannot be undone. What was signed before stays valid; bids handed in are opened as usual.
page-registry-ca = Certificates and revocation list
page-registry-ca-lede = Root certificate and revocation list of this platform’s trial CA. Anybody may download them to check signatures made here.
page-registry-ca-trial = The trial CA is for trial use: its certificates bind nobody outside this platform. In earnest a certification authority established by law takes its place.
page-registry-ca-name = Name
page-registry-ca-root = Root certificate
page-registry-ca-list = Revocation list (CRL)
page-registry-ca-made = Made at
page-registry-ca-next = The next one no later than
page-registry-ca-count = Revoked certificates
page-registry-ca-look = Look up a certificate
page-registry-ca-serial = Serial number
    .hint = Hexadecimal, in the certificate’s details.
page-registry-ca-search = Look up
page-registry-ca-good = Valid. Issued here to { $subject }, until { $until }.
page-registry-ca-revoked = Revoked at { $at }. Issued here to { $subject }.
page-registry-ca-expired = Expired at { $until }. Issued here to { $subject }.
page-registry-ca-unknown = The trial CA has issued no certificate of this serial number.

## Signing in with a certificate
E_CHALLENGE_GONE = This sign-in is over, was used already, or was not begun in this browser.
    .remedy = Go back to the sign-in page and begin again. Each is good for 2 minutes and works once.
E_CHALLENGE_UNSIGNED = The signature does not fit this sign-in.
    .remedy = Make sure the client is set to the same address as your browser, then begin again.
page-sign-in-certificate = Sign in with a certificate
page-sign-in-certificate-why = The client signs a one-time challenge with your certificate’s key; no password is typed.
page-sign-in-certificate-begin = Begin
page-sign-in-certificate-limit = Good for 2 minutes, works once.
page-bidding-client-sign-in = Sign in with a certificate
client-sign-in-what = Somebody asks to sign in to the platform below with your certificate. Confirm only if you have just chosen “Sign in with a certificate” in your browser.
client-sign-in-until = Good until
client-sign-in-confirm = Sign and sign in
client-sign-in-done = Signed. Go back to the platform to finish signing in.
client-other-origin = The request comes from another address than the platform this client is set to; nothing was signed. Open the platform by that address in your browser and begin again.
