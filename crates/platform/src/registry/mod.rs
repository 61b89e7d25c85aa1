//! 基础信息库：单位、人员、证书.

mod apply;
mod change_password;
mod disable_person;
mod enrol_person;
mod erase_person;
mod issue_certificate;
mod lists;
mod review_organisation;
mod set_up_organisation;
mod sign_in_name;

pub use apply::Apply;
pub(crate) use apply::reviewer as finance_of;
pub use enrol_person::EnrolPerson;
pub use lists::{OrganisationRow, organisation, organisations, person_by_login};
pub use set_up_organisation::SetUpOrganisation;
pub use sign_in_name::sign_in_name;

use crate::{engine::CommandSet, training::Moves};
use journal::{Streams, View};
use procurement::registry::{Organisation, Person};
use std::sync::Arc;

pub(crate) fn commands(set: &mut CommandSet) {
    set.add::<Apply>();
    set.add::<change_password::ChangePassword>();
    set.add::<disable_person::DisablePerson>();
    set.add::<EnrolPerson>();
    set.add::<erase_person::ErasePerson>();
    set.add::<issue_certificate::IssueCertificate>();
    set.add::<review_organisation::ReviewOrganisation>();
    set.add::<SetUpOrganisation>();
}

pub(crate) fn views() -> Vec<Arc<dyn View>> {
    vec![Arc::new(lists::Registry)]
}

pub(crate) fn streams(streams: Streams) -> Streams {
    streams.with::<Organisation>().with::<Person>()
}

pub(crate) fn moves(moves: &mut Moves) {
    moves.teach("registry.review_organisation", |scene| {
        Some(
            serde_json::json!({ "organisation": scene.id::<kernel::OrganisationId>()?, "verdict": "passed" }),
        )
    });
}
