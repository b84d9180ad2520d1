//! The cells of a record. Those of the usual kind are parsed by the `csv`
//! crate, one run of them at a time; those that it would misread, by where
//! `scan` says that their fields end.

use std::ops::Range;

use super::delimiter::Delimiter;
use super::quoting::Quoting;
use super::scan::{Field, Scanner};

/// The cells of a single record, however they are quoted.
pub(super) fn cells(record: &str, delimiter: Delimiter, quoting: Quoting) -> Vec<String> {
    if quoting == Quoting::USUAL { fields(record, delimiter) } else { scanned(record, delimiter, quoting) }
}

/// The cells of a single record that is quoted in the usual way.
pub(super) fn fields(record: &str, delimiter: Delimiter) -> Vec<String> {
    let mut cells = csv::StringRecord::new();
    let read = reader(record, delimiter).read_record(&mut cells).unwrap_or_default();
    if read { cells.iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// The cells of each of several records that are quoted in the usual way.
pub(super) fn records(text: &str, delimiter: Delimiter) -> impl Iterator<Item = Vec<String>> {
    // Reading from memory cannot fail, and the text is UTF-8 already.
    reader(text, delimiter).into_records().flatten().map(|cells| cells.iter().map(str::to_owned).collect())
}

/// The cells of a single record with each stray quotation mark as it stands.
pub(super) fn scanned(record: &str, delimiter: Delimiter, quoting: Quoting) -> Vec<String> {
    let scanner = Scanner::new(record, delimiter.byte()).quoted(quoting);
    let mut cells = Vec::new();
    scanner.fields(0, |open| scanner.believe(open, usize::MAX), |field| cells.push(cell(record, scanner, field)));
    cells
}

fn cell(record: &str, scanner: Scanner<'_>, field: Field) -> String {
    let rest = record.get(field.rest..field.end).unwrap_or_default();
    let mark = char::from(scanner.quoting().mark());
    match field.quoted {
        Some((start, end)) => unescaped(record, scanner, start..end) + rest,
        None if scanner.quoting().is_joined() => {
            let bare = rest.strip_prefix(mark).unwrap_or(rest);
            bare.strip_suffix(mark).unwrap_or(bare).to_owned()
        }
        None => rest.to_owned(),
    }
}

/// What stands between quotation marks, without what only says that the mark
/// after it is meant as it stands.
fn unescaped(record: &str, scanner: Scanner<'_>, content: Range<usize>) -> String {
    let (mut out, mut from) = (String::with_capacity(content.len()), content.start);
    for escape in scanner.escapes(content.start, content.end) {
        out.push_str(record.get(from..escape).unwrap_or_default());
        from = escape + 1;
    }
    out + record.get(from..content.end).unwrap_or_default()
}

/// A run of sound records, which one reader of the `csv` crate parses.
pub(super) struct Run<'t> {
    reader: csv::Reader<&'t [u8]>,
    record: csv::StringRecord,
    /// One past the last piece of the run.
    end: usize,
}

impl<'t> Run<'t> {
    /// Starts to read `text`, which ends before the piece with number `end`.
    pub(super) fn new(text: &'t str, delimiter: Delimiter, end: usize) -> Self {
        Self { reader: reader(text, delimiter), record: csv::StringRecord::new(), end }
    }

    /// Whether the piece before this one is in the run.
    pub(super) fn has(&self, next: usize) -> bool {
        next <= self.end
    }

    /// The cells of the next record.
    pub(super) fn cells(&mut self) -> Vec<String> {
        // Reading from memory cannot fail, and the text is UTF-8 already.
        let read = self.reader.read_record(&mut self.record).unwrap_or_default();
        if read { self.record.iter().map(str::to_owned).collect() } else { Vec::new() }
    }
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter.byte())
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(text.len().clamp(64, 64 << 10))
        .from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn comma() -> Delimiter {
        Delimiter::CANDIDATES[0]
    }

    #[test]
    fn cells_are_read_whichever_way_they_are_quoted() {
        let [backslash, spaced, _, apostrophes, .., joined] = Quoting::OTHERS;
        let cases: &[(Quoting, &str, &[&str])] = &[
            (
                backslash,
                "1,\"he said \\\"no\\\", C:\\\\ and C:\\x\",b\n",
                &["1", "he said \"no\", C:\\ and C:\\x", "b"],
            ),
            (backslash, "1,\"a \"\"b\"\"\",\\\"\n", &["1", "a \"b\"", "\\\""]),
            (spaced, "1, \"a, b\" , c\n", &["1", "a, b ", " c"]),
            (apostrophes, "'1','Mum''s, \"b\"',c's\n", &["1", "Mum's, \"b\"", "c's"]),
            (joined, "1\",\"a, \"b\", c\",\"\",\"d\"\r\n", &["1", "a, \"b\", c", "", "d"]),
            (joined, "\"1\",\"\",\"\n", &["1", "", ""]),
        ];
        for (quoting, record, expected) in cases {
            assert_eq!(cells(record, comma(), *quoting), *expected, "{record:?}");
        }
    }

    #[test]
    fn a_stray_quotation_mark_is_read_as_it_stands() {
        assert_eq!(scanned("1,\"a 6\" \"\"knife\"\"\",b", comma(), Quoting::USUAL), ["1", "a 6\" \"knife\"", "b"]);
    }

    proptest! {
        #[test]
        fn sound_records_read_the_same_as_the_csv_crate_reads_them(
            cells in prop::collection::vec("[ab1,;\"'\r\n\t é]{1,12}", 2..6),
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            let record = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(scanned(&record, comma(), Quoting::USUAL), fields(&record, comma()));
        }

        #[test]
        fn no_record_is_too_broken_to_read(record in "[a1,\"' \\\\é]{0,40}\n?", quoting in prop::sample::select(Quoting::OTHERS.to_vec())) {
            let scanner = Scanner::new(&record, b',').quoted(quoting);
            let fields = scanner.record(0, |open| scanner.believe(open, usize::MAX)).fields;
            prop_assert_eq!(cells(&record, comma(), quoting).len(), fields);
        }
    }
}
