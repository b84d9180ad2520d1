//! Notes of invented agencies in, terms out.

use std::sync::LazyLock;

use super::*;
use crate::detect::Detector;
use crate::note::{CaseId, Note, NoteId, NoteText};
use crate::redact::{Excerpts, Redactor};

static REDACTOR: LazyLock<Redactor> = LazyLock::new(|| Redactor::new(Excerpts::Redacted));
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Lexicon::builtin().unwrap().into()));

/// A note: agency, case, author, text.
type Written = (&'static str, usize, &'static str, String);

/// So many notes of an agency with other words, each of its own case.
fn others(agency: &'static str, number: usize) -> impl Iterator<Item = Written> {
    let words = ["seen at home", "rang the office", "spoke to school", "letter sent today"];
    let note = move |case: usize| (agency, 1000 + case, ["Ann", "Bob", "Cath"][case % 3], words[case % 4].to_owned());
    (0..number).map(note)
}

fn profile_of(notes: impl IntoIterator<Item = Written>) -> Profile {
    profile_beside(&Peers::default(), notes)
}

fn profile_beside(peers: &Peers, notes: impl IntoIterator<Item = Written>) -> Profile {
    let folder = tempfile::tempdir().unwrap();
    let mut sample = Sample::new(folder.path());
    for ((agency, case, worker, text), row) in notes.into_iter().zip(1..) {
        let (agency, case) = (Agency::new(agency), if case == 0 { String::new() } else { format!("C{case}") });
        let (id, case, text) = (NoteId::new(&format!("N{row}")), CaseId::new(&case), NoteText::plain(text));
        let note = Note { id, case, agency, worker: worker.to_owned(), row, text, ..Note::default() };
        let masked = REDACTOR.mask(&note, |word| DETECTOR.lists(word));
        let findings = DETECTOR.scan(note.text.readable());
        sample.add(&note, Some(Wording::new(&note, masked, &findings))).unwrap();
    }
    profile(sample, peers, DETECTOR.lexicon(), Threshold::default()).unwrap()
}

/// Notes of East with some words, beside others of East and of West.
fn beside(with: impl IntoIterator<Item = (usize, &'static str, String)>) -> Vec<Term> {
    let with = with.into_iter().map(|(case, author, text)| ("East", case, author, text));
    profile_of(with.chain(others("East", 60)).chain(others("West", 120))).terms
}

/// The words in as many cases, by as many people.
fn spread(text: &str, cases: usize, authors: usize) -> Vec<(usize, &'static str, String)> {
    let author = |case: usize| ["Dee", "Eve", "Fay", "Gus", "Hal"][case % authors];
    (1..=cases).map(|case| (case, author(case), text.to_owned())).collect()
}

fn words(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| term.words.as_str()).collect()
}

#[test]
fn what_one_agency_writes_and_the_others_do_not_is_named_with_its_figures() {
    let terms = beside(spread("Both kicked off.", 20, 4));
    let [term] = &terms[..] else { panic!("{terms:?}") };
    assert_eq!((term.agency.as_str(), term.words.as_str()), ("East", "both kicked off"));
    assert_eq!((term.own, term.others), (Proportion::new(20, 80).unwrap(), Proportion::new(0, 120).unwrap()));
    assert_eq!((term.cases, term.authors), (20, Some(4)));
    assert!(term.log_ratio > 1.0 && term.g_squared > 20.0 && term.entries.is_empty(), "{term:?}");
}

#[test]
fn an_agency_of_a_peer_group_is_held_beside_its_peers_and_another_beside_all() {
    let of = |agency: &'static str, first: usize, text: &'static str| {
        (1..=20).map(move |case| (agency, first + case, ["Dee", "Eve", "Fay"][case % 3], text.to_owned()))
    };
    // East and West, of one group, write alike; South, of none, writes like West.
    let both = "Both kicked off.";
    let notes = of("East", 0, both).chain(of("South", 200, both)).chain(of("South", 300, "Volatile home."));
    let notes: Vec<Written> = notes
        .chain(of("West", 400, "Volatile home."))
        .chain(["East", "West", "South"].into_iter().flat_map(|agency| others(agency, 60)))
        .collect();
    let names = |agencies: &[&str]| agencies.iter().map(|name| Agency::new(name)).collect();
    let group = crate::measure::PeerGroup { name: "towns".to_owned(), agencies: names(&["East", "West"]) };
    let found = |peers: Peers| -> Vec<(String, String, Option<String>, Proportion)> {
        let terms = profile_beside(&peers, notes.clone()).terms.into_iter();
        terms.map(|term| (term.agency.to_string(), term.words, term.beside, term.others)).collect()
    };
    let of = |met, of| Proportion::new(met, of).unwrap();
    let towns = Some("towns".to_owned());
    assert_eq!(
        found(Peers::new(vec![group]).unwrap()),
        [
            ("East".into(), "both kicked off".into(), towns.clone(), of(0, 80)),
            ("West".into(), "volatile home".into(), towns, of(0, 80)),
        ]
    );
    assert!(found(Peers::default()).iter().all(|(.., beside, others)| beside.is_none() && others.met() > 0));
}

