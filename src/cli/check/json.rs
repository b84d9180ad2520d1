//! What was found, for programs: one JSON object a line.

use std::io::{self, Write};

use plainrecord::draft::Draft;

pub(super) fn write(out: &mut impl Write, draft: &Draft<'_>) -> io::Result<()> {
    for passage in draft.passages() {
        writeln!(out, "{}", serde_json::to_value(draft.described(passage))?)?;
    }
    Ok(())
}
