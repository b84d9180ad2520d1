//! A delimited file of any length, read part by part, so that memory holds a
//! part and never the file. A part ends where a sound record begins, which is
//! in the same place every time. Cells are parsed as rows are asked for.

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::csv::{Delimited, Given, Stretch};
use super::decode::{Damage, Decoded, decode_as};
use super::dialect::Dialect;
use super::encoding::EncodingFound;
use super::error::IntakeError;
use super::foreign;
use super::head::Head;
use super::raw::{Fault, Raw, RawRow};
use super::records::Kinds;
use super::witness::Witness;
use crate::content::Content;
use crate::digest::hexadecimal;

/// How long the parts of a file are, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// What is read at once; more where no record begins in it.
    pub(super) part: usize,
    /// What has to be seen after a record to be sure where it ends.
    pub(super) margin: usize,
}

impl Lengths {
    /// A field has no more than a mebibyte, nor does `recovery` look further.
    pub(super) const USUAL: Self = Self { part: 16 << 20, margin: 2 << 20 };
}

/// Where a part starts.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: u64,
    line: u64,
    /// Records before it.
    records: u64,
}

/// A part as it was found at first.
#[derive(Clone, Copy, Debug)]
struct Part {
    place: Place,
    /// The CRC-32 of its bytes, by which they are known again.
    checksum: u32,
}

/// A delimited file, split into parts.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    file: File,
    head: Head,
    all: Vec<Part>,
    sums: Sums,
    stated_total: Option<u64>,
}

/// What all parts come to.
#[derive(Clone, Debug, Default)]
struct Sums {
    digest: Sha256,
    kinds: Kinds,
    /// Bytes that are in no record.
    other: u64,
    damage: Damage,
}

impl Parts {
    /// Reads a file for the first time. `known` says whether a header name
    /// means something to intake.
    ///
    /// # Errors
    /// If it cannot be read, if its encoding, its delimiter or a second header
    /// is a question, or if the first one cannot be read.
    pub(super) fn read(
        path: &str,
        content: Content,
        given: Given,
        lengths: Lengths,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        let file = File::new(path, content, given, lengths)?;
        let (mut parts, mut sums) = (Vec::new(), Sums::default());
        let mut read = file.part(Place::default(), known, |stretch, text| Delimited::start(stretch, text, given))?;
        let head = read.table.head();
        loop {
            sums.add(&read);
            parts.push(Part { place: read.place, checksum: read.checksum() });
            let Some(next) = read.next else { break };
            read = file.part_below(&head, next, known)?;
        }
        let stated_total = read.table.stated_total();
        Ok(Self { file, head, all: parts, sums, stated_total })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        self.head.header()
    }

    /// How the file is laid out.
    pub(super) fn dialect(&self) -> &Dialect {
        self.head.dialect()
    }

    pub(super) fn encoding(&self) -> EncodingFound {
        self.file.encoding
    }

    /// The length of the file, in bytes.
    pub(super) fn length(&self) -> u64 {
        self.file.content.length()
    }

    /// How many of its bytes are in no record.
    pub(super) fn other(&self) -> u64 {
        self.sums.other
    }

    /// The SHA-256 of the file, in hexadecimal.
    pub(super) fn digest(&self) -> String {
        hexadecimal(&self.sums.digest.clone().finalize())
    }

    pub(super) fn kinds(&self) -> Kinds {
        self.sums.kinds
    }

    pub(super) fn damage(&self) -> Damage {
        self.sums.damage
    }

    /// The records that a closing line says there are.
    pub(super) fn stated_total(&self) -> Option<u64> {
        self.stated_total
    }

    /// The first part, as it stands in the file.
    ///
    /// # Errors
    /// If the file cannot be read any more.
    pub(super) fn first(&self) -> Result<Delimited, IntakeError> {
        Ok(self.file.part_below(&self.head, Place::default(), &|_| false)?.table)
    }

