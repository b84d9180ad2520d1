//! Decisions as a file, so that reviewers on two machines can put theirs together.
//! Both draw the same sample: the same audit, sizes and seed. Where one has drawn
//! further notes, it still reads what the other decided of the first. Reading a
//! file in adds what is new, finds what is known, and refuses the whole file over
//! one row that says something else than what is here.

use std::path::Path;

use csv::StringRecord;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};

use super::Desk;
use super::decision::{Decision, read, written};
use super::error::DeskError;
use super::item::{ItemId, Revision};
use super::reviewer::Reviewer;
use super::showing::{question, said};
use super::steps::{SETTLED, Said, revision, stand};
use super::store::samples;
use crate::lexicon::Kind;
use crate::report::owners_only;

/// The columns of the file.
const COLUMNS: [&str; 12] = [
    "sample",
    "item",
    "settles",
    "reviewer",
    "revision",
    "takes_back",
    "decision",
    "indicator",
    "status",
    "words",
    "at",
    "lexicon",
];

/// What came of reading a file in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that are new here.
    pub added: u64,
    /// Rows that were here already.
    pub known: u64,
}

/// One row of the file, or of what is here.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    item: ItemId,
    settles: bool,
    reviewer: Reviewer,
    revision: Revision,
    what: Result<Decision, Revision>,
    at: Timestamp,
    lexicon: String,
}

impl Desk {
    /// Writes everything that was decided, taken back and settled into a new file as
    /// CSV; notes to oneself are not in it.
    ///
    /// # Errors
    /// If the file is there, or cannot be written.
    pub fn export(&self, path: &Path) -> Result<(), DeskError> {
        let sample = samples(&self.store)?.pop().unwrap_or_default();
        let cannot = |error| DeskError::CannotWrite { path: path.to_owned(), error };
        let mut out = csv::Writer::from_writer(owners_only().create_new(true).open(path).map_err(cannot)?);
        out.write_record(COLUMNS).map_err(|error| cannot(error.into()))?;
        let mut query = self.store.prepare_cached("SELECT * FROM decision ORDER BY item, voice, revision")?;
        for line in query.query_map([], line)? {
            out.write_record(line?.cells(&sample)).map_err(|error| cannot(error.into()))?;
        }
        out.flush().map_err(cannot)
    }

    /// Reads in what was exported from a review of the same sample. Doing it again
    /// changes nothing.
    ///
    /// # Errors
    /// [`DeskError::Row`] with row and column if a row cannot be read, is of
    /// another sample, leaves out an earlier one or is not what is here; nothing is
    /// read in then.
    pub fn import(&mut self, path: &Path) -> Result<Imported, DeskError> {
        let (kind, samples) = (self.kind, samples(&self.store)?);
        let unread = |error: csv::Error| DeskError::CannotRead { path: path.to_owned(), error: error.into() };
        let mut file = csv::Reader::from_path(path).map_err(unread)?;
        let at = |row: u64, (column, problem): Wrong| DeskError::Row { path: path.to_owned(), row, column, problem };
        let header = file.headers().map_err(|error| at(1, ("sample", error.to_string())))?;
        if !header.iter().eq(COLUMNS) {
            return Err(at(1, ("sample", "these are not the columns that plainrecord review writes".to_owned())));
        }
        let mut imported = Imported::default();
        let importing = self.store.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (record, row) in file.records().zip(2..) {
            let record = record.map_err(|error| at(row, ("sample", error.to_string())))?;
            let line = Line::read(&record, &samples).map_err(|wrong| at(row, wrong))?;
            if line.add(&importing, kind).map_err(|error| error.with(|wrong| at(row, wrong)))? {
                imported.added += 1;
            } else {
                imported.known += 1;
            }
        }
        importing.commit()?;
        Ok(imported)
    }
}

