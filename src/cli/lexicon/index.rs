//! `lexicon index`: everything the lexicon holds, on one page of Markdown.

use std::io::{self, Write};

use plainrecord::lexicon::{Cue, Entry, Expectation, Family, Indicator, Lexicon, Shows, Status};

pub(super) fn write(out: &mut impl Write, lexicon: &Lexicon) -> io::Result<()> {
    let phrases: usize = lexicon.entries().iter().map(|entry| entry.phrases.len()).sum();
    let examples: usize = lexicon.entries().iter().map(|entry| entry.flags.len() + entry.skips.len()).sum();
    writeln!(out, "# What the lexicon looks for\n")?;
    writeln!(
        out,
        "Written by `plainrecord lexicon index`; a test keeps it up to date. `README.md` says how an entry is read.\n"
    )?;
    writeln!(
        out,
        "{} entries with {phrases} phrases and {examples} examples, {} cues, {} signs of abuse, {} practice rules.\n",
        lexicon.entries().len(),
        lexicon.cues().len(),
        lexicon.signs().iter().filter(|sign| sign.shows == Shows::Abuse).count(),
        lexicon.expectations().len()
    )?;
    Family::ALL.iter().try_for_each(|&family| write_family(out, lexicon, family))?;
    write_cues(out, lexicon)?;
    write_signs(out, lexicon)?;
    write_expectations(out, lexicon)
}

fn write_family(out: &mut impl Write, lexicon: &Lexicon, family: Family) -> io::Result<()> {
    writeln!(out, "## {}\n", capital(family.title()))?;
    for &indicator in Indicator::ALL.iter().filter(|indicator| indicator.family() == family) {
        let mut entries = lexicon.entries().iter().filter(|entry| entry.indicator == indicator).peekable();
        if entries.peek().is_some() {
            writeln!(out, "### {}\n\n`{indicator}`\n", indicator.title())?;
            writeln!(out, "| id | what | phrases | sources |\n| --- | --- | ---: | --- |")?;
            entries.try_for_each(|entry| write_entry(out, entry))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn write_entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    writeln!(out, "| {} | {} | {} | {} |", entry.id, cell(&entry.title), entry.phrases.len(), entry.source.join(", "))
}

fn write_cues(out: &mut impl Write, lexicon: &Lexicon) -> io::Result<()> {
    writeln!(out, "## Cues\n")?;
    for &status in Status::ALL {
        let mut cues = lexicon.cues().iter().filter(|cue| cue.status == status).peekable();
        if cues.peek().is_some() {
            writeln!(out, "### {}\n\n{}\n", capital(status.id()), capital(status.meaning()))?;
            writeln!(out, "| id | what | phrases |\n| --- | --- | ---: |")?;
            cues.try_for_each(|cue: &Cue| {
                writeln!(out, "| {} | {} | {} |", cue.id, cell(&cue.title), cue.phrases.len())
            })?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn write_signs(out: &mut impl Write, lexicon: &Lexicon) -> io::Result<()> {
    writeln!(out, "## Signs\n\nOf abuse (one strong, or two weak), of guidance, and of who is the victim.\n")?;
    writeln!(out, "| id | what | phrases |\n| --- | --- | ---: |")?;
    for sign in lexicon.signs() {
        writeln!(out, "| {} | {} | {} |", sign.id, cell(&sign.title), sign.phrases.len())?;
    }
    Ok(())
}

fn write_expectations(out: &mut impl Write, lexicon: &Lexicon) -> io::Result<()> {
    if lexicon.expectations().is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n## Practice rules\n\nWhen one thing is recorded in a case, what should be recorded there, too.\n"
    )?;
    writeln!(out, "| id | what | within days | sources |\n| --- | --- | ---: | --- |")?;
    lexicon.expectations().iter().try_for_each(|Expectation { id, title, days, source, .. }| {
        writeln!(out, "| {id} | {} | {days} | {} |", cell(title), source.join(", "))
    })
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
