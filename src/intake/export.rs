//! One export, opened: everything that concerns the whole file is settled
//! before its first row is handed on, and every row is accounted for. Notes
//! are made one at a time; the file is never held as notes.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::account::Account;
use super::aliases::is_known;
use super::columns::{self, Mapping};
use super::csv::Given;
use super::dates::{DateEvidence, DateFormat, DateOrder};
use super::delimiter::Delimiter;
use super::dialect::Dialect;
use super::encoding::EncodingFound;
use super::error::IntakeError;
use super::field::Field;
use super::gather::gather;
use super::header::describe;
use super::isolation::Isolation;
use super::notes::{NoteMaker, Row};
use super::parts::Lengths;
use super::raw::Raw;
use super::records::Kinds;
use super::room::Room;
use super::source::SourceSpec;
use super::standing::superseded;
use super::survey::{Columns, Looked, Survey};
use super::table::{ReadAs, Table};
use super::warning::Warning;
use super::workbook::Sheets;
use crate::content::Content;
use crate::note::Agency;

/// How many of what a file has. `rows` is counted where records are told
/// apart, `notes` and `rejects` where they are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records, header not counted.
    pub rows: u64,
    /// Rows that make a note.
    pub notes: u64,
    /// Rows that do not.
    pub rejects: u64,
    /// Lines without anything in them, below the header.
    pub blank: u64,
    /// Lines above the header.
    pub preamble: u64,
    /// Closing lines.
    pub footer: u64,
    /// Lines that repeat the header.
    pub repeated_headers: u64,
}

impl Counts {
    /// Whether every row is accounted for: as a note or as a reject.
    pub fn balance(&self) -> bool {
        self.rows == self.notes + self.rejects
    }
}

/// How the dates of a file are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatesFound {
    /// No column holds them.
    NoColumn,
    /// As the user said.
    Given(String),
    /// As the cells say.
    Found(DateOrder, DateEvidence),
}

/// A row as it stands in its file.
#[derive(Clone, Debug)]
pub struct Record(Raw);

/// An export that was opened.
#[derive(Clone, Debug)]
pub struct Export {
    digest: String,
    size: u64,
    table: Table,
    maker: NoteMaker,
    dates: DatesFound,
    counts: Counts,
    account: Account,
    warnings: Vec<Warning>,
}

impl Export {
    /// Reads a whole file, in this process. `path` names it in notes, rejects
    /// and errors.
    ///
    /// # Errors
    /// If the file is empty or no table, if its delimiter, its columns or its
    /// dates are a question, or if what `spec` asks for is not there.
    pub fn from_bytes(path: &str, bytes: &[u8], spec: &SourceSpec) -> Result<Self, IntakeError> {
        Self::read(path, Content::of(bytes.to_vec()), spec, Room::from(&Isolation::None))
    }

    /// Reads the whole content of a file in a room.
    pub(super) fn read(path: &str, content: Content, spec: &SourceSpec, room: Room<'_>) -> Result<Self, IntakeError> {
        let format = date_format(spec)?;
        let known = |name: &str| is_known(name, &spec.columns);
        let how = ReadAs { given: given(spec)?, sheet: spec.sheet.as_deref(), room, limits: &spec.limits };
        let (size, (table, digest)) = (content.length(), Table::read(path, content, how, &known)?);
        let cells = || table.rows().flatten().flatten().map(|row| row.fields);
        let mapping = columns::map(path, table.header(), &spec.columns, || describe(table.header(), cells(), &known))?;
        table.parquet().map_or(Ok(()), |parquet| parquet.can_be_read(path, &mapping))?;
        let mut maker = NoteMaker {
            path: Arc::from(path),
            stem: Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            header: table.header().to_vec(),
            mapping,
            agency: spec.agency.clone(),
            format: format.clone().unwrap_or(DateFormat::Order(DateOrder::NotNeeded)),
            section_format: DateFormat::Order(DateOrder::Mixed),
            last_year: None,
            superseded: HashSet::new(),
        };
        if maker.mapping.position(Field::Version).is_some() {
            maker.superseded = superseded(table.rows(), &maker.mapping)?;
        }
        let (survey, account) = survey(&table, &maker, format.as_ref())?;
        let account = account.balanced(path)?;
        refuse_rounded(&maker, &survey)?;
        let dates = dates(&maker, &survey, spec)?;
        settle_dates(&mut maker, &survey, &dates);
        let counts = count(&table, &survey);
        let mut warnings: Vec<Warning> = name_agency(&mut maker).into_iter().collect();
        warnings.extend(gather(&table, &maker, &survey, &dates, counts));
        Ok(Self { digest, size, table, maker, dates, counts, account, warnings })
    }

