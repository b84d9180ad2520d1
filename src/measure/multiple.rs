//! Many comparisons at once: among enough of them some look striking by chance.

use super::share::{PValue, QValue};

/// What the comparisons of one family come to when they are seen together.
#[derive(Clone, Debug, PartialEq)]
pub struct Adjusted {
    /// For each comparison in the order given; `None` where none was made.
    pub q: Vec<Option<QValue>>,
    /// How many were made.
    pub tests: usize,
}

/// The adjustment of Benjamini and Hochberg (1995, Journal of the Royal
/// Statistical Society B 57, 289-300). Give it every comparison of one edition
/// for one population, with `None` for those that were left out, such as those
/// on too few notes: they do not count among the comparisons made.
pub fn benjamini_hochberg(family: &[Option<PValue>]) -> Adjusted {
    let mut made: Vec<(f64, usize)> =
        family.iter().enumerate().filter_map(|(at, p)| p.map(|p| (p.get(), at))).collect();
    made.sort_by(|(p, _), (other, _)| other.total_cmp(p));
    let tests = made.len();
    let mut q = vec![None; family.len()];
    let mut least = 1.0_f64;
    for (above, &(p, at)) in made.iter().enumerate() {
        least = least.min(p * (tests as f64 / (tests - above) as f64));
        q[at] = Some(QValue::clipped(least));
    }
    Adjusted { q, tests }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adjusted(family: &[Option<f64>]) -> Vec<Option<f64>> {
        let family: Vec<_> = family.iter().map(|p| p.and_then(PValue::new)).collect();
        benjamini_hochberg(&family).q.iter().map(|q| q.map(QValue::get)).collect()
    }

    #[test]
    fn leaves_out_what_was_not_compared() {
        assert_eq!(adjusted(&[None, Some(0.01), None]), [None, Some(0.01), None]);
        assert_eq!(benjamini_hochberg(&[None, None]).tests, 0);
    }

    #[test]
    fn gives_equal_values_equal_results() {
        let q = adjusted(&[Some(0.02), Some(0.02), Some(0.9)]);
        assert_eq!(q[0], q[1]);
    }
}
