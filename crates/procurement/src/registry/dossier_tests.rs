//! A dossier from its first part to its renewal.

use super::*;
use kernel::{Digest, PersonId, StreamId};
use uuid::Uuid;

const AT: Instant = Instant::from_millis(1_772_416_800_000); // 2026-03-02 10:00 in Shanghai
fn organisation() -> OrganisationId {
    OrganisationId::from_uuid(Uuid::from_u128(1))
}
fn sealed<T>() -> Sealed<T> {
    Sealed::new(Uuid::from_u128(9), Digest::of(b"committed"))
}
fn give(state: &mut Dossier, at: Instant, events: Result<Vec<DossierEvent>, Refusal>) {
    events.expect("passes").iter().for_each(|event| state.apply(at, event));
}
fn opened(kind: Kind) -> Dossier {
    let mut state = Dossier::default();
    let reviewer = OrganisationId::from_uuid(Uuid::from_u128(2));
    let events = state.open(organisation(), kind, Role::SupplierClerk, reviewer, Some(90));
    give(&mut state, AT, events);
    state
}
fn document(kind: super::super::DocumentKind, until: Option<&str>) -> Document {
    Document {
        number: 0,
        kind,
        title: "营业执照".to_owned(),
        code: None,
        until: until.map(|date| date.parse().expect("a date")),
        file: Digest::of(b"scan"),
        reminded: false,
        expired: false,
    }
}
fn identity() -> Identity {
    Identity {
        name: "龙江办公设备有限公司".to_owned(),
        region: "230600".parse().expect("a region"),
        address: "大庆市萨尔图区东风路1号".to_owned(),
        established: "2015-06-01".parse().expect("a date"),
        capital: None,
    }
}
fn enterprise() -> Enterprise {
    Enterprise {
        industry: "3911".parse().expect("an industry"),
        figures: None,
        controlled: false,
        prison: false,
        welfare: false,
    }
}
fn commitment(instead_of_certificates: bool) -> Commitment {
    let by = PersonId::from_uuid(Uuid::from_u128(3));
    Commitment { text: Digest::of(b"text"), instead_of_certificates, by, at: AT }
}
use super::super::DocumentKind::{FinancialStatement, Licence, SocialSecurity, Tax};
/// A supplier's dossier that lacks nothing, its licence valid to the end of 2026.
fn complete() -> Dossier {
    let mut state = opened(Kind::Supplier);
    let fillings = [
        Filling::Identity(identity()),
        Filling::Representative(sealed()),
        Filling::Contact(sealed()),
        Filling::Account(sealed()),
        Filling::Enterprise(enterprise()),
    ];
    for filling in fillings {
        let events = state.fill(filling, AT.date());
        give(&mut state, AT, events);
    }
    let events = state.attach(document(Licence, Some("2026-12-31")), AT.date());
    give(&mut state, AT, events);
    let events = state.commit(commitment(true));
    give(&mut state, AT, events);
    state
}
fn accepted() -> Dossier {
    let mut state = complete();
    let events = state.submit(AT.date());
    give(&mut state, AT, events);
    let events = state.review(true, None, AT.date());
    give(&mut state, AT, events);
    state
}
fn commands(state: &Dossier) -> Vec<String> {
    state.duties().into_iter().map(|duty| duty.command).collect()
}

