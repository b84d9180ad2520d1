//! Somebody who has read an edition: what they know, and what follows from it.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Sums of unknown counts, and between which values each lies.
pub(crate) struct Reader<C> {
    cells: Vec<C>,
    known: Vec<(Vec<usize>, f64, f64)>,
}

impl<C: Copy> Reader<C> {
    /// Nothing is known of the counts in these cells but that none is below 0.
    pub(crate) fn new(cells: Vec<C>) -> Self {
        Self { cells, known: Vec::new() }
    }

    /// Reads a published count of all cells of which `part` is true; it may have
    /// been rounded by so much.
    pub(crate) fn read(&mut self, part: impl Fn(C) -> bool, told: Option<u64>, rounded_by: f64) {
        let Some(told) = told else { return };
        let slack = if told > 0 { rounded_by } else { 0.0 };
        let parts = (0..self.cells.len()).filter(|&cell| part(self.cells[cell])).collect();
        self.known.push((parts, told as f64 - slack, told as f64 + slack));
    }

    /// The smallest and the largest value of the sum of some cells that fit all
    /// that is known, up to a thousand.
    pub(crate) fn range(&self, part: impl Fn(C) -> bool) -> (f64, f64) {
        let reach = |direction| {
            let mut problem = Problem::new(direction);
            let cell = |cell: &C| problem.add_var(if part(*cell) { 1.0 } else { 0.0 }, (0.0, 1000.0));
            let cells: Vec<Variable> = self.cells.iter().map(cell).collect();
            for (parts, low, high) in self.known.iter().filter(|(parts, ..)| !parts.is_empty()) {
                let sum: Vec<(Variable, f64)> = parts.iter().map(|&part| (cells[part], 1.0)).collect();
                problem.add_constraint(&sum, ComparisonOp::Ge, *low);
                problem.add_constraint(&sum, ComparisonOp::Le, *high);
            }
            problem.solve().unwrap().into_solution().unwrap().objective()
        };
        (reach(OptimizationDirection::Minimize), reach(OptimizationDirection::Maximize))
    }
}
