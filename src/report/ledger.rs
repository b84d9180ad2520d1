//! `ledger.bin`: all that reports are made of, so that they can be written
//! again for another audience without reading the exports again. It holds what
//! the tables of the audit hold and no more text of notes than they do. It is for
//! the version of the program that wrote it.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::model::{AgreementRow, FindingRow, PassageRow, RejectRow, RunFacts, Settings, SourceSummary, Totals};
use super::notes::Notes;
use crate::kept::Kept;
use crate::language::Profile;
use crate::measure::{CaseRules, CaseTally, Tally, Threshold};

/// The name of the file.
pub const LEDGER: &str = "ledger.bin";

/// How a ledger begins; the number changes with what follows.
const OPENING: &str = "plainrecord ledger 4\n";

/// One finished audit: what was found, and the counts that figures are made of.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// What is not a table.
    pub facts: Facts,
    /// Every note.
    pub notes: Notes,
    /// Every row that was not audited.
    pub rejects: Kept<RejectRow>,
    /// Every finding whatever its status, in the order of the notes.
    pub findings: Kept<FindingRow>,
    /// Every passage that the classifier points at, in the order of the notes.
    pub passages: Kept<PassageRow>,
    /// Every note that describes a written agreement, in the order of the notes.
    pub agreements: Kept<AgreementRow>,
}

/// What an audit came to besides its tables.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// What makes the audit reproducible.
    pub run: RunFacts,
    /// The exports that were read, in the order given.
    pub sources: Vec<SourceSummary>,
    /// How many findings there are of what sort.
    pub totals: Totals,
    /// What the auditor chose.
    pub settings: Settings,
    /// The smallest base on which a figure is shown to those who audit.
    pub threshold: Threshold,
    /// What was counted of notes.
    pub notes: Tally,
    /// What was counted of cases.
    pub cases: CaseTally,
    /// How cases were followed.
    pub rules: CaseRules,
    /// Wording that one agency uses more than the others.
    pub language: Profile,
}

/// A ledger that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is none, or it cannot be opened.
    #[error("{}: {error}\nExpected an audit folder, as plainrecord audit writes it.", .path.display())]
    Unreadable {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is not what this version writes.
    #[error("{} is not as this version writes it\nMake the audit again from its exports.", .0.display())]
    Unknown(PathBuf),
}

impl Ledger {
    /// Writes all of it.
    ///
    /// # Errors
    /// If a table cannot be read again, or the ledger not be written.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut out = BufWriter::new(GzEncoder::new(out, Compression::fast()));
        out.write_all(OPENING.as_bytes())?;
        Kept::from(vec![self.facts.clone()]).write_to(&mut out)?;
        self.notes.silent.write_to(&mut out)?;
        self.notes.other.write_to(&mut out)?;
        self.rejects.write_to(&mut out)?;
        self.findings.write_to(&mut out)?;
        self.passages.write_to(&mut out)?;
        self.agreements.write_to(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.finish().map(drop)
    }

    /// Reads the ledger of an audit folder. Tables that are long are kept in
    /// `room`, in files without a name.
    ///
    /// # Errors
    /// If there is none, or another version wrote it.
    pub fn read(audit: &Path, room: &Path) -> Result<Self, LedgerError> {
        let path = audit.join(LEDGER);
        let file = File::open(&path).map_err(|error| LedgerError::Unreadable { path: path.clone(), error })?;
        let mut input = BufReader::new(GzDecoder::new(BufReader::new(file)));
        read(&mut input, room).map_err(|_| LedgerError::Unknown(path))
    }
}

fn read(input: &mut impl Read, room: &Path) -> io::Result<Ledger> {
    let mut opening = [0; OPENING.len()];
    input.read_exact(&mut opening)?;
    if opening != OPENING.as_bytes() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let facts = Kept::<Facts>::read_from(input, room)?.rows().next().ok_or(io::ErrorKind::InvalidData)??.into_owned();
    Ok(Ledger {
        facts,
        notes: Notes { silent: Kept::read_from(input, room)?, other: Kept::read_from(input, room)? },
        rejects: Kept::read_from(input, room)?,
        findings: Kept::read_from(input, room)?,
        passages: Kept::read_from(input, room)?,
        agreements: Kept::read_from(input, room)?,
    })
}
