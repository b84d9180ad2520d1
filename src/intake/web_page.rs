//! Web pages with one table, which some systems write and name `.xls`. The
//! cells of the table are a grid.

mod reader;
mod tables;

use std::ops::Range;

use self::tables::{Trouble, only_table};
use super::decode::{Decoded, decode};
use super::encoding::Encoding;
use super::error::IntakeError;
use super::foreign;
use super::format::SAVE_AS_CSV;
use super::grid::Grid;
use super::raw::{Fault, Raw, RawRow};
use super::reject::RejectReason;

/// A page, decoded, with the cells of its table.
#[derive(Clone, Debug)]
pub(super) struct WebPage {
    decoded: Decoded,
    grid: Grid,
    /// Where each row of the table stands in the text.
    rows: Vec<Range<usize>>,
}

impl WebPage {
    /// Reads the bytes of a whole file. `known` says whether a header name
    /// means something to intake.
    ///
    /// # Errors
    /// If the page has not one table but none or several, or one that cannot
    /// be told with certainty.
    pub(super) fn read(
        path: &str,
        bytes: &[u8],
        encoding: Option<Encoding>,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Self, IntakeError> {
        let decoded = decode(bytes, encoding);
        foreign::refuse(path, bytes, decoded.found)?;
        let found = only_table(&decoded.text).map_err(|trouble| refused(path, trouble))?;
        Ok(Self { grid: Grid::read(path, found.grid, known)?, rows: found.rows, decoded })
    }

    pub(super) fn grid(&self) -> &Grid {
        &self.grid
    }

    pub(super) fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// Every record, in the order of the table, with its row in place of the
    /// line.
    pub(super) fn rows(&self) -> impl Iterator<Item = Raw> + '_ {
        self.grid.rows().map(|raw| match raw {
            Ok(RawRow { row, line, bytes, .. }) if self.is_damaged(line) => {
                Err(Fault { row, line, column: None, reason: RejectReason::BadBytes, bytes })
            }
            other => other,
        })
    }

    fn is_damaged(&self, row: u64) -> bool {
        let at = usize::try_from(row).ok().and_then(|row| row.checked_sub(1));
        at.and_then(|at| self.rows.get(at)).is_some_and(|span| self.decoded.is_damaged(span.clone()))
    }
}

fn refused(path: &str, trouble: Trouble) -> IntakeError {
    const WHOLE: &str = "Export it again: the end of it is missing.";
    let (looks_like, remedy) = match trouble {
        Trouble::NoTable => {
            ("a web page without a table", "Look at it in a browser: it may be a message of the system.")
        }
        Trouble::Several => ("a web page with several tables", SAVE_AS_CSV),
        Trouble::Nested => ("a web page with a table inside a table", SAVE_AS_CSV),
        Trouble::LooseText => ("a web page with text between the cells of its table", SAVE_AS_CSV),
        Trouble::CutOff => ("a web page that ends before its table does", WHOLE),
        Trouble::Grid(problem) => {
            return IntakeError::Workbook { path: path.to_owned(), problem: Box::new(problem.into()) };
        }
    };
    IntakeError::NotATable { path: path.to_owned(), looks_like, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Result<Vec<String>, String> {
        let page = WebPage::read("f.xls", text, None, &|name| ["id", "note"].contains(&name));
        let show = |raw: Raw| match raw {
            Ok(row) => format!("{}: {}", row.line, row.fields.join("|")),
            Err(fault) => format!("{}: {}", fault.line, fault.reason.code()),
        };
        page.map(|page| page.rows().map(show).collect()).map_err(|error| error.to_string())
    }

    const HEADER: &str = "<table><tr><th>id</th><th>note</th></tr>";

    #[test]
    fn the_rows_of_the_only_table_are_read() {
        let cases = [
            ("<tr><td>1</td><td>Seen.</td></tr></table>", "2: 1|Seen."),
            ("<TR><TD class=x>1<TD>Mum &amp;\n  dad&nbsp; </TABLE>", "2: 1|Mum & dad"),
            ("<tr><td>1</td><td><p>One</p><p>Two<br>Three</p></td></tr></table>", "2: 1|One\n\nTwo\nThree"),
            ("<tr></tr><tr><td>1</td><td>a &lt; b, <b>c</b></td></tr></table><p>Total 9</p>", "3: 1|a < b, c"),
            ("<tbody><tr><td>1</td><td>say \"a, b\"</td></tr></tbody></table><table></table>", "2: 1|say \"a, b\""),
            ("<tr><td>1</td><td><style>td {}</style>a<!-- b --></td></tr></table>", "2: 1|a"),
        ];
        for (below, expected) in cases {
            assert_eq!(
                rows(format!("<title>T</title>{HEADER}{below}").as_bytes()),
                Ok(vec![expected.to_owned()]),
                "{below}"
            );
        }
    }

    #[test]
    fn cells_over_several_rows_and_columns_keep_the_others_in_their_place() {
        let text = format!(
            "{HEADER}<tr><td rowspan=2>1</td><td>a</td></tr><tr><td>b</td></tr>\
             <tr><td colspan=\"2\">c</td></tr><tr><td>2</td><td>d</td></tr></table>"
        );
        assert_eq!(rows(text.as_bytes()).unwrap(), ["2: 1|a", "3: |b", "4: c|", "5: 2|d"]);
        let page = WebPage::read("f.xls", text.as_bytes(), None, &|name| name == "note").unwrap();
        assert_eq!(page.grid().merged, 2);
    }

    #[test]
    fn what_is_not_one_whole_table_is_refused() {
        let cases = [
            ("<html>Sign in</html>".to_owned(), "without a table"),
            (format!("{HEADER}</table><table><tr><td>a</td></tr></table>"), "several tables"),
            (format!("{HEADER}<tr><td><table></table></td></tr></table>"), "a table inside a table"),
            (format!("{HEADER}<tr>Seen.</tr></table>"), "text between the cells"),
            (
                format!("{HEADER}<tr>{}</tr></table>", "<td colspan=1000></td>".repeat(99)),
                "beyond the last row or column",
            ),
            (format!("{HEADER}<tr><td>1</td><td>See"), "ends before its table does"),
        ];
        for (text, expected) in cases {
            let message = rows(text.as_bytes()).unwrap_err();
            assert!(message.contains(expected) && message.contains("f.xls"), "{message}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_cost_their_row() {
        let text = format!(
            "{HEADER}<tr><td>1</td><td>Mum’s</td></tr><tr><td>2</td><td>\u{1}</td></tr>\
             <tr><td>3</td><td>Dad’s</td></tr></table>"
        );
        let bytes: Vec<u8> = text.bytes().map(|byte| if byte == 1 { 0x92 } else { byte }).collect();
        assert_eq!(rows(&bytes).unwrap(), ["2: 1|Mum’s", "3: bad-bytes", "4: 3|Dad’s"]);
    }
}