    /// Bytes of the file.
    ///
    /// # Errors
    /// If the file cannot be read any more.
    pub(super) fn bytes(&self, range: Range<u64>) -> Result<Cow<'_, [u8]>, IntakeError> {
        let length = usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX);
        self.file.read(range.start, length)
    }

    /// Every record, in file order.
    ///
    /// # Errors
    /// If the file cannot be read any more, or has changed.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<Raw, IntakeError>> + Send + '_ {
        self.all.iter().flat_map(|part| match self.rows_of(part) {
            Ok(rows) => rows.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })
    }

    fn rows_of(&self, part: &Part) -> Result<Vec<Raw>, IntakeError> {
        let read = self.file.part_below(&self.head, part.place, &|_| false)?;
        if read.checksum() != part.checksum {
            return Err(IntakeError::Changed { path: self.file.path.clone() });
        }
        Ok(read.table.rows().map(|raw| part.place.of(raw)).collect())
    }
}

impl Place {
    /// A record of the part that starts here, by its place in the file.
    fn of(self, raw: Raw) -> Raw {
        let row = |row| self.records + row;
        let bytes = |bytes: Option<Range<u64>>| bytes.map(|bytes| self.byte + bytes.start..self.byte + bytes.end);
        match raw {
            Ok(raw) => Ok(RawRow { row: row(raw.row), bytes: bytes(raw.bytes), ..raw }),
            Err(fault) => Err(Fault { row: row(fault.row), bytes: bytes(fault.bytes), ..fault }),
        }
    }
}

/// A part that was read.
struct Read<'f> {
    place: Place,
    bytes: Cow<'f, [u8]>,
    table: Delimited,
    /// Where the next part starts, if there is one.
    next: Option<Place>,
}

impl Read<'_> {
    /// Its bytes, without those of the next part that were read to find its end.
    fn own(&self) -> &[u8] {
        let length = usize::try_from(self.table.decoded().length()).unwrap_or(usize::MAX);
        self.bytes.get(..length).unwrap_or(&self.bytes)
    }

    fn checksum(&self) -> u32 {
        crc32fast::hash(self.own())
    }
}

impl Sums {
    fn add(&mut self, read: &Read<'_>) {
        let (table, decoded) = (&read.table, read.table.decoded());
        self.digest.update(read.own());
        self.kinds += Kinds::of(table.pieces());
        self.other += decoded.other(table.pieces());
        self.damage += decoded.damage();
    }
}

/// A file whose encoding is known.
#[derive(Clone, Debug)]
struct File {
    path: String,
    content: Content,
    encoding: EncodingFound,
    lengths: Lengths,
}

impl File {
    fn new(path: &str, content: Content, given: Given, lengths: Lengths) -> Result<Self, IntakeError> {
        let unreadable = |error| IntakeError::Unreadable { path: path.to_owned(), error };
        let (mut witness, mut at) = (Witness::default(), 0);
        while at < content.length() {
            let block = content.read(at, lengths.part).map_err(unreadable)?;
            witness.add(&block);
            at += block.len() as u64;
        }
        let encoding = witness.found(given.encoding);
        foreign::refuse(path, &content.read(0, lengths.part).map_err(unreadable)?, encoding)?;
        Ok(Self { path: path.to_owned(), content, encoding, lengths })
    }

