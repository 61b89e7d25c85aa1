## Electronic seals

stream-registry-seal = Electronic seal
registry-make_seal = Make an electronic seal
    .intro = One person asks, another agrees; the platform then makes the seal and signs it. The seal is bound to the certificate you choose and ends with it.
    .submit = Send for approval
registry-renew_seal = Renew an electronic seal
    .intro = A seal of the same kind is made for the present registered name and the certificate you choose; the old one is cancelled with it.
registry-suspend_seal = Suspend an electronic seal
registry-restore_seal = Restore an electronic seal
registry-cancel_seal = Cancel an electronic seal
registry-seal = Electronic seal
registry-make_seal-kind = Kind of seal
registry-make_seal-kind-unit = Official seal of the organisation
registry-make_seal-kind-representative = Legal representative's seal
registry-seal-kind-unit = Official seal
registry-seal-kind-representative = Legal representative's seal
registry-make_seal-certificate = Certificate of who will seal
    .hint = Only the holder of this certificate can use the seal.
registry-renew_seal-certificate = Certificate of who will seal
    .hint = Only the holder of this certificate can use the seal.
registry-make_seal-picture = Picture of the seal
    .hint = May be left out: the platform draws it from the registered name. Your own must be a PNG, 100 to 1200 pixels a side, at most 100 KB.
registry-renew_seal-picture = Picture of the seal
    .hint = May be left out: the platform draws it from the registered name. Your own must be a PNG, 100 to 1200 pixels a side, at most 100 KB.
registry-suspend_seal-reason = Reason for suspending it
    .hint = For instance: the key is lost, its holder moved on.
registry-restore_seal-reason = Reason for restoring it
registry-cancel_seal-reason = Reason for cancelling it
done-registry-suspend_seal = Suspended: this seal cannot be used any more.

event-seal-made = Seal made
event-seal-suspended = Seal suspended
event-seal-restored = Seal restored
event-seal-cancelled = Seal cancelled
event-seal-replaced = Another seal took its place
event-seal-applied = Seal applied

registry-seal-state-in_service = In service
registry-seal-state-suspended = Suspended
registry-seal-state-cancelled = Cancelled
registry-seal-state-expired = Expired
registry-seal-cause-asked = Cancelled by its organisation
registry-seal-cause-renamed = The organisation has another name
registry-seal-cause-left = The organisation left the register
registry-seal-cause-replaced = Renewed

page-registry-seals = Electronic seals
page-registry-seals-lede = Every seal and every use of it is on record.
page-registry-seals-none = There is no seal. Documents can be signed without one; where there is one, signing applies it.
page-registry-seals-all = All seals
page-registry-seal-name = Seal
page-registry-seal-organisation = Organisation
page-registry-seal-holder = Who seals
page-registry-seal-until = Good until
page-registry-seal-state = State
page-registry-seal-uses = Times used
page-registry-seal-made = Made
page-registry-seal-certificate = Certificate serial number
page-registry-seal-maker = Maker's signature
page-registry-seal-maker-good = Holds: signed with this platform's seal-making certificate
page-registry-seal-maker-bad = Does not hold
page-registry-seal-cause = Why it was cancelled
page-registry-seal-successor = The seal that took its place
page-registry-seal-picture-of = Seal of { $name }
page-registry-seal-facts = The seal
page-registry-seal-history = Uses of the seal
page-registry-seal-history-none = Not used yet.
page-registry-seal-when = Sealed
page-registry-seal-document = Document
page-registry-seal-digest = Digest of the document (SM3)
page-registry-seal-actions = What can be done
page-registry-seal-no-certificate = Your organisation has no valid certificate yet. Whoever will seal gets a certificate first, then the seal is made.
page-registry-seal-get-certificate = Get a certificate
page-registry-seal-certificate-of = { $name }, good until { $until }
page-registry-seal-sealed = Sealed
page-registry-seal-by = Sealed by { $person } at { $at }


contract-sign-seal = Electronic seal
    .hint = If none is chosen, those bound to the certificate are applied; without a seal the contract can be signed as well.

field-not-a-seal-picture = The picture must be a PNG, 100 to 1200 pixels a side, at most 100 KB.

E_SEAL_EXISTS = This person has a seal of this kind already.
    .remedy = To replace it, choose “Renew an electronic seal” on the page of the old one.
E_NO_REPRESENTATIVE = No legal representative is registered, so the seal cannot be drawn.
    .remedy = Fill in the legal representative in the dossier and have it accepted; or hand in a picture.
E_SEAL_FOREIGN = This seal is not your organisation's.
    .remedy = Use a seal of your own organisation.
E_SEAL_NOT_IN_SERVICE = This seal is suspended or cancelled.
    .remedy = Use a seal that is in service; a suspended one is restored first.
E_SEAL_EXPIRED = This seal was good until { $until }.
    .remedy = Renew the seal first.
E_SEAL_CERTIFICATE = This seal is not bound to the certificate of the signature.
    .remedy = The person to whom the seal is bound signs with their own certificate; if that person moved on, renew the seal.

## Documents

page-registry-place-purchaser = Purchaser (seal):
page-registry-place-supplier = Supplier (seal):
page-registry-place-agency = Agency (seal):
page-registry-place-open = Not signed yet
page-registry-place-signed = Signed electronically, without a seal
page-registry-paper-text = Text of the document
page-registry-paper-digest = Digest of the document (SM3): this is what is signed
page-registry-paper-seal = Sign and seal
page-registry-paper-print = This page can be printed as it is.
page-registry-paper-for = For
page-bidding-client-seal-paper = Sign and seal a document
page-bidding-client-seal-paper-why = The key is on your own computer. The client shows the whole text and signs when you confirm; the platform then applies the seals that are bound to the certificate.
registry-seal_paper = Seal a document
registry-seal_paper-paper = Document
registry-seal_paper-certificate = Certificate serial number
registry-seal_paper-signature = Signature
registry-seal_paper-user = Signer's id
registry-seal_paper-seal = Electronic seal
registry-seal_paper-code = Code
done-registry-seal_paper = Signed and sealed.

paper-award-title = Letter of award
paper-award-to = To { $supplier }:
paper-award-text = After evaluation and confirmation by the purchaser you are awarded { $project } (number { $number }, { $lot }) at { $price } yuan ({ $words }).
paper-award-sign = Please sign the contract with { $purchaser } before { $by }.
paper-award-at = Issued: { $at }
paper-award-letter = Digest of the letter's data (SM3): { $digest }
paper-report-title = Acceptance report
paper-report-contract = Contract: { $name } (number { $number })
paper-report-parties = Purchaser: { $purchaser }; supplier: { $supplier }
paper-report-round = Acceptance no. { $round }
paper-report-passed = holds
paper-report-failed = does not hold
paper-report-finding = { $no }. { $text }: { $verdict }
paper-report-finding-noted = { $no }. { $text }: { $verdict } ({ $note })
paper-report-qualified = Conclusion: accepted
paper-report-unqualified = Conclusion: not accepted

E_NO_SEAL = No seal in service is bound to this certificate.
    .remedy = Have a seal made or renewed first.
