//! The same for people: what was read again, what follows for all notes, and how
//! far two readers agree.

use std::io::{self, Write};

use plainrecord::lexicon::Kind;
use plainrecord::measure::{Coefficient, Designed, Drawn, Interval, Method, Proportion, Said, Undefined};
use plainrecord::review::{Agreement, Band, BandCount, FEWEST_READ, Figures, NotSaid, Reliability};

use crate::cli::some;

pub(in crate::cli) fn print(out: &mut impl Write, found: &Reliability, two_files: bool) -> io::Result<()> {
    writeln!(out, "Asked     of each note, whether {}", asked(found.kind))?;
    writeln!(
        out,
        "Read      {} again; {} without yes or no",
        some(found.all.read(), "note", "notes"),
        found.undecided
    )?;
    if found.repeated > 0 {
        let notes = some(found.repeated, "note", "notes");
        writeln!(out, "Left out  {notes} of the audit: what they say was counted in an earlier note of the case")?;
    }
    writeln!(out, "\n{:<28} {:>10} {:>10} {:>10}", "What the audit says", "notes", "read", "have it")?;
    for (band, BandCount { notes, read, bearing }) in &found.all.bands {
        writeln!(out, "  {:<26} {notes:>10} {read:>10} {bearing:>10}", band.to_string())?;
    }
    writeln!(out, "\nAll agencies")?;
    figures(out, &found.all)?;
    missed(out, &found.all)?;
    for one in &found.agencies {
        writeln!(out, "\n{}", if one.agency.is_empty() { "Agency not given" } else { &one.agency })?;
        figures(out, &one.figures)?;
    }
    match &found.agreement {
        Some(agreement) => agreed(out, agreement)?,
        None if two_files => writeln!(out, "\nTwo readers: {}", Undefined::NothingReadTwice)?,
        None => {}
    }
    writeln!(
        out,
        "\nEach note read again stands for as many as the audit has of its sort. What is said of all notes is no better than the reading."
    )
}

fn asked(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "it has wording of concern in its writer’s own words",
        Kind::Good => "it has what a good record holds",
        Kind::Risk => "it names a fact about danger",
    }
}

/// Why a figure is not given, in words.
pub(super) fn why_not(why: NotSaid) -> String {
    match why {
        NotSaid::TooFewRead(read) => format!("too few to say: {read} read again, {FEWEST_READ} are needed"),
        NotSaid::NoneReadOf(band) => format!("cannot be said: none of its notes “{band}” was read again"),
    }
}

fn figures(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    if let Some(found) = figures.found() {
        line(out, "Notes in which the audit found it", &of(found))?;
    }
    let accuracy = match &figures.accuracy {
        Err(why) => return line(out, "Notes that have it, corrected", &why_not(*why)),
        Ok(accuracy) => accuracy,
    };
    for (name, figure) in [
        ("Notes that have it, corrected", accuracy.prevalence),
        ("Of those found, right (precision)", accuracy.precision),
        ("Of those that have it, found (recall)", accuracy.recall),
        ("Of those not found, have it (elusion)", accuracy.elusion),
    ] {
        line(out, name, &figure.map_or_else(|| "nothing to be a share of".to_owned(), designed))?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, figure: &str) -> io::Result<()> {
    writeln!(out, "  {name:<40} {figure}")
}

fn of(found: Proportion) -> String {
    format!("{} ({} of {})", percent(found.share().get()), found.met(), found.of())
}

pub(in crate::cli) fn designed(figure: Designed) -> String {
    let Interval { low, high } = figure.interval;
    let wide = if figure.method == Method::Bounds { "; wider than it need be" } else { "" };
    format!("{} (95 % interval {} to {}{wide})", percent(figure.value.get()), percent(low), percent(high))
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Which band leaves most in doubt of what was missed.
fn missed(out: &mut impl Write, figures: &Figures) -> io::Result<()> {
    let doubt = |(band, count): (&Band, &BandCount)| {
        let sample = Proportion::new(count.bearing, count.read)?;
        let drawn = Drawn::new(count.notes, sample)?;
        let bearing = drawn.bearing();
        Some((bearing.high - bearing.low, *band, *count, drawn.bearing_at_most()))
    };
    let left_alone = figures.bands.iter().filter(|(band, _)| band.said() == Said::NotFound);
    let Some((doubt, band, count, at_most)) = left_alone.filter_map(doubt).max_by_key(|(doubt, ..)| *doubt) else {
        return Ok(());
    };
    if doubt == 0 {
        return Ok(());
    }
    let read = format!("{} of {} read again", count.bearing, count.read);
    match count.bearing {
        0 => line(out, "Most in doubt", &format!("{band}: {read}, so at most {at_most} of {} have it", count.notes)),
        _ => line(out, "Most in doubt", &format!("{band}: {read} stand for all {}", count.notes)),
    }
}

fn agreed(out: &mut impl Write, agreement: &Agreement) -> io::Result<()> {
    let [both, first, second, neither] = agreement.table;
    writeln!(out, "\nTwo readers")?;
    line(out, "Agreed", &of(agreement.agreed))?;
    line(out, "Both yes, first alone, second alone, both no", &format!("{both}, {first}, {second}, {neither}"))?;
    line(out, "Kappa (Cohen)", &agreement.kappa.map_or_else(|why| why.to_string(), coefficient))?;
    line(out, "AC1 (Gwet)", &coefficient(agreement.ac1))?;
    let alpha = match (&agreement.alpha, agreement.alpha_interval) {
        (Err(why), _) => why.to_string(),
        (Ok(alpha), None) => format!("{alpha:.2} (too few cases, or too much alike, for an interval)"),
        (Ok(alpha), Some(found)) => format!("{alpha:.2} (95 % interval {:.2} to {:.2})", found.low, found.high),
    };
    line(out, "Alpha (Krippendorff)", &alpha)
}

fn coefficient(Coefficient { value, low, high, .. }: Coefficient) -> String {
    format!("{value:.2} (95 % interval {low:.2} to {high:.2})")
}
