//! One note and the lexicon in, findings out.
//!
//! Detection knows nothing of files, agencies or counts: a [`Detector`] reads
//! one text and says which words bear which indicator, and who says them. It
//! never decides what to do about a finding.

mod agreement;
mod company;
mod examples;
mod finding;
mod overlap;
mod page;
mod phrase_match;
mod prefilter;
mod program;
mod ranges;
mod repeat;
mod roles;
mod scan;
mod sentence;
mod shape;
mod status;
mod text;

use std::sync::Arc;

pub use agreement::{Agreement, Bound, Sides, Term};
pub use examples::FailedExample;
pub use finding::{Evidence, EvidenceRule, Finding, Reading, SignOfAbuse, Whose};
use overlap::Hit;
use page::Page;
use prefilter::{PhraseRef, Phrases};
use program::{Compiler, Options, Part, Vocabulary};
pub use repeat::{Repeats, Sentence};
#[cfg(feature = "audit")]
pub(crate) use roles::mirror::mostly;
use scan::Scan;
use status::{Cues, Voices};
pub use text::{Break, Text, Token};

use crate::lexicon::{Ignore, Indicator, Lexicon, Phrase, Status};
use crate::note::Span;

/// Finds what a lexicon describes. Made once, used for any number of notes,
/// from any number of threads.
#[derive(Clone, Debug)]
pub struct Detector {
    lexicon: Arc<Lexicon>,
    phrases: Phrases,
    vocabulary: Vocabulary,
    entries: Vec<Parts>,
    cues: Vec<Parts>,
    signs: Vec<Parts>,
    ignore: Vec<(PhraseRef, Ignore)>,
    /// For each phrase, the entries that look for it.
    finds: Vec<Vec<usize>>,
    /// The labels that stand for a speaker.
    speaker: Box<[Part]>,
    /// The labels that are headings.
    heading: Box<[Part]>,
    /// The words for people, in the order of the lexicon.
    people: Vec<Arc<Options>>,
}

/// The phrases of an entry or a cue, by reference.
#[derive(Clone, Debug)]
struct Parts {
    phrases: Vec<PhraseRef>,
    unless: Vec<PhraseRef>,
    /// An entry's `needs`, a cue's `until`.
    third: Vec<PhraseRef>,
}

impl Detector {
    /// Prepares the lexicon for searching.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self::ignoring(lexicon, Vec::new())
    }

    /// The same, leaving some wordings out.
    pub fn ignoring(lexicon: Arc<Lexicon>, ignore: Vec<Ignore>) -> Self {
        let (mut phrases, mut compiler) = (Phrases::default(), Compiler::default());
        let mut add = |phrase: &Phrase| phrases.add(phrase, &mut compiler);
        let ignore: Vec<_> = ignore.into_iter().map(|ignore| (add(&ignore.words), ignore)).collect();
        let mut all = |phrases: &[Phrase]| phrases.iter().map(&mut add).collect::<Vec<_>>();
        let mut parts =
            |a: &[Phrase], b: &[Phrase], c: &[Phrase]| Parts { phrases: all(a), unless: all(b), third: all(c) };
        let entries: Vec<_> = lexicon.entries().iter().map(|e| parts(&e.phrases, &e.unless, &e.needs)).collect();
        let cues: Vec<_> = lexicon.cues().iter().map(|c| parts(&c.phrases, &c.unless, &c.until)).collect();
        let signs: Vec<_> = lexicon.signs().iter().map(|s| parts(&s.phrases, &s.unless, &[])).collect();
        let people = lexicon.people().persons.iter().map(|person| compiler.options(&person.words)).collect();
        let mut set = |name| -> Box<[Part]> {
            lexicon.terms().slot(name).map(|slot| Part::OneOf(compiler.options(&slot))).into_iter().collect()
        };
        let (speaker, heading) = (set("speaker"), set("heading"));
        let finds = finds(&entries, phrases.len());
        let vocabulary = compiler.finish();
        Self { lexicon, phrases, vocabulary, entries, cues, signs, ignore, finds, speaker, heading, people }
    }

    /// The lexicon it searches for.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every finding in a note's readable text, in the order of the text, as
    /// far as this note alone shows.
    pub fn scan(&self, readable: &str) -> Vec<Finding> {
        self.read(readable).findings
    }

    /// Everything detection has to say about a note.
    pub fn read<'d>(&'d self, readable: &str) -> Reading {
        let scan = Scan::new(self, readable);
        let (about_abuse, signs) = scan.about_abuse();
        let hits = scan.hits();
        if hits.is_empty() {
            return Reading { about_abuse, signs, ..Reading::default() };
        }
        let page = Page::new(readable, &scan.words);
        let hits = scan.of_the_right_people(&page, hits.to_vec());
        let cues = scan.cues();
        let shapes = shape::shapes(&page, &self.speaker, &self.heading);
        let voices = Voices { text: scan.text(), cues: &cues, shapes: &shapes };
        let guidance = scan.guidance();
        let findings = |hits: Vec<Hit<'d>>| -> Vec<Finding> {
            let hits = overlap::resolve(hits);
            let alone: Vec<_> = hits.iter().map(|hit| company::counts_alone(hit, scan.text().tokens().len())).collect();
            let mut found: Vec<_> = hits.into_iter().map(|hit| scan.finding(&voices, hit)).collect();
            agreement::follow_the_speaker(&mut found, |start, end| voices.speech_ends(start, end));
            match &guidance {
                Some(sign) => found.into_iter().map(|found| found.into_template(sign.clone())).collect(),
                None => company::in_company(found, &alone),
            }
        };
        let (hits, ignored) = scan.without_ignored(hits);
        let held = !about_abuse && hits.iter().any(|hit| hit.entry.about_abuse);
        let if_about_abuse = held.then(|| findings(hits.clone()));
        let shown = hits.into_iter().filter(|hit| about_abuse || !hit.entry.about_abuse).collect();
        Reading { findings: findings(shown), if_about_abuse, about_abuse, signs, ignored }
    }

    /// What the phrases alone find: no gates, no exceptions, no roles, and
    /// everything counted. For measuring what context is worth.
    pub fn words_only(&self, readable: &str) -> Vec<Finding> {
        let scan = Scan::new(self, readable);
        let hits = overlap::resolve(scan.bare_hits());
        let (cues, shapes) = (Cues::default(), shape::Shapes::default());
        let voices = Voices { text: scan.text(), cues: &cues, shapes: &shapes };
        hits.into_iter().map(|hit| scan.finding(&voices, hit)).collect()
    }

    /// The status that words of a text would have if they bore `indicator`,
    /// with what decided it. For testing cues by themselves.
    pub fn status(&self, readable: &str, words: Span, indicator: Indicator) -> (Status, Option<Evidence>) {
        let scan = Scan::new(self, readable);
        let cues = scan.cues();
        let shapes = shape::shapes(&Page::new(readable, &scan.words), &self.speaker, &self.heading);
        let tokens = scan.text().tokens_in(words);
        Voices { text: scan.text(), cues: &cues, shapes: &shapes }.status(indicator, &tokens)
    }
}

/// For each phrase, the entries that look for it.
fn finds(entries: &[Parts], phrases: usize) -> Vec<Vec<usize>> {
    let mut finds = vec![Vec::new(); phrases];
    for (entry, parts) in entries.iter().enumerate() {
        parts.phrases.iter().for_each(|phrase| finds[phrase.index()].push(entry));
    }
    finds
}
