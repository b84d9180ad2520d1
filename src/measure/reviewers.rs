//! Whether people who read the same notes say the same of them.
//!
//! Raw agreement, AC1 and alpha belong side by side, with the table itself:
//! where nearly everything is "yes", kappa is near nothing however well people
//! agree. Where a coefficient is not defined it says why.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::interval::Z95;
use super::share::Proportion;

/// Why a coefficient is not defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// Everything was put in one category, so that there was nothing to agree on.
    OneCategory,
    /// No note was read by two people.
    NothingReadTwice,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneCategory => "not defined: the reviewers used one category",
            Self::NothingReadTwice => "not defined: no note was read by two reviewers",
        })
    }
}

/// Agreement beyond chance: 1 is all there could be, 0 as much as by chance,
/// less than 0 less than that. With its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The coefficient.
    pub value: f64,
    /// Its standard error, for a sample of many notes.
    pub error: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Coefficient {
    fn new(value: f64, variance: f64) -> Self {
        let error = variance.max(0.0).sqrt();
        let end = |end: f64| end.clamp(-1.0, 1.0);
        Self { value, error, low: end(value - Z95 * error), high: end(value + Z95 * error) }
    }
}

/// What two reviewers said of the same notes: one row for each category of the
/// first, one column for each of the second. The categories are fixed before
/// reading, also those that nobody uses in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoReviewers {
    table: Vec<Vec<u64>>,
    notes: u64,
}

impl TwoReviewers {
    /// The table of counts. `None` if it is not square, has fewer than two
    /// categories, or no notes.
    pub fn new(table: Vec<Vec<u64>>) -> Option<Self> {
        let notes = table.iter().flatten().try_fold(0_u64, |sum, &count| sum.checked_add(count))?;
        let square = table.len() >= 2 && table.iter().all(|row| row.len() == table.len());
        (square && notes > 0).then_some(Self { table, notes })
    }

    /// How many notes they agree on, of all.
    pub fn agreed(&self) -> Option<Proportion> {
        Proportion::new((0..self.table.len()).map(|at| self.table[at][at]).sum(), self.notes)
    }

    /// Cohen's kappa (1960), with the standard error of Fleiss, Cohen and
    /// Everitt (1969, Psychological Bulletin 72, 323-327).
    ///
    /// # Errors
    ///
    /// [`Undefined::OneCategory`].
    pub fn kappa(&self) -> Result<Coefficient, Undefined> {
        let (rows, columns) = (self.rows(), self.columns());
        let by_chance: f64 = rows.iter().zip(&columns).map(|(row, column)| row * column).sum();
        if rows.iter().zip(&columns).any(|(row, column)| *row >= 1.0 && *column >= 1.0) {
            return Err(Undefined::OneCategory);
        }
        let kappa = (self.same() - by_chance) / (1.0 - by_chance);
        let apart = 1.0 - kappa;
        let spread = self.sum(|row, column| {
            if row == column {
                (1.0 - (rows[row] + columns[row]) * apart).powi(2)
            } else {
                (apart * (columns[row] + rows[column])).powi(2)
            }
        });
        let centre = (kappa - by_chance * apart).powi(2);
        Ok(Coefficient::new(kappa, (spread - centre) / (self.notes as f64 * (1.0 - by_chance).powi(2))))
    }

    /// Gwet's AC1 (2008, British Journal of Mathematical and Statistical
    /// Psychology 61, 29-48), with its standard error for a large population.
    pub fn ac1(&self) -> Coefficient {
        let (rows, columns) = (self.rows(), self.columns());
        let used: Vec<f64> = rows.iter().zip(&columns).map(|(row, column)| f64::midpoint(*row, *column)).collect();
        let others = self.table.len() as f64 - 1.0;
        let by_chance = used.iter().map(|part| part * (1.0 - part)).sum::<f64>() / others;
        let same = self.same();
        let ac1 = (same - by_chance) / (1.0 - by_chance);
        let apart = 1.0 - ac1;
        let on = self.sum(|row, column| if row == column { 1.0 - used[row] } else { 0.0 }) / others;
        let all = self.sum(|row, column| (1.0 - f64::midpoint(used[row], used[column])).powi(2)) / others.powi(2);
        let spread = same * (1.0 - same) - 4.0 * apart * (on - same * by_chance)
            + 4.0 * apart.powi(2) * (all - by_chance.powi(2));
        Coefficient::new(ac1, spread / (self.notes as f64 * (1.0 - by_chance).powi(2)))
    }

    /// The same notes as ratings, for alpha.
    pub fn ratings(&self) -> Ratings<usize> {
        let mut ratings = Ratings::default();
        for (row, counts) in self.table.iter().enumerate() {
            for (column, &count) in counts.iter().enumerate() {
                ratings.add_often([row, column], count);
            }
        }
        ratings
    }

