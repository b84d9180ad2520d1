//! What a reader can work out of a table from which cells were left out. With
//! the totals of rows and columns known, every cell lies in an interval; where
//! that is narrow, leaving the cell out has not protected anybody.
//!
//! This is the attack as well as the defence: [`Table::feasible`] finds the
//! exact interval of a cell, and [`Table::suppressed`] leaves out more cells
//! until all intervals are wide.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use plainrecord::measure::Threshold;

/// The place of a cell: its row and its column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// The row.
    pub(crate) row: usize,
    /// The column.
    pub(crate) column: usize,
}

/// A table of counts whose row and column totals are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    rows: Vec<Vec<u64>>,
    columns: usize,
}

/// Between which counts a cell that was left out must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feasible {
    /// At least so many.
    pub(crate) low: u64,
    /// At most so many.
    pub(crate) high: u64,
}

/// The cells to leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suppressed {
    /// Those that are small themselves.
    pub(crate) primary: BTreeSet<Cell>,
    /// Those that would give them away.
    pub(crate) secondary: BTreeSet<Cell>,
}

/// No cells that could be left out protect the small ones: the table is to be
/// shown without its totals, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unprotectable;

impl Suppressed {
    fn all(&self) -> BTreeSet<Cell> {
        self.primary.union(&self.secondary).copied().collect()
    }
}

impl Table {
    /// Counts row by row; `None` where rows differ in length.
    pub(crate) fn new(rows: Vec<Vec<u64>>) -> Option<Self> {
        let columns = rows.first().map_or(0, Vec::len);
        rows.iter().all(|row| row.len() == columns).then_some(Self { rows, columns })
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        (0..self.rows.len()).flat_map(|row| (0..self.columns).map(move |column| Cell { row, column }))
    }

    fn count(&self, cell: Cell) -> u64 {
        self.rows.get(cell.row).and_then(|row| row.get(cell.column)).copied().unwrap_or_default()
    }

    /// Between which counts `cell` lies, for a reader who knows all totals and
    /// every cell but those in `hidden`, and that no count is below 0. The
    /// bounds are reached: each is the count in some table that looks the same.
    pub(crate) fn feasible(&self, cell: Cell, hidden: &BTreeSet<Cell>) -> Feasible {
        let count = self.count(cell);
        if !hidden.contains(&cell) {
            return Feasible { low: count, high: count };
        }
        let others: Vec<(Cell, u64)> =
            hidden.iter().filter(|other| **other != cell).map(|other| (*other, self.count(*other))).collect();
        // What the cell gains its row must lose in another cell, whose column
        // gains it back in another row, and so on to the cell's own column.
        let gained = flow(
            others.iter().flat_map(|&(Cell { row, column }, count)| {
                [(Total::Row(row), Total::Column(column), count), (Total::Column(column), Total::Row(row), u64::MAX)]
            }),
            cell,
        );
        let lost = flow(
            others.iter().flat_map(|&(Cell { row, column }, count)| {
                [(Total::Row(row), Total::Column(column), u64::MAX), (Total::Column(column), Total::Row(row), count)]
            }),
            cell,
        );
        Feasible { low: count.saturating_sub(lost), high: count.saturating_add(gained) }
    }

    /// Which cells to leave out so that no count from 1 to below `threshold`
    /// can be worked out: the interval of each reaches at least to the
    /// threshold and is at least as wide. Zeros are shown, and not used to hide
    /// others.
    ///
    /// For each small cell that is not safe, the rectangle of further cells
    /// that holds the least notes is left out as well; what turns out not to be
    /// needed is shown again, the largest first.
    ///
    /// # Errors
    ///
    /// [`Unprotectable`] where that is not enough.
    pub(crate) fn suppressed(&self, threshold: Threshold) -> Result<Suppressed, Unprotectable> {
        let primary = self.cells().filter(|&cell| (1..threshold.get()).contains(&self.count(cell))).collect();
        let mut suppressed = Suppressed { primary, secondary: BTreeSet::new() };
        while let Some(bare) = self.unsafe_cell(&suppressed, threshold) {
            let hidden = suppressed.all();
            let corners = self.cheapest_rectangle(bare, &hidden).ok_or(Unprotectable)?;
            suppressed.secondary.extend(corners.into_iter().filter(|corner| !hidden.contains(corner)));
        }
        let mut largest_first: Vec<Cell> = suppressed.secondary.iter().copied().collect();
        largest_first.sort_by_key(|&cell| std::cmp::Reverse(self.count(cell)));
        for cell in largest_first {
            suppressed.secondary.remove(&cell);
            if self.unsafe_cell(&suppressed, threshold).is_some() {
                suppressed.secondary.insert(cell);
            }
        }
        Ok(suppressed)
    }

