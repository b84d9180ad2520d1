//! Annotated notes: inline marks to plain text with spans.

use serde::Deserialize;

use crate::lexicon::{Indicator, Status};
use crate::note::Span;

/// A marked stretch of a gold note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in characters of the plain text.
    pub span: Span,
    /// What a reader marked there.
    pub indicator: Indicator,
    /// And with which status.
    pub status: Status,
}

impl Mark {
    /// Whether it is in the writer’s own words.
    pub fn is_counted(&self) -> bool {
        self.status == Status::Counted
    }
}

/// One annotated note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldNote {
    /// Its id.
    pub id: String,
    /// The case it belongs to; empty if none is given.
    pub case: String,
    /// Who wrote it; empty if that is not given.
    pub agency: String,
    /// The text without marks.
    pub text: String,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// A line that is not an annotated note.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct GoldError {
    line: usize,
    problem: String,
}

#[derive(Deserialize)]
struct Written {
    id: String,
    #[serde(default)]
    case_id: String,
    #[serde(default)]
    agency: String,
    text: String,
    #[serde(default)]
    extra: Option<Vec<Extra>>,
}

#[derive(Deserialize)]
struct Extra {
    quote: String,
    occurrence: Option<usize>,
    indicator: Indicator,
    status: Status,
}

impl GoldNote {
    /// Reads a file of JSON lines; blank lines are passed over.
    ///
    /// # Errors
    /// The first line that is not JSON, or has a mark that cannot be read.
    pub fn read_lines(lines: &str) -> Result<Vec<Self>, GoldError> {
        let numbered = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        numbered.map(|(at, line)| Self::read(line).map_err(|problem| GoldError { line: at + 1, problem })).collect()
    }

    fn read(line: &str) -> Result<Self, String> {
        let written: Written = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let (text, mut marks) = unmark(&written.text)?;
        for extra in written.extra.unwrap_or_default() {
            let span = occurrence(&text, &extra.quote, extra.occurrence.unwrap_or(1));
            let span = span.ok_or_else(|| format!("{}: an extra span is not in the text", written.id))?;
            marks.push(Mark { span, indicator: extra.indicator, status: extra.status });
        }
        Ok(Self { id: written.id, case: written.case_id, agency: written.agency, text, marks })
    }
}

/// Takes the marks out of a text.
fn unmark(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut length = 0;
    let mut rest = marked;
    while let Some(open) = rest.find("[[") {
        let close = rest[open..].find("]]").ok_or("a mark is not closed")? + open;
        let mut fields = rest[open + 2..close].splitn(3, '|');
        let (Some(indicator), Some(status), Some(words)) = (fields.next(), fields.next(), fields.next()) else {
            return Err("a mark needs an indicator, a status and words".to_owned());
        };
        length += rest[..open].chars().count();
        let end = length + words.chars().count();
        let indicator = indicator.parse().map_err(|error| format!("{error}"))?;
        let status = status.parse().map_err(|error| format!("{error}"))?;
        marks.push(Mark { span: Span::new(length, end), indicator, status });
        text.push_str(&rest[..open]);
        text.push_str(words);
        length = end;
        rest = &rest[close + 2..];
    }
    text.push_str(rest);
    Ok((text, marks))
}

/// Where `quote` stands for the `number`th time, overlapping ones counted.
fn occurrence(text: &str, quote: &str, number: usize) -> Option<Span> {
    let mut starts = text.char_indices().enumerate().filter(|(_, (byte, _))| text[*byte..].starts_with(quote));
    let (start, _) = starts.nth(number.checked_sub(1)?)?;
    Some(Span::new(start, start + quote.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_the_plain_text() {
        let line = r#"{"id":"n","text":"Mum – [[minimising.trivial|reported|only a slap]], then only a slap.","extra":[{"quote":"slap","occurrence":2,"indicator":"risk.physical","status":"counted"}]}"#;
        let notes = GoldNote::read_lines(line).unwrap();
        let words: Vec<_> =
            notes[0].marks.iter().map(|mark| (mark.span.start(), mark.span.of(&notes[0].text))).collect();
        assert_eq!(words, [(6, "only a slap"), (31, "slap")]);
    }

    #[test]
    fn says_which_line_is_wrong() {
        let error = GoldNote::read_lines("\n{\"id\":\"n\",\"text\":\"[[x|counted|y]]\"}").unwrap_err();
        assert_eq!(error.to_string(), "line 2: `x` is not an indicator");
    }
}
