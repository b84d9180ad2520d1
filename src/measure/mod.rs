//! Findings in, measures out: arithmetic only.
//!
//! This module sees ids, indicators and dates, never a note's text and never a
//! file. What it hands on has passed the small-number rule, so that a report
//! cannot print what must not be shown.

mod case;
mod estimate;
mod interval;
mod month;
mod rate;
mod suppress;
mod tally;
mod topic;

pub use case::{CaseNote, Indicators};
pub use estimate::{Estimate, Estimated};
pub use interval::{Interval, wilson};
pub use month::Month;
pub use rate::{GroupMeasures, Measures, MonthMeasures, Rate, TopicMeasure};
pub use suppress::{Shown, Threshold};
pub use tally::{InNote, Tally};
pub use topic::Topic;
