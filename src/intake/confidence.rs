//! How sure it is what was found out about a file, and what else it could be,
//! in words and numbers that follow from what was counted. Where the line to a
//! question is drawn stands where the question is asked: `reading`, `dates`,
//! `foreign`.

use std::fmt;

use super::dates::{DateEvidence, DateOrder};
use super::delimiter::Delimiter;
use super::dialect::{DelimiterEvidence, Dialect};
use super::encoding::{Encoding, EncodingEvidence, EncodingFound};
use super::export::DatesFound;
use super::reading::Reading;

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// The user said so.
    AsSet,
    /// Next to nothing speaks against it.
    Sure,
    /// It is the best there is.
    Likely,
}

impl fmt::Display for Sureness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AsSet => "as set",
            Self::Sure => "sure",
            Self::Likely => "likely",
        })
    }
}

/// How sure a choice is, why, and what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// How sure it is.
    pub sureness: Sureness,
    /// What was counted.
    pub because: String,
    /// The next best choice and what was counted for it, if there is one.
    pub next: Option<String>,
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sureness, because, next } = self;
        write!(f, "{sureness}")?;
        if !because.is_empty() {
            write!(f, ": {because}")?;
        }
        next.as_ref().map_or(Ok(()), |next| write!(f, "; next best {next}"))
    }
}

/// What speaks for a sure choice outnumbers what speaks against it by this.
const SURE_TIMES: usize = 10;

/// A separator is sure if it cuts this share of rows evenly.
const SURE_EVENNESS: f64 = 0.9;

/// A separator is sure if the next best does less than this share as well.
const SURE_LEAD: f64 = 0.5;

fn sure_if(sure: bool) -> Sureness {
    if sure { Sureness::Sure } else { Sureness::Likely }
}

impl EncodingFound {
    /// How sure the encoding is.
    pub fn confidence(&self) -> Confidence {
        let outnumbers = |most: usize, least: usize| sure_if(most >= least.saturating_mul(SURE_TIMES));
        let next = |encoding: Encoding, it: String| Some(format!("{encoding}: it would {it}"));
        let (sureness, next) = match self.evidence {
            EncodingEvidence::Given => (Sureness::AsSet, None),
            EncodingEvidence::ByteOrderMark | EncodingEvidence::ZeroBytes => (Sureness::Sure, None),
            EncodingEvidence::Ascii => (Sureness::Sure, next(Encoding::Windows1252, "read the same".to_owned())),
            EncodingEvidence::ValidUtf8 { .. } => {
                (Sureness::Sure, next(Encoding::Windows1252, "garble all of them".to_owned()))
            }
            EncodingEvidence::MostlyUtf8 { multi_byte, bad } => {
                let garble = format!("garble {multi_byte} and read {bad}");
                (outnumbers(multi_byte, bad), next(Encoding::Windows1252, garble))
            }
            EncodingEvidence::NotUtf8 { bad, multi_byte } => {
                let reject = format!("read {multi_byte} and reject the rows of {bad}");
                (outnumbers(bad, multi_byte), next(Encoding::Utf8, reject))
            }
        };
        let because = if sureness == Sureness::AsSet { String::new() } else { self.evidence.to_string() };
        Confidence { sureness, because, next }
    }
}

impl Dialect {
    /// How sure the delimiter is.
    pub fn delimiter_confidence(&self) -> Confidence {
        let (best, next) = (&self.reading, self.next_delimiter.as_ref());
        let sureness = match self.evidence {
            DelimiterEvidence::Given => Sureness::AsSet,
            DelimiterEvidence::SeparatorLine => Sureness::Sure,
            DelimiterEvidence::Even if self.delimiter == Delimiter::NONE => sure_if(next.is_none() || best.known > 0),
            DelimiterEvidence::Even => {
                let leads = next.is_none_or(|next| next.share_of(best) < SURE_LEAD);
                sure_if(leads && best.evenness() >= SURE_EVENNESS)
            }
        };
        let because = match self.evidence {
            DelimiterEvidence::SeparatorLine => format!("the first line names it; {}", cut(best)),
            DelimiterEvidence::Given | DelimiterEvidence::Even => cut(best),
        };
        let next = next.map(|next| format!("{}: {}", next.delimiter, cut(next)));
        Confidence { sureness, because, next }
    }

