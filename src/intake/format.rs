//! What kind of file this is, by its first bytes and never by its ending:
//! `.csv` may be a workbook and `.xls` may be text.

use super::error::IntakeError;
use super::parquet::is_parquet;
use crate::content::Content;

/// The bytes by which a format is told, in the first place.
const LOOKED_AT: usize = 64 << 10;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// CSV, TSV and their relatives.
    Delimited,
    /// JSON lines or a JSON list.
    Json,
    /// XLSX, XLSB, XLS or ODS.
    Workbook,
    /// HTML with a table in it.
    WebPage,
    /// Parquet.
    Parquet,
}

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A table, to be read.
    Table(Format),
    /// Something packed with gzip.
    Gzip,
    /// A ZIP archive that is no document.
    Zip,
}

/// How JSON objects and lists of them begin.
const JSON: &[&[u8]] = &[b"{\"", b"{ ", b"{\n", b"{\r\n", b"{}", b"[{", b"[ ", b"[\n", b"[\r\n", b"[]"];

/// A format that is told apart, by how it begins and what to do about it.
struct Lookalike {
    starts: &'static [&'static [u8]],
    looks_like: &'static str,
    remedy: &'static str,
}

/// How web pages begin, in lower case. Some systems name them `.xls`.
const WEB_PAGE: &[&[u8]] = &[b"<!doctype html", b"<html", b"<head", b"<meta", b"<style", b"<body", b"<div", b"<table"];

pub(super) const SAVE_AS_CSV: &str = "Open it in Excel, choose Save As, and save it as \"CSV UTF-8\".";

#[rustfmt::skip]
const LOOKALIKES: &[Lookalike] = &[
    Lookalike { starts: &[b"%PDF"], looks_like: "a PDF", remedy: "A PDF has no rows: export the notes as CSV from the case system." },
    Lookalike { starts: &[b"{\\rtf"], looks_like: "an RTF document", remedy: "Export the notes as CSV from the case system." },
    Lookalike { starts: &[b"<?xml"], looks_like: "XML", remedy: SAVE_AS_CSV },
    Lookalike { starts: &[b"version https://git-lfs"], looks_like: "a pointer to a file that Git LFS has not fetched", remedy: "Fetch the file itself first." },
];

/// Tells the format of a file's content.
///
/// # Errors
/// If it is empty, begins like something else, or cannot be read.
pub(super) fn look(path: &str, content: &Content) -> Result<Look, IntakeError> {
    let unreadable = |error| IntakeError::Unreadable { path: path.to_owned(), error };
    let start = content.read(0, LOOKED_AT).map_err(unreadable)?;
    match of(path, &start) {
        // The names of an archive's parts may stand anywhere, and blank lines may go on.
        Ok(Look::Zip) | Err(IntakeError::Empty { .. }) if content.length() > LOOKED_AT as u64 => {
            of(path, &content.read(0, usize::MAX).map_err(unreadable)?)
        }
        look => look,
    }
}

/// Tells the format of a file.
///
/// # Errors
/// If the file is empty, or begins like something else.
pub(super) fn of(path: &str, bytes: &[u8]) -> Result<Look, IntakeError> {
    if is_parquet(bytes) {
        return Ok(Look::Table(Format::Parquet));
    }
    let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A);
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let body = marks.into_iter().find_map(|mark| bytes.strip_prefix(mark)).unwrap_or(bytes);
    let Some(start) = body.iter().position(|byte| !blank(byte)) else {
        return Err(IntakeError::Empty { path: path.to_owned(), bytes: bytes.len() as u64 });
    };
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| body[start..].starts_with(mark));
    if let Some(look) = archive(path, &body[start..])? {
        return Ok(look);
    }
    if is_web_page(&body[start..]) {
        return Ok(Look::Table(Format::WebPage));
    }
    match LOOKALIKES.iter().find(|known| begins(known.starts)) {
        None => Ok(Look::Table(if begins(JSON) { Format::Json } else { Format::Delimited })),
        Some(known) => {
            Err(IntakeError::NotATable { path: path.to_owned(), looks_like: known.looks_like, remedy: known.remedy })
        }
    }
}

