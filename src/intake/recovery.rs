//! Decides where a quoted field really ends. One quotation mark that is never
//! closed makes a reader that believes it swallow the rows after it, so a
//! quoted field that spans lines is doubted wherever its lines read like
//! records of this very file. What is in doubt costs one record, never the
//! rows after it, and never a note with honest line breaks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::{Closing, Quotes, Role, Scanned, Scanner};

/// No record is looked for further than this, because no field may be longer.
const REACH: usize = 1 << 20;

/// How many records or lines are enough to know what first fields look like.
const SAMPLE: usize = 2000;

/// With fewer sound records than this, single lines are asked as well.
const FEW: usize = 2;

/// In a field whose quotation marks are in order, so many separators must
/// fall where those of records would before its lines are taken for records:
/// chance and numbered lists account for fewer.
const SEPARATORS: usize = 8;

/// The kinds of character in a field, one bit each: digits, letters, spaces,
/// and each mark by itself. `N-0012` and `N-9` have the same shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Shape(u128);

impl Shape {
    fn of(field: &[u8]) -> Self {
        let class = |&byte: &u8| match byte {
            b'0'..=b'9' => b'0',
            b'a'..=b'z' | b'A'..=b'Z' | 128.. => b'a',
            byte if byte.is_ascii_whitespace() => b' ',
            byte => byte,
        };
        let visible = field.iter().filter(|&&byte| byte != b'"');
        Self(visible.map(class).fold(0, |bits, class| bits | 1 << class))
    }

    /// The same, or without letters: some identifiers of letters and digits
    /// have none of the letters by chance.
    fn fits(self, usual: Self) -> bool {
        let has_digits = self.0 & (1 << b'0') != 0;
        self == usual || has_digits && self.0 | (1 << b'a') == usual.0
    }
}

/// What records of one file look like.
#[derive(Clone, Debug)]
pub(super) struct Habits {
    /// The numbers of fields that records have.
    widths: Vec<usize>,
    /// The shapes of their first fields; empty if too few are known to tell.
    shapes: Vec<Shape>,
    /// The header that they stand below, with its line break; empty if it is
    /// not known.
    header: Vec<u8>,
}

impl Habits {
    /// Learns from the text after `start` what a record with one of these
    /// numbers of fields looks like. `header` stands above and is none.
    pub(super) fn learn(scanner: Scanner<'_>, start: usize, header: &str, widths: Vec<usize>) -> Self {
        let mut habits = Self { widths, shapes: Vec::new(), header: header.as_bytes().to_vec() };
        habits.shapes = habits.usual_shapes(scanner, start);
        habits
    }

    fn usual_shapes(&self, scanner: Scanner<'_>, start: usize) -> Vec<Shape> {
        let is_record = |record: &Scanned, at| {
            let sound = record.quotes == Quotes::Sound && self.widths.contains(&record.fields);
            sound && !self.repeat_header(scanner, at)
        };
        let by_record = |at| {
            let record = scanner.record(at, |open| scanner.believe(open, REACH));
            (record.end, is_record(&record, at))
        };
        let by_line = |at| {
            let end = scanner.next_line(at);
            let line = scanner.up_to(end);
            let record = line.record(at, |open| line.believe(open, REACH));
            (end, is_record(&record, at))
        };
        let mut counts = BTreeMap::new();
        // Lines of prose may have the separators of a record by chance, so they have to agree more.
        let one_in = if count_shapes(scanner, start, by_record, &mut counts) < FEW {
            count_shapes(scanner, start, by_line, &mut counts);
            10
        } else {
            50
        };
        // Where no record is sound, what stands right below the header begins like one.
        if counts.is_empty() && start < scanner.len() {
            counts.insert(Shape::of(scanner.first_field(start)), 1);
        }
        let total: usize = counts.values().sum();
        counts.into_iter().filter(|(_, count)| count * one_in >= total).map(|(shape, _)| shape).collect()
    }

    /// Whether the header stands once more at `line`. One of a single column
    /// may be a word of a note.
    fn repeat_header(&self, scanner: Scanner<'_>, line: usize) -> bool {
        let several = self.widths.iter().all(|&width| width > 1);
        several && !self.header.is_empty() && scanner.has(line, &self.header)
    }

    /// Whether the record at `start` begins like the others.
    pub(super) fn fit(&self, scanner: Scanner<'_>, start: usize) -> bool {
        self.fit_field(scanner.first_field(start))
    }

    /// Whether a first field looks like those of the others.
    pub(super) fn fit_field(&self, field: &[u8]) -> bool {
        let shape = Shape::of(field);
        self.shapes.is_empty() || self.shapes.iter().any(|usual| shape.fits(*usual))
    }
}

