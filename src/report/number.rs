//! Numbers and dates in words. A share is printed as a whole percentage with
//! what it is a share of; no report says "0 %" where something was found.

use crate::measure::{Interval, Month, Percent, Proportion, Rate};
use crate::note::Date;

/// Keeps a number and its sign on one line.
const SPACE: char = '\u{a0}';

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A count with its thousands marked: `1,814`.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut marked = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            marked.push(',');
        }
        marked.push(digit);
    }
    marked
}

/// A count and its noun: `1 note`, `1,814 notes`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{}{SPACE}{}", count(number), if number == 1 { one } else { many })
}

/// The share as a whole percentage, on one line: `16 %`.
pub(super) fn percent(rate: Rate) -> String {
    let share = Proportion::new(rate.numerator, rate.denominator).map(Percent::from);
    share.map(|share| share.to_string().replace(" %", &format!("{SPACE}%"))).unwrap_or_default()
}

/// The interval as whole percentages: `12 to 21 %`; where that would make one
/// number of both ends, with as many decimals as tell them apart. Its ends are 0
/// and 100 on the outer side only.
pub(super) fn interval(Interval { low, high }: Interval) -> String {
    let ends = |decimals| [low, high].map(|end| format!("{:.decimals$}", end * 100.0));
    if let Some([low, high]) = (1..=2).map(ends).find(|[low, high]| low != high).filter(|_| is_narrow(low, high)) {
        return format!("{low} to {high}{SPACE}%");
    }
    let low = if (0.995..1.0).contains(&low) { "more than 99".to_owned() } else { whole_percent(low) };
    let high = if high > 0.0 && high < 0.005 { "less than 1".to_owned() } else { whole_percent(high) };
    format!("{low} to {high}{SPACE}%")
}

/// Whether both ends are one whole percentage, and neither nothing nor all.
fn is_narrow(low: f64, high: f64) -> bool {
    whole_percent(low) == whole_percent(high) && (0.005..0.995).contains(&low)
}

/// An estimated share as a whole percentage: `16 %`.
pub(super) fn share(share: f64) -> String {
    format!("{}{SPACE}%", whole_percent(share))
}

fn whole_percent(share: f64) -> String {
    format!("{:.0}", (share * 100.0).round())
}

/// How many of how many: `41 of 250 notes`, `none of 250 notes about abuse`.
pub(super) fn of_notes(rate: Rate) -> String {
    let (one, many) = rate.base.noun();
    of(rate, one, many)
}

/// How many of how many of something else: `12 of 40 occasions`.
pub(super) fn of(rate: Rate, one: &str, many: &str) -> String {
    format!("{} of {}", none_or(rate.numerator), counted(rate.denominator, one, many))
}

/// A count, or `none`.
pub(super) fn none_or(number: u64) -> String {
    if number == 0 { "none".to_owned() } else { count(number) }
}

/// A rate in a sentence: `41 of 250 notes (16 %, 95 % interval 12 to 21 %)`.
pub(super) fn rate(rate: Rate) -> String {
    format!("{} ({})", of_notes(rate), with_interval(rate))
}

/// A share with its interval: `16 %, 95 % interval 12 to 21 %`.
pub(super) fn with_interval(rate: Rate) -> String {
    match rate.interval {
        Some(found) => format!("{}, 95{SPACE}% interval {}", percent(rate), interval(found)),
        None => format!("{}, too few cases for an interval", percent(rate)),
    }
}

/// A day: `4 May 2026`.
pub(super) fn day(date: Date) -> String {
    format!("{}{SPACE}{}", date.day(), month_of(date))
}

/// The month a day is in: `May 2026`.
pub(super) fn month_of(date: Date) -> String {
    named_month(date.month(), &date.year().to_string())
}

/// A month: `May 2026`.
pub(super) fn month(month: Month) -> String {
    let printed = month.to_string();
    let (year, number) = printed.rsplit_once('-').unwrap_or((&printed, ""));
    named_month(number.parse().unwrap_or(0), year)
}

fn named_month(number: i8, year: &str) -> String {
    let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    MONTHS.get(at).map_or_else(|| year.to_owned(), |name| format!("{name}{SPACE}{year}"))
}

/// Names in a sentence: `a, b and c`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate_of(part: u64, whole: u64) -> Rate {
        Rate::new(part, whole).unwrap()
    }

    fn plain(text: &str) -> String {
        text.replace(SPACE, " ")
    }

    #[test]
    fn rounds_shares_to_whole_percentages_without_lying_at_the_ends() {
        for (part, whole, printed) in [
            (41, 250, "16 %"),
            (0, 250, "0 %"),
            (1, 250, "less than 1 %"),
            (249, 250, "more than 99 %"),
            (250, 250, "100 %"),
            (1, 8, "13 %"),
            (29, 200, "15 %"),
        ] {
            assert_eq!(plain(&percent(rate_of(part, whole))), printed, "{part} of {whole}");
        }
    }

    #[test]
    fn gives_every_share_its_base_and_interval() {
        assert_eq!(plain(&rate(rate_of(41, 250))), "41 of 250 notes (16 %, 95 % interval 12 to 21 %)");
        assert_eq!(plain(&rate(rate_of(0, 1250))), "none of 1,250 notes (0 %, 95 % interval 0 to less than 1 %)");
    }

    #[test]
    fn tells_the_ends_of_a_narrow_interval_apart() {
        for (low, high, printed) in [
            (0.115, 0.214, "12 to 21 %"),
            (0.0581, 0.0622, "5.8 to 6.2 %"),
            (0.0601, 0.0602, "6.01 to 6.02 %"),
            (0.0, 0.004, "0 to less than 1 %"),
            (0.996, 1.0, "more than 99 to 100 %"),
        ] {
            assert_eq!(plain(&interval(Interval { low, high })), printed);
        }
    }

    #[test]
    fn marks_thousands() {
        for (number, printed) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count(number), printed);
        }
    }

    #[test]
    fn writes_dates_and_months_in_words() {
        let date = Date::constant(2026, 5, 4);
        assert_eq!(plain(&day(date)), "4 May 2026");
        assert_eq!(plain(&month(date.into())), "May 2026");
    }

    #[test]
    fn joins_names_as_a_sentence_does() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&names), "a, b and c");
        assert_eq!(list(&names[..1]), "a");
    }
}
