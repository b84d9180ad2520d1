//! Notes as they should not be: nothing panics, every span holds the words it
//! is about, and a long note takes no more time than its length says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};
use std::time::Instant;

use plainrecord::detect::Detector;
use plainrecord::lexicon::{Indicator, Lexicon};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

/// The words found for an indicator, as they stand in the note.
fn found(note: &str, indicator: Indicator) -> Vec<String> {
    let found = DETECTOR.scan(note).into_iter().filter(|finding| finding.indicator == indicator);
    found.map(|finding| finding.span.of(note).to_owned()).collect()
}

#[test]
fn finds_the_same_words_however_they_are_written() {
    for (note, words) in [
        ("Mum was arguing with her partner. DASH.", "arguing with her partner"),
        ("MUM WAS ARGUING WITH HER PARTNER. DASH.", "ARGUING WITH HER PARTNER"),
        ("mum was arguing with\nher partner dash done", "arguing with\nher partner"),
        ("mum was arguing with\r\nher partner dash done", "arguing with\r\nher partner"),
        ("Mum was arguing\u{a0}with her\u{a0}partner. DASH.", "arguing\u{a0}with her\u{a0}partner"),
        ("Mum was argu\u{ad}ing with her part\u{ad}ner. DASH.", "argu\u{ad}ing with her part\u{ad}ner"),
        ("Mum was arguing  with   her\tpartner. DASH.", "arguing  with   her\tpartner"),
        ("Mum was \u{202e}arguing\u{202c} with her partner. DASH.", "arguing\u{202c} with her partner"),
        ("Mum was arguing \u{200b}with her partner\u{feff}. DASH.", "arguing \u{200b}with her partner"),
        ("😡😡 Mum was arguing with her partner 😡 DASH", "arguing with her partner"),
        ("Мама пришла. Mum was arguing with her partner. 妈妈。 DASH", "arguing with her partner"),
        ("Mum said itâ€™s nothing. Mum was arguing with her partner. DASH", "arguing with her partner"),
        ("Mum was arguing with her ex-\npartner. DASH.", "arguing with her ex-\npartner"),
    ] {
        assert_eq!(found(note, Indicator::MinimisingEuphemism).first().map(String::as_str), Some(words), "{note:?}");
    }
}

#[test]
fn nothing_is_found_in_nothing() {
    for note in [
        "",
        " ",
        "\n\n\n",
        "?!.,;:–—…",
        "....",
        "\u{ad}\u{ad}",
        "😡",
        "\u{202e}\u{202c}",
        "\0\0",
        "Mum",
        "DASH?",
        "\u{fffd}",
    ] {
        assert!(DETECTOR.scan(note).iter().all(|finding| finding.span.end() <= note.chars().count()), "{note:?}");
    }
    assert!(DETECTOR.scan("?!.,;:–—… \u{ad} 😡 \u{202e}").is_empty());
}

#[test]
fn a_word_without_end_is_one_word() {
    assert!(DETECTOR.scan(&"a".repeat(1_000_000)).is_empty());
    assert!(DETECTOR.scan(&"arguing".repeat(100_000)).is_empty());
}

/// Seconds for a note of so many repeated pieces: the best of three, since the
/// machine may be busy with other things.
fn seconds(piece: &str, times: usize) -> f64 {
    let note = piece.repeat(times);
    let once = |_| {
        let start = Instant::now();
        let findings = DETECTOR.scan(&note).len();
        assert!(findings < note.len());
        start.elapsed().as_secs_f64()
    };
    (0..3).map(once).fold(f64::INFINITY, f64::min)
}

#[test]
fn four_times_the_note_takes_about_four_times_the_time() {
    DETECTOR.scan("warm");
    for piece in [
        "Mum was arguing with her partner again. DASH not done, he refuses to engage.\n",
        "mum was arguing with her partner again but he said she winds him up and they both fight a lot ",
        "Police: verbal only. “Lifestyle choice”? No.\n\n",
        "she ",
        "“ ",
    ] {
        let (short, long) = (seconds(piece, 500).max(0.005), seconds(piece, 2000));
        assert!(long / short < 12.0, "{short} s and {long} s for {piece:?}");
    }
}

#[test]
fn a_note_of_five_megabytes_is_read() {
    // Unoptimised, a tenth of it: the time grows with the length, as the test above shows.
    let lines = if cfg!(debug_assertions) { 5_000 } else { 50_000 };
    let note = "Home visit. Mum was arguing with her partner again; the boiler has been mended and the rent is paid.\n"
        .repeat(lines);
    assert_eq!(found(&note, Indicator::MinimisingEuphemism).len(), lines);
}
