//! The comparison for people: what stands between the two audits, each family
//! of each agency, and what changed beyond doubt.

use std::io::{self, Write};
use std::path::Path;

use plainrecord::compare::{Change, Comparison, Direction, Edition, Figure};
use plainrecord::lexicon::{Family, Indicator, Kind};
use plainrecord::measure::{Difference, Percent};

use super::obstacle;
use crate::cli::some;

/// So many wordings that moved are listed.
const LISTED: usize = 12;

/// Two audits with their folders.
pub(super) struct Pair<'a> {
    pub(super) later: (&'a Path, &'a Edition),
    pub(super) earlier: (&'a Path, &'a Edition),
    pub(super) comparison: &'a Comparison,
}

impl Pair<'_> {
    pub(super) fn print(&self, out: &mut impl Write, despite: Option<&str>) -> io::Result<()> {
        for (name, (folder, edition)) in [("Audit", self.later), ("Earlier", self.earlier)] {
            let days = edition.days().map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
            writeln!(out, "{name:<9} {}: {}{days}", folder.display(), some(edition.notes(), "note", "notes"))?;
        }
        self.caveats(out, despite)?;
        let mut agency = "";
        for change in self.comparison.changes.iter().filter(|change| is_listed(change)) {
            if change.agency != agency {
                agency = &change.agency;
                writeln!(out, "\n{agency}")?;
            }
            writeln!(out, "  {:<58} {}", title(&change.topic), figures(change))?;
        }
        self.moved(out)?;
        self.chance(out)
    }

    fn caveats(&self, out: &mut impl Write, despite: Option<&str>) -> io::Result<()> {
        let comparison = self.comparison;
        for one in &comparison.obstacles {
            writeln!(out, "Warning   {} Compared all the same: {}", obstacle(one), despite.unwrap_or_default())?;
        }
        if comparison.is_reversed {
            writeln!(
                out,
                "Warning   the audit named first is of earlier days than the other; name the later one first."
            )?;
        }
        if !comparison.shared_exports.is_empty() {
            let names = comparison.shared_exports.join(", ");
            writeln!(
                out,
                "Warning   in both audits: {names}. What they share makes a change look smaller than it is."
            )?;
        }
        for (names, which) in [(&comparison.only_later, "the audit"), (&comparison.only_earlier, "the earlier audit")] {
            if !names.is_empty() {
                writeln!(out, "Only in {which}: {}", names.join(", "))?;
            }
        }
        if comparison.same_agencies() {
            return Ok(());
        }
        writeln!(out, "Not compared: all agencies together, since they are not the same in both")
    }

    fn moved(&self, out: &mut impl Write) -> io::Result<()> {
        if !self.comparison.same_agencies() {
            return Ok(());
        }
        let moved = &self.comparison.moved;
        if moved.is_empty() {
            let looked_at = self.comparison.entries;
            return writeln!(
                out,
                "\nOf {} looked at together, none is found in more or fewer notes than before beyond chance.",
                some(looked_at as u64, "wording", "wordings")
            );
        }
        writeln!(
            out,
            "\nWording found in more or fewer of all notes, beyond chance among {} looked at together\n\
             (plainrecord lexicon explain ID says what it is)",
            self.comparison.entries
        )?;
        for one in moved.iter().take(LISTED) {
            let [now, then] = [one.later, one.earlier].map(|notes| format!("{} of {}", notes.met(), notes.of()));
            writeln!(out, "  {:<10} {now}, before {then}: {}", one.entry, points(one.difference))?;
        }
        match moved.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => writeln!(out, "  and {more} more"),
        }
    }

    /// How many differences were looked at: some look clear by chance.
    fn chance(&self, out: &mut impl Write) -> io::Result<()> {
        let changes = &self.comparison.changes;
        let shown = changes.iter().filter(|change| change.figures.is_some()).count();
        let clear = changes.iter().filter(|change| change.is_clear()).count();
        writeln!(
            out,
            "\nOf {shown} differences between the two, {clear} have a 95 % interval without nought; up to {} would by chance \
             alone, if nothing had changed.\nA difference can come from other cases, other kinds of note or another \
             system as well as from practice.",
            shown.div_ceil(20)
        )
    }
}

/// Concerns as a whole and families always, indicators where they changed.
fn is_listed(change: &Change) -> bool {
    let topic = &change.topic;
    let is_indicator = || topic.parse::<Indicator>().is_ok();
    topic == Kind::Concern.id() || topic.parse::<Family>().is_ok() || is_indicator() && change.is_clear()
}

fn title(topic: &str) -> String {
    if topic == Kind::Concern.id() {
        return "Concerns".to_owned();
    }
    let family = topic.parse::<Family>().map(|family| format!("  {}", family.title()));
    let indicator = || topic.parse::<Indicator>().map(|indicator| format!("    {}", indicator.title()));
    family.or_else(|_| indicator()).unwrap_or_else(|_| topic.to_owned())
}

fn figures(change: &Change) -> String {
    match change.figures {
        None => "too few notes or cases".to_owned(),
        Some((later, earlier, difference)) => {
            let word = match Direction::of(difference) {
                Direction::Up => "more than before",
                Direction::Down => "less than before",
                Direction::Unclear => "no clear change",
            };
            format!("{}, before {}: {}, {word}", share(later), share(earlier), points(difference))
        }
    }
}

fn share(figure: Figure) -> String {
    format!("{} of {}", Percent::from(figure.notes), figure.notes.of())
}

fn points(difference: Difference) -> String {
    let [value, low, high] = [difference.value, difference.low, difference.high].map(point);
    format!("{value} points ({low} to {high})")
}

/// Percentage points to one place, with their sign, and no sign where they round
/// to none.
fn point(part: f64) -> String {
    let points = part * 100.0;
    if points.abs() < 0.05 { "0.0".to_owned() } else { format!("{points:+.1}") }
}
