//! Tails and quantiles of the usual distributions: the one place that knows
//! where they come from. What lies outside a distribution gives its nearest
//! end, so that nothing here panics or is no number.

use statrs::distribution::{
    Binomial, ChiSquared, ContinuousCDF, Discrete, DiscreteCDF, Hypergeometric, Normal, StudentsT,
};
use statrs::function::beta::inv_beta_reg;

use super::share::PValue;

/// How probable it is that a normal deviate lies at least this far from 0.
pub(super) fn normal_two_sided(z: f64) -> PValue {
    PValue::clipped(2.0 * Normal::standard().sf(z.abs()))
}

/// How probable it is that Student's t lies at least this far from 0.
pub(super) fn student_two_sided(t: f64, freedom: f64) -> PValue {
    StudentsT::new(0.0, 1.0, freedom).map_or(PValue::clipped(1.0), |student| PValue::clipped(2.0 * student.sf(t.abs())))
}

/// The point below which Student's t lies with probability `p`; without degrees
/// of freedom, nothing is far enough out.
pub(super) fn student_quantile(p: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |student| student.inverse_cdf(p.clamp(0.0, 1.0)))
}

/// How probable it is that chi-squared is at least `x`.
pub(super) fn chi_squared_upper(x: f64, freedom: f64) -> PValue {
    ChiSquared::new(freedom).map_or(PValue::clipped(1.0), |chi| PValue::clipped(chi.sf(x.max(0.0))))
}

/// The point below which chi-squared lies with probability `p`.
pub(super) fn chi_squared_quantile(p: f64, freedom: f64) -> f64 {
    ChiSquared::new(freedom).map_or(0.0, |chi| chi.inverse_cdf(p.clamp(0.0, 1.0)))
}

/// The point below which Beta(a, b) lies with probability `p`.
pub(super) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    match (a > 0.0, b > 0.0) {
        (false, _) => 0.0,
        (_, false) => 1.0,
        _ => inv_beta_reg(a, b, p.clamp(0.0, 1.0)),
    }
}

/// The binomial distribution of `n` trials, each met with probability `p`.
pub(super) struct Trials(Binomial);

impl Trials {
    pub(super) fn new(n: u64, p: f64) -> Option<Self> {
        Binomial::new(p, n).ok().map(Self)
    }

    /// How probable exactly `x` are.
    pub(super) fn exactly(&self, x: u64) -> f64 {
        self.0.pmf(x)
    }

    /// How probable at most `x` are.
    pub(super) fn at_most(&self, x: u64) -> f64 {
        self.0.cdf(x)
    }

    /// How probable more than `x` are.
    pub(super) fn more_than(&self, x: u64) -> f64 {
        self.0.sf(x)
    }
}

/// What is drawn from a population without putting back.
pub(super) struct Draws(Hypergeometric);

impl Draws {
    /// Of `population`, `bearing` bear it; `drawn` are drawn.
    pub(super) fn new(population: u64, bearing: u64, drawn: u64) -> Option<Self> {
        Hypergeometric::new(population, bearing, drawn).ok().map(Self)
    }

    /// How probable exactly `x` are; by way of the logarithm, since the crate's
    /// own probability overflows in a population of thousands.
    pub(super) fn exactly(&self, x: u64) -> f64 {
        self.0.ln_pmf(x).exp()
    }

    /// How probable at most `x` are.
    pub(super) fn at_most(&self, x: u64) -> f64 {
        self.0.cdf(x)
    }

    /// How probable at least `x` are.
    pub(super) fn at_least(&self, x: u64) -> f64 {
        x.checked_sub(1).map_or(1.0, |below| self.0.sf(below))
    }
}
