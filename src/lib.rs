//! plainrecord audits how domestic abuse is recorded in case notes.

#![forbid(unsafe_code)]

pub mod note;

pub mod lexicon;

pub mod detect;

#[cfg(feature = "audit")]
pub mod intake;

#[cfg(feature = "audit")]
pub mod measure;

#[cfg(feature = "audit")]
pub mod redact;

#[cfg(feature = "audit")]
pub mod report;

#[cfg(feature = "audit")]
pub mod pipeline;

#[cfg(feature = "audit")]
pub mod evaluate;