/// Counts the shapes of the first fields of what `step` takes for a record,
/// and returns how many records there were. `step` says where the record at a
/// place ends, and whether it is one.
fn count_shapes(
    scanner: Scanner<'_>,
    start: usize,
    step: impl Fn(usize) -> (usize, bool),
    counts: &mut BTreeMap<Shape, usize>,
) -> usize {
    let (mut at, mut records) = (start, 0);
    for _ in 0..SAMPLE {
        if at >= scanner.len() {
            break;
        }
        let (end, is_record) = step(at);
        if is_record {
            *counts.entry(Shape::of(scanner.first_field(at))).or_default() += 1;
            records += 1;
        }
        at = end;
    }
    records
}

/// Where the quoted fields of one text end.
#[derive(Clone, Debug)]
pub(super) struct Recovery<'t> {
    scanner: Scanner<'t>,
    habits: &'t Habits,
}

impl<'t> Recovery<'t> {
    pub(super) fn new(scanner: Scanner<'t>, habits: &'t Habits) -> Self {
        Self { scanner, habits }
    }

    /// Where the quoted field opened at `open` ends, or where the next record
    /// starts if it was never closed.
    pub(super) fn close(&self, open: usize) -> Closing {
        let (mut at, mut tested, mut quotes) = (open + 1, open, Quotes::Sound);
        while let Some((quote, role)) = self.scanner.next_quote(at) {
            match role {
                Role::Doubled => at = quote + 2,
                // A mark that is not doubled may be the opening one of a later record.
                Role::Stray if self.any_record(tested..quote) => return self.give_up(open),
                Role::Stray => (at, tested, quotes) = (quote + 1, quote, Quotes::Stray),
                Role::Closing => {
                    let doubted = match quotes {
                        Quotes::Sound => self.mostly_records(open..quote),
                        _ => self.any_record(tested..quote),
                    };
                    return if doubted { self.give_up(open) } else { Closing::Closed { after: quote + 1, quotes } };
                }
            }
        }
        self.give_up(open)
    }

    fn give_up(&self, open: usize) -> Closing {
        let mut lines = self.lines(open..self.scanner.len());
        Closing::Open { next: lines.find(|&line| self.resumes(line)).unwrap_or(self.scanner.len()) }
    }

    /// The lines that start after a line break inside `span`.
    fn lines(&self, span: Range<usize>) -> impl Iterator<Item = usize> {
        let (scanner, end) = (self.scanner, span.end);
        let next = move |&at: &usize| scanner.line_after(at, end).filter(|&line| line < scanner.len());
        std::iter::successors(next(&span.start), next)
    }

    /// Whether a line that starts in `span` is a record. With one column
    /// there are no separators to tell records by.
    fn any_record(&self, span: Range<usize>) -> bool {
        self.habits.widths.iter().all(|&width| width > 1) && self.lines(span).any(|line| self.is_record(line))
    }

    /// Whether nine in ten of the lines inside a field are records, and
    /// enough to rule out chance, or one of them is the header. The last line
    /// is left out: it has the closing mark.
    fn mostly_records(&self, field: Range<usize>) -> bool {
        let separators = self.habits.widths.iter().min().map_or(0, |width| width - 1);
        let lines: Vec<usize> = self.lines(field).collect();
        let inner = &lines[..lines.len().saturating_sub(1)];
        if inner.iter().any(|&line| self.habits.repeat_header(self.scanner, line)) {
            return true;
        }
        if inner.len() * separators < SEPARATORS {
            return false;
        }
        let misses = inner.iter().filter(|&&line| !self.is_record(line)).take(inner.len() / 10 + 1).count();
        misses * 10 <= inner.len()
    }

    /// Whether what starts here can hardly be anything but a record: all
    /// separators and quotation marks are in place, and it begins like the
    /// others or has a field that opens with a quotation mark.
    fn is_record(&self, line: usize) -> bool {
        if self.habits.repeat_header(self.scanner, line) {
            return true;
        }
        let fits = self.habits.fit(self.scanner, line);
        let record = self.scanner.record(line, |open| self.scanner.insist(open, REACH));
        let sound = record.quotes == Quotes::Sound && self.habits.widths.contains(&record.fields);
        sound && (fits || self.scanner.has_quoted_field(line, record.end)) || fits && self.is_broken_record(line)
    }

    /// A line with the right separators and an unclosed quote of its own:
    /// damage rarely comes alone.
    fn is_broken_record(&self, line: usize) -> bool {
        let alone = self.scanner.up_to(self.scanner.next_line(line));
        let record = alone.record(line, |open| alone.insist(open, REACH));
        matches!(record.quotes, Quotes::Open(_)) && self.habits.widths.contains(&alone.plain_width(line))
    }

    /// Whether reading may go on here once it is certain that a quote was
    /// never closed. Asks less than [`Self::is_record`], so that no row after
    /// the damage is passed over for its own quotation marks.
    fn resumes(&self, line: usize) -> bool {
        if self.habits.repeat_header(self.scanner, line) {
            return true;
        }
        if !self.habits.fit(self.scanner, line) {
            return false;
        }
        let record = self.scanner.record(line, |open| self.scanner.insist(open, REACH));
        record.quotes < Quotes::Stray && self.habits.widths.contains(&record.fields)
            || self.habits.widths.contains(&self.scanner.plain_width(line))
    }
}
