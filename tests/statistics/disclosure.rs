//! What can be worked out of a table from which cells were left out.

use std::collections::BTreeSet;

use plainrecord::measure::{Audience, Threshold};
use proptest::prelude::*;
use serde_json::Value;

use crate::reference::{count, group, list};
use crate::table::{Cell, Feasible, Table};

fn cell(place: &Value) -> Cell {
    let at = |end: usize| usize::try_from(place[end].as_u64().unwrap()).unwrap();
    Cell { row: at(0), column: at(1) }
}

fn cells(places: &Value) -> BTreeSet<Cell> {
    list(places).iter().map(cell).collect()
}

#[test]
fn leaves_out_what_gives_small_counts_away() {
    let case = group("sdc");
    let table = Table::new(list(&case["table"]).iter().map(|row| list(row).iter().map(count).collect()).collect());
    let table = table.unwrap();
    let primary = cells(&case["primary"]);
    let suppressed = table.suppressed(Threshold::new(count(&case["threshold"]))).unwrap();
    assert_eq!(suppressed.primary, primary);
    let hidden: BTreeSet<Cell> = suppressed.primary.union(&suppressed.secondary).copied().collect();
    assert_eq!(hidden, cells(&case["complete"]));
    for (hidden, bounds) in [(&primary, "bounds_primary_only"), (&hidden, "bounds_after_secondary")] {
        for (place, expected) in case[bounds].as_object().unwrap() {
            let found = table.feasible(cell(&serde_json::from_str(place).unwrap()), hidden);
            assert_eq!(found, Feasible { low: count(&expected[0]), high: count(&expected[1]) }, "{bounds} {place}");
        }
    }
}

#[test]
fn a_board_is_told_counts_and_their_totals_by_the_rule_of_nhs_digital() {
    let case = group("sdc");
    let table: Vec<Vec<u64>> = list(&case["table"]).iter().map(|row| list(row).iter().map(count).collect()).collect();
    // Too small to be told is written as no number.
    let told = |count: u64| Audience::Board.count(count);
    let expected = |value: &Value| value.as_u64();
    for (row, told_row) in table.iter().zip(list(&case["nhsd_rule"])) {
        let told: Vec<_> = row.iter().map(|&count| told(count)).collect();
        assert_eq!(told, list(&told_row).iter().map(expected).collect::<Vec<_>>());
    }
    let rows: Vec<_> = table.iter().map(|row| told(row.iter().sum())).collect();
    assert_eq!(rows, list(&case["nhsd_row_totals"]).iter().map(expected).collect::<Vec<_>>());
    let columns: Vec<_> = (0..table[0].len()).map(|at| told(table.iter().map(|row| row[at]).sum())).collect();
    assert_eq!(columns, list(&case["nhsd_col_totals"]).iter().map(expected).collect::<Vec<_>>());
}

/// Every table with the same totals and the same shown cells, by trying all.
fn looks_the_same(rows: &[Vec<u64>], hidden: &BTreeSet<Cell>) -> Vec<Vec<Vec<u64>>> {
    let places: Vec<Cell> = hidden.iter().copied().collect();
    let totals = |rows: &[Vec<u64>]| -> (Vec<u64>, Vec<u64>) {
        let columns = (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).sum()).collect();
        (rows.iter().map(|row| row.iter().sum()).collect(), columns)
    };
    let mut tables = vec![rows.to_vec()];
    for place in &places {
        let most: u64 = rows[place.row].iter().sum();
        let filled = |table: Vec<Vec<u64>>| {
            (0..=most).map(move |count| {
                let mut table = table.clone();
                table[place.row][place.column] = count;
                table
            })
        };
        tables = tables.into_iter().flat_map(filled).collect();
    }
    tables.retain(|table| totals(table) == totals(rows));
    tables
}

fn counts(rows: usize, columns: usize, most: u64) -> impl Strategy<Value = Vec<Vec<u64>>> {
    prop::collection::vec(prop::collection::vec(0..=most, columns), rows)
}

proptest! {
    #[test]
    fn the_interval_is_exactly_what_trying_all_tables_finds(
        rows in counts(3, 3, 2), hidden in prop::collection::btree_set((0..3_usize, 0..3_usize), 1..5),
    ) {
        let hidden: BTreeSet<Cell> = hidden.into_iter().map(|(row, column)| Cell { row, column }).collect();
        let table = Table::new(rows.clone()).unwrap();
        let tables = looks_the_same(&rows, &hidden);
        for &cell in &hidden {
            let possible = || tables.iter().map(|table| table[cell.row][cell.column]);
            let expected = Feasible { low: possible().min().unwrap(), high: possible().max().unwrap() };
            prop_assert_eq!(table.feasible(cell, &hidden), expected);
        }
    }

    #[test]
    fn no_small_count_can_be_worked_out(rows in counts(4, 4, 30), threshold in 3..9_u64) {
        let table = Table::new(rows.clone()).unwrap();
        let Ok(suppressed) = table.suppressed(Threshold::new(threshold)) else { return Ok(()) };
        let hidden: BTreeSet<Cell> = suppressed.primary.union(&suppressed.secondary).copied().collect();
        for (row, counts) in rows.iter().enumerate() {
            for (column, &count) in counts.iter().enumerate() {
                let cell = Cell { row, column };
                let found = table.feasible(cell, &hidden);
                prop_assert!(found.low <= count && count <= found.high);
                if (1..threshold).contains(&count) {
                    prop_assert!(hidden.contains(&cell));
                    prop_assert!(found.high >= threshold && found.high - found.low >= threshold);
                }
            }
        }
    }
}
