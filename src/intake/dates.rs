//! Dates as UK systems write them. Whether the day or the month comes first
//! is decided for a whole column, by values that can only be read one way; a
//! column without such a value is a question to the user, never a guess. It
//! knows no clock: what lies in years to come is told from the other dates of
//! the column.

use std::fmt;

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

use super::day::{Cell, cell};

/// Which of two numbers is the day, for a whole column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 31/12/2025.
    DayFirst,
    /// 12/31/2025.
    MonthFirst,
    /// Both occur: a date that could be either is not read.
    Mixed,
    /// No date needs it: months in words, or the year first.
    NotNeeded,
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
            Self::Mixed => "mixed",
            Self::NotNeeded => "the same either way",
        })
    }
}

/// How a user says dates are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DateFormat {
    /// `dd/mm/yyyy` or the like: only the order counts, marks and times are
    /// recognised as ever.
    Order(DateOrder),
    /// A `strftime` pattern; what follows it in a cell is not read.
    Pattern(String),
}

impl DateFormat {
    /// Reads `dd/mm/yyyy`, `mm/dd/yyyy`, `yyyy-mm-dd` and the like, or a
    /// pattern with `%`; `None` if it is neither.
    pub(super) fn parse(given: &str) -> Option<Self> {
        if given.contains('%') {
            // A pattern is fit if it can write a day and read the same day back.
            let day = Date::new(2025, 11, 23).ok()?;
            let written = jiff::fmt::strtime::format(given, day).ok()?;
            let read = pattern(given, &written).ok()?;
            return (read == day).then(|| Self::Pattern(given.to_owned()));
        }
        let lower = given.trim().to_ascii_lowercase();
        let letters: String = lower.chars().filter(|char| "dmy".contains(*char)).collect();
        let mut order: Vec<char> = letters.chars().collect();
        order.dedup();
        match order.get(..3)? {
            ['d', 'm', 'y'] => Some(Self::Order(DateOrder::DayFirst)),
            ['m', 'd', 'y'] => Some(Self::Order(DateOrder::MonthFirst)),
            ['y', 'm', 'd'] => Some(Self::Order(DateOrder::Mixed)),
            _ => None,
        }
    }
}

/// Why a cell that is not empty gave no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoDate {
    /// No such day: 31/02/2026.
    Impossible,
    /// 01/01/1900, 31/12/9999: what systems write for "not known".
    Placeholder,
    /// Outside 1950 to 2050.
    OutOfRange,
    /// Years after every other date of the column.
    ToCome,
    /// Day first or month first, in a column that has both.
    Undecidable,
    /// Not a date in any form that is read.
    Unreadable,
}

impl NoDate {
    /// Every reason, in the order in which messages list them.
    pub const ALL: [Self; 6] =
        [Self::Impossible, Self::Placeholder, Self::OutOfRange, Self::ToCome, Self::Undecidable, Self::Unreadable];
}

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Impossible => "there is no such day",
            Self::Placeholder => "it stands for an unknown date",
            Self::OutOfRange => "the year is not between 1950 and 2050",
            Self::ToCome => "it lies years after all other dates of the file",
            Self::Undecidable => "it could be day first or month first, and the column has both",
            Self::Unreadable => "it is not a date in a form that is read",
        })
    }
}

/// What the cells of a date column say about its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    /// Cells that can only be read day first.
    pub day_first: u64,
    /// Cells that can only be read month first.
    pub month_first: u64,
    /// Cells that can be read either way, as different days.
    pub either: u64,
    /// The line of the first cell that can be read either way.
    pub either_line: Option<u64>,
    /// Cells with a year of two digits, read as 1950 to 2049.
    pub short_years: u64,
    /// Cells with a day by its number, as Excel counts them from 1900.
    pub day_numbers: u64,
}

/// One in so many cells against the order of the others is a slip of the pen,
/// not a second order.
const SLIP: u64 = 100;

impl DateEvidence {
    /// Adds one cell, which is on `line`.
    pub(super) fn add(&mut self, text: &str, line: u64) {
        let cell = cell(text);
        match cell {
            Cell::Numbers { first, second, .. } if (13..=31).contains(&first) && second <= 12 => self.day_first += 1,
            Cell::Numbers { first, second, .. } if (13..=31).contains(&second) && first <= 12 => self.month_first += 1,
            Cell::Numbers { first, second, .. } if first <= 12 && second <= 12 && first != second => {
                self.either += 1;
                self.either_line.get_or_insert(line);
            }
            _ => {}
        }
        self.short_years += u64::from(matches!(cell, Cell::Numbers { short_year: true, .. } | Cell::Short { .. }));
        self.day_numbers += u64::from(matches!(cell, Cell::Counted { .. }));
    }

    /// The order of the column; `None` if that is a question.
    pub(super) fn order(&self) -> Option<DateOrder> {
        let (most, least) = (self.day_first.max(self.month_first), self.day_first.min(self.month_first));
        match () {
            () if most == 0 => (self.either == 0).then_some(DateOrder::NotNeeded),
            () if least * SLIP > most => Some(DateOrder::Mixed),
            () if self.day_first > self.month_first => Some(DateOrder::DayFirst),
            () => Some(DateOrder::MonthFirst),
        }
    }
}

