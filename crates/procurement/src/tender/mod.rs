//! 项目采购: projects and their lots, tender documents, notices, the award. One open tender from opening the project to
//! closing it (政府采购法第三、四章；87号令).

mod award;
mod check;
mod document;
mod lot;
mod lot_steps;
mod notice;
mod procedure;
mod project;
mod steps;
#[cfg(test)]
mod tests;

pub use award::{Award, AwardLetter, Candidate, Choice, SkipReason};
pub use check::deposit_cap;
pub use document::{
    BidPart, Clause, ContractTerms, Essentials, Factor, FactorSort, Item, LotDemand, LowPrice, PaymentShare,
    Scoring, TenderDocument, Tier,
};
pub use lot::{Awarded, Lot, LotAbout, LotEvent, LotStage, Terms, VoidReason};
pub use notice::{
    Notice, NoticeDraft, NoticeEvent, NoticeType, Published, Row, Section, Table, notice_title,
};
pub use procedure::{Limits, OPEN_TENDER, Procedure, Stage};
pub use project::{Project, ProjectAbout, ProjectEvent, ProjectLot, ProjectStage, Schedule, Version};
pub use steps::{Change, Correction, Opened, Publication};
