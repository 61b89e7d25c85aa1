//! 基础信息库: registering an organisation, its dossier, and the register itself.

use crate::routes::{Audience, Routes};
use kernel::Role;

mod account;
mod apply;
mod documents;
mod dossier;
mod organisations;
mod part;
mod reveal;
mod second_factor;
mod shown;

/// Who fills in a dossier.
const CLERKS: &[Role] = &[
    Role::PurchaserClerk,
    Role::AgencyPm,
    Role::SupplierClerk,
    Role::ServiceProvider,
    Role::FinanceInstitution,
    Role::FaRegulator,
];
/// Largest scan, megabytes.
const SCAN_MB: usize = 20;

/// The subsystem's pages.
pub fn routes() -> Routes {
    let clerks = Audience::Roles(CLERKS);
    let regulators = Audience::Roles(&[Role::FaRegulator, Role::FaRegulatorHead, Role::Auditor]);
    let readers = Audience::SignedIn;
    Routes::new()
        .get("/registry/apply", Audience::Public, apply::form)
        .post("/registry/apply", Audience::Public, apply::send)
        .get("/registry", regulators, organisations::show)
        .get("/registry/mine", readers, dossier::mine)
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
        .command("registry.apply", "/registry/apply")
        .command("registry.attach_document", "/registry/dossier/{id}/documents")
        .nav(81, "/registry", "page-registry-register", regulators)
}

#[cfg(test)]
mod tests;
