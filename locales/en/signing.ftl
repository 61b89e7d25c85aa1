## Signing keys that are kept here

stream-registry-signing_key = Kept signing key
registry-keep_signing_key = Keep a signing key here
    .submit = Make the key and keep it
registry-keep_signing_key-public_key = Public key (PEM)
registry-keep_signing_key-proof = Proof of possession
registry-keep_signing_key-locked = Encrypted private key
registry-keep_signing_key-code = Code
registry-destroy_signing_key = Destroy the kept key
registry-destroy_signing_key-key = Kept signing key
registry-count_wrong_passphrase = Count a wrong passphrase
registry-count_wrong_passphrase-key = Kept signing key
registry-key = Kept signing key
contract-sign-code = Code
    .hint = If your key is kept here: the 6 digits that your authenticator shows now.
registry-passphrase = Passphrase of the key
    .hint = At least 10 characters, and not your password. The platform does not keep it: if you forget it, a new key has to be made.
registry-passphrase-again = The passphrase once more
registry-signing-code = Code
    .hint = The 6 digits that your authenticator shows now.
done-registry-keep_signing_key = The key is made and kept; its certificate is issued.
done-registry-destroy_signing_key = The kept key is destroyed; nobody can bring it back.
done-contract-sign = Signed.

event-signing_key-kept = Key kept
event-signing_key-used = Signed with the kept key
event-signing_key-refused = Wrong passphrase
event-signing_key-destroyed = Key destroyed

page-registry-signing-key = Signing key kept here
page-registry-signing-key-lede = If you work by phone, your signing key can be kept here: it is encrypted under your own passphrase, which the platform does not know; every signature takes the passphrase and a code, and is recorded. Bids are still sealed and signed with the client.
page-registry-signing-key-is-kept = Kept
page-registry-signing-key-is-not-kept = Not kept
page-registry-signing-key-needs-factor = Switch on two-factor authentication before a key is kept.
page-registry-signing-key-anew = Make a new key
page-registry-signing-key-anew-text = A new key and certificate are made and the old key is destroyed. Seals that are bound to the old certificate have to be renewed.
page-registry-signing-key-kept = The kept key
page-registry-signing-key-uses = Signatures made
page-registry-signing-key-left = Wrong passphrases left
page-registry-signing-key-ended = The certificate has ended: make a new key
page-registry-signing-key-destroy-sure = Nobody can bring it back. Destroy it?

page-contract-sign-what = What you are about to sign
page-contract-sign-read = Read the whole contract
page-contract-sign-for = For
page-contract-sign-seals = Electronic seals in service that are bound to the certificate are applied with the signature.
page-registry-sign-here = Sign with the key kept here
page-registry-sign-no-key = No key of yours is kept here. If you work by phone, have one kept first.
page-registry-sign-submit = Sign
page-registry-sign-client = Sign with the client on this computer
page-registry-sign-client-text = The key is on your own computer and does not leave it.
page-registry-sign-client-go = Sign with the client

field-passphrase-short = The passphrase has at least 10 characters.
field-passphrase-differs = The two passphrases are not the same.
field-passphrase-wrong = The passphrase is wrong.

E_NO_SIGNING_KEY = No signing key of yours is kept here.
    .remedy = Have one kept under “My account”, or sign with the client.
E_SIGNING_KEY_BLOCKED = The passphrase was wrong ten times in a row; this key cannot be used any more.
    .remedy = Make a new key on the page “Signing key kept here”.
E_PASSPHRASE_WRONG = The passphrase is wrong. { $left } more tries are left.
    .remedy = Check upper and lower case and the input method; if you forgot it, make a new key.

client-pin = PIN of the token
    .hint = The signing key is on a token; too many wrong PINs lock it.
client-pin-wrong = The PIN is wrong
