//! What can be typed. The comments are the help text; nothing is opened or
//! decided here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use plainrecord::intake::Size;
use plainrecord::measure::Audience;

use check::CHECK_EXAMPLES;
pub(crate) use check::{Check, Format};
#[cfg(feature = "desk")]
pub(crate) use desk::Serving;
use evaluate::EVALUATE_EXAMPLES;
pub(crate) use evaluate::Evaluate;
#[cfg(feature = "review")]
use review::REVIEW_EXAMPLES;
#[cfg(feature = "review")]
pub(crate) use review::{Proposed, Review};
use review::{RELIABILITY_EXAMPLES, SAMPLE_EXAMPLES};
pub(crate) use review::{Reliability, Sample, TableFormat};

mod check;
#[cfg(feature = "desk")]
mod desk;
mod evaluate;
mod review;

/// Audits how domestic abuse is recorded in case notes.
///
/// plainrecord reads exported notes, finds wording that minimises abuse,
/// blames the victim or makes her carry the risk through a written agreement,
/// and reports each agency's recording practice. It works on this machine
/// only and never decides anything about a person.
#[derive(Debug, Parser)]
#[command(name = "plainrecord", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0   done
  1   done, and concerns were found (check only)
  2   done, but some rows were rejected or an output is not complete
  64  wrong usage
  65  an input or a lexicon that cannot be used
  70  a fault of ours
  73  an output that cannot be written";

