//! What can be typed about notes that are read again.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const SAMPLE_EXAMPLES: &str = "Examples:
  plainrecord sample audit --out sample.csv
  plainrecord sample audit --kind good --flagged 60 --unflagged 120 --out good.csv";

pub(super) const RELIABILITY_EXAMPLES: &str = "Examples:
  plainrecord reliability audit --reviewed sample.csv
  plainrecord reliability audit --reviewed agreed.csv --second other-reader.csv --format csv";

#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// The audit folder
    #[arg(value_name = "AUDIT")]
    pub(crate) audit: PathBuf,
    /// The file to write, which is not there yet: a line for each note, with a column for yes or no
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// What the readers are asked about
    #[arg(long, value_name = "KIND", default_value = "concern")]
    pub(crate) kind: KindChoice,
    /// Draw so many notes in which the audit found it
    #[arg(long, value_name = "N", default_value_t = 120)]
    pub(crate) flagged: usize,
    /// Draw so many in which it did not
    #[arg(long, value_name = "N", default_value_t = 240)]
    pub(crate) unflagged: usize,
    /// Draw other notes with another number
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindChoice {
    /// Wording of concern
    Concern,
    /// Good recording
    Good,
    /// Facts about danger
    Risk,
}

#[derive(Debug, Args)]
pub(crate) struct Reliability {
    /// The audit folder that the notes were drawn from
    #[arg(value_name = "AUDIT")]
    pub(crate) audit: PathBuf,
    /// The file of the sample, filled in
    #[arg(long, value_name = "FILE")]
    pub(crate) reviewed: PathBuf,
    /// The same sample, filled in by somebody else
    #[arg(long, value_name = "FILE")]
    pub(crate) second: Option<PathBuf>,
    /// How the result is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// For people
    Text,
    /// A line for each figure
    Csv,
}
