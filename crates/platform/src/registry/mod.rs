//! 基础信息库：单位、人员、证书.

mod accept_handover;
mod apply;
mod attach_document;
mod bind_certificate;
#[cfg(test)]
mod bind_tests;
#[cfg(test)]
mod certificate_tests;
pub mod certificates;
mod change_password;
mod change_roles;
mod confirm_second_factor;
mod decline_handover;
mod delegate;
mod deregister_organisation;
mod disable_colleague;
mod disable_person;
mod disable_second_factor;
mod dossier;
mod enable_second_factor;
mod end_delegation;
mod enrol_colleague;
mod enrol_person;
mod erase_person;
mod expert;
mod fill_account;
mod fill_contact;
mod fill_enterprise;
mod fill_house;
mod fill_identity;
mod fill_representative;
mod fill_unit;
mod issue_certificate;
mod issue_word;
mod lapse_dossier;
mod lists;
mod offer_handover;
mod order_revocation;
mod people;
#[cfg(test)]
mod people_tests;
mod remove_document;
mod reset_second_factor;
mod restore_organisation;
mod reveal_dossier;
mod review_dossier;
mod revoke_certificate;
mod revoke_delegation;
#[cfg(any(test, feature = "testing"))]
mod sample;
pub(crate) mod seal;
#[cfg(test)]
mod second_factor_tests;
mod set_up_organisation;
mod sign_commitment;
mod sign_in_name;
mod signing_key;
mod staff_lists;
mod submit_dossier;
mod suspend_organisation;
#[cfg(test)]
mod tests;
mod watch_certificate;
mod watch_documents;
mod withdraw_dossier;
mod within;

pub use apply::Apply;
pub use dossier::CLERKS;
pub use enrol_person::EnrolPerson;
pub use expert::{
    ExpertRow, ExpertsWanted, FindingRow, compliance_of, expert_of, experts_of, findings_of, findings_of_run,
};
pub(crate) use lists::finance_of;
pub use lists::{OrganisationRow, Wanted, organisation, organisations, person_by_login, register_of};
#[cfg(any(test, feature = "testing"))]
pub(crate) use sample::{Sample, hand_in, register};
pub use seal::{Paper, SealRow, SealingRow, Signatory, paper, sealing, sealings_of, seals, uses_of};
pub(crate) use seal::{Signed, signed};
pub use set_up_organisation::SetUpOrganisation;
pub use sign_in_name::sign_in_name;
pub use signing_key::signing_key_of;
pub use staff_lists::{PersonRow, delegations_of, handovers_of, keeps_accounts, people_of};
pub use within::Within;
pub(crate) use within::pattern;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use kernel::Role;
use procurement::registry::{
    Certificate, Compliance, Delegation, Dossier, Expert, Handover, Organisation, Person, Seal, SigningKey,
};
use std::sync::Arc;

/// Everybody who has an account.
const PEOPLE: &[Role] = &[
    Role::Applicant,
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::PurchaserFinance,
    Role::PurchaserSupervisor,
    Role::AgencyPm,
    Role::AgencyReviewer,
    Role::SupplierClerk,
    Role::AuthorizedRep,
    Role::ServiceProvider,
    Role::FinanceInstitution,
    Role::Expert,
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::FaTreasury,
    Role::Auditor,
    Role::Operator,
];

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<accept_handover::AcceptHandover>();
    set.add::<Apply>();
    set.add::<attach_document::AttachDocument>();
    set.add::<lapse_dossier::LapseDossier>();
    set.add::<bind_certificate::BindCertificate>();
    set.add::<change_password::ChangePassword>();
    set.add::<confirm_second_factor::ConfirmSecondFactor>();
    set.add::<change_roles::ChangeRoles>();
    set.add::<decline_handover::DeclineHandover>();
    set.add::<delegate::Delegate>();
    set.add::<deregister_organisation::DeregisterOrganisation>();
    set.add::<disable_colleague::DisableColleague>();
    set.add::<disable_person::DisablePerson>();
    set.add::<disable_second_factor::DisableSecondFactor>();
    set.add::<enable_second_factor::EnableSecondFactor>();
    set.add::<end_delegation::EndDelegation>();
    set.add::<enrol_colleague::EnrolColleague>();
    set.add::<EnrolPerson>();
    set.add::<erase_person::ErasePerson>();
    set.add::<fill_account::FillAccount>();
    set.add::<fill_contact::FillContact>();
    set.add::<fill_enterprise::FillEnterprise>();
    set.add::<fill_house::FillHouse>();
    set.add::<fill_identity::FillIdentity>();
    set.add::<fill_representative::FillRepresentative>();
    set.add::<fill_unit::FillUnit>();
    set.add::<issue_certificate::IssueCertificate>();
    set.add::<order_revocation::OrderRevocation>();
    set.add::<issue_word::IssueWord>();
    set.add::<offer_handover::OfferHandover>();
    set.add::<remove_document::RemoveDocument>();
    set.add::<reset_second_factor::ResetSecondFactor>();
    set.add::<restore_organisation::RestoreOrganisation>();
    set.add::<reveal_dossier::RevealDossier>();
    set.add::<review_dossier::ReviewDossier>();
    set.add::<revoke_certificate::RevokeCertificate>();
    set.add::<revoke_delegation::RevokeDelegation>();
    set.add::<SetUpOrganisation>();
    set.add::<sign_commitment::SignCommitment>();
    set.add::<submit_dossier::SubmitDossier>();
    set.add::<suspend_organisation::SuspendOrganisation>();
    set.add::<watch_certificate::WatchCertificate>();
    set.add::<watch_documents::WatchDocuments>();
    set.add::<withdraw_dossier::WithdrawDossier>();
    seal::commands(set);
    expert::commands(set);
    signing_key::commands(set);
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![
        Arc::new(certificates::Certificates),
        Arc::new(lists::Registry),
        Arc::new(expert::Experts),
        Arc::new(seal::Seals),
        Arc::new(signing_key::SigningKeys),
        Arc::new(staff_lists::Staff),
    ]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams
        .with::<Certificate>()
        .with::<Compliance>()
        .with::<Delegation>()
        .with::<Dossier>()
        .with::<Expert>()
        .with::<Handover>()
        .with::<Organisation>()
        .with::<Person>()
        .with::<Seal>()
        .with::<SigningKey>()
}

pub(crate) fn moves(moves: &mut Moves) {
    expert::moves(moves);
    seal::moves(moves);
    moves.teach("registry.issue_certificate", |scene| {
        crate::training::request_certificate(&documents::Key::generate(), scene.actor.person)
    });
    moves.teach("registry.review_dossier", |scene| {
        Some(serde_json::json!({ "dossier": scene.id::<kernel::DossierId>()?, "verdict": "passed" }))
    });
    moves.teach("registry.accept_handover", |scene| {
        Some(serde_json::json!({ "handover": scene.id::<kernel::HandoverId>()? }))
    });
    moves.teach("registry.submit_dossier", |scene| {
        Some(serde_json::json!({ "dossier": scene.id::<kernel::DossierId>()? }))
    });
}
