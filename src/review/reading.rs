//! The file that a reviewer filled in: for each note yes or no, or nothing where
//! it could not be said.

use std::collections::BTreeMap;
use std::path::Path;

use super::ReviewError;
use crate::lexicon::Kind;

const REMEDY: &str =
    "Expected the file that plainrecord sample wrote, as CSV with commas, with yes or no for each note.";

/// What a reviewer said of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It bears what was asked about.
    Yes,
    /// It does not.
    No,
}

/// What a reviewer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// What was asked about.
    pub kind: Kind,
    /// By file and row.
    pub verdicts: BTreeMap<(String, u64), Verdict>,
    /// Notes without a verdict.
    pub undecided: u64,
}

impl Reviewed {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, lacks a column, or says something else than yes and
    /// no.
    pub fn read(path: &Path) -> Result<Self, ReviewError> {
        let unknown = |problem: String| ReviewError::Unknown { path: path.to_owned(), problem, remedy: REMEDY };
        let mut lines = csv::Reader::from_path(path).map_err(|error| unknown(error.to_string()))?;
        let columns = Columns::find(lines.headers().map_err(|error| unknown(error.to_string()))?).map_err(unknown)?;
        let mut reviewed = Self { kind: columns.kind, verdicts: BTreeMap::new(), undecided: 0 };
        for (line, number) in lines.records().zip(2..) {
            let line = line.map_err(|error| unknown(error.to_string()))?;
            let at = |problem: String| unknown(format!("line {number}: {problem}"));
            let cell = |column: usize| line.get(column).unwrap_or_default().trim();
            let row = cell(columns.row).parse().map_err(|_| at(format!("“{}” is no row number", cell(columns.row))))?;
            let note = (cell(columns.source).to_owned(), row);
            match verdict(cell(columns.verdict)).map_err(at)? {
                None => reviewed.undecided += 1,
                Some(verdict) if reviewed.verdicts.insert(note, verdict).is_none() => {}
                Some(_) => return Err(at("the note is there twice".to_owned())),
            }
        }
        Ok(reviewed)
    }
}

/// Where the columns are.
struct Columns {
    kind: Kind,
    source: usize,
    row: usize,
    verdict: usize,
}

impl Columns {
    fn find(header: &csv::StringRecord) -> Result<Self, String> {
        let place = |name: &str| header.iter().position(|column| column.trim() == name);
        let needed = |name: &str| place(name).ok_or_else(|| format!("there is no column {name}"));
        let asked = Kind::ALL.iter().find_map(|&kind| Some((kind, place(kind.id())?)));
        let (kind, verdict) = asked.ok_or("there is no column concern, good or risk")?;
        Ok(Self { kind, source: needed("source")?, row: needed("row")?, verdict })
    }
}

fn verdict(cell: &str) -> Result<Option<Verdict>, String> {
    match cell.to_lowercase().as_str() {
        "" | "?" | "unsure" => Ok(None),
        "yes" | "y" => Ok(Some(Verdict::Yes)),
        "no" | "n" => Ok(Some(Verdict::No)),
        _ => Err(format!("“{cell}” is neither yes nor no; leave it empty where it cannot be said")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(text: &str) -> Result<Reviewed, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reviewed.csv");
        fs::write(&path, text).unwrap();
        Reviewed::read(&path).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_yes_and_no_however_written_and_counts_what_was_not_decided() {
        let found =
            read("\u{feff}item,source,row,concern\n1,a.csv,1,Yes\n2,a.csv,2, n\n3,a.csv,3,\n4,b.csv,1,unsure\n")
                .unwrap();
        let verdicts: Vec<_> = found.verdicts.into_iter().collect();
        let note = |row| ("a.csv".to_owned(), row);
        assert_eq!(verdicts, [(note(1), Verdict::Yes), (note(2), Verdict::No)]);
        assert_eq!((found.kind, found.undecided), (Kind::Concern, 2));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, said) in [
            ("item;source;row;concern\n", "there is no column concern"),
            ("source,row,notes\n", "there is no column concern"),
            ("source,good\n", "there is no column row"),
            ("source,row,risk\na,1,perhaps\n", "line 2: “perhaps” is neither"),
            ("source,row,risk\na,x,yes\n", "line 2: “x” is no row number"),
            ("source,row,risk\na,1,yes\na,1,no\n", "line 3: the note is there twice"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
