//! plainrecord audits how domestic abuse is recorded in case notes.

#![forbid(unsafe_code)]

pub mod detect;
pub mod lexicon;
pub mod note;