    fn read(&self, start: u64, most: usize) -> Result<Cow<'_, [u8]>, IntakeError> {
        let unreadable = |error| IntakeError::Unreadable { path: self.path.clone(), error };
        self.content.read(start, most).map_err(unreadable)
    }

    /// A part of the file with this head.
    fn part_below(&self, head: &Head, place: Place, known: &dyn Fn(&str) -> bool) -> Result<Read<'_>, IntakeError> {
        self.part(place, known, |stretch, text| match place.byte {
            0 => head.first_part(stretch, text),
            _ => head.part(stretch, text, place.line),
        })
    }

    /// A part of the file, as `table` makes it.
    fn part(
        &self,
        place: Place,
        known: &dyn Fn(&str) -> bool,
        table: impl Fn(Stretch<'_>, Decoded) -> Result<Delimited, IntakeError>,
    ) -> Result<Read<'_>, IntakeError> {
        let mut length = self.lengths.part;
        loop {
            let bytes = self.read(place.byte, length)?;
            let is_last = place.byte + bytes.len() as u64 >= self.content.length();
            let decoded = decode_as(&bytes, self.encoding, place.byte == 0);
            let mut table = table(Stretch { path: &self.path, is_last, known }, decoded)?;
            let line = if is_last { None } else { table.cut(self.lengths.margin) };
            if is_last || line.is_some() {
                let (byte, records) = (place.byte + table.decoded().length(), Kinds::of(table.pieces()).rows);
                let next = line.map(|line| Place { byte, line, records: place.records + records });
                return Ok(Read { place, bytes, table, next });
            }
            length = length.saturating_mul(2);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHORT: Lengths = Lengths { part: 400, margin: 200 };

    /// As many sound records as are looked at to know what records look like.
    const SOUND: usize = 2000;

    fn known(name: &str) -> bool {
        ["id", "date", "note"].contains(&name)
    }

    fn read(bytes: &[u8], lengths: Lengths) -> Parts {
        Parts::read("f.csv", Content::of(bytes.to_vec()), Given::default(), lengths, &known).unwrap()
    }

    /// What is known of a file.
    type Known = (Vec<Raw>, Kinds, u64, Damage, Option<u64>, String);

    /// The same file in parts and in one.
    fn both(bytes: &[u8], lengths: Lengths) -> [Known; 2] {
        [lengths, Lengths::USUAL].map(|lengths| {
            let parts = read(bytes, lengths);
            let rows = parts.rows().map(Result::unwrap).collect();
            (rows, parts.kinds(), parts.other(), parts.damage(), parts.stated_total(), parts.digest())
        })
    }

    fn export(notes: &[String]) -> String {
        let rows = (1..).zip(notes).map(|(id, note)| format!("N-{id},14/03/2025,{note}\n"));
        format!("Case notes\n\nid,date,note\n{}Total records: {}\n", rows.collect::<String>(), notes.len())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn a_file_reads_the_same_in_parts_and_in_one(
            notes in prop::collection::vec(prop::sample::select(vec![
                "Seen.", "\"Mum, well\"", "\"One\n\ntwo\nthree\"", "\"never closed", "Mum’s", "a 6\" knife", "\"a 6\" knife\"",
                "\u{fffd}\0", "cut\nin two", "a,b", "", "\n", "Seen.\nid,date,note",
            ]), 150..250),
            mark in any::<bool>(),
        ) {
            let notes: Vec<String> = std::iter::repeat_n("Seen.", SOUND).chain(notes).map(str::to_owned).collect();
            let text = format!("{}{}", if mark { "\u{feff}" } else { "" }, export(&notes));
            // The first part ends among the others.
            let lengths = Lengths { part: 50_000, margin: 1000 };
            let [parts, whole] = both(text.as_bytes(), lengths);
            prop_assert!(parts == whole);
            prop_assert_eq!(read(text.as_bytes(), lengths).all.len(), 2);
        }
    }

    #[test]
    fn every_encoding_can_be_read_in_parts() {
        let text = export(&vec!["Mum’s £20 ".repeat(3); 40]);
        let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
        let windows = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        let damaged = text.bytes().map(|byte| if byte == b'4' { 0xFF } else { byte }).collect();
        for bytes in [utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), windows, damaged] {
            let [parts, whole] = both(&bytes, SHORT);
            assert_eq!(parts, whole);
            assert_eq!(parts.0.len(), 40);
        }
    }

    #[test]
    fn a_record_that_is_longer_than_a_part_is_read_whole() {
        let mut notes = vec!["Seen.".to_owned(); 40];
        notes[20] = format!("\"{}\"", "one\n".repeat(1000));
        let [parts, whole] = both(export(&notes).as_bytes(), SHORT);
        assert_eq!(parts, whole);
    }

    #[test]
    fn a_file_that_changes_between_two_readings_is_an_error() {
        use std::io::{Seek, Write};
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(export(&vec!["Seen.".to_owned(); 100]).as_bytes()).unwrap();
        let content = Content::of_file(file.try_clone().unwrap()).unwrap();
        let parts = Parts::read("f.csv", content, Given::default(), SHORT, &known).unwrap();
        assert_eq!(parts.rows().filter(Result::is_err).count(), 0);
        file.seek(std::io::SeekFrom::Start(1000)).unwrap();
        file.write_all(b"x").unwrap();
        assert!(parts.rows().any(|row| matches!(row, Err(IntakeError::Changed { .. }))));
    }
}
