//! Compressed exports: gzip, and ZIP with one file in it. What comes out is
//! read as if it had never been packed; how much may come out is limited, and
//! nothing is unpacked twice.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::error::IntakeError;
use super::format::{self, Format, Look};

/// The most that is unpacked, in bytes.
const MOST: u64 = 4 << 30;

/// How much larger than the packed file its content may be, once that is more
/// than [`FREE`]. Notes pack to a fifth; only a file made to do harm to a
/// thousandth.
const MOST_TIMES: u64 = 200;

/// What may come out of any file, in bytes.
const FREE: u64 = 64 << 20;

/// Why a packed file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackedProblem {
    /// It is damaged, or packed in a way that is not read; what the reader says.
    Damaged(String),
    /// There is nothing in it.
    Nothing,
    /// There are several files in it.
    Several(Vec<String>),
    /// More comes out of it than this, in bytes.
    TooLarge(u64),
    /// What comes out of it is packed again.
    Twice,
}

/// The bytes of a file as a reader wants them, and their format.
///
/// # Errors
/// If it is empty or no table, or packed in a way that cannot be read.
pub(super) fn unpack<'b>(path: &str, bytes: &'b [u8]) -> Result<(Format, Cow<'b, [u8]>), IntakeError> {
    let refused = |problem| IntakeError::Packed { path: path.to_owned(), problem: Box::new(problem) };
    let unpacked = match format::of(path, bytes)? {
        Look::Gzip => read(MultiGzDecoder::new(bytes), bytes.len()),
        Look::Zip => only_file(bytes),
        Look::Table(format) => return Ok((format, Cow::Borrowed(bytes))),
    };
    let unpacked = unpacked.map_err(refused)?;
    match format::of(path, &unpacked)? {
        Look::Gzip | Look::Zip => Err(refused(PackedProblem::Twice)),
        Look::Table(format) => Ok((format, Cow::Owned(unpacked))),
    }
}

fn only_file(bytes: &[u8]) -> Result<Vec<u8>, PackedProblem> {
    let damaged = |error: zip::result::ZipError| PackedProblem::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    // What macOS adds to every archive is no export.
    let names = archive.file_names().map(|name| name.map(Cow::into_owned)).collect::<Result<Vec<String>, _>>();
    let is_file = |name: &String| !name.ends_with('/') && !name.starts_with("__MACOSX/");
    let names: Vec<String> = names.map_err(damaged)?.into_iter().filter(is_file).collect();
    match names.as_slice() {
        [] => Err(PackedProblem::Nothing),
        [name] => read(archive.by_name(name).map_err(damaged)?, bytes.len()),
        _ => Err(PackedProblem::Several(names)),
    }
}

fn read(packed: impl Read, size: usize) -> Result<Vec<u8>, PackedProblem> {
    let most = FREE.max(MOST_TIMES.saturating_mul(size as u64)).min(MOST);
    let mut bytes = Vec::new();
    packed.take(most + 1).read_to_end(&mut bytes).map_err(|error| PackedProblem::Damaged(error.to_string()))?;
    if bytes.len() as u64 > most { Err(PackedProblem::TooLarge(most)) } else { Ok(bytes) }
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
            let (format, bytes) = unpack("f.gz", &packed).unwrap();
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
            (gzip(&vec![b'a'; usize::try_from(FREE).unwrap() + 1]), "more than 64 MiB"),
            (gzip(b""), "is empty"),
        ];
        for (packed, expected) in cases {
            let message = unpack("f.gz", &packed).unwrap_err().to_string();
            assert!(message.contains(expected), "{expected}: {message}");
        }
    }
}