    /// The file as a table.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The path, as given.
    pub fn path(&self) -> &Arc<str> {
        &self.maker.path
    }

    /// The SHA-256 digest of the file, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The size of the file, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The encoding, and why; `None` for formats that need none.
    pub fn encoding(&self) -> Option<EncodingFound> {
        self.table.encoding()
    }

    /// How the file is laid out; `None` for formats without delimiters.
    pub fn dialect(&self) -> Option<&Dialect> {
        self.table.dialect()
    }

    /// The sheet that is read, or `all`; `None` for files that are no
    /// workbooks.
    pub fn sheet(&self) -> Option<&str> {
        self.table.sheets().map(Sheets::asked)
    }

    /// The sheet that a row stands on, by the number of the row, where
    /// several sheets are read as one table.
    pub fn sheet_of(&self, row: u64) -> Option<&str> {
        self.table.sheets()?.of_record(row)
    }

    /// The names of the columns.
    pub fn header(&self) -> &[String] {
        self.table.header()
    }

    /// Which column holds which field.
    pub fn mapping(&self) -> &Mapping {
        &self.maker.mapping
    }

    /// The columns that hold no field.
    pub fn unmapped(&self) -> Vec<&str> {
        self.maker.mapping.unmapped(self.table.header())
    }

    /// The agency of every note; `None` if a column says it for each.
    pub fn agency(&self) -> Option<&Agency> {
        self.maker.agency.as_ref()
    }

    /// How the dates are read.
    pub fn dates(&self) -> &DatesFound {
        &self.dates
    }

    /// How many of what the file has.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What became of every part of the file.
    pub fn account(&self) -> Account {
        self.account
    }

    /// What an auditor should know about the file.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Every row, in file order, as a note or a reject: as many as
    /// [`Counts::rows`]. A second call starts again.
    ///
    /// # Errors
    /// If the file cannot be read any more, or has changed since it was opened.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row, IntakeError>> + Send + '_ {
        self.records().map(|record| Ok(self.row(record?)))
    }

    /// Every row as it stands, in file order, for [`Export::row`] to make
    /// something of on any thread.
    ///
    /// # Errors
    /// As [`Export::rows`].
    pub fn records(&self) -> impl Iterator<Item = Result<Record, IntakeError>> + Send + '_ {
        self.table.rows().map(|raw| raw.map(Record))
    }

    /// What a record of this export is: a note or a reject.
    pub fn row(&self, record: Record) -> Row {
        self.maker.make(record.0)
    }
}

fn given(spec: &SourceSpec) -> Result<Given, IntakeError> {
    let fit = |given| Delimiter::new(given).ok_or(IntakeError::BadDelimiter { given });
    let delimiter = spec.delimiter.map(fit).transpose()?;
    Ok(Given { encoding: spec.encoding, delimiter, quoting: spec.quoting, short_rows: spec.short_rows, ours: false })
}

fn date_format(spec: &SourceSpec) -> Result<Option<DateFormat>, IntakeError> {
    let parse =
        |given: &String| DateFormat::parse(given).ok_or_else(|| IntakeError::BadDateFormat { given: given.clone() });
    spec.date_format.as_ref().map(parse).transpose()
}

fn survey(table: &Table, maker: &NoteMaker, format: Option<&DateFormat>) -> Result<(Survey, Account), IntakeError> {
    let columns = surveyed(maker);
    let look = |raw: Raw| {
        let is_empty = raw.as_ref().is_ok_and(|row| columns.is_empty(row));
        maker.judge(raw).map(|row| Looked::at(row, columns)).map_err(|fault| (fault, is_empty))
    };
    let (mut survey, mut accounting) = (Survey::default(), table.sizes().start());
    let mut rows = table.rows();
    let mut next = stretch(&mut rows)?;
    while !next.is_empty() {
        // Reading takes one thread: the next rows are read while these are looked at.
        let (looked, read) = rayon::join(|| next.into_par_iter().map(look).collect::<Vec<_>>(), || stretch(&mut rows));
        for row in looked {
            let bytes = row.as_ref().map_or_else(|(fault, _)| &fault.bytes, |looked| &looked.row.bytes);
            accounting.enter(row.is_ok(), bytes.as_ref());
            match row {
                Ok(looked) => survey.add(looked, columns, format, table.header().len()),
                Err((_, is_empty)) => survey.reject(is_empty),
            }
        }
        next = read?;
    }
    Ok((survey, accounting.finish()))
}

