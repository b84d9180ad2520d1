//! How far alpha may move by the choice of cases: the percentile bootstrap
//! (Efron 1979), drawing whole cases, because notes of one are alike.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use super::clusters::FEWEST_CASES;
use super::reviewers::Ratings;

/// How often the cases are drawn again.
const DRAWS: usize = 1000;

/// Any fixed number: the same ratings give the same interval.
const SEED: u64 = 20_111_970;

/// The middle 95 % of what other draws of cases gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlphaInterval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

/// The interval of alpha, from the ratings of each case. `None` for fewer than
/// five cases, and where one draw in twenty leaves nothing to agree on.
pub fn alpha_interval<C: Ord + Copy>(cases: &[Ratings<C>]) -> Option<AlphaInterval> {
    if (cases.len() as u64) < FEWEST_CASES {
        return None;
    }
    let mut sorts: Vec<&Ratings<C>> = cases.iter().collect();
    sorts.sort_by(|one, other| one.order(other));
    sorts.dedup_by(|one, other| one.order(other).is_eq());
    let sort = |case: &Ratings<C>| sorts.binary_search_by(|sort| sort.order(case)).unwrap_or_default();
    let cases: Vec<usize> = cases.iter().map(sort).collect();
    let mut random = Pcg64Mcg::seed_from_u64(SEED);
    let mut alphas: Vec<f64> = (0..DRAWS).filter_map(|_| draw(&cases, &sorts, &mut random).alpha().ok()).collect();
    alphas.sort_by(f64::total_cmp);
    let (low, high) = (alphas.get(alphas.len() / 40)?, alphas.get(alphas.len() - 1 - alphas.len() / 40)?);
    (alphas.len() >= DRAWS - DRAWS / 20).then_some(AlphaInterval { low: *low, high: *high })
}

/// As many cases as there are, each drawn from all. Most are like many others: it
/// is counted how often each sort is drawn.
fn draw<C: Ord + Copy>(cases: &[usize], sorts: &[&Ratings<C>], random: &mut Pcg64Mcg) -> Ratings<C> {
    let mut often = vec![0_u64; sorts.len()];
    for _ in 0..cases.len() {
        // The high bits of a product, as good as even for so few.
        let wide = u128::from(random.next_u64()) * cases.len() as u128;
        let sort = usize::try_from(wide >> 64).ok().and_then(|at| cases.get(at));
        if let Some(times) = sort.and_then(|sort| often.get_mut(*sort)) {
            *times += 1;
        }
    }
    let mut drawn = Ratings::default();
    sorts.iter().zip(often).for_each(|(sort, times)| drawn.merge_often(sort, times));
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(notes: &[[char; 2]]) -> Ratings<char> {
        let mut ratings = Ratings::default();
        for note in notes {
            ratings.add(*note);
        }
        ratings
    }

    #[test]
    fn holds_alpha_and_is_the_same_each_time() {
        let cases: Vec<_> = ["yy", "yn", "nn", "ny", "yy", "nn"]
            .iter()
            .cycle()
            .take(60)
            .map(|note| case(&[[note.as_bytes()[0].into(), note.as_bytes()[1].into()]]))
            .collect();
        let found = alpha_interval(&cases).unwrap();
        let mut all = Ratings::default();
        for case in &cases {
            all.merge(case.clone());
        }
        let alpha = all.alpha().unwrap();
        assert!(found.low < alpha && alpha < found.high && found.high - found.low > 0.2);
        assert_eq!(alpha_interval(&cases), Some(found));
    }

    #[test]
    fn every_note_twice_in_its_case_hardly_narrows_it() {
        let notes = [['y', 'y'], ['y', 'n'], ['n', 'n'], ['n', 'n']];
        let width = |times: usize| {
            let cases: Vec<_> = (0..40).map(|at| case(&vec![notes[at % 4]; times])).collect();
            let found = alpha_interval(&cases).unwrap();
            found.high - found.low
        };
        assert!((width(2) - width(1)).abs() < 0.02 * width(1));
    }

    #[test]
    fn is_not_given_on_few_cases_or_where_draws_leave_nothing_to_agree_on() {
        assert_eq!(alpha_interval(&vec![case(&[['y', 'n']]); 4]), None);
        assert_eq!(alpha_interval(&vec![case(&[['y', 'y']]); 30]), None);
    }
}
