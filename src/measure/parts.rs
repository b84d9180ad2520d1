//! Figures that add up to one that is shown: where a single one is left out,
//! it is what the others lack of the sum. So another is left out with it.

use super::suppress::Threshold;

/// Parts of a total that is shown.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    bases: Vec<u64>,
    left_out: Vec<bool>,
}

impl Parts {
    /// Parts with these bases. Those with a base below the threshold are left
    /// out; so are some more, the smallest first, until there are at least two
    /// and together they come to the threshold. A part of nothing gives nobody
    /// away, and hides nobody.
    pub(super) fn of_one_total(bases: Vec<u64>, threshold: Threshold) -> Self {
        let left_out = bases.iter().map(|&base| base < threshold.get()).collect();
        let mut parts = Self { bases, left_out };
        while parts.gives_away(threshold) {
            let shown = (0..parts.bases.len()).filter(|&part| !parts.left_out[part]);
            let Some(smallest) = shown.min_by_key(|&part| parts.bases[part]) else { break };
            parts.left_out[smallest] = true;
        }
        parts
    }

    fn gives_away(&self, threshold: Threshold) -> bool {
        let hidden = self.bases.iter().zip(&self.left_out).filter(|(base, left_out)| **left_out && **base > 0);
        let hidden: Vec<u64> = hidden.map(|(base, _)| *base).collect();
        !hidden.is_empty() && (hidden.len() < 2 || hidden.iter().sum::<u64>() < threshold.get())
    }

    /// Whether a part is left out.
    pub(super) fn is_left_out(&self, part: usize) -> bool {
        self.left_out.get(part).copied().unwrap_or(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(bases: &[u64]) -> Vec<u64> {
        let parts = Parts::of_one_total(bases.to_vec(), Threshold::new(5));
        bases.iter().enumerate().filter(|&(part, _)| parts.is_left_out(part)).map(|(_, &base)| base).collect()
    }

    #[test]
    fn another_is_left_out_with_one_that_is_small() {
        for (bases, expected) in [
            (&[40, 30, 20][..], &[][..]),
            (&[40, 3, 30, 20], &[3, 20]),
            (&[40, 3, 4, 20], &[3, 4]),
            (&[40, 1, 1, 20], &[1, 1, 20]),
            (&[40, 3], &[40, 3]),
            (&[40, 0, 20], &[0]),
            (&[3], &[3]),
            (&[], &[]),
        ] {
            assert_eq!(left_out(bases), expected, "{bases:?}");
        }
    }
}
