//! Agencies side by side with what all of them record together: how far a
//! share may lie from the whole by chance alone, and how much further agencies
//! differ than chance allows.
//!
//! A funnel treats agencies as doing the same work. Where they differ more
//! than chance allows, they do not, and [`Spread`] says how much.

mod limits;
mod overdispersion;

pub use overdispersion::Overdispersion;

use super::interval::{Confidence, Interval};
use super::share::{PValue, Proportion, Share};
use super::tails::chi_squared_upper;
use limits::{arcsine, exact};

/// A funnel is drawn from this many agencies on.
pub const FEWEST_FOR_FUNNEL: usize = 5;

/// How much agencies differ beyond chance is allowed for from this many on.
pub const FEWEST_FOR_OVERDISPERSION: usize = 8;

/// The lines between which shares lie by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Funnel {
    target: Share,
    agencies: usize,
    spread: Spread,
    overdispersion: Option<Overdispersion>,
}

/// How much agencies differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The sum of squared standardised distances from the whole (Cochran 1954).
    pub q: f64,
    /// How probable one as large is if all record alike.
    pub p: PValue,
    /// The share of all variation that is between agencies and not chance
    /// (Higgins and Thompson 2002, Statistics in Medicine 21, 1539-1558).
    pub i_squared: Share,
}

/// Why there is no funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFunnel {
    /// Only this many agencies have enough notes.
    TooFewAgencies(usize),
    /// All notes meet it, or none do.
    NoVariation,
}

impl Funnel {
    /// The funnel of agencies that have enough notes each.
    ///
    /// # Errors
    ///
    /// [`NoFunnel`] for fewer than five agencies, and where there is nothing
    /// to tell them apart.
    pub fn new(agencies: &[Proportion]) -> Result<Self, NoFunnel> {
        if agencies.len() < FEWEST_FOR_FUNNEL {
            return Err(NoFunnel::TooFewAgencies(agencies.len()));
        }
        let pooled = Proportion::pooled(agencies).filter(|pooled| pooled.met() > 0 && pooled.not_met() > 0);
        let target = pooled.ok_or(NoFunnel::NoVariation)?.share();
        let enough = agencies.len() >= FEWEST_FOR_OVERDISPERSION;
        let overdispersion = if enough { Overdispersion::of_proportions(agencies, target) } else { None };
        Ok(Self { target, agencies: agencies.len(), spread: Spread::new(agencies, target), overdispersion })
    }

    /// The share of all notes of all agencies, around which it is drawn.
    pub fn target(self) -> Share {
        self.target
    }

    /// How many agencies it was drawn from.
    pub fn agencies(self) -> usize {
        self.agencies
    }

    /// How much they differ.
    pub fn spread(self) -> Spread {
        self.spread
    }

    /// How much further they differ than chance allows; `None` for fewer than
    /// eight agencies, of which it cannot be said.
    pub fn overdispersion(self) -> Option<Overdispersion> {
        self.overdispersion
    }

    /// Between which shares an agency with `notes` notes lies by chance, from
    /// the binomial distribution, with its steps interpolated (Spiegelhalter
    /// 2005, Statistics in Medicine 24, 1185-1202, appendix A.1.1); `None`
    /// without notes.
    pub fn exact_limits(self, notes: u64, confidence: Confidence) -> Option<Interval> {
        exact(self.target, notes, confidence)
    }

    /// The same on the arcsine scale, where they are smooth and get no wider
    /// with more notes; `None` without notes.
    pub fn limits(self, notes: u64, confidence: Confidence) -> Option<Interval> {
        arcsine(self.target, notes, 0.0, confidence)
    }

    /// The same where agencies may differ as much as they do; `None` where
    /// [`Self::overdispersion`] is, and without notes.
    pub fn adjusted_limits(self, notes: u64, confidence: Confidence) -> Option<Interval> {
        arcsine(self.target, notes, self.overdispersion?.tau_squared, confidence)
    }
}

impl Spread {
    fn new(agencies: &[Proportion], target: Share) -> Self {
        let target = target.get();
        let distance = |agency: &Proportion| {
            (agency.share().get() - target).powi(2) * agency.of() as f64 / (target * (1.0 - target))
        };
        let q: f64 = agencies.iter().map(distance).sum();
        let freedom = agencies.len() as f64 - 1.0;
        let i_squared = if q > 0.0 { Share::clipped((q - freedom) / q) } else { Share::clipped(0.0) };
        Self { q, p: chi_squared_upper(q, freedom), i_squared }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(agencies: usize, met: u64) -> Vec<Proportion> {
        vec![Proportion::new(met, 40).unwrap(); agencies]
    }

    #[test]
    fn is_not_drawn_for_few_agencies_or_where_nothing_varies() {
        assert_eq!(Funnel::new(&alike(4, 9)), Err(NoFunnel::TooFewAgencies(4)));
        assert_eq!(Funnel::new(&[]), Err(NoFunnel::TooFewAgencies(0)));
        for met in [0, 40] {
            assert_eq!(Funnel::new(&alike(9, met)), Err(NoFunnel::NoVariation));
        }
    }

    #[test]
    fn allows_for_more_than_chance_only_from_eight_agencies_on() {
        let (seven, eight) = (Funnel::new(&alike(7, 9)).unwrap(), Funnel::new(&alike(8, 9)).unwrap());
        assert_eq!((seven.overdispersion(), seven.adjusted_limits(40, Confidence::C95)), (None, None));
        assert_eq!(eight.overdispersion().unwrap().tau_squared.to_bits(), 0);
        assert_eq!(eight.adjusted_limits(40, Confidence::C95), eight.limits(40, Confidence::C95));
    }

    #[test]
    fn finds_no_spread_among_those_that_record_alike() {
        let spread = Funnel::new(&alike(6, 9)).unwrap().spread();
        assert!(spread.q < 1e-20 && spread.i_squared.get().to_bits() == 0 && spread.p.get() > 0.999);
    }

    #[test]
    fn has_no_lines_without_notes() {
        let funnel = Funnel::new(&alike(6, 9)).unwrap();
        assert_eq!(funnel.limits(0, Confidence::C95), None);
        assert_eq!(funnel.exact_limits(0, Confidence::C95), None);
    }
}
