//! 采购人、供应商、代理机构、专家、用户库.

mod certificate;
mod delegation;
mod dossier;
mod expert;
mod handover;
mod organisation;
mod particulars;
mod person;
pub mod position;
mod seal;
mod second_factor;
mod signing_key;
mod size;

pub use certificate::{Certificate, CertificateEvent, Checked, Issued, Reason, Revocation};
pub use delegation::{Delegation, DelegationEvent, Ending, Grant};
pub use dossier::{Dossier, DossierEvent, Filling, Stage};
pub use expert::*;
pub use handover::{Handover, HandoverEvent, Offer};
pub use organisation::{
    BankAccount, EXCLUSIVE, FormerCertificate, Kind, Organisation, OrganisationEvent, Registration, Size,
    Standing,
};
pub use particulars::{
    Commitment, Contact, Document, DocumentKind, Enterprise, House, Identity, Part, Particulars,
    Representative, Unit, commitment_text,
};
pub use person::{Enrolment, ExpertProfile, Loan, Person, PersonEvent};
pub use seal::{Cause, Made, Order, Picture, Seal, SealBody, SealEvent, SealKind, SealState, Sealing};
pub use second_factor::{SecondFactor, recovery_digest};
pub use signing_key::{Kept, SigningKey, SigningKeyEvent};
pub use size::{Figures, classify};
