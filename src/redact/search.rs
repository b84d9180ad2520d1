//! One reading of one text: every way of finding who and where it is about,
//! and what they come to. Knows nothing of what is shown in their place.

use super::case_names::Mention;
use super::folded::Folded;
use super::known::{Known, is_surname_first};
use super::mask::{Hit, Mask, merge};
use super::words::{Manner, Shape, Word, split};
use super::{Redactor, birthdays, names, places};
use crate::note::{Date, Span};
use std::ops::Range;

/// A text as words.
pub(super) struct Search<'r, 't> {
    redactor: &'r Redactor,
    folded: &'t Folded,
    words: Vec<Word<'t>>,
    manner: Manner,
}

impl<'r, 't> Search<'r, 't> {
    pub(super) fn new(redactor: &'r Redactor, folded: &'t Folded) -> Self {
        let words = split(folded.text(), folded.lower(), &redactor.vocabulary);
        Self { redactor, folded, words, manner: Manner::of(folded.text()) }
    }

    pub(super) fn words(&self) -> &[Word<'t>] {
        &self.words
    }

    /// The characters received that a stretch of the searched bytes stands for.
    pub(super) fn span(&self, bytes: &Range<usize>) -> Span {
        self.folded.span(bytes)
    }

    /// Everything that identifies someone, where `known` people may be named;
    /// `written` is the day of the note.
    pub(super) fn all(&self, known: &Known, written: Option<Date>) -> Vec<Hit> {
        let mut hits = self.redactor.patterns.find(self.folded.text(), self.folded.lower());
        hits.extend(known.ids(self.folded.lower()));
        let people = self.people(known);
        hits.extend(birthdays::find(self.folded.text(), &people, written));
        hits.extend(people);
        hits.extend(self.places(known));
        merge(self.folded.text(), hits)
    }

    /// The same, and then what was found once is found everywhere.
    pub(super) fn all_and_again(&self, mut known: Known, written: Option<Date>) -> Vec<Hit> {
        let mut hits = self.all(&known, written);
        for mention in hits.iter().filter_map(|hit| self.mention(hit)) {
            known.learn(&mention, &self.redactor.vocabulary);
        }
        let named = self.words.iter().filter_map(|word| Some(Hit::new(word.start..word.end, known.mask_of(word)?)));
        hits.extend(named);
        merge(self.folded.text(), hits)
    }

    /// The people whom the text names.
    pub(super) fn mentions(&self, known: &Known) -> Vec<Mention> {
        let hits = merge(self.folded.text(), self.people(known));
        hits.iter().filter_map(|hit| self.mention(hit)).collect()
    }

    fn people(&self, known: &Known) -> Vec<Hit> {
        names::find(&self.words, known, self.manner)
    }

    fn places(&self, known: &Known) -> Vec<Hit> {
        let mut hits = places::find(&self.words, self.manner);
        let known = self.words.iter().filter(|word| known.mask_of(word) == Some(Mask::Place));
        hits.extend(known.map(|word| Hit::new(word.start..word.end, Mask::Place)));
        hits
    }

    /// The words of a person or a place; `None` for what has no name.
    pub(super) fn mention(&self, hit: &Hit) -> Option<Mention> {
        if !matches!(hit.mask, Mask::Name | Mask::Place) {
            return None;
        }
        let first = self.words.partition_point(|word| word.start < hit.at.start);
        let within = self.words[first..].iter().take_while(|word| word.start < hit.at.end);
        let mut parts: Vec<&Word<'_>> = within.filter(|word| word.shape != Shape::Masked).collect();
        if hit.mask == Mask::Name && is_surname_first("", &parts) {
            parts.rotate_left(1);
        }
        let words = parts.iter().map(|word| word.key.replace('\'', "")).collect();
        Some(Mention::new(hit.mask, words)).filter(|mention| !mention.words.is_empty())
    }
}
