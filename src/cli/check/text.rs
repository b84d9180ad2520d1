//! What was found, for people: concerns in full, the rest in a line each.

use std::io::{self, Write};

use plainrecord::draft::{Draft, Part, Passage};

pub(super) fn write(out: &mut impl Write, name: &str, draft: &Draft<'_>) -> io::Result<()> {
    draft.of(Part::Concern).try_for_each(|passage| concern(out, name, draft, passage))?;
    for part in [Part::NotCounted, Part::Good, Part::Risk] {
        others(out, draft, part)?;
    }
    if let Some(lines) = draft.agreement() {
        writeln!(out, "Written agreement")?;
        lines.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        writeln!(out)?;
    }
    draft.context().map_or(Ok(()), |context| writeln!(out, "{context}"))?;
    writeln!(out, "{}", draft.summary())
}

fn concern(out: &mut impl Write, name: &str, draft: &Draft<'_>, passage: &Passage<'_>) -> io::Result<()> {
    let Passage { found, entry } = passage;
    let (line, column) = draft.place(found.span.start());
    writeln!(out, "{name}:{line}:{column}: “{}”", draft.text().part(found.span))?;
    writeln!(out, "  {}: {}", entry.id, found.indicator.title())?;
    writeln!(out, "  Status: {}", draft.status(passage))?;
    writeln!(out, "  Why it matters: {}", entry.why)?;
    writeln!(out, "  Source: {}", draft.sources(entry).join("; "))?;
    if !entry.instead.is_empty() {
        writeln!(out, "  Better: {}", entry.instead)?;
    }
    writeln!(out)
}

/// Everything of a part that is no concern of the writer's own.
fn others(out: &mut impl Write, draft: &Draft<'_>, part: Part) -> io::Result<()> {
    let mut others = draft.of(part).peekable();
    if others.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "{}", part.heading())?;
    for passage in others {
        let Passage { found, entry } = passage;
        let (line, column) = draft.place(found.span.start());
        let (words, title, status) = (draft.words(found.span), found.indicator.title(), draft.status(passage));
        writeln!(out, "  {line}:{column} “{words}”: {title}; {status} ({})", entry.id)?;
    }
    writeln!(out)
}
