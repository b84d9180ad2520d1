//! plainrecord audits how domestic abuse is recorded in case notes.
//!
//! ```text
//! exports                                                                  audit folder
//!    |                                                                          ^
//!    v                                                                          |
//! intake --Note--> detect --Finding--> measure --Measures--> report <--Excerpt-- redact
//!    \                ^  \-> classify --Passage--^            ^
//!     \            Lexicon <-- lexicons/*.toml               |
//!      \---------------------------- Reject -----------------/
//! ```
//!
//! [`pipeline`] joins the stages and is the only module that names them all.
//! With the feature `intake` alone there are [`intake`] and [`redact`] beside
//! [`note`], [`lexicon`], [`detect`] and [`draft`]; without it these four: enough
//! to look at one text inside another program.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//! use plainrecord::{detect::Detector, lexicon::{Lexicon, Status}};
//!
//! let lexicon = Arc::new(Lexicon::builtin()?);
//! let detector = Detector::new(Arc::clone(&lexicon));
//!
//! let note = "Mum was arguing with her partner. DASH not done.";
//! let found = detector.scan(note);
//! let words: Vec<&str> = found.iter().map(|finding| finding.span.of(note)).collect();
//! assert_eq!(words, ["arguing with her partner", "DASH not done"]);
//! assert_eq!(found[0].status, Status::Counted);
//!
//! let entry = lexicon.entry(&found[0].entry).ok_or("every finding names its entry")?;
//! assert!(!entry.why.is_empty() && !entry.instead.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The sample exports, audited:
//!
//! ```
//! # #[cfg(feature = "audit")] {
//! use std::path::Path;
//! use std::sync::Arc;
//! use plainrecord::intake::{Isolation, SourceSpec};
//! use plainrecord::lexicon::Lexicon;
//! use plainrecord::measure::{Peers, Threshold, Window};
//! use plainrecord::pipeline::{Plan, Silent, run};
//! use plainrecord::redact::Excerpts;
//! use plainrecord::report::Workers;
//!
//! let plan = Plan {
//!     sources: vec![SourceSpec { files: vec!["data-samples/health-records.csv".into()], ..SourceSpec::default() }],
//!     isolation: Isolation::None,
//!     lexicon: Arc::new(Lexicon::builtin()?),
//!     classifier: None,
//!     ignore: Vec::new(),
//!     excerpts: Excerpts::Redacted,
//!     workers: Workers::Hidden,
//!     threshold: Threshold::default(),
//!     window: Window::default(),
//!     peers: Peers::default(),
//!     rebases: Vec::new(),
//! };
//! let ledger = run(&plan, Path::new("."), &Silent)?;
//! let counts = ledger.facts.run.counts;
//! assert_eq!(counts.rows, counts.notes + counts.rejects);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

pub mod note;

pub mod lexicon;

pub mod detect;

pub mod draft;

#[cfg(feature = "intake")]
mod content;

#[cfg(feature = "intake")]
mod digest;

#[cfg(feature = "intake")]
pub mod intake;

#[cfg(feature = "audit")]
pub mod kept;

#[cfg(feature = "audit")]
pub mod classify;

#[cfg(feature = "measure")]
pub mod measure;

#[cfg(feature = "intake")]
pub mod redact;

#[cfg(feature = "audit")]
pub mod language;

#[cfg(feature = "audit")]
pub mod report;

#[cfg(feature = "audit")]
pub mod pipeline;

#[cfg(feature = "audit")]
pub mod evaluate;

#[cfg(feature = "audit")]
pub mod suggest;

#[cfg(feature = "audit")]
pub mod compare;

#[cfg(feature = "audit")]
pub mod review;

#[cfg(feature = "desk")]
pub mod desk;