#[test]
fn what_others_write_as_often_is_not_named() {
    let too =
        spread("Both kicked off.", 40, 3).into_iter().map(|(case, author, text)| ("West", case + 500, author, text));
    let own = spread("Both kicked off.", 20, 3).into_iter().map(|(case, author, text)| ("East", case, author, text));
    let profile = profile_of(own.chain(too).chain(others("East", 60)).chain(others("West", 120)));
    assert_eq!(words(&profile.terms), Vec::<&str>::new());
    assert!(profile.tested > 0);
}

#[test]
fn the_habit_of_few_is_not_published() {
    let one_case = (0..30).map(|note| (1 + note / 28, ["Dee", "Eve", "Fay"][note % 3], "Both kicked off.".into()));
    for (why, with) in [
        ("two people", spread("Both kicked off.", 20, 2)),
        ("four cases", spread("Both kicked off.", 4, 4)),
        ("nearly all in one case", one_case.collect()),
        ("no cases given", spread("Both kicked off.", 20, 4).into_iter().map(|(_, by, text)| (0, by, text)).collect()),
    ] {
        assert_eq!(words(&beside(with)), Vec::<&str>::new(), "{why}");
    }
}

#[test]
fn where_nobody_is_named_cases_have_to_do() {
    let nameless = |(agency, case, _, text): Written| (agency, case, "", text);
    let with = spread("Both kicked off.", 20, 1).into_iter().map(|(case, author, text)| ("East", case, author, text));
    let profile = profile_of(with.chain(others("East", 60)).chain(others("West", 120)).map(nameless));
    assert_eq!(words(&profile.terms), ["both kicked off"]);
    assert_eq!(profile.terms[0].authors, None);
}

#[test]
fn names_places_and_numbers_are_in_no_term_and_no_example() {
    let terms = beside(spread("Zebedee Quarmby of Y10 kicked off in Leeds at 14 Hope Street.", 20, 4));
    assert!(!terms.is_empty());
    for term in &terms {
        for hidden in ["zebedee", "quarmby", "leeds", "14", "y10", "hope", "name", "place"] {
            assert!(term.words.split(' ').all(|word| word != hidden), "{}", term.words);
        }
        let example = term.example.text();
        assert!(!["Zebedee", "Quarmby", "Leeds", "Hope"].iter().any(|name| example.contains(name)), "{example}");
    }
}

#[test]
fn terms_that_stand_in_the_same_notes_are_one_wording_and_the_first_note_is_quoted() {
    let mut with = spread("Couple rowing over nothing much really.", 20, 4);
    with[0].2 = "Called to flat. Couple rowing over nothing much really, all calm.".to_owned();
    let terms = beside(with);
    assert_eq!(terms.len(), 1, "{:?}", words(&terms));
    assert_eq!(terms[0].words.split(' ').count(), 3);
    assert!(terms[0].example.text().ends_with("all calm"), "{:?}", terms[0].example);
}

#[test]
fn a_term_that_an_entry_finds_says_which_with_its_better_wording() {
    let terms = beside(spread("Mum was arguing with her partner.", 20, 4));
    let entry = DETECTOR.scan("Mum was arguing with her partner.")[0].entry.clone();
    assert!(terms.iter().any(|term| term.entries.contains(&entry) && !term.instead.is_empty()), "{terms:?}");
}

#[test]
fn one_agency_is_compared_with_nobody() {
    let notes = spread("Both kicked off.", 20, 4).into_iter().map(|(case, author, text)| ("East", case, author, text));
    let profile = profile_of(notes);
    assert_eq!((profile.terms.len(), profile.tested, profile.read.len()), (0, 0, 1));
}
