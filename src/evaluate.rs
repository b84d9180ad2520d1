//! A lexicon against annotated notes: precision, recall and F1 per family, and
//! how often the status is right.
//!
//! Gold notes are JSON lines whose `text` carries marks of the form
//! `[[indicator|status|the words]]`; `extra` lists spans that overlap a mark.
//! A finding is right at span level if it shares a character with a counted
//! mark of its family, at note level if the note has one.

mod bootstrap;
mod errors;
mod gold;
mod notes;
mod score;

pub use bootstrap::{Between, Intervals, Sort};
pub use errors::{Fault, WorstError};
pub use gold::{GoldError, GoldNote, Mark};
pub use notes::{Evaluation, read_cases};
pub use score::{Confusion, Level, Outcome, Score, Scores};
