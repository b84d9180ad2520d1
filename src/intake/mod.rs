//! Exports in, notes and rejects out, every row accounted for.
//!
//! [`Intake::find`] lists the files, [`Source::open`] settles what concerns a
//! whole file (encoding, layout, columns, order of dates) with evidence, and
//! [`Export::rows`] hands on its rows in order. Where a file can be read in
//! two ways, intake asks: it never guesses silently, never drops a row, and
//! knows nothing of what is looked for in a note.
//!
//! ```
//! use plainrecord::intake::{Export, Row, SourceSpec};
//!
//! let csv = "id,date,note\n1,14/03/2025,Visited. Mum well.\n2,15/03/2025,\n";
//! let export = Export::from_bytes("housing.csv", csv.as_bytes(), &SourceSpec::default())?;
//! let notes = export.rows().filter(|row| matches!(row, Ok(Row::Note(_)))).count();
//! assert_eq!((notes, export.counts().rejects), (1, 1));
//! # Ok::<(), plainrecord::intake::IntakeError>(())
//! ```
//!
//! In reading order: `source`, `format`, `witness`, `decode`,
//! `dialect`, `records` and `recovery`, `seams` and `fragments`, `csv`, `cells`
//! and `rows`, `parts`, `columns`, `dates`, `body`, `standing`, `notes`,
//! `export`, `rejected`. A reader for another format
//! yields the rows of `raw` and is otherwise unknown to the rest; sheets and web
//! pages are a `grid` of cells first.

mod account;
mod aliases;
mod body;
mod cells;
mod columns;
mod confidence;
mod csv;
mod dates;
mod day;
mod decode;
mod delimiter;
mod dialect;
mod encoding;
mod error;
mod export;
mod field;
mod footer;
mod foreign;
mod format;
mod fragments;
mod gather;
mod grid;
mod head;
mod header;
mod header_rows;
mod isolation;
mod json;
mod limits;
mod markup;
mod nearest;
mod notes;
mod packed;
mod parquet;
mod parts;
mod preview;
mod quoting;
mod raw;
mod reading;
mod records;
mod recovery;
mod reject;
mod rejected;
mod room;
mod rows;
mod sample;
mod scan;
mod seams;
mod seen;
mod settings;
mod size;
mod source;
mod standing;
mod survey;
mod table;
#[cfg(test)]
mod tests;
mod warning;
mod web_page;
mod witness;
mod workbook;

pub use account::{Account, Unit};
pub use body::{is_blacked_out, readable, says_nothing};
pub use columns::{MappedColumn, Mapping, Origin};
pub use confidence::{Confidence, Sureness};
pub use dates::{DateEvidence, DateOrder, NoDate};
pub use delimiter::Delimiter;
pub use dialect::{DelimiterEvidence, Dialect};
pub use encoding::{Encoding, EncodingEvidence, EncodingFound, UnknownEncoding};
pub use error::{FoundColumn, IntakeError, ParquetProblem, WorkbookProblem};
pub use export::{Counts, DatesFound, Export, Record};
pub use field::{ColumnSpec, Field, UnknownField};
pub use foreign::Foreign;
pub use isolation::{Isolation, PARSER_COMMAND, parse_for_another};
pub use limits::Limits;
pub use notes::Row;
pub use packed::PackedProblem;
pub use preview::Preview;
pub use quoting::{Quoting, UnknownQuoting};
pub use reading::Reading;
pub use reject::{MAX_FIELD_CHARS, Reject, RejectReason};
pub use rejected::{Place, Rejected, RejectedRow};
pub use room::Room;
pub use size::{Size, UnknownSize};
pub use source::{Intake, Source, SourceSpec};
pub use warning::Warning;
