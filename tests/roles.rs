//! Who did it: the same words about the victim and about somebody else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::{Arc, LazyLock};

use plainrecord::detect::{Detector, Whose};
use plainrecord::lexicon::{Family, Lexicon, Role};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

/// Whose act the victim-blaming in a note is; `None` if there is none.
fn blamed(note: &str) -> Option<Whose> {
    let found = DETECTOR.scan(note);
    found
        .iter()
        .find(|finding| finding.indicator.family() == Family::VictimBlaming)
        .map(|finding| finding.whose.unwrap())
}

#[test]
fn blames_the_victim_only() {
    for (note, found) in [
        ("He assaulted her. She refuses to engage with support.", true),
        ("He assaulted her. He refuses to engage with support.", false),
        ("DASH done. The perpetrator lacks insight.", false),
        ("DASH done. The victim lacks insight.", true),
        ("Suspect Kev Marsh assaulted her. Kev refuses to engage with support.", false),
        ("Kev Marsh (perp) assaulted her. Spoke to IDVA. Kev refuses to engage with support.", false),
        ("Partner Kev assaulted her, he was arrested. Kev lacks insight.", false),
        ("Her son was excluded. He refuses to engage with support. DASH done.", false),
        ("Spoke with perp about DASH. Refuses to engage with support.", true),
        ("He assaulted her. Spoke to dad with mum, she lacks insight.", true),
        ("He assaulted mum. Dad says she lacks insight.", true),
    ] {
        assert_eq!(blamed(note).is_some(), found, "{note}");
    }
}

#[test]
fn reads_a_note_with_a_male_victim_the_other_way_round() {
    for (note, found) in [
        ("His wife punched him. He refuses to engage with support.", true),
        ("His wife punched him. She refuses to engage with support.", false),
        ("Dad was strangled by mum. DASH. Father lacks insight.", true),
        ("Dad was strangled by mum. DASH. Mother lacks insight.", false),
    ] {
        assert_eq!(blamed(note).is_some(), found, "{note}");
    }
}

#[test]
fn says_whether_the_role_is_known() {
    let role = |note: &str| match blamed(note) {
        Some(Whose::Known { role, span }) => Some((role, span.of(note).to_owned())),
        _ => None,
    };
    assert_eq!(role("He hit her. IP lacks insight."), Some((Role::Victim, "IP".to_owned())));
    assert_eq!(blamed("DASH done. Lacks insight into the abuse."), Some(Whose::Unclear));
    assert_eq!(blamed("Her girlfriend hit her, same-sex relationship. She lacks insight."), Some(Whose::Unclear));
}
