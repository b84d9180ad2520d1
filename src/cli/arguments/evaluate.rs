//! What can be typed to score rules and classifier.

use std::path::PathBuf;

use clap::Args;

use super::{Rules, SecondTier};

pub(super) const EVALUATE_EXAMPLES: &str = "Examples:
  plainrecord evaluate tests/gold/*.jsonl training/notes/*.jsonl
  plainrecord evaluate --misses minimising.euphemism tests/gold/d1.jsonl";

#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// Annotated notes, one JSON object a line
    #[arg(required = true, value_name = "GOLD")]
    pub(crate) gold: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) second: SecondTier,
    /// Fit the classifier's probabilities on these notes, measure it on the others, and print measured.toml
    #[arg(long, value_name = "GOLD", hide = true)]
    pub(crate) calibrate_on: Vec<PathBuf>,
    /// Fit the probabilities for each file on the others, and say how far all can be taken at their word
    #[arg(long, hide = true, conflicts_with_all = ["calibrate_on", "no_classifier"])]
    pub(crate) calibrate_in_turn: bool,
    /// Show the twenty worst differences with their sentences
    #[arg(long, help_heading = "Differences")]
    pub(crate) worst: bool,
    /// List the marks of this indicator that were missed
    #[arg(long, value_name = "INDICATOR", help_heading = "Differences")]
    pub(crate) misses: Option<String>,
    /// List the findings of this indicator that no mark touches
    #[arg(long = "false", value_name = "INDICATOR", help_heading = "Differences")]
    pub(crate) wrong: Option<String>,
}