const AUDIT_EXAMPLES: &str = "Examples:
  plainrecord audit notes.csv --agency \"Northmoor Police\" --out audit
  plainrecord audit exports/*.csv --column text=Narrative --out audit
  plainrecord audit --config data-samples/plainrecord.toml --out audit";

const PREVIEW_EXAMPLES: &str = "Examples:
  plainrecord preview notes.csv
  plainrecord preview exports/*.csv > plainrecord.toml";

const REJECTED_EXAMPLES: &str = "Examples:
  plainrecord rejected notes.csv --out rejected
  plainrecord audit --config rejected/plainrecord.toml --out audit-of-rejected";

const COMPARE_EXAMPLES: &str = "Examples:
  plainrecord compare audit-2026 audit-2025
  plainrecord compare audit-2026 audit-2025 --format csv > changes.csv
  plainrecord compare new old --despite \"MIN014 was added in March\"";

const REPORT_EXAMPLES: &str = "Examples:
  plainrecord report audit --audience board --out for-the-board";

const PACK_EXAMPLES: &str = "Examples:
  plainrecord pack audit --out evidence.zip
  plainrecord pack audit --audience internal --out audit.zip";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read exports and write the audit folder (the main job)
    #[command(after_help = AUDIT_EXAMPLES)]
    Audit(Audit),
    /// Show what an export is and how it would be read; prints the settings to keep
    #[command(after_help = PREVIEW_EXAMPLES)]
    Preview(Preview),
    /// Hand back the rows that were not read, as files to put right, with the reasons
    #[command(after_help = REJECTED_EXAMPLES)]
    Rejected(Rejected),
    /// Check one draft note: what is of concern, why, and better wording
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Hold an audit beside earlier ones: what changed, and how sure that is
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(Compare),
    /// Write an audit up again, for those who audit or for a board
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Put an edition of an audit into one archive, with where each question is answered
    #[command(after_help = PACK_EXAMPLES)]
    Pack(Pack),
    /// Draw notes of an audit for people to read again
    #[command(after_help = SAMPLE_EXAMPLES)]
    Sample(Sample),
    /// Say how right an audit is, from notes that people read again
    #[command(after_help = RELIABILITY_EXAMPLES)]
    Reliability(Reliability),
    /// Read findings and notes of an audit again, and see what that says of it
    #[cfg(feature = "review")]
    #[command(after_help = REVIEW_EXAMPLES)]
    Review(Box<Review>),
    /// Browse and test the rules
    Lexicon(Lexicon),
    /// Score the rules on annotated notes
    #[command(after_help = EVALUATE_EXAMPLES)]
    Evaluate(Evaluate),
    /// Print completions for a shell
    Completions {
        /// The shell to complete in
        shell: Shell,
    },
    /// Print the manual page
    Man {
        /// Write the pages of all commands into this folder instead
        #[arg(long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Parse a file for another process; its bytes come on standard input
    #[command(name = plainrecord::intake::PARSER_COMMAND, hide = true)]
    Parse {
        /// The memory it may use, in bytes
        memory: u64,
        /// The sheet that is wanted
        sheet: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// Exported files; wildcards are expanded. Without any, those in plainrecord.toml
    #[arg(value_name = "EXPORT")]
    pub(crate) exports: Vec<PathBuf>,
    /// The audit folder to write
    #[arg(long, value_name = "DIR", help_heading = "Output", required_unless_present = "show_config")]
    pub(crate) out: Option<PathBuf>,
    /// Replace an audit that is already there
    #[arg(long, help_heading = "Output")]
    pub(crate) force: bool,
    /// What may be shown of a note's text
    #[arg(long, value_name = "WHAT", help_heading = "Output")]
    pub(crate) excerpts: Option<ExcerptChoice>,
    /// Write workers' names into findings.csv and findings.parquet
    #[arg(long, help_heading = "Output")]
    pub(crate) by_worker: bool,
    #[command(flatten)]
    pub(crate) second: SecondTier,
    /// Show no figure on fewer notes than this (5 if not given)
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(crate) small_numbers: Option<u64>,
    /// Hold notes of a case beside one another that lie no more days apart than this (30 if not given)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=366), help_heading = "Output")]
    pub(crate) window_days: Option<u16>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[command(flatten)]
    pub(crate) settings: Settings,
    /// Work on this many threads; the result is the same with any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "General")]
    pub(crate) threads: Option<u16>,
    /// Print nothing but errors
    #[arg(long, short, help_heading = "General")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// Exported files; wildcards are expanded. Without any, those in plainrecord.toml
    #[arg(value_name = "EXPORT")]
    pub(crate) exports: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

#[derive(Debug, Args)]
pub(crate) struct Rejected {
    /// Exported files; wildcards are expanded. Without any, those in plainrecord.toml
    #[arg(value_name = "EXPORT")]
    pub(crate) exports: Vec<PathBuf>,
    /// The folder to write, which is not there yet. It holds notes as they are written
    #[arg(long, value_name = "DIR", help_heading = "Output", required_unless_present = "show_config")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

/// How exports are read, where that is not found out.
#[derive(Debug, Default, Args)]
pub(crate) struct Reading {
    /// The agency that wrote these notes
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub(crate) agency: Option<String>,
    /// Which column holds a field: note_id, case_id, agency, team, worker, date, note_type, text, names, version, status
    #[arg(long, value_name = "FIELD=NAME", help_heading = "Reading")]
    pub(crate) column: Vec<String>,
    /// The sheet of a workbook that holds the notes; `all` reads sheets with the same header as one table
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub(crate) sheet: Option<String>,
    /// The encoding: utf-8, utf-16le, utf-16be or windows-1252
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub(crate) encoding: Option<String>,
    /// The character between fields, or `tab`
    #[arg(long, value_name = "CHAR", help_heading = "Reading")]
    pub(crate) delimiter: Option<String>,
    /// How fields are quoted: usual, backslash, spaced, spaced-backslash, apostrophes, apostrophes-backslash,
    /// apostrophes-spaced or joined
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub(crate) quoting: Option<String>,
    /// How dates are written, such as dd/mm/yyyy
    #[arg(long, value_name = "FORMAT", help_heading = "Reading")]
    pub(crate) date_format: Option<String>,
}

/// How much is taken of a file, where one that is honest needs more.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct Limits {
    /// The most that comes out of a packed file (4 GiB if not given)
    #[arg(long, value_name = "SIZE", help_heading = "Limits")]
    pub(crate) max_unpacked: Option<Size>,
    /// How many times its size may come out of a packed file, beyond 64 MiB (200 if not given)
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(crate) max_ratio: Option<u64>,
    /// The most entries that an archive may have (1000 if not given)
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(crate) max_entries: Option<u64>,
    /// The memory of the process that parses a workbook (2 GiB if not given; Linux only)
    #[arg(long, value_name = "SIZE", help_heading = "Limits")]
    pub(crate) parser_memory: Option<Size>,
}

#[derive(Debug, Args)]
pub(crate) struct SecondTier {
    /// Leave out the classifier, which points at what the rules may have missed
    #[arg(long, help_heading = "Rules")]
    pub(crate) no_classifier: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Use the lexicon in this folder instead of the built-in one
    #[arg(long, value_name = "DIR", global = true, help_heading = "Rules")]
    pub(crate) lexicon: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Settings {
    /// Read settings from this file instead of looking for plainrecord.toml
    #[arg(long, value_name = "FILE", help_heading = "General")]
    pub(crate) config: Option<PathBuf>,
    /// Print the settings and where each comes from, and stop
    #[arg(long, help_heading = "General")]
    pub(crate) show_config: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExcerptChoice {
    /// Sentences with names, places and numbers taken out (automatic: expect misses)
    Redacted,
    /// Sentences as they stand
    Verbatim,
    /// No text of notes at all
    None,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The audit folder that is asked about
    #[arg(value_name = "AUDIT")]
    pub(crate) later: PathBuf,
    /// Audit folders of earlier times
    #[arg(value_name = "EARLIER", required = true)]
    pub(crate) earlier: Vec<PathBuf>,
    /// Why they are compared though wording, sources or version differ; printed with the result
    #[arg(long, value_name = "REASON")]
    pub(crate) despite: Option<String>,
    /// How the result is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ComparisonFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The audit folder
    #[arg(value_name = "AUDIT")]
    pub(crate) audit: PathBuf,
    /// The folder to write
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Replace an audit that is already there
    #[arg(long)]
    pub(crate) force: bool,
    /// For whom: internal lists and quotes notes, board does neither and gives no small counts
    #[arg(long, value_name = "WHOM", default_value = "internal")]
    pub(crate) audience: Audience,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

#[derive(Debug, Args)]
pub(crate) struct Pack {
    /// The audit folder
    #[arg(value_name = "AUDIT")]
    pub(crate) audit: PathBuf,
    /// The archive to write
    #[arg(long, value_name = "FILE.zip")]
    pub(crate) out: PathBuf,
    /// Replace an archive that is already there
    #[arg(long)]
    pub(crate) force: bool,
    /// For whom: board neither lists nor quotes notes and gives no small counts, internal does
    #[arg(long, value_name = "WHOM", default_value = "board")]
    pub(crate) audience: Audience,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ComparisonFormat {
    /// For people: families, and what changed beyond doubt
    Text,
    /// Every figure that is in both, a line each
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Lexicon {
    #[command(subcommand)]
    pub(crate) action: LexiconAction,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconAction {
    /// List every entry and cue
    List,
    /// Print one entry or cue as a page
    Explain {
        /// The id, such as MIN001
        id: String,
    },
    /// Print everything the lexicon holds on one page of Markdown
    Index,
    /// Suggest phrases that the lexicon may lack, from an audit's worth-reading.csv
    Suggest {
        /// The audit folder
        #[arg(value_name = "AUDIT")]
        audit: PathBuf,
        /// In how many notes a phrase must stand
        #[arg(long, value_name = "N", default_value_t = 3)]
        least: usize,
    },
    /// Run every example
    Test,
}
