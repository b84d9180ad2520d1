//! What is said of a draft.

use std::sync::{Arc, LazyLock};

use super::*;

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

fn draft(text: &str) -> Draft<'static> {
    Draft::read(text.to_owned(), &DETECTOR)
}

#[test]
fn a_passage_is_shown_in_the_part_that_its_kind_and_status_say() {
    let cases = [
        ("Mum was arguing with her partner.", Part::Concern),
        ("Dad says she winds him up.", Part::NotCounted),
        ("Mum seen alone. Refer to MARAC, heard 3 May.", Part::Good),
        ("He strangled her on Friday.", Part::Risk),
    ];
    for (text, part) in cases {
        assert!(draft(text).of(part).count() > 0, "{text}: {:?}", draft(text));
    }
}

#[test]
fn a_single_line_is_read_as_part_of_a_note_about_abuse() {
    for text in [
        "Attended domestic. Parties arguing. No offences disclosed.",
        "Volatile relationship.",
        "Both as bad as each other.",
        "Six of one, half a dozen of the other.",
        "Children appeared unaffected.",
    ] {
        assert!(draft(text).of(Part::Concern).count() > 0, "{text}");
    }
    // Without an agreement these are no terms of one.
    assert_eq!(draft("She will ring the police.").of(Part::Concern).count(), 0);
}

#[test]
fn every_passage_is_in_one_part() {
    let draft =
        draft("Mum was arguing with her partner. Dad says she winds him up. He strangled her on Friday. Seen alone.");
    let shown: usize = Part::ALL.into_iter().map(|part| draft.of(part).count()).sum();
    assert!(shown > 3 && shown == draft.passages().len(), "{shown} of {}", draft.passages().len());
}

#[test]
fn a_place_is_a_line_and_a_column_from_one() {
    let draft = draft("é\nab\n");
    assert_eq!([0, 1, 2, 4, 5].map(|at| draft.place(at)), [(1, 1), (1, 2), (2, 1), (2, 3), (3, 1)]);
}

#[test]
fn the_summary_counts_what_is_to_be_looked_at_again() {
    let cases = [
        ("Mum was arguing with her partner.", "1 passage to look at again."),
        (
            "Mum was arguing with her partner. It is a lifestyle choice to stay with him.",
            "2 passages to look at again.",
        ),
        ("", "Nothing of concern was found. That does not make it a good record; read it once more."),
    ];
    for (text, summary) in cases {
        assert_eq!(draft(text).summary(), summary, "{text}");
    }
}

#[test]
fn a_status_says_what_it_rests_on() {
    let draft = draft("She said it was “only a slap”.");
    let passage = draft.of(Part::NotCounted).next().unwrap();
    let status = draft.status(passage);
    assert!(status.starts_with("reported, because of "), "{status}");
    assert_eq!(draft.described(passage).status, "reported");
}

#[test]
fn an_empty_draft_has_no_agreement_and_no_context() {
    let draft = draft("");
    assert_eq!((draft.agreement(), draft.context()), (None, None));
}

#[test]
fn an_agreement_is_a_line_for_each_who_is_bound() {
    let draft =
        draft("Mum has signed a written agreement that she will not let him into the house and will call the police.");
    let lines = draft.agreement().unwrap();
    assert!(lines.iter().any(|line| line.starts_with("binds the victim to ")), "{lines:?}");
}
