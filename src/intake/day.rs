//! One date cell taken apart, before it is known whether days or months come
//! first in its column. It reads numbers and English month names; whether the
//! day exists is not asked here.

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A day that can be read only one way.
    Day { year: u16, month: u16, day: u16 },
    /// The same, with a year of two digits.
    Short { year: u16, month: u16, day: u16 },
    /// A day by its number, as Excel counts them from 1900.
    Counted { year: u16, month: u16, day: u16 },
    /// Two numbers and a year.
    Numbers { first: u16, second: u16, year: u16, short_year: bool },
    /// Something else.
    Unreadable,
}

/// Takes a date cell apart. A time after the date is checked for its form
/// and dropped: `00:00:00` often only means that none was recorded.
pub(super) fn cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        return Cell::Empty;
    }
    dated(text).unwrap_or(Cell::Unreadable)
}

fn dated(text: &str) -> Option<Cell> {
    let tokens = tokens(text)?;
    let (cell, used) = match tokens.as_slice() {
        [Token::Number(whole, _), ..] if whole.len() == 8 => (compact(whole)?, 1),
        [Token::Number(whole, _)] if whole.len() == 13 => (since_1970(whole)?, 1),
        // What follows a stop is the time of day.
        [Token::Number(whole, _)] | [Token::Number(whole, _), Token::Number(_, '.')] if whole.len() == 5 => {
            return counted(whole);
        }
        [Token::Number(year, _), Token::Number(month, _), Token::Number(day, _), ..] if year.len() == 4 => {
            (Cell::Day { year: number(year)?, month: number(month)?, day: number(day)? }, 3)
        }
        [Token::Number(first, _), Token::Number(second, _), Token::Number(year, _), ..] => {
            let (first, second, short_year) = (number(first)?, number(second)?, year.len() == 2);
            (Cell::Numbers { first, second, year: full_year(year)?, short_year }, 3)
        }
        [Token::Number(day, _), Token::Word(month), Token::Number(year, _), ..]
        | [Token::Word(month), Token::Number(day, _), Token::Number(year, _), ..] => (in_words(day, month, year)?, 3),
        _ => return None,
    };
    let (date, time) = tokens.split_at(used);
    let is_time_of_day = date.iter().skip(1).any(|token| matches!(token, Token::Number(_, ':' | '+')));
    (!is_time_of_day && is_time(time)).then_some(cell)
}

fn compact(whole: &str) -> Option<Cell> {
    Some(Cell::Day { year: number(&whole[..4])?, month: number(&whole[4..6])?, day: number(&whole[6..])? })
}

/// Milliseconds since 1970, which UK systems take from their own midnight.
fn since_1970(milliseconds: &str) -> Option<Cell> {
    let moment = Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?;
    let (year, month, day) = parts(uk_day(moment)?)?;
    Some(Cell::Day { year, month, day })
}

/// The day in the UK: summer time begins and ends at one o'clock UTC on the
/// last Sundays of March and October.
fn uk_day(moment: Timestamp) -> Option<Date> {
    let utc = Offset::UTC.to_datetime(moment);
    let last_sunday = |month| {
        let last = Date::new(utc.year(), month, 31).ok()?;
        last.checked_sub(Span::new().try_days(last.weekday().to_sunday_zero_offset()).ok()?).ok()
    };
    let summer = last_sunday(3)?.at(1, 0, 0, 0)..last_sunday(10)?.at(1, 0, 0, 0);
    let ahead = i64::from(summer.contains(&utc));
    Some(utc.checked_add(Span::new().try_hours(ahead).ok()?).ok()?.date())
}

/// Days since the end of 1899, for dates that notes may have.
fn counted(days: &str) -> Option<Cell> {
    let days: i32 = days.parse().ok().filter(|days| NUMBERED_DAYS.contains(days))?;
    let date = Date::constant(1899, 12, 30).checked_add(Span::new().try_days(days).ok()?).ok()?;
    let (year, month, day) = parts(date)?;
    Some(Cell::Counted { year, month, day })
}

/// 1950 to 2050, by Excel's numbers; a smaller number is something else.
const NUMBERED_DAYS: std::ops::RangeInclusive<i32> = 18_264..=55_153;

fn parts(date: Date) -> Option<(u16, u16, u16)> {
    let narrow = |part: i8| u16::try_from(part).ok();
    Some((u16::try_from(date.year()).ok()?, narrow(date.month())?, narrow(date.day())?))
}