#[test]
fn what_is_missing_is_named_part_by_part() {
    let state = opened(Kind::Supplier);
    let refusal = state.submit(AT.date()).expect_err("incomplete");
    let paths: Vec<_> = refusal.fields.iter().map(|field| field.path.as_str()).collect();
    assert_eq!(refusal.code, "E_DOSSIER_INCOMPLETE");
    assert_eq!(
        paths,
        ["identity", "representative", "contact", "account", "enterprise", "documents", "commitment"]
    );
    let asked = ["registry.submit_dossier", "registry.lapse_dossier"];
    assert_eq!(commands(&state), asked, "the task stays on the list until it is done or lapses");
}
#[test]
fn under_review_nothing_changes_and_a_withdrawal_opens_it_again() {
    let mut state = complete();
    let events = state.submit(AT.date());
    give(&mut state, AT, events);
    assert_eq!(commands(&state), ["registry.review_dossier"]);
    assert_eq!(state.fill(Filling::Contact(sealed()), AT.date()).expect_err("closed").code, "E_UNDER_REVIEW");
    assert_eq!(state.submit(AT.date()).expect_err("twice").code, "E_UNDER_REVIEW");
    let events = state.withdraw();
    give(&mut state, AT, events);
    assert!(state.fill(Filling::Contact(sealed()), AT.date()).is_ok());
}
#[test]
fn a_returned_dossier_says_why_and_goes_again() {
    let mut state = complete();
    let events = state.submit(AT.date());
    give(&mut state, AT, events);
    assert!(state.review(false, None, AT.date()).is_err(), "a return needs a reason");
    let events = state.review(false, Some("执照照片不清".to_owned()), AT.date());
    give(&mut state, AT, events);
    assert_eq!(state.stage, Stage::Returned { reason: "执照照片不清".to_owned() });
    assert!(state.submit(AT.date()).is_ok());
}
#[test]
fn a_change_leaves_what_is_in_service_alone_until_it_is_accepted() {
    let mut state = accepted();
    assert_eq!((state.version, commands(&state)), (1, vec!["registry.watch_documents".to_owned()]));
    assert_eq!(state.submit(AT.date()).expect_err("nothing new").code, "E_UNCHANGED");
    let moved = Identity { address: "大庆市让胡路区2号".to_owned(), ..identity() };
    let events = state.fill(Filling::Identity(moved), AT.date());
    give(&mut state, AT, events);
    let address = |particulars: &Particulars| particulars.identity.clone().expect("filled").address;
    assert_eq!(address(&state.served), "大庆市萨尔图区东风路1号");
    let events = state.submit(AT.date());
    give(&mut state, AT, events);
    let events = state.review(true, None, AT.date());
    give(&mut state, AT, events);
    assert_eq!((state.version, address(&state.served)), (2, "大庆市让胡路区2号".to_owned()));
}
#[test]
fn a_commitment_takes_the_place_of_certificates_and_without_it_they_are_wanted() {
    let mut state = complete();
    let events = state.commit(commitment(false));
    give(&mut state, AT, events);
    assert_eq!(state.draft.lacking(Kind::Supplier), [FinancialStatement, Tax, SocialSecurity]);
    for kind in [FinancialStatement, Tax, SocialSecurity] {
        let events = state.attach(document(kind, None), AT.date());
        give(&mut state, AT, events);
    }
    assert!(state.submit(AT.date()).is_ok());
}
#[test]
fn a_document_is_called_to_mind_thirty_days_before_and_expires_at_the_end_of_its_last_day() {
    let mut state = accepted();
    let end = Instant::end_of("2026-12-31".parse().expect("a date"));
    let notice = end.minus(Dossier::NOTICE);
    assert!(state.tick(notice.minus(Span::millis(1000))).is_err(), "a second before");
    let events = state.tick(notice);
    assert_eq!(events, Ok(vec![DossierEvent::DocumentReminded { number: 1 }]));
    give(&mut state, notice, events);
    assert!(commands(&state).contains(&"registry.attach_document".to_owned()));
    assert!(state.tick(end.minus(Span::millis(1000))).is_err(), "valid through its last day");
    let events = state.tick(end);
    assert_eq!(events, Ok(vec![DossierEvent::DocumentExpired { number: 1 }]));
    give(&mut state, end, events);
    assert_eq!(state.draft.lacking(Kind::Supplier), [Licence], "an expired licence is as good as none");
}
#[test]
fn a_licence_that_ran_out_on_the_way_is_not_passed() {
    let mut state = complete();
    let last: Date = "2026-12-31".parse().expect("a date");
    let next: Date = "2027-01-01".parse().expect("a date");
    assert_eq!(state.submit(next).expect_err("expired").code, "E_DOCUMENT_EXPIRED");
    let events = state.submit(last);
    give(&mut state, AT, events);
    assert!(state.review(true, None, last).is_ok(), "valid through its last day");
    assert_eq!(state.review(true, None, next).expect_err("expired").code, "E_DOCUMENT_EXPIRED");
}
#[test]
fn a_renewed_document_ends_the_reminder() {
    let mut state = accepted();
    let notice = Instant::end_of("2026-12-31".parse().expect("a date")).minus(Dossier::NOTICE);
    let events = state.tick(notice);
    give(&mut state, notice, events);
    let events = state.attach(document(Licence, Some("2036-12-31")), notice.date());
    give(&mut state, notice, events);
    assert!(!commands(&state).contains(&"registry.attach_document".to_owned()));
}
#[test]
fn a_document_valid_until_today_is_taken_one_of_yesterday_is_not() {
    let state = opened(Kind::Supplier);
    assert!(state.attach(document(Licence, Some("2026-03-02")), AT.date()).is_ok());
    let refusal = state.attach(document(Licence, Some("2026-03-01")), AT.date()).expect_err("past");
    assert_eq!((&*refusal.code, refusal.fields[0].path.as_str()), ("E_DOCUMENT_EXPIRED", "until"));
}
#[test]
fn what_cannot_be_true_is_refused_at_its_field() {
    let state = opened(Kind::Agency);
    let future = Identity { established: "2026-03-03".parse().expect("a date"), ..identity() };
    assert_eq!(
        state.fill(Filling::Identity(future), AT.date()).expect_err("future").fields[0].path,
        "established"
    );
    let small = House { venue: "评审楼".to_owned(), rooms: 2, recording: true, staff: 4 };
    assert_eq!(
        state.fill(Filling::House(small.clone()), AT.date()).expect_err("too few").code,
        "E_AGENCY_STAFF"
    );
    assert!(state.fill(Filling::House(House { staff: 5, ..small }), AT.date()).is_ok());
    assert_eq!(
        state.fill(Filling::Enterprise(enterprise()), AT.date()).expect_err("agencies have none").code,
        "E_PART_UNFIT"
    );
    let unit =
        Unit { budget_code: "12345678".to_owned(), supervisor: "市教育局".to_owned(), canteen: false };
    let purchaser = opened(Kind::Purchaser);
    assert_eq!(
        purchaser.fill(Filling::Unit(unit), AT.date()).expect_err("short").fields[0].path,
        "budget_code"
    );
}
#[test]
fn the_fullest_dossier_fits_a_state() {
    let mut state = complete();
    while state.draft.documents.len() < Particulars::DOCUMENTS {
        let longest =
            Document { title: "证".repeat(100), code: Some("9".repeat(100)), ..document(Licence, None) };
        let events = state.attach(longest, AT.date());
        give(&mut state, AT, events);
    }
    assert_eq!(state.attach(document(Licence, None), AT.date()).expect_err("full").code, "E_TOO_MANY");
    state.served = state.draft.clone();
    assert!(serde_json::to_vec(&state).expect("encodes").len() <= 64 * 1024);
}
#[test]
fn a_controlled_enterprise_counts_as_large_and_a_prison_enterprise_as_small() {
    assert_eq!(enterprise().size(), super::super::Size::Micro, "founded this year");
    assert_eq!(Enterprise { controlled: true, ..enterprise() }.size(), super::super::Size::Large);
    assert_eq!(Enterprise { prison: true, ..enterprise() }.size(), super::super::Size::Small);
}
