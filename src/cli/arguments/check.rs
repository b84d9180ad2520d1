//! What can be typed about one draft.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Rules;

pub(super) const CHECK_EXAMPLES: &str = "Examples:
  plainrecord check draft.txt
  echo \"Mum and partner arguing again\" | plainrecord check
  plainrecord check --format json draft.txt";

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The draft; `-` or nothing reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// How to print what is found
    #[arg(long, value_enum, default_value = "text", value_name = "FORMAT")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// Read settings from this file instead of looking for plainrecord.toml
    #[arg(long, value_name = "FILE", help_heading = "General")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON object a finding
    Json,
    /// SARIF 2.1.0, for editors
    Sarif,
}