fn in_words(day: &str, month: &str, year: &str) -> Option<Cell> {
    let (day, month) = (number(day)?, month_number(month)?);
    let short = year.len() == 2;
    let year = full_year(year)?;
    Some(if short { Cell::Short { year, month, day } } else { Cell::Day { year, month, day } })
}

/// A run of digits with the mark before it, or a word in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(String, char),
    Word(String),
}

/// The numbers and words of a cell that is short and made of nothing else;
/// days of the week and the like are left out.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut before = ' ';
    for char in text.trim().chars() {
        match (tokens.last_mut(), char) {
            (Some(Token::Number(digits, _)), '0'..='9') if before.is_ascii_digit() => digits.push(char),
            (_, '0'..='9') => tokens.push(Token::Number(char.to_string(), before)),
            (Some(Token::Word(word)), 'a'..='z' | 'A'..='Z') if before.is_ascii_alphabetic() => {
                word.push(char.to_ascii_lowercase());
            }
            (_, 'a'..='z' | 'A'..='Z') => tokens.push(Token::Word(char.to_ascii_lowercase().to_string())),
            (_, ' ' | '\u{a0}' | '/' | '-' | '.' | ',' | ':' | '+') => {}
            _ => return None,
        }
        before = char;
    }
    tokens.retain(|token| !matches!(token, Token::Word(word) if is_idle(word)));
    (tokens.len() <= 12).then_some(tokens)
}

/// Words in a date that add nothing to it.
fn is_idle(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    matches!(word, "st" | "nd" | "rd" | "th" | "of" | "the" | "at")
        || word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

fn month_number(word: &str) -> Option<u16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let found = (1..).zip(MONTHS).find(|(_, month)| word.len() >= 3 && month.starts_with(word));
    found.map(|(number, _)| number)
}

fn number(digits: &str) -> Option<u16> {
    digits.parse().ok()
}

/// A year of two or four digits: `49` is 2049, `50` is 1950, which is the
/// range that dates of notes must lie in.
fn full_year(digits: &str) -> Option<u16> {
    match (digits.len(), number(digits)?) {
        (4, year) => Some(year),
        (2, year) => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// Whether what follows a date is a time of day, or nothing.
fn is_time(tokens: &[Token]) -> bool {
    let word_of_time = |word: &str| matches!(word, "t" | "z" | "am" | "pm" | "h" | "hrs" | "utc" | "gmt" | "bst");
    let mut numbers = Vec::new();
    for token in tokens {
        match token {
            Token::Number(digits, _) => numbers.push(digits.as_str()),
            Token::Word(word) if word_of_time(word) => {}
            Token::Word(_) => return false,
        }
    }
    match numbers.as_slice() {
        [] => true,
        [whole] => matches!(whole.len(), 1 | 2 | 4 | 6),
        [hour, minute, rest @ ..] => {
            let below = |digits: &str, limit| digits.len() <= 2 && number(digits).is_some_and(|value| value <= limit);
            below(hour, 24) && below(minute, 59) && rest.first().is_none_or(|second| below(second, 60))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_cell_apart_without_deciding_the_order() {
        let numbers = |first, second, year, short_year| Cell::Numbers { first, second, year, short_year };
        let cases = [
            ("01/02/2025", numbers(1, 2, 2025, false)),
            ("1.2.49", numbers(1, 2, 2049, true)),
            ("1.2.50", numbers(1, 2, 1950, true)),
            ("1 Feb 25", Cell::Short { year: 2025, month: 2, day: 1 }),
            ("2025-02-31", Cell::Day { year: 2025, month: 2, day: 31 }),
            ("Sat 1 Mar 2025", Cell::Day { year: 2025, month: 3, day: 1 }),
            ("1741910400000", Cell::Day { year: 2025, month: 3, day: 14 }),
            // Midnight in summer, when the UK is an hour ahead.
            ("1749855600000", Cell::Day { year: 2025, month: 6, day: 14 }),
            ("1743289199999", Cell::Day { year: 2025, month: 3, day: 29 }),
            ("45730", Cell::Counted { year: 2025, month: 3, day: 14 }),
            ("45731.5", Cell::Counted { year: 2025, month: 3, day: 15 }),
            ("18263", Cell::Unreadable),
            ("45730-5", Cell::Unreadable),
            ("1 Ma 2025", Cell::Unreadable),
            ("1/2/025", Cell::Unreadable),
            ("01/02/2025 25:00", Cell::Unreadable),
            ("\u{a0}", Cell::Empty),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