/// The day that a cell names; `Ok(None)` if it is empty.
///
/// # Errors
/// Why there is none; the note is audited without a date.
pub(super) fn read(text: &str, format: &DateFormat) -> Result<Option<Date>, NoDate> {
    let order = match format {
        DateFormat::Pattern(_) if text.trim().is_empty() => return Ok(None),
        DateFormat::Pattern(format) => return pattern(format, text.trim()).and_then(plausible).map(Some),
        DateFormat::Order(order) => *order,
    };
    let (year, month, day) = match (cell(text), order) {
        (Cell::Empty, _) => return Ok(None),
        (Cell::Unreadable, _) => return Err(NoDate::Unreadable),
        (Cell::Day { year, month, day } | Cell::Short { year, month, day } | Cell::Counted { year, month, day }, _) => {
            (year, month, day)
        }
        (Cell::Numbers { first, second, year, .. }, DateOrder::DayFirst) => (year, second, first),
        (Cell::Numbers { first, second, year, .. }, DateOrder::MonthFirst) => (year, first, second),
        (Cell::Numbers { first, second, year, .. }, _) if first > 12 || first == second => (year, second, first),
        (Cell::Numbers { first, second, year, .. }, _) if second > 12 => (year, first, second),
        (Cell::Numbers { .. }, _) => return Err(NoDate::Undecidable),
    };
    if matches!((year, month, day), (1 | 1900, 1, 1) | (9999, 12, 31)) {
        return Err(NoDate::Placeholder);
    }
    let narrow = |part: u16| i8::try_from(part).map_err(|_| NoDate::Impossible);
    let year = i16::try_from(year).map_err(|_| NoDate::Unreadable)?;
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| NoDate::Impossible).and_then(plausible).map(Some)
}

/// Whether a cell stands where dates belong: a number alone may be any other
/// cell.
pub(super) fn is_in_place(text: &str, format: &DateFormat) -> bool {
    !matches!(cell(text), Cell::Counted { .. }) && !matches!(read(text, format), Err(NoDate::Unreadable))
}

/// The last year that is not in years to come, given all
/// years in order; `None` if none is.
pub(super) fn last_year(years: impl IntoIterator<Item = i16>) -> Option<i16> {
    let mut last = SURELY_PAST;
    for year in years {
        if year > last + LONGEST_PAUSE {
            return Some(last);
        }
        last = last.max(year);
    }
    None
}

/// A year that every user of this version may write in.
const SURELY_PAST: i16 = 2030;

/// Records go on without a longer pause, in years; what comes after one is a
/// slip of the pen.
const LONGEST_PAUSE: i16 = 5;

fn pattern(format: &str, text: &str) -> Result<Date, NoDate> {
    let (time, _) = BrokenDownTime::parse_prefix(format, text).map_err(|_| NoDate::Unreadable)?;
    time.to_date().map_err(|_| NoDate::Impossible)
}