    /// How sure the way of quoting is.
    pub fn quoting_confidence(&self) -> Confidence {
        let (best, next) = (&self.reading, self.next_quoting.as_ref());
        let leads = next.is_none_or(|next| next.faults > best.faults);
        let sureness = if self.is_quoting_given {
            Sureness::AsSet
        } else {
            sure_if(leads && best.records >= best.faults.saturating_mul(SURE_TIMES))
        };
        let next = next.map(|next| format!("{}: {}", next.quoting, come_out(next)));
        Confidence { sureness, because: come_out(best), next }
    }
}

fn cut(reading: &Reading) -> String {
    let Reading { columns, even, records, .. } = reading;
    let columns = if *columns == 1 { "one column".to_owned() } else { format!("{columns} columns") };
    format!("{columns} in {even} of {records} rows looked at")
}

fn come_out(reading: &Reading) -> String {
    format!("{} of {} rows looked at come out whole", reading.whole(), reading.records)
}

impl DatesFound {
    /// How sure the order of day and month is; `None` if there are no dates.
    pub fn confidence(&self) -> Option<Confidence> {
        match self {
            Self::NoColumn => None,
            Self::Given(_) => Some(Confidence { sureness: Sureness::AsSet, because: String::new(), next: None }),
            Self::Found(order, evidence) => Some(order_confidence(*order, evidence)),
        }
    }
}

fn order_confidence(order: DateOrder, evidence: &DateEvidence) -> Confidence {
    let DateEvidence { day_first, month_first, either, .. } = *evidence;
    let decided = |other, decide: u64, contradict: u64| {
        let all = decide + contradict + either;
        let enough = decide.saturating_mul(SURE_TIMES as u64) >= either;
        Confidence {
            sureness: sure_if(contradict == 0 && enough),
            because: format!("{decide} of {all} dates in numbers can be read no other way, {contradict} contradict"),
            next: Some(format!("{other}: {contradict} of {all}")),
        }
    };
    match order {
        DateOrder::DayFirst => decided(DateOrder::MonthFirst, day_first, month_first),
        DateOrder::MonthFirst => decided(DateOrder::DayFirst, month_first, day_first),
        DateOrder::Mixed => mixed(day_first, month_first, either),
        DateOrder::NotNeeded => {
            Confidence { sureness: Sureness::Sure, because: "no date could be read otherwise".to_owned(), next: None }
        }
    }
}

