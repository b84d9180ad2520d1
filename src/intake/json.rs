//! JSON: an object a line, objects one after the other, or an array of them.
//! Every object is a row and every key a column; what stands in an object
//! inside is a column of its own, such as `note.text`.

mod record;
mod shapes;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use self::record::record;
use self::shapes::Shapes;
use self::split::split;
use super::decode::{Decoded, decode};
use super::encoding::Encoding;
use super::header::header_names;
use super::raw::{Fault, Raw, RawRow};
use super::records::{Kind, Piece};
use super::reject::{RejectReason, is_too_long};

/// What is wrong with a record, and in which column.
type Wrong = (RejectReason, Option<usize>);

/// A JSON file, decoded and split, its records not yet parsed.
#[derive(Clone, Debug)]
pub(super) struct Json {
    decoded: Decoded,
    pieces: Vec<Piece>,
    /// The column of each key.
    columns: BTreeMap<String, usize>,
    /// The keys as names of columns, in the order in which they first occur.
    header: Vec<String>,
    shapes: Shapes,
}

impl Json {
    /// Reads the bytes of a whole file. What is wrong with it is wrong with a
    /// record.
    pub(super) fn read(bytes: &[u8], encoding: Option<Encoding>) -> Self {
        let decoded = decode(bytes, encoding);
        let pieces = split(&decoded.text);
        let Names { columns, in_order, shapes } = Names::of(&decoded.text, &pieces);
        Self { decoded, pieces, columns, header: header_names(in_order), shapes }
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    pub(super) fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The columns that most records lack, in records that lack one of `read`,
    /// which most have; and how many such records there are.
    pub(super) fn rare_names(&self, read: &[usize]) -> Option<(BTreeSet<usize>, u64)> {
        self.shapes.rare(read)
    }

    /// Every record, in file order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        let mut in_file = self.decoded.start();
        let mut row = 0;
        self.pieces.iter().filter_map(move |piece| {
            let start = in_file;
            in_file += self.decoded.bytes_in_file(piece.span.clone());
            row += u64::from(matches!(piece.kind, Kind::Row(_)));
            matches!(piece.kind, Kind::Row(_)).then(|| {
                let bytes = Some(start..in_file);
                match self.cells(piece) {
                    Ok(fields) => Ok(RawRow { row, line: piece.line, fields, bytes }),
                    Err((reason, column)) => Err(Fault { row, line: piece.line, column, reason, bytes }),
                }
            })
        })
    }

    /// The cells of a record, one for each column.
    fn cells(&self, piece: &Piece) -> Result<Vec<String>, Wrong> {
        if self.decoded.is_damaged(piece.span.clone()) {
            return Err((RejectReason::BadBytes, None));
        }
        let mut cells = vec![String::new(); self.header.len()];
        for (key, cell) in self.members(piece)? {
            let Some(&column) = self.columns.get(&key) else { continue };
            if is_too_long(&cell) {
                return Err((RejectReason::FieldTooLong, Some(column)));
            }
            cells[column] = cell;
        }
        Ok(cells)
    }

    fn members(&self, piece: &Piece) -> Result<Vec<(String, String)>, Wrong> {
        let is_last = piece.span.end == self.decoded.text.len();
        record(&self.decoded.text[piece.span.clone()]).map_err(|reason| match reason {
            RejectReason::CutOff if !is_last => (RejectReason::NotJson, None),
            other => (other, None),
        })
    }
}

/// The names in all records.
#[derive(Default)]
struct Names {
    columns: BTreeMap<String, usize>,
    in_order: Vec<String>,
    shapes: Shapes,
}

impl Names {
    fn of(text: &str, pieces: &[Piece]) -> Self {
        let mut names = Self::default();
        let records = pieces.iter().filter(|piece| matches!(piece.kind, Kind::Row(_)));
        for members in records.filter_map(|piece| record(&text[piece.span.clone()]).ok()) {
            let columns = members.into_iter().map(|(key, _)| names.column(key)).collect();
            names.shapes.add(columns);
        }
        names
    }

