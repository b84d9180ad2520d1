//! Long numbers that a spreadsheet has shortened, digits lost.

/// Cells with a number that a spreadsheet has rounded, and where the first is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::intake) struct Rounded {
    pub(in crate::intake) cells: u64,
    pub(in crate::intake) line: Option<u64>,
}

impl Rounded {
    pub(super) fn add(&mut self, cell: &str, line: u64) {
        if is_rounded(cell) {
            self.cells += 1;
            self.line.get_or_insert(line);
        }
    }
}

/// Whether a cell is a long number as spreadsheets shorten it: `1.23457E+15`.
fn is_rounded(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = cell.split_once("E+").or_else(|| cell.split_once("e+"));
    parts.is_some_and(|(number, exponent)| {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        digits(whole) && digits(fraction) && digits(exponent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_numbers_as_spreadsheets_shorten_them() {
        for (cell, expected) in [
            ("1.23457E+15", true),
            ("9E+09", true),
            ("9434765919.0", false),
            ("12E34", false),
            ("NE+1", false),
            ("", false),
        ] {
            assert_eq!(is_rounded(cell), expected, "{cell}");
        }
    }
}