/// Where the survey finds what it looks at.
fn surveyed(maker: &NoteMaker) -> Columns {
    Columns {
        id: maker.mapping.position(Field::NoteId),
        case: maker.mapping.position(Field::CaseId),
        agency: maker.mapping.position(Field::Agency).filter(|_| maker.agency.is_none()),
        date: maker.mapping.position(Field::Date),
        text: maker.mapping.position(Field::Text).unwrap_or_default(),
    }
}

/// The next rows, which take about as much memory as a part of a file.
fn stretch(rows: &mut impl Iterator<Item = Result<Raw, IntakeError>>) -> Result<Vec<Raw>, IntakeError> {
    let (mut stretch, mut length) = (Vec::new(), 0);
    while length < Lengths::USUAL.part
        && let Some(raw) = rows.next().transpose()?
    {
        let cells = raw.as_ref().map_or(&[][..], |row| &row.fields);
        length += size_of::<Raw>() + cells.iter().map(|cell| size_of::<String>() + cell.len()).sum::<usize>();
        stretch.push(raw);
    }
    Ok(stretch)
}

fn dates(maker: &NoteMaker, survey: &Survey, spec: &SourceSpec) -> Result<DatesFound, IntakeError> {
    let Some(column) = maker.mapping.of(Field::Date).next() else { return Ok(DatesFound::NoColumn) };
    if let Some(given) = &spec.date_format {
        return Ok(DatesFound::Given(given.clone()));
    }
    let evidence = survey.dates;
    match evidence.order() {
        Some(order) => Ok(DatesFound::Found(order, evidence)),
        None => Err(IntakeError::AmbiguousDates {
            path: maker.path.to_string(),
            column: column.name.clone(),
            cells: evidence.either,
            line: evidence.either_line.unwrap_or_default(),
        }),
    }
}

/// Ids that were rounded are no ids any more.
fn refuse_rounded(maker: &NoteMaker, survey: &Survey) -> Result<(), IntakeError> {
    match (maker.mapping.of(Field::NoteId).next(), survey.rounded_ids.line) {
        (Some(column), Some(line)) => Err(IntakeError::RoundedIds {
            path: maker.path.to_string(),
            column: column.name.clone(),
            cells: survey.rounded_ids.cells,
            line,
        }),
        _ => Ok(()),
    }
}

/// How dates are read from here on. Those inside texts are written as the
/// column has them or, where it does not say, as they show themselves.
fn settle_dates(maker: &mut NoteMaker, survey: &Survey, dates: &DatesFound) {
    let order = match dates {
        DatesFound::Found(order, _) => Some(*order),
        DatesFound::NoColumn | DatesFound::Given(_) => None,
    };
    if let Some(order) = order {
        maker.format = DateFormat::Order(order);
    }
    maker.last_year = survey.last_year(order);
    maker.section_format = match &maker.format {
        DateFormat::Order(DateOrder::DayFirst | DateOrder::MonthFirst) => maker.format.clone(),
        _ => DateFormat::Order(survey.texts.section_dates.order().unwrap_or(DateOrder::Mixed)),
    };
}

/// Constant, then column, then the name of the file.
fn name_agency(maker: &mut NoteMaker) -> Option<Warning> {
    if maker.agency.is_some() || maker.mapping.position(Field::Agency).is_some() {
        return None;
    }
    let agency = Agency::new(&maker.stem);
    maker.agency = Some(agency.clone());
    Some(Warning::AgencyFromFileName { agency })
}

fn count(table: &Table, survey: &Survey) -> Counts {
    let Kinds { rows, blank, preamble, footer, repeated_headers, .. } = table.kinds();
    Counts { rows, notes: survey.notes, rejects: survey.rejects, blank, preamble, footer, repeated_headers }
}
