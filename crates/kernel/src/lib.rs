//! The shared vocabulary of the platform: ids, money, time, places, identifiers with check digits, refusals.
//!
//! Nothing here does IO except [`secret`], which asks the operating system for randomness.
#![warn(missing_docs)]

mod actor;
mod calendar;
mod catalogue;
mod date;
mod digest;
mod identity;
mod ids;
mod industry;
mod money;
mod personal;
mod refusal;
mod region;
mod role;
mod sealed;
pub mod secret;
mod stream;
mod words;

pub use actor::{Actor, Lent};
pub use calendar::{Calendar, CalendarError};
pub use catalogue::{Catalogue, CatalogueCode, CatalogueError, Category};
pub use date::{Date, Instant, Span, half_width, later, typed_date, typed_instant};
pub use digest::Digest;
pub use identity::{CitizenId, IdentityError, Uscc, is_account, is_card, is_email, is_phone};
pub use ids::*;
pub use industry::{Industries, Industry, UnknownIndustry};
pub use money::{Money, MoneyError, Percent, Rounding};
pub use personal::Personal;
pub use refusal::{Arg, Args, FieldError, Refusal};
pub use region::{Region, RegionError, Regions};
pub use role::Role;
pub use sealed::Sealed;
pub use stream::{Duty, Stream, StreamId, StreamName};
