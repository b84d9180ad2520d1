//! The parts of a message that depend on what was found.

use super::super::encoding::Encoding;
use super::super::field::Field;
use super::super::foreign::Foreign;
use super::super::isolation::Died;
use super::super::packed::PackedProblem;
use super::super::reading::Reading;
use super::{FoundColumn, ParquetProblem, WorkbookProblem};

/// The flags that say which of two encodings a file is in, as far as both are
/// read.
pub(super) fn encodings(looks_like: Foreign, next: Encoding) -> String {
    match looks_like {
        Foreign::Utf16 { encoding, .. } => format!("which it is: --encoding {encoding} or --encoding {next}"),
        Foreign::Ebcdic { .. } | Foreign::Dos { .. } => format!("--encoding {next} if it is that after all"),
    }
}

/// What to do about a limit that a file may have met for a good reason.
const RAISE: &str = "If you know where it is from, raise the limit:";

/// The most names that a message lists.
const MOST_NAMES: usize = 10;

fn first(names: &[String]) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let listed = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{listed} and {more} more") } else { listed }
}

/// What is wrong with a packed file, and what to do.
pub(super) fn packed(problem: &PackedProblem) -> String {
    match problem {
        PackedProblem::Damaged(why) => format!("it is damaged or not complete ({why}). Pack or export it again."),
        PackedProblem::Nothing => "there is nothing in it. Export it again.".to_owned(),
        PackedProblem::Several(names) => {
            format!("there are several files in it: {}. Unpack it and name the ones to read.", first(names))
        }
        PackedProblem::TooLarge(most) => {
            format!("more than {most} come out of it. {RAISE} --max-unpacked {}.", most.doubled())
        }
        PackedProblem::TooDense(most, ratio) => format!(
            "more than {most} come out of it, and more than {ratio} times its size. {RAISE} --max-ratio {}.",
            ratio.saturating_mul(2)
        ),
        PackedProblem::TooManyEntries(there, most) => {
            format!("it has {there} entries, and {most} are the most that is looked at. {RAISE} --max-entries {there}.")
        }
        PackedProblem::Twice => "it is packed twice. Unpack it once.".to_owned(),
    }
}

/// What is wrong with a workbook, and what to do.
pub(super) fn explained(problem: &WorkbookProblem) -> String {
    match problem {
        WorkbookProblem::Password => "it has a password. Remove the password in Excel and save it again.".to_owned(),
        WorkbookProblem::Damaged(why) => {
            format!("it is damaged or not complete ({why}). Open it in Excel and save it again, or export it again.")
        }
        WorkbookProblem::TooWide(most) => {
            format!("its header has more than {most} columns. Delete the columns that are not needed.")
        }
        WorkbookProblem::TooMuchText(most) => {
            format!("it has more than {} MiB of text. Export it as CSV.", most >> 20)
        }
        WorkbookProblem::Died(died) => unfinished(died, "sheet"),
    }
}

/// How a parser ended, and what to do about the sheet or table it was for.
fn unfinished(Died { how, memory }: &Died, what: &str) -> String {
    let unfinished = format!("the process that parsed it did not finish ({how})");
    match memory {
        None => format!("{unfinished}. Export the {what} as CSV."),
        Some(memory) => format!(
            "{unfinished} with the {memory} of memory that it may use. Export the {what} as CSV, or allow more: \
             --parser-memory {}.",
            memory.doubled()
        ),
    }
}

/// What is wrong with a Parquet file, and what to do.
pub(super) fn parquet(problem: &ParquetProblem) -> String {
    match problem {
        ParquetProblem::Encrypted => "it is encrypted. Write it again without encryption.".to_owned(),
        ParquetProblem::Elsewhere(path) => {
            format!("it lists other files, which hold the rows, such as {path:?}. Name those files.")
        }
        ParquetProblem::Damaged(why) => {
            format!("it is damaged, not complete or written in a way that is not read ({why}). Export it again.")
        }
        ParquetProblem::Codec(name) => {
            format!("it is compressed with {name}, which is not read. Write it again, compressed with snappy or zstd.")
        }
        ParquetProblem::TooWide(most) => {
            format!("it has more than {most} columns. Leave out those that are not needed.")
        }
        ParquetProblem::TooLong(most) => format!("it has more than {most} rows. Write it as several files."),
        ParquetProblem::TooMuchText(most) => {
            format!("more than {} MiB of text come out of it. Write it as several files.", most >> 20)
        }
        ParquetProblem::Died(died) => unfinished(died, "table"),
        ParquetProblem::NotBuilt => {
            "this program was built without a reader for it. Export the table as CSV.".to_owned()
        }
    }
}

/// What to say of a field that need not be there.
pub(super) fn or_none(field: Field) -> String {
    match field {
        Field::Text => String::new(),
        other => format!(" If there is none, say --column {}= (without a name).", other.name()),
    }
}

/// The nearest name, or where to look.
pub(super) fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(|| " Check the name and the folder.".to_owned(), |name| format!(" Did you mean {name}?"))
}

/// What could be read of a folder.
pub(super) fn in_folder(readable: &[String]) -> String {
    match readable {
        [] => "; it has none that can be read.".to_owned(),
        names => format!(": it has {}.", names.join(", ")),
    }
}

/// The columns of a file, one after the other.
pub(super) fn list(columns: &[FoundColumn]) -> String {
    columns.iter().map(FoundColumn::to_string).collect::<Vec<_>>().join(", ")
}

/// Names that were all withheld are a sign that there is no header.
pub(super) fn no_header(columns: &[FoundColumn]) -> &'static str {
    if columns.iter().all(|column| column.name.starts_with("(column ")) {
        " The first row does not look like a header; if it is one of the notes, add a row with the names of the columns."
    } else {
        ""
    }
}

/// Two separators as the flag takes them.
pub(super) fn quoted(best: &Reading, other: &Reading) -> String {
    let quote = |reading: &Reading| match reading.delimiter.char() {
        Some('\t') => "tab".to_owned(),
        Some(char) => format!("\"{char}\""),
        None => "none".to_owned(),
    };
    format!("{} or --delimiter {}", quote(best), quote(other))
}