fn plausible(date: Date) -> Result<Date, NoDate> {
    match (date.year(), date.month(), date.day()) {
        (1 | 1900, 1, 1) | (9999, 12, 31) => Err(NoDate::Placeholder),
        (1950..=2050, _, _) => Ok(date),
        _ => Err(NoDate::OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_first(text: &str) -> Result<String, NoDate> {
        let date = read(text, &DateFormat::Order(DateOrder::DayFirst))?;
        Ok(date.map_or_else(|| "none".to_owned(), |date| date.to_string()))
    }

    #[test]
    fn reads_the_forms_that_uk_systems_write() {
        let cases = [
            ("29/09/2025", "2025-09-29"),
            ("9/1/2025", "2025-01-09"),
            ("29-09-2025", "2025-09-29"),
            ("29.09.25", "2025-09-29"),
            ("01.02.99", "1999-02-01"),
            ("29 Sep 2025", "2025-09-29"),
            ("29-Sep-2025", "2025-09-29"),
            ("29-SEP-25", "2025-09-29"),
            ("29th September 2025", "2025-09-29"),
            ("1st of Sept 2025", "2025-09-01"),
            ("September 29, 2025", "2025-09-29"),
            ("29 Sep 2011 14:53:28", "2011-09-29"),
            ("Mon 29 Sep 2025", "2025-09-29"),
            ("Monday, 29 September 2025", "2025-09-29"),
            ("Mon 29/09/2025", "2025-09-29"),
            ("2025-09-29", "2025-09-29"),
            ("2025/9/29", "2025-09-29"),
            ("2025-09-29T14:53:28.123Z", "2025-09-29"),
            ("2025-03-30T01:30", "2025-03-30"),
            ("2025-09-29 14:53:28+01:00", "2025-09-29"),
            ("20250929", "2025-09-29"),
            ("20250929T145328", "2025-09-29"),
            ("29/09/2025 14:05", "2025-09-29"),
            ("29/09/2025 2:05:07 PM", "2025-09-29"),
            ("29/09/2025 1405hrs", "2025-09-29"),
            (" 29/09/2025 ", "2025-09-29"),
            ("", "none"),
            ("  ", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(day_first(text), Ok(expected.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn says_why_there_is_no_date() {
        let cases = [
            ("31/02/2026", NoDate::Impossible),
            ("2026-13-01", NoDate::Impossible),
            ("12/31/2025", NoDate::Impossible),
            ("0/1/2025", NoDate::Impossible),
            ("01/01/1900", NoDate::Placeholder),
            ("1900-01-01 00:00:00", NoDate::Placeholder),
            ("31/12/9999", NoDate::Placeholder),
            ("02/01/1900", NoDate::OutOfRange),
            ("29/09/2205", NoDate::OutOfRange),
            ("TBC", NoDate::Unreadable),
            ("14:05:22", NoDate::Unreadable),
            ("4500", NoDate::Unreadable),
            ("99999", NoDate::Unreadable),
            ("2025", NoDate::Unreadable),
            ("12/03/2025 - 14/03/2025", NoDate::Unreadable),
            ("29/09/2025 visit", NoDate::Unreadable),
            ("1.2.3.4.5.6.7.8.9", NoDate::Unreadable),
            ("٢٩/٠٩/٢٠٢٥", NoDate::Unreadable),
        ];
        for (text, expected) in cases {
            assert_eq!(day_first(text), Err(expected), "{text:?}");
        }
    }

    fn evidence(cells: &[&str]) -> DateEvidence {
        let mut evidence = DateEvidence::default();
        for cell in cells {
            evidence.add(cell, 2);
        }
        evidence
    }

    #[test]
    fn a_value_that_can_only_be_read_one_way_decides_the_column() {
        let cases: &[(&[&str], Option<DateOrder>)] = &[
            (&["01/02/2025", "13/02/2025"], Some(DateOrder::DayFirst)),
            (&["01/02/2025", "02/13/2025"], Some(DateOrder::MonthFirst)),
            (&["01/02/2025", "13/02/2025", "02/13/2025"], Some(DateOrder::Mixed)),
            (&["01/02/2025", "03/04/2025"], None),
            (&["05/05/2025", "2025-02-01", "1 Feb 2025", ""], Some(DateOrder::NotNeeded)),
            (&["2025-02-01"], Some(DateOrder::NotNeeded)),
        ];
        for (cells, expected) in cases {
            assert_eq!(evidence(cells).order(), *expected, "{cells:?}");
        }
        let slip = [vec!["13/02/2025"; 200], vec!["02/13/2025"]].concat();
        assert_eq!(evidence(&slip).order(), Some(DateOrder::DayFirst));
    }

    #[test]
    fn a_column_of_both_orders_keeps_what_can_be_decided() {
        let mixed = |text| read(text, &DateFormat::Order(DateOrder::Mixed)).map(|date| date.unwrap().to_string());
        assert_eq!(mixed("13/02/2025"), Ok("2025-02-13".to_owned()));
        assert_eq!(mixed("02/13/2025"), Ok("2025-02-13".to_owned()));
        assert_eq!(mixed("02/02/2025"), Ok("2025-02-02".to_owned()));
        assert_eq!(mixed("01/02/2025"), Err(NoDate::Undecidable));
    }

    #[test]
    fn what_comes_years_after_all_else_is_still_to_come() {
        let cases: &[(&[i16], Option<i16>)] = &[
            (&[], None),
            (&[1998, 2025], None),
            (&[2025, 2049], Some(2030)),
            (&[2049], Some(2030)),
            (&[2025, 2030, 2034, 2038], None),
            (&[2034, 2038, 2047, 2048], Some(2038)),
        ];
        for (years, expected) in cases {
            assert_eq!(last_year(years.iter().copied()), *expected, "{years:?}");
        }
    }

    #[test]
    fn formats_are_given_in_letters_or_as_a_pattern() {
        let cases = [
            ("dd/mm/yyyy", Some(DateFormat::Order(DateOrder::DayFirst))),
            ("DD-MM-YY hh:mm", Some(DateFormat::Order(DateOrder::DayFirst))),
            ("m/d/yyyy", Some(DateFormat::Order(DateOrder::MonthFirst))),
            ("%d~%m~%Y", Some(DateFormat::Pattern("%d~%m~%Y".to_owned()))),
            ("%d/%m", None),
            ("european", None),
            ("", None),
        ];
        for (given, expected) in cases {
            assert_eq!(DateFormat::parse(given), expected, "{given:?}");
        }
        let pattern = DateFormat::parse("%d~%m~%Y").unwrap();
        assert_eq!(read("29~09~2025 at noon", &pattern).unwrap().unwrap().to_string(), "2025-09-29");
        assert_eq!(read("x", &pattern), Err(NoDate::Unreadable));
        assert_eq!(read(" ", &pattern), Ok(None));
    }
}
