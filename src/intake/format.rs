//! What kind of file this is, by its first bytes and never by its ending:
//! `.csv` may be a workbook and `.xls` may be text.

use super::error::IntakeError;

/// A format that is told apart, by how it begins and what to do about it.
struct Lookalike {
    starts: &'static [&'static [u8]],
    looks_like: &'static str,
    remedy: &'static str,
}

const SAVE_AS_CSV: &str = "Open it in Excel, choose Save As, and save it as \"CSV UTF-8\".";

#[rustfmt::skip]
const LOOKALIKES: &[Lookalike] = &[
    Lookalike { starts: &[b"PK\x03\x04", b"PK\x05\x06"], looks_like: "an Excel workbook or another ZIP archive", remedy: SAVE_AS_CSV },
    Lookalike { starts: &[b"\xD0\xCF\x11\xE0"], looks_like: "an old Excel or Word file, or one with a password", remedy: SAVE_AS_CSV },
    Lookalike { starts: &[b"PAR1"], looks_like: "a Parquet file", remedy: "Export the table as CSV instead." },
    Lookalike { starts: &[b"%PDF"], looks_like: "a PDF", remedy: "A PDF has no rows: export the notes as CSV from the case system." },
    Lookalike { starts: &[b"{\\rtf"], looks_like: "an RTF document", remedy: "Export the notes as CSV from the case system." },
    Lookalike { starts: &[b"\x1F\x8B"], looks_like: "a compressed file (gzip)", remedy: "Unpack it first." },
    Lookalike { starts: &[b"{\"", b"{ \"", b"{\n", b"{\r\n", b"[{", b"[\n", b"[\r\n"], looks_like: "JSON", remedy: "Export the table as CSV instead." },
    Lookalike { starts: &[b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML", b"<table", b"<TABLE"], looks_like: "a web page, which some systems name .xls", remedy: SAVE_AS_CSV },
    Lookalike { starts: &[b"<?xml"], looks_like: "XML", remedy: SAVE_AS_CSV },
    Lookalike { starts: &[b"version https://git-lfs"], looks_like: "a pointer to a file that Git LFS has not fetched", remedy: "Fetch the file itself first." },
];

/// Refuses files that are no table in text form.
///
/// # Errors
/// If the file is empty, or begins like something else.
pub(super) fn check(path: &str, bytes: &[u8]) -> Result<(), IntakeError> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A);
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let body = marks.into_iter().find_map(|mark| bytes.strip_prefix(mark)).unwrap_or(bytes);
    let Some(start) = body.iter().position(|byte| !blank(byte)) else {
        return Err(IntakeError::Empty { path: path.to_owned(), bytes: bytes.len() as u64 });
    };
    let begins = |known: &&Lookalike| known.starts.iter().any(|mark| body[start..].starts_with(mark));
    match LOOKALIKES.iter().find(begins) {
        None => Ok(()),
        Some(known) => {
            Err(IntakeError::NotATable { path: path.to_owned(), looks_like: known.looks_like, remedy: known.remedy })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_table_and_says_what_it_looks_like() {
        let cases: &[(&[u8], &str)] = &[
            (b"PK\x03\x04rest", "workbook"),
            (b"\xD0\xCF\x11\xE0\xA1", "old Excel"),
            (b"PAR1", "Parquet"),
            (b"%PDF-1.7", "PDF"),
            (b"{\\rtf1", "RTF"),
            (b"{\"note\": 1}\n", "JSON"),
            (b"\xEF\xBB\xBF[{\"note\": 1}]", "JSON"),
            (b"\n<html>", "web page"),
        ];
        for (bytes, expected) in cases {
            let message = check("f.csv", bytes).unwrap_err().to_string();
            assert!(message.contains(expected) && message.contains("f.csv"), "{message}");
        }
        assert!(check("f.csv", b"note_id,note\n").is_ok());
    }

    #[test]
    fn refuses_files_with_nothing_in_them() {
        for bytes in [&b""[..], b" \r\n\t\n", b"\xEF\xBB\xBF", b"\xFF\xFE\n\0", b"\xFE\xFF", b"\x1A"] {
            assert!(matches!(check("f.csv", bytes), Err(IntakeError::Empty { .. })), "{bytes:?}");
        }
    }
}