fn mixed(day_first: u64, month_first: u64, either: u64) -> Confidence {
    let all = day_first + month_first + either;
    let (next, contradict) =
        if day_first > month_first { (DateOrder::DayFirst, month_first) } else { (DateOrder::MonthFirst, day_first) };
    Confidence {
        sureness: Sureness::Likely,
        because: format!(
            "of {all} dates in numbers {day_first} are day first, {month_first} month first, {either} either and not read"
        ),
        next: Some(format!("{next}: {contradict} of {all} contradict")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Export, SourceSpec};
    use super::*;

    fn opened(bytes: &[u8], more: &str) -> Export {
        let spec: SourceSpec = toml::from_str(more).unwrap();
        Export::from_bytes("f.csv", bytes, &spec).unwrap()
    }

    #[test]
    fn an_encoding_is_as_sure_as_its_bytes() {
        let cases: &[(&[u8], &str, &str)] = &[
            (b"note\nSeen\n", "", "sure: every byte is ASCII; next best windows-1252: it would read the same"),
            (b"\xEF\xBB\xBFnote\nSeen\n", "", "sure: the file starts with its byte order mark"),
            (b"note\nSeen\n", "encoding = \"utf-8\"", "as set"),
            ("note\nMum’s\n".as_bytes(), "", "next best windows-1252: it would garble all of them"),
            (
                b"note\n\xE2\x80\x99 \xE2\x80\x99\na\n\x92\n",
                "",
                "likely: 2 characters beyond ASCII are valid UTF-8 and 1 places are not",
            ),
            (
                b"note\nMum\x92s\n",
                "",
                "sure: 1 places are not valid UTF-8; next best utf-8: it would read 0 and reject the rows of 1",
            ),
            (b"note\nMum\x92s \xE2\x80\x99\n", "", "likely: 1 places are not valid UTF-8"),
        ];
        for (bytes, more, expected) in cases {
            let found = opened(bytes, more).encoding().unwrap().confidence().to_string();
            assert!(found.contains(expected), "{found} and not {expected}");
        }
    }

    #[test]
    fn a_delimiter_is_as_sure_as_its_lead() {
        let cases = [
            ("note_id,date,note\n1,2,a\n2,3,b\n", "", "sure: 3 columns in 3 of 3 rows looked at"),
            (
                "note_id,date,note\n1,2,a;b\n2,3,b\n",
                "",
                "sure: 3 columns in 3 of 3 rows looked at; next best semicolon: 2 columns in 1 of 2 rows looked at",
            ),
            ("ref,note,x,y\n1,a,b\n2,a,c\n3,a,b\n4,d,e,f,g\n", "", "likely: 3 columns in 4 of 5 rows looked at"),
            ("note\nSeen\n", "", "sure: one column in 2 of 2 rows looked at"),
            ("sep=;\nid;note\n1;a\n", "", "sure: the first line names it; 2 columns in 2 of 2 rows looked at"),
            ("id;note\n1;a\n", "delimiter = \";\"", "as set: 2 columns in 2 of 2 rows looked at"),
        ];
        for (text, more, expected) in cases {
            let export = opened(text.as_bytes(), more);
            assert_eq!(export.dialect().unwrap().delimiter_confidence().to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_way_of_quoting_is_as_sure_as_the_rows_that_come_out_whole() {
        let cases = [
            ("id,note\n1,a\n2,\"b\"\n", "", "sure: 3 of 3 rows looked at come out whole"),
            (
                "id,note\n1,'a, b'\n2,'c'\n",
                "",
                "sure: 3 of 3 rows looked at come out whole; next best quotation marks: 2 of 3 rows looked at come out whole",
            ),
            ("id,note\n1,a,b\n2,c\n", "", "likely: 2 of 3 rows looked at come out whole"),
            ("id,note\n1,a\n", "quoting = \"usual\"", "as set: 2 of 2 rows looked at come out whole"),
        ];
        for (text, more, expected) in cases {
            let export = opened(text.as_bytes(), more);
            assert_eq!(export.dialect().unwrap().quoting_confidence().to_string(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_order_of_dates_is_as_sure_as_the_dates_that_decide() {
        let found = |order, day_first, month_first, either| {
            let evidence = DateEvidence { day_first, month_first, either, ..DateEvidence::default() };
            DatesFound::Found(order, evidence).confidence().unwrap().to_string()
        };
        let sure =
            "sure: 812 of 852 dates in numbers can be read no other way, 0 contradict; next best month first: 0 of 852";
        assert_eq!(found(DateOrder::DayFirst, 812, 0, 40), sure);
        assert!(found(DateOrder::DayFirst, 812, 1, 40).starts_with("likely: 812 of 853"));
        assert!(found(DateOrder::MonthFirst, 0, 3, 31).starts_with("likely: 3 of 34"));
        assert!(found(DateOrder::MonthFirst, 0, 3, 30).starts_with("sure: 3 of 33"));
        assert!(
            found(DateOrder::Mixed, 3, 2, 1)
                .starts_with("likely: of 6 dates in numbers 3 are day first, 2 month first")
        );
        assert!(found(DateOrder::NotNeeded, 0, 0, 0).starts_with("sure"));
        assert_eq!(DatesFound::NoColumn.confidence(), None);
    }
}
