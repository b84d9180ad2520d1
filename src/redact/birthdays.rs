//! Dates that follow a name, as police records write a date of birth:
//! `LEE MADDISON 11/04/94`. Refuses dates near the note's own, which are of
//! events, and any date in a note without one.

use super::mask::{Hit, Mask};
use crate::note::Date;

/// A date this many years before the note is no longer of its events.
const YEARS: i32 = 2;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "sept",
    "october",
    "november",
    "december",
];

/// The dates of birth after `names` in `text`.
pub(super) fn find(text: &str, names: &[Hit], written: Option<Date>) -> Vec<Hit> {
    let Some(written) = written else { return Vec::new() };
    names.iter().filter_map(|name| after(text, name.at.end, written.year().into())).collect()
}

fn after(text: &str, end: usize, written: i32) -> Option<Hit> {
    let rest = text.get(end..)?;
    let start = rest.find(|c| !matches!(c, ' ' | '(' | ',' | '-')).filter(|gap| *gap < 4)?;
    let rest = &rest[start..];
    let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '.' | '-'))).unwrap_or(rest.len());
    let date = rest[..length].trim_end_matches(['/', '.', '-']);
    let (date, year) = match year_of(date, written) {
        Some(year) => (date, year),
        None => in_words(rest)?,
    };
    (year + YEARS <= written).then(|| Hit::new(end + start..end + start + date.len(), Mask::BirthDate))
}

/// `14 December 1976` at the beginning of a text, and its year.
fn in_words(rest: &str) -> Option<(&str, i32)> {
    let mut words = rest.splitn(4, |c: char| !c.is_ascii_alphanumeric());
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let day: i32 = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let known = |name: &&str| month.len() >= 3 && name.starts_with(&month.to_ascii_lowercase());
    let date = (1..=31).contains(&day) && MONTHS.iter().any(known);
    let number = year.parse().ok().filter(|year| date && (1900..2100).contains(year))?;
    let end = rest.find(year)? + year.len();
    Some((rest.get(..end)?, number))
}

/// The year of `11/04/94`, two figures being of the century that has passed.
fn year_of(date: &str, written: i32) -> Option<i32> {
    let parts: Vec<i32> = date.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [1..=31, 1..=12, year] = parts[..] else { return None };
    match year {
        0..=99 => Some(year + if year > written % 100 { 1900 } else { 2000 }),
        1900.. => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, name: &str) -> Option<String> {
        let end = text.find(name)? + name.len();
        let hits = find(text, &[Hit::new(0..end, Mask::Name)], Some(Date::constant(2024, 6, 1)));
        hits.first().map(|hit| text[hit.at.clone()].to_owned())
    }

    #[test]
    fn finds_a_date_of_birth_after_a_name() {
        for (text, date) in [
            ("LEE MADDISON 11/04/94.", "11/04/94"),
            ("LEE MADDISON (03.02.2017)", "03.02.2017"),
            ("LEE MADDISON, 1-2-03, of", "1-2-03"),
            ("LEE MADDISON, 14 Dec 1976.", "14 Dec 1976"),
        ] {
            assert_eq!(found(text, "LEE MADDISON").as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn leaves_the_date_of_an_event() {
        for text in [
            "LEE MADDISON 11/04/24",
            "LEE MADDISON 14 Dec 2023",
            "LEE MADDISON 14 men 1976",
            "LEE MADDISON on 11/04/94",
            "LEE MADDISON 11/04",
            "LEE MADDISON 35/04/94",
        ] {
            assert_eq!(found(text, "LEE MADDISON"), None, "{text}");
        }
    }
}
