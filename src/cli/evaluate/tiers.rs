//! Rules, classifier and both, side by side, and how far the classifier's
//! probabilities can be taken at their word.

use std::collections::BTreeMap;
use std::io::{self, Write};

use plainrecord::classify::Probability;
use plainrecord::evaluate::{Reliability, SecondTier, Sort, Tier};
use plainrecord::lexicon::Kind;
use plainrecord::measure::Accuracy;

use super::{intervals, row};

pub(super) fn print(out: &mut impl Write, rules: &Tier, second: &SecondTier) -> io::Result<()> {
    let tiers = [("rules", rules), ("classifier beside them", &second.passages), ("both", &second.both)];
    for sort in Sort::ALL {
        let heads = ["notes: P     R     F1", "spans: P     R     F1"];
        writeln!(out, "\n{:<22} {:>23}  {:>23}  {:>6}", sort.title(), heads[0], heads[1], "marks")?;
        for (name, tier) in tiers {
            let level = tier.scores.total(|family| sort.holds(family));
            row(out, name, level.note, level.span)?;
        }
    }
    writeln!(out, "\nboth tiers:")?;
    intervals(out, &second.both)?;
    let scores = &second.both.scores;
    let counted = scores.counted_right as f64 / scores.matched.max(1) as f64;
    writeln!(out, "counted or not {counted:.3}, on {} matched marks", scores.matched)?;
    reliabilities(out, &second.reliability, &second.opinions)?;
    let Accuracy { with, with_found, without, without_clear } = second.accuracy;
    writeln!(
        out,
        "\nnotes about abuse: of {with} with a concern {with_found} found, of {without} without one {without_clear} clear"
    )
}

/// How far probabilities can be taken at their word: those of passages, by kind,
/// and those of opinions on the findings of rules.
pub(super) fn reliabilities(
    out: &mut impl Write,
    passages: &BTreeMap<Kind, Reliability>,
    opinions: &Reliability,
) -> io::Result<()> {
    passages.iter().try_for_each(|(kind, given)| reliability(out, name(*kind), given))?;
    reliability(out, "opinions on what the rules count", opinions)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "passages like concerns",
        Kind::Good => "passages like good practice",
        Kind::Risk => "passages like risk markers",
    }
}

fn reliability(out: &mut impl Write, name: &str, given: &Reliability) -> io::Result<()> {
    let Some((error, chance)) = given.error().zip(given.error_by_chance()) else { return Ok(()) };
    writeln!(out, "\n{name}: expected calibration error {error:.3} (with so few, {chance:.3} by chance alone)")?;
    for bin in given.bins().iter().filter(|bin| bin.given > 0) {
        writeln!(out, "  said {:.2}, so {:.2}   {:>5} of {}", bin.mean, bin.share(), bin.right, bin.given)?;
    }
    for tenth in 1..10 {
        let least = Probability::new(f64::from(tenth) / 10.0);
        let (shown, right) = given.at_least(least);
        if shown > 0 {
            writeln!(out, "  at least {least}: {right} of {shown} right, {:.3}", right as f64 / shown as f64)?;
        }
    }
    Ok(())
}
