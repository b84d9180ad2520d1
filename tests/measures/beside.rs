//! Who is held beside whom, and what a verdict has to stand up to.

use std::collections::BTreeMap;

use plainrecord::lexicon::{Indicator, Kind};
use plainrecord::measure::{
    Choices, InNote, Measures, PeerGroup, Peers, ReadOf, ReviewSample, Said, Tally, Threshold, Topic, TopicMeasure,
    Word,
};
use plainrecord::note::{Agency, CaseId, Note};

use super::{agency, cases, choices, in_note};

/// Notes of three agencies: two alike, and one in which all notes have a concern.
fn three_agencies() -> Vec<(Note, Vec<Indicator>)> {
    [agency("a", 40, 10), agency("b", 40, 10), agency("c", 40, 40)].concat()
}

pub(super) fn with_peers(groups: &[&[&str]], notes: &[(Note, Vec<Indicator>)]) -> Tally {
    let group = |names: &&[&str]| PeerGroup {
        name: names.join(" and "),
        agencies: names.iter().map(|name| Agency::new(name)).collect(),
    };
    let mut tally = Tally::new(Peers::new(groups.iter().map(group).collect()).unwrap());
    for (note, found) in notes {
        tally.add(note, &in_note(found));
    }
    tally.settle(Threshold::new(5));
    for case in cases(notes) {
        tally.add_case(&case);
    }
    tally
}

fn words(tally: &Tally) -> Vec<Word> {
    let measures = Measures::new(tally, choices(&[Topic::Kind(Kind::Concern)]));
    let verdict = |topic: &TopicMeasure| topic.verdict.unwrap().value().unwrap().word();
    measures.agencies.iter().map(|group| verdict(&group.topics[0])).collect()
}

#[test]
fn an_agency_of_a_peer_group_is_held_beside_its_peers_and_no_others() {
    let notes = three_agencies();
    let all = words(&with_peers(&[], &notes));
    assert_eq!(all, [Word::LowerThanExpected, Word::LowerThanExpected, Word::HigherThanExpected]);
    let peers = with_peers(&[&["a", "b"]], &notes);
    assert_eq!(words(&peers), [Word::AsExpected, Word::AsExpected, Word::HigherThanExpected]);
    let measures = Measures::new(&peers, choices(&[Topic::Kind(Kind::Concern)]));
    let sentence = measures.agencies[0].topics[0].verdict.unwrap().value().unwrap().sentence();
    assert!(sentence.contains("20 of 80 notes (25 %) in the other agencies of its peer group"), "{sentence}");
}

#[test]
fn an_agency_most_of_whose_notes_are_of_a_length_that_nobody_else_writes_is_not_comparable() {
    let tally = |long: usize| {
        let mut tally = Tally::default();
        for (at, (note, found)) in three_agencies().iter().enumerate() {
            // The last agency has the last eighty notes.
            let words = if (160..160 + long).contains(&at) { 700 } else { 40 };
            tally.add(note, &InNote { words, ..in_note(found) });
        }
        tally.settle(Threshold::new(5));
        for case in cases(&three_agencies()) {
            tally.add_case(&case);
        }
        tally
    };
    let [half, most] = [40, 41].map(|long| words(&tally(long))[2]);
    assert_eq!((half, most), (Word::HigherThanExpected, Word::NotComparable));
}

/// Forty notes of each that were read again: all that the audit found in them is
/// right, and it missed as many as are `missed` of those that it left alone.
fn read_again(agencies: &[(&str, u64, u64)]) -> ReviewSample {
    let of = |&(name, found, missed): &(&str, u64, u64)| {
        let band = |said, notes, bearing| ReadOf { said, notes, read: notes, bearing };
        let bands = [("found", band(Said::Found, found, found)), ("not", band(Said::NotFound, 40 - found, missed))];
        (Agency::new(name), bands.into_iter().filter(|(_, band)| band.notes > 0).collect())
    };
    ReviewSample { kind: Kind::Concern, agencies: agencies.iter().map(of).collect() }
}

#[test]
fn a_verdict_holds_only_if_it_does_when_errors_of_reading_are_allowed_for() {
    let tally = with_peers(&[], &three_agencies());
    let topics = [Topic::Kind(Kind::Concern)];
    let of_last = |sample: Option<&ReviewSample>| {
        let measures = Measures::new(&tally, Choices { review_sample: sample, ..choices(&topics) });
        let verdict = *measures.agencies[2].topics[0].verdict.unwrap().value().unwrap();
        (verdict.word(), verdict.sentence())
    };
    let right = read_again(&[("a", 10, 0), ("b", 10, 0), ("c", 40, 0)]);
    let missed = ReviewSample {
        agencies: [
            read_again(&[("a", 10, 30), ("b", 10, 30)]).agencies,
            // Of what was found of the last, half is right.
            BTreeMap::from([(
                Agency::new("c"),
                BTreeMap::from([("found", ReadOf { said: Said::Found, notes: 40, read: 40, bearing: 20 })]),
            )]),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..right.clone()
    };
    let few = read_again(&[("c", 40, 0)]);
    for (sample, word, because) in [
        (None, Word::HigherThanExpected, "errors of reading could"),
        (Some(&right), Word::HigherThanExpected, "errors of reading are allowed for. By notes that people read again"),
        (Some(&missed), Word::NotComparable, "about 50 % of all notes here have it, and 100 % there."),
        (Some(&few), Word::HigherThanExpected, "errors of reading could"),
    ] {
        let (found, sentence) = of_last(sample);
        assert_eq!(found, word, "{sentence}");
        assert!(sentence.contains(because), "{because}: {sentence}");
    }
}

#[test]
fn a_family_that_peers_share_is_one_case_of_them() {
    let shared = |name: &str| {
        let mut notes = agency(name, 40, 10);
        notes.iter_mut().enumerate().for_each(|(at, note)| note.0.case = CaseId::new(&format!("{}", at / 2)));
        notes
    };
    let notes = [shared("a"), shared("b"), shared("c")].concat();
    let (alone, grouped) = (with_peers(&[], &notes), with_peers(&[&["a", "b", "c"]], &notes));
    let of = |tally: &Tally| Measures::new(tally, choices(&[Topic::Kind(Kind::Concern)])).agencies;
    let evidence = |tally: &Tally| of(tally)[0].topics[0].verdict.unwrap().value().unwrap().evidence().unwrap();
    assert_eq!(evidence(&alone).comparison.others.share, evidence(&grouped).comparison.others.share);
}

#[test]
fn groups_of_one_and_agencies_in_two_groups_are_refused() {
    let group = |names: &[&str]| PeerGroup {
        name: "group".to_owned(),
        agencies: names.iter().map(|name| Agency::new(name)).collect(),
    };
    for (groups, problem) in [
        (vec![group(&["a"])], "the peer group \"group\" has fewer than two agencies"),
        (vec![group(&["a", "b"]), group(&["c", "a"])], "the agency \"a\" is in two peer groups"),
        (vec![group(&["a", "a"])], "the agency \"a\" is in two peer groups"),
    ] {
        assert_eq!(Peers::new(groups).unwrap_err().to_string(), problem);
    }
}