fn is_web_page(body: &[u8]) -> bool {
    WEB_PAGE.iter().any(|mark| body.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
}

/// Whether an archive has a part, or says of itself that it has: names stand in
/// it uncompressed.
pub(super) fn holds(archive: &[u8], part: &[u8]) -> bool {
    archive.windows(part.len()).any(|window| window == part)
}

/// What an archive is, by the names of its parts. An old Excel file says what it is by its first bytes.
///
/// # Errors
/// If it is a document.
fn archive(path: &str, bytes: &[u8]) -> Result<Option<Look>, IntakeError> {
    let has = |part: &[u8]| holds(bytes, part);
    let workbook: [&[u8]; 3] = [b"xl/workbook.", b"xl/worksheets/", b"META-INF/manifest.xml"];
    Ok(match bytes {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Look::Table(Format::Workbook)),
        [0x1F, 0x8B, ..] => Some(Look::Gzip),
        [b'P', b'K', 3 | 5, ..] if has(b"word/document.xml") || has(b"opendocument.text") => {
            let remedy = "Export the notes as CSV or as a workbook from the case system.";
            return Err(IntakeError::NotATable { path: path.to_owned(), looks_like: "a Word document", remedy });
        }
        [b'P', b'K', 3 | 5, ..] if workbook.into_iter().any(has) => Some(Look::Table(Format::Workbook)),
        [b'P', b'K', 3 | 5, ..] => Some(Look::Zip),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_table_and_says_what_it_looks_like() {
        let cases: &[(&[u8], &str)] =
            &[(b"PK\x03\x04word/document.xml", "Word"), (b"%PDF-1.7", "PDF"), (b"{\\rtf1", "RTF")];
        for (bytes, expected) in cases {
            let message = of("f.csv", bytes).unwrap_err().to_string();
            assert!(message.contains(expected) && message.contains("f.csv"), "{message}");
        }
    }

    #[test]
    fn tells_json_from_delimited_text() {
        for text in ["{\"note\": 1}\n", "\u{feff}[{\"note\": 1}]", "[\r\n {", "\n\n{ \"note\""] {
            assert_eq!(of("f.csv", text.as_bytes()).unwrap(), Look::Table(Format::Json), "{text:?}");
        }
        for text in ["note_id,note\n", "[note],[date]\n", "{note},{date}\n"] {
            assert_eq!(of("f.csv", text.as_bytes()).unwrap(), Look::Table(Format::Delimited), "{text:?}");
        }
    }

    #[test]
    fn tells_parquet_by_the_mark_it_begins_with() {
        assert_eq!(of("f.csv", b"PAR1\x15\x04").unwrap(), Look::Table(Format::Parquet));
        assert_eq!(of("f.csv", b"\nPAR1,note\n").unwrap(), Look::Table(Format::Delimited));
    }

    #[test]
    fn tells_a_web_page_by_its_first_tag() {
        for text in ["\n<html>", "\u{feff}<!DOCTYPE HTML PUBLIC", "<Table border=1>", "<meta charset=utf-8>"] {
            assert_eq!(of("f.xls", text.as_bytes()).unwrap(), Look::Table(Format::WebPage), "{text:?}");
        }
        assert_eq!(of("f.csv", b"<name>,note\n").unwrap(), Look::Table(Format::Delimited));
    }

    #[test]
    fn refuses_files_with_nothing_in_them() {
        for bytes in [&b""[..], b" \r\n\t\n", b"\xEF\xBB\xBF", b"\xFF\xFE\n\0", b"\xFE\xFF", b"\x1A"] {
            assert!(matches!(of("f.csv", bytes), Err(IntakeError::Empty { .. })), "{bytes:?}");
        }
    }
}
