//! 采购人、供应商、代理机构、专家、用户库.

mod organisation;
mod person;

pub use organisation::{
    BankAccount, Certificate, EXCLUSIVE, Kind, Organisation, OrganisationEvent, Registration, Size, Standing,
};
pub use person::{Enrolment, ExpertProfile, Person, PersonEvent};
