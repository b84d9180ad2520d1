//! The phrase language once more, as plainly as it can be said: every phrase is
//! tried at every word. Whatever makes the search fast must find the same.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::Detector;
use super::phrase_match::Words;
use super::phrases::Matches;
use super::rules::{PhraseRef, Rules};
use super::text::{Break, Text};
use crate::lexicon::{Lexicon, Phrase, Piece, Sequence};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::new(Arc::new(Lexicon::builtin().unwrap())));

/// One sentence.
struct Sentence<'a> {
    text: &'a Text,
    end: usize,
}

impl Sentence<'_> {
    /// Where the pieces may end, best first.
    fn ends(&self, pieces: &[Piece], at: usize, start: usize) -> Vec<usize> {
        let Some((first, rest)) = pieces.split_first() else { return vec![at] };
        let mut all = Vec::new();
        for at in self.after(first, at, start) {
            all.extend(self.ends(rest, at, start).into_iter().filter(|end| !all.contains(end)).collect::<Vec<_>>());
        }
        all
    }

    fn after(&self, piece: &Piece, at: usize, start: usize) -> Vec<usize> {
        let word = self.text.word(at);
        match piece {
            Piece::Words(words) => self.word(at, start, words.iter().any(|one| **one == *word)),
            Piece::Stem(stem) => self.word(at, start, word.starts_with(&**stem)),
            Piece::Number => self.word(at, start, word.bytes().all(|byte| byte.is_ascii_digit())),
            Piece::OneOf(choice) | Piece::Maybe(choice) => {
                let sequences = choice.sequences().iter().filter(|_| at < self.end);
                let mut ends: Vec<_> = sequences.flat_map(|one| self.ends(one, at, start)).collect();
                ends.sort_unstable_by(|a, b| b.cmp(a));
                ends.extend(matches!(piece, Piece::Maybe(_)).then_some(at));
                ends
            }
            Piece::Gap(most) => {
                let open = |word: &usize| self.goes_on(*word, start) && !self.text.is_blacked_out(*word);
                let words = (at..self.end).take(*most).take_while(open);
                std::iter::once(at).chain(words.map(|word| word + 1)).collect()
            }
        }
    }

    fn word(&self, at: usize, start: usize, accepted: bool) -> Vec<usize> {
        (at < self.end && accepted && self.goes_on(at, start)).then_some(at + 1).into_iter().collect()
    }

    fn goes_on(&self, at: usize, start: usize) -> bool {
        at == start || self.text.tokens()[at].gap < Break::Clause
    }
}

/// Every match of a phrase in a text, leftmost first.
fn plainly(text: &Text, pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in text.sentences() {
        let mut start = sentence.start;
        while start < sentence.end {
            let ends = Sentence { text, end: sentence.end }.ends(pieces, start, start);
            let end = ends.first().copied().filter(|&end| end > start);
            found.extend(end.map(|end| start..end));
            start = end.unwrap_or(start + 1);
        }
    }
    found
}

