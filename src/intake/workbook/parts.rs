//! The parts of a workbook that is an archive, read once to their ends: a
//! parser stops where the cells stop, and whether a part is what its checksum
//! says shows only at its end. What the parser passes over is counted here.

use std::io::{self, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::Problem;

/// Parts that have something of what is read.
const OF_CELLS: &[&str] = &["worksheets/", "sharedStrings", "workbook.", "styles.", "content.xml"];

/// The most that comes out of all parts, in bytes.
const MOST: u64 = 8 << 30;

/// The most of one part with comments that is looked at, in bytes.
const MOST_COMMENTS: u64 = 64 << 20;

/// How much is unpacked at a time.
const CHUNK: usize = 64 << 10;

/// How merged cells begin.
const MERGED: &str = "mergeCell";

/// What the parts have beside cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Whether a sheet has merged cells.
    pub(super) merged: bool,
    /// Comments on cells. Replies are part of the comment.
    pub(super) comments: u64,
}

impl Parts {
    /// Reads every part that matters.
    ///
    /// # Errors
    /// If one is damaged, or if more comes out than any workbook has.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let damaged = |error: zip::result::ZipError| Problem::Damaged(error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let (mut parts, mut left) = (Self::default(), MOST);
        for at in 0..archive.len() {
            let part = archive.by_index(at).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            let read = parts.add(&name, part.take(left)).map_err(|error| damaged_part(&name, &error))?;
            left = left.checked_sub(read).filter(|left| *left > 0).ok_or_else(too_much)?;
        }
        Ok(parts)
    }

    /// Reads one part, if it matters, and says how long it is.
    fn add(&mut self, name: &str, mut part: impl Read) -> io::Result<u64> {
        if is_of_comments(name) {
            let mut text = Vec::new();
            part.take(MOST_COMMENTS).read_to_end(&mut text)?;
            self.comments += comments(&String::from_utf8_lossy(&text));
            return Ok(text.len() as u64);
        }
        if !OF_CELLS.iter().any(|part| name.contains(part)) {
            return Ok(0);
        }
        let (mut window, mut all) = (Vec::new(), 0);
        loop {
            let read = part.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
            if read == 0 {
                return Ok(all);
            }
            all += read as u64;
            self.merged |= window.utf8_chunks().any(|chunk| chunk.valid().contains(MERGED));
            // What was looked for may stand across the end.
            window.drain(..window.len().saturating_sub(MERGED.len()));
        }
    }
}

fn too_much() -> Problem {
    Problem::TooMuchText(usize::try_from(MOST).unwrap_or(usize::MAX))
}

fn damaged_part(name: &str, error: &io::Error) -> Problem {
    Problem::Damaged(format!("{}: {error}", name.escape_debug()))
}

/// Excel writes `comments1.xml`, others `comments/comment1.xml`. Threads stand
/// in parts of their own and, as text, in these too.
fn is_of_comments(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_xml = Path::new(&name).extension().is_some_and(|ending| ending == "xml");
    is_xml && name.contains("comment") && !name.contains("threadedcomment")
}

/// The comments in a part: as many as close.
fn comments(part: &str) -> u64 {
    let closing = part.split("</").skip(1).filter_map(|rest| rest.split('>').next());
    let local = |tag: &str| tag.trim_end().rsplit(':').next() == Some("comment");
    closing.filter(|tag| local(tag)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_counted_whatever_their_prefix() {
        let cases = [
            ("<comments><comment ref=\"A1\"><text>a</text></comment><comment ref=\"A2\">b</comment ></comments>", 2),
            ("<x:comments><x:comment ref=\"A1\">comment&lt;/comment&gt;</x:comment></x:comments>", 1),
            ("<comments/>", 0),
        ];
        for (part, expected) in cases {
            assert_eq!(comments(part), expected, "{part}");
        }
    }

    #[test]
    fn merged_cells_are_seen_across_chunks() {
        for at in [0, CHUNK - 5, CHUNK * 2 - 1] {
            let text = format!("{}<mergeCell ref=\"A1:A2\"/>", "é".repeat(at / 2));
            let mut parts = Parts::default();
            assert_eq!(parts.add("xl/worksheets/sheet1.xml", text.as_bytes()).unwrap(), text.len() as u64);
            assert!(parts.merged, "{at}");
        }
    }
}
