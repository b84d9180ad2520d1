//! What can be typed about notes that are read again.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use plainrecord::lexicon::Kind;
#[cfg(feature = "review")]
use plainrecord::measure::Share;

pub(super) const SAMPLE_EXAMPLES: &str = "Examples:
  plainrecord sample audit --out sample.csv
  plainrecord sample audit --kind good --flagged 60 --unflagged 120 --out good.csv";

pub(super) const RELIABILITY_EXAMPLES: &str = "Examples:
  plainrecord reliability audit --reviewed sample.csv
  plainrecord reliability audit --reviewed agreed.csv --second other-reader.csv --format csv";

#[cfg(feature = "review")]
pub(super) const REVIEW_EXAMPLES: &str = "Examples:
  plainrecord review audit notes.csv
  plainrecord review audit --sizes
  plainrecord review audit notes.csv --findings 150 --notes 150
  plainrecord review audit --export mina.csv
  plainrecord review audit --import jo.csv --results
  plainrecord review audit notes.csv --propose MIN001 --unless \"in the film\"";

/// Opens the desk: to draw a sample, or to read the one that was drawn.
#[cfg(feature = "review")]
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The audit folder
    #[arg(value_name = "AUDIT")]
    pub(crate) audit: PathBuf,
    /// The exports that it was made of, to draw the sample and to try changes of the rules. Without any, those in plainrecord.toml
    #[arg(value_name = "EXPORT")]
    pub(crate) exports: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
    /// Read in the decisions of another machine, which drew the same sample
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    pub(crate) import: Option<PathBuf>,
    /// Write all decisions into a new file
    #[arg(long, value_name = "FILE", help_heading = "Decisions")]
    pub(crate) export: Option<PathBuf>,
    /// Print what the decisions say of the audit
    #[arg(long, help_heading = "Decisions")]
    pub(crate) results: bool,
    #[cfg(feature = "desk")]
    #[command(flatten)]
    pub(crate) serving: super::Serving,
    #[command(flatten)]
    pub(crate) proposed: Proposed,
    #[command(flatten)]
    pub(crate) reading: super::Reading,
    #[command(flatten)]
    pub(crate) limits: super::Limits,
    #[command(flatten)]
    pub(crate) rules: super::Rules,
    #[command(flatten)]
    pub(crate) settings: super::Settings,
}

/// What is drawn.
#[cfg(feature = "review")]
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Drawing {
    /// Print what samples of different sizes would say, and draw none
    #[arg(long, conflicts_with_all = ["findings", "notes"], help_heading = "Sample")]
    pub(crate) sizes: bool,
    /// Draw so many notes with passages that the audit lists; of each, one passage is asked about (150 if not given)
    #[arg(long, value_name = "N", help_heading = "Sample")]
    pub(crate) findings: Option<u64>,
    /// Draw so many notes in which it found nothing of the kind (150 if not given)
    #[arg(long, value_name = "N", help_heading = "Sample")]
    pub(crate) notes: Option<u64>,
    /// Draw so many further notes, besides those drawn before
    #[arg(long, help_heading = "Sample")]
    pub(crate) more: bool,
    /// The share of them that two reviewers read, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0.2", value_parser = share, help_heading = "Sample")]
    pub(crate) second: Share,
    /// Draw other notes with another number
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Sample")]
    pub(crate) seed: u64,
    /// What reviewers are asked about
    #[arg(long, value_name = "KIND", default_value = "concern", help_heading = "Sample")]
    pub(crate) kind: KindChoice,
    /// Let reviewers see what the audit says before they decide
    #[arg(long, help_heading = "Sample")]
    pub(crate) not_blind: bool,
}

/// A change of the rules.
#[cfg(feature = "review")]
#[derive(Debug, Args)]
pub(crate) struct Proposed {
    /// Print a change of this entry, and what it would do to the audit; the exports are read again
    #[arg(long, value_name = "ENTRY", requires = "line", help_heading = "Rules")]
    pub(crate) propose: Option<String>,
    /// A phrase that cancels a match of it
    #[arg(long, value_name = "PHRASE", group = "line", requires = "propose", help_heading = "Rules")]
    pub(crate) unless: Option<String>,
    /// A phrase that it finds
    #[arg(long, value_name = "PHRASE", group = "line", requires = "propose", help_heading = "Rules")]
    pub(crate) phrase: Option<String>,
    /// An example that it must not find
    #[arg(long, value_name = "SENTENCE", group = "line", requires = "propose", help_heading = "Rules")]
    pub(crate) skips: Option<String>,
    /// An example that it must find, in its writer's own words
    #[arg(long, value_name = "SENTENCE", group = "line", requires = "propose", help_heading = "Rules")]
    pub(crate) flags: Option<String>,
}

#[cfg(feature = "review")]
fn share(text: &str) -> Result<Share, String> {
    let share = text.parse().ok().and_then(Share::new);
    share.ok_or_else(|| "expected a share from 0 to 1, such as 0.2".to_owned())
}

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

impl KindChoice {
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::Concern => Kind::Concern,
            Self::Good => Kind::Good,
            Self::Risk => Kind::Risk,
        }
    }
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
