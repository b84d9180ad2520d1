//! One note and the lexicon in, findings out.
//!
//! Detection knows nothing of files, agencies or counts: a [`Detector`] reads
//! one text and says which words bear which indicator, and who says them. It
//! never decides what to do about a finding.

mod agreement;
mod chart;
mod company;
mod compile;
mod compiled;
mod examples;
mod finding;
mod frequency;
mod join;
mod labels;
mod lists;
mod near;
mod overlap;
mod page;
mod phrase_match;
mod phrases;
mod program;
mod queue;
mod ranges;
#[cfg(test)]
mod reference;
mod repeat;
mod roles;
mod rules;
mod scan;
mod sentence;
mod shape;
mod sought;
mod status;
mod text;
mod vocabulary;
mod word_set;

use std::sync::Arc;

pub use agreement::{Agreement, Bound, Sides, Term};
pub use examples::FailedExample;
pub use finding::{Evidence, EvidenceRule, Finding, Reading, SignOfAbuse, Whose};
use overlap::Hit;
pub use repeat::{MANY_CASES, Repeat, Repeats, Sentence, Use};
#[cfg(feature = "audit")]
pub(crate) use roles::mirror::mostly;
use scan::Scan;
use sought::Sought;
use status::{Cues, Voices};
pub use text::{Break, Text, Token};

use crate::lexicon::{Ignore, Indicator, Lexicon, Status};
use crate::note::Span;

/// Finds what a lexicon describes. Made once, used for any number of notes,
/// from any number of threads.
#[derive(Clone, Debug)]
pub struct Detector {
    lexicon: Arc<Lexicon>,
    sought: Sought,
    ignore: Vec<Ignore>,
}

impl Detector {
    /// Prepares the lexicon for searching.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self::ignoring(lexicon, Vec::new())
    }

    /// The same, leaving some wordings out.
    pub fn ignoring(lexicon: Arc<Lexicon>, ignore: Vec<Ignore>) -> Self {
        let compiled = ignore.is_empty().then(|| compiled::sought(&lexicon)).flatten();
        let sought = compiled.unwrap_or_else(|| Sought::new(&lexicon, &ignore));
        Self { lexicon, sought, ignore }
    }

    /// The lexicon it searches for.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether a phrase of the lexicon lists this word, which is in small letters
    /// and without apostrophes.
    pub fn lists(&self, word: &str) -> bool {
        self.sought.vocabulary.lists(word)
    }

    /// Every finding in a note's readable text, in the order of the text, as
    /// far as this note alone shows.
    pub fn scan(&self, readable: &str) -> Vec<Finding> {
        self.read(readable).findings
    }

    /// Everything detection has to say about a note.
    pub fn read(&self, readable: &str) -> Reading {
        Self::reading(readable, &Scan::new(self, readable))
    }

    /// The same of the draft of a note about abuse, in which the rest may not
    /// be written yet: "as bad as each other" needs nothing beside it.
    pub fn read_draft(&self, readable: &str) -> Reading {
        Self::reading(readable, &Scan::of_draft(self, readable))
    }

    fn reading<'d>(readable: &str, scan: &Scan<'d>) -> Reading {
        let (about_abuse, signs) = scan.about_abuse();
        let hits = scan.hits();
        if hits.is_empty() {
            return Reading { about_abuse, signs, ..Reading::default() };
        }
        let page = scan.page(readable);
        let hits = scan.of_the_right_people(&page, hits.to_vec());
        let cues = scan.cues();
        let shapes = shape::shapes(&page);
        let voices = Voices { text: scan.text(), cues: &cues, shapes: &shapes };
        let guidance = scan.guidance();
        let findings = |hits: Vec<Hit<'d>>| -> Vec<Finding> {
            let hits = overlap::resolve(hits);
            let needed: Vec<_> = hits.iter().map(|hit| company::needed(hit, scan.text().tokens().len())).collect();
            let mut found: Vec<_> = hits.into_iter().map(|hit| scan.finding(&voices, hit)).collect();
            agreement::follow_the_mention(&mut found, |status, start, end| voices.is_over(status, start, end));
            let found = join::joined(found.into_iter().zip(needed).collect(), scan.text());
            match &guidance {
                Some(sign) => found.into_iter().map(|(found, _)| found.into_template(sign.clone())).collect(),
                None => company::in_company(found),
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
        let shapes = shape::shapes(&scan.page(readable));
        let tokens = scan.text().tokens_in(words);
        Voices { text: scan.text(), cues: &cues, shapes: &shapes }.status(indicator, &tokens)
    }
}
