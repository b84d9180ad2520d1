//! What is said about some files, as text for `plainrecord.toml`.

use std::fmt::Write;

use super::dates::DateOrder;
use super::dialect::Dialect;
use super::encoding::{EncodingEvidence, EncodingFound};
use super::export::DatesFound;
use super::field::{ColumnSpec, Field};
use super::source::SourceSpec;

impl SourceSpec {
    /// What was found out about a file, to read others or a part of it by.
    pub(super) fn found(encoding: Option<EncodingFound>, dialect: Option<&Dialect>, dates: &DatesFound) -> Self {
        // ASCII says too little: what comes next may have a pound sign in any encoding.
        let encoding = encoding.filter(|found| found.evidence != EncodingEvidence::Ascii);
        Self {
            encoding: encoding.map(|found| found.encoding),
            delimiter: dialect.and_then(|dialect| dialect.delimiter.char()),
            quoting: dialect.map(|dialect| dialect.quoting),
            date_format: dates.setting().map(str::to_owned),
            ..Self::default()
        }
    }

    /// The `[[source]]` block that says the same. What is left open is left
    /// out.
    pub fn to_toml(&self) -> String {
        let files: Vec<String> = self.files.iter().map(|path| path.display().to_string()).collect();
        let source = [
            ("files", Some(list(files.iter().map(String::as_str)))),
            ("agency", self.agency.as_ref().map(|agency| quoted(agency.as_str()))),
            ("sheet", self.sheet.as_deref().map(quoted)),
            ("encoding", self.encoding.map(|encoding| quoted(encoding.name()))),
            ("delimiter", self.delimiter.map(|char| quoted(char.encode_utf8(&mut [0; 4])))),
            ("quoting", self.quoting.map(|quoting| quoted(&quoting.name()))),
            ("short_rows", self.short_rows.map(|may_be| may_be.to_string())),
            ("date_format", self.date_format.as_deref().map(quoted)),
        ];
        let columns = Field::ALL.map(|field| (field.name(), column(&self.columns, field)));
        format!("[[source]]\n{}\n[source.columns]\n{}", lines(&source), lines(&columns))
    }
}

impl DatesFound {
    /// The date format that reads another file in the same way; `None` if
    /// nothing needs to be said.
    fn setting(&self) -> Option<&str> {
        match self {
            Self::Given(given) => Some(given),
            Self::Found(DateOrder::DayFirst, _) => Some("dd/mm/yyyy"),
            Self::Found(DateOrder::MonthFirst, _) => Some("mm/dd/yyyy"),
            // Says nothing on day and month, so that what could be either is read as neither.
            Self::Found(DateOrder::Mixed, _) => Some("yyyy-mm-dd"),
            Self::Found(DateOrder::NotNeeded, _) | Self::NoColumn => None,
        }
    }
}

/// The column of a field; a list where several may hold it.
fn column(columns: &ColumnSpec, field: Field) -> Option<String> {
    let asked = columns.asked(field)?;
    Some(if field.takes_several() { list(asked) } else { quoted(asked.first().copied().unwrap_or_default()) })
}

/// One line for each setting that has a value.
fn lines(settings: &[(&str, Option<String>)]) -> String {
    let lines = settings.iter().filter_map(|(key, value)| Some(format!("{key} = {}\n", value.as_ref()?)));
    lines.collect()
}

fn list<'s>(items: impl IntoIterator<Item = &'s str>) -> String {
    let items: Vec<String> = items.into_iter().map(quoted).collect();
    format!("[{}]", items.join(", "))
}

/// A TOML basic string: backslashes, quotation marks and control characters
/// escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use serde::Deserialize;

    use super::*;
    use crate::note::Agency;

    #[derive(Deserialize)]
    struct Settings {
        source: Vec<SourceSpec>,
    }

    #[test]
    fn what_is_said_reads_back_the_same() {
        let mut columns = ColumnSpec::default();
        for (field, name) in
            [("text", "Case \"Note\""), ("version", ""), ("names", "a"), ("names", "b"), ("status", "")]
        {
            columns.set(field, name).unwrap();
        }
        let all = SourceSpec {
            files: vec![PathBuf::from("C:\\Q1 \u{1}.csv"), PathBuf::from("b.csv")],
            agency: Some(Agency::new("Health\t\"East\"")),
            columns,
            sheet: Some("Notes".to_owned()),
            encoding: "cp1252".parse().ok(),
            delimiter: Some('\t'),
            quoting: "spaced".parse().ok(),
            short_rows: Some(false),
            date_format: Some("%d/%m/%Y".to_owned()),
            ..SourceSpec::default()
        };
        for spec in [all, SourceSpec::default()] {
            let read: Settings = toml::from_str(&spec.to_toml()).unwrap();
            assert_eq!(read.source[0].to_toml(), spec.to_toml());
            assert_eq!((&read.source[0].files, read.source[0].short_rows), (&spec.files, spec.short_rows));
        }
    }
}
