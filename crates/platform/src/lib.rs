//! platform

pub mod texts;