/// What the detector looks for at one time.
struct Group {
    /// `None` if the phrases are looked for one by one.
    rules: Option<&'static Rules>,
    phrases: Vec<(PhraseRef, &'static Phrase, Sequence)>,
}

impl Group {
    fn find(&self, phrases: &[PhraseRef], words: &Words) -> Matches {
        let (sought, sentences) = (&DETECTOR.sought, words.text.sentences().iter());
        match self.rules {
            Some(rules) => Matches::new(&sought.program, rules, words, sentences),
            None => Matches::of_few(phrases, sought, words, sentences),
        }
    }
}

static GROUPS: LazyLock<[Group; 5]> = LazyLock::new(groups);

fn groups() -> [Group; 5] {
    let (sought, lexicon) = (&DETECTOR.sought, &DETECTOR.lexicon);
    let paired = |refs: &'static [PhraseRef], phrases: &'static [Phrase]| refs.iter().copied().zip(phrases);
    let entries = || sought.entries.iter().zip(lexicon.entries());
    let cues = sought.cues.iter().zip(lexicon.cues()).flat_map(move |(parts, cue)| {
        paired(&parts.phrases, &cue.phrases)
            .chain(paired(&parts.unless, &cue.unless))
            .chain(paired(&parts.third, &cue.until))
    });
    let signs = sought.signs.iter().zip(lexicon.signs()).flat_map(move |(parts, sign)| {
        paired(&parts.phrases, &sign.phrases).chain(paired(&parts.unless, &sign.unless))
    });
    let entry = |of: fn(&'static super::sought::Parts) -> &'static [PhraseRef],
                 with: fn(&'static crate::lexicon::Entry) -> &'static [Phrase]| {
        once(entries().flat_map(move |(parts, entry)| paired(of(parts), with(entry))).collect())
    };
    [
        Group { rules: Some(&sought.always), phrases: entry(|parts| &parts.phrases, |entry| &entry.phrases) },
        Group { rules: None, phrases: entry(|parts| &parts.unless, |entry| &entry.unless) },
        Group { rules: None, phrases: entry(|parts| &parts.third, |entry| &entry.needs) },
        Group { rules: Some(&sought.voices), phrases: once(cues.collect()) },
        Group { rules: Some(&sought.always), phrases: once(signs.collect()) },
    ]
}

/// Each phrase once.
fn once(mut phrases: Vec<(PhraseRef, &'static Phrase)>) -> Vec<(PhraseRef, &'static Phrase, Sequence)> {
    phrases.sort_by_key(|(number, _)| *number);
    phrases.dedup_by_key(|(number, _)| *number);
    let pieces = |phrase: &Phrase| phrase.pieces(DETECTOR.lexicon.terms());
    phrases.into_iter().map(|(number, phrase)| (number, phrase, pieces(phrase))).collect()
}

fn assert_same(note: &str) {
    let words = Words::new(Text::new(note), &DETECTOR.sought.vocabulary);
    for group in &*GROUPS {
        let numbers: Vec<_> = group.phrases.iter().map(|(number, ..)| *number).collect();
        let fast = group.find(&numbers, &words);
        for (number, phrase, pieces) in &group.phrases {
            let expected = plainly(&words.text, pieces);
            let found: Vec<_> = fast.of(*number).cloned().collect();
            assert_eq!(found, expected, "{} in {note}", phrase.source());
        }
    }
}

/// Pieces of a file of notes, far apart from one another.
fn pieces(file: &str, every: usize) -> Vec<String> {
    let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    String::from_utf8_lossy(&text).lines().step_by(every).map(|line| line.chars().take(300).collect()).collect()
}

#[test]
fn finds_in_notes_what_trying_every_phrase_at_every_word_finds() {
    for (file, every) in [
        ("data-samples/police-incident-log.csv", 40),
        ("data-samples/health-records.csv", 40),
        ("data-samples/social-care-case-notes.csv", 40),
        ("tests/gold/d1.jsonl", 150),
        ("tests/gold/d2.jsonl", 150),
    ] {
        for piece in pieces(file, every) {
            assert_same(&piece);
        }
    }
}

/// Numbers that are the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Words that the pieces accept, now and then with a comma or a semicolon.
fn say(pieces: &[Piece], numbers: &mut Numbers, said: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Words(words) => said.push_str(&words[numbers.below(words.len())]),
            Piece::Stem(stem) => said.extend([stem, ["", "s", "ing"][numbers.below(3)]]),
            Piece::Number => said.push_str("14"),
            Piece::Maybe(_) if numbers.below(2) == 0 => {}
            Piece::OneOf(choice) | Piece::Maybe(choice) => {
                say(&choice.sequences()[numbers.below(choice.sequences().len())], numbers, said);
            }
            Piece::Gap(most) => (0..numbers.below(most + 2)).for_each(|_| said.push_str("very ")),
        }
        said.push_str([" ", " ", " ", " ", " ", " ", ", ", "; ", " █ "][numbers.below(9)]);
    }
}

#[test]
fn finds_each_phrase_in_words_made_from_it_as_trying_it_everywhere_does() {
    let mut numbers = Numbers(1);
    for group in &*GROUPS {
        for (number, phrase, pieces) in &group.phrases {
            let mut said = String::from("she ");
            say(pieces, &mut numbers, &mut said);
            let words = Words::new(Text::new(&said), &DETECTOR.sought.vocabulary);
            let fast = group.find(&[*number], &words);
            assert_eq!(
                fast.of(*number).cloned().collect::<Vec<_>>(),
                plainly(&words.text, pieces),
                "{} in {said}",
                phrase.source()
            );
            if numbers.below(4000) == 0 {
                assert_same(&said);
            }
        }
    }
}

#[test]
fn finds_in_a_sentence_of_any_length_what_trying_every_phrase_finds() {
    let filler = "and the boiler was looked at again by somebody ".repeat(20);
    for words in [0, 126, 127, 140] {
        let far: String = filler.split_inclusive(' ').take(words).collect();
        assert_same(&format!("{far}she was arguing with her partner {far}failed to protect"));
    }
}
