//! Compressed exports: gzip, and ZIP with one file in it. What comes out is
//! read as if it had never been packed; how much may come out is limited, and
//! nothing is unpacked twice.

use std::borrow::Cow;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::error::IntakeError;
use super::format::{self, Format, Look};
use super::limits::Limits;
use super::size::Size;
use crate::content::{Content, Ungathered};

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

/// The format of a file, and what comes out of it if it is packed. What is too
/// long for memory goes into `folder`, if there is one.
///
/// # Errors
/// If it is empty or no table, or packed in a way that cannot be read.
pub(super) fn unpack(
    path: &str,
    content: &Content,
    limits: &Limits,
    folder: Option<&Path>,
) -> Result<(Format, Option<Content>), IntakeError> {
    let most = most(content.length(), limits);
    let unpacked = match format::look(path, content)? {
        Look::Gzip => read(MultiGzDecoder::new(BufReader::new(content.reader(0))), most, folder),
        Look::Zip => {
            let unreadable = |error| IntakeError::Unreadable { path: path.to_owned(), error };
            only_file(&content.read(0, usize::MAX).map_err(unreadable)?, limits.max_entries, |file| {
                read(file, most, folder)
            })
        }
        Look::Table(format) => return Ok((format, None)),
    };
    let refused = |problem| match problem {
        NotUnpacked::Problem(problem) => IntakeError::Packed { path: path.to_owned(), problem: Box::new(problem) },
        NotUnpacked::Unkept(error) => IntakeError::Unkept { path: path.to_owned(), error },
    };
    let unpacked = unpacked.and_then(|unpacked| most.allows(unpacked)).map_err(refused)?;
    match format::look(path, &unpacked)? {
        Look::Gzip | Look::Zip => Err(refused(PackedProblem::Twice.into())),
        Look::Table(format) => Ok((format, Some(unpacked))),
    }
}

/// Why nothing was unpacked.
enum NotUnpacked {
    Problem(PackedProblem),
    Unkept(io::Error),
}

impl From<PackedProblem> for NotUnpacked {
    fn from(problem: PackedProblem) -> Self {
        Self::Problem(problem)
    }
}

fn only_file(
    bytes: &[u8],
    max_entries: u64,
    read: impl FnOnce(ZipFile<'_, Cursor<&[u8]>>) -> Result<Content, NotUnpacked>,
) -> Result<Content, NotUnpacked> {
    let damaged = |error: ZipError| PackedProblem::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let entries = archive.len() as u64;
    if entries > max_entries {
        return Err(PackedProblem::TooManyEntries(entries, max_entries).into());
    }
    // What macOS adds to every archive is no export.
    let names = archive.file_names().map(|name| name.map(Cow::into_owned)).collect::<Result<Vec<String>, _>>();
    let is_file = |name: &String| !name.ends_with('/') && !name.starts_with("__MACOSX/");
    let names: Vec<String> = names.map_err(damaged)?.into_iter().filter(is_file).collect();
    match names.as_slice() {
        [] => Err(PackedProblem::Nothing.into()),
        [name] => read(archive.by_name(name).map_err(damaged)?),
        _ => Err(PackedProblem::Several(names).into()),
    }
}

/// The most that may come out of a file, and why no more.
#[derive(Clone, Copy)]
struct Most {
    size: Size,
    /// How many times the packed size it is, if that is why.
    ratio: Option<u64>,
}

fn most(packed: u64, limits: &Limits) -> Most {
    let by_ratio = FREE.max(Size::of_bytes(limits.max_ratio.saturating_mul(packed)));
    let size = by_ratio.min(limits.max_unpacked);
    Most { size, ratio: (size != limits.max_unpacked).then_some(limits.max_ratio) }
}

impl Most {
    fn allows(self, unpacked: Content) -> Result<Content, NotUnpacked> {
        match self.ratio {
            _ if unpacked.length() <= self.size.bytes() => Ok(unpacked),
            None => Err(PackedProblem::TooLarge(self.size).into()),
            Some(ratio) => Err(PackedProblem::TooDense(self.size, ratio).into()),
        }
    }
}

/// What comes out, as far as it matters.
fn read(packed: impl Read, most: Most, folder: Option<&Path>) -> Result<Content, NotUnpacked> {
    Content::gather(packed.take(most.size.bytes().saturating_add(1)), folder).map_err(|error| match error {
        Ungathered::Unread(error) => PackedProblem::Damaged(error.to_string()).into(),
        Ungathered::Unkept(error) => NotUnpacked::Unkept(error),
    })
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

    fn unpacked(packed: &[u8], limits: &Limits) -> Result<Option<Content>, IntakeError> {
        let (format, content) = unpack("f.gz", &Content::of(packed.to_vec()), limits, None)?;
        assert_eq!(format, Format::Delimited);
        Ok(content)
    }

    #[test]
    fn what_is_packed_is_read_as_if_it_were_not() {
        let parts = [gzip(&EXPORT[..13]), gzip(&EXPORT[13..])].concat();
        assert!(unpacked(EXPORT, &Limits::default()).unwrap().is_none());
        for packed in [
            gzip(EXPORT),
            parts,
            archive(&[("a/notes.csv", EXPORT)]),
            archive(&[("__MACOSX/._notes.csv", b"x"), ("notes.csv", EXPORT)]),
        ] {
            let content = unpacked(&packed, &Limits::default()).unwrap().unwrap();
            assert_eq!(&*content.read(0, usize::MAX).unwrap(), EXPORT);
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
            let message = unpacked(&packed, &Limits::default()).unwrap_err().to_string();
            assert!(message.contains(expected), "{expected}: {message}");
        }
    }

    #[test]
    fn a_limit_that_is_met_is_named_with_the_flag_that_raises_it() {
        let large = vec![b'a'; (65 << 20) + 1];
        let (dense, crowded) = (gzip(&large), archive(&[("notes.csv", EXPORT), ("a/", b""), ("b/", b"")]));
        let limits = Limits { max_unpacked: Size::of_bytes(20), max_ratio: 2, max_entries: 2, ..Limits::default() };
        let roomy = |limits| Limits { max_unpacked: Size::of_mib(100), ..limits };
        let cases = [
            (gzip(EXPORT), limits, "more than 20 bytes come out of it", "--max-unpacked 40bytes"),
            (dense.clone(), roomy(limits), "more than 64 MiB come out of it, and more than 2 times", "--max-ratio 4"),
            (crowded.clone(), limits, "it has 3 entries, and 2 are the most", "--max-entries 3"),
        ];
        for (packed, limits, met, flag) in cases {
            let message = unpacked(&packed, &limits).unwrap_err().to_string();
            assert!(message.contains(met) && message.contains(flag), "{message}");
        }
        let raised = Limits { max_ratio: 100_000, max_entries: 3, ..roomy(limits) };
        for (packed, length) in [(gzip(EXPORT), EXPORT.len()), (dense, large.len()), (crowded, EXPORT.len())] {
            assert_eq!(unpacked(&packed, &raised).unwrap().unwrap().length(), length as u64);
        }
    }
}
