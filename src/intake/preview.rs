//! What a file is and how it will be read, for a person to check before an
//! audit, and as settings to keep. It shows counts and names of columns, no
//! text of notes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::columns::Mapping;
use super::dialect::Dialect;
use super::encoding::EncodingFound;
use super::error::IntakeError;
use super::export::{Counts, DatesFound, Export};
use super::field::ColumnSpec;
use super::notes::Row;
use super::quoting::Quoting;
use super::reject::RejectReason;
use super::seen::Seen;
use super::source::SourceSpec;
use super::warning::Warning;
use crate::note::{Agency, Note};

/// Everything there is to say about one file before it is audited.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The path, as given.
    pub path: Arc<str>,
    /// The SHA-256 digest of the file, in hexadecimal.
    pub digest: String,
    /// The size of the file, in bytes.
    pub size: u64,
    /// The encoding, and why.
    pub encoding: Option<EncodingFound>,
    /// How the file is laid out.
    pub dialect: Option<Dialect>,
    /// The sheet that is read, of a workbook.
    pub sheet: Option<String>,
    /// Which column holds which field.
    pub mapping: Mapping,
    /// The columns that hold no field.
    pub unmapped: Vec<String>,
    /// The agency of every note; `None` if a column says it for each.
    pub agency: Option<Agency>,
    /// How the dates are read.
    pub dates: DatesFound,
    /// The earliest and the latest date, if any was read.
    pub date_range: Option<(Date, Date)>,
    /// Notes without a date.
    pub undated: u64,
    /// How many of what the file has.
    pub counts: Counts,
    /// Rejects by the code of their reason.
    pub rejects: BTreeMap<&'static str, u64>,
    /// Notes whose text occurred before, letter for letter.
    pub repeated_texts: u64,
    /// Notes whose id occurred before.
    pub repeated_ids: u64,
    /// Characters of all notes, as received.
    pub characters: u64,
    /// What an auditor should know about the file.
    pub warnings: Vec<Warning>,
}

impl Preview {
    /// Reads every row of an export once.
    ///
    /// # Errors
    /// As [`Export::rows`].
    pub fn of(export: &Export) -> Result<Self, IntakeError> {
        let mut preview = Self {
            path: Arc::clone(export.path()),
            digest: export.digest().to_owned(),
            size: export.size(),
            encoding: export.encoding(),
            dialect: export.dialect().cloned(),
            sheet: export.sheet().map(str::to_owned),
            mapping: export.mapping().clone(),
            unmapped: export.unmapped().into_iter().map(str::to_owned).collect(),
            agency: export.agency().cloned(),
            dates: export.dates().clone(),
            date_range: None,
            undated: 0,
            counts: export.counts(),
            rejects: BTreeMap::new(),
            repeated_texts: 0,
            repeated_ids: 0,
            characters: 0,
            warnings: export.warnings().to_vec(),
        };
        let (mut ids, mut texts) = (Seen::default(), Seen::default());
        for row in export.rows() {
            match row? {
                Row::Note(note) => {
                    preview.repeated_texts += u64::from(!texts.add(note.text.received().trim()));
                    preview.repeated_ids += u64::from(!ids.add(&note.id));
                    preview.add(&note);
                }
                Row::Reject(reject) => *preview.rejects.entry(reject.reason.code()).or_default() += 1,
            }
        }
        preview.warnings.extend(Warning::duplicate_ids(preview.repeated_ids));
        Ok(preview)
    }

    fn add(&mut self, note: &Note) {
        self.characters += note.text.received().chars().count() as u64;
        match (note.date, self.date_range) {
            (None, _) => self.undated += 1,
            (Some(date), None) => self.date_range = Some((date, date)),
            (Some(date), Some((first, last))) => self.date_range = Some((first.min(date), last.max(date))),
        }
    }

    /// Rows whose note is empty.
    pub fn empty_notes(&self) -> u64 {
        self.rejects.get(RejectReason::EmptyNote.code()).copied().unwrap_or_default()
    }

    /// The share of rows whose note is empty, from 0 to 1; `None` if there
    /// are no rows.
    pub fn empty_share(&self) -> Option<f64> {
        (self.counts.rows > 0).then(|| self.empty_notes() as f64 / self.counts.rows as f64)
    }

