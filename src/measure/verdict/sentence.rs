//! What a verdict rests on, in words.

use std::fmt;

use super::{Among, Check, Checks, Corrected, Evidence, LeastDifference, Mix, Obstacle, Reason, Side, TooFew, Verdict};
use crate::measure::share::{Percent, Proportion};

/// What stands for figures that are too exact to be told.
const NOT_TOLD: &str = "The figures that this rests on are in the internal edition.";

impl Verdict {
    /// The sentence that explains it: the shares with their bases, the
    /// difference with its interval, how many comparisons were made, and what
    /// was checked.
    pub fn sentence(self) -> String {
        match self.reason {
            Reason::Signal(evidence) => format!("{evidence} {}", Allowed(evidence.checks)),
            Reason::MayBeChance(evidence) => format!("{evidence} A difference like this may be chance."),
            Reason::Small(evidence, least) => format!("{evidence} {least}"),
            Reason::NotConfirmed(evidence) => format!("{evidence} {}", Unconfirmed(evidence.checks)),
            Reason::TooFew(few) => few.to_string(),
            Reason::Obstacle(obstacle) => obstacle.to_string(),
            Reason::NotTold => NOT_TOLD.to_owned(),
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (own, others) = (self.comparison.own, self.comparison.others);
        write!(f, "{own} here, {others} in {}: {}. ", self.comparison.among, Distance(self))?;
        match self.tests {
            1 => write!(f, "One comparison was made ({}).", Sure(self.q.get())),
            tests => write!(f, "{tests} comparisons were made together ({}).", Sure(self.q.get())),
        }
    }
}

impl fmt::Display for Among {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "the other agencies",
            Self::Peers => "the other agencies of its peer group",
        })
    }
}

impl fmt::Display for Mix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TypesAndLengths => "the types and lengths of notes",
            Self::Lengths => "the lengths of notes, though not their types,",
        })
    }
}

impl fmt::Display for Side {
    /// `41 of 250 notes (16 %)`, `9 of 40 notes about abuse (23 %)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = self.base.noun();
        let noun = if self.notes == 1 { one } else { many };
        write!(f, "{} of {} {noun}", self.met, self.notes)?;
        let share = Proportion::new(self.met, self.notes).map(Percent::from);
        share.map_or(Ok(()), |share| write!(f, " ({share})"))
    }
}

/// How far apart the sides are, in percentage points.
struct Distance<'a>(&'a Evidence);

impl fmt::Display for Distance<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let difference = self.0.comparison.difference;
        let points = |part: f64| Points(part * 100.0);
        let (value, low, high) = (points(difference.value), points(difference.low), points(difference.high));
        write!(f, "a difference of {value} percentage points (95 % interval {low} to {high})")
    }
}

/// Percentage points to one place, with their sign, and no sign where they
/// round to none.
struct Points(f64);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            points if points.abs() < 0.05 => f.write_str("0.0"),
            points if points > 0.0 => write!(f, "+{points:.1}"),
            points => write!(f, "\u{2212}{:.1}", -points),
        }
    }
}

/// The share of false signals to expect among all as strong.
struct Sure(f64);

impl fmt::Display for Sure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            q if q < 0.0005 => f.write_str("q below 0.001"),
            q => write!(f, "q = {q:.3}"),
        }
    }
}

impl fmt::Display for LeastDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let least = self.0.get() * 100.0;
        write!(f, "It is smaller than the {least:.0} percentage points from which a difference is taken to matter.")
    }
}

/// What the checks of a signal came to.
struct Allowed(Checks);

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mix = self.0.mix;
        match (self.0.case_mix, self.0.reading) {
            (Check::Holds, Check::Holds) => {
                write!(f, "It points the same way when {mix} and errors of reading are allowed for.")
            }
            (Check::Holds, _) => write!(
                f,
                "It points the same way when {mix} are allowed for; errors of reading could not be allowed for."
            ),
            (_, Check::Holds) => write!(
                f,
                "It points the same way when errors of reading are allowed for; the types and lengths of notes could \
                 not be allowed for."
            ),
            _ => f.write_str("Neither the types and lengths of notes nor errors of reading could be allowed for."),
        }?;
        read_again(self.0.corrected, f)
    }
}

/// What both sides come to by notes that people read again.
fn read_again(corrected: Option<Corrected>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Some(Corrected { own, others }) = corrected else { return Ok(()) };
    let [own, others] = [own, others].map(|share| share.get() * 100.0);
    write!(f, " By notes that people read again, about {own:.0} % of all notes here have it, and {others:.0} % there.")
}

/// Which check did not bear a difference out.
struct Unconfirmed(Checks);

impl fmt::Display for Unconfirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mix = self.0.mix;
        f.write_str("It is not confirmed: it does not point the same way when ")?;
        match (self.0.case_mix, self.0.reading) {
            (Check::Fails, Check::Fails) => write!(f, "{mix} are allowed for, nor when errors of reading are."),
            (Check::Fails, _) => write!(f, "{mix} are allowed for."),
            _ => f.write_str("errors of reading are allowed for."),
        }?;
        read_again(self.0.corrected, f)
    }
}

impl fmt::Display for TooFew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OwnCases => "The agency has notes of fewer than five cases.",
            Self::OwnNotes => {
                "The agency's notes are few, or so alike within their cases that they are worth fewer than ten."
            }
            Self::NoOthers => "No other agency has enough notes to compare with.",
            Self::OtherCases => "The other agencies have notes of fewer than five cases.",
            Self::OtherNotes => {
                "The notes of the other agencies are few, or so alike within their cases that they are worth fewer \
                 than ten."
            }
            Self::NoTest => "No test could be made of the agency's notes.",
        })
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherNotes => {
                "Most of the agency's notes are of a length that none of those has that it is held beside."
            }
        })
    }
}