    fn column(&mut self, key: String) -> usize {
        if let Some(&known) = self.columns.get(&key) {
            return known;
        }
        self.in_order.push(key.clone());
        self.columns.insert(key, self.columns.len());
        self.columns.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::reject::MAX_FIELD_CHARS;
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let show = |raw: Raw| match raw {
            Ok(row) => row.fields.join("|"),
            Err(fault) => format!("{} in line {}", fault.reason.code(), fault.line),
        };
        Json::read(text.as_bytes(), None).rows().map(show).collect()
    }

    #[test]
    fn every_object_is_a_row_and_every_key_a_column() {
        let cases: &[(&str, &[&str])] = &[
            ("{\"id\":1,\"note\":\"a\"}\n{\"id\":2,\"note\":\"b\\nc\"}\n", &["1|a", "2|b\nc"]),
            ("{\"id\":1,\"note\":\"a\"}\r\n\r\n{\"note\":\"b\"}", &["1|a", "|b"]),
            ("[{\"id\":1,\"note\":\"a\"},{\"id\":2,\"note\":\"b\"}]", &["1|a", "2|b"]),
            ("[\n  {\n    \"id\": 1,\n    \"note\": \"a\"\n  },\n  {\n    \"id\": 2\n  }\n]\n", &["1|a", "2|"]),
            ("{\n  \"id\": 1\n}\n{\n  \"id\": 2\n}\n", &["1", "2"]),
            ("{\"id\":1234567890123456789012,\"yes\":true,\"no\":null}\n", &["1234567890123456789012|true|"]),
            ("{\"id\":1,\"note\":{\"text\":\"a\",\"by\":{\"team\":\"East\"}}}\n", &["1|a|East"]),
            ("{\"tags\": [ \"a\", {\"b\": 1} ] }\n", &["[ \"a\", {\"b\": 1} ]"]),
            ("\u{feff}{\"id\":1}\n", &["1"]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn a_bad_record_costs_one_row() {
        let cases: &[(&str, &[&str])] = &[
            ("{\"id\":1}\n{\"id\":}\n{\"id\":3}\n", &["1", "not-json in line 2", "3"]),
            ("{\"id\":1}\n{\"id\":2},\n{\"id\":3}\n", &["1", "not-json in line 2", "3"]),
            ("{\"id\":1}\n{\"id\":NaN}\n", &["1", "not-json in line 2"]),
            ("{\"id\":1}\n{\"id\":\"\\ud800\"}\n", &["1", "not-json in line 2"]),
            (
                "{\"id\":1}\n[2]\n\"x\"\n4\n",
                &["1", "not-an-object in line 2", "not-an-object in line 3", "not-an-object in line 4"],
            ),
            ("{\"id\":1}\n{\"id\":2,\"id\":3}\n", &["1", "repeated-key in line 2"]),
            ("{\"id\":1}\n{\"id\":2,\"note\":\"cut o", &["1", "cut-off in line 2"]),
            ("[{\"id\":1},{\"id\":2},{\"id\":", &["1", "2", "cut-off in line 1"]),
            ("[{\"id\":1},\n{\"id\":2,\n{\"id\":3}\n]\n", &["1", "not-json in line 2", "3"]),
            ("[\n  {\n    \"id\": \"1\n  },\n  {\n    \"id\": 2\n  }\n]\n", &["not-json in line 2", "2"]),
            ("[{\"id\":1} {\"id\":2}]", &["1", "2"]),
            ("[{\"id\":1}]\ntrailing\n", &["1", "not-json in line 2"]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(text), *expected, "{text:?}");
        }
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let list = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(rows(&format!("{{\"id\":{list}}}\n")), [list]);
        let object = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
        assert_eq!(rows(&object), [&object["{\"a\":".len() * 9..object.len() - 9]]);
        let long = format!("{{\"note\":\"{}\"}}\n{{\"note\":\"b\"}}\n", "a".repeat(MAX_FIELD_CHARS + 1));
        assert_eq!(rows(&long), ["field-too-long in line 1", "b"]);
    }

    #[test]
    fn knows_the_line_and_the_bytes_of_a_row() {
        let table = Json::read("\u{feff}{\"id\":1}\n\n{\"id\":\"é\"}\n".as_bytes(), None);
        let places: Vec<_> = table.rows().flatten().map(|row| (row.row, row.line, row.bytes.unwrap())).collect();
        assert_eq!(places, [(1, 1, 3..12), (2, 3, 13..25)]);
    }
}
