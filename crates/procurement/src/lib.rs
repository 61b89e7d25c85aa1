//! procurement
