//! Entrustments: only registered agencies, only in force, only once.

use super::*;
use crate::{Law, RuleBook, demand::OrganisationForm, registry::Standing};
use kernel::{Instant, OrganisationId, Refusal, Stream};
use std::{fmt::Debug, str::FromStr};

fn id<I: FromStr<Err: Debug>>(n: u32) -> I {
    format!("00000000-0000-7000-8000-{n:012}").parse().expect("an id")
}
fn now() -> Instant {
    "2026-04-03T09:00".parse().expect("a moment")
}
fn law() -> Law {
    RuleBook::builtin().law("230606".parse().expect("a region"), now().date())
}
fn code<T: Debug>(result: Result<T, Refusal>) -> String {
    result.expect_err("a refusal").to_string()
}
const AGENCY: u32 = 2;

fn agreement() -> Agreement {
    Agreement {
        purchaser: id(1),
        agency: id(AGENCY),
        plan: id(3),
        title: "多媒体教室设备采购".to_owned(),
        terms: Terms {
            scope: "编制文件至签订合同".to_owned(),
            authority: "以采购人名义组织采购活动".to_owned(),
            until: "2026-12-31".parse().expect("a date"),
            archive: "代理机构移交采购人，保存 15 年".to_owned(),
            fee_payer: FeePayer::Supplier,
            fee_standard: "中标金额的 1%".to_owned(),
            review_fee_payer: FeePayer::Purchaser,
            liability: "违约方赔偿".to_owned(),
        },
    }
}
fn candidate(standing: &Standing) -> Candidate<'_> {
    Candidate { organisation: id(AGENCY), is_agency: true, central: false, standing }
}
fn invite(
    agreement: Agreement,
    candidate: Candidate<'_>,
    form: OrganisationForm,
) -> Result<Vec<EntrustmentEvent>, Refusal> {
    Entrustment::default().invite(agreement, candidate, form, now(), &law())
}
fn apply(entrustment: &mut Entrustment, events: Result<Vec<EntrustmentEvent>, Refusal>) {
    for event in events.expect("accepted") {
        entrustment.apply(now(), &event);
    }
}
fn invited() -> Entrustment {
    let mut entrustment = Entrustment::default();
    let events = invite(agreement(), candidate(&Standing::Active), OrganisationForm::Decentralized);
    apply(&mut entrustment, events);
    entrustment
}

#[test]
fn only_an_agency_in_good_standing_is_invited() {
    let suspended = Standing::Suspended { reason: "处罚".to_owned() };
    for standing in [Standing::Unknown, Standing::Draft, suspended] {
        let refused = invite(agreement(), candidate(&standing), OrganisationForm::Decentralized);
        assert_eq!(code(refused), "E_AGENCY_NOT_LISTED (AGY-01) agency: field-invalid");
    }
    let supplier = Candidate { is_agency: false, ..candidate(&Standing::Active) };
    assert!(invite(agreement(), supplier, OrganisationForm::Decentralized).is_err());
    let other = Candidate { organisation: id::<OrganisationId>(9), ..candidate(&Standing::Active) };
    assert_eq!(code(invite(agreement(), other, OrganisationForm::Decentralized)), "E_STATE");
}
#[test]
fn centralised_procurement_goes_to_a_central_agency() {
    let refused = invite(agreement(), candidate(&Standing::Active), OrganisationForm::Centralized);
    assert_eq!(code(refused), "E_AGENCY_NOT_CENTRAL (PLN-03) agency: field-invalid");
    let central = Candidate { central: true, ..candidate(&Standing::Active) };
    assert!(invite(agreement(), central, OrganisationForm::Centralized).is_ok());
}
#[test]
fn the_terms_run_on_and_suppliers_do_not_pay_their_judges() {
    let with = |change: fn(&mut Terms)| {
        let mut agreement = agreement();
        change(&mut agreement.terms);
        invite(agreement, candidate(&Standing::Active), OrganisationForm::Decentralized)
    };
    assert!(with(|terms| terms.until = "2026-04-03".parse().expect("a date")).is_err());
    assert!(with(|terms| terms.until = "2026-04-04".parse().expect("a date")).is_ok());
    assert!(with(|terms| terms.review_fee_payer = FeePayer::Supplier).is_err());
    assert!(with(|terms| terms.fee_payer = FeePayer::Agency).is_err());
}
#[test]
fn no_project_before_the_agreement_is_in_force() {
    let mut entrustment = invited();
    assert_eq!(entrustment.duties()[0].command, "agency.accept");
    let open = |entrustment: &Entrustment, agency| entrustment.open_project(id(agency), id(5), now(), &law());
    assert_eq!(code(open(&entrustment, AGENCY)), "E_NOT_ENTRUSTED (AGY-05)");
    assert_eq!(code(open(&Entrustment::default(), AGENCY)), "E_NOT_FOUND");
    assert_eq!(code(entrustment.accept(id(9), id(7))), "E_FORBIDDEN_SCOPE");
    let accepted = entrustment.accept(id(AGENCY), id(7));
    apply(&mut entrustment, accepted);
    assert_eq!(code(entrustment.accept(id(AGENCY), id(7))), "E_STATE");
    assert_eq!(entrustment.duties()[0].command, "tender.open_project");
    assert_eq!(code(open(&entrustment, 9)), "E_NOT_ENTRUSTED (AGY-05)");
    let opened = open(&entrustment, AGENCY);
    apply(&mut entrustment, opened);
    assert_eq!(code(open(&entrustment, AGENCY)), "E_STATE");
    assert!(entrustment.duties().is_empty());
}
#[test]
fn after_the_term_the_agreement_opens_nothing() {
    let mut entrustment = invited();
    let accepted = entrustment.accept(id(AGENCY), id(7));
    apply(&mut entrustment, accepted);
    let on =
        |text: &str| entrustment.open_project(id(AGENCY), id(5), text.parse().expect("a moment"), &law());
    assert!(on("2026-12-31T23:59:59").is_ok());
    assert_eq!(code(on("2027-01-01T00:00")), "E_NOT_ENTRUSTED (AGY-05)");
}
#[test]
fn a_declined_invitation_is_over() {
    let mut entrustment = invited();
    assert_eq!(code(entrustment.decline(id(9), "忙".to_owned())), "E_FORBIDDEN_SCOPE");
    let declined = entrustment.decline(id(AGENCY), "忙".to_owned());
    apply(&mut entrustment, declined);
    assert_eq!(code(entrustment.accept(id(AGENCY), id(7))), "E_STATE");
    assert!(entrustment.duties().is_empty());
}
