//! What can be typed. The comments are the help text.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Audits how domestic abuse is recorded in case notes.
#[derive(Debug, Parser)]
#[command(name = "plainrecord", version, about)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Browse and test the rules
    Lexicon(LexiconCommand),
    /// Score the rules on annotated notes
    Evaluate(EvaluateCommand),
}

#[derive(Debug, Args)]
pub(crate) struct LexiconCommand {
    #[command(subcommand)]
    pub(crate) action: LexiconAction,
    /// Use the lexicon in this folder instead of the built-in one
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) lexicon: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconAction {
    /// List every entry
    List,
    /// Print one entry or cue as a page
    Explain {
        /// The id, such as MIN001
        id: String,
    },
    /// Run every example
    Test,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateCommand {
    /// Annotated notes, one JSON object a line
    #[arg(required = true, value_name = "GOLD")]
    pub(crate) gold: Vec<PathBuf>,
    /// Use the lexicon in this folder instead of the built-in one
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
    /// List the marks of this indicator that were missed
    #[arg(long, value_name = "INDICATOR")]
    pub(crate) misses: Option<String>,
    /// List the findings of this indicator that have no mark
    #[arg(long = "false", value_name = "INDICATOR")]
    pub(crate) wrong: Option<String>,
}
