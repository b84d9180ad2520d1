//! Words that one agency uses more than the others: how much more, and how
//! sure that is. Counted are notes with the term, not its mentions, so that a
//! note that repeats it does not count for more.

use super::exact::between;
use super::share::{PValue, Proportion};
use super::tails::chi_squared_upper;

/// How often a term stands in the notes of one agency and of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyness {
    own: Proportion,
    others: Proportion,
    either: Proportion,
}

impl Keyness {
    /// The notes with the term, of all notes, on either side. `None` where
    /// nobody uses it.
    pub fn new(own: Proportion, others: Proportion) -> Option<Self> {
        let either = Proportion::new(own.met(), own.met().checked_add(others.met())?)?;
        Some(Self { own, others, either })
    }

    /// The binary logarithm of how many times as large the share of notes with
    /// the term is: 1 for twice, -1 for half. Half a note is added to either
    /// side, so that none is no infinity (Hardie 2014; the addition by Walter
    /// in R's `corpora`).
    pub fn log_ratio(self) -> f64 {
        let widened = |side: Proportion| (side.met() as f64 + 0.5) / (side.of() as f64 + 0.5);
        (widened(self.own) / widened(self.others)).log2()
    }

    /// The same, as near to no difference as can be said with 95 % confidence
    /// when this many terms are looked at; 0 where it may be none. Effect,
    /// sureness and the number of terms in one figure (Evert 2022, Measuring
    /// keyness).
    pub fn conservative_log_ratio(self, terms: u64) -> f64 {
        let interval = between(self.either, 0.025 / terms.max(1) as f64);
        let sizes = self.others.of() as f64 / self.own.of() as f64;
        let ratio = |part: f64| (sizes * part / (1.0 - part)).log2();
        ratio(interval.low).max(0.0) + ratio(interval.high).min(0.0)
    }

    /// The log-likelihood statistic of the table of four cells: notes with and
    /// without the term, of the agency and of the others (Dunning 1993). It
    /// says how sure a difference is, not how large.
    pub fn g_squared(self) -> f64 {
        let (own, others) = (self.own.of() as f64, self.others.of() as f64);
        let part = |found: u64, row: u64, column: f64| {
            let expected = row as f64 * column / (own + others);
            if found > 0 { found as f64 * (found as f64 / expected).ln() } else { 0.0 }
        };
        let with = self.own.met() + self.others.met();
        let without = self.own.not_met() + self.others.not_met();
        let cells = part(self.own.met(), with, own)
            + part(self.others.met(), with, others)
            + part(self.own.not_met(), without, own)
            + part(self.others.not_met(), without, others);
        (2.0 * cells).max(0.0)
    }

    /// How probable a difference as large is if there is none.
    pub fn p(self) -> PValue {
        chi_squared_upper(self.g_squared(), 1.0)
    }
}

/// How unevenly a term is spread over the parts of a whole, such as cases or
/// authors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dispersion {
    /// The deviation of proportions (Gries 2008, International Journal of
    /// Corpus Linguistics 13, 403-437): 0 where it is spread as evenly as the
    /// notes are.
    pub dp: f64,
    /// The same between 0 and 1, whatever the sizes of the parts (Lijffijt and
    /// Gries 2012, in the same journal 17, 147-149).
    pub dp_norm: f64,
}

impl Dispersion {
    /// For each part how often the term stands in it, and how large it is.
    /// `None` without the term, for a single part, and for parts of no size.
    pub fn new(parts: &[(u64, u64)]) -> Option<Self> {
        let sum = |of: fn(&(u64, u64)) -> u64| parts.iter().map(|part| of(part) as f64).sum::<f64>();
        let (found, size) = (sum(|part| part.0), sum(|part| part.1));
        if parts.len() < 2 || found <= 0.0 || parts.iter().any(|&(_, size)| size == 0) {
            return None;
        }
        let apart = |&(here, large): &(u64, u64)| (here as f64 / found - large as f64 / size).abs();
        let dp = parts.iter().map(apart).sum::<f64>() / 2.0;
        let least = parts.iter().map(|&(_, large)| large as f64 / size).fold(1.0, f64::min);
        Some(Self { dp, dp_norm: dp / (1.0 - least) })
    }
}

