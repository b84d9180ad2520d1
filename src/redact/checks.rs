//! What the form of an identifier cannot say: checksums, areas that exist,
//! dates that only look like numbers. Refuses nothing by itself; each check
//! says whether what a form found is what it looks like.

/// The 124 postcode areas, and `ZZ` for no fixed abode.
const AREAS: &[&str] = &[
    "ab", "al", "b", "ba", "bb", "bd", "bh", "bl", "bn", "br", "bs", "bt", "ca", "cb", "cf", "ch", "cm", "co", "cr",
    "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e", "ec", "eh", "en", "ex", "fk", "fy",
    "g", "gl", "gu", "gy", "ha", "hd", "hg", "hp", "hr", "hs", "hu", "hx", "ig", "im", "ip", "iv", "je", "ka", "kt",
    "kw", "ky", "l", "la", "ld", "le", "ll", "ln", "ls", "lu", "m", "me", "mk", "ml", "n", "ne", "ng", "nn", "np",
    "nr", "nw", "ol", "ox", "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh", "rm", "s", "sa", "se", "sg", "sk", "sl",
    "sm", "sn", "so", "sp", "sr", "ss", "st", "sw", "sy", "ta", "td", "tf", "tn", "tq", "tr", "ts", "tw", "ub", "w",
    "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze", "zz",
];
/// Ends of spaced pairs that are words, not halves of a postcode or a plate.
const UNITS: &[&str] = &["st", "nd", "rd", "th", "yr", "hr", "wk", "pt", "ft", "lb", "ds"];
const SHORT_WORDS: &[&str] = &[
    "and", "the", "was", "has", "had", "she", "her", "his", "him", "boy", "men", "not", "but", "who", "are", "now",
    "say", "saw", "let", "got", "get", "did", "for", "all", "out", "off", "old", "set", "yrs", "hrs", "wks", "pts",
    "day", "ago", "due", "per", "ref", "see", "ran", "put", "sat", "met", "yet", "via", "too", "two", "one", "own",
    "mum", "dad", "son", "nan", "they", "with", "from", "then", "girl", "years", "hours", "mins", "male",
];

/// Words that no National Insurance number begins with, though a slip of the pen may.
const NEVER_ISSUED: &[&str] = &["do", "go", "if", "in", "is", "it", "no", "of", "so", "to", "up", "us", "vs"];

/// The form is enough.
pub(super) fn any(_: &str) -> bool {
    true
}

/// Ten digits whose last checks the others, modulo 11; a single repeated
/// digit is a placeholder.
pub(super) fn is_nhs_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let [body @ .., last] = digits.as_slice() else { return false };
    let sum: u32 = (2..=10).rev().zip(body).map(|(weight, digit)| weight * digit).sum();
    let check = (11 - sum % 11) % 11;
    digits.len() == 10 && check == *last && body.iter().any(|digit| digit != last)
}

/// A National Insurance number, with a prefix that is issued or not; in pieces,
/// none that begins with a word.
pub(super) fn is_insurance_number(text: &str) -> bool {
    let in_pieces = text.contains(|c: char| !c.is_ascii_alphanumeric());
    let prefix = text.get(..2).unwrap_or(text).to_ascii_lowercase();
    !(in_pieces && NEVER_ISSUED.contains(&prefix.as_str()))
}

/// Ten or eleven digits that are not a date and a time.
pub(super) fn is_phone(text: &str) -> bool {
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let date = groups.len() > 2 && groups[0].len() <= 2 && groups[1].len() <= 2;
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    (10..=11).contains(&digits) && (!date || text.starts_with('('))
}

/// An area that exists; `s20 2yr` is a section of an act.
pub(super) fn is_postcode(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let unit = lower.get(lower.len() - 2..).is_some_and(|letters| UNITS.contains(&letters))
        && text == lower
        && text.contains(' ');
    let area = area_of(&lower);
    lower.starts_with("gir") || (AREAS.contains(&area) && !(unit && area.len() == 1))
}

/// The first half of a postcode.
pub(super) fn is_outward(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let area = area_of(&lower);
    AREAS.contains(&area) && (!lower.ends_with(char::is_alphabetic) || is_inner_london(area))
}

/// The letters that a postcode begins with.
fn area_of(lower: &str) -> &str {
    lower.split(|c: char| c.is_ascii_digit()).next().unwrap_or(lower)
}

/// The first half of a postcode with nothing else to tell it by: in capitals,
/// and neither a section of an act nor a vitamin.
pub(super) fn is_written_outward(text: &str) -> bool {
    let section = text.starts_with('S') && text[1..].starts_with(|c: char| c.is_ascii_digit());
    // "G1, P0" counts pregnancies.
    let gravida = text.starts_with('G') && text.len() == 2;
    is_outward(text) && !section && !gravida && text != "B12" && !text.contains(|c: char| c.is_ascii_lowercase())
}

fn is_inner_london(area: &str) -> bool {
    matches!(area, "e" | "ec" | "n" | "nw" | "se" | "sw" | "w" | "wc")
}

/// A plate: in capitals or in one piece, and not an abbreviation before a word.
pub(super) fn is_plate(text: &str) -> bool {
    let lower = text.contains(|c: char| c.is_ascii_lowercase());
    ends_in_no_word(text) && (!lower || text.len() == 7 || text.get(2..4) > Some("50"))
}

/// A plate that something else announced: in any case, but not before a word.
pub(super) fn ends_in_no_word(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text).to_ascii_lowercase();
    !SHORT_WORDS.contains(&last.as_str())
}

/// At least three digits, and neither a year nor a date.
pub(super) fn is_reference(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let year = text.len() == 4 && text.parse().is_ok_and(|year: u16| (1950..2050).contains(&year));
    digits >= 3 && !year && !is_date(text)
}

/// Not a day written as eight digits.
pub(super) fn is_no_date(text: &str) -> bool {
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let day = |d: u32, m: u32, y: u32| (1..=31).contains(&d) && (1..=12).contains(&m) && (1900..2100).contains(&y);
    text.len() != 8 || !(day(part(6, 8), part(4, 6), part(0, 4)) || day(part(0, 2), part(2, 4), part(4, 8)))
}

/// `12/3`, `12/03/24`, `2024-03-12`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let figures = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    figures && matches!(lengths.as_slice(), [1..=2, 1..=2] | [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
}
