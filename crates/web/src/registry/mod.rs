//! 基础信息库: registering an organisation, its dossier, and the register itself.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod account;
mod apply;
mod authority;
mod bind;
mod certificate;
mod certificates;
mod documents;
mod dossier;
mod expert;
mod licence;
mod organisations;
mod paper;
mod part;
mod people;
mod reveal;
mod seal_form;
pub mod seals;
mod second_factor;
mod shown;
pub mod signing_key;
mod staff;

pub(crate) use authority::Revocations;
pub use paper::{page as paper_page, page_of as paper_or_page};

/// Who has seals made.
const SEAL_KEEPERS: &[Role] = &[Role::PurchaserClerk, Role::SupplierClerk, Role::AgencyPm];
/// Who seals with a certificate of their own.
const SEAL_HOLDERS: &[Role] =
    &[Role::PurchaserClerk, Role::PurchaserHead, Role::SupplierClerk, Role::AuthorizedRep, Role::AgencyPm];
/// Who sees an organisation's seals: its own people, and the authorities above it.
const SEAL_READERS: Audience = Audience::Roles(&[
    Role::PurchaserClerk,
    Role::PurchaserHead,
    Role::SupplierClerk,
    Role::AuthorizedRep,
    Role::AgencyPm,
    Role::AgencyReviewer,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::Auditor,
]);
/// Everybody who has colleagues; experts do not know of one another.
const STAFF: &[Role] = &[
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
    Role::FaBudget,
    Role::FaRegulator,
    Role::FaRegulatorHead,
    Role::FaTreasury,
    Role::Auditor,
    Role::Operator,
];
/// Largest scan, megabytes.
const SCAN_MB: usize = 20;

/// The subsystem's pages.
pub fn routes() -> Routes {
    let clerks = Audience::Roles(platform::registry::CLERKS);
    let regulators = Audience::Roles(&[Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor]);
    let readers = Audience::SignedIn;
    let staff = Audience::Roles(STAFF);
    let routes = Routes::new()
        .get("/registry/apply", Audience::Public, apply::form)
        .post("/registry/apply", Audience::Public, apply::send)
        .get("/registry", regulators, organisations::show)
        .get("/registry/mine", readers, dossier::mine)
        .get("/registry/ca", Audience::Public, authority::show)
        .get("/registry/ca/{file}", Audience::Public, authority::file)
        .get("/registry/certificates", readers, certificates::show)
        .get(bind::PATH, readers, bind::form)
        .post(bind::PATH, readers, bind::send)
        .get("/registry/certificates/bind/text", readers, bind::text)
        .command("registry.bind_certificate", bind::PATH)
        .get("/registry/certificate/{id}/file", readers, certificate::file)
        .step::<certificate::Revoke>(readers)
        .command("registry.issue_certificate", "/bidding/client?purpose=certificate")
        .get("/registry/account", readers, account::show)
        .get("/registry/account/second-factor", readers, second_factor::form)
        .post("/registry/account/second-factor/on", readers, second_factor::enable)
        .post("/registry/account/second-factor/off", readers, second_factor::disable)
        .command("registry.enable_second_factor", "/registry/account/second-factor")
        .command("registry.disable_second_factor", "/registry/account/second-factor")
        .get("/registry/dossier/{id}", readers, dossier::show)
        .get("/registry/dossier/{id}/reveal/{part}", readers, reveal::form)
        .post("/registry/dossier/{id}/reveal/{part}", readers, reveal::send)
        .get("/registry/dossier/{id}/part/{part}", clerks, part::form)
        .post("/registry/dossier/{id}/part/{part}", clerks, part::send)
        .get("/registry/dossier/{id}/documents", clerks, documents::form)
        .upload("/registry/dossier/{id}/documents", clerks, SCAN_MB, documents::send)
        .post("/registry/dossier/{id}/documents/remove", clerks, documents::remove)
        .get("/registry/dossier/{id}/documents/{number}", readers, documents::file)
        .get("/registry/seals", SEAL_READERS, seals::list)
        .get("/registry/seals/make", Audience::Roles(SEAL_KEEPERS), seal_form::make)
        .upload("/registry/seals/make", Audience::Roles(SEAL_KEEPERS), 1, seal_form::send_make)
        .get("/registry/seal/{id}", readers, seals::show)
        .get("/registry/seal/{id}/renew", Audience::Roles(SEAL_KEEPERS), seal_form::renew)
        .upload("/registry/seal/{id}/renew", Audience::Roles(SEAL_KEEPERS), 1, seal_form::send_renew)
        .get("/registry/seal/{id}/picture", readers, seals::image)
        .get("/registry/sealing/{seq}/picture", readers, seals::sealing_image)
        .get(signing_key::PATH, Audience::SignedIn, signing_key::show)
        .post(signing_key::PATH, Audience::SignedIn, signing_key::keep)
        .post("/registry/account/signing-key/destroy", Audience::SignedIn, signing_key::destroy)
        .command("registry.keep_signing_key", signing_key::PATH)
        .get("/registry/paper/{subsystem}/{entity}/{id}", readers, paper::show)
        .get("/registry/paper/{subsystem}/{entity}/{id}/seal", readers, paper::form)
        .post("/registry/paper/{subsystem}/{entity}/{id}/seal", readers, paper::send)
        .command("registry.seal_paper", "/registry/seals")
        .command("registry.make_seal", "/registry/seals/make")
        .command("registry.renew_seal", "/registry/seal/{id}/renew")
        .command("registry.apply", "/registry/apply")
        .get("/registry/people", staff, people::show)
        .get("/registry/people/enrol", staff, staff::enrol)
        .post("/registry/people/enrol", staff, staff::send_enrol)
        .command("registry.enrol_colleague", "/registry/people/enrol")
        .get("/registry/person/{id}/roles", staff, staff::roles)
        .post("/registry/person/{id}/roles", staff, staff::send_roles)
        .command("registry.change_roles", "/registry/person/{id}/roles")
        .step::<staff::IssueWord>(staff)
        .get("/registry/delegate", staff, staff::delegate)
        .post("/registry/delegate", staff, staff::send_delegate)
        .command("registry.delegate", "/registry/delegate")
        .get("/registry/handover", staff, staff::handover)
        .post("/registry/handover", staff, staff::send_handover)
        .command("registry.offer_handover", "/registry/handover")
        .command("registry.attach_document", "/registry/dossier/{id}/documents")
        .nav(82, "/registry/seals", "page-registry-seals", SEAL_READERS)
        .nav(81, "/registry", "page-registry-register", regulators);
    expert::routes(routes)
}

#[cfg(test)]
mod certificate_tests;
#[cfg(test)]
mod licence_tests;
#[cfg(test)]
mod people_tests;
#[cfg(test)]
mod tests;