    /// The sum of `weight` over the table, of shares.
    fn sum(&self, weight: impl Fn(usize, usize) -> f64) -> f64 {
        let cells = self.table.iter().enumerate();
        let cells = cells.flat_map(|(row, counts)| counts.iter().enumerate().map(move |cell| (row, cell)));
        cells.map(|(row, (column, &count))| weight(row, column) * count as f64 / self.notes as f64).sum()
    }

    fn same(&self) -> f64 {
        self.sum(|row, column| if row == column { 1.0 } else { 0.0 })
    }

    fn rows(&self) -> Vec<f64> {
        (0..self.table.len()).map(|at| self.sum(|row, _| if row == at { 1.0 } else { 0.0 })).collect()
    }

    fn columns(&self) -> Vec<f64> {
        (0..self.table.len()).map(|at| self.sum(|_, column| if column == at { 1.0 } else { 0.0 })).collect()
    }
}

/// What any number of reviewers said of notes, not all of them of each, as
/// sums that can be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings<C> {
    used: BTreeMap<C, u64>,
    disagreement: f64,
}

impl<C> Default for Ratings<C> {
    fn default() -> Self {
        Self { used: BTreeMap::new(), disagreement: 0.0 }
    }
}

impl<C: Ord> Ratings<C> {
    /// Adds one note with the category that each of its readers chose. A note
    /// with one reader says nothing of agreement.
    pub fn add(&mut self, note: impl IntoIterator<Item = C>) {
        self.add_often(note, 1);
    }

    fn add_often(&mut self, note: impl IntoIterator<Item = C>, times: u64) {
        let mut chosen: BTreeMap<C, u64> = BTreeMap::new();
        for category in note {
            *chosen.entry(category).or_default() += times;
        }
        let readings: u64 = chosen.values().sum();
        if readings < 2 * times || times == 0 {
            return;
        }
        let readers = (readings / times) as f64;
        for (category, count) in chosen {
            self.disagreement += count as f64 * (readers - (count / times) as f64) / (readers - 1.0);
            *self.used.entry(category).or_default() += count;
        }
    }

    /// Adds what notes like others came to, so many times.
    pub(super) fn merge_often(&mut self, other: &Self, times: u64)
    where
        C: Copy,
    {
        for (category, count) in other.used.iter().filter(|_| times > 0) {
            *self.used.entry(*category).or_default() += count * times;
        }
        self.disagreement += other.disagreement * times as f64;
    }

    /// Any order, in which those that come to the same are equal.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.used.cmp(&other.used).then(self.disagreement.total_cmp(&other.disagreement))
    }

    /// Adds what other notes came to.
    pub fn merge(&mut self, other: Self) {
        for (category, count) in other.used {
            *self.used.entry(category).or_default() += count;
        }
        self.disagreement += other.disagreement;
    }

    /// Krippendorff's alpha for categories without an order (2011, Computing
    /// Krippendorff's alpha-reliability).
    ///
    /// # Errors
    ///
    /// [`Undefined`] where there was nothing to agree on.
    pub fn alpha(&self) -> Result<f64, Undefined> {
        let readings: u64 = self.used.values().sum();
        if readings == 0 {
            return Err(Undefined::NothingReadTwice);
        }
        if self.used.len() < 2 {
            return Err(Undefined::OneCategory);
        }
        let all = readings as f64;
        let pairs = self.used.values().map(|&count| count as f64 * (all - count as f64)).sum::<f64>();
        Ok(1.0 - self.disagreement * (all - 1.0) / pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_table() {
        for table in [vec![], vec![vec![3]], vec![vec![1, 2]], vec![vec![1, 2], vec![3]], vec![vec![0, 0], vec![0, 0]]]
        {
            assert_eq!(TwoReviewers::new(table), None);
        }
    }

    #[test]
    fn says_in_words_why_a_coefficient_is_not_defined() {
        let one = TwoReviewers::new(vec![vec![50, 0], vec![0, 0]]).unwrap();
        assert_eq!(one.kappa(), Err(Undefined::OneCategory));
        assert_eq!(one.ratings().alpha(), Err(Undefined::OneCategory));
        assert_eq!(one.kappa().unwrap_err().to_string(), "not defined: the reviewers used one category");
        let mut read_once = Ratings::default();
        read_once.add(["yes"]);
        assert_eq!(read_once.alpha(), Err(Undefined::NothingReadTwice));
    }

    #[test]
    fn knows_a_category_of_each_from_one_of_both() {
        let apart = TwoReviewers::new(vec![vec![0, 9], vec![0, 0]]).unwrap();
        assert!(apart.kappa().unwrap().value.abs() < 1e-12);
        assert!(apart.ac1().value < 0.0 && apart.ratings().alpha().unwrap() < 0.0);
    }
}
