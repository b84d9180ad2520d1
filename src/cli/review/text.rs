//! The same for people: what sizes buy, what was drawn, and the results.

use std::io::{self, Write};
use std::path::Path;

use plainrecord::lexicon::{Family, Status};
use plainrecord::review::{Buys, FEWEST_PASSAGES, Frame, Passages, Results, Sample};

use crate::cli::reliability::text::{designed, print};
use crate::cli::some;

pub(super) fn sizes(out: &mut impl Write, frame: &Frame, audit: &Path) -> io::Result<()> {
    writeln!(out, "What a sample would say, if the audit is about as right as audits are:\n")?;
    let titles = ["precision", "recall", "elusion", "minutes"].map(|title| format!("{title:>11}"));
    writeln!(out, "{:>9} {:>8}   {}", "findings", "notes", titles.join(" "))?;
    for Buys { findings, notes, precision, recall, elusion, reading } in &frame.sizes() {
        let [precision, recall, elusion] = [precision, recall, elusion].map(|half| reach(*half));
        let minutes = reading.as_secs().div_ceil(60);
        writeln!(out, "{findings:>9} {notes:>8}   {precision:>11} {recall:>11} {elusion:>11} {minutes:>11}")?;
    }
    writeln!(out, "\nEach figure is half the width of its 95 % interval, in percentage points. Recall needs both.")?;
    writeln!(out, "The minutes are what one person may take to read it all.")?;
    writeln!(out, "There are:")?;
    for (band, notes) in frame.bands() {
        writeln!(out, "  {:<26} {notes:>10}", band.to_string())?;
    }
    writeln!(out, "\nNext      plainrecord review {} EXPORT --findings N --notes N", audit.display())
}

fn reach(half: Option<f64>) -> String {
    half.map_or_else(|| "cannot say".to_owned(), |half| format!("± {:.1}", half * 100.0))
}

pub(super) fn drawn(out: &mut impl Write, sample: &Sample, audit: &Path) -> io::Result<()> {
    let notes: u64 = sample.bands.values().map(|(_, drawn)| drawn).sum();
    writeln!(out, "Drawn     {}, of which two reviewers read {}", some(notes, "note", "notes"), sample.read_twice)?;
    for (band, (notes, drawn)) in &sample.bands {
        writeln!(out, "          {:<26} {drawn} of {notes}", band.to_string())?;
    }
    writeln!(out, "Kept      {}, with these notes whole and redacted", audit.join("review.sqlite").display())
}

pub(super) fn standing(out: &mut impl Write, sample: &Sample) -> io::Result<()> {
    for (reviewer, items) in &sample.reviewers {
        writeln!(out, "Decided   {} by {reviewer}", some(*items, "item", "items"))?;
    }
    Ok(())
}

pub(super) fn results(out: &mut impl Write, results: &Results) -> io::Result<()> {
    print(out, &results.reliability, true)?;
    let left = results.drawn - results.reliability.all.read();
    writeln!(out, "\nDrawn     {}; {left} say nothing yet", some(results.drawn, "note", "notes"))?;
    if results.disputed > 0 {
        let notes = some(results.disputed, "of them is", "of them are");
        writeln!(out, "Differing {notes} read differently by two reviewers, and not settled: in no figure")?;
    }
    table(out, "Of the passages counted, right", &results.families, Family::title)?;
    table(out, "Of the passages not counted, the writer’s own words", &results.statuses, Status::id)
}

fn table<T: Copy>(
    out: &mut impl Write,
    title: &str,
    lines: &[Passages<T>],
    name: impl Fn(T) -> &'static str,
) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for Passages { of, read, right, share, notes } in lines {
        let few = || format!("not said on fewer than {FEWEST_PASSAGES}");
        let share = share.map_or_else(few, designed);
        let notes = some(*notes, "note", "notes");
        writeln!(out, "  {:<40} {right} of {read} read, {notes}: {share}", name(*of))?;
    }
    Ok(())
}