    fn unsafe_cell(&self, suppressed: &Suppressed, threshold: Threshold) -> Option<Cell> {
        let (hidden, least) = (suppressed.all(), threshold.get());
        suppressed.primary.iter().copied().find(|&cell| {
            let Feasible { low, high } = self.feasible(cell, &hidden);
            high < least || high - low < least
        })
    }

    /// The three further corners of a rectangle on `cell` whose counts that are
    /// still shown are the fewest, at least one of them shown.
    fn cheapest_rectangle(&self, cell: Cell, hidden: &BTreeSet<Cell>) -> Option<[Cell; 3]> {
        let elsewhere = |other: &Cell| other.row != cell.row && other.column != cell.column;
        let corners = |other: Cell| {
            [Cell { row: cell.row, column: other.column }, Cell { row: other.row, column: cell.column }, other]
        };
        let rectangles = self.cells().filter(elsewhere).map(corners);
        let usable = rectangles.filter(|corners| {
            corners.iter().all(|&corner| self.count(corner) > 0)
                && corners.iter().any(|corner| !hidden.contains(corner))
        });
        usable.min_by_key(|corners| {
            corners.iter().filter(|corner| !hidden.contains(corner)).map(|&corner| self.count(corner)).sum::<u64>()
        })
    }
}

/// A total that must stay what it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Total {
    Row(usize),
    Column(usize),
}

/// The most that can be carried from the row of `cell` to its column along
/// `edges` with their capacities (Edmonds and Karp 1972).
fn flow(edges: impl Iterator<Item = (Total, Total, u64)>, cell: Cell) -> u64 {
    let mut left: BTreeMap<(Total, Total), u64> = BTreeMap::new();
    for (from, to, capacity) in edges {
        let room = left.entry((from, to)).or_default();
        *room = room.saturating_add(capacity);
    }
    let (start, end) = (Total::Row(cell.row), Total::Column(cell.column));
    let mut carried = 0_u64;
    while let Some(path) = shortest_path(&left, start, end) {
        let least = path.iter().filter_map(|step| left.get(step)).min().copied().unwrap_or(0);
        if least == 0 {
            break;
        }
        for (from, to) in path {
            let room = left.entry((from, to)).or_default();
            *room = room.saturating_sub(least);
            let back = left.entry((to, from)).or_default();
            *back = back.saturating_add(least);
        }
        carried = carried.saturating_add(least);
    }
    carried
}

/// The steps of a shortest path along edges with room left.
fn shortest_path(left: &BTreeMap<(Total, Total), u64>, start: Total, end: Total) -> Option<Vec<(Total, Total)>> {
    let mut came_from: BTreeMap<Total, Total> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        let steps = left.iter().filter(|&(&(from, _), &room)| from == at && room > 0);
        for (&(_, to), _) in steps {
            if to != start && !came_from.contains_key(&to) {
                came_from.insert(to, at);
                queue.push_back(to);
            }
        }
    }
    let mut path = Vec::new();
    let mut at = end;
    while at != start {
        let from = *came_from.get(&at)?;
        path.push((from, at));
        at = from;
    }
    Some(path)
}

fn table(rows: &[&[u64]]) -> Table {
    Table::new(rows.iter().map(|row| row.to_vec()).collect()).unwrap()
}

#[test]
fn refuses_rows_of_different_lengths() {
    assert_eq!(Table::new(vec![vec![1, 2], vec![3]]), None);
    assert!(Table::new(vec![]).is_some());
}

#[test]
fn leaves_nothing_out_where_nothing_is_small() {
    let suppressed = table(&[&[9, 0], &[7, 12]]).suppressed(Threshold::new(5)).unwrap();
    assert!(suppressed.primary.is_empty() && suppressed.secondary.is_empty());
}

#[test]
fn says_that_a_single_row_cannot_be_protected() {
    assert_eq!(table(&[&[3, 40, 50]]).suppressed(Threshold::new(5)), Err(Unprotectable));
    assert_eq!(table(&[&[3, 0], &[0, 9]]).suppressed(Threshold::new(5)), Err(Unprotectable));
}

#[test]
fn works_out_a_cell_that_is_left_out_alone() {
    let cell = Cell { row: 0, column: 1 };
    let found = table(&[&[9, 3], &[7, 12]]).feasible(cell, &BTreeSet::from([cell]));
    assert_eq!(found, Feasible { low: 3, high: 3 });
}
