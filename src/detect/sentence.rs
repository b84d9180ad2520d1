//! Where a sentence ends. Case notes are full of abbreviations, times, lists
//! and missing full stops, so the end is decided from what stands between two
//! words, the word before and the first letter after.

use super::text::Break;

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "a", "addr", "appt", "approx", "ave", "b", "c", "cllr", "cm", "d", "dept", "dr", "e", "eg", "ext", "f", "fig", "g",
    "h", "hosp", "ie", "inc", "incl", "insp", "ins", "j", "k", "l", "m", "mins", "mr", "mrs", "ms", "n", "no", "nos",
    "o", "p", "para", "poss", "prev", "prof", "ptnr", "q", "r", "rd", "re", "ref", "rep", "rev", "s", "sec", "sgt",
    "st", "t", "tel", "u", "v", "vs", "w", "wk", "x", "y", "yr", "yrs", "z",
];

/// How much `separator` parts the folded word `before` from a word that
/// begins with `next`.
pub(super) fn gap(before: &str, separator: &str, next: char) -> Break {
    // Most words are parted so, and nothing below would say otherwise.
    if separator == " " {
        return Break::Space;
    }
    let lines = separator.chars().filter(|&c| c == '\n' || c == '\r' && !separator.contains('\n')).count();
    if lines > 1 || lines == 1 && ends_line(separator, next) {
        return Break::Paragraph;
    }
    let asks = separator.contains('?') && !queries(separator);
    if asks || separator.contains(['!', '•', '●', '▪', '·', '☐', '☑']) || full_stop(before, separator, next)
    {
        return Break::Sentence;
    }
    if separator.contains([';', '|', '…']) || separator.contains("..") {
        return Break::Clause;
    }
    if separator.chars().all(|c| c.is_whitespace() || "-/'’".contains(c)) && !separator.contains(" - ") {
        return Break::Space;
    }
    Break::Light
}

/// A question mark right in front of a word belongs to it: "?fracture".
fn queries(separator: &str) -> bool {
    separator.strip_suffix('?').is_some_and(|before| before.ends_with([' ', '(', '"', '/', '–', '-']))
}

/// One line break ends a sentence unless the line was merely wrapped: the
/// next one goes on in lower case, without a bullet.
fn ends_line(separator: &str, next: char) -> bool {
    let after = separator.rsplit(['\n', '\r']).next().unwrap_or_default().trim();
    !(next.is_lowercase() && after.is_empty())
}

fn full_stop(before: &str, separator: &str, next: char) -> bool {
    let Some(stop) = separator.find('.') else { return false };
    if separator.contains("..") {
        return false;
    }
    let after = &separator[stop + 1..];
    if after.chars().any(char::is_whitespace) {
        return !ABBREVIATIONS.contains(&before) || after.contains('\n');
    }
    // "home.She": a missing space. "10.30", "d.v.", "e.g." are none.
    next.is_uppercase() && before.len() > 2 && after.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;

    fn sentences(note: &str) -> Vec<String> {
        let text = Text::new(note);
        let words = |range: &std::ops::Range<usize>| text.span(range.clone()).of(note).to_owned();
        text.sentences().iter().map(words).collect()
    }

    #[test]
    fn splits_where_a_reader_would() {
        for (note, expected) in [
            ("Seen by Dr. Shah. No injuries.", &["Seen by Dr. Shah", "No injuries"][..]),
            ("Approx. 10.30 he left. She stayed.", &["Approx. 10.30 he left", "She stayed"]),
            ("Came home.She was upset", &["Came home", "She was upset"]),
            ("mum said it\nwas nothing", &["mum said it\nwas nothing"]),
            ("Mum tearful\nDASH done", &["Mum tearful", "DASH done"]),
            ("Plan:\n- call mum\n- call school", &["Plan", "call mum", "call school"]),
            ("What happened? He hit her!", &["What happened", "He hit her"]),
            ("d.v. history e.g. 2019", &["d.v. history e.g. 2019"]),
            ("one\n\ntwo", &["one", "two"]),
            ("tearful... left early", &["tearful... left early"]),
            ("Low, ?depression. ?refer on", &["Low, ?depression", "refer on"]),
        ] {
            assert_eq!(sentences(note), expected, "{note:?}");
        }
    }
}
