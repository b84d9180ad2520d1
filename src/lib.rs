//! plainrecord audits how domestic abuse is recorded in case notes.

#![forbid(unsafe_code)]

pub mod detect;
#[cfg(feature = "audit")]
pub mod evaluate;
pub mod lexicon;
#[cfg(feature = "audit")]
pub mod measure;
pub mod note;
