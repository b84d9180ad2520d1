//! The pages of one column in one group of rows, looked at before any is
//! unpacked: their headers say how long they are, how many values they hold
//! and what their checksum is, and a decoder takes all that on trust.

use std::io::Cursor;
use std::ops::Range;

use flate2::Crc;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::{PageHeader, PageType};

/// Where the pages lie in the bytes of a column.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The page with the values that others refer to; empty if there is none.
    dictionary: Range<usize>,
    data: Vec<Data>,
    /// How many bytes come out of them.
    pub(super) unpacked: usize,
}

/// A page of values.
#[derive(Debug)]
struct Data {
    bytes: Range<usize>,
    rows: Range<usize>,
}

/// The pages that hold a stretch of rows.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) bytes: Vec<u8>,
    /// The rows of these pages.
    pub(super) rows: Range<usize>,
}

impl Pages {
    /// Looks at the pages of a column of so many rows.
    ///
    /// # Errors
    /// If they are not what their headers say, or not so many rows; how.
    pub(super) fn of(column: &[u8], rows: usize) -> Result<Self, String> {
        let (mut pages, mut at, mut seen) = (Self::default(), 0, 0);
        while seen < rows && at < column.len() {
            let (header, end) = page(column, at)?;
            let unpacked = length(header.uncompressed_page_size)?;
            pages.unpacked = pages.unpacked.saturating_add(unpacked);
            match values(&header)? {
                Some(values) => {
                    let from = seen;
                    seen = seen.saturating_add(values);
                    pages.data.push(Data { bytes: at..end, rows: from..seen });
                }
                None if at == 0 => pages.dictionary = dictionary(&header, unpacked, end)?,
                None => return Err("a page stands where none belongs".to_owned()),
            }
            at = end;
        }
        if seen == rows { Ok(pages) } else { Err(format!("it has {seen} values for {rows} rows")) }
    }

    /// The pages that hold some of these rows.
    pub(super) fn stretch(&self, column: &[u8], rows: &Range<usize>) -> Stretch {
        let overlaps = |page: &&Data| page.rows.start < rows.end && rows.start < page.rows.end;
        let pages = || self.data.iter().filter(overlaps);
        let places = std::iter::once(&self.dictionary).chain(pages().map(|page| &page.bytes));
        let bytes = places.filter_map(|place| column.get(place.clone())).flatten().copied().collect();
        let start = pages().next().map_or(0, |page| page.rows.start);
        Stretch { bytes, rows: start..pages().next_back().map_or(start, |page| page.rows.end) }
    }
}

/// The header of the page that starts at a place, and where the page ends.
fn page(column: &[u8], start: usize) -> Result<(PageHeader, usize), String> {
    let rest = column.get(start..).unwrap_or_default();
    let mut read = Cursor::new(rest);
    let header = PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut read, rest.len()))
        .map_err(|_| "the header of a page cannot be read")?;
    let start_of_body = usize::try_from(read.position()).map_err(|error| error.to_string())?;
    let size = length(header.compressed_page_size)?;
    let body = rest.get(start_of_body..).and_then(|body| body.get(..size)).ok_or("a page is longer than its column")?;
    let mut sum = Crc::new();
    sum.update(body);
    if header.crc.is_some_and(|crc| crc.cast_unsigned() != sum.sum()) {
        return Err("the checksum of a page does not fit".to_owned());
    }
    Ok((header, start + start_of_body + size))
}

/// How many values a page holds; `None` if it is a dictionary.
fn values(header: &PageHeader) -> Result<Option<usize>, String> {
    let values = match header.type_ {
        PageType::DATA_PAGE => header.data_page_header.as_ref().map(|header| header.num_values),
        PageType::DATA_PAGE_V2 => header.data_page_header_v2.as_ref().map(|header| header.num_values),
        PageType::DICTIONARY_PAGE => return Ok(None),
        _ => None,
    };
    length(values.ok_or("a page is of no known kind")?).map(Some)
}

/// The place of a dictionary, if its values can be in so many bytes.
fn dictionary(header: &PageHeader, unpacked: usize, end: usize) -> Result<Range<usize>, String> {
    let values = header.dictionary_page_header.as_ref().ok_or("a dictionary does not say how long it is")?.num_values;
    if length(values)? > unpacked { Err("a dictionary is shorter than it says".to_owned()) } else { Ok(0..end) }
}

fn length(stated: i32) -> Result<usize, String> {
    usize::try_from(stated).map_err(|_| "a page has a length below zero".to_owned())
}