/// A column, and what is wrong in it.
type Wrong = (&'static str, String);

/// Why a row is not added.
enum NotAdded {
    Wrong(Wrong),
    Store(DeskError),
}

impl From<DeskError> for NotAdded {
    fn from(error: DeskError) -> Self {
        Self::Store(error)
    }
}

impl From<rusqlite::Error> for NotAdded {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl NotAdded {
    fn with(self, at: impl FnOnce(Wrong) -> DeskError) -> DeskError {
        match self {
            Self::Wrong(wrong) => at(wrong),
            Self::Store(error) => error,
        }
    }
}

impl Line {
    fn voice(&self) -> &str {
        if self.settles { SETTLED } else { self.reviewer.as_str() }
    }

    fn cells(&self, sample: &str) -> [String; 12] {
        let decision = self.what.as_ref().ok();
        let (indicator, status, words) = match decision {
            Some(Decision::OtherIndicator(indicator)) => (indicator.id().to_owned(), String::new(), String::new()),
            Some(Decision::OtherStatus(status)) => (String::new(), status.id().to_owned(), String::new()),
            Some(Decision::Missed(missed)) => (String::new(), String::new(), written(missed)),
            _ => Default::default(),
        };
        let taken = self.what.as_ref().err().map(|taken| taken.get().to_string());
        [
            sample.to_owned(),
            self.item.to_string(),
            if self.settles { "yes" } else { "no" }.to_owned(),
            self.reviewer.to_string(),
            self.revision.get().to_string(),
            taken.unwrap_or_default(),
            decision.map_or("", Decision::id).to_owned(),
            indicator,
            status,
            words,
            self.at.to_string(),
            self.lexicon.clone(),
        ]
    }

    fn read(record: &StringRecord, of: &[String]) -> Result<Self, Wrong> {
        let cell = |column: &'static str| {
            let place = COLUMNS.iter().position(|known| *known == column);
            place.and_then(|place| record.get(place)).unwrap_or_default()
        };
        let number = |column| cell(column).parse().map_err(|_| wrong(column, "expected a whole number"));
        if !of.iter().any(|sample| sample == cell("sample")) {
            return Err(wrong("sample", "this is of another sample; draw the same one of the same audit"));
        }
        let settles = match cell("settles") {
            "yes" => true,
            "no" => false,
            _ => return Err(wrong("settles", "expected yes or no")),
        };
        let taken =
            Some(cell("takes_back")).filter(|cell| !cell.is_empty()).map(|_| number("takes_back")).transpose()?;
        Ok(Self {
            item: ItemId(number("item")?),
            settles,
            reviewer: Reviewer::new(cell("reviewer")).map_err(|error| wrong("reviewer", &error))?,
            revision: Revision(number("revision")?),
            what: match taken {
                Some(taken) => Err(Revision(taken)),
                None => Ok(decision(cell)?),
            },
            at: cell("at").parse().map_err(|_| wrong("at", "expected a time such as 2026-03-02T10:15:00Z"))?,
            lexicon: cell("lexicon").to_owned(),
        })
    }

    /// Writes the row down if it is new; whether it was.
    fn add(&self, to: &rusqlite::Transaction<'_>, kind: Kind) -> Result<bool, NotAdded> {
        let no = |column, problem: &str| Err(NotAdded::Wrong(wrong(column, problem)));
        if let Some(here) = self.here(to)? {
            return match self.differs(&here) {
                None => Ok(false),
                Some(column) => no(column, "here this decision is another; who reads on two machines needs two names"),
            };
        }
        let question = match question(to, self.item, kind) {
            Err(DeskError::NoItem(_)) => return no("item", "the sample has no such item"),
            question => question?,
        };
        let now = revision(to, self.item, self.voice())?;
        match &self.what {
            _ if self.revision != now.next() => return no("revision", "an earlier one is missing"),
            Ok(decision) if question.answer(decision).is_none() => {
                return no("decision", "this is no answer to what the item asks");
            }
            Err(taken) if *taken > now || !is_decision(to, self, *taken)? => {
                return no("takes_back", "there is no such decision to take back");
            }
            _ => {}
        }
        let said = Said {
            item: self.item,
            voice: self.voice(),
            reviewer: &self.reviewer,
            revision: self.revision,
            what: self.what.as_ref().map_err(|taken| *taken),
            at: self.at,
            lexicon: &self.lexicon,
        };
        said.write(to)?;
        stand(to, self.item, self.voice(), kind)?;
        Ok(true)
    }

    fn here(&self, store: &Connection) -> Result<Option<Self>, DeskError> {
        let mut query =
            store.prepare_cached("SELECT * FROM decision WHERE item = ?1 AND voice = ?2 AND revision = ?3")?;
        Ok(query.query_row(params![self.item.0, self.voice(), self.revision.0], line).optional()?)
    }

    /// The first column in which two rows differ.
    fn differs(&self, other: &Self) -> Option<&'static str> {
        let (own, other) = (self.cells(""), other.cells(""));
        COLUMNS.into_iter().zip(own.iter().zip(&other)).find(|(_, (own, other))| own != other).map(|(column, _)| column)
    }
}

fn is_decision(store: &Connection, line: &Line, revision: Revision) -> Result<bool, DeskError> {
    let query = "SELECT takes_back IS NULL FROM decision WHERE item = ?1 AND voice = ?2 AND revision = ?3";
    let mut query = store.prepare_cached(query)?;
    let found = query.query_row(params![line.item.0, line.voice(), revision.0], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or_default())
}

fn wrong(column: &'static str, problem: &(impl ToString + ?Sized)) -> Wrong {
    (column, problem.to_string())
}

fn decision<'r>(cell: impl Fn(&'static str) -> &'r str) -> Result<Decision, Wrong> {
    Ok(match cell("decision") {
        "confirm" => Decision::Confirm,
        "not this" => Decision::NotThis,
        "other status" => Decision::OtherStatus(cell("status").parse().map_err(|error| wrong("status", &error))?),
        "other indicator" => {
            Decision::OtherIndicator(cell("indicator").parse().map_err(|error| wrong("indicator", &error))?)
        }
        "unsure" => Decision::Unsure,
        "missed" => Decision::Missed(read(cell("words")).map_err(|error| wrong("words", &error))?),
        "nothing missed" => Decision::NothingMissed,
        other => return Err(wrong("decision", &format!("“{other}” is no decision"))),
    })
}

/// A row of what is here.
fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let voice: String = row.get("voice")?;
    let taken = Revision(row.get::<_, Option<_>>("takes_back")?.unwrap_or_default());
    Ok(Line {
        item: ItemId(row.get("item")?),
        settles: voice == SETTLED,
        reviewer: Reviewer::known(row.get("reviewer")?),
        revision: Revision(row.get("revision")?),
        what: said(row)?.ok_or(taken),
        at: Timestamp::from_millisecond(row.get("at")?).unwrap_or_default(),
        lexicon: row.get("lexicon")?,
    })
}
