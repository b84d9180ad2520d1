//! Compressed exports: gzip, and ZIP with one file in it. What comes out is
//! read as if it had never been packed; how much may come out is limited, and
//! nothing is unpacked twice.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::error::IntakeError;
use super::format::{self, Format, Look};
use super::limits::Limits;
use super::size::Size;

/// What may come out of any file, however small it is packed.
const FREE: Size = Size::of_mib(64);

/// Why a packed file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackedProblem {
    /// It is damaged, or packed in a way that is not read; what the reader says.
    Damaged(String),
    /// There is nothing in it.
    Nothing,
    /// There are several files in it.
    Several(Vec<String>),
    /// More comes out of it than this.
    TooLarge(Size),
    /// More comes out of it than this, which is all that its packed size
    /// allows: so many times as much.
    TooDense(Size, u64),
    /// It has so many entries, and no more than this are looked at.
    TooManyEntries(u64, u64),
    /// What comes out of it is packed again.
    Twice,
}

/// The bytes of a file as a reader wants them, and their format.
///
/// # Errors
/// If it is empty or no table, or packed in a way that cannot be read.
pub(super) fn unpack<'b>(path: &str, bytes: &'b [u8], limits: &Limits) -> Result<(Format, Cow<'b, [u8]>), IntakeError> {
    let refused = |problem| IntakeError::Packed { path: path.to_owned(), problem: Box::new(problem) };
    let unpacked = match format::of(path, bytes)? {
        Look::Gzip => read(MultiGzDecoder::new(bytes), bytes.len(), limits),
        Look::Zip => only_file(bytes, limits),
        Look::Table(format) => return Ok((format, Cow::Borrowed(bytes))),
    };
    let unpacked = unpacked.map_err(refused)?;
    match format::of(path, &unpacked)? {
        Look::Gzip | Look::Zip => Err(refused(PackedProblem::Twice)),
        Look::Table(format) => Ok((format, Cow::Owned(unpacked))),
    }
}

fn only_file(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, PackedProblem> {
    let damaged = |error: zip::result::ZipError| PackedProblem::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let entries = archive.len() as u64;
    if entries > limits.max_entries {
        return Err(PackedProblem::TooManyEntries(entries, limits.max_entries));
    }
    // What macOS adds to every archive is no export.
    let names = archive.file_names().map(|name| name.map(Cow::into_owned)).collect::<Result<Vec<String>, _>>();
    let is_file = |name: &String| !name.ends_with('/') && !name.starts_with("__MACOSX/");
    let names: Vec<String> = names.map_err(damaged)?.into_iter().filter(is_file).collect();
    match names.as_slice() {
        [] => Err(PackedProblem::Nothing),
        [name] => read(archive.by_name(name).map_err(damaged)?, bytes.len(), limits),
        _ => Err(PackedProblem::Several(names)),
    }
}

fn read(packed: impl Read, size: usize, limits: &Limits) -> Result<Vec<u8>, PackedProblem> {
    let by_ratio = FREE.max(Size::of_bytes(limits.max_ratio.saturating_mul(size as u64)));
    let most = by_ratio.min(limits.max_unpacked);
    let mut bytes = Vec::new();
    let all = packed.take(most.bytes().saturating_add(1)).read_to_end(&mut bytes);
    all.map_err(|error| PackedProblem::Damaged(error.to_string()))?;
    match bytes.len() as u64 > most.bytes() {
        false => Ok(bytes),
        true if most == limits.max_unpacked => Err(PackedProblem::TooLarge(most)),
        true => Err(PackedProblem::TooDense(most, limits.max_ratio)),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const EXPORT: &[u8] = b"note_id,note\n1,Seen.\n";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_packed_is_read_as_if_it_were_not() {
        let parts = [gzip(&EXPORT[..13]), gzip(&EXPORT[13..])].concat();
        for packed in [
            EXPORT.to_vec(),
            gzip(EXPORT),
            parts,
            archive(&[("a/notes.csv", EXPORT)]),
            archive(&[("__MACOSX/._notes.csv", b"x"), ("notes.csv", EXPORT)]),
        ] {
            let (format, bytes) = unpack("f.gz", &packed, &Limits::default()).unwrap();
            assert_eq!((format, &*bytes), (Format::Delimited, EXPORT));
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_refused_with_a_reason() {
        let whole = gzip(EXPORT);
        let cases = [
            (whole[..whole.len() - 6].to_vec(), "damaged"),
            (gzip(&whole), "packed twice"),
            (archive(&[("a.csv", EXPORT), ("b.csv", EXPORT)]), "a.csv, b.csv"),
            (archive(&[]), "nothing in it"),
            (gzip(b""), "is empty"),
        ];
        for (packed, expected) in cases {
            let message = unpack("f.gz", &packed, &Limits::default()).unwrap_err().to_string();
            assert!(message.contains(expected), "{expected}: {message}");
        }
    }

    #[test]
    fn a_limit_that_is_met_is_named_with_the_flag_that_raises_it() {
        let large = vec![b'a'; (65 << 20) + 1];
        let (dense, crowded) = (gzip(&large), archive(&[("notes.csv", EXPORT), ("a/", b""), ("b/", b"")]));
        let limits = Limits { max_unpacked: Size::of_bytes(20), max_ratio: 2, max_entries: 2, ..Limits::default() };
        let unpacked = |limits| Limits { max_unpacked: Size::of_mib(100), ..limits };
        let cases = [
            (gzip(EXPORT), limits, "more than 20 bytes come out of it", "--max-unpacked 40bytes"),
            (
                dense.clone(),
                unpacked(limits),
                "more than 64 MiB come out of it, and more than 2 times",
                "--max-ratio 4",
            ),
            (crowded.clone(), limits, "it has 3 entries, and 2 are the most", "--max-entries 3"),
        ];
        for (packed, limits, met, flag) in cases {
            let message = unpack("f.gz", &packed, &limits).unwrap_err().to_string();
            assert!(message.contains(met) && message.contains(flag), "{message}");
        }
        let raised = Limits { max_ratio: 100_000, max_entries: 3, ..unpacked(limits) };
        for (packed, length) in [(gzip(EXPORT), EXPORT.len()), (dense, large.len()), (crowded, EXPORT.len())] {
            assert_eq!(unpack("f.gz", &packed, &raised).unwrap().1.len(), length);
        }
    }
}