/// Whether a term may be called the style of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Several authors use it in several cases.
    OfTheAgency,
    /// In too few cases, by too few authors, or too unevenly: the habit of one
    /// or two people, which is not to be published.
    OfFew,
}

impl Style {
    /// In so many cases at least.
    pub const FEWEST_CASES: u64 = 5;
    /// By so many authors at least.
    pub const FEWEST_AUTHORS: u64 = 3;
    const MOST_UNEVEN: f64 = 0.7;

    /// By how many cases and authors a term is found in, and how evenly. Where
    /// the last is not known it is taken to be uneven; `None` authors are those
    /// of records that name nobody, where the cases have to do.
    pub fn new(cases: u64, authors: Option<u64>, dispersion: Option<Dispersion>) -> Self {
        let even = dispersion.is_some_and(|dispersion| dispersion.dp_norm <= Self::MOST_UNEVEN);
        let several = authors.is_none_or(|authors| authors >= Self::FEWEST_AUTHORS);
        if even && several && cases >= Self::FEWEST_CASES { Self::OfTheAgency } else { Self::OfFew }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(met: u64, of: u64) -> Proportion {
        Proportion::new(met, of).unwrap()
    }

    #[test]
    fn says_nothing_of_a_term_that_nobody_uses() {
        assert_eq!(Keyness::new(of(0, 5), of(0, 9)), None);
    }

    #[test]
    fn is_mirrored_when_the_sides_change_places() {
        let there = Keyness::new(of(40, 100), of(10, 100)).unwrap();
        let back = Keyness::new(of(10, 100), of(40, 100)).unwrap();
        assert!((there.log_ratio() + back.log_ratio()).abs() < 1e-12);
        assert!((there.conservative_log_ratio(9) + back.conservative_log_ratio(9)).abs() < 1e-9);
        assert!((there.g_squared() - back.g_squared()).abs() < 1e-9);
    }

    #[test]
    fn is_finite_where_one_side_never_uses_it_or_always() {
        for (own, others) in [(of(5, 5), of(0, 5)), (of(0, 5), of(5, 5)), (of(5, 5), of(5, 5)), (of(1, 1), of(0, 1))] {
            let key = Keyness::new(own, others).unwrap();
            for number in [key.log_ratio(), key.conservative_log_ratio(1), key.g_squared(), key.p().get()] {
                assert!(number.is_finite(), "{key:?}");
            }
        }
    }

    #[test]
    fn knows_the_ends_of_dispersion() {
        let dp_norm = |parts: &[(u64, u64)]| Dispersion::new(parts).unwrap().dp_norm;
        assert!(dp_norm(&[(2, 10), (4, 20), (6, 30)]).abs() < 1e-12);
        assert!((dp_norm(&[(9, 10), (0, 20), (0, 30)]) - 1.0).abs() < 1e-12);
        for parts in [&[][..], &[(3, 9)], &[(0, 4), (0, 5)], &[(1, 4), (0, 0)]] {
            assert_eq!(Dispersion::new(parts), None);
        }
    }

    #[test]
    fn does_not_call_the_habit_of_few_a_style() {
        let even = Dispersion::new(&[(2, 10), (2, 10)]);
        for authors in [Some(3), None] {
            assert_eq!(Style::new(5, authors, even), Style::OfTheAgency);
        }
        let uneven = Dispersion::new(&[(9, 10), (0, 90)]);
        for (cases, authors, dispersion) in [(4, 3, even), (5, 2, even), (5, 3, None), (5, 3, uneven)] {
            assert_eq!(Style::new(cases, Some(authors), dispersion), Style::OfFew, "{cases} {authors} {dispersion:?}");
        }
        assert_eq!(Style::new(4, None, even), Style::OfFew);
    }
}