    /// The average length of a note in characters; `None` if there are none.
    pub fn average_length(&self) -> Option<f64> {
        (self.counts.notes > 0).then(|| self.characters as f64 / self.counts.notes as f64)
    }

    /// The `[[source]]` block for `plainrecord.toml` that reads the file as
    /// it was read here, without what will be found again anyway.
    pub fn to_toml(&self) -> String {
        let found = SourceSpec::found(self.encoding, self.dialect.as_ref(), &self.dates);
        let spec = SourceSpec {
            files: vec![PathBuf::from(&*self.path)],
            agency: self.agency.clone(),
            columns: self.columns(),
            sheet: self.sheet.clone(),
            quoting: found.quoting.filter(|quoting| *quoting != Quoting::USUAL),
            ..found
        };
        spec.to_toml()
    }

    fn columns(&self) -> ColumnSpec {
        let mut columns = ColumnSpec::default();
        for mapped in self.mapping.columns() {
            columns.put(mapped.field, &mapped.name);
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::{Encoding, Limits};
    use super::*;

    fn preview(path: &str, text: &str) -> Preview {
        Preview::of(&Export::from_bytes(path, text.as_bytes(), &SourceSpec::default()).unwrap()).unwrap()
    }

    #[test]
    fn counts_what_a_person_wants_to_know_beforehand() {
        let preview = preview(
            "police.csv",
            "id,date,note,kin\n1,13/03/2025,Seen.,a\n2,01/03/2025,Seen.,b\n2,,Left,c\n4,02/03/2025,,d\n5,1\n",
        );
        assert_eq!(preview.counts.notes, 3);
        assert_eq!((preview.empty_notes(), preview.empty_share()), (1, Some(0.2)));
        assert_eq!((preview.repeated_texts, preview.repeated_ids, preview.undated), (1, 1, 1));
        let (first, last) = preview.date_range.unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2025-03-01".to_owned(), "2025-03-13".to_owned()));
        assert_eq!(preview.average_length(), Some(14.0 / 3.0));
        assert_eq!(preview.unmapped, ["kin"]);
        assert_eq!(preview.rejects, BTreeMap::from([("empty-note", 1), ("too-few-fields", 1)]));
    }

    #[test]
    fn a_file_without_rows_has_no_shares() {
        let preview = preview("police.csv", "id,note\n");
        assert_eq!((preview.empty_share(), preview.average_length(), preview.date_range), (None, None, None));
    }

    #[test]
    fn the_settings_it_prints_read_the_file_the_same_way() {
        #[derive(Deserialize)]
        struct Config {
            source: Vec<SourceSpec>,
        }
        let path = "C:\\exports\\Q1 \"draft\".csv";
        let text = "Ref\tdate\t\"Case \"\"Note\"\"\"\tforename\tsurname\n1\t13/03/2025\tMum’s\tA\tB\n";
        let config: Config = toml::from_str(&preview(path, text).to_toml()).unwrap();
        let expected = SourceSpec {
            files: vec![PathBuf::from(path)],
            agency: Some(Agency::new("C:\\exports\\Q1 \"draft\"")),
            sheet: None,
            columns: ColumnSpec {
                note_id: Some("Ref".into()),
                date: Some("date".into()),
                text: Some("Case \"Note\"".into()),
                names: Some(vec!["forename".into(), "surname".into()]),
                ..ColumnSpec::default()
            },
            encoding: Some(Encoding::Utf8),
            delimiter: Some('\t'),
            quoting: None,
            short_rows: None,
            date_format: Some("dd/mm/yyyy".into()),
            limits: Limits::default(),
        };
        assert_eq!(config.source, [expected]);
    }

    #[test]
    fn an_unusual_way_of_quoting_is_kept() {
        let settings = preview("a.csv", "id,note\n1,'a, b'\n2,'c'\n").to_toml();
        assert!(settings.contains("quoting = \"apostrophes\""), "{settings}");
        assert!(!preview("a.csv", "id,note\n1,a\n").to_toml().contains("quoting"));
    }

    #[test]
    fn an_export_of_plain_ascii_leaves_the_encoding_open() {
        assert!(!preview("a.csv", "id,note\n1,a\n").to_toml().contains("encoding"));
    }
}
