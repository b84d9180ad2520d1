//! Rules and classifier against annotated notes: precision, recall and F1 per
//! family, how often the status is right, and how far the classifier's
//! probabilities can be taken at their word.
//!
//! Gold notes are JSON lines whose `text` carries marks of the form
//! `[[indicator|status|the words]]`; `extra` lists spans that overlap a mark.
//! A finding is right at span level if it shares a character with a counted
//! mark of its family, at note level if the note has one.

mod bootstrap;
mod calibration;
mod errors;
mod gold;
mod notes;
mod reliability;
mod score;

pub use bootstrap::{Between, Intervals, Sort};
pub use calibration::fit;
pub use errors::{Fault, WorstError};
pub use gold::{GoldError, GoldNote, Mark};
pub use notes::{Evaluation, Outcome, SecondTier, Tier};
pub use reliability::{Bin, Reliability};
pub use score::{Confusion, Differences, Level, Score, Scores};
